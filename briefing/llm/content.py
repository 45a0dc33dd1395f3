"""The JSON in what a model said: taken out of what models wrap around it, and never mended."""

_THOUGHT_ENDS = "</think>"
_FENCE = "```"


def unwrapped(said: str) -> str:
    """`said` without the thought before it and without the code fence around it.

    Each wrapping is taken off whole or not at all; anything else is left for the form of the reply to refuse:

    - what a reasoning model thinks, up to `</think>`, unless JSON begins before that. How it begins is not looked at:
      with some models `<think>` is the end of the prompt;
    - one Markdown fence around all that is left, as models write that are asked for JSON in words.
    """
    thought, ended, spoken = said.partition(_THOUGHT_ENDS)
    if ended and not thought.lstrip().startswith(("{", _FENCE)):
        said = spoken
    lines = said.strip().split("\n")
    fenced = len(lines) > 2 and lines[0].rstrip().lower() in (_FENCE, f"{_FENCE}json") and lines[-1] == _FENCE
    return "\n".join(lines[1:-1]) if fenced else said
