"""One unattended run of one brief: look, write, remember, deliver; whatever is cut off is taken up by the next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from briefing import pipeline
from briefing.config import Commission
from briefing.domain.brief import CheckedBrief, Cost
from briefing.domain.money import told
from briefing.domain.unattended import Finished, Past, RunState
from briefing.engine import chosen
from briefing.errors import BriefingError, OutputError, PendingError
from briefing.rendering.layout import tally
from briefing.rendering.output import Plan
from briefing.rendering.plain import counted
from briefing.settings import Settings
from briefing.store import underway
from briefing.store.runbook import FILE, Runbook, key_of
from briefing.unattended import carrying, collecting, guarding, memory, news, placing
from briefing.unattended.ending import Ending, worst
from briefing.unattended.log import Log
from briefing.unattended.moved import find_again, moved


def run(
    commission: Commission,
    *,
    config: Path,
    store: Path,
    environment: Mapping[str, str],
    log: Log,
    now: datetime,
    anew: bool = False,
) -> int:
    """The exit code: an `Ending`, or that of the error by which it failed; all is told to the log.

    Args:
        config: path of the configuration, as the brief is remembered by it.
        now: with a time zone: that by whose days the outputs are named.
        anew: make the brief although nothing is new.

    Raises:
        OutputError: the store cannot be used.
    """
    from filelock import Timeout

    log.brief, log.paid = commission.name, Cost()
    key = key_of(config, commission.name)
    lock = underway.lock_of(store, commission.name, key)
    try:
        lock.acquire()
    except Timeout:
        log.error("another run of this brief is under way: this one did nothing")
        return Ending.LOCKED
    except OSError as error:
        raise underway.unusable(store, error) from error
    try:
        with Runbook(store / FILE) as book:
            find_again(book, key, config, store)
            return _Run(
                commission=commission,
                key=key,
                store=store,
                environment=environment,
                log=log,
                now=now,
                book=book,
                anew=anew,
            ).run()
    finally:
        lock.release()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The lock is held."""

    commission: Commission
    key: str
    store: Path
    environment: Mapping[str, str]
    log: Log
    now: datetime
    book: Runbook
    anew: bool

    def run(self) -> int:
        before = self.book.last(self.key)
        if before and before.state is RunState.BEGUN:
            self.log.warning(f"the run of {_hour(before.started)} was cut off: this one does its work")
        elif said := missed(before, self.commission.every, self.now):
            self.log.error(said)
        if before is None and (lost := moved(self.book, self.key, self.commission)):
            self.log.warning(f"the brief begins anew: {lost.said}. {lost.help}")
        number = self.book.begin(self.key, self.now)
        codes: list[int] = []
        try:
            if placing.give_up(self.book, self.key, self.commission, self.log):
                codes.append(OutputError.exit_code)
            taken_up = placing.write_owed(self.book, self.key, self.commission, self.store, self.log)
            code = self._look(number)
            codes += [past.code or Ending.WRITTEN for past in taken_up]
            if not (taken_up and code == Ending.NOTHING_NEW):  # it has written what the last one had made
                codes.append(code)
        except PendingError as pending:
            self.log.info(pending.told)
            self.book.end(number, RunState.WAITING, code=Ending.PENDING, said=str(pending))
            codes.append(Ending.PENDING)
        except BriefingError as error:
            self.log.error(error.told)
            if all(owed.run.id != number for owed in self.book.unwritten(self.key)):
                self.book.end(number, RunState.FAILED, code=error.exit_code, said=str(error))
            codes.append(error.exit_code)
        placing.tidy(self.book, self.key, self.commission, self.log)
        if carrying.carry_owed(self.book, self.key, self.commission, self.environment, self.log, self.now):
            codes.append(Ending.UNDELIVERED)
        return worst(codes)

    def _look(self, number: int) -> int:
        """
        Raises:
            BriefingError: there are sources, and no brief can be made of them.
        """
        looked = self.book.last_looked(self.key)
        since = self.commission.oldest(self.now, looked.started if looked else None)
        before = looked.unread if looked else {}
        settings = self.commission.settings(self.environment, self.store, since=since, unread=before)
        self.log.stage("reading")
        found = self._found(settings)
        unread = partial(found.unread, since=since, before=before)
        for each in found.failed:
            self.log.warning(f"skipped {each.path!r}: {each.reason}. {each.help}".rstrip())
        last = self.book.last_made(self.key)
        told = self._told(last)
        wanted = news.fingerprint(self.commission)
        if found.reading is None or not (self.anew or news.is_new(found.sources, wanted, last, told)):
            return self._nothing(number, found, last, unread(told))
        guarding.expect_present(self.book, self.key, self.commission, self.now.date())
        guarding.expect_own(self.book, self.key, self.commission, self.commission.paths(self.now.date()))
        if self.commission.by_story:
            finished = self._collected(settings, wanted, found)
            what = ""
        else:
            plan = placing.plan(self.commission, self.now.date(), self.store)
            brief = pipeline.make_brief(settings, stdin=lambda: b"", watch=self.log, reading=found.reading)
            finished = self._finished(brief, plan, wanted, found)
            what = f"a brief of {counted(len(brief.sources), 'source')}: "
        finished = replace(finished, unread=unread(finished.sources), patterns=self.commission.outputs)
        if last and not self.anew and not news.is_new(finished.sources, wanted, last, told):
            return self._nothing_more(number, last, finished.unread)
        self.book.commit(number, finished)
        code, claims = finished.code, finished.claims
        del finished  # the store has all of it now, and hands it out to be written: nothing is held twice
        placing.write_owed(self.book, self.key, self.commission, self.store, self.log)
        self.log.info(f"{what}{claims}{self._price}")
        return code

    def _found(self, settings: Settings) -> news.Found:
        """What there is to read, read by the processes that are wanted for the briefs, if any are."""
        if self.commission.workers is None:
            return news.look(settings, watch=self.log)
        with chosen(None, workers=self.commission.workers, dask=None) as engine:
            return news.look(settings, engine, watch=self.log)

    def _collected(self, settings: Settings, wanted: str, found: news.Found) -> Finished:
        day = self.now.date()
        return collecting.collect(
            self.commission,
            settings,
            found,
            placing.places(self.commission, day),
            key=self.key,
            run=self._name,
            day=day,
            wanted=wanted,
            log=self.log,
        )

    @property
    def _name(self) -> str:
        """Of this run among all runs of all machines."""
        return f"{self.key}|{self.now.isoformat()}"

    def _told(self, last: Past | None) -> frozenset[str]:
        """Fingerprints of what is no news: of all that was ever told, or, where the last brief lacked some of it for a
        fault, of that brief alone, so that the next one has all again.
        """
        if last is None:
            return frozenset()
        return last.sources if last.code == Ending.IN_PART else self.book.told(self.key)

    def _nothing(self, number: int, found: news.Found, last: Past | None, unread: Mapping[str, datetime]) -> int:
        if found.reading is None:
            said = "an empty day: there is no source to read; nothing is written"
        elif last is not None:
            said = f"nothing new: no source has changed since the brief of {last.day}; nothing is written"
        else:
            said = "nothing new; nothing is written"
        code = Ending.NOTHING_NEW
        if found.failed:  # no brief will tell of them
            first, code = found.failed[0], Ending.IN_PART
            said += f"; {counted(len(found.failed), 'source')} could not be read: {first.path!r}: {first.reason}"
            said += ", ..." if len(found.failed) > 1 else ""
        hint = "; --anew makes it all the same" if found.reading else ""
        # Who has asked to hear of errors alone is told why there is no brief of this day.
        (self.log.error if found.failed or found.reading is None else self.log.info)(said + hint)
        self.book.end(number, RunState.NOTHING, code=code, said=said, unread=unread)
        return code

    def _nothing_more(self, number: int, last: Past, unread: Mapping[str, datetime]) -> int:
        """What failed before was tried again, and failed again: nobody gets the brief twice for that."""
        said = f"nothing new since the brief of {last.day}: what failed then failed again; nothing is written"
        self.log.error(f"{said}{self._price}")
        self.book.end(number, RunState.NOTHING, code=Ending.IN_PART, said=said, unread=unread)
        return Ending.IN_PART

    @property
    def _price(self) -> str:
        return f"; {told(self.log.paid, stored=0)}" if self.log.paid.calls else ""

    def _finished(self, brief: CheckedBrief, plan: Plan, wanted: str, found: news.Found) -> Finished:
        commission, day = self.commission, self.now.date()
        brief, remembered = memory.with_news(brief, commission.name, self.key, day, self.store)
        rendered = plan.rendered(brief)
        for warning in rendered.warnings:
            self.log.warning(warning)
        for each in brief.draft.skipped:
            self.log.error(f"skipped {each.path!r}: {each.reason}. {each.help}".rstrip())
        if not brief.draft.summary:
            self.log.warning("no source gave a sentence that a brief could be made of")
        failed = pipeline.failures(brief.claims)
        code = Ending.IN_PART if found.failed or brief.draft.skipped else Ending.FLAGGED if failed else Ending.WRITTEN
        claims = tally(brief, annex=commission.annex)
        places = commission.paths(day)
        beside = {path.parent for path in places}
        kept = {path: data for path, data in rendered.kept.items() if path.parent.parent in beside}
        return Finished(
            code=code,
            claims=claims,
            commission=wanted,
            sources=found.without({each.path for each in brief.draft.skipped}),
            outputs=kept | {path: rendered.briefs[path] for path in places},
            parcels=carrying.parcels(
                commission,
                run=self._name,
                day=day,
                title=brief.draft.title,
                claims=claims,
                rendered=rendered,
            ),
            remembered=remembered,
        )


def missed(last: Past | None, every: timedelta | None, now: datetime) -> str:
    """What is to be said of runs that should have been since the last one; empty where none was missed."""
    if last is None or every is None:
        return ""
    gap = now - last.started
    if gap < timedelta(minutes=-5):
        return f"the last run was at {_hour(last.started)}, which is still to come: check the clock"
    number = round(gap / every) - 1
    if number < 1:
        return ""
    runs = "1 run was" if number == 1 else f"{number} runs were"
    return f"{runs} missed: there was none since {_hour(last.started)}"


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
