from briefing.comparing import passages
from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span


def test_places_go_round_what_interrupts_a_sentence() -> None:
    text = "Opened by Foreign\n\nhttps://example.org/a\n\nMinister Ali\nNoor, it ended. He left."
    link = text.index("https")
    back = text.index("Minister")
    end = text.index(" He left")
    sentences = (
        Sentence(
            index=0,
            spans=(Span(0, link - 2), Span(back, end)),
            text="Opened by Foreign Minister Ali Noor, it ended.",
            paragraph=0,
        ),
        Sentence(index=1, spans=(Span(end + 1, len(text)),), text="He left.", paragraph=0),
    )
    source = Source(id="s", path="s.txt", sha256="0" * 64, text=text, sentences=sentences)
    (passage,) = passages.of(source)

    def quoted(part: str) -> str:
        start = passage.text.index(part)
        return passage.evidence(start, start + len(part)).quote

    assert passage.text == "Opened by Foreign Minister Ali Noor, it ended. He left."
    assert quoted("Ali Noor, it") == "Ali\nNoor, it"
    assert quoted("Foreign Minister Ali Noor") == "Minister Ali\nNoor"
    assert quoted("ended. He") == "ended. He"
    assert passage.sentence_evidence(passage.text.index("left")).quote == "He left."
