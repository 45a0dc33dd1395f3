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
    abduction ability aboard abroad absent access accident accord accordingly account across act action active actor
    actress actual actually addition additional administration admittedly adult advance advocate affair age agency
    agenda aggressive ago agreement ahead aid air airstrike airstrikes alive alleged allegedly alliance allies ally
    almost alone alongside already alternatively altogether always amendment amidst ammunition amongst amount analysis
    analyst analysts ancient anger animal anniversary annual anonymous answer anybody anymore anyone anything anyway
    apart apparently appeal application approval area argument arms army arson article artillery aside ask asset
    attack attempt attention audience audio authority avalanche average aware awareness back background backward bad
    bail ball ban bank banks bar barracks base based basic basically batsman battle beach bear beautiful behalf behind
    belief beneath benefit besides best better beyond big bill billionaire bird bishop black blackout blame blast
    blaze blood blown blue board boat body bomb book border born bottom bought box boxer boy brain branch breakfast
    breaking bribery brief bring broad broken broker brother brought budget building built bullets bunker bunkers
    burden burglary bus business businessman businesswoman busy buy buyer cabinet call calm camera camp campaign
    capital car care career carrier case cash caught cause cautious ceasefire cement center central centre century
    certain certainly chair challenge champion chance change chaos chapter charge cheap check checkpoint checkpoints
    chemical chief child children choice chosen church citizen city civil civilian claim clashes class clean clear
    clearly climate clock close closer cloud club coach coal coalition coast code coffee cold collective college
    collision collisions combat combined come comedian comment commercial commission committee common communication
    community commuters company comparable compared comparison compensation competition complaint complete complex
    compression compromise computer concern concerning condition conductor conference confidence conflict congress
    connection consequence consequently conservative consider considering consistent constant construction consumer
    contact contemporary content contrary contrast control controversy convention conversation convoy convoys
    cooperation copper copy copyright core corner corporate correct correspondent corruption cost cotton council
    country couple courage course court cover crash create credit crew cricketer crime crisis critic critical
    critically crowd crucial cultural culture current currently custody cut cycle cyclist cyclone daily damage danger
    dangerous dark dashcam data date daughter dawn day dead deadly deaf deal dealer dear death debate debris debt
    decade decent decision deep default defence defender defense deficit degree delay delegation demand democracy
    demonstration department depression deputy derailment describe desert design desire desperate despite destroyer
    destruction detail determined developing development dialogue die diet difference different difficult digital
    dinner diplomacy diplomat diplomatic direct direction directly dirty disappointment disaster discovery discussion
    disease display dispute distance district divide doctors document dog domestic donor door dossier double doubt
    downstream draft drama dramatist drawn driven driver drivers drone drones drought drug due dust duty early
    earthquake ease east eastern eaten economic economically economy edition education effective effort eight eighteen
    eighty elder election electric electricity eleven emergency emotional emphasis employment empty end enemy energy
    engineer enough entire entrepreneur environment equal equally equipment era essentially estimate even evening
    event eventually everybody everyone everything everywhere evidence exact exactly example except exchange excluding
    exclusive executive exercise existing expansion expect expensive experience experiment expert explosion explosions
    export exports exposure express extends extra extreme eye face fact factor failure fair faith fake fall fallen
    family famous fans far farm farmers fast fate father fault favorite fear federal federation female field fierce
    fifteen fifth fifty fight figure file film filmmaker final finally finance financial find fine fire firefighter
    firm first fish fishermen five fix flag flat flight flood flooding floods floor flown focus follow following food
    foot footage football force foreign forest formal former formerly fortunately forty forward found foundation fewer
    founder four fourteen fourth fragile frankly fraud free freedom freighter frequent fresh friend frigate front
    frontline frozen fuel full fully fun fund fundamental funding furthermore future gang gap garden gas gene general
    generally generation genes genetics genocide giant girl give given glass global go goal goalkeeper goggles gold
    golfer good goods government grain grand great green grid grids ground group growing grown growth guard guest
    guide gun gunman gunmen guy hacker half hall hand hard hardly head headline health healthcare heart heat heatwave
    heavily heavy height held helicopter helicopters helmet help hence herd hero hidden high higher highly historic
    historical historically history hit holiday home honestly honor hope hopefully horse hospital host hostage
    hostages hot hotel hour house household howitzer howitzers huge human humanitarian hundred hung hunger hurricane
    husband idea ideally identity illegal image imagine imam immediate immediately impact importance important
    importantly imports improvement incident including income increase increasing increasingly incredible independence
    independent index indirect individual industrial industry inflation influence info initial initially injury
    inquest inquiry inside insider inspector instance instead insurance intelligence intense intent interest
    interestingly interim internal international internet interview investigation investment investor invitation
    involvement iron ironically irrespective island issue item jet jets job jockey joint journalist joy judge judgment
    jury justice keep kept key kid kidnapping kill king knife knives knowledge known lack lady laid lake land landmine
    landmines landslide language large largely last late later latest latter law lawmaker lawmakers lawsuit lawyer
    lead leader leadership leading league leak leaks learn least leave led left legal legislation less lesson let
    letter level liberal life light likely limit line link liquid list literally little live local logic long longer
    look lose loss lost lot love low lower luck lunch machine magazine main mainly maintenance major majority male man
    management manager mankind manufacturing map market marriage martial mass massive master match material matter
    maybe mayor meal measure media medical medicine meeting member membership memo memory men mental message met metal
    method middle midfielder midnight migrant migration militant militants military million millionaire mind mine
    minefield minefields minister ministry minor minority minute missile mission mistake mobile mode model moderate
    modern modest moment momentum money monitor monk month moral more morning mortar mortars mostly mother motion
    motor mountain mourners mouth move movement movie multiple murder museum music mutual mystery naked name namely
    narrow nation national nationwide native natural naturally nature naval near nearby nearly neck need needless
    negative neighbor neighbour nerve net network neutral never new newly news newspaper next nice night nine nineteen
    ninety nobody noise none noon normal normally north northern note nothing notice notwithstanding novelist nowhere
    nuclear number numerous nun nurse nurses object objective observer obvious obviously occasion occasionally odd
    offense offer office officer official officially often oil old older one ongoing onion online open operation
    opinion opponent opportunity opposite opposition option order ordinary organization origin original originally
    otherwise outage outcome outgoing output outside overall overnight overseas owner pace packet page paid pain
    painting panel panic paper paramedic parent parents park parliament parole part partial partly partner party pass
    passenger passengers past patience patient pattern peace peaceful peak pensioner people percent perfect
    performance perfume period permanent person personal personally perspective phase phenomenon phone photo
    photograph picture piece pilot pipeline pipelines place plain plan plane plant play player playwright please
    plenty plus point police policy political politically politics poll pollution poor popular population port
    position positive possible possibly post pot potato potential potentially poverty power powerful practical
    practically practice precious precise prediction pregnant preparation presence present presenter president
    presidential pressure presumably previous previously price priest primarily primary prime principle prior prison
    prisoner privacy private pro probably probe problem process product production profit program programme progress
    project promise proof proper property proposal prosecutor prospect protection protein protest protests proud
    provided province provision public publication pull pupils pure purpose push put quality quarter quasar queen
    question quick quickly quiet quotas rabbi rabbit race radical radio railway rain rape rare rarely rate ray
    reaction reactor reactors read reader ready real realistic reality really reason recall recent recently recession
    record recovery red reduction reference refineries refinery reform refugee regarding regardless region regional
    regular regularly regulation relation relationship relative relatively relevant reliability reliable relief
    religion remark remarkable remember reportedly reporter republic request rescue rescuers research researcher
    reserve residence resident resistance resolution resource respect response responsibility rest result retail
    retailers return revenge revenue review revolution rice rich right riot rise rising risk rival river road robbery
    rocket rockets role room root rough roughly round route row royal rugby rule ruling rumor run rural rush sad sadly
    safe safety said salary sale salt sanction sanctions satellite scale scandal school schoolchild schoolchildren
    science scientist scope score sea search season seat second secondly secret secretary section sector security see
    seen seldom seller senate senior sense sensor sensors sent sentence separate separately series serious seriously
    service session set settlement seven seventeen seventh seventy several severe sex shadow share shares sharp shell
    shelling shells shift ship shock shooting shootings shop shoppers short shortage shorter shortly shot show shown
    shuttle sick side siege sign signal signature significant significantly silence similar similarly simple simply
    simultaneously singer single sister site situated situation six sixteen sixth sixty size skepticism sky slave
    sleep slow slowly small smart smoke smooth smuggler snow social society soft soil sold soldier sole solid solution
    somebody somehow someone something sometimes somewhat somewhere son soon sound source sources south southern
    sovereignty space speaker special specialist specific specifically spectator speculation speech speed spending
    spent spirit spoken spokesperson sport spring sprinter squad square stabbing stability staff stage stake stalemate
    standard star start state statement static station statistic status stay steel step still stock stocks stolen
    stone stop storm story straight strange strategic strategy street strength stress strike striker strong strongly
    struck structure struggle stuck student students study style subject submarine submarines subscribe subsequent
    subsequently subsidies substance success successful successive suddenly suffering sugar summary summer summit sun
    sunlight supply support supporter surely surface surge surgeon surprise surprisingly survey survival survivors
    suspect suspicion swift swimmer sworn symbol sympathy system table tactical taken tale talk talks tank tanker
    tankers tape target tariffs task tax tea teacher team technical technically technique technology teenager
    television temperature temporary ten tennis tension tensions term terrible territory terror terrorism terrorist
    test text thank thanks theory therapy thing think third thirdly thirteen thirty thousand threat three threshold
    thrice throughout thrown tide tight timber time tiny tip title tobacco today together told tomorrow tonight tool
    top torn total touch tough tour tourism tourist town track trade trader tradition traditional traditionally
    traffic trafficker train training transcript transfer transition transport travel treatment treaty trench trenches
    trial tribe trip troop troops trouble truck true truly trust truth try tsunami turbine turbines turn turnout
    twelve twenty twice two type typhoon ultimate ultimately unable uncertain unclear unconditional unconfirmed
    underneath understand understandably understanding unemployment unexpected unfortunately unfounded uniform union
    unique unit unity universal university unknown unless unlike unlikely unprecedented unrest unusual unusually
    upcoming update upper urban urgent usage use user usual usually utensil vacation vaccine vaccines valley valuable
    value van variety various vast vehicle verdict version versus veteran vice victim victory video view village
    violence violent virtually virus visible vision visit visitor visual vital voice volcano volume volunteer vote
    voter wage wait wall want war warm warning warship warships waste watch water wave way weak weakness wealth weapon
    weapons weather web website wedding week weekend weekly weight welcome welfare west western whatever wheat
    whenever whereas wherever whichever whilst whistleblower white whoever whole wide widely wider widespread wife
    wild wildfire wildfires wind window wine winger winner winter wise witness woman women won wonder wood word work
    worker workforce workshop world worldwide worn worried worse worst worth wound wreath writer written wrong yard
    year yellow yes yesterday young youth zero zone
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
