"""A checked brief on an event that never happened, with everything in it that a brief can have."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from briefing.domain.brief import (
    CheckedBrief,
    Cost,
    Disagreement,
    Draft,
    Forecast,
    Grade,
    Horizon,
    Side,
    Strength,
    Summary,
)
from briefing.domain.claim import (
    CheckedClaim,
    CheckedQuote,
    Claim,
    ClaimKind,
    Evidence,
    QuoteVerdict,
    Reason,
    Section,
    Stance,
    Verdict,
)
from briefing.domain.source import Skipped, Source
from briefing.domain.text import Region, RegionKind, Span
from briefing.domain.yardstick import PHIA

HERALD = """\
Ferries to sail again after night of talks

The harbour unions of Oderhaven and the island council signed a truce on Tuesday night, ending a blockade of nineteen
days. Under the text, 240 dismissed deckhands return to work. Council leader Ilse Marrant called the result "a door,
not a room". Nobody has said who will pay the arrears of 3.1 million crowns.

Share this story
"""
COURIER = """\
Oderhaven: what the truce is worth

Council leader Ilse Marrant chaired the meeting, which lasted eleven hours. Union secretary Bo Teglund said that the
council had "blinked first". The truce covers 214 dismissed deckhands, according to two persons in the room.
The council is likely to return to the table before the herring season. There is a realistic possibility of a merger
of both ferry lines. Freight rates will almost certainly rise before the winter.
"""
GARBLED = """\
Deputy leader Ilse Marrant refused to chair the meeting. She called the result "a wall, not a room".
"""
PAGE = """\
Analysts of the Northgate Institute expect that a toll on the strait is highly unlikely within two years.
"""


def source(id: str, path: str, text: str, **known: object) -> Source:
    return Source(id=id, path=path, sha256=sha256(text.encode()).hexdigest(), text=text, **known)  # type: ignore[arg-type]


SOURCES = (
    source(
        "000",
        "articles/000_herald.txt",
        HERALD,
        title="Ferries to sail again after night of talks",
        publisher="The Strait Herald",
        published=date(2031, 4, 9),
        url="https://herald.example/ferries?id=7",
        regions=(Region(kind=RegionKind.FURNITURE, span=Span(HERALD.index("Share"), len(HERALD))),),
    ),
    source(
        "001",
        "articles/001_courier.txt",
        COURIER,
        title="Oderhaven: what the truce is worth",
        publisher="Courier | Weekend",
        published=date(2031, 4, 11),
    ),
    source("002", "articles/002_garbled.txt", GARBLED, warnings=("charset guessed: windows-1252",)),
    source("003", "articles/003_page.html", PAGE, extracted=True, title="Will there be a toll?", publisher="Northgate"),
    source("004", "articles/copy/000_herald.txt", HERALD, title="Ferries to sail again", duplicate_of="000"),
)
_TEXTS = {each.id: each.text for each in SOURCES}


def at(source: str, quote: str, stance: Stance = Stance.SUPPORTS) -> Evidence:
    """The place in an invented source; the words may be given on one line where the source wraps them."""
    text = _TEXTS[source]
    start = text.replace("\n", " ").index(quote)
    end = start + len(quote)
    return Evidence(source=source, start=start, end=end, quote=text[start:end], stance=stance)


def against(source: str, quote: str) -> Evidence:
    return at(source, quote, Stance.CONTRADICTS)


def checked(
    id: str,
    section: Section,
    text: str,
    *evidence: Evidence,
    verdict: Verdict = Verdict.SUPPORTED,
    quotes: tuple[CheckedQuote, ...] = (),
    reasons: tuple[Reason, ...] = (),
    kind: ClaimKind = ClaimKind.STATEMENT,
) -> CheckedClaim:
    claim = Claim(id=id, text=text, section=section, kind=kind)
    return CheckedClaim(claim=claim, verdict=verdict, evidence=evidence, quotes=quotes, reasons=reasons)


TRUCE = at("000", "The harbour unions of Oderhaven and the island council signed a truce on Tuesday night")
BLOCKADE = at("000", "ending a blockade of nineteen days")
RETURN = at("000", "240 dismissed deckhands return to work")
DOOR = at("000", 'Council leader Ilse Marrant called the result "a door, not a room"')
CHAIR = at("001", "Council leader Ilse Marrant chaired the meeting, which lasted eleven hours")

CLAIMS = (
    checked(
        "s1",
        Section.SUMMARY,
        "The harbour unions and the island council of Oderhaven signed a truce; it ends a blockade of nineteen days.",
        TRUCE,
        BLOCKADE,
    ),
    checked(
        "s2",
        Section.SUMMARY,
        "Two hundred and forty dismissed deckhands return to work.",
        RETURN,
        against("001", "The truce covers 214 dismissed deckhands"),
        verdict=Verdict.DISPUTED,
        reasons=(Reason(check="number", detail="000 says 240 deckhands, 001 says 214 [characters 217-257]"),),
    ),
    checked(
        "s3",
        Section.SUMMARY,
        "The truce settles the men and leaves the money open.",
        RETURN,
        at("000", "Nobody has said who will pay the arrears of 3.1 million crowns"),
        verdict=Verdict.ASSESSMENT,
        kind=ClaimKind.ASSESSMENT,
    ),
    checked("b1", Section.BODY, "The signing came on Tuesday night after a meeting of eleven hours.", TRUCE, CHAIR),
    checked(
        "b2",
        Section.BODY,
        'Council leader Ilse Marrant called the result "a door, not a room".',
        DOOR,
        against("002", 'She called the result "a wall, not a room"'),
        quotes=(CheckedQuote(text="a door, not a room", verdict=QuoteVerdict.EXACT),),
    ),
    checked(
        "b3",
        Section.BODY,
        'Union secretary Bo Teglund said that the council had "blinked twice".',
        at("001", 'Union secretary Bo Teglund said that the council had "blinked first"'),
        verdict=Verdict.CONTRADICTED,
        quotes=(
            CheckedQuote(
                text="blinked twice", verdict=QuoteVerdict.ALTERED, detail="001 has: blinked ~~twice~~ **first**"
            ),
        ),
        reasons=(Reason(check="quote", detail="the quotation is altered"),),
    ),
    checked(
        "b4",
        Section.BODY,
        "The deputy leader refused to chair the meeting.",
        against("001", "Council leader Ilse Marrant chaired the meeting"),
        verdict=Verdict.CONTRADICTED,
        reasons=(Reason(check="polarity", detail="the claim says refused to chair, 001 says chaired"),),
    ),
    checked(
        "b5",
        Section.BODY,
        "The navy escorted the first ferry.",
        verdict=Verdict.UNSUPPORTED,
        reasons=(Reason(check="evidence", detail="no source speaks of a navy"),),
    ),
    checked(
        "b6",
        Section.BODY,
        "Arrears come to 3.1 million crowns [about 2 % of the council's budget].",
        verdict=Verdict.UNCHECKED,
        reasons=(Reason(check="number", detail="the check failed to run: ZeroDivisionError"),),
    ),
    checked(
        "f1",
        Section.FORECAST,
        "The council is likely to return to the table before the herring season.",
        at("001", "The council is likely to return to the table before the herring season"),
        kind=ClaimKind.FORECAST,
    ),
    checked(
        "f2",
        Section.FORECAST,
        "Freight rates will almost certainly rise before the winter.",
        at("001", "Freight rates will almost certainly rise before the winter"),
        kind=ClaimKind.FORECAST,
    ),
    checked(
        "f3",
        Section.FORECAST,
        "There is a realistic possibility of a merger of both ferry lines.",
        at("001", "There is a realistic possibility of a merger of both ferry lines"),
        kind=ClaimKind.FORECAST,
    ),
    checked(
        "a1",
        Section.ANNEX,
        "A truce was signed on Tuesday night.",
        TRUCE,
    ),
    checked(
        "a2",
        Section.ANNEX,
        "The meeting lasted twelve hours.",
        against("001", "which lasted eleven hours"),
        verdict=Verdict.CONTRADICTED,
        reasons=(Reason(check="number", detail="the claim says twelve hours, 001 says eleven"),),
    ),
    checked(
        "a3",
        Section.ANNEX,
        "Analysts of the Northgate Institute expect no toll on the strait within two years.",
        at("003", "Analysts of the Northgate Institute expect that a toll on the strait is highly unlikely"),
    ),
)
DROPPED = checked(
    "b7",
    Section.BODY,
    "The council offered to buy the ferries for one crown.",
    verdict=Verdict.UNSUPPORTED,
    reasons=(Reason(check="evidence", detail="no source speaks of a purchase"),),
)

DRAFT = Draft(
    title="Oderhaven: the ferries sail, the bill is unpaid",
    date=date(2031, 4, 12),
    writer="extractive 1",
    claims=tuple(each.claim for each in CLAIMS),
    summary=("s1", "s2", "s3"),
    paragraphs=(("b1", "b2"), ("b3", "b4"), ("b5", "b6")),
    forecasts=(
        Forecast(
            claim="f1",
            horizon=Horizon.SHORT,
            starts=date(2031, 4, 11),
            until=date(2031, 7, 10),
            term="likely",
            band=(55, 75),
            attributed_to="Courier",
            resolution="minutes of the council",
        ),
        Forecast(
            claim="f2",
            horizon=Horizon.SHORT,
            starts=date(2030, 12, 1),
            until=date(2031, 2, 28),
            term="almost certainly",
            band=(95, 100),
            notes=("no date of its own", "one outcome"),
        ),
        Forecast(
            claim="f3",
            horizon=Horizon.LONG,
            starts=date(2031, 4, 11),
            until=None,
            term="realistic possibility",
            band=(40, 50),
            attributed_to="Courier",
            notes=("no date: not scorable",),
        ),
    ),
    summaries=(
        Summary(source="000", claims=("a1",)),
        Summary(source="001", claims=("a2",)),
        Summary(source="002", claims=()),
        Summary(source="003", claims=("a3",)),
    ),
    costs={
        "summarize": Cost(calls=4, tokens_in=6210, tokens_out=1480, tokens_cached=96, usd=0.014),
        "consolidate": Cost(calls=2, tokens_in=3150, tokens_out=805, tokens_cached=32, usd=0.0075),
    },
    priced=date(2031, 4, 1),
    notes=("No language model was used.",),
    prompts={"summarize.v1.md.j2": "3f9c1a77e0b2"},
)

BRIEF = CheckedBrief(
    draft=DRAFT,
    claims={each.claim.id: each for each in CLAIMS},
    sources=SOURCES,
    checker="rules 1",
    yardstick=PHIA,
    skipped=(Skipped(path="articles/scan.pdf", reason="no text in any of its 3 pages", help="Run OCR on it."),),
    disagreements=(
        Disagreement(
            topic="how many deckhands return",
            kind="number",
            strength=Strength.HARD,
            sides=(
                Side(statement="240 deckhands", evidence=(RETURN,)),
                Side(statement="214 deckhands", evidence=(at("001", "The truce covers 214 dismissed deckhands"),)),
            ),
        ),
        Disagreement(
            topic="what Marrant said of the result",
            kind="quotation",
            strength=Strength.HARD,
            sides=(
                Side(statement="“a door, not a room”", evidence=(DOOR,)),
                Side(statement="“a wall, not a room”", evidence=(at("002", '"a wall, not a room"'),)),
                Side(statement="nothing | at all", evidence=(at("001", "two persons in the room"),)),
            ),
        ),
    ),
    grades=(
        Grade(source="000", letter="B", note="own report"),
        Grade(source="001", letter="B", note="own report; relays two persons in the room"),
        Grade(source="002", letter="E", note="contradicts the others in 2 places", quotable=False),
        Grade(source="003", letter="-", note="forecast"),
        Grade(source="004", letter="B", note=""),
    ),
    dropped=(DROPPED,),
)


def saying(text: str) -> CheckedBrief:
    """The same brief with `text` wherever an article, a writer or a file name could have put words of its own."""
    sources = tuple(
        replace(each, text=each.text + text, title=text, publisher=text, path=f"in/{each.id}{text}", warnings=(text,))
        for each in SOURCES
    )
    quoted = Evidence(source="002", start=len(GARBLED), end=len(GARBLED) + len(text), quote=text)

    unmarked = text.replace("~~", "").replace("**", "")  # a check of quotations writes these signs itself

    def said(each: CheckedClaim) -> CheckedClaim:
        return replace(
            each,
            claim=replace(each.claim, text=text),
            evidence=(*each.evidence, quoted),
            quotes=tuple(replace(quote, text=text, detail=unmarked) for quote in each.quotes),
            reasons=tuple(
                replace(reason, detail=unmarked if reason.check == "quote" else text) for reason in each.reasons
            ),
        )

    return replace(
        BRIEF,
        draft=replace(
            DRAFT,
            title=text,
            notes=(text,),
            claims=tuple(said(each).claim for each in CLAIMS),
            forecasts=tuple(
                replace(each, attributed_to=text, resolution=text, notes=(text,)) for each in DRAFT.forecasts
            ),
        ),
        claims={each.claim.id: said(each) for each in CLAIMS},
        sources=sources,
        skipped=(Skipped(path=text, reason=text),),
        disagreements=tuple(
            replace(each, topic=text, sides=tuple(replace(side, statement=text) for side in each.sides))
            for each in BRIEF.disagreements
        ),
        grades=tuple(replace(each, note=text) for each in BRIEF.grades),
        dropped=(said(DROPPED),),
    )
