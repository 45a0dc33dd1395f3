"""What a line is by its form alone: credit, copyright, navigation, related article and the like."""

import re

from briefing.domain.text import RegionKind

LONGEST = 70
"""Words."""

LONGEST_CHARACTERS = 1000
"""A longer paragraph is prose, whatever it looks like."""

_AGENCIES = (
    r"(?:AP|AFP|AAP|ANSA|CCTV|CNN|DPA|dpa|EFE|EPA(?:-EFE)?|PA|PTI|TASS|Tass|UPI|Xinhua|Reuters|REUTERS|Getty|Anadolu|AA"
    r"|Alamy|Bloomberg|iStock|Keystone|Kyodo|NurPhoto|Pool|Handout|Redux|Rex|Shutterstock|Sputnik|Yonhap|Zuma|ZUMA|Wire"
    r"|Twitter|X|Facebook|Instagram|Telegram|YouTube|Unsplash|Wikimedia(?: Commons)?)(?: Images| Press| Photos?| Wire)?"
)
_NAME = r"(?:[A-Z][\w.’'&-]*|of|the|for|de|van|von|al|and)"
_PICTURE = r"(?:photo(?:s|graph|graphs|graphy)?|images?|pictures?|illustrations?|graphics?|screengrab|screenshot)"

_CREDIT = re.compile(
    rf"(?:(?<![\w]){_PICTURE}\s?(?:credits?|courtesy(?: of)?|by|via|copyright|©|/|:)\s?[:©]?\s*"
    rf"|(?<![\w])(?:credits?|pic|courtesy)\s?(?:by|of|:)\s*|\bAP photo\b|\bAFP photo\b|\bfile photo\b)"
    rf"(?:(?!(?-i:[^A-Z]\.\s[A-Z])).){{0,90}}\Z",
    re.IGNORECASE,
)
"""`Photo: X`, `(Image Credit: X/via Y)`, `Photo by X/Y`, `File photo` at the end of a paragraph."""

_VIA = re.compile(
    rf"(?:\A|(?<=[\w)”\"][\w)”\"])[.!?”\")]\s+|[|–—-]\s*|\s(?=[(\[]))[(\[]?(?:{_NAME}\s+){{0,7}}{_NAME}\s?(?:\bvia\b|/)\s?(?:{_NAME}[\s/]*){{1,5}}[)\]]?\.?\Z"
)
"""`Ministry via Agency`, `(Name/Agency)`: names and nothing else, after a full stop or alone."""

_COURTESY = re.compile(
    rf"\bcourtesy(?: of)? (?-i:{_NAME}\s?){{1,6}}[)\]]?\Z"
    r"|\((?:[\w.’'/ -]{0,40} )?(?:photos?|handout|file|supplied)\)\Z"
    r"|\A(?:source|note|chart|graphic|data|map)s?: \S.{0,80}[^.!?]\Z",
    re.IGNORECASE,
)
_AGENCY_END = re.compile(
    rf"(?:\A|[/|]\s?|(?<![.!?”\"])\s\(|[.!?”\")]\s+(?:{_NAME}\s+){{0,4}})(?:{_NAME}/)?{_AGENCIES}[)\]]?\Z"
)
"""The agency alone, in brackets after words that are no sentence, or with names after a full stop."""

_IN_PICTURE = re.compile(
    r"\((?:L|left|right|cent(?:er|re)|from left|from L|l-r|L-R|above|pictured|bottom|top|second (?:left|right)"
    r"|\d(?:nd|rd|th)? [LR])\)"
)
"""Where somebody stands in a picture; one such place can also stand in prose."""

_CAPTION = re.compile(
    rf"\A(?:(?-i:FILE)\b|File\s?[-–—]|(?:file )?{_PICTURE}(?: caption|:)|pictured\b"
    r"|in this (?:(?:(?-i:[A-Z][a-z]+)\.?|\d+|undated|file|still|handout|combination|video|screen),? )*"
    rf"(?:{_PICTURE}|frame)\b"
    r"|this (?:combination|handout|undated|file) (?:\w+ )?(?:photo|image|picture)|media caption)"
    r"|\btoggle caption\b|\bimage caption\b|\bimage copyright\b|\b(?:file|handout) (?:photo|image|picture)\b",
    re.IGNORECASE,
)

_COPYRIGHT = re.compile(
    r"\bcopyright\s*(?:©|\(c\)|(?:19|20)\d\d|[A-Z]\w+ (?:19|20)\d\d)|©|\A\(c\)\s?(?:19|20)\d\d|\ball rights reserved\b"
    r"|\bmay not be (?:published|reproduced|republished|copied)\b",
    re.IGNORECASE,
)

_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|piece|coverage|post|dispatch)"
    r"|(?:additional |to the )?(?:reporting|research))\b.{0,60}\Z"
    r"|\A\W{0,3}(?:additional |with |(?:with )?(?:reporting|editing|research|writing) (?:assistance )?)"
    r"(?:reporting |assistance |contributions? )?(?:by|from)\b"
    r"|\A\W{0,3}(?:compiled|edited|translated|contributing)\s?(?:by|:)\s"
    r"|\A(?:[A-Z][\w’'.-]+ ){1,3}(?:reported|contributed) from (?:[A-Z][\w’'.-]+,? ?){1,6}\.?\Z"
    r"|\Ato contact the (?:reporter|editor|author|writer)s?\b"
    r"|\bcan be (?:reached|contacted|followed) (?:at|on|by)\b",
    re.IGNORECASE,
)


def _any(*forms: str) -> str:
    return f"(?:{'|'.join(forms)})"


_RELATED = re.compile(
    r"\A\W{0,3}"
    + _any(
        r"related(?: (?:articles?|story|stories|content|coverage|links?|topics?|news|reading|posts?|video|photos?))?",
        r"read (?:more|also|next|full story|the full (?:story|article|report))(?: (?:about|on|from))?",
        r"also (?:read|on [\w ]{2,20})",
        r"see (?:also|more)",
        r"more(?: (?:on|from|about)(?: this| [\w’' ]{2,30})?)?",
        r"watch(?: now| live| more)?",
        r"listen(?: now| to this article)?",
        r"recommended(?: reading| for you)?",
        r"further reading|explore more|you may (?:also )?like|don[’']t miss",
        r"photos?|videos?|gallery|in pictures|explainer|background",
        r"read or share this story",
    )
    + r"\s?[:|»›]\s?\S",
    re.IGNORECASE,
)
_RELATED_SHOUTED = re.compile(r"\A\W{0,3}(?:RELATED|READ MORE|READ ALSO|ALSO READ|SEE ALSO|MORE|WATCH)\b[\s:|]+\S")
_READ_MORE_END = re.compile(r"\S (?:read|learn|see|find out) more[\s»›>.…]*\Z", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\[\]]+[^.\[\]]\]\Z|\((?:PHOTOS?|VIDEOS?|WATCH|MORE|READ|RELATED|ALSO)\b[^()]+\)\Z")

_NAVIGATION_LINES = re.compile(
    _any(
        r"(?:related|more|latest|other|recent|popular|most popular|recommended|top|featured|previous|next)"
        r" (?:articles?|stories|news|posts?|reading|videos?|coverage|links|topics)",
        r"leave a (?:comment|reply)",
        r"(?:no |\d+ |add a |post a |view |show |all )?(?:comments?|replies)",
        r"back to (?:top|home)|top of page|table of contents",
        r"previous|next|prev|older|newer|more|read more|learn more|see more|load more|show more|also",
        r"close|skip|loading",
        r"share|share this(?: \w+)?|tweet|e-?mail|print|pdf|save|copy link|like|follow|online",
        r"ads?|advertisement|sponsored|promoted|cookies?",
        r"menu|search|home|log ?in|sign ?(?:in|up)|register|subscribe(?: now| today)?|donate(?: now)?",
        r"contact(?: us)?|about(?: us)?",
        r"facebook|twitter|x|instagram|linkedin|whatsapp|telegram|reddit|youtube|tiktok|pinterest",
        r"posted|updated|photo|trending|most (?:read|popular|viewed|shared)|editors?[’']s? picks?|related",
        r"article tools|text size|enlarge(?: this image)?",
        r"(?:story|article) continue[sd] below(?: advertisement)?|continue reading(?: the main story)?",
        r"privacy(?: policy)?|terms(?: of (?:use|service))?|all rights reserved",
    )
)
_NAVIGATION_STARTS = re.compile(
    _any(
        r"leave a (?:comment|reply)|\d+ (?:comments?|shares?)\b",
        r"back to top|skip to (?:main )?content|click here|tap here",
        r"enter your e-?mail|subscribe (?:to|for|and|via)\b|sign up (?:for|to|here|now)|(?:log|sign) in to",
        r"follow (?:us|me|him|her|@)|(?:find|join|like) us on|share (?:this|on|via|to)\b",
        r"follow [\w ’'.]{2,50} on (?:twitter|facebook|x|instagram|threads|bluesky|telegram)\b",
        r"tags?:|topics:|categor(?:y|ies):|filed under|posted in",
        r"(?:story|article) continue[sd] below|advertisement\b",
        r"get (?:the latest|daily updates|our (?:app|newsletter)|unlimited)|download (?:our|the) app",
        r"(?:already|become) a (?:subscriber|member)|support (?:our|independent) journalism|interested in .{2,40}\?",
        r"this (?:site|website|page) uses|we use cookies|accept (?:all )?cookies",
        r"by (?:signing up|clicking|subscribing)",
        r"breaking news (?:emails?|alerts?)|thanks for (?:subscribing|signing up)",
        r"please enable|your (?:browser|email address)|media playback is|on a mobile device\?",
        r"this (?:article|story) (?:appeared|appears|was originally (?:posted|published))|read or share this",
        r"for (?:the latest|more) (?:news|on|stories|information)\b.{0,40}\b(?:follow|visit|go to|subscribe)\b",
    )
)
_LABELLED_LINK = re.compile(r"(?:url|link|source|permalink|web|address)\s?:\s?<?https?://\S+\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"\A(?:e-?mail:?\s*)?\S+@\S+\.\w+\Z|\A@\w+\Z|\A(?:twitter|x):?\s+@?\w+\Z", re.IGNORECASE)

_FURNITURE = re.compile(
    r"(?:estimated |about )?(?:read(?:ing)? time:?\s*)?\d{1,2}[ -]?min(?:ute)?s?\.? ?(?:read(?:ing)?(?: time)?)?"
    r"|read(?:ing)? time:? .{0,20}|(?:page )?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?|\d{1,2}:\d\d(?::\d\d)?|-?30-?|ends?|#+"
    r"|page \d{1,4}\b.{0,20}|(?:listen|audio) .{0,20}\d+ ?min(?:ute)?s?",
)
_TRIM = re.compile(r"^[\W_]+|[\W_]+$")


LIST_LABEL = re.compile(
    r"(?:related|more|latest|other|recent|popular|most popular|recommended|top|featured|previous|next|also|further)"
    r"(?: (?:articles?|stories|news|posts?|reading|videos?|coverage|links|topics|from .{2,40}))?"
    r"|prev|older|newer|read (?:more|also|next)|see also|most (?:read|popular|viewed|shared)|editors?[’']s? picks?"
    r"|trending|you (?:may|might) also like|don[’']t miss",
)
"""Labels with headlines of other articles below them."""


def form(words: str, count: int) -> RegionKind | None:
    """The kind of a paragraph of `count` words; None where its form says nothing against its being prose."""
    if count > LONGEST or len(words) > LONGEST_CHARACTERS:
        return None
    core = _TRIM.sub("", words).casefold()
    if not core:
        return RegionKind.FURNITURE
    quoted = words[0] in '“"‘«'
    if count <= 8 and not quoted:
        if _FURNITURE.fullmatch(core):
            return RegionKind.FURNITURE
        if _LABELLED_LINK.match(words):
            return RegionKind.LINK
        if _NAVIGATION_LINES.fullmatch(core) or _ADDRESS.match(words):
            return RegionKind.NAVIGATION
    if is_caption(words, count):
        return RegionKind.CREDIT if count <= 6 and not words.endswith(".") else RegionKind.CAPTION
    if count <= 60 and _COPYRIGHT.search(words):
        return RegionKind.COPYRIGHT
    if count <= 60 and _CONTRIBUTED.search(words):
        return RegionKind.CONTRIBUTORS
    if count <= 40 and (_RELATED.match(words) or _RELATED_SHOUTED.match(words) or _BRACKETED.match(words)):
        return RegionKind.RELATED
    if count <= 30 and not quoted and _NAVIGATION_STARTS.match(core):
        return RegionKind.NAVIGATION
    if count <= 25 and _READ_MORE_END.search(words):
        return RegionKind.RELATED
    return None


def is_caption(words: str, count: int) -> bool:
    """Whether a paragraph speaks of a picture: it ends in a credit, or points into the picture."""
    tail = words[-120:]
    if ("/" in tail or " via " in tail) and _VIA.search(tail):
        return True
    if tail[-1] not in ".!?" and (_AGENCY_END.search(tail) or _COURTESY.search(tail)):
        return True
    if _CREDIT.search(tail):
        return True
    if count > 60:
        return False
    places = len(_IN_PICTURE.findall(words))
    return places > 1 or (places == 1 and words[-1] not in '.!?”"') or _CAPTION.search(words) is not None
