"""Who a forecast is about: the noun phrase before `is likely to`, what frames it, and who only reports it."""

import re

from briefing.language.estimative import hedged
from briefing.language.lexicon import is_irregular
from briefing.language.names import names
from briefing.language.speech import DENYING, DOUBTING, SPEECH_VERBS, attributions
from briefing.writing.horizons import stated_at

_JUDGED = re.compile(
    r"\A(?:[^,;:]{1,120}?)\s(?:believes?|thinks?|judges?|judged|reckons?|assesses|estimates?|expects?|argues?|suggests?|"
    r"say|believed|thought|estimated|argued|suggested)\s+(?:that\s+)?"
)
_REPORTED_TO = re.compile(r"(?:\s+[\w'’]+){0,6}?\s+that\b|:")
_WRONG = re.compile(r"\b(?:wrong|wrongly|false|falsely|mistaken|mistakenly|erroneously|incorrectly)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:who|which|whom|whose|why|how)\b[^,]*\Z")
"""`Traders who said ...`: what is said of those who said it is the sentence."""
_A_THING = re.compile(r"\s+(?:an?|the|its|their|his|her)\s")
_NOBODY = re.compile(
    r"\b(?:few|no|none|nobody|neither|hardly|never|not|little|doubts?|doubted|den(?:y|ies|ied)|rejects?|rejected)\b|n['’]t\b",
    re.IGNORECASE,
)
_TELLING = frozenset({"told", "warned", "informed", "assured", "reminded", "notified", "tells", "warns"})
_OPENER = re.compile(
    r"\A(?:(?:And|But|So(?!\s+(?:many|much|few|far|long)\b)|Yet|However)\s+|(?:However|Rather|Meanwhile|Still|Nevertheless|Nonetheless|Moreover|Furthermore|Instead|"
    r"Overall|Therefore|Thus|Hence|Second|Third|First|Also|Besides|Conversely|Otherwise|[A-Z]\w+ly|For\s+now|Of\s+course|"
    r"As\s+a\s+result|(?:By|In)\s+contrast|In\s+(?:addition|fact|general|particular|short|reality|practice|effect|turn|any\s+case|other\s+"
    r"words|(?:his|her|its|their|our|my)\s+\w+)|On\s+(?:balance|the\s+(?:whole|other\s+hand|one\s+hand|contrary))|"
    r"At\s+the\s+same\s+time|At\s+present),\s+)"
)
"""Behind all but the shortest a comma is needed: `Second homes` and `Instead of talks` open so too."""
_OPENING_FRAME = re.compile(
    r"(?:However|Rather|Meanwhile|Still|Nevertheless|Nonetheless|Moreover|Furthermore|Instead|Overall|Therefore|Thus|Hence|Also|Besides)\Z"
)
_UNCLEAR_OPENING = re.compile(
    r"(?:Hardly|Scarcely|Barely|Only|Nearly|Rarely|Meanwhile|Nevertheless|Nonetheless|Moreover|Furthermore|Therefore|Thus|Hence|"
    r"Besides|Then|Almost\s+(?:no|none|nobody|never))\b|(?:Still|Instead|Overall|Second|Third|First|Also|Rather|[A-Z]\w+ly)\s+"
    r"(?:(?:the|an?|its|their|his|her|this|that|these|those)\b|[A-Z])"
)
"""`Hardly any ships` denies; `Clearly the port` has lost its comma."""
_EXPLAINS = re.compile(
    r"\A(?:Despite|Although|Though|Even|Whether\s+or\s+not|While|Whereas|Because|Since|As|Given|With|Amid|Amidst|Considering|Like|Unlike|Due|"
    r"Owing|Thanks|Based|Having|Being|[A-Z]\w+(?:ed|ing))\b"
)
_FRAME = re.compile(
    r"\A(?!(?:Over|Under|Between|Near)\s+[\d£$€])(?:In|On|At|Over|By|Within|Before|After|Following|During|Under|From|Across|"
    r"Throughout|Through|Among|Inside|Outside|Near|Between|For|Later|Early|Next|This|Tomorrow|Today|Tonight|Beyond|Along|Against|Of)\b"
)
_STARTS = """
    i you he she it we they this that these those there here what who which none no neither nobody nothing few little
    hardly in on by within before after during from of for with without and or but so if when while as to not because
    although than where nor then only our my your whether how why whatever
"""
NO_SUBJECT = frozenset(_STARTS.split())
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|may|might|must|shall|should|says?|said)\b"
    r"|[“”\";:]"
)
_RELATIVE = re.compile(r",?\s+(?:that|which|who|whose|whom|where)\b.*", re.DOTALL)
_OPEN_END = re.compile(r"\b(?:and|or|but|as|than|to|of|in|on|at|for|with|by|from)\s*\Z")
_BARE = re.compile(
    r"(?:both|all|some|many|most|others|each|one)|.*(?<!\bsuch)(?<!\bknown)\sas\s(?!well\b|many\b|much\b).*", re.I
)
"""Nobody is named, or a clause has begun: `the report comes as ministers`."""
_LATE_AND = re.compile(r"(?:\S+\s+){7,}and\s+(?:the|an?|its|their|his|her)\s")
"""Behind so many words what is joined is a clause, and the verb of the first was not seen."""
_CAPITAL = re.compile(
    r"(?:The|An?|This|That|These|Those|Both|Its|Their|His|Her|Former|Outgoing|Incoming|Acting|Two|Three|Four|Five|Most|Some|"
    r"Many|Several|More|All|Around|About|Nearly|Almost|Any|Either)\s|"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][a-z]*(?![\w.])(?!\s+[A-Z])"
)
"""A capital that only begins the sentence; `Port Velmar` is a name."""
_IN_NUMBERS = re.compile(r"(?<=\d),(?=\d)")
_LONGEST = 240
"""Characters."""
_LONGEST_SUBJECT = 16
"""Words without a relative clause; what is longer has a verb that was not seen."""
_PLAIN = frozenset({"will", "would", "can", "could", "may", "might", "are", "were", "have"})
_NO_NOUNS = re.compile(
    r"\s(?:means|meant|shows|showed|suggests|indicates|reveals|finds|makes|knows|fears?|hopes?|doubts?|thinks?|believes?|"
    r"says?|relies|depends|wants|whether|how|why|what|if|whose|whom|--|–|—)\s"
)
_PREPOSITIONS = """
    of in on at to from with by for against into onto over under above below near outside inside within across through
    between among during about around after before since until towards toward behind beyond without despite via per as
    than upon off out up down like unlike amid alongside except plus and or but nor all both half such not only even
    then also twice that which who when while where if whether because quite rather is are was were be
"""
_NO_VERBS = frozenset(_PREPOSITIONS.split())
_BEFORE_ARTICLE = re.compile(r"(?<!\bto )\b([a-z]+)\s+(?:the|an?|its|their|his|her)\b")


def named(before: str) -> tuple[str, str] | None:
    """Frame and subject; None where it is not plain who is spoken of."""
    rest = without_speaker(before)
    if rest is None:
        return None
    rest = _OPENER.sub("", rest, count=1)
    if _UNCLEAR_OPENING.match(rest):
        return None
    last = list(re.finditer(r"[,;]\s+(?:and|but|so)\s+", rest))
    if last and not hedged(rest[: last[-1].start()]) and _FINITE.search(rest[: last[-1].start()]):
        rest = rest[last[-1].end() :]  # before it stands what is so already
    for frame, subject in _splits(rest):
        kept = framed(frame)
        if kept is not None and is_subject(subject):
            return kept, lowered(subject)
        if kept == "" and frame and _FRAME.match(subject[:1].upper() + subject[1:]):
            return named(subject)  # behind a reason, a time
    return None


def _splits(rest: str) -> list[tuple[str, str]]:
    """Where the subject may begin: behind a time, behind each comma, or at the start."""
    opens = re.sub(r"\A\w", lambda first: first.group().upper(), rest)
    if not (_FRAME.match(opens) or _EXPLAINS.match(opens)):
        return [("", rest)]
    found = []
    if end := stated_at(rest):
        found.append((rest[:end], rest[end:].lstrip(" ,")))
    found += [(rest[: match.start()], rest[match.end() :]) for match in re.finditer(r",\s+", rest)]
    return found if found or not re.match(r"(?:[A-Z]\w+(?:ed|ing)|This|Next)\b", opens) else [("", rest)]


def framed(frame: str) -> str | None:
    """The part of a frame that belongs to what is asked; None where that is not plain."""
    frame = _OPENING_FRAME.sub("", _OPENER.sub("", f"{frame.rstrip(',')}, ", count=1).strip(" ,"))
    if ":" in frame:
        return None
    if not frame or _EXPLAINS.match(frame):
        return ""
    frame = re.split(r",\s", frame.rstrip(","))[0]
    frame = f"{frame[0].upper()}{frame[1:]}"
    if not _FRAME.match(frame):
        return "" if attributions(frame) or without_speaker(f"{frame} ") == "" else None
    return None if _FINITE.search(frame) or hedged(frame) else frame


def without_speaker(before: str) -> str | None:
    """Without `Vogt said`, `Analysts believe that`; None where it is unclear where that ends."""
    if _WRONG.search(before):
        return None
    for each in attributions(before):
        behind = before[each.end :]
        if re.search(r",\s+(?:which|who|whose|whom)\b", before[: each.start]):
            continue  # what is remarked of the subject
        if each.verb.casefold().startswith(("according", "per", "as", "citing", "quot")):
            if each.start == 0:
                return behind.lstrip(" ,")
            continue
        if _WITHIN.search(before[: each.end]):
            return None
        told = _REPORTED_TO.match(behind)
        if SPEECH_VERBS.get(each.verb.casefold()) in DENYING | DOUBTING or _NOBODY.search(before[: each.end]):
            return None  # who denies that it is likely does not forecast it
        if told and _A_THING.match(told.group()) and each.verb.casefold() not in _TELLING:
            return None  # `described a plan that the port is likely to reject`
        return re.sub(r"\A\s*(?:that\b)?\s*", "", behind[told.end() :] if told else behind)
    judged = _JUDGED.match(before)
    if judged and (_NOBODY.search(judged.group()) or _WITHIN.search(judged.group())):
        return None
    return before[judged.end() :] if judged else before


def is_subject(subject: str) -> bool:
    """Whether it is a noun phrase that stands by itself."""
    subject = _IN_NUMBERS.sub("", subject)
    words = subject.split()
    if not words or len(subject) > _LONGEST or (_first(words) in NO_SUBJECT and not _shown(words)):
        return False
    bare = re.sub(r",[^,]*,", " ", subject) if subject.count(",") % 2 == 0 else subject
    head = _RELATIVE.sub("", bare)
    if _FINITE.search(head) or hedged(subject) or _has_verb(head) or _reports(bare) or _NO_NOUNS.search(head):
        return False
    if _OPEN_END.search(subject) or _BARE.fullmatch(subject) or _LATE_AND.match(head):
        return False
    if len(head.split()) > _LONGEST_SUBJECT or not re.match(r"[\w“\"']", subject):
        return False
    closed = subject.count(",") % 2 == 0 or re.search(r",?\s+and\s+[^,]*\Z", subject)
    return bool(closed)


def _first(words: list[str]) -> str:
    """`he` of `He's`."""
    return re.split(r"[,'’]", words[0].casefold(), maxsplit=1)[0]


def _shown(words: list[str]) -> bool:
    """`This strike`, `those ships`."""
    return len(words) > 1 and words[0].casefold() in ("this", "that", "these", "those")


def _reports(phrase: str) -> bool:
    """Whether its `that` opens what is said, or a clause that goes on, and does not only tell which thing is meant.

    So it is in `the record reveals that prices` and in `content that readers`, and not in `a treaty that ends the war`.
    """
    relative = re.search(r"(?!\A)\b(?:that|which|who)\b\s*(?P<verb>[\w'’-]*)(?P<rest>.*)", phrase, re.DOTALL)
    if relative is None:
        return False
    if re.search(r"(?:[^su]s|ed)\s\Z", phrase[: relative.start()]):
        return True  # `the storm proves that`
    verb = relative["verb"].casefold()
    regular = verb.endswith(("s", "ed")) and verb not in ("its", "his", "this")
    plain = regular or verb in _PLAIN or is_irregular(verb)
    if re.search(r"\b(?:we|they|he|she|it|you|I)\s*\Z", phrase):
        return True
    return not plain or re.search(r",|\b(?:and|that|which|who|whether)\b", relative["rest"]) is not None


def lowered(subject: str) -> str:
    """As it stands within a sentence: only names keep their capital."""
    if not _CAPITAL.match(subject) or any(name.start == 0 for name in names(subject)):
        return subject
    return subject[0].lower() + subject[1:]


def _has_verb(phrase: str) -> bool:
    """Whether some word before an article may be a verb: a noun has none behind it."""
    return any(word not in _NO_VERBS and not word.endswith("ly") for word in _BEFORE_ARTICLE.findall(phrase))
