"""What a sentence does in a brief: tells what happened, what someone wants, how others react, or what it means."""

import re
from enum import IntEnum
from functools import lru_cache


class Facet(IntEnum):
    """In the order in which a brief takes them up."""

    EVENT = 0
    CIRCUMSTANCE = 1
    """What led up to it, who took part, how it went."""
    POSITION = 2
    """Who wants what."""
    REACTION = 3
    MEANING = 4
    """Assessments of what it amounts to."""
    OUTLOOK = 5
    """What may come of it."""


_POSITION = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|insist(?:s|ed|ing)?|call(?:s|ed|ing)?\s+(?:for|on)|urg(?:e|es|ed|ing)|wants?|wanted|"
    r"seek(?:s|ing)?|sought|propos(?:e|es|ed|ing|als?)|reject(?:s|ed|ing|ion)?|refus(?:e|es|ed|ing|al)|"
    r"oppos(?:e|es|ed|ing)|vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|offer(?:s|ed|ing)?|willing(?:ness)?|ready\s+to|"
    r"push(?:es|ed|ing)?\s+(?:for|back)|press(?:es|ed|ing)?\s+(?:for|ahead)|conditions?|ultimatums?|positions?|stance|"
    r"maintain(?:s|ed)|reaffirm\w*|reiterat\w*|requests?|requested|must|concessions?|plead(?:s|ed)|argu(?:e|es|ed|ing)|"
    r"den(?:y|ies|ied)|threaten\w*|goals?|aims?|supports?|favou?rs?|petition\w*|lobb(?:y|ied|ying)|promis(?:e|es|ed))\b",
    re.IGNORECASE,
)
_REACTION = re.compile(
    r"\b(?:welcom(?:e|es|ed|ing)|condemn\w*|critici[sz]\w*|prais(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|accus(?:e|es|ed|ing)|"
    r"denounc\w*|unacceptable|satisfied|react\w*|respon(?:d|ds|ded|se)|thank(?:s|ed|ing)?|applaud\w*|slam(?:s|med)|"
    r"warn(?:s|ed|ing)?|mock(?:s|ed|ing)|apologi[sz]\w*|tweet(?:s|ed)?|express(?:es|ed)|outrage\w*|anger(?:ed)?|angry|"
    r"furious|disappoint\w*|concern(?:s|ed)?|hail(?:s|ed)|blast(?:s|ed)|hit\s+back|protest\w*|regret\w*|shock(?:ed|ing)?|"
    r"sadden\w*|mourn\w*|proud|frustrat\w*|skeptic\w*|sceptic\w*|comment(?:s|ed)?|posted|wrote\s+on|told\s+reporters|"
    r"statement|sympath\w*|condolence\w*|joked|complain\w*|fans?|sanctions?)\b",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"\b(?:analysts?|experts?|scholars?|research(?:ers?)?|professors?|historians?|economists?|means|suggest(?:s|ed|ing)|"
    r"signal(?:s|led)?|reflect(?:s|ed|ing)|underscor\w*|highlight\w*|represent(?:s|ing)|mark(?:s|ing)|remain(?:s|ed|ing)?|"
    r"impasse|stalemate|problem|because|signific\w*|consequen\w*|impact|effectively|rais(?:es|ed|ing)\s+questions|"
    r"calculation|strateg\w*|advantage|gap|divides?|differences|according\s+to\s+(?:analysts|experts)|amounts?\s+to|"
    r"depends?|explains?|attrition|reason|lesson|turning\s+point|crisis|legacy|symbolic|symbolism|despite|matters?|"
    r"appears?|seems?|convinced|believes?|regards?|interest|leverage|costs?|benefits?|failure|success|trend)\b",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    r"\b(?:earlier|before|previous(?:ly)?|ahead\s+of|had\s+\w+ed|last\s+(?:week|month|year|weekend)|since|in\s+(?:19|20)\d\d|"
    r"led\s+by|headed\s+by|chaired|attended|hosted|mediated|accompanied|arrived|travel(?:l)?ed|opened|lasted|began|"
    r"after\s+(?:months|weeks|years|days)|the\s+day\s+before|a\s+day\s+(?:before|earlier)|at\s+the\s+(?:table|palace)|"
    r"delegat\w+|consist\w*|works?|worked|born|grew\s+up|founded|lived|used\s+to|known\s+(?:for|as)|history)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:agreed|agreement|reached|signed|announced|killed|died|dead|arrested|charged|approved|voted|passed|won|lost|"
    r"launched|attacked|struck|released|resigned|elected|named|found|sentenced|convicted|ruled|filed|sold|bought|"
    r"closed|collapsed|crashed|shot|injured|wounded|rescued|destroyed|exchange[ds]?|met|concluded|ended|confirmed|"
    r"failed|yielded|produced|delivered|outcome|result(?:s|ed)?|deal|first|held|resumed|captured|took\s+control|"
    r"banned|blocked|fined|sued|settled|recalled|hit|landed|opened\s+fire|discovered|published|revealed|rose|fell|cut)\b",
    re.IGNORECASE,
)
_WEIGHTS = (
    (Facet.POSITION, _POSITION, 1.0),
    (Facet.REACTION, _REACTION, 1.0),
    (Facet.MEANING, _MEANING, 0.9),
    (Facet.CIRCUMSTANCE, _CIRCUMSTANCE, 0.7),
    (Facet.EVENT, _EVENT, 0.8),
)
_SPEECH = re.compile(r"\b(?:said|says|told|added|wrote|tweeted|stated|declared|noted|according\s+to)\b", re.IGNORECASE)


@lru_cache(maxsize=65536)
def facet(text: str) -> Facet:
    """The facet whose cues are most; a sentence with none tells what happened, or is speech about it."""
    scores = dict.fromkeys(Facet, 0.0)
    for kind, cues, weight in _WEIGHTS:
        scores[kind] = weight * min(len({match.group().lower() for match in cues.finditer(text)}), 3)
    if _SPEECH.search(text):
        scores[Facet.REACTION] += 0.4
    else:
        scores[Facet.EVENT] += 0.5
    return max(Facet, key=lambda kind: (scores[kind], -kind))


_OBSTACLE = re.compile(
    r"\b(?:no|not|n['’]t|fail(?:s|ed|ure)?|without|despite|however|although|though|but|remain(?:s|ed)?|unclear|reject\w*|"
    r"refus\w*|insist\w*|gap|differences|impasse|stalemate|deadlock|elusive|unresolved|disput\w*|obstacles?|condition|"
    r"deni(?:es|ed)|oppos\w*|unlikely|little|while|whereas|only|uncertain|unknown|short\s+of|divides?|critic\w*)\b",
    re.IGNORECASE,
)
_WAY_ON = re.compile(
    r"\b(?:will|would|next|further|again|continue|resume|expected|plans?|planned|scheduled|future|until|once|likely|"
    r"unlikely|could|may|ahead|require|require[sd]|new\s+round|investigat\w*|pending|deadline|trial|hearing|vote|"
    r"meet\s+again|step|steps|summit|by\s+the\s+end|going\s+to|set\s+to|prospect)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:agreed|agreement|reached|signed|outcome|result(?:s|ed)?|deal|exchange[ds]?|killed|died|arrested|charged|approved|"
    r"won|ended|concluded|announced|sentenced|convicted|ruled|elected|resigned|yielded|produced|delivered|led\s+to|"
    r"injured|found|released|passed|voted|met|held|launched|filed|named|struck|closed|banned|confirmed)\b",
    re.IGNORECASE,
)


def outcome(text: str) -> int:
    """Cues that the sentence tells how the event came out."""
    return len({match.group().lower() for match in _OUTCOME.finditer(text)})


def obstacle(text: str) -> int:
    """Cues that it tells what stands in the way."""
    return len({match.group().lower() for match in _OBSTACLE.finditer(text)})


def way_on(text: str) -> int:
    """Cues that it tells how things go on."""
    return len({match.group().lower() for match in _WAY_ON.finditer(text)})
