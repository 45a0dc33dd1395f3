"""Renders every prompt once with stand-in material: a missing variable is found before anything is paid for."""

import datetime

from briefing.asking.prompts import Prompts
from briefing.domain.brief import Disagreement, Grade, Side, Strength
from briefing.domain.claim import Claim, Evidence, Reason, Section
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA
from briefing.writing.model import consolidate, merge, revise, select, summarize
from briefing.writing.model.points import Point, PointKind
from briefing.writing.writer import Material

_DAY = datetime.date(2000, 1, 1)
_PLACE = Evidence(source="0", start=0, end=5, quote="Words")
_BARE = Source(id="0", path="0.txt", sha256="0" * 64, text="Words")
_FULL = Source(
    id="1", path="1.txt", sha256="1" * 64, text="Words", title="T", publisher="P", author="A", published=_DAY, url="U"
)


def rehearse(prompts: Prompts) -> None:
    """
    Raises:
        TemplateError: a prompt wants what it is not given.
    """
    points = [
        Point(id="0.1", source="0", text="Words.", speaker=None, kind=PointKind.FACT, places=(_PLACE,)),
        Point(id="1.1", source="1", text="Words.", speaker="S", kind=PointKind.FORECAST, places=(_PLACE, _PLACE)),
    ]
    for source, part, focus in ((_BARE, summarize.Part(text="W"), None), (_FULL, _PART, "Why?")):
        summarize.ask(prompts, source, part, focus=focus)
        merge.ask(prompts, source, points)
        select.ask(prompts, points, most=1, focus=focus)
        consolidate.ask(prompts, _material(focus), points)
    claim = Claim(id="k1", text="Words.", section=Section.SUMMARY)
    reasons = {claim.id: (Reason(check="number", detail="Words"),)}
    revise.ask(prompts, [claim], reasons, points, yardstick=PHIA)
    prompts.render("reply", "again", reason="Words")


_PART = summarize.Part(text="Words", number=2, parts=3)


def _material(focus: str | None) -> Material:
    """With a focus everything is there, without one nothing is."""
    side = Side(statement="Words", evidence=(_PLACE,))
    disagreement = Disagreement(topic="T", kind="number", strength=Strength.HARD, sides=(side, side))
    return Material(
        sources=(_BARE, _FULL),
        grades=(Grade(source="0", letter="-", note="", quotable=not focus),),
        disagreements=(disagreement,) if focus else (),
        date=_DAY,
        focus=focus,
        yardstick=PHIA,
    )
