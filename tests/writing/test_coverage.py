"""What the selection prefers: what the sources agree in saying, said early and once."""

from briefing.writing.extractive.coverage import Corpus, Entry, greedy, select
from briefing.writing.extractive.novelty import Told
from briefing.writing.extractive.stray import strays
from tests.writing.articles import HERALD, article, strike


def test_the_first_choice_is_what_the_sources_agree_on() -> None:
    first = select(strike(), 20)[0]
    assert "agreed" in first.sentence.text
    assert "wages by 6 percent" in first.sentence.text


def test_words_end_the_selection() -> None:
    chosen = select(strike(), 50)
    assert sum(entry.words for entry in chosen[:-1]) < 50 <= sum(entry.words for entry in chosen)


def test_the_choice_is_the_same_every_time() -> None:
    assert [entry.number for entry in select(strike(), 80)] == [entry.number for entry in select(strike(), 80)]


def test_lazy_choice_is_the_greedy_choice() -> None:
    corpus = Corpus(strike())
    lazy = [entry.number for entry in greedy(corpus, corpus.entries, admit=lambda _: True)]
    said: set[int] = set()
    left = [entry for entry in corpus.entries if entry.words >= 6]
    naive = []
    while left:
        best = max(left, key=lambda entry: corpus.worth(entry.concepts - said) * corpus.prior(entry))
        if corpus.worth(best.concepts - said) == 0:
            break
        left.remove(best)
        said |= best.concepts
        naive.append(best.number)
    assert lazy == naive


def test_the_question_turns_the_choice() -> None:
    def first(focus: str | None) -> str:
        corpus = Corpus(strike(), focus=focus)
        return next(iter(greedy(corpus, corpus.entries, admit=lambda _: True))).sentence.text

    assert "working week" not in first(None)
    assert "working week" in first("What about the working week?")


def test_a_question_about_nothing_in_the_sources_changes_nothing() -> None:
    assert Corpus(strike(), focus="penguins").weights == Corpus(strike()).weights


def test_common_ground_is_what_other_sources_have_too() -> None:
    corpus = Corpus(strike())
    shared = next(entry for entry in corpus.entries if "agreed on Friday to raise" in entry.sentence.text)
    alone = next(entry for entry in corpus.entries if "customers" in entry.sentence.text)
    assert corpus.common_ground(shared) > corpus.common_ground(alone)
    assert corpus.common_ground(shared) <= 1


def entry(corpus: Corpus, words: str) -> Entry:
    return next(each for each in corpus.entries if words in each.sentence.text)


def test_a_retelling_is_noticed_in_other_words_too() -> None:
    text = """News of the day in short form

Russia and Ukraine agreed to exchange 1,000 prisoners of war each. Both countries will swap 1,000 captured soldiers.
The port authority raised wages.
"""
    corpus = Corpus([article("1", text)])
    told = Told()
    told.add(entry(corpus, "exchange"))
    assert told.repeats(entry(corpus, "exchange"))
    assert told.repeats(entry(corpus, "swap"))
    assert not told.repeats(entry(corpus, "wages"))


def test_what_stands_aside_is_not_told_again_but_its_words_are_free() -> None:
    corpus = Corpus(strike())
    told = Told()
    told.add_aside(entry(corpus, "second strike is unlikely"))
    assert told.repeats(entry(corpus, "second strike is unlikely"))
    assert not told.repeats(entry(corpus, "strike of the dock workers in Port Aldan is over"))


def test_a_source_about_something_else_is_a_stray() -> None:
    other = """Copper and credit in the highlands

The railway to the copper mines was opened by the minister of transport. Farmers in the highlands hope for cheaper
freight. Two banks gave the loan for the new line, and the mining company pays it back over ten years. Villages along
the railway have waited for electric light since the line was planned.
"""
    longer = [article(str(n), f"{source.text}\n{HERALD}") for n, source in enumerate(strike(), 1)]
    assert strays(Corpus([*longer, article("9", other)])) == ("9",)
    assert strays(Corpus(longer)) == ()


def test_two_sources_cannot_outvote_each_other() -> None:
    assert strays(Corpus(strike()[:2])) == ()


def test_no_sources_no_sentences() -> None:
    assert select((), 100) == []
