"""Notices of a site to its visitors: what comes instead of an article that is gone, locked away or never loaded."""

import re
from collections.abc import Sequence

_MOST_WORDS = 150
"""What is longer has an article in it, whatever else."""

_THING = (
    r"(?:(?:web ?)?pages?|websites?|url|links?|articles?|stor(?:y|ies)|content|video|transcript|file|feature"
    r"|service|server|document|item|feed)"
)
_MISSING = (
    r"(?:not|n't|no longer|never) (?:be |been )?(?:found|available|loaded|displayed|accessed|shown|supported|exist)"
    r"|unavailable|(?:is|been) (?:removed|moved|private|expired)"
)
_NOTICE = re.compile(
    rf"\b(?:{_THING}\b.{{0,60}}?\b(?:{_MISSING})"
    rf"|{_THING} (?:that )?you(?:'re| are| were|'ve| have)? (?:request|look|try|tri)"
    r"|(?:java ?script|cookies?|ad ?block(?:er|ing)?|browser)\b.{0,60}?\b(?:disabled|enabled?|supports?|required|accept"
    r"|settings?|out of date|use[ds]?)|(?:enable|accept|allow|disable|turn off|uses?|using) (?:\w+ )?(?:java ?script"
    r"|cookies?|ad ?block(?:er|ing)?)|your (?:web )?browser"
    r"|(?:web|page|site) (?:captures?|crawls?|collections?)|crawl data|crawls of|wayback machine"
    r"|(?:archive|save|capture) (?:web ?)?(?:pages|sites)"
    r"|(?:log|sign) ?in (?:to|or|with)|(?:subscribe|register) (?:now|today|to (?:read|continue|view|get))"
    r"|(?:subscribers|members) only|(?:continue|keep) reading|access (?:is )?(?:denied|to this)"
    r"|permission to (?:access|view)|need an account|to (?:read|view) (?:on|this|the (?:full|rest|whole))"
    r"|error 4\d\d|40[34](?: error|:| not found| forbidden|\W*\Z)|(?:are|not) a robot|captcha"
    r"|your (?:account|tweets?|posts?|profile|settings|preferences|privacy|subscription|inbox|e-?mail address|password"
    r"|personal, non-commercial use)|(?:terms of (?:use|service)|privacy (?:policy|notice|settings))"
    r"|try again later|learn more\W*\Z|more from this|all rights reserved|order reprints)\b",
    re.IGNORECASE,
)
"""Words in which a site speaks of itself and of what it has for its visitors."""

_ASIDE = re.compile(
    r"\b(?:you|your|yours|please|sorry|oops|webpages?|pages?|web ?sites?|browser|cookies|links?|click|url|captures?"
    r"|crawls?|subscribers?|(?:been|be) (?:moved|deleted|removed))\b",
    re.IGNORECASE,
)
"""What a sentence beside them has: it turns to the visitor, or speaks of pages."""

_REPORTS = re.compile(
    r"\b(?:said|says|told|tweeted|announced|reported|according to|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b"
    r"|[“\"][^”\"]{25,}[”\"]",
    re.IGNORECASE,
)
"""Somebody speaks, or something has its day: no notice does that."""


def is_notice(sentences: Sequence[str]) -> bool:
    """Whether these sentences, few as they are, are what a site says to its visitors, and none tells of an event."""
    if sum(len(sentence.split()) for sentence in sentences) > _MOST_WORDS:
        return False
    if any(_REPORTS.search(sentence) for sentence in sentences):
        return False
    notices = [sentence for sentence in sentences if _NOTICE.search(sentence)]
    others = [sentence for sentence in sentences if sentence not in notices and not _ASIDE.search(sentence)]
    return bool(notices) and 4 * len(others) <= len(sentences)
