"""Text in a source that addresses a machine instead of a reader: told to the user, and otherwise left alone."""

import re

_ADDRESSED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b(?:\s+\w+){0,3}\s+"
    r"(?:instructions?|prompts?|rules|directions|text above|above|messages?)\b"
    r"|\byou are (?:now )?(?:an? )?(?:\w+ )?(?:AI|A\.I\.|language model|LLM|chat ?bot|assistant|ChatGPT)\b"
    r"|\b(?:system|developer) (?:prompt|message)\s*:|\bas an AI (?:language )?model\b"
    r"|<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|instructions?)>|\A###? ?(?:system|instruction)",
    re.IGNORECASE,
)


def warnings(text: str) -> tuple[str, ...]:
    """One warning for the first such place, none if there is none."""
    found = _ADDRESSED.search(text)
    if found is None:
        return ()
    words = " ".join(found.group().split())
    return (f"addresses a machine: {words!r} [characters {found.start()}-{found.end()}]",)
