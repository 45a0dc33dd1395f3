"""Which statements are somebody's judgement, so that a brief must say whose."""

import re
from functools import lru_cache

from briefing.domain.source import Source
from briefing.language.estimative import forward_looking, hedged

_JUDGES = re.compile(
    r"\b(?:appear(?:s|ed)?\s+to|seem(?:s|ed)?\s+to|seemingly|apparently|effectively|of\s+course|inevitabl[ey]|arguabl[ey]|"
    r"presumabl[ey]|symbolism|postur\w+|brutal|staunch|elusive|mistake|underscor\w+|signals|suggests|reflects|"
    r"means\s+that|amounts?\s+to|danger|out\s+of\s+the\s+question|convinced|undeterred|primary\s+goal|"
    r"missed\s+opportunit\w+|scenario|unlikely|likely|probably|perhaps|ought\s+to|hardly|scarcely|"
    r"impasse|stalemate|overlook|dismissing|calculation|supposedly|so-called|"
    r"any\s+closer|no\s+end\s+in\s+sight|capable\s+of|one\s+of\s+the\s+few|matters\s+to|weighs?|polite|bold|"
    r"peculiar|strange|stunning|shocking|disastrous|remarkable|extraordinary)\b",
    re.IGNORECASE,
)
_WEIGHS = re.compile(
    r"\b(?:only|substantive|symbolic|genuine(?:ly)?|significan\w+|exposed|prevented|strateg\w+|opportunit\w+|limited|"
    r"minimal|deep|key|crucial|critical|historic|success\w*|fail\w*|persistent|clearly|largely|merely|regards|believes|"
    r"sees|wants|fears|hopes|intend\w*|goal|calls\s+for|tentative|despite|even|rather\s+than)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|does|do|remains?|wants?|holds?|sees?|rests?|makes?|takes?|gives?|cannot|can|stands?|"
    r"continues?|seeks?|insists?|demands?|follows?|claims?|serves?|depends?|keeps?|works?|weighs?|lies|goes|\w+n['’]t)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did|said|met|told|took|made|came|went|held|led|\w{3,}ed)\b")
_ANALYST = re.compile(
    r"\b(?:institut\w*|think\s*tank|cent(?:re|er)|council|foundation|research|analysis|analytics|insights?|observatory|"
    r"academy|university|forecast\w*|intelligence|strateg\w+|studies|policy|review)\b",
    re.IGNORECASE,
)
_ANALYSIS_HEADING = re.compile(
    r"\b(?:forecast|outlook|assessment|what\s+(?:it|this)\s+means|key\s+judge?ments|implications|scenarios|"
    r"(?:short|medium|long)[-\s]term|what\s+next|conclusion|recommendations)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def judges(text: str) -> bool:
    """Whether the statement judges or looks ahead in any kind of article, rather than telling what was done."""
    return looks_ahead(text) or _JUDGES.search(text) is not None


@lru_cache(maxsize=16384)
def looks_ahead(text: str) -> bool:
    """Whether it judges what is to come; a plain announcement ("will meet on Monday") does not."""
    return forward_looking(text) and hedged(text)


@lru_cache(maxsize=16384)
def weighs(text: str) -> bool:
    """Whether it weighs or reads minds, as an assessment does in nearly every sentence; or speaks in the present."""
    return judges(text) or _WEIGHS.search(text) is not None or in_present(text)


@lru_cache(maxsize=16384)
def in_present(text: str) -> bool:
    """Whether its first verb is in the present: how analysis speaks, and news seldom does."""
    present, past = _PRESENT.search(text), _PAST.search(text)
    return present is not None and (past is None or present.start() < past.start())


def is_analysis(source: Source) -> bool:
    """Whether the source is an assessment under its author's or institute's name, and no news report."""
    if _ANALYST.search(source.publisher or ""):
        return True
    headings = {sentence.heading for sentence in source.sentences if sentence.heading}
    return any(_ANALYSIS_HEADING.search(heading) for heading in headings)


def signature(source: Source) -> str:
    """Who answers for what the source says in its own voice: `Solheim`, `Euxine Institute`, `source 103`."""
    if source.author:
        first = re.split(r",|;|\band\b|&", source.author)[0].strip()
        return first.split()[-1] if first else source.author
    return source.publisher or f"source {source.id}"
