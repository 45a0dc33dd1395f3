"""A brief that is wanted again and again: what it is made of, how, and where it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from briefing.domain.delivery import FolderTarget, HookTarget, MailTarget, Target
from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.reach import Reach
from briefing.domain.yardstick import PHIA, Yardstick
from briefing.settings import OnUnsupported, Settings

DATE = "{date}"
"""In an output: the day of the run."""
LATEST = "latest"
"""Stands in the place of the day in the name of the link to the newest brief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    file: Path
    """The configuration that says so, absolute."""
    name: str
    sources: tuple[str, ...]
    """Absolute paths, and addresses."""
    outputs: tuple[str, ...] = ()
    """Absolute paths; `{date}` stands for the day of the run, `{story}` for a story."""
    title: str | None = None
    focus: str | None = None
    words: int = 400
    yardstick: Yardstick = PHIA
    annex: bool = False
    paper: str = "a4"
    template: Path | None = None
    prompts: Path | None = None
    on_unsupported: OnUnsupported = OnUnsupported.FLAG
    model: str | None = None
    """None: the embedded writer."""
    base_url: str | None = None
    api_key_env: str = "OPENAI_API_KEY"
    """Name of the environment variable that holds the key."""
    terms: Terms = field(default_factory=Terms)
    """On which a run may ask the model."""
    one_story: bool = True
    """Leave out what clearly tells of something else: feeds and folders that fill up bring what comes."""
    by_story: bool = False
    """A brief for each event, and a page that leads to them."""
    workers: int | None = None
    """Processes for that; None: as suits."""
    dask: str | None = None
    """Address of a scheduler, in their place."""
    since: timedelta | None = None
    """Of feeds: how old an entry may be; longer where runs were missed."""
    limit: int = 50
    allow_hosts: tuple[str, ...] = ()
    every: timedelta | None = timedelta(days=1)
    """How often it is to run; None: nobody expects it."""
    keep: int | None = None
    """How many days' outputs stay; None: all."""
    deliver: tuple[Target, ...] = ()

    def paths(self, day: date) -> tuple[Path, ...]:
        """Where the brief of a day goes."""
        return tuple(Path(pattern.replace(DATE, day.isoformat())) for pattern in self.outputs)

    def settings(
        self,
        environment: Mapping[str, str],
        store: Path,
        *,
        since: datetime | None = None,
        unread: Mapping[str, datetime] | None = None,
    ) -> Settings:
        """What `generate` would be told. `since` and `unread`: as `Reach` has them."""
        return Settings(
            sources=self.sources,
            title=self.title,
            focus=self.focus,
            words=self.words,
            yardstick=self.yardstick,
            on_unsupported=self.on_unsupported,
            one_story=self.one_story and not self.by_story,
            prompts=self.prompts,
            endpoint=self.endpoint(environment),
            store=store,
            reach=Reach(
                store=store,
                allowed=frozenset(self.allow_hosts),
                limit=self.limit,
                since=since,
                unread=unread or {},
            ),
        )

    def endpoint(self, environment: Mapping[str, str]) -> Endpoint | None:
        """The model to ask; it is named by the configuration alone, never by the environment."""
        if self.model is None:
            return None
        return Endpoint(
            model=self.model,
            base_url=self.base_url or environment.get("OPENAI_BASE_URL") or None,
            api_key=environment.get(self.api_key_env) or None,
            terms=self.terms,
        )

    def oldest(self, now: datetime, last: datetime | None) -> datetime | None:
        """From when on entries of feeds are taken: those that came after a missed run are not lost."""
        if self.since is None:
            return None
        usual = now.astimezone(UTC) - self.since
        return min(usual, last.astimezone(UTC)) if last else usual

    @property
    def secrets(self) -> tuple[str, ...]:
        """Names of the environment variables that a run needs, each once."""
        names = [self.api_key_env] if self.model else []
        for target in self.deliver:
            match target:
                case MailTarget():
                    names.append(target.password_env or "")
                case HookTarget():
                    names += [target.secret_env or "", target.token_env or ""]
                case FolderTarget():
                    pass
        return tuple(dict.fromkeys(filter(None, names)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    path: Path
    """Of the file, absolute."""
    origin: Path
    """The path by which its briefs are remembered: the same, or that of the file before it was moved."""
    store: Path | None
    """None: where the environment says."""
    briefs: Mapping[str, Commission]
    """By name, in the order of the file; at least one."""
