"""Words that tell where a weekday beside them lies: deeds done when told of, and what points at days to come."""

from functools import cache

from briefing.language.lexicon import root


def listed(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


IFS = listed(
    "will would shall should can could may might must won't wouldn't shouldn't couldn't cannot can't if unless"
)
"""What is said after these may not have come to pass."""
NOT_PAST = listed("""
    is are am be being has have do does isn't aren't hasn't haven't get gets getting
    they're we're you're i'm
""")
POINTING = listed("""
    want wants wanted hope hopes hoped hoping need needs needed expect expects expected wish wishes wished intend
    intends intended like prefer prefers preferred await awaits awaited demand demands demanded seek seeks sought urge
    urges urged promise promises promised vow vows vowed plan plans planned scheduled due slated set fixed called
    convened invited booked timetabled supposed pencilled earmarked rescheduled settled tabled ordered ahead before
    until till by next coming upcoming forthcoming tomorrow prepare prepares prepared for whether once lest possible
    likely unlikely chance chances faith confidence interest prospect risk threat tickets invitation invitations
    arranged organised organized listed run-up build-up lead-up countdown
    eve expecting planning hoping wanting preparing seeking awaiting
    """)
"""With these a clause points at what is not yet, or not certainly, over."""
ARRANGED = listed("""
    cancelled canceled postponed delayed deferred suspended scrapped moved shifted switched brought banned barred
    allowed permitted authorised authorized offered reserved extended named titled dubbed agreed chosen picked selected
    """)
"""What is done with these may be for a day to come, and their day be that of what they arrange."""
SAYING = listed("""
    said added reported confirmed denied wrote stressed acknowledged conceded insisted claimed repeated told announced
    warned declared stated argued explained tweeted testified responded replied revealed disclosed noted
    """)
_SPEECHES = """
    statement interview briefing speech letter tweet post report filing memo email message note address article column
    testimony ruling order opinion complaint indictment affidavit editorial
    """
SPEECHES = listed(_SPEECHES)
"""In these something is said on their own day: `said in a statement on Friday`."""
GATHERINGS = SPEECHES | listed("conference meeting talks session hearing summit debate forum call decision")
"""Where what the sentence tells of took place: `at the talks on Friday, the two sides agreed`."""
_COURT = """
    charged sentenced convicted indicted acquitted pleaded jailed hanged executed appeared surrendered sued
    extradited deported arraigned
    """
_FIGHTING = """
    killed struck hit destroyed damaged injured wounded seized captured attacked shelled bombed shot hurt raided stormed
    searched stabbed robbed abducted kidnapped beheaded assassinated murdered assaulted clashed invaded intercepted
    downed torched hacked looted detonated ambushed besieged fired forced
    """
_HARM = """
    burned burnt burst broke exploded erupted crashed collapsed collided derailed ruptured plunged overturned rammed
    slammed swept flooded ripped tore toppled devastated ravaged engulfed battered rocked shook drowned died sank fell
    fled escaped blew
    """
_GOING = """
    arrived left visited flew travelled traveled came went entered crossed returned walked landed reached departed
    sailed drove boarded docked withdrew toured marched gathered flocked rallied protested demonstrated
    """
_COUNTING = "rose gained climbed dropped jumped tumbled surged slipped soared plummeted slid"
_PUBLIC = """
    resigned adopted published sold bought launched delivered signed issued filed unveiled vetoed repealed ratified
    overturned upheld voted sacked ousted dismissed condemned accused criticised criticized praised thanked blamed
    denounced congratulated apologised apologized spoke met buried mourned married hospitalised hospitalized took
    became blocked closed shut released freed sent received pulled found recovered evacuated rescued arrested detained
    discovered identified stopped celebrated apprehended notified blasted expressed shared mocked defended hailed
    honoured honored hosted briefed checked turned dealt
    """
OF_THE_DAY = listed("""
    ended began started held won lost opened attended resumed finished completed concluded joined beat defeated played
    scored clinched thrashed
    """)
"""Deeds that fall on the day of what they are done to: `ended their strike on Friday`."""
DEEDS = OF_THE_DAY | listed(" ".join((_COURT, _FIGHTING, _HARM, _GOING, _COUNTING, _PUBLIC)))
"""Deeds done when they are told of, with what they were done to: `killed 23 people on Friday`."""
ALONE = (
    SAYING | DEEDS | listed("ruled happened occurred continued posted practiced practised reopened failed worked slept")
)
"""With these a weekday without `on` is when, not what: `ruled Friday`, but `proposed Friday`."""
EVENTS = listed("""
    vote votes voting ballot ballots poll polls election elections referendum primary run-off runoff hearing hearings
    trial verdict ruling sentencing strike strikes walkout walkouts stoppage stoppages lockout deadline deadlines match
    matches game games final semi-final race concert festival summit talks meeting meetings session sessions conference
    debate rally rallies march marches parade protest protests demonstration demonstrations test tests flight flights
    visit visits trip inauguration ceremony funeral wedding exam exams launch opening expiry release exchange swap storm
    storms rain snow appointment event events reception truce ceasefire date round finals semi-finals quarter-final
    quarter-finals semifinal quarterfinal playoff playoffs play-off tournament fixture fixtures derby clash bout fight
    showdown replay friendly qualifier opener tie cup championship league marathon tour gig gigs show shows premiere
    debut broadcast screening auction gala party banquet dinner lunch breakfast service services mass holiday holidays
    closure closures shutdown reopening departure departures arrival arrivals return rollout curfew blockade sale sales
    hours retreat withdrawal evacuation evacuations surrender handover transfer increase cuts hike retirement
    resignation landing crossing training practice briefing speech interview address appearance play display
    exhibition recess sitting count recount runoffs caucus caucuses convention forum blackout outage closing
    vigil boycott fireworks gale gales winds snowfall assembly pilgrimage
    surgery operation execution executions eclipse landfall
    """)
"""What has a day of its own, which need not be that of the verb."""
CERTAIN = listed("""
    was were had did went became began came took saw gave flew drew fell rose broke spoke wrote drove chose froze stole
    swore tore threw grew knew blew showed sang sank swam rang drank ate ran said wasn't weren't didn't
    """)
"""Pasts that are no participles."""
ON_SOMEONE = listed("given offered told called named paid sent granted awarded handed shown taught owed")
"""Participles that may have a thing behind them still: `the envoy sent a letter`, `the sum paid the firm`."""
ASKING = listed("called urged demanded")
"""Said of others' doing, on a day of their own where that stands first: `On Friday the mayor called for help`."""
INTRANSITIVE = listed("""
    died arrived resigned collapsed erupted exploded appeared happened occurred apologised apologized surrendered ruled
    testified departed voted clashed gathered emerged agreed pleaded met travelled traveled
    stepped
    """)
"""These are no participles behind a noun: `the man died`."""
TRYING = listed("refused declined decided tried failed managed agreed continued pledged")
"""With an infinitive they have a day of their own: `On Friday the court refused to hear it`."""
MONTHS = listed("january february march april may june july august september october november december")
CALENDAR = MONTHS | listed("monday tuesday wednesday thursday friday saturday sunday")
LIKE_ADVERBS = listed("rally assembly family supply monopoly anomaly italy july fly apply reply comply rely")
HABITS = listed("always usually often never sometimes rarely seldom generally normally typically regularly every")
"""With these a deed is done again and again, on any such day."""
HELPERS = listed("was were had been wasn't weren't hadn't")
DETERMINERS = listed("the a an its his her their our my this that these those some any no each every all both another")
PASSED_BY = listed("""
    late early earlier later again also then there home together alone away out down overnight only first not
    itself himself herself themselves
    """)
"""Words between a verb and its day that have no day of their own."""
NO_PAST = listed("need hundred indeed speed seed feed breed united red sacred naked embed greed weed creed shed bed")
UNCHANGED = listed("hit cut shut burst hurt beat")
THINGS = listed("""
    building buildings king ring wing ceiling painting paintings dwelling siblings sibling clothing housing something
    anything everything nothing spring morning evening string thing things wing beijing boeing
    """)
"""Nouns that look like `-ing` forms."""
CLAUSES = listed(
    "when while after since as than where what because that who which whom whose although though whereas under"
)
"""Words that open a clause; and `under`: what goes on under a deal comes after it."""
PAPERS = listed("mail herald independent scotland wales")
"""With `on Sunday` behind they are newspapers."""
COUNTS = listed("""
    two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty dozens hundreds thousands
    several many more most
    """)
ADJECTIVES = listed("former ex late long once recently then current old young new twice few")
"""Before a participle these do not name who did it: `former jailed minister Ada Holm`."""
_PRESENTS = listed("""
    make give get go start run begin face head hear remain stay stand sit serve work decide rule move follow succeed
    wed open close address testify
    """)
NO_VERBS = COUNTS | listed("""
    central northern southern eastern western downtown nearby police prison hospital court custody reporters
    journalists lawmakers investors parliament congress
    """)
"""What goes on with a `to` that is no infinitive's."""
NAMED = listed("good easter palm holy black super ash bloody fat cyber patch sheffield whit maundy shrove giving")
"""Before a weekday these make it a name."""
BEHIND = listed("""
    in at to with by from into onto over under near across among against after before during amid and but or as when
    while where who which that because since until despite outside inside around along off of for about between through
    the a an its his her their it he she they there we you i this these those not no only also without following
    according citing saying when if though although than via upon toward towards beside per has have had is are was were
    will would could may might did do does
    """)
"""Words that go on with a sentence behind its day: before another noun the day may be a part of it."""


@cache
def deed_roots() -> frozenset[str]:
    return frozenset(map(root, DEEDS))


@cache
def present_roots() -> frozenset[str]:
    """Roots of verbs that, in the present, tell of a day to come: `appears in court on Friday`."""
    return deed_roots() | frozenset(map(root, _PRESENTS | SAYING | INTRANSITIVE | TRYING | CERTAIN))


@cache
def own_day_roots() -> frozenset[str]:
    return frozenset(map(root, OF_THE_DAY))
