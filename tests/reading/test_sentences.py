"""Where sentences end; each case is a list of sentences that are joined and split again."""

import pytest

from briefing.language.sentences import split

CASES = [
    ["Prof. Lee met Gen. Brandt and Ms. Okafor in St. Ives.", "They agreed."],
    ["She flew to the U.S. on Friday.", "The U.S. Treasury paid."],
    ["They met in Washington, D.C.", "It was raining."],
    ["The session began at 1:30 p.m. local time and ended at 3 p.m. Friday.", "Nobody spoke."],
    ["The session ended at 3 p.m.", "Russia left at once."],
    ["He paid $2.5 million on Sept. 5.", "She paid nothing in Oct.", "The bank closed."],
    ["“We will see,” he said.", "“What else?”"],
    ["“Will it hold?” Lee asked the minister.", "He did not say."],
    ["“It will hold.”", "The minister smiled."],
    ["He said: “We came to talk… and to listen.”", "Nobody did."],
    ["They are not serious…", "I no longer care."],
    ["He spoke ... of peace.", "Then he left."],
    ["He spoke . . . of peace.", "Then he left."],
    ["Foo Inc. and Bar Corp. agreed.", "Baz Ltd. did not."],
    ["A. B. Lee and J.R. Brandt signed it.", "So did I.", "The rest did not."],
    ["It got a B.", "The other got an A."],
    ["See Art. 5 and No. 7 of the treaty.", "No.", "He would not."],
    ["Costs rose approx. 5 percent vs. last year, i.e. by little.", "E.g. Bread rose."],
    ["(It was late.)", "She left (at last)."],
    ["It works.", "iPhone sales rose."],
    ["The deal of 2022.", "2023 was worse."],
    ["Yahoo! Inc. was sold.", "Nobody noticed!", "Why?"],
    ["Smith et al. wrote it.", "Lee Jr. read it."],
    ["会谈持续了两个小时。", "双方同意再次会面。"],
]


@pytest.mark.parametrize("sentences", CASES, ids=lambda sentences: sentences[0][:30])
def test_sentences_are_found_again(sentences: list[str]) -> None:
    for gap in (" ", "\n", " \n  ", "\xa0"):
        text = gap.join(sentences)
        assert [span.of(text) for span in split(text)] == sentences


def test_a_full_stop_that_lost_its_blank_still_ends_a_sentence() -> None:
    text = "They ended the war.The talks go on at example.com.In the end nobody came."
    assert [span.of(text) for span in split(text)] == [
        "They ended the war.",
        "The talks go on at example.com.",
        "In the end nobody came.",
    ]


def test_the_blank_around_a_text_belongs_to_no_sentence() -> None:
    assert split("") == split(" \n ") == []
    assert [(span.start, span.end) for span in split("  One. Two  ")] == [(2, 6), (7, 10)]
