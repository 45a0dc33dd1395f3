"""Packs briefs for those who want them, and carries what is owed, today's and what failed before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from briefing.config import Commission
from briefing.config.commission import DATE
from briefing.delivering import deliver
from briefing.domain.delivery import FolderTarget, HookTarget, MailTarget, Parcel, Target
from briefing.errors import DeliveryError
from briefing.rendering.output import Rendered
from briefing.store.runbook import Runbook
from briefing.unattended.log import Log


def extra_paths(commission: Commission, day: date, folder: Path) -> tuple[Path, ...]:
    """Names for forms that somebody wants delivered and that no output has."""
    made = {Path(each).suffix.lower() for each in commission.outputs}
    wanted = [form for form in forms(commission) if form not in made]
    return tuple(folder / f"{commission.name}-{day.isoformat()}{form}" for form in wanted)


def forms(commission: Commission) -> tuple[str, ...]:
    """Forms that somebody wants delivered, each once."""
    made = bool(commission.outputs)
    return tuple(dict.fromkeys(form for target in commission.deliver for form in _forms(target, made)))


def parcels(
    commission: Commission, *, run: str, day: date, title: str, claims: str, rendered: Rendered
) -> tuple[tuple[Parcel, str], ...]:
    """One for each target. `run` names the run among all runs of all machines."""
    ways = _ways(commission, day)
    named = {str(ways.get(path.parent, PurePosixPath()) / path.name): data for path, data in rendered.briefs.items()}
    texts = {
        str(ways.get(path.parent.parent, PurePosixPath()) / path.parent.name / path.name): data
        for path, data in rendered.kept.items()
    }
    return tuple(
        (
            Parcel(
                id=f"{commission.name}-{day}-{target.name}-{sha256(f'{run}|{name}'.encode()).hexdigest()[:16]}",
                brief=commission.name,
                title=title,
                date=day.isoformat(),
                claims=claims,
                files=named,
                texts=texts if isinstance(target, FolderTarget) else {},
            ),
            name,
        )
        for name, target in _addressees(commission).items()
    )


def _addressees(commission: Commission) -> dict[str, Target]:
    """Who gets a delivery of its own, by the name that the record has for it.

    Each recipient of a mail does: to try again for one who was refused sends nobody else a second mail.
    """
    return {
        name: each
        for target in commission.deliver
        for name, each in (
            ((f"{target.name}: {address}", replace(target, recipient=address)) for address in target.to)
            if isinstance(target, MailTarget)
            else ((target.name, target),)
        )
    }


def _ways(commission: Commission, day: date) -> dict[Path, PurePosixPath]:
    """By folder of an output, what of it is of the day: elsewhere, too, one day must not stand over another."""
    found = {}
    for pattern, path in zip(commission.outputs, commission.paths(day), strict=True):
        dated = next((number for number, part in enumerate(Path(pattern).parts) if DATE in part), None)
        found[path.parent] = PurePosixPath(*(path.parts[dated:-1] if dated is not None else ()))
    return found


def carry_owed(
    book: Runbook, key: str, commission: Commission, environment: Mapping[str, str], log: Log, now: datetime
) -> int:
    """How many deliveries have not arrived after one attempt at each.

    What goes nowhere by the configuration of today is owed no more: that is how one that can never arrive is dropped.
    """
    # An early version of this program recorded a mail to all of its recipients as one delivery.
    targets = {target.name: target for target in commission.deliver} | _addressees(commission)
    left = 0
    for owed in book.owed(key):
        of = f"the brief of {owed.parcel.date} to {owed.target!r}"
        target = targets.get(owed.target)
        if target is None:
            left += 1
            book.drop(owed.parcel.id)
            log.error(f"{of} was not delivered, and is given up: the configuration has no such delivery any more")
            continue
        book.tries(owed.parcel.id, now)
        try:
            deliver(owed.parcel, target, environment)
        except DeliveryError as error:
            left += 1
            book.failed(owed.parcel.id, str(error))
            log.error(f"cannot deliver {of}: {error}. {error.help} It is kept for the next run.")
            continue
        book.sent(owed.parcel.id, now)
        log.info(f"delivered {of}" + (f", attempt {owed.attempts + 1}" if owed.attempts else ""))
    return left


def _forms(target: Target, has_outputs: bool) -> tuple[str, ...]:
    match target:
        case FolderTarget():
            return () if has_outputs else (".md", ".pdf")
        case MailTarget():
            return (".md", ".pdf")
        case HookTarget():
            return (".json",) if target.form == "json" else (".md",)
