"""Can a sentence stand alone? What it would leave dangling, and the words at its head that can go."""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A sentence taken out of its article."""

    start: int
    """Where the usable part begins in the sentence: behind a leading connective."""
    faults: tuple[str, ...]
    """What it would leave dangling; empty where it stands alone."""


_CONNECTIVES = (
    r"(?:however|meanwhile|indeed|but|yet|and|so|still|moreover|furthermore|nevertheless|nonetheless|also|besides|"
    r"in addition|additionally|in fact|of course|finally|lastly|overall|instead|conversely|similarly|likewise|"
    r"therefore|thus|hence|consequently|as a result|accordingly|for (?:his|her|its|their) part|on the other hand|"
    r"in turn|for now|then|though|even so|that said|interestingly|notably|importantly|unsurprisingly|"
    r"to be (?:sure|fair|clear)|after all|in other words|in short|for example|for instance|in the meantime|"
    r"at the same time|in contrast|by contrast|on the contrary|alternatively|specifically|what['’]s more|"
    r"adding to [^,.;]{3,40}|further complicating [^,.;]{3,40}|again|anyway|crucially|significantly|ultimately)"
)
_LEADING = re.compile(rf"(?:{_CONNECTIVES},\s+|(?:but|yet|and|so|or|nor)\s+(?=[^\W\d_a-z]|[a-z]))", re.IGNORECASE)
_ALSO_ON = re.compile(r"Also\s+(?=(?:on|in|at|among)\b)")
_OPEN, _CLOSE = "“«„", "”»"
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)|(?<!\w)'[^']+'(?!\w)")
_FIRST_PERSON = re.compile(r"\b(?:I|we|us|our|ours|my|mine|me|you|your|yours)\b", re.IGNORECASE)
_NAMED_US = re.compile(r"\bUS\b|(?<=[A-Z][a-z] )I\b|(?<=[a-z] )I(?=['’]s)")
_PRONOUN_HEAD = re.compile(
    r"(?:he|she|they|him|her|his|their|its|hers|theirs|these|those|such|both of|neither of|either of|one of them|"
    r"some of (?:them|those|these)|the (?:latter|former|same|other|others|second|third|rest)|another|others?|"
    r"this|that|that['’]s|he['’]s|she['’]s|they['’]re|among them|all of (?:them|this|that)|none of (?:them|this)|"
    r"a (?:second|third|fourth|fifth|final|further|similar|separate|different)|"
    r"(?:second|third|fourth|first|last)(?:ly)?,|"
    r"there,|here|here['’]s|asked|so far|until (?:that|then)|since then|at (?:that|the) time|on the same|at the same|"
    r"by then|by that|in this|in that|if so|if not|as such|like that|not so|not only that|why|how|what|who|where|"
    r"when asked|"
    r"later|earlier|afterwards?|soon after|only then|"
    r"neither (?!\w+ nor\b)[a-z]|both (?!sides|parties|countries|nations|governments|teams|\w+ and\b)[a-z]|"
    r"(?:\w+ )?(?:hours|days|weeks|minutes|months|years) (?:earlier|later)\b|"
    r"a (?:day|week|month|year) (?:earlier|later)|the (?:next|following|previous) (?:day|week|month|year|morning)|"
    r"the day before,|in doing so|with that|along with (?:this|that|these)|under (?:this|that)|"
    r"because of (?:this|that)|for (?:this|that|these)|despite (?:this|that|these)|after (?:this|that)|in response,|"
    r"to (?:this|that) end|more on|read|see|watch|click|photo|related|image|video|advertisement|listen|sign up|"
    r"subscribe|follow|share|copyright|by the way|more than that|the more|ditto|same|likewise)\b",
    re.IGNORECASE,
)
_HEAD_FINE = re.compile(
    r"(?:this|these|those)\s+(?:week|month|year|summer|winter|spring|autumn|fall|morning|afternoon|evening|weekend)\b"
    r"|those\s+(?:who|in|of|with|near|from|killed|involved)\b|what(?:ever)?\s+\w+\s+(?:is|was)\b.{20}"
    r"|such\s+(?:as|a\s+\w+\s+would)|earlier\s+(?:this|on|in|last)\b|later\s+(?:this|on|in)\b"
    r"|another\s+\d|(?:the\s+)?other\s+than|when\s+asked|such\s+as",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"it\s+(?:is|was|has been|had been|will be|would be|may be|might be|could be|remains|remained|appears|appeared|"
    r"seems|seemed|took|takes|looks|turns out|turned out|became)\s+(?:\w+ly\s+|not\s+|also\s+|still\s+|yet\s+|"
    r"far\s+from\s+|too\s+|more\s+|highly\s+)*(?:unclear|clear|likely|unlikely|possible|impossible|uncertain|unknown|unusual|hard|"
    r"difficult|easy|important|necessary|expected|reported|believed|thought|said|announced|known|understood|hoped|"
    r"feared|estimated|early|that|as if|as though|to be seen|\w+\s+(?:hours|minutes|days|weeks|months|years)|"
    r"the\s+\w+\s+time)\b",
    re.IGNORECASE,
)
_IT_HEAD = re.compile(r"\bit(?:['’]s)?\b", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(
    r"\b(?:this|these)\b(?!\s+(?:week|month|year|summer|winter|spring|autumn|fall|morning|afternoon|evening|weekend|"
    r"past|coming|last|time|century|decade|season|term)\b)"
    r"|\bthose\b(?!\s+(?:who|in|of|with|near|from|killed|involved|responsible|for|on|at|that|whose|seeking|already)\b)"
    r"|\b(?:attended|during|after|before|since|until|at|in|on|under|by|from|about|if|when|as|until)\s+that\s+"
    r"(?:meeting|time|day|night|point|case|year|week|month|moment|way|happens?|is|was|were|would|will|date|period|"
    r"agreement|deal|one|same|incident|area|regard|respect|sense|front|evening|morning|position|statement|call)\b"
    r"|\b(?:do|did|does|doing|done)\s+so\b|\bthe\s+(?:latter|former)\b(?!\s+\w+\s+(?:president|minister|leader))"
    r"|\bsaid\s+the\s+same\b|\bas\s+well\s*[.]?$|\bthen\s+(?:closed|went|said|added|turned|left|moved)\b"
    r"|\bthe\s+same\s+(?:day|time|month|year|week)\b|\bthe\s+(?:first|second|third|others?|rest)[.,;]"
    r"|\b(?-i:[A-Z]\w+)\s+that\s+(?:is|was)\b|^[^,;:]{0,60}\b(?<!no )such\s+(?!as\b)"
    r"|\bthe\s+(?:source|official|negotiator|diplomat|spokes\w+|man|woman|report|study|decree|statement|paper|newspaper|"
    r"outlet|article|post|letter|agency|group|company|department)\s+(?:said|says|added|told|wrote|noted|reported|explained|"
    r"continued)\b|\bsaid\s+the\s+(?:source|official|negotiator|diplomat|man|woman)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:man|woman|boy|girl|child|teen|teenager|student|officer|official|minister|president|leader|spokes\w+|source|"
    r"teacher|doctor|lawyer|attorney|actor|actress|singer|victim|suspect|driver|father|mother|son|daughter|husband|wife|"
    r"brother|sister|friend|neighbor|neighbour|king|queen|prince|princess|senator|governor|mayor|judge|pilot|chief|"
    r"director|author|writer|reporter|journalist|analyst|expert|professor|scholar|scientist|player|coach|star|host|"
    r"candidate|secretary|general|aide|adviser|advisor|envoy|ambassador|diplomat|soldier|employee|worker|customer|"
    r"person|someone|anyone|everyone|nobody|who|founder|owner|captain|negotiator|lawmaker|congress\w+|chancellor|"
    r"premier|pope|bishop|priest|guard|hostage|prisoner|patient|nurse|resident|witness|farmer|fan|model|artist|"
    r"comedian|musician|rapper|parent|couple|uncle|aunt|cousin|grand\w+|boyfriend|girlfriend|fianc\w+|partner|baby|"
    r"infant|toddler|youngster|counterpart|successor|predecessor|each|one)s?\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+|^[A-Z][\w’'-]+\s+[A-Z][\w’'-]+|^[A-Z][\w-]+(?=['’]s\b)")
_HEAD_WORD = re.compile(r"^[A-Z][\w-]+")
_ORDINARY_HEAD = re.compile(
    r"^(?:The|A|An|In|On|At|As|After|Before|While|When|If|Although|Though|Despite|Since|For|From|With|By|To|Of|Until|"
    r"Because|During|Under|Over|Between|Among|Amid|Following|According|Speaking|Asked|Last|Next|Some|Many|Most|All|Both|"
    r"Two|Three|No|Not|There|It|Once|Just|Even|Only|About|More|Few|Several|Now|Earlier|Later|Also|Still|But|And|Yet|Here|"
    r"Like|Unlike|Given|Having|Being|Early|Late|Back|One|Her|His|Their|Its|Our|My|Your|Police|People|Officials)\b"
)
_SHELL = re.compile(
    r"^the\s+(?:move|decision|announcement|statement|comments?|remarks?|proposal|idea|plan|incident|report|news|"
    r"development|findings?|results?|figures?|numbers?|change|changes|episode|claims?|allegations?|accusations?|charges?|"
    r"post|tweet|video|message|letter|email|document|documents|source|sources|spokes\w+|pair|duo|trio|couple|"
    r"group|company|man|woman|boy|girl|teen|suspect|victim|officer|driver|newspaper|paper|magazine|site|study|"
    r"researchers|team|measure|law|bill|rule|order|decree|case|problem|issue|question|answer|reason|goal|point|thing|"
    r"effort|attempt|approach|offer|request|demand|threat|warning|call|visit|trip|speech|interview|session|article|outlet|"
    r"process|situation|scene|footage|image|images|photo|photos|picture|pictures|clip|recording|actor|actress|singer|star|"
    r"reality|result|upshot|outcome|bottom\s+line|latest|only\s+wildcard)\b(?!\s+(?:of|to|that|in|on|by|for|from|with|about|against|between|"
    r"who|which|whose|at|behind)\b)(?!['’]s)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:before|after|while|when|as|although|though|despite|in|during|since|because|if|with|until|on)\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|said|says|"
    r"say|told|tells|met|took|take|takes|made|makes|make|came|comes|come|went|goes|go|got|gets|gave|gives|saw|sees|knew|"
    r"knows|thinks|thought|found|finds|left|leaves|kept|keeps|held|holds|led|leads|won|wins|lost|loses|began|begins|"
    r"became|becomes|wrote|writes|spoke|speaks|ran|runs|brought|brings|bought|sent|sends|stood|stands|sat|sits|set|sets|"
    r"put|puts|cut|cuts|hit|hits|fell|falls|rose|rises|grew|grows|drew|draws|broke|breaks|chose|chooses|drove|drives|"
    r"fought|fights|flew|felt|feels|hurt|let|lets|meant|means|paid|pays|read|reads|shot|shows|shown|showed|spent|spends|"
    r"struck|strikes|taught|threw|understood|wore|wears|wants|needs|seems|appears|remains|includes|plans|hopes|"
    r"believes|expects|insists|seeks|demands|faces|calls|follows|continues|lies|says|agrees|claims|adds|argues|warns|"
    r"suggests|reports|notes|supports|opposes|accuses|denies|refuses|works|lives|plays|looks|turns|gathers|"
    r"sparked|swept|swore|slept|stole|shook|sought|sold|bore|bled|bent|bit|blew|caught|clung|crept|dealt|dug|fed|fled|"
    r"froze|hung|hid|laid|lay|lent|lit|rang|rode|sank|sang|shut|slid|spread|sprang|stuck|swam|swung|tore|woke|wound|"
    r"\w{3,}ed)\b|\w['’](?:s|re|ll|ve|d)\b|n['’]t\b",
    re.IGNORECASE,
)


def _without_quotations(text: str) -> str:
    """The text with what stands in quotation marks blanked out, of the same length."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)


def _cut_quotation(text: str) -> bool:
    depth = 0
    for char in text:
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth -= 1
        if depth not in (0, 1):
            return True
    return depth != 0 or text.count('"') % 2 == 1


def _dangling_person(text: str, bare: str) -> bool:
    """A third-person pronoun before any person it could mean."""
    for pronouns, scope in ((_PERSONAL, bare), (_PLURAL, bare)):
        first = pronouns.search(scope)
        if first and not _has_person(bare[: first.start()]) and not _cataphora(bare, first.start()):
            return True
    quoted = _PERSONAL.search(text)
    return bool(quoted and not bare[quoted.start()].strip() and not _has_person(text[: quoted.start()]))


def _early_it(bare: str) -> bool:
    """`It` before anything that it could mean: `While a gesture, it fell short`, `Fidan opened it with a warning`."""
    found = _IT_HEAD.search(bare) if not _IT_HEAD.match(bare) else None
    if not found or _EXPLETIVE.match(bare, found.start()):
        return False
    before = bare[: found.start()]
    return len(before.split()) < 3 or not _VERB.search(before)


def _has_person(text: str) -> bool:
    if _PERSON.search(text):
        return True
    head = _HEAD_WORD.match(text)
    if head and not _ORDINARY_HEAD.match(text):
        return True
    return any(not _ORDINARY_HEAD.match(name.group()) for name in _NAME.finditer(text))


def _cataphora(bare: str, at: int) -> bool:
    """`Before he left, Putin said ...`: an opening clause whose pronoun is named right after its comma."""
    if not _OPENING.match(bare):
        return False
    comma = bare.find(",", at)
    return comma > 0 and bool(re.match(r",\s+(?:the\s+)?[A-Z]", bare[comma:]))


@lru_cache(maxsize=65536)
def standing(text: str) -> Standing:
    """How a sentence stands outside its article; `text` as in `Sentence.text`."""
    start = _start(text)
    text = text[start:]
    bare = _without_quotations(text)
    faults: list[str] = []
    if _cut_quotation(text):
        faults.append("cut quotation")
    if text.rstrip("”\"’' )").endswith("?") or text.endswith(":"):
        faults.append("question or lead-in")
    if start == 0 and text[:1].islower():
        faults.append("fragment")
    head = text.lstrip("“\"‘'(")
    if (_PRONOUN_HEAD.match(head) and not _HEAD_FINE.match(head)) or (
        _IT_HEAD.match(head) and not _EXPLETIVE.match(head)
    ) or _DEMONSTRATIVE.search(bare) or _early_it(bare):
        faults.append("points back")
    if _SHELL.match(head):
        faults.append("unnamed thing")
    if _dangling_person(text, bare):
        faults.append("unnamed person")
    if _FIRST_PERSON.search(_NAMED_US.sub("  ", bare)):
        faults.append("first person")
    if not _VERB.search(bare):
        faults.append("no verb")
    return Standing(start=start, faults=tuple(faults))


def _start(text: str) -> int:
    start = 0
    while match := _LEADING.match(text, start) or _ALSO_ON.match(text, start):
        start = match.end() if match.re is _LEADING else match.start() + len("Also ")
        if match.re is _ALSO_ON:
            break
    return start
