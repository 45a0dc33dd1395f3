"""Examines what a run will need before it needs it: no brief is made, nothing is sent, no money is spent."""

import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from briefing import placing, sourcing
from briefing.config import Commission, Config
from briefing.domain.addresses import shown
from briefing.domain.brief import CheckedBrief, Draft
from briefing.domain.delivery import FolderTarget, MailTarget
from briefing.domain.endpoint import Terms
from briefing.domain.money import dollars
from briefing.domain.reach import Reach
from briefing.domain.source import Skipped
from briefing.domain.unattended import RunState
from briefing.domain.yardstick import PHIA
from briefing.engine import chosen
from briefing.errors import BriefingError, DeliveryError, ModelError
from briefing.rendering import markdown, pdf
from briefing.store import integrity
from briefing.store.runbook import FILE, Runbook, key_of
from briefing.unattended import environment as secrets
from briefing.unattended.finding import Finding, failed, ok, warning
from briefing.unattended.moved import moved
from briefing.unattended.news import is_empty_place

_ROOM = 100_000_000
"""Bytes of disk below which somebody should know."""
_SKEW = timedelta(minutes=5)
_YEARS = range(2025, 2100)
_SET = f"Set it where the run is started, or in {secrets.FILE} beside the configuration."
_LETTERS = "Łódź, Київ, Αθήνα"


def examine(config: Config, *, store: Path, environment: Mapping[str, str], now: datetime) -> Iterator[Finding]:
    """All that is found, in the order in which it is met."""
    yield ok("configuration", f"{config.path} has {', '.join(config.briefs)}")
    yield clock(now)
    yield fonts()
    yield from stores(store)
    file = config.path.with_name(secrets.FILE)
    if file.exists():
        try:
            known = secrets.values(file)
        except OSError as error:
            yield secrets.unreadable(file, error)
        else:
            yield from secrets.examined(file, known)
            environment = {**environment, **known}  # as whoever is scheduled gets them
    asked: set[tuple[str | None, str | None]] = set()
    for commission in config.briefs.values():
        yield from sources(commission, store)
        yield from places(commission)
        endpoint = commission.endpoint(environment)
        if endpoint:
            yield from price(commission)
            yield from address(commission, environment)
        if endpoint and (endpoint.base_url, endpoint.model) not in asked:
            asked.add((endpoint.base_url, endpoint.model))
            yield from model(commission, environment, now)
        yield from cluster(commission, endpoint.terms if endpoint else None)
        yield from deliveries(commission, environment)
        yield from past(commission, config.origin, store, now)


def clock(now: datetime) -> Finding:
    if now.year not in _YEARS:
        return failed("clock", f"it is {now:%Y-%m-%d %H:%M}", "Set the clock: briefs are named by their day.")
    return ok("clock", f"it is {now:%Y-%m-%d %H:%M %Z}".rstrip())


def fonts() -> Finding:
    """That a PDF can be made, with letters that are not Latin."""
    draft = Draft(title=_LETTERS, date=datetime(2025, 1, 1).date(), writer="", claims=(), summary=(), paragraphs=())
    try:
        made = pdf.render(CheckedBrief(draft=draft, claims={}, sources=(), checker="", yardstick=PHIA))
    except (BriefingError, ImportError, OSError) as error:
        return failed("fonts", f"no PDF can be made: {error}", "Install briefing again, or leave the PDF out.")
    if made.missing_glyphs:
        return warning("fonts", f"they lack {' '.join(made.missing_glyphs)}", "Install a font that has them.")
    return ok("fonts", f"a PDF of {len(made.data):,} bytes was made")


def stores(store: Path) -> Iterator[Finding]:
    yield _writable("store", store)
    for path in integrity.databases(store):
        if fault := integrity.fault(path):
            yield failed("store", f"{path}: {fault}", "Move it away: what it held is lost, and a new one is begun.")
        else:
            yield ok("store", f"{path.name} is whole")


def sources(commission: Commission, store: Path) -> Iterator[Finding]:
    """Files are looked for; of a feed the newest entry alone is fetched."""
    reach = Reach(store=store, allowed=frozenset(commission.allow_hosts), limit=1)
    for source in commission.sources:
        about = f"{commission.name}: source {shown(source) if '://' in source else source}"
        try:
            found = list(sourcing.given([source], reach=reach))
        except BriefingError as error:
            yield warning(about, str(error), error.help)
            continue
        faults = [each for each in found if isinstance(each, Skipped)]
        if len(faults) < len(found):
            yield ok(about, f"{len(found) - len(faults)} to read")
        for each in faults:
            if is_empty_place(each):
                yield warning(about, f"nothing is there yet ({each.reason})", "An empty day is no fault.")
            else:
                yield failed(about, f"{each.path}: {each.reason}", each.help)


def places(commission: Commission) -> Iterator[Finding]:
    for folder in dict.fromkeys(Path(output).parent for output in commission.outputs):
        yield _writable(f"{commission.name}: outputs", _before_date(folder))
    for path in filter(None, (commission.template, commission.prompts)):
        if not path.exists():
            yield failed(f"{commission.name}: {path}", "there is none", "Check the path.")
    if commission.template and commission.template.exists():
        try:
            markdown.check(commission.template)
        except BriefingError as error:
            yield failed(f"{commission.name}: template", str(error), error.help)


def price(commission: Commission) -> Iterator[Finding]:
    """Whether a budget in dollars can be kept: without the price of the model no run with one begins."""
    from briefing.llm.catalogue import Catalogue

    terms, about = commission.terms, f"{commission.name}: budget"
    try:
        known = Catalogue.load(terms.models).model(commission.model or "").price
    except BriefingError as error:
        yield failed(f"{commission.name}: models", str(error), error.help)
        return
    if terms.budget is None:
        return
    if known is None:
        yield failed(
            about,
            f"{dollars(terms.budget)} cannot be kept: the price of the model {commission.model!r} is unknown",
            'State the price in a file, models = "models.toml", or give max_tokens_total instead.',
        )
    else:
        yield ok(about, f"a run spends no more than {dollars(terms.budget)}: the price of the model is known")


def address(commission: Commission, environment: Mapping[str, str]) -> Iterator[Finding]:
    """What a shell knows of the endpoint and a scheduler does not would send the articles to somebody else."""
    if commission.base_url is None and environment.get("OPENAI_BASE_URL"):
        yield warning(
            f"{commission.name}: base_url",
            "it comes from OPENAI_BASE_URL, which no scheduler sets: the vendor would be asked instead",
            "Write base_url into the configuration.",
        )


def model(commission: Commission, environment: Mapping[str, str], now: datetime) -> Iterator[Finding]:
    """Whether the endpoint is there, takes the key and has the model: one request, which costs nothing."""
    from briefing.llm.probe import probe

    about = f"{commission.name}: model {commission.model}"
    endpoint = commission.endpoint(environment)
    if endpoint is None:
        return
    if endpoint.api_key is None and endpoint.base_url is None:
        yield failed(about, f"{commission.api_key_env} is not set", _SET)
        return
    try:
        answer = probe(endpoint)
    except ModelError as error:
        yield failed(about, str(error), error.help)
        return
    if not answer.models:
        yield warning(about, "somebody answers, and lists no models", "Its address usually ends in /v1.")
    elif endpoint.model not in answer.models:
        yield failed(about, f"the endpoint does not list it among its {len(answer.models)} models", "Check the name.")
    else:
        yield ok(about, "the endpoint answers and has it")
    if answer.clock and abs(answer.clock - now) > _SKEW:
        apart = round(abs(answer.clock - now).total_seconds() / 60)
        yield warning("clock", f"the endpoint's differs by {apart} minutes", "Set the clock.")


def cluster(commission: Commission, terms: Terms | None) -> Iterator[Finding]:
    """Whether the scheduler answers, and has workers of this version."""
    if commission.dask is None:
        return
    about = f"{commission.name}: dask"
    try:
        with chosen(terms, workers=commission.workers, dask=commission.dask, config=commission.file):
            found = ok(about, f"the scheduler at {commission.dask} answers, and has workers")
    except BriefingError as error:
        yield failed(about, str(error), error.help)
    else:
        yield found


def deliveries(commission: Commission, environment: Mapping[str, str]) -> Iterator[Finding]:
    for target in commission.deliver:
        about = f"{commission.name}: delivery {target.name}"
        if isinstance(target, FolderTarget):
            yield _writable(about, target.path)
            continue
        names = [
            name for name in (getattr(target, f"{each}_env", None) for each in ("password", "secret", "token")) if name
        ]
        missing = [name for name in names if not environment.get(name)]
        if missing:
            yield failed(about, f"{', '.join(missing)} is not set", _SET)
        elif isinstance(target, MailTarget):
            from briefing.delivering.mail import greet

            try:
                greet(target, environment)
            except DeliveryError as error:
                yield failed(about, str(error), error.help)
            else:
                yield ok(about, f"{target.host}:{target.port} lets us in")
        else:
            yield ok(about, "it is not asked: whatever is posted there counts")


def past(commission: Commission, config: Path, store: Path, now: datetime) -> Iterator[Finding]:
    """What the last run came to, and what it owes."""
    about, key = f"{commission.name}: runs", key_of(config, commission.name)
    if not (store / FILE).exists():
        return
    try:
        with Runbook(store / FILE) as book:
            last, owed, lost = book.last(key), book.owed(key), moved(book, key, commission)
    except BriefingError:  # told of the store already
        return
    if lost:
        yield warning(about, lost.said, lost.help)
    if last is None:
        return
    hour = f"{last.started.astimezone():%Y-%m-%d %H:%M}"
    if last.started > now + _SKEW:
        yield warning("clock", f"the last run was at {hour}, which is still to come", "Set the clock.")
    if last.state is RunState.FAILED:
        yield warning(about, f"the last one, {hour}, failed: {last.said}")
    elif last.state is RunState.BEGUN:
        yield warning(about, f"the last one, {hour}, is under way or was cut off", "The next one takes it up.")
    else:
        yield ok(about, f"the last one was {hour}: {last.said}")
    for each in owed:
        said = f"the brief of {each.parcel.date} is still to be delivered to {each.target!r}"
        tries = f", {each.attempts} attempts: {each.fault}" if each.fault else ""
        yield warning(about, said + tries, "Each run tries again.")


def _before_date(folder: Path) -> Path:
    """The part of the path that is the same each day."""
    while "{date}" in str(folder):
        folder = folder.parent
    return folder


def _writable(about: str, folder: Path) -> Finding:
    """Tried by a file that is taken away again; a folder that is not there yet will be made."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        placing.beside(place / "briefing", [b"a trial"]).unlink()
    except OSError as error:
        said = f"{place} cannot be written to: {(error.strerror or str(error)).lower()}"
        return failed(about, said, "Make it writable, or choose another.")
    free = shutil.disk_usage(place).free
    if free < _ROOM:
        return warning(about, f"{folder}: {free // 1_000_000} MB are free", "Make room on the disk.")
    return ok(about, f"{folder} can be written to" + ("" if os.path.lexists(folder) else ", and will be made"))
