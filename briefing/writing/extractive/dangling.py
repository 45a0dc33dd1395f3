"""The words by which a sentence hangs on the ones before it: connectives, pointers, pronouns, lead-ins."""

import re


def any_of(words: str) -> str:
    """An alternation of blank-separated expressions; `_` stands for the blank inside one."""
    return "(?:" + "|".join(word.replace("_", r"\s+") for word in words.split()) + ")"


_CONNECTIVE = any_of(
    r"""
    however meanwhile indeed but yet and so still moreover furthermore nevertheless nonetheless also besides
    in_addition additionally in_fact of_course finally lastly overall instead conversely similarly likewise therefore
    thus hence consequently as_a_result accordingly for_(?:his|her|its|their)_part on_the_other_hand in_turn for_now
    then though even_so that_said interestingly notably importantly unsurprisingly to_be_(?:sure|fair|clear) after_all
    in_other_words in_short for_example for_instance in_the_meantime at_the_same_time (?:in|by)_contrast
    on_the_contrary alternatively specifically crucially ultimately separately again anyway worse better_still
    more_importantly adding_to_[^,.;]{3,40} further_complicating_[^,.;]{3,40}
    """
)
LEADING = re.compile(
    rf"{_CONNECTIVE},\s+|(?:but|yet|and|nor)\s+(?=\S)|meanwhile\s+|also\s+(?=(?:on|in|at|among)\b)"
    r"|(?-i:[A-Z]{3,}(?:[/ ,]+[A-Z]{3,})*(?:,?\s+(?:\w+\.?\s+)?\([A-Z]\w+\))?\s*[-–—>]+\s+(?=[“\"A-Z]))"
    r"|(?-i:[A-Z]{4,}(?:/[A-Z]{4,})+\s+(?=[“\"A-Z]))",
    re.IGNORECASE,
)
"""A connective or a dateline (`GENEVA (Reuters) - `) at the head of a sentence, that can go."""

_UNITS = "week month year summer winter spring autumn fall morning afternoon evening weekend season"
_UNIT = any_of(_UNITS)
HEAD = re.compile(
    any_of(
        r"""
        he she they him her his their its hers theirs such another others? here there, asked so_far since_then only_then
        (?:he|she|they|that|here|there|what|who)['’](?:s|re|d|ll|ve) among_them like_(?:him|her|them|this|that) not_so
        (?:both|neither|either|one|some|many|most|all|none|each|two|three|several)_of_(?:them|those|these|this|that)
        the_(?:latter|former|same|others?|second|third|rest|next_(?:day|week|month|year|morning)|move|more)
        the_(?:following|previous)_(?:day|week|month|year|morning) the_day_before, not_only_that if_(?:so|not) by_then
        an?_(?:second|third|fourth|fifth|final|further|similar|separate|different|other)_(?:problem|reason|point|issue)
        a_(?:second|third|final|further|similar|different)_(?:question|factor|result|challenge|obstacle|step|concern|theory)
        (?:first|second|third|fourth|last)(?:ly)?,
        (?:until|by|in|for|because_of|despite|after|before|under|with|to|from|at|on|of|given|amid)_(?:this|that|these)
        along_with_(?:this|that|these) (?:at|on|around|about|in|for)_the_same soon_after, as_such in_doing_so
        (?:later|earlier|afterwards?)(?!\s+(?:this|on|in|last)\b) (?:\w+_)?an?_(?:day|week|month|year)_(?:earlier|later)
        (?:\w+_)?(?:minutes|hours|days|weeks|months|years)_(?:earlier|later|before,|after,)
        neither_(?!\w+_nor\b|\w+_\w+_nor\b|side|[^.]+_the_other\b)[a-z]\w* at_(?:that|the)_time
        both_(?!sides|parties|countries|nations|governments|teams|\S+_and\b)[a-z]\w*
        (?:some|many|several|most|few|all|two|three|four|five|none|others)_(?:had|have|has|were|was|are|said|will|did)
        (?:two|three|four|several|a_few)_(?:results?|things|points|questions|reasons|issues|problems|lessons|facts)
        in_(?:response|return|it|them) why how where
        so_(?:is|are|was|were|do|does|did|has|have|had|might|may|could|would|will|can)
        likewise ditto so_too that_[a-z]\w*
        those_(?!(?:who|in|of|with|near|from|killed|involved|on|at)\b)\w+
        """
    )
    + rf"(?!\w)|(?:this|these)\s+(?!{_UNIT}\b)[a-z]",
    re.IGNORECASE,
)
"""A beginning that points back."""

CAPTION = re.compile(
    r"(?:,\s+|\son\s+\w+day,\s+)(?:on\s+)?(?:\w+day,\s+)?(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)"
    r"\w*\.?\s+\d{1,2},\s+\d{4}[.\s]*$"
    r"|\((?:L|R|left|right|center|centre)\)"
)
"""The end of a line under a picture, if its verb is in the present."""
PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|met|took|made|came|went|held|led|won|lost"
    r"|(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)\w{3,}ed)\b"
)
INVERTED = re.compile(
    any_of("did do does is are was were has have had can could will would should") + r"\s+(?!not\b)\w", re.IGNORECASE
)
"""A question that lost its mark, or half a condition: `Did the port agree.`"""
TEASER = re.compile(
    any_of(
        r"""
        more_on read see watch click photos?: related images?: video advertisement listen sign_up subscribe follow_us
        share copyright by_the_way for_more get_the find_out check_out scroll editor['’]s_note updated?: correction:
        in_this_(?:report|article|video|episode|story|piece) this_(?:report|article|video|story|piece) note: source:
        file_photo getty the_author_is story_continues continue_reading wow[,!] oh,
        """
    )
    + r"(?!\w)|(?-i:[A-Z]{1,4}|Q|A):\s",
    re.IGNORECASE,
)
"""The beginning of a line that speaks of the page and not of the news, or names a speaker as interviews do."""

_THOSE = any_of(
    "who in of with near from killed involved responsible for on at that whose seeking already affected present"
)
_BEFORE_THAT = any_of("attended during after before since until at in if when as")
_AFTER_THAT = any_of(
    """
    meeting time day night point case year week month moment way happens? is was were would will date period agreement
    deal one same incident area regard respect sense front evening morning position statement call
    """
)
_SPEAKING_THING = any_of(
    r"""
    source official negotiator diplomat spokes\w+ man woman report study decree statement paper newspaper outlet article
    post letter agency group company department officer suspect victim teen author researchers? lawsuit complaint
    document affidavit site magazine network actor actress singer star couple pair judge prosecutors?
    """
)
_SAID_WORDS = "said says added adds told wrote writes noted notes reported reports explained continued stated"
_SAID = any_of(_SAID_WORDS)
POINTING = re.compile(
    rf"\b(?:this|these)\b(?!\s+(?:past|coming|last|time|century|decade|{_UNIT})\b)"
    rf"|\bthose\b(?!\s+{_THOSE}\b)"
    rf"|\b{_BEFORE_THAT}\s+that\s+{_AFTER_THAT}\b|\b(?:of|on|from|by|about|with|for|under|to|into|over)\s+that\s+[a-z]"
    r"|\b(?:do|did|does|doing|done)\s+so\b|\bthe\s+latter\b|\bthe\s+former[.,;]|\bsaid\s+the\s+same\b|\bas\s+well[.]"
    r"|\bthen\s+(?:closed|went|said|added|turned|left|moved)\b|\bthe\s+same\s+(?:day|time|month|year|week)\b"
    r"|\bthe\s+(?:first|second|third|others|rest)[.,;]|\b(?-i:[A-Z]\w+)\s+that\s+(?:is|was)\b"
    r"|\b(?:\w+ing|for|of|with|by|to|on|at|about)\s+that[,;]|\bin\s+(?:response|return|turn|reply)[.,;]"
    r"|\bof\s+them\s+(?:said|added)\b|\bis\s+not\s+that\b[^;]*$"
    r"|\b(?:something\s+else|another\s+matter|a\s+different\s+(?:story|matter)|its\s+own\s+story)\b"
    r"|^[^,;:]{0,60}\b(?<!no )(?<!any )such\s+(?!as\b)",
    re.IGNORECASE,
)
"""A pointer back anywhere in the narrator's words."""
_POINTER_WORDS = """
    this these those that so latter former same well then first second third others rest response return turn reply them
    else matter story such
    """
POINTERS = frozenset(_POINTER_WORDS.split())
"""Words without which `POINTING` finds nothing: it is dear to look for."""
UNNAMED_SPEAKER = re.compile(
    rf"\bthe\s+{_SPEAKING_THING}\s+(?:also\s+)?{_SAID}\b"
    r"|\bsaid\s+the\s+(?:source|official|negotiator|diplomat|man|woman)\b",
    re.IGNORECASE,
)
"""One who speaks and was named before."""
SPEAKING = frozenset(_SAID_WORDS.split())
"""Words without which `UNNAMED_SPEAKER` finds nothing."""
THE_OTHER = re.compile(r"\bthe\s+other[.,;]")
ONE_OF_TWO = re.compile(r"\b(?:neither|either|each|one)\b", re.IGNORECASE)
"""What `the other` may stand against."""

FIRST_PERSON = re.compile(
    r"\b(?i:we|our|ours|my|mine|me|you|your|yours|myself|ourselves|let['’]s)\b|(?<!\w\.)\bI\b(?!['’]s|\.|-)|\bus\b"
)
IT = re.compile(r"\bit(?:['’]s)?\b", re.IGNORECASE)
_ADVERB = any_of(r"\w+ly not also still yet far_from too more highly")
EXPLETIVE = re.compile(
    r"it\s+(?:is|was|(?:has|had)\s+been|(?:will|would|may|might|could)\s+be|remain(?:s|ed)|appear(?:s|ed)|seem(?:s|ed)|"
    rf"took|takes|looks|turn(?:s|ed)\s+out|became)\s+(?:{_ADVERB}\s+)*"
    + any_of(
        r"""
        unclear clear likely unlikely possible impossible uncertain unknown unusual hard difficult easy important
        necessary expected reported believed thought said announced known understood hoped feared estimated early as_if
        as_though to_be_seen \w+_(?:hours|minutes|days|weeks|months|years) the_\w+_time critical vital essential
        """
    )
    + r"\b",
    re.IGNORECASE,
)
"""`It` that stands for nothing before it."""
MADE_CLEAR = re.compile(
    r"\s+(?:\w+ly\s+)?(?:clear|possible|impossible|hard|difficult|easy|harder|easier|likely|plain)\b"
)
SINGULAR = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
PLURAL = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
PERSON = re.compile(
    r"\b"
    + any_of(
        r"""
        man woman boy girl child teen(?:ager)? student officer official minister president leader spokes\w+ teacher
        doctor lawyer attorney actor actress singer victim suspect driver father mother son daughter husband wife
        brother sister friend neighbou?r king queen prince princess senator governor mayor judge pilot chief director
        author writer reporter journalist analyst expert professor scholar scientist player coach star host candidate
        secretary general aide advis[eo]r envoy ambassador diplomat soldier employee worker customer person someone
        anyone everyone nobody who founder owner captain negotiator lawmaker congress\w+ chancellor premier pope bishop
        priest guard hostage prisoner patient nurse resident witness farmer model artist comedian musician rapper
        parent uncle aunt cousin grand\w+ boyfriend girlfriend fianc\w+ partner baby infant toddler youngster
        counterpart successor predecessor each one (?!human)\w+(?:ist|man|woman)
        """
    )
    + r"s?\b",
    re.IGNORECASE,
)
"""A noun that a pronoun of the third person may stand for."""
PLACE_BEFORE = re.compile(r"\b(?:in|at|from|near|to|outside|across|around|into)\s+(?:the\s+)?$", re.IGNORECASE)
OPENING = re.compile(
    any_of("before after while when as although though despite in during since because if with until on by") + r"\b",
    re.IGNORECASE,
)
AFTER_OPENING = re.compile(
    rf"^{any_of('once when while if because since after before although though as until')}\b[^,]*,\s*$", re.IGNORECASE
)
"""`Once Putin would not come, he`: whoever is meant, it need not be Putin."""
TITLES = re.compile(r"(?:[A-Z][\w.-]*\s+|of\s+|the\s+)*")

SHELL = re.compile(
    r"the\s+"
    + any_of(
        r"""
        decision announcement statement comments? remarks? proposal idea plan incident report news development findings?
        results? figures? numbers? changes? episode claims? allegations? accusations? charges? post tweet video message
        letter email documents? pair duo trio group company man woman boy girl teen suspect victim officer driver
        newspaper paper magazine site study team measure law bill rule order decree case problem issue question answer
        reason goal point thing effort attempt approach offer request demand threat warning call visit trip speech
        interview session article outlet process situation scene footage images? photos? pictures? clip recording
        reality result upshot outcome bottom_line latest danger condition explanation list test lesson catch irony
        """
    )
    + r"\b(?!\s+(?:of|to|that|in|on|by|for|from|with|about|against|between|who|which|whose|at|behind)\b)",
    re.IGNORECASE,
)
"""`The decision`, `the video`: a thing that the article has named before."""
LEAN = re.compile(
    r"\b(?:also|instead|too|again|further|additional|another|other|then|afterwards?|(?:in\s+the\s+(?:morning|afternoon|"
    r"evening)|on\s+the\s+sidelines)(?=,)|today|yesterday|tonight|^(?:the\s+two|both|the)\s+(?:sides|parties|countries|men|women))\b",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b"
    + any_of(
        r"""
        is are was were be been has have had will would can cannot could may might must shall should do does did says?
        said told tells met took takes? made makes? came comes? went goes gave gives saw sees knew knows thinks? thought
        found finds left leaves kept keeps held holds led leads won wins lost loses began begins became becomes wrote
        writes spoke speaks ran runs brought brings bought sent sends stood stands sat sits put puts cut cuts hit hits
        fell falls rose rises grew grows drew draws broke breaks chose chooses drove drives fought fights flew felt
        feels meant means paid pays read reads shot shows shown spent spends struck strikes taught threw understood wore
        wears wants seems appears remains includes believes expects insists seeks follows continues agrees adds argues
        warns suggests opposes accuses denies refuses gathers swept swore slept stole shook sought sold bore blew caught
        clung
        crept dealt dug fed fled froze hung hid laid lay lent lit rang rode sank sang slid spread sprang stuck swam
        swung tore woke rests regards drawn depends hides suits matters weighs helps gets got \w{3,}ed
        """
    )
    + r"\b|\w['’](?:re|ll|ve)\b|n['’]t\b"
    + r"|(?<!\bthe\s)(?<!\btheir\s)(?<!\bhis\s)(?<!\bher\s)(?<!\bits\s)(?<!\bof\s)\b"
    + any_of("needs plans hopes demands faces calls lies claims reports notes supports works lives plays looks turns")
    + r"\b",
    re.IGNORECASE,
)
"""Forms that are mostly verbs, and some that are nouns behind a determiner: a sentence without any is a fragment."""
