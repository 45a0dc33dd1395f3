"""The configuration of unattended briefs: what `briefing.toml` says, checked before anything is done."""

from briefing.config.commission import Commission, Config
from briefing.config.file import FILE, load, sample

__all__ = ["FILE", "Commission", "Config", "load", "sample"]
