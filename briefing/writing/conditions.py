"""What a forecast hangs on: a condition in any of the usual forms, and what only looks like one."""

import re

_DAY = (
    r"(?:the\s+)?(?:early\s+|mid-?\s*|late\s+|next\s+)?(?:(?:end|close|start|beginning|turn|middle)\s+of\b|\d|spring|"
    r"summer|autumn|winter|year|month|week|(?-i:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))"
)
"""What "before" and "until" name a last day by, and no condition."""
_UNDATED = r"(?![^,;]{1,50}\b(?:in|on)\s+(?:\d|(?-i:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))))"
"""`Before the election in May` is a last day; `before the election` is one that may not come."""
_CONDITION = re.compile(
    r"(?<!even )\bif\b(?!\s+(?:only|anything|ever|not\s+(?:sooner|earlier|later|before|already|more|longer))\b)"
    r"|\bprovided\b(?!\s+(?:by|to|for|with|in|from|under)\b)"
    r"|\bassuming\b(?!\s+(?:office|power|control|command|responsibility)\b)"
    r"|\b(?:unless|providing\s+(?:that|the)|otherwise|(?:as|so)\s+long\s+as|supposing|in\s+(?:that|this|which)\s+case|depending\s+on|barring|in\s+(?:case|the\s+event"
    r"|the\s+absence\s+of)|on\s+condition|(?:subject|contingent)\s+(?:to|on|upon)|only\s+(?:when|after)|should\s+(?:both|"
    r"either|neither|all|any|no|the|an?|its|their|his|her|they|he|she|it|we|(?-i:[A-Z]\w+)))\b"
    r"|(?:\A|,\s+)(?:given|with)\s+(?:enough|sufficient)\b"
    r"|(?:\A|,\s+)(?:absent|failing|short\s+of)\s+(?:an?|any|that|such|further)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\A(?:(?:and|but|so|yet)\s+)?(?:when|whenever|once|until|without)\b"
    rf"|\Abefore\s+(?!{_DAY})(?:an?|the|one|any)\b[^,]*\b(?:is|are|has|have)\b",
    re.IGNORECASE,
)
"""`When the crane is repaired, ...`, `Without a deal, ...` before what is forecast."""
_AFTER_TERM = re.compile(
    r"\b(?:once|(?<!\bgo )(?<!\bcome )(?<!\bappear )(?<!\bbrought )(?<!\btestify )(?<!\bput )"
    rf"before\s+(?!{_DAY}){_UNDATED}(?:an?|the|one|any|it|they|he|she)|until(?!\s+{_DAY})"
    r"|(?<!, )when(?:ever)?(?=\s+(?:the|an?|its|their|his|her|they|it|he|she|(?-i:[A-Z])))"
    r"|while\s+[A-Z]\w+(?:['’]s)?\s+[\w\s]{0,30}\bcontinues)\b",
    re.IGNORECASE,
)
"""A condition only behind the word of likelihood."""
_SUPPOSED = re.compile(r"\bwould\s+(?:\w+ly\s+)?\Z")
_WOULD = re.compile(r"\s+(?:that\s[^,;:]*)?\bwould\s")
_REPORTED = re.compile(r"\b(?:said|told|added|warned|wrote|believed|thought|argued|predicted|estimated|judged)\b")
_ANY = re.compile(r"(?:\A|\b(?:that|said)\s+)(?:an?|any|such)\s(?:[\w'’-]+\s+){1,8}\Z", re.IGNORECASE)


def is_conditional(before: str, behind: str) -> bool:
    """Whether it holds under a condition only.

    Args:
        before, behind: what stands before the word of likelihood, and behind it.
    """
    if _CONDITION.search(f"{before} {behind}") or _OPENING.search(before) or _AFTER_TERM.search(behind):
        return True
    would = _SUPPOSED.search(before)
    if would is None and not _WOULD.match(behind):
        return False
    # `A blockade would likely raise prices` says what would be; `he said the talks would probably go on` what will
    subject = before[: would.start()] if would else before
    return not _REPORTED.search(before) or _ANY.search(subject) is not None
