"""Reads `briefing.toml`: every mistake in it is found before a source is read."""

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from briefing.config.apart import check_apart
from briefing.config.by_story import check_stories
from briefing.config.commission import DATE, Commission, Config
from briefing.config.values import Table, nearest
from briefing.domain.collection import STORY
from briefing.domain.delivery import FolderTarget, HookTarget, MailTarget, Security, Target
from briefing.domain.endpoint import MOST_AT_ONCE, Terms, is_timeout
from briefing.domain.unattended import FILE
from briefing.domain.yardstick import PHIA, YARDSTICKS
from briefing.errors import UsageError
from briefing.settings import OF_MODELS, OnUnsupported, WriterName

FORMS = (".md", ".pdf", ".json")
PAPERS = ("a4", "letter")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_MAIL = re.compile(r"(?:[^<>@,;:\\\"\s][^<>@,;:\\\"]* )?<?[^\s<>@,;]+@[^\s<>@,;]+>?")
_HOST = re.compile(r"[\w.:-]+|\[[0-9A-Fa-f:.]+\]")
_BRACED = re.compile(r"\{[^}]*\}?")
_PORTS = {Security.STARTTLS: 587, Security.SSL: 465, Security.NONE: 25}


def sample() -> str:
    """A file with comments to begin from."""
    return (files("briefing.config") / "sample.toml").read_text(encoding="utf-8")


def load(path: Path) -> Config:
    """
    Raises:
        UsageError: the file is not there, or says something that cannot be.
    """
    path = _absolute(path)
    top = Table(_content(path), file=path, name="")
    store, formerly = top.path("store"), top.path("formerly")
    targets = {name: _target(name, table) for name, table in top.tables("deliver").items()}
    defaults = top.table("defaults")
    _commission("defaults", defaults.over({"sources": ["."]}), targets)  # a mistake there is named there
    briefs = {}
    for name, table in top.tables("briefs").items():
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"{str(path)!r}: {name!r} cannot be the name of a brief",
                help="Use letters, digits, - and _.",
            )
        briefs[name] = _commission(name, _over(defaults, table), targets)
    top.end()
    if not briefs:
        raise UsageError(f"{str(path)!r} has no brief", help="Add a table [briefs.NAME], as `briefing init` shows.")
    check_apart(path, briefs)
    return Config(path=path, origin=formerly or path, store=store, briefs=briefs)


def _absolute(path: Path) -> Path:
    """Whatever links and `..` it is named through: briefs are remembered by it. A link to the file itself stays, as
    relative paths in it are meant from the folder in which the link stands.
    """
    path = path.absolute()
    return Path(os.path.realpath(path.parent)) / path.name


def _content(path: Path) -> dict[str, Any]:
    name = repr(str(path))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        raise UsageError(
            f"there is no configuration {name}", help="Write one by `briefing init`, or name it: --config FILE."
        ) from None
    except IsADirectoryError:
        raise UsageError(f"{name} is a folder, and no configuration", help=f"Name the file: {FILE}.") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is no TOML: {error}", help="Mend it there.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{name} is no UTF-8", help="Save it as UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UsageError(f"cannot read {name}: {reason}", help="Give a readable file.") from None


def _over(defaults: Table, table: Table) -> Table:
    """The brief's own values over those of all briefs, less what has no sense for it: the embedded writer needs no
    model, and of an output without a day there is but one.
    """
    below = dict(defaults.values)
    if table.values.get("writer") == WriterName.EXTRACTIVE:
        for key in ("model", *OF_MODELS):
            below.pop(key, None)
    if not any(DATE in each for each in table.over(below).texts("outputs")):
        below.pop("keep", None)
    return table.over(below)


def _commission(name: str, table: Table, targets: Mapping[str, Target]) -> Commission:
    sources = tuple(each if "://" in each else str(table.place(each)) for each in table.texts("sources"))
    if not sources:
        key = "sources"
        raise UsageError(
            f"{str(table.file)!r}: [{table.name}] has no {key}", help='Add files, folders or addresses: ["articles"].'
        )
    yardstick = table.choice("yardstick", tuple(YARDSTICKS))
    policy = table.choice("on_unsupported", tuple(OnUnsupported))
    found = Commission(
        file=table.file,
        name=name,
        sources=sources,
        outputs=_outputs(table),
        title=table.text("title"),
        focus=table.text("focus"),
        words=table.number("words", least=50, most=5000) or 400,
        yardstick=YARDSTICKS[yardstick] if yardstick else PHIA,
        annex=table.flag("annex"),
        paper=table.choice("paper", PAPERS) or "a4",
        template=table.path("template"),
        prompts=table.path("prompts"),
        on_unsupported=OnUnsupported(policy) if policy else OnUnsupported.FLAG,
        model=_model(table),
        base_url=table.matching("base_url", _is_web, "Write http(s)://HOST[:PORT]/v1."),
        api_key_env=table.variable("api_key_env") or "OPENAI_API_KEY",
        one_story=table.flag("one_story", usual=True),
        by_story=table.flag("by_story"),
        workers=table.number("workers", most=256),
        dask=table.text("dask"),
        terms=_terms(table),
        since=table.span("since"),
        limit=table.number("limit", most=10_000) or 50,
        allow_hosts=_hosts(table),
        every=_every(table),
        keep=_keep(table),
        deliver=_deliver(table, targets),
    )
    table.end()
    if name != "defaults":
        for key in OF_MODELS:
            if found.model is None and table.values.get(key):
                table.refuse(key, 'It wants a model: add model = "...".')
        check_stories(table, found)
    if name != "defaults" and not (found.outputs or found.deliver):
        raise UsageError(
            f"{str(table.file)!r}: [{table.name}] has neither outputs nor deliver: its brief would go nowhere",
            help=f'Add outputs = ["briefs/{DATE}.md"].',
        )
    return found


def _model(table: Table) -> str | None:
    writer, model = table.choice("writer", tuple(WriterName)), table.text("model")
    if writer == WriterName.MODEL and model is None:
        table.refuse("writer", 'Name the model: model = "...".')
    if writer == WriterName.EXTRACTIVE and model is not None:
        table.refuse("model", "Leave it out, or the writer: extractive is the writer without a model.")
    return model


def _terms(table: Table) -> Terms:
    """As the options of the same names have it."""
    usual = Terms()
    return Terms(
        concurrency=table.number("concurrency", most=MOST_AT_ONCE) or usual.concurrency,
        requests_per_minute=table.number("requests_per_minute"),
        tokens_per_minute=table.number("tokens_per_minute"),
        timeout=table.seconds("timeout", is_timeout) or usual.timeout,
        batch=table.flag("batch"),
        budget=table.dollars("budget"),
        max_tokens=table.number("max_tokens_total"),
        models=table.path("models"),
    )


def _outputs(table: Table) -> tuple[str, ...]:
    given = table.texts("outputs")
    for each in given:
        if not each.lower().endswith(FORMS):
            table.refuse("outputs", f"{each!r} ends in none of {', '.join(FORMS)}.")
        if strange := [found for found in _BRACED.findall(each) if found not in (DATE, STORY)]:
            table.refuse("outputs", f"{strange[0]!r} stands for nothing; {DATE} stands for the day of the run.")
        if STORY in each and not table.flag("by_story"):
            table.refuse("outputs", f"{STORY} stands for nothing without by_story = true.")
        if each.count(DATE) and sum(DATE in part for part in Path(each).parts) > 1:
            table.refuse("outputs", f"Write {DATE} in the name of the file or of one folder.")
    return tuple(str(table.place(each)) for each in given)


def _keep(table: Table) -> int | None:
    keep = table.number("keep", most=100_000)
    if keep is not None and table.name != "defaults" and not any(DATE in each for each in table.texts("outputs")):
        table.refuse("keep", f"No output has {DATE} in its name: there is one, and it is replaced.")
    return keep


def _every(table: Table) -> timedelta | None:
    if table.values.get("every") == "never":
        table.text("every")
        return None
    return table.span("every") or timedelta(days=1)


def _hosts(table: Table) -> tuple[str, ...]:
    hosts = table.texts("allow_hosts")
    for each in hosts:
        if not _HOST.fullmatch(each):
            table.refuse("allow_hosts", f"{each!r} is no host; give the name alone.")
    return tuple(each.strip("[]").casefold().rstrip(".") for each in hosts)


def _deliver(table: Table, targets: Mapping[str, Target]) -> tuple[Target, ...]:
    names = table.texts("deliver")
    for each in names:
        if each not in targets:
            known = f"There is {', '.join(f'[deliver.{name}]' for name in targets)}." if targets else ""
            table.refuse(
                "deliver", nearest(each, targets) or known or f'Describe it: [deliver.{each}] with kind = "folder".'
            )
    return tuple(targets[each] for each in names)


def _target(name: str, table: Table) -> Target:
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{str(table.file)!r}: {name!r} cannot be the name of a delivery", help="Use letters, digits, - and _."
        )
    table.needed("kind")
    kind = table.choice("kind", ("folder", "email", "webhook"))
    found: Target
    if kind == "folder":
        table.needed("path")
        found = FolderTarget(name=name, path=table.path("path") or table.file.parent)
    elif kind == "email":
        found = _mail(name, table)
    else:
        table.needed("url")
        found = HookTarget(
            name=name,
            url=table.matching("url", _is_web, "Write http(s)://HOST/PATH.") or "",
            form=table.choice("form", ("json", "text")) or "json",
            secret_env=table.variable("secret_env"),
            token_env=table.variable("token_env"),
        )
    table.end()
    return found


def _mail(name: str, table: Table) -> MailTarget:
    for key in ("host", "from"):
        table.needed(key)
    security = Security(table.choice("security", tuple(Security)) or Security.STARTTLS)
    to = table.texts("to")
    if not to:
        raise UsageError(f"{str(table.file)!r}: [{table.name}] has no to", help='Add to = ["NAME@HOST"].')
    if any(not _is_mail(each) for each in to):
        table.refuse("to", 'Write addresses: ["NAME@HOST"].')
    found = MailTarget(
        name=name,
        host=table.matching("host", lambda each: bool(_HOST.fullmatch(each)), "Give the server's name.") or "",
        port=table.number("port", most=65_535) or _PORTS[security],
        security=security,
        sender=table.matching("from", _is_mail, "Write an address: NAME@HOST.") or "",
        to=to,
        user=table.text("user"),
        password_env=table.variable("password_env"),
    )
    if bool(found.user) != bool(found.password_env):
        table.refuse("user" if found.user else "password_env", "Give both user and password_env, or neither.")
    return found


def _is_mail(text: str) -> bool:
    return bool(_MAIL.fullmatch(text)) and text.isprintable()


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
