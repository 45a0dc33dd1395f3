"""Who says what: verbs and phrases that hand a statement to a speaker, and the outlets that pass it on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.language import outlets, phrases, sentences, subjects
from briefing.language.marks import marked
from briefing.language.names import names
from briefing.language.words import Word, words

_VERBS = """
    accuse:accuses,accused,accusing acknowledge:acknowledges,acknowledged,acknowledging add:adds,added,adding
    admit:admits,admitted,admitting affirm:affirms,affirmed,affirming allege:alleges,alleged,alleging
    announce:announces,announced,announcing answer:answered,answering argue:argues,argued,arguing ask:asks,asked,asking
    assert:asserts,asserted,asserting assure:assures,assured,assuring boast:boasts,boasted,boasting
    call:calls,called,calling caution:cautions,cautioned,cautioning cite:cites,cited claim:claims,claimed,claiming
    comment:commented,commenting complain:complains,complained,complaining concede:concedes,conceded,conceding
    believe:believes,believed blame:blames,blamed,blaming blast:blasted contend:contends,contended counter:countered
    decry:decried,decries expect:expect,expects,expected exclaim:exclaimed shout:shouts,shouted,shouting yell:yelled
    deride:derided,deriding brush:brushed hail:hailed,hailing mock:mocked,mocking pen:penned
    ridicule:ridiculed muse:mused opine:opined recount:recounted sum:summed voice:voiced
    continue:continued
    conclude:concludes,concluded,concluding condemn:condemns,condemned,condemning confirm:confirms,confirmed,confirming
    criticise:criticises,criticised,criticising,criticizes,criticized,criticizing declare:declares,declared,declaring
    deem:deems,deemed,deeming demand:demands,demanded,demanding denounce:denounces,denounced,denouncing
    deny:denies,denied,denying describe:describes,described,describing disclose:discloses,disclosed
    dismiss:dismisses,dismissed,dismissing dispute:disputes,disputed,disputing doubt:doubts,doubted,doubting
    dub:dubs,dubbed,dubbing emphasise:emphasises,emphasised,emphasising,
    emphasizes,emphasized,emphasizing estimate:estimates,estimated,estimating explain:explains,explained,explaining
    express:expresses,expressed,expressing forecast:forecasts,forecast,forecasting hint:hints,hinted,hinting
    indicate:indicates,indicated,indicating insist:insists,insisted,insisting joke:jokes,joked,joking
    label:labels,labelled,labelling,labeled,labeling lament:laments,lamented,lamenting maintain:maintains,maintained
    mention:mentions,mentioned,mentioning note:notes,noted,noting observe:observes,observed,observing
    pledge:pledges,pledged,pledging post:posts,posted,posting praise:praises,praised,praising
    predict:predicts,predicted,predicting promise:promises,promised,promising question:questioned,questioning
    quip:quips,quipped quote:quotes,quoted,quoting reaffirm:reaffirms,reaffirmed,reaffirming
    rebut:rebuts,rebutted recall:recalls,recalled,recalling refer:refers,referred,referring
    refute:refutes,refuted,refuting reiterate:reiterates,reiterated,reiterating reject:rejects,rejected,rejecting
    remark:remarked,remarking repeat:repeats,repeated,repeating reply:replies,replied,replying
    report:reports,reported respond:responds,responded,responding reveal:reveals,revealed,revealing
    say:says,said,saying,say signal:signals,signaled,signalled slam:slams,slammed,slamming
    state:stated,stating stress:stresses,stressed,stressing suggest:suggests,suggested,suggesting
    tell:tells,told,telling testify:testifies,testified term:termed,terming thank:thanks,thanked,thanking
    think:thinks,thought tweet:tweeted,tweeting underline:underlines,underlined,underlining
    underscore:underscores,underscored urge:urges,urged,urging vow:vows,vowed,vowing warn:warns,warned,warning
    welcome:welcomes,welcomed,welcoming write:writes,wrote,writing,written
"""


def _forms() -> dict[str, str]:
    forms = {}
    for entry in re.sub(r",\s+", ",", _VERBS).split():
        verb, _, inflected = entry.partition(":")
        forms.update(dict.fromkeys(inflected.split(","), verb))
    return forms


SPEECH_VERBS: dict[str, str] = _forms()
"""Inflected form -> base form: `said` -> `say`. Bare base forms are left out where they are nouns too."""

DENYING = frozenset({"deny", "reject", "dispute", "dismiss", "refute", "rebut"})
"""Verbs whose speaker holds what follows for untrue."""
DOUBTING = frozenset({"question", "doubt"})
"""Verbs whose speaker leaves open whether what follows is true."""
HEDGING = frozenset({"claim", "allege", "accuse", "blame", "suggest"})
"""Verbs by which the one who reports keeps his distance."""
RELAYING = frozenset({"according to", "per", "citing", "quoting", "as reported by", "as quoted by", "quoted by"})
"""What stands before the one who is passed on."""

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s (?:reported|quoted) by|[Pp]er|[Cc]iting|[Qq]uot(?:ed by|ing)"
    r"|[Ii]n the words of)\s+(?=\S)"
)
_OWN = re.compile(
    r"['’]s? (?P<noun>claim|allegation|assertion|accusation|suggestion|statement|view|warning|report|belief)s? that\b"
)
_NOUNS = {"allegation": "allege", "assertion": "assert", "accusation": "accuse", "suggestion": "suggest"} | {
    "statement": "state",
    "view": "think",
    "warning": "warn",
    "belief": "believe",
}
"""What who has such a one does: `Pinto's claim that ...`."""
_PUT_IT = re.compile(r"\b[Aa]s\s+(?=\S[^,;:\ue000]{1,60}\sput it\b)")
_COLON = re.compile(r"(?:^|(?<=\ue000\s)|(?<=\n))(?:[\w.'’-]+ ){0,5}[\w.'’-]+(?=:\s)")
"""A speaker alone before his words, as in minutes: `Weber: “...”`."""
_CONTRIBUTED = re.compile(r"\b((?:The )?[A-Z][\w ]{1,30}?) contributed (?:reporting|to this (?:report|story))")
_TITLE = 4
"""Words before a name that may be his office."""
_TO_OUTLET = re.compile(r"\b(?:told|to|with|by|in|on|for) (?:the |a )?$")
_LETTERS = re.compile("[a-z]+")
_OTHER_FORMS = """
    according per citing quoted contributed words put claim report allegation allegations assertion assertions
    accusation accusations suggestion suggestions statement statements view views warning warnings belief beliefs
"""
_FORMS = frozenset(SPEECH_VERBS).union(_OTHER_FORMS.split())
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "gets", "got"})
_NOT_BEFORE = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "of", "these", "those", "no", "any", "some", "our", "my", "more"}
)
_MASK = "\ue000"


@dataclass(frozen=True, slots=True)
class Attribution:
    start: int
    """Where the speaker or the verb begins, whichever comes first."""
    end: int
    speaker: str
    """As written: a name without its title, or the whole phrase (`a senior official`); a pronoun where it is one."""
    verb: str
    """As written; `according to` and its like too."""
    relayed_from: str | None
    """The outlet that carries it, where one is named: `told Reuters`, `according to Tass`."""


def attributions(text: str) -> list[Attribution]:
    """Hand-overs of a statement to a speaker, by start: `Zhang said`, `said the minister`, `according to Tass`."""
    return list(_attributions(text))


@lru_cache(maxsize=4096)
def _attributions(text: str) -> tuple[Attribution, ...]:
    if ":" not in text and _FORMS.isdisjoint(_LETTERS.findall(text.casefold())):
        return ()
    masked = _mask(text)
    found = [
        replace(each, start=each.start + span.start, end=each.end + span.start) if span.start else each
        for span in sentences.split(masked)
        for each in _of_sentence(span.of(text), span.of(masked))
    ]
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _mask(text: str) -> str:
    """The text with what stands in double quotation marks blotted out, length kept: only the narrator speaks."""
    pieces: list[str] = []
    done = 0
    for mark in marked(text):
        if mark.start >= done and (mark.closed or mark.inner_end - mark.inner_start < len(text)):
            pieces += (text[done : mark.start], _MASK * (mark.end - mark.start))
            done = mark.end
    return "".join(pieces) + text[done:]


@lru_cache(maxsize=4096)
def _of_sentence(text: str, sentence: str) -> tuple[Attribution, ...]:
    """Of one sentence, and of the same with its quotations blotted out.

    As many are kept as a large set of articles has: they are asked for by paragraph and by sentence.
    """
    return (*_spoken(text, sentence), *_phrases(text, sentence))


def _spoken(text: str, sentence: str) -> Iterator[Attribution]:
    tokens = words(sentence)
    subject: phrases.Phrase | None = None
    for at, token in enumerate(tokens):
        if token.norm not in SPEECH_VERBS or not _is_verb(sentence, tokens, at):
            continue
        new = _quoted_as(sentence, tokens, at) or subjects.of_verb(sentence, tokens, at, previous=subject)
        if new is None:
            continue
        subject = new
        speaker = " ".join(text[new.start : new.end].split())
        yield Attribution(
            min(new.phrase_start, token.start),
            max(new.phrase_end, token.end) if new.phrase_start > token.start else token.end,
            speaker,
            token.text,
            _relay(sentence, tokens, at, speaker),
        )


def _joined(sentence: str, auxiliary: Word, verb: Word) -> bool:
    """`Was then said`, and not `was “absurd”, Boateng said`."""
    between = sentence[auxiliary.end : verb.start]
    return "," not in between and _MASK not in between


def _is_verb(sentence: str, tokens: list[Word], at: int) -> bool:
    """Whether the form is no noun (`his claims`), adjective (`the alleged deal`) or passive without an agent."""
    before = tokens[at - 1].norm if at else ""
    after = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    if before in _NOT_BEFORE or (before.endswith(("'s", "s'")) and tokens[at].norm.endswith("s")):
        return False
    if tokens[at - 1].text.endswith(("'s", "’s")) and at and not tokens[at].norm.endswith(("ed", "ing")):
        return False
    passive = any(word.norm in _BE and _joined(sentence, word, tokens[at]) for word in tokens[max(0, at - 2) : at])
    passive = passive and not tokens[at].norm.endswith("ing")
    return not passive or "by" in (after, tokens[at + 2].norm if at + 2 < len(tokens) else "")


def _quoted_as(sentence: str, tokens: list[Word], at: int) -> phrases.Phrase | None:
    """Who says it in `Zhang was quoted as saying` and `Tass quoted Zhang as saying`."""
    if tokens[at].norm != "saying" or not at or tokens[at - 1].norm != "as":
        return None
    for back in range(at - 2, 0, -1):
        if tokens[back].norm in ("quoted", "cited"):
            if tokens[back - 1].norm in _BE:
                return phrases.opening(sentence, tokens[back - 1].start)
            return phrases.phrase_at(sentence, tokens[back + 1].start)
    return None


def _relay(sentence: str, tokens: list[Word], at: int, speaker: str) -> str | None:
    """The outlet that the words after the verb name, or the speaker where that is one."""
    if outlets.is_outlet(speaker):
        return outlets.name_of(speaker)
    tail = sentence[tokens[at].end : tokens[at].end + 90]
    for name, position in outlets.outlets_in(tail):
        if _TO_OUTLET.search(tokens[at].text + tail[:position]):
            return name
    return None


def _alone(sentence: str, begin: int, end: int) -> phrases.Phrase | None:
    """Who stands before the colon, alone or with his office."""
    named = [name for name in names(sentence[:end]) if begin <= name.start and name.end == end]
    lead = [word.norm for word in words(sentence[begin : named[0].start])] if named else []
    titled = len(lead) <= _TITLE and not any(norm in SPEECH_VERBS or norm in phrases.NO_SUBJECT for norm in lead)
    if named and titled and named[0].kind != "place":
        return phrases.Phrase(named[0].start, end, begin, end)
    quoted = sentence[end + 1 :].lstrip()[:1] == _MASK
    if quoted and words(sentence[begin:end])[-1].norm in phrases.PEOPLE:
        return phrases.Phrase(begin, end, begin, end)
    return None


def _phrases(text: str, sentence: str) -> Iterator[Attribution]:
    """`according to X`, `per X`, `citing X`, `as X put it`, `X:`; and `Reuters contributed reporting`."""
    for match in _COLON.finditer(sentence) if ":" in sentence else ():
        if phrase := _alone(sentence, match.start(), match.end()):
            speaker = " ".join(text[phrase.start : phrase.end].split())
            yield Attribution(match.start(), match.end() + 1, speaker, ":", None)
    for match in (*_ACCORDING.finditer(sentence), *_PUT_IT.finditer(sentence)):
        phrase = phrases.phrase_at(sentence, match.end())
        per = match.group().strip().casefold() == "per"
        if phrase is None or (per and not outlets.outlets_in(sentence[match.end() :][:60])):
            continue
        speaker = " ".join(text[phrase.start : phrase.end].split())
        named = outlets.outlets_in(sentence[phrase.phrase_start : phrase.phrase_end])
        relayed = named[0][0] if named else None
        yield Attribution(match.start(), phrase.phrase_end, relayed or speaker, match.group().strip(), relayed)
    for match in _OWN.finditer(sentence):
        owner = phrases.ending_at(sentence, 0, match.start())
        if owner is not None:
            speaker = " ".join(text[owner.start : owner.end].split())
            verb = _NOUNS.get(match["noun"], match["noun"])
            yield Attribution(owner.start, match.end(), speaker, verb, None)
    for match in _CONTRIBUTED.finditer(sentence):
        if outlets.is_outlet(match.group(1)):
            outlet = outlets.name_of(match.group(1))
            yield Attribution(match.start(), match.end(), outlet, "contributed", outlet)
