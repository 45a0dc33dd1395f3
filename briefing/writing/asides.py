"""What stands behind the outcome that a forecast names: reasons, what would follow, whose words they are.

`The port is likely to stay shut, making bread dear` forecasts that the port stays shut. Whether it makes bread dear is
another matter, at no likelihood of its own: it is not asked about.
"""

import re

from briefing.language.estimative import hedged
from briefing.language.speech import attributions

_CLAUSE_AFTER = r"(?:the|an?|its?|their|his|her|he|she|they|both|neither|each|no|most|nothing|nobody|[A-Z][\w'’-]*)\b"
_FIRST_OF_ITS_KIND = r"(?<!\btime )(?<!\bfirst )(?<!\bmost )(?<!\bever )(?<!\bhighest )(?<!\blowest )(?<!\bworst )"
_REASON = (
    r",?\s+(?:(?:in\s+part|partly|mainly|largely|chiefly|simply|precisely)\s+)?(?:because|given\s+that|due\s+to|owing\s+to|thanks\s+to|despite|in\s+spite\s+of|notwithstanding"
    r"|although|(?:even\s+)?though|even\s+if|no\s+matter|regardless|irrespective|whatever|however)\b"
    r"|,\s+given\b"
    rf"|{_FIRST_OF_ITS_KIND},?\s+since\s+(?={_CLAUSE_AFTER})(?!(?:the\s+)?(?:early\s+|late\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|end|start|fall|war)\b)"
    rf"|,\s+as\s+(?!well\b|(?:many|much|soon|long|far)\s+as\b)|\s+as\s+(?={_CLAUSE_AFTER}[^,;:]*?\s"
    r"(?:is|are|was|were|has|have|had|does|do|did|can|cannot|needs?|tries|try|seeks?|remains?|grows?|rises?)\b)"
)
_KEPT_PARTICIPLES = (
    r"according|including|excluding|(?:starting|beginning|ending)(?=\s+(?:in|on|at|with|next|this)\b)|regarding|concerning|"
    "depending|pending|following"
)
_NOTHING_BUT_GERUND = r"(?!\s*(?:,|and\b|or\b|\Z))"
_FOLLOWS = (
    rf",\s+(?:(?:thus|thereby|so|in\s+turn|potentially|further|again|also|\w+ly)\s+)?(?!(?:{_KEPT_PARTICIPLES})\b)"
    rf"(?!(?:spring|king|evening|morning|nothing|something|anything|everything|during)\b)[a-z]+ing\b{_NOTHING_BUT_GERUND}"
    r"|,\s+(?:(?:all|most|some|many|both|none|one|each)\s+of\s+)?(?:which|who|whom|whose|where|when)\b"
    r"|,\s+(?:in|at|on|for|to|of|from|by|with|under|after|during|through)\s+wh(?:ich|om|ose)\b"
    r"|,\s+with\s+(?!which|whom)|,\s+an?\s+(?:[\w'’-]+\s+){1,4}(?:that|which|who|to)\s"
    r"|,?\s+while\s+(?:also\s+|still\s+)?(?:[a-z]+ing|it|they|he|she)\b"
    r"|,\s+(?:especially|particularly|notably|in\s+particular|not\s+least|above\s+all)\b"
)
_BREAK = rf"\s*[:;]\s|\s+(?:[-–—]{{1,2}})\s+|—|,\s+(?:but|so)\s+(?={_CLAUSE_AFTER})"
_JUDGING = (
    "judges?|judged|believes?|believed|thinks?|thought|estimates?|estimated|reckons?|reckoned|assesses|assessed|argues?|"
    "argued|expects?|expected|predicts?|predicted|suggests?|suggested|shows?|showed|says?|said|agrees?|agreed|fears?|feared|"
    "warns?|warned|hopes?|hoped|learned|learnt|understands?|understood"
)
_THE_SPEAKER = (
    r"(?-i:[A-Z][\w'’.-]*|he|she|they|it|the\s+(?:[\w-]+\s+){0,2}[\w-]+|polls|most\s+[a-z]+s|many\s+[a-z]+s|[a-z]+s)"
)
_FOREIGN = (
    rf",\s+(?:{_THE_SPEAKER}\s+){{1,4}}(?:(?:at|of|in|from|with)\s+(?:the\s+)?(?:[\w'’-]+\s+){{1,3}})?(?:(?:has|have|had)\s+)?(?:{_JUDGING})\b"
    r"|,\s+(?:in|according\s+to)\s+(?:his|her|its|their|the)\s+(?:view|opinion|words|estimate)\b"
)
"""Whose words it is, behind a comma."""
_OPENS = re.compile(
    rf"(?P<reason>{_REASON})|(?P<follows>{_FOLLOWS})|(?P<breaks>{_BREAK})|(?P<said>{_FOREIGN})", re.IGNORECASE
)
_LONG_SPEAKER = re.compile(
    r",\s+(?!and\b|but\b)(?:[\w’'-]+\s+){1,5}\Z|,\s+(?!and\b|but\b)(?:[\w’'-]+\s+){0,4}[\w’'-]+\Z"
)
_MARKS = re.compile(r"[\"“”]")
_AND = re.compile(r"\b(?:and|but|or|nor|while|whereas|yet)\b|[;&]", re.IGNORECASE)
_STRONG = re.compile(r"\s+(?:then\s+|also\s+)?(?:to\s+[a-z]|that\b)|[^.;]{0,80}?\b(?:will|would|could|might)\s")
_GOVERNED = re.compile(r"\s+(?:also\s+|even\s+|so\s+)?(?:would|could|might|may|will|can|possibly|perhaps)\s")
_RELATIVE = re.compile(r",\s+(?:\w+\s+){0,2}(?:which|who|whom|whose|where|when|especially|particularly|notably)\b")
_TIME = re.compile(
    r"(?:in|on|at|by|before|within|until|over|during|through|throughout|this|next|later|early|late)\s+(?:[\w’'-]+\s+){0,6}"
    r"[\w’'-]+\Z"
)
_TO_DO = re.compile(r"\s+to\s+[a-z]+\b")
_MADE_TO_DO = re.compile(r"ing\s+(?:[\w’'-]+\s+){1,6}?to\s+(?!(?:the|an?|its|their)\b)[a-z]+\b(?!.*,\s*\Z)")
_TO_COME = re.compile(r"\b(?:will|would|shall|could|may|might)\b|\b\w+['’]ll\b|\bwon['’]t\b")


_PREDICATIVE = re.compile(r"\b(?:be|been|prove|proved|remain|seem|appear|become)(?:\s+\w+ly|\s+in\s+part)?\Z")
"""Behind it `due to` is what is forecast: `the delay is likely to prove due to rain`."""


def aside(behind: str) -> int:
    """Where what is not forecast begins in what stands behind the word of likelihood; the end where nothing does."""
    starts = [
        match.start()
        for match in _OPENS.finditer(behind)
        if not (_lists(behind, match) or _is_predicate(behind, match))
        and len(_MARKS.findall(behind, 0, match.start())) % 2 == 0
    ]
    for each in attributions(behind):
        lead = behind[: each.start].rstrip()
        if (comma := _LONG_SPEAKER.search(lead)) and re.match(r"\s*(?:\Z|,|on\b|in\b)", behind[each.end :]):
            starts.append(comma.start())
        if lead.endswith(",") or each.verb.casefold().startswith(("according", "per", "as")):
            starts.append(len(lead.rstrip(",")))
    return min(starts, default=len(behind))


def forecasts_too(rest: str) -> bool:
    """Whether what stands behind the outcome may forecast a second one; doubtful words do."""
    opening = _OPENS.match(rest)
    if opening and opening["breaks"] and (hedged(rest) or _TO_COME.search(rest)):
        return True
    follows = opening is not None and opening["follows"] is not None
    for match in _AND.finditer(rest):
        behind = rest[match.end() :]
        if follows and _MADE_TO_DO.search(rest[: match.start()]) and (governed := _TO_DO.match(behind)):
            behind = behind[governed.end() :]  # of `forcing it to seek a partner and to drop its plan`
        if follows and (governed := _GOVERNED.match(behind)):
            behind = behind[governed.end() :]  # of `which could hit exports and could cost work`
        if _STRONG.match(behind) or hedged(behind):
            return True
    return False


def closed(rest: str) -> str:
    """The time that stands behind a remark and ends the sentence, with a blank before it; nothing where none does."""
    opening = _OPENS.match(rest)
    remark, comma, behind = rest.lstrip(" ,").rpartition(", ")
    if not comma or (opening is not None and opening["breaks"]) or _AND.search(behind) or _TO_COME.search(behind):
        return ""
    return f" {behind}" if _TIME.match(behind) and _OPENS.search(f", {behind}") is None and ", " not in remark else ""


def would_follow(rest: str) -> bool:
    """Whether what stands behind the outcome says what else might come of it, or go with it."""
    opening = _OPENS.match(rest)
    if opening is None or not opening["follows"]:
        return False
    return _RELATIVE.match(rest) is None or hedged(rest) or _TO_COME.search(rest) is not None


def _is_predicate(behind: str, match: re.Match[str]) -> bool:
    return re.search(r"\bdue\s+to\b", match.group()) is not None and (
        _PREDICATIVE.search(behind[: match.start()]) is not None
    )


def _lists(behind: str, match: re.Match[str]) -> bool:
    """Whether the words are one of several things: `fishing, hunting the bear, and logging`."""
    if not match["follows"]:
        return False
    before = behind[: match.start()]
    word = re.search(r"(?!(?:spring|morning|evening|king|wing|ring|ceiling)\Z)\b[a-z]+ing\Z", before)
    return word is not None and re.match(r",\s+(?:\w+ly\s+)?[a-z]+ing\b", match.group()) is not None
