"""How English reads units, currencies, symbols, months and the words around Roman numerals."""

from __future__ import annotations

UNITS: dict[str, tuple[str, str]] = {
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"), "mph": ("mile per hour", "miles per hour"),
    "m/s": ("meter per second", "meters per second"), "km²": ("square kilometer", "square kilometers"),
    "m²": ("square meter", "square meters"), "m³": ("cubic meter", "cubic meters"),
    "cm³": ("cubic centimeter", "cubic centimeters"), "cm²": ("square centimeter", "square centimeters"),
    "sq ft": ("square foot", "square feet"), "km": ("kilometer", "kilometers"),
    "cm": ("centimeter", "centimeters"), "mm": ("millimeter", "millimeters"),
    "μm": ("micrometer", "micrometers"), "nm": ("nanometer", "nanometers"), "m": ("meter", "meters"),
    "mi": ("mile", "miles"), "ft": ("foot", "feet"), "yd": ("yard", "yards"), "in.": ("inch", "inches"),
    "kg": ("kilogram", "kilograms"), "mg": ("milligram", "milligrams"), "g": ("gram", "grams"),
    "lbs": ("pound", "pounds"), "lb": ("pound", "pounds"), "oz": ("ounce", "ounces"),
    "ml": ("milliliter", "milliliters"), "mL": ("milliliter", "milliliters"), "L": ("liter", "liters"),
    "l": ("liter", "liters"), "ms": ("millisecond", "milliseconds"),
    "μs": ("microsecond", "microseconds"), "s": ("second", "seconds"), "sec": ("second", "seconds"),
    "min": ("minute", "minutes"), "hrs": ("hour", "hours"), "hr": ("hour", "hours"),
    "h": ("hour", "hours"), "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"), "Hz": ("hertz", "hertz"), "kB": ("kilobyte", "kilobytes"),
    "KB": ("kilobyte", "kilobytes"), "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"), "kbps": ("kilobit per second",) * 2,
    "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"), "kWh": ("kilowatt hour", "kilowatt hours"),
    "kW": ("kilowatt", "kilowatts"), "MW": ("megawatt", "megawatts"), "W": ("watt", "watts"),
    "V": ("volt", "volts"), "mA": ("milliamp", "milliamps"), "dB": ("decibel", "decibels"),
    "kcal": ("kilocalorie", "kilocalories"), "cal": ("calorie", "calories"),
    "ha": ("hectare", "hectares"), "psi": ("P S I", "P S I"), "rpm": ("R P M", "R P M"),
    "fps": ("frame per second", "frames per second"), "px": ("pixel", "pixels"),
    "°C": ("degree Celsius", "degrees Celsius"), "ºC": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "°": ("degree", "degrees"),
    "%": ("percent", "percent"), "‰": ("per mille", "per mille"),
}  # fmt: skip
"""Symbol after a number → (for exactly one, otherwise)."""

CURRENCIES: dict[str, tuple[str, str, str, str]] = {
    "US$": ("dollar", "dollars", "cent", "cents"), "$": ("dollar", "dollars", "cent", "cents"),
    "€": ("euro", "euros", "cent", "cents"), "£": ("pound", "pounds", "penny", "pence"),
    "¥": ("yen", "yen", "sen", "sen"), "₹": ("rupee", "rupees", "paisa", "paise"),
    "₩": ("won", "won", "jeon", "jeon"), "₽": ("ruble", "rubles", "kopek", "kopeks"),
    "₿": ("bitcoin", "bitcoins", "satoshi", "satoshis"), "¢": ("cent", "cents", "", ""),
    "USD": ("U S dollar", "U S dollars", "cent", "cents"), "EUR": ("euro", "euros", "cent", "cents"),
    "GBP": ("British pound", "British pounds", "penny", "pence"), "JPY": ("yen", "yen", "sen", "sen"),
    "CHF": ("Swiss franc", "Swiss francs", "centime", "centimes"), "CNY": ("yuan", "yuan", "fen", "fen"),
    "CAD": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "AUD": ("Australian dollar", "Australian dollars", "cent", "cents"),
}  # fmt: skip
"""Sign or code → (one, many, one hundredth, many hundredths)."""

SCALES: dict[str, str] = {
    "thousand": "thousand", "million": "million", "billion": "billion", "trillion": "trillion",
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million", "bn": "billion",
    "B": "billion", "tn": "trillion", "T": "trillion",
}  # fmt: skip
"""After an amount of money."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

SYMBOLS: dict[str, str] = {
    "&": "and", "@": "at", "%": "percent", "‰": "per mille", "#": "hash", "+": "plus", "=": "equals",
    "×": "times", "÷": "divided by", "<": "less than", ">": "greater than", "≈": "approximately",
    "≠": "not equal to", "≤": "at most", "≥": "at least", "±": "plus or minus", "√": "square root of",
    "∞": "infinity", "°": "degrees", "©": "copyright", "®": "registered", "™": "trademark",
    "§": "section", "¶": "paragraph", "→": "to", "←": "from", "⇒": "implies", "/": "slash",
    "\\": "backslash", "_": "underscore", "^": "caret", "~": "about", "$": "dollar", "€": "euro",
    "£": "pound", "¥": "yen", "₹": "rupee", "₩": "won", "₽": "ruble", "₿": "bitcoin", "¢": "cent",
    "½": "one half", "⅓": "one third", "⅔": "two thirds", "¼": "one quarter", "¾": "three quarters",
    "⅕": "one fifth", "⅛": "one eighth", "⅜": "three eighths", "⅝": "five eighths", "⅞": "seven eighths",
    "²": "squared", "³": "cubed", "№": "number", "∑": "sum of", "∫": "integral of", "∆": "delta",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega", "Δ": "delta", "Σ": "sigma", "Ω": "omega", "Φ": "phi", "Π": "pi",
    "Θ": "theta", "Λ": "lambda", "Ψ": "psi",
}  # fmt: skip
"""Symbols that are read out; every other symbol and all emoji are reported as skipped."""

BEFORE_ROMAN: frozenset[str] = frozenset(
    """Chapter Part Act Scene Book Volume Vol Section Appendix Phase Type War Article Title Level Season
    Episode Figure Table Class Grade Stage Bowl Mark Number Canto Lesson Unit Division Group Round Psalm
    Page""".split()
)
"""A Roman numeral after one of these is a number: "Chapter IV", "World War II"."""

REGNAL: frozenset[str] = frozenset(
    """Henry George Edward Charles James William Richard John Paul Pius Louis Elizabeth Mary Catherine
    Peter Ivan Alexander Nicholas Frederick Philip Leo Gregory Benedict Clement Innocent Urban Boniface
    Napoleon Wilhelm Otto Ferdinand Francis Joseph Leopold Albert Christian Gustav Gustavus Carl Karl Olaf
    Harald Haakon Ramses Ptolemy Cleopatra Darius Cyrus Xerxes Artaxerxes Constantine Justinian Theodosius
    Malcolm Robert David Umberto Victor Alfonso Juan Carlos Pedro Manuel Rama Mehmed Selim Murad Suleiman
    Sixtus Adrian Stephen Julius""".split()
)
"""A Roman numeral after one of these is an ordinal: "Henry VIII"."""

TOP_DOMAINS: frozenset[str] = frozenset(
    """com org net edu gov mil int info io co uk us de fr es it nl eu ca au nz jp cn in ru br ch at be se
    no dk fi pl ie app dev ai me tv fm blog shop online site xyz""".split()
)
