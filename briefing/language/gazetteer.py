"""Countries of the world with the names, demonyms, capitals and seats of government that stand for them."""

from functools import cache

_COUNTRIES = """
afghanistan: | afghan, afghans | kabul
albania: | albanian | tirana
algeria: | algerian | algiers
andorra: | andorran | andorra la vella
angola: | angolan | luanda
argentina: | argentine, argentinian | buenos aires, casa rosada
armenia: | armenian | yerevan
australia: | australian, aussie | canberra
austria: | austrian | vienna
azerbaijan: | azerbaijani, azeri | baku
bahamas: the bahamas | bahamian | nassau
bahrain: | bahraini | manama
bangladesh: | bangladeshi | dhaka
barbados: | barbadian | bridgetown
belarus: belorussia | belarusian, belarussian | minsk
belgium: | belgian | brussels
belize: | belizean | belmopan
benin: | beninese | porto-novo
bhutan: | bhutanese | thimphu
bolivia: | bolivian | la paz
bosnia: bosnia and herzegovina, bosnia-herzegovina | bosnian | sarajevo
botswana: | botswanan | gaborone
brazil: brasil | brazilian | brasilia, planalto
brunei: | bruneian | bandar seri begawan
bulgaria: | bulgarian | sofia
burkina faso: | burkinabe | ouagadougou
burundi: | burundian | bujumbura, gitega
cambodia: | cambodian | phnom penh
cameroon: | cameroonian | yaounde
canada: | canadian | ottawa
cape verde: cabo verde | cape verdean | praia
central african republic: | | bangui
chad: | chadian | n'djamena
chile: | chilean | santiago
china: people's republic of china, prc, mainland china | chinese | beijing, peking, zhongnanhai
colombia: | colombian | bogota
comoros: | comorian | moroni
congo: democratic republic of the congo, democratic republic of congo, dr congo, drc | congolese | kinshasa
costa rica: | costa rican | san jose
croatia: | croatian, croat | zagreb
cuba: | cuban | havana
cyprus: | cypriot | nicosia
czechia: czech republic | czech | prague
denmark: | danish, dane | copenhagen
djibouti: | djiboutian |
dominican republic: | dominican | santo domingo
east timor: timor-leste | timorese | dili
ecuador: | ecuadorian, ecuadorean | quito
egypt: | egyptian | cairo
el salvador: | salvadoran, salvadorean | san salvador
equatorial guinea: | | malabo
eritrea: | eritrean | asmara
estonia: | estonian | tallinn
eswatini: swaziland | swazi | mbabane
ethiopia: | ethiopian | addis ababa
fiji: | fijian | suva
finland: | finnish, finn | helsinki
france: | french, frenchman, frenchmen | paris, elysee, quai d'orsay
gabon: | gabonese | libreville
gambia: the gambia | gambian | banjul
georgia: | georgian | tbilisi
germany: | german | berlin, bundestag
ghana: | ghanaian | accra
greece: | greek | athens
grenada: | grenadian |
guatemala: | guatemalan | guatemala city
guinea: | guinean | conakry
guinea-bissau: | | bissau
guyana: | guyanese | georgetown
haiti: | haitian | port-au-prince
honduras: | honduran | tegucigalpa
hungary: | hungarian | budapest
iceland: | icelandic, icelander | reykjavik
india: | indian | new delhi, delhi
indonesia: | indonesian | jakarta
iran: islamic republic of iran | iranian | tehran, teheran
iraq: | iraqi | baghdad
ireland: republic of ireland | irish, irishman | dublin
israel: | israeli | jerusalem, tel aviv, knesset
italy: | italian | rome, palazzo chigi
ivory coast: cote d'ivoire | ivorian | yamoussoukro, abidjan
jamaica: | jamaican | kingston
japan: | japanese | tokyo
jordan: | jordanian | amman
kazakhstan: | kazakh, kazakhstani | astana, nur-sultan
kenya: | kenyan | nairobi
kosovo: | kosovar, kosovan | pristina
kuwait: | kuwaiti | kuwait city
kyrgyzstan: | kyrgyz | bishkek
laos: | laotian, lao | vientiane
latvia: | latvian | riga
lebanon: | lebanese | beirut
lesotho: | basotho | maseru
liberia: | liberian | monrovia
libya: | libyan | tripoli
liechtenstein: | | vaduz
lithuania: | lithuanian | vilnius
luxembourg: | luxembourgish, luxembourger |
madagascar: | malagasy | antananarivo
malawi: | malawian | lilongwe
malaysia: | malaysian | kuala lumpur, putrajaya
maldives: the maldives | maldivian | male
mali: | malian | bamako
malta: | maltese | valletta
mauritania: | mauritanian | nouakchott
mauritius: | mauritian | port louis
mexico: | mexican | mexico city
moldova: | moldovan | chisinau
monaco: | monegasque |
mongolia: | mongolian | ulaanbaatar
montenegro: | montenegrin | podgorica
morocco: | moroccan | rabat
mozambique: | mozambican | maputo
myanmar: burma | burmese | naypyidaw, yangon, rangoon
namibia: | namibian | windhoek
nepal: | nepali, nepalese | kathmandu
netherlands: the netherlands, holland | dutch, dutchman | the hague, amsterdam
new zealand: | new zealander | wellington
nicaragua: | nicaraguan | managua
niger: | nigerien | niamey
nigeria: | nigerian | abuja
north korea: dprk, democratic people's republic of korea | north korean | pyongyang
north macedonia: macedonia | macedonian | skopje
norway: | norwegian | oslo
oman: | omani | muscat
pakistan: | pakistani | islamabad
palestine: palestinian authority | palestinian | ramallah
panama: | panamanian | panama city
papua new guinea: | | port moresby
paraguay: | paraguayan | asuncion
peru: | peruvian | lima
philippines: the philippines | filipino, philippine | manila, malacanang
poland: | polish, pole | warsaw
portugal: | portuguese | lisbon
qatar: | qatari | doha
romania: | romanian | bucharest
russia: russian federation | russian | moscow, kremlin, the kremlin
rwanda: | rwandan | kigali
saudi arabia: kingdom of saudi arabia, ksa | saudi, saudi arabian | riyadh
senegal: | senegalese | dakar
serbia: | serbian, serb | belgrade
seychelles: | seychellois |
sierra leone: | sierra leonean | freetown
singapore: | singaporean |
slovakia: | slovak, slovakian | bratislava
slovenia: | slovenian, slovene | ljubljana
somalia: | somali | mogadishu
south africa: | south african | pretoria
south korea: republic of korea, rok | south korean | seoul
south sudan: | south sudanese | juba
soviet union: ussr | soviet |
spain: | spanish, spaniard | madrid, moncloa
sri lanka: | sri lankan | colombo
sudan: | sudanese | khartoum
suriname: | surinamese | paramaribo
sweden: | swedish, swede | stockholm
switzerland: | swiss | bern
syria: | syrian | damascus
taiwan: | taiwanese | taipei
tajikistan: | tajik | dushanbe
tanzania: | tanzanian | dodoma, dar es salaam
thailand: | thai | bangkok
togo: | togolese | lome
trinidad and tobago: trinidad | trinidadian | port of spain
tunisia: | tunisian | tunis
turkey: turkiye | turkish, turk | ankara
turkmenistan: | turkmen | ashgabat
uganda: | ugandan | kampala
uk: united kingdom, britain, great britain, u.k. | british, briton | london, downing street, whitehall, westminster
ukraine: | ukrainian | kyiv, kiev, bankova
united arab emirates: uae, u.a.e., emirates | emirati | abu dhabi
uruguay: | uruguayan | montevideo
us: united states, united states of america, usa, america, u.s., u.s.a. | american | washington, white house, \
the white house, pentagon, the pentagon, capitol hill, oval office
uzbekistan: | uzbek, uzbekistani | tashkent
vatican: holy see, vatican city | |
venezuela: | venezuelan | caracas, miraflores
vietnam: | vietnamese | hanoi
yemen: | yemeni | sanaa, sana'a
zambia: | zambian | lusaka
zimbabwe: | zimbabwean | harare
england: | english, englishman |
scotland: | scottish, scot | edinburgh, holyrood
wales: | welsh | cardiff
"""

_SPELLINGS = """
kyiv: kiev, kyyiv | kharkiv: kharkov | odesa: odessa | lviv: lvov | mykolaiv: nikolaev, nikolayev | donbas: donbass
luhansk: lugansk | zaporizhzhia: zaporizhia, zaporizhzhya, zaporozhye | chornobyl: chernobyl | dnipro: dnieper
beijing: peking | mumbai: bombay | kolkata: calcutta | chennai: madras | yangon: rangoon | tehran: teheran
gaddafi: qaddafi, gadhafi, kadhafi, qadhafi | muhammad: mohammed, mohamed, mohammad, muhammed, mohamad
osama: usama | laden: ladin
"""

_INSTITUTIONS = """
hezbollah: hizbullah, hizbollah, hezbullah | taliban: taleban | houthis: houthi, huthi
al-qaeda: al-qaida, al qaeda, al qaida, qaeda, qaida | is: isis, isil, islamic state, daesh
eu: european union, e.u. | un: united nations, u.n. | nato: north atlantic treaty organization, n.a.t.o.
imf: international monetary fund | who: world health organization | wto: world trade organization
iaea: international atomic energy agency | icc: international criminal court | opec: o.p.e.c.
au: african union | osce: organization for security and co-operation in europe
ecb: european central bank | fed: federal reserve | fbi: federal bureau of investigation
reuters: reuters news agency | interfax: interfax news agency
cia: central intelligence agency | xinhua: xinhua news agency | ap: associated press | bbc: bbc news
afp: agence france-presse, agence france presse | tass: itar-tass | dpa: deutsche presse-agentur | nyt: new york times
"""


@cache
def countries() -> dict[str, str]:
    """Key of a country, demonym, capital or seat of government -> key of the country."""
    table: dict[str, str] = {}
    for key, _, demonyms, seats in _rows():
        table[key] = key
        for demonym in demonyms:
            table[demonym] = table[_plural(demonym)] = key
        for seat in seats:
            table[canonical(seat)] = key
    return table


@cache
def demonyms() -> dict[str, str]:
    """Every form of a demonym -> its singular: `russians` -> `russian`."""
    table: dict[str, str] = {}
    for _, _, names, _ in _rows():
        for name in names:
            table[name] = table[_plural(name)] = name
    return table


def canonical(folded: str) -> str:
    """One spelling for all spellings of a place or organisation; others come back unchanged."""
    return _spellings().get(folded, folded)


def _table(text: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for entry in text.strip().replace("\n", " | ").split(" | "):
        key, _, spellings = entry.partition(": ")
        table[key] = key
        table.update(dict.fromkeys(spellings.split(", "), key))
    return table


@cache
def _institutions() -> dict[str, str]:
    return _table(_INSTITUTIONS)


@cache
def _spellings() -> dict[str, str]:
    table = _table(_SPELLINGS) | _institutions()
    for key, names, _, _ in _rows():
        table.update(dict.fromkeys(names, key))
    return table


def is_institution(name: str) -> bool:
    """Whether the name is one of the few institutions that the tables spell out."""
    return name in _institutions()


@cache
def longest() -> int:
    """Most words in any name of the tables."""
    return max(name.count(" ") + 1 for table in (countries(), _spellings()) for name in table)


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    rows = []
    for line in _COUNTRIES.strip().splitlines():
        key, _, rest = line.partition(":")
        names, demonyms, seats = (
            tuple(name.strip() for name in part.split(",") if name.strip()) for part in rest.split("|")
        )
        rows.append((key, names, demonyms, seats))
    return tuple(rows)


def _plural(demonym: str) -> str:
    return demonym if demonym.endswith(("s", "sh", "ch", "ese", "men")) else demonym + "s"
