"""Lays a checked brief out as a page: what stands where, what is marked, which footnote has which number."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from briefing import assets
from briefing.domain.brief import CheckedBrief, Disagreement, Forecast, Horizon
from briefing.domain.claim import OLDER_FIGURE, CheckedClaim, QuoteVerdict, Section, Stance, Verdict
from briefing.rendering.footnotes import Footnotes
from briefing.rendering.news import news_of
from briefing.rendering.page import Digest, Dispute, Doubt, Finding, ForecastLine, Line, Outlook, Page, Piece, Statement
from briefing.rendering.plain import counted, day, one_line, priced
from briefing.rendering.sources import made, skipped_rows, source_rows

FORM = "briefing 1"
"""Goes up when a reader of the older form would misread the new one."""

PLACES_PER_SIDE = 5
"""A side of a disagreement that five hundred articles take is proved by five footnotes; the JSON has them all."""

UNTITLED = "Untitled brief"
"""A PDF without a title is not accessible, a heading without words is none."""

SILENCE = "No judgement with a stated time was found for this horizon."
SILENCE_AFTER_DROPPING = "Nothing that is said of this horizon passed the checks."

QUOTE_MARKS = {
    QuoteVerdict.ALTERED: "altered quotation",
    QuoteVerdict.WRONG_SPEAKER: "wrong speaker",
    QuoteVerdict.NOT_FOUND: "quotation not found",
    QuoteVerdict.UNCHECKED: "quotation unchecked",
}


_CHANGE = re.compile(r"~~(?P<struck>\w(?:[^~*]*\w)?)~~|\*\*(?P<added>\w(?:[^~*]*\w)?)\*\*")


def lay_out(brief: CheckedBrief, *, annex: bool = False, kept: Mapping[str, str] | None = None) -> Page:
    """The page of this brief.

    `annex` adds the summary of each source. `kept` says by source id where the text of an extracted source is kept,
    as seen from the brief.
    """
    return _Layout(brief, kept or {}).page(annex)


def tally(brief: CheckedBrief, *, annex: bool) -> str:
    """`31 claims: 29 supported, 2 disputed`, as the brief itself counts the sentences that it shows."""
    counts = lay_out(brief, annex=annex).counts
    told = ", ".join(f"{number} {verdict}" for verdict, number in counts.items() if number)
    return f"{counted(sum(counts.values()), 'claim')}: {told}" if told else "no claims"


class _Layout:
    """The page in the making: every sentence is set once, in reading order, so that footnotes are numbered so."""

    def __init__(self, brief: CheckedBrief, kept: Mapping[str, str]) -> None:
        self.brief = brief
        self.kept = kept
        self.footnotes = Footnotes(brief.sources, kept)
        self.lines: dict[str, Line] = {}
        self.dropped_forecasts = any(each.claim.section is Section.FORECAST for each in brief.dropped)

    def page(self, annex: bool) -> Page:
        draft = self.brief.draft
        news = news_of(self.brief, self.set)
        summary = self.set_all(draft.summary)
        paragraphs = tuple(self.set_all(ids) for ids in draft.paragraphs if ids)
        forecast = tuple(self.outlook(horizon) for horizon in Horizon)
        disputes = tuple(self.dispute(disagreement) for disagreement in self.brief.disagreements)
        annexed = [id for each in draft.summaries for id in each.claims] if annex else []
        shown = list(dict.fromkeys([*self.in_text(), *annexed]))
        doubts = tuple(self.doubts(shown))
        digests = [(each.source, self.set_all(each.claims)) for each in draft.summaries] if annex else []
        sources = source_rows(self.brief, self.kept, self.footnotes.cited())
        by_id = {row.id: row for row in sources}
        lines = tuple(self.lines[id] for id in shown)
        counts = Counter(line.verdict for line in lines)
        return Page(
            form=FORM,
            title=one_line(draft.title) or UNTITLED,
            date=draft.date,
            writer=one_line(draft.writer),
            checker=one_line(self.brief.checker),
            yardstick=self.brief.yardstick.name,
            yardstick_title=self.brief.yardstick.title,
            made=made(self.brief, sources, counts),
            counts={verdict.value: counts[verdict.value] for verdict in Verdict},
            news=news,
            summary=summary,
            paragraphs=paragraphs,
            forecast=forecast,
            disputes=disputes,
            doubts=doubts,
            sources=sources,
            skipped=skipped_rows(self.brief),
            annex=tuple(Digest(source=by_id[source], lines=points) for source, points in digests),
            footnotes=self.footnotes.all(),
            lines=lines,
            prompts=dict(draft.prompts),
            cost=draft.cost,
            costs=dict(draft.costs),
            priced=draft.priced,
            spent=priced(draft.cost, draft.priced) if draft.cost.calls else "",
        )

    def in_text(self) -> Iterable[str]:
        """Ids of the sentences in reading order: what is new stands above them, and says them over again."""
        draft = self.brief.draft
        yield from draft.summary
        for ids in draft.paragraphs:
            yield from ids
        for horizon in Horizon:
            yield from (forecast.claim for forecast in draft.forecasts if forecast.horizon is horizon)

    def set_all(self, ids: Iterable[str]) -> tuple[Line, ...]:
        return tuple(self.set(self.brief.claims[id]) for id in ids)

    def set(self, checked: CheckedClaim) -> Line:
        claim = checked.claim
        if claim.id not in self.lines:
            self.lines[claim.id] = self.line(checked)
        return self.lines[claim.id]

    def line(self, checked: CheckedClaim) -> Line:
        text = one_line(checked.claim.text)
        supports = [place for place in checked.evidence if place.stance is Stance.SUPPORTS]
        against = [place for place in checked.evidence if place.stance is Stance.CONTRADICTS]
        return Line(
            id=checked.claim.id,
            text=text,
            verdict=checked.verdict.value,
            mark=mark(checked),
            notes=self.footnotes.cite(supports, checked.verdict.value),
            against=self.footnotes.cite(against, Stance.CONTRADICTS.value),
            seal=assets.fingerprint(text),
        )

    def outlook(self, horizon: Horizon) -> Outlook:
        lines = [forecast for forecast in self.brief.draft.forecasts if forecast.horizon is horizon]
        return Outlook(
            name=horizon.value.capitalize(),
            period=_period(horizon, self.brief.draft.date),
            lines=tuple(self.forecast_line(forecast) for forecast in lines),
            silence=SILENCE_AFTER_DROPPING if self.dropped_forecasts else SILENCE,
        )

    def forecast_line(self, forecast: Forecast) -> ForecastLine:
        return ForecastLine(
            line=self.set(self.brief.claims[forecast.claim]),
            band=f"{forecast.band[0]}-{forecast.band[1]} %" if forecast.band else None,
            term=one_line(forecast.term) if forecast.term else None,
            attributed_to=one_line(forecast.attributed_to) if forecast.attributed_to else None,
            until=forecast.until,
            lapsed=forecast.until is not None and forecast.until < self.brief.draft.date,
            resolution=one_line(forecast.resolution) if forecast.resolution else None,
            remarks=tuple(one_line(note) for note in forecast.notes),
        )

    def dispute(self, disagreement: Disagreement) -> Dispute:
        return Dispute(
            topic=one_line(disagreement.topic),
            kind=one_line(disagreement.kind),
            strength=disagreement.strength.value,
            sides=tuple(
                Statement(
                    text=one_line(side.statement),
                    notes=self.footnotes.cite(side.evidence[:PLACES_PER_SIDE], "stated"),
                    more=max(0, len(side.evidence) - PLACES_PER_SIDE),
                )
                for side in disagreement.sides
            ),
        )

    def doubts(self, shown: Iterable[str]) -> Iterable[Doubt]:
        """What is shown and not fully verified, in reading order, then what was taken out of the text.

        A sentence that stands in the body and in the annex is listed once.
        """
        doubtful = [self.brief.claims[id] for id in shown if _in_doubt(self.brief.claims[id])]
        listed: set[tuple[str, str, tuple[Finding, ...]]] = set()
        for checked in doubtful:
            line, findings = self.set(checked), tuple(_findings(checked))
            if (line.text, line.mark, findings) not in listed:
                listed.add((line.text, line.mark, findings))
                yield Doubt(line=line, findings=findings, dropped=False)
        for checked in self.brief.dropped:
            yield Doubt(line=self.line(checked), findings=tuple(_findings(checked)), dropped=True)


def _in_doubt(checked: CheckedClaim) -> bool:
    return checked.verdict not in (Verdict.SUPPORTED, Verdict.ASSESSMENT) or bool(_failed_quotes(checked))


def _failed_quotes(checked: CheckedClaim) -> dict[str, None]:
    """What is wrong with the quotations of this claim, each fault once, in their order."""
    return {QUOTE_MARKS[quote.verdict]: None for quote in checked.quotes if quote.verdict is not QuoteVerdict.EXACT}


def mark(checked: CheckedClaim) -> str:
    """What stands in brackets behind the claim; empty where all is well."""
    verdict = [] if checked.verdict is Verdict.SUPPORTED else [checked.verdict.value]
    older = [OLDER_FIGURE] if any(reason.check == OLDER_FIGURE for reason in checked.reasons) else []
    return "; ".join([*verdict, *_failed_quotes(checked), *older])


def _findings(checked: CheckedClaim) -> Iterable[Finding]:
    """The quotations that failed, each with its own words, then every other reason."""
    for quote in checked.quotes:
        if quote.verdict is not QuoteVerdict.EXACT:
            words = Piece(text=f"“{one_line(quote.text)}”" + (":" if quote.detail else ""), change="")
            yield Finding(check=QUOTE_MARKS[quote.verdict], detail=(words, *_pieces(quote.detail)))
    told = {quote.detail for quote in checked.quotes}
    for reason in checked.reasons:
        if reason.detail not in told:  # the quotation check says it again
            pieces = _pieces(reason.detail) if reason.check == "quote" else _plain(one_line(reason.detail))
            yield Finding(check=one_line(reason.check), detail=tuple(pieces))


def _pieces(detail: str) -> Iterable[Piece]:
    """Read the difference between two wordings, which checks of quotations write as `a ~~red~~ **blue** door`."""
    line = one_line(detail)
    at = 0
    for change in _CHANGE.finditer(line):
        yield from _plain(line[at : change.start()])
        yield Piece(text=change["struck"] or change["added"], change="struck" if change["struck"] else "added")
        at = change.end()
    yield from _plain(line[at:])


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text=text.strip(), change=""),) if text.strip() else ()


def _period(horizon: Horizon, start: date) -> str:
    """`now to 26 August 2025`: the days of a horizon, reckoned from the brief's date."""
    if last := horizon.last_day(start):
        return f"{'now ' if horizon is Horizon.SHORT else ''}to {day(last)}"
    year = Horizon.MEDIUM.last_day(start) or start
    return f"after {day(year)}"
