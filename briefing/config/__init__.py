"""The configuration of unattended briefs: what `briefing.toml` says, checked before anything is done."""

from briefing.config.commission import Commission, Config
from briefing.config.file import load, sample

__all__ = ["Commission", "Config", "load", "sample"]
