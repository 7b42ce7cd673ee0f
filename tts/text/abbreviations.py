"""Abbreviations of written English and how they are said. Keys carry their full stop where it is written."""

from __future__ import annotations

TITLES: dict[str, str] = {
    "Mr": "mister", "Mrs": "missus", "Ms": "miz", "Mx": "mix", "Messrs": "messers", "Dr": "doctor",
    "Prof": "professor", "Rev": "reverend", "Hon": "honorable", "Gen": "general", "Col": "colonel",
    "Capt": "captain", "Cpt": "captain", "Lt": "lieutenant", "Sgt": "sergeant", "Cpl": "corporal",
    "Cmdr": "commander", "Maj": "major", "Adm": "admiral", "Gov": "governor", "Sen": "senator",
    "Rep": "representative", "Pres": "president", "Fr": "father", "St": "saint", "Ste": "saint",
    "Mt": "mount", "Ft": "fort", "Supt": "superintendent", "Insp": "inspector",
}  # fmt: skip
"""Said before a name; a full stop after them never ends a sentence."""

NUMBERED: dict[str, str] = {
    "No": "number", "no": "number", "Nos": "numbers", "nos": "numbers", "Vol": "volume", "vol": "volume",
    "Ch": "chapter", "ch": "chapter", "p": "page", "pp": "pages", "Fig": "figure", "fig": "figure",
    "Eq": "equation", "eq": "equation", "Sec": "section", "sec": "section", "Art": "article",
    "art": "article", "Op": "opus", "op": "opus", "ca": "circa", "c": "circa", "approx": "approximately",
    "Tel": "telephone", "tel": "telephone", "Ext": "extension", "ext": "extension", "Apt": "apartment",
    "apt": "apartment", "Pt": "part", "pt": "part", "Rm": "room", "rm": "room",
}  # fmt: skip
"""Said so before a number only."""

PLAIN: dict[str, str] = {
    "e.g": "for example", "i.e": "that is", "vs": "versus", "v": "versus", "viz": "namely",
    "cf": "compare", "etc": "et cetera", "et al": "et alia", "Jr": "junior", "Sr": "senior",
    "Esq": "esquire", "Inc": "incorporated", "Ltd": "limited", "Co": "company", "Corp": "corporation",
    "Bros": "brothers", "Dept": "department", "dept": "department", "Univ": "university",
    "Assn": "association", "Ave": "avenue", "Blvd": "boulevard", "Rd": "road", "Ln": "lane",
    "Hwy": "highway", "Sq": "square", "Pkwy": "parkway", "min": "minutes", "max": "maximum",
    "est": "established", "ed": "edition", "misc": "miscellaneous", "a.m": "A M", "p.m": "P M",
    "A.M": "A M", "P.M": "P M", "Ph.D": "P H D", "M.D": "M D", "a.k.a": "A K A", "Jan": "January",
    "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December",
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday",
    "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip
"""Said so wherever they stand with their full stop."""

MID_SENTENCE: frozenset[str] = frozenset({*TITLES, "e.g", "i.e", "vs", "v", "viz", "cf", "approx", "ca"}) - {
    "Fr"
}
"""A full stop after these never ends a sentence."""

UNDOTTED: dict[str, str] = {
    "Mr": "mister", "Mrs": "missus", "Ms": "miz", "Dr": "doctor", "PhD": "P H D", "vs": "versus",
    "etc": "et cetera", "St": "saint",
}  # fmt: skip
"""Common enough without a full stop (British usage)."""

PRONOUNCED: frozenset[str] = frozenset(
    """NASA NATO UNESCO UNICEF OPEC AIDS NAFTA FIFA UEFA RAM ROM PIN SIM GIF JPEG YOLO SWAT COVID IKEA
    LEGO FEMA NASDAQ ASCII POTUS SCUBA LASER RADAR SONAR NIMBY GUI CAPTCHA ASAP BAFTA DARPA OSHA HIPAA
    INTERPOL""".split()
)
"""Acronyms said as words."""

SHORT_WORDS: frozenset[str] = frozenset(
    """a ah aha all also an and any are arm art as ask at ate away baby back bad bag ball bang be bed beg
    best big bird bit blue boat body book boo both box boy bus but buy by bye call came can car care case
    cat come cool cop cow cry cut dad dare dark day dead deal dear did die dig do does dog done door down
    drop dry due each ear easy eat egg else end even ever evil eye face fact fail fair fall far fast fat
    fear feel feet few find fine fire fish five fly food fool foot for four free from full fun fury game
    gave get girl give go god goes gold gone good got grew guy ha had hair half hall hand hang hard has
    hat hate have he head hear heat held hell help her here hero hey hi hide high him his hit ho hold hole
    holy home hope hot hour how huge hurt i ice idea if in into is its jail job join joke jump just keep
    kept key kid kill kind king kiss knew know lady lake land last late laugh law lead left leg less let
    lie life like line lips list live long look lord lose lost lot loud love low luck mad made mail main
    make mama man many may me mean meet men mind mine miss moon more most move much must my name near neck
    need new next nice nine no none nope nor not now odd of off oh ok old on once one only open or our out
    over own pain park part pass past path pay pick play poor pull push put quit rain ran read real red
    rest rich ride ring rise road rock room rule run sad safe said same sat save saw say sea see self sell
    send set she shop shot show shut sick side sign sing sir sit six size skin sky slow so soft sold some
    son song soon stay step stop such sun sure take talk tall tea tell ten than that the them then they
    this thus time to told too took town tree true try turn two ugh ugly up upon use very wait wake walk
    wall want war warm was wash way we weak wear week well went were west what when whoa who why wide wife
    wild will win wind wine wise wish with woke wolf won word wore work wow yay yeah year yell yes yet you
    your zero""".split()
)
"""Words that are said as words even in capitals ("STOP!"), where longer ones always are."""

STARTERS: frozenset[str] = frozenset(
    """The A An He She It We They You I His Her Its Our Their My Your This That These Those There Here But
    And Or So Then When Where What Why How If In On At As After Before For From With Not No Yes One Some
    All Many Most Who Which While Although However Now Once Later Today Yesterday Tomorrow Nobody Everyone
    Someone""".split()
)
"""Words that, capitalised after "U.S." or an initial, begin a sentence."""

KEEPS_GOING: frozenset[str] = frozenset({*NUMBERED, *PLAIN}) - MID_SENTENCE
"""A full stop after these ends a sentence only when the next word can begin one."""
