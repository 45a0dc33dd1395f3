"""Common words that stand with a capital at the start of a sentence or in a heading, and are no names."""

from functools import lru_cache

from briefing.language.words import STOPWORDS

_CALENDAR = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur
    thurs fri sat sun christmas easter ramadan thanksgiving
"""
CALENDAR: frozenset[str] = frozenset(_CALENDAR.split())
"""Days, months and feasts: capitalised always, and dates rather than names."""

_COMMON = """
    aboard across despite behind beneath besides beyond concerning except excluding inside including notwithstanding
    opposite outside regarding underneath unlike versus amidst amongst throughout whilst anymore copyright subscribe
    ability abroad absent access accident accord accordingly account act action active actual actually addition
    additional administration admittedly adult advance advocate affair age agency agenda aggressive ago agreement
    ahead aid air alive alleged allegedly alliance allies ally almost alone alongside already alternatively altogether
    always amendment ammunition amount analysis ancient anger animal anniversary annual anonymous answer anybody
    anyone anything anyway apart apparently appeal application approval area argument arms army article artillery
    aside ask asset attack attempt attention audience authority average aware awareness back background bad ball ban
    bank bar base basic basically battle beach bear beautiful behalf belief benefit best better big bill bird black
    blame blast blood blue board boat body bomb book border bottom box boy brain branch breakfast breaking brief bring
    broad brother budget building burden bus business busy buy cabinet call calm camera camp campaign capital car care
    career case cash cause cautious ceasefire center central centre century certain certainly chair challenge champion
    chance change chaos chapter charge cheap check chemical chief child children choice church citizen city civil
    civilian claim class clean clear clearly climate clock close closer cloud club coach coal coalition coast code
    cold collective college combat combined come comment commission committee common communication community company
    comparable compared comparison compensation competition complaint complete complex compromise computer concern
    condition conference confidence conflict congress connection consequence consequently conservative consider
    considering consistent constant construction consumer contact contemporary content contrary contrast control
    controversy convention conversation cooperation copy core corner corporate correct correspondent corruption cost
    council country couple courage course court cover crash create credit crew crime crisis critic critical critically
    crowd crucial cultural culture current currently cut daily damage danger dangerous dark data date daughter dawn
    day dead deadly deal dear death debate debris debt decade decent decision deep default defence defense deficit
    degree delay delegation demand democracy demonstration department depression deputy describe desert design desire
    desperate destruction detail determined developing development dialogue die difference different difficult digital
    dinner diplomacy diplomat diplomatic direct direction directly dirty disappointment disaster discussion disease
    display dispute distance district divide document dog domestic donor door double doubt downstream draft drama
    driver drone drought drug due dust duty ease east eastern economic economically economy edition education
    effective effort eight eighteen eighty elder election electric electricity eleven emergency emotional emphasis
    employment empty end enemy energy engineer enough entire environment equal equally equipment era essentially
    estimate evening event eventually everybody everyone everything everywhere evidence exact exactly example except
    exchange exclusive executive exercise existing expansion expect expensive experience experiment expert explosion
    export exposure express extra extreme eye face fact factor failure fair faith fake fall family famous far farm
    fast fate father fault favorite fear federal federation female field fierce fifteen fifth fifty fight figure file
    film final finally finance financial find fine fire firm first fish five fix flag flat flight flood floor focus
    follow following food foot football force foreign forest formal former formerly fortunately forty forward
    foundation founder four fourteen fourth fragile frankly free freedom frequent fresh friend front frontline fuel
    full fully fun fund fundamental funding furthermore future gang gap garden gas general generally generation
    genocide girl give given glass global go goal gold good goods government grain grand great green ground group
    growing growth guard guest guide gun guy half hall hand hard hardly head headline health healthcare heart heat
    heavily heavy height help hence herd hero high higher highly historic historical historically history hit holiday
    home honestly honor hope hopefully horse hospital host hostage hot hotel hour house household huge human
    humanitarian hundred hunger hurricane husband idea ideally identity illegal image imagine immediate immediately
    impact importance important importantly improvement incident income increase increasing increasingly incredible
    independence independent index indirect individual industrial industry inflation influence info initial initially
    injury inside insider inspector instance instead insurance intelligence intense intent interest interestingly
    interim internal international internet interview investigation investment investor invitation involvement
    ironically irrespective island issue item job joint journalist joy judge judgment jury justice keep key kid kill
    king knowledge lack lady lake land language large largely last late later latest latter law lawmaker lawyer lead
    leader leadership leading league learn least leave left legal legislation less lesson let letter level liberal
    life light likely limit line link list literally little live local logic long longer look lose loss lot love low
    lower luck lunch machine magazine main mainly maintenance major majority male man management manager mankind
    manufacturing map market marriage martial mass massive master match material matter maybe mayor meal measure media
    medical medicine meeting member membership memory men mental message metal method middle midnight migrant
    migration military million mind mine minister ministry minor minority minute missile mission mistake mobile mode
    model moderate modern modest moment momentum money monitor month moral more morning mostly mother motion motor
    mountain mouth move movement movie multiple murder museum music mutual mystery naked name namely narrow nation
    national nationwide native natural naturally nature naval near nearby nearly neck need needless negative neighbor
    neighbour nerve net network neutral never new newly news newspaper next nice night nine nineteen ninety nobody
    noise none noon normal normally north northern note nothing notice nowhere nuclear number numerous object
    objective observer obvious obviously occasion occasionally odd offense offer office officer official officially
    often oil old older one ongoing online open operation opinion opponent opportunity opposition option order
    ordinary organization origin original originally otherwise outcome outgoing output outside overall overnight
    overseas owner pace page pain panel panic paper parent park parliament part partial partly partner party pass
    passenger past patience patient pattern peace peaceful peak people percent perfect performance period permanent
    person personal personally perspective phase phone photo photograph picture piece pilot place plain plan plane
    plant play player please plenty plus point police policy political politically politics poll pollution poor
    popular population port position positive possible possibly post pot potential potentially poverty power powerful
    practical practically practice precious precise prediction preparation presence present president presidential
    pressure presumably previous previously price primarily primary prime principle prior prison prisoner privacy
    private pro probably problem process product production profit program programme progress project promise proof
    proper property proposal prosecutor prospect protection protest proud provided province provision public
    publication pull pure purpose push quality quarter queen question quick quickly quiet race radical radio railway
    rain rape rare rarely rate ray reaction reader ready real realistic reality really reason recall recent recently
    recession record recovery red reduction reference reform refugee regardless region regional regular regularly
    regulation relation relationship relative relatively relevant reliable relief religion remark remarkable remember
    reportedly reporter republic request rescue research researcher reserve residence resident resistance resolution
    resource respect response responsibility rest result retail return revenge revenue review revolution rich right
    riot rise rising risk rival river road rocket role room root rough roughly round route row royal rule ruling rumor
    run rural rush sad sadly safe safety salary sale sanction sanctions satellite scale scandal school science
    scientist scope score sea search season seat second secondly secret secretary section sector security see seldom
    senate senior sense sentence separate separately series serious seriously service session set settlement seven
    seventeen seventh seventy several severe sex shadow share sharp shell shift ship shock shooting shop short
    shortage shortly shot show shuttle sick side siege sign signal signature significant significantly silence similar
    similarly simple simply simultaneously single sister site situated situation six sixteen sixth sixty size
    skepticism sky slave sleep slow slowly small smart smoke smooth snow social society soft soil soldier sole solid
    solution somebody somehow someone something sometimes somewhat somewhere son soon sound source sources south
    southern sovereignty space speaker special specialist specific specifically spectator speculation speech speed
    spending spirit spokesperson sport spring squad square stability staff stage stake stalemate standard star start
    state statement static station statistic status stay steel step still stock stone stop storm story straight
    strange strategic strategy street strength strike strong strongly structure struggle student study style subject
    subsequent subsequently substance success successful successive suddenly suffering summary summer summit sun
    sunlight supply support supporter surely surface surge surprise surprisingly survey survival suspect suspicion
    swift symbol sympathy system table tactical tale talk talks tank target task tax teacher team technical
    technically technique technology teenager television temperature temporary ten tension term terrible territory
    terror terrorism terrorist test text thank thanks theory therapy thing think third thirdly thirteen thirty
    thousand threat three threshold thrice tide tight time tiny tip title today together tomorrow tonight tool top
    total touch tough tour tourism tourist town track trade tradition traditional traditionally traffic train training
    transfer transition transport travel treatment treaty trial tribe trip troop troops trouble truck true truly trust
    truth try turn turnout twelve twenty twice two type ultimate ultimately unable uncertain unclear unconditional
    unconfirmed understand understandably understanding unemployment unexpected unfortunately unfounded uniform union
    unique unit unity universal university unknown unless unlike unlikely unprecedented unrest unusual unusually
    upcoming update upper urban urgent usage use user usual usually vacation valley valuable value van variety various
    vast vehicle version veteran vice victim victory video view village violence violent virtually virus visible
    vision visit visitor visual vital voice volume volunteer vote voter wage wait wall want war warm warning waste
    watch water wave way weak weakness wealth weapon weapons weather web website wedding week weekend weekly weight
    welcome welfare west western whatever whenever whereas wherever whichever white whoever whole wide widely wider
    widespread wife wild wind window wine winner winter wise witness woman women wonder wood word work worker
    workforce world worldwide worried worse worst worth wound writer wrong yard year yellow yes yesterday young youth
    zero zone
"""
_WORDS: frozenset[str] = frozenset(_COMMON.split())
_ENDINGS = (
    "ing", "ed", "ly", "tion", "tions", "ment", "ments", "ness", "ities", "ists", "ers", "ors", "ants", "ents", "ship",
    "ships", "isms", "ances", "ences", "ological", "ically", "ful", "less", "able", "ible", "ous", "ians",
)  # fmt: skip


@lru_cache(maxsize=16384)
def is_common(norm: str) -> bool:
    """Whether a norm that opens a sentence is more likely an ordinary word than a name."""
    if norm in STOPWORDS or norm in _WORDS or norm in CALENDAR:
        return True
    if norm.endswith("s") and (norm[:-1] in _WORDS or (norm.endswith("es") and norm[:-2] in _WORDS)):
        return True
    if norm.endswith("ies") and norm[:-3] + "y" in _WORDS:
        return True
    return len(norm) > 5 and norm.endswith(_ENDINGS)
