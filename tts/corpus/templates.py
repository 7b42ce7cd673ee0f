"""Sentences from a grammar: what dictionary examples lack (numbers, questions, dialogue, names, lists)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from num2words import num2words

from tts.corpus.grammar import BARRED, FIRST, IRREGULAR, LAST, NOT_QUALITIES, PLACES, PRODUCTIONS
from tts.corpus.wordnet import WordNet
from tts.errors import CorpusError

WORDS = (3, 40)
"""Fewest and most words of a sentence that is not meant to be short."""

SHORT_SHARE = 0.03
"""Share of the sentences that have only one or two words."""

_NOUNS: dict[str, tuple[str, int]] = {
    "person": ("18", 3), "thing": ("06", 3), "animal": ("05", 1), "food": ("13", 1), "plant": ("20", 1),
    "natural": ("17", 2), "feeling": ("12", 3), "idea": ("09", 5), "act": ("04", 8), "event": ("11", 3),
    "substance": ("27", 4), "body": ("08", 3),
}  # fmt: skip
"""Name in patterns → lexicographer file of WordNet and the least count of a word."""


class Templates:
    """A grammar whose words come from WordNet's frequent senses and from lists of names."""

    def __init__(self, wordnet: WordNet, chance: random.Random) -> None:
        self._chance = chance
        self._words = _word_lists(wordnet)
        self._spoken: dict[str, Callable[[], str]] = {
            "number": self._number,
            "big": self._big,
            "ordinal": self._ordinal,
            "year": self._year,
            "date": self._date,
            "clock": self._clock,
            "money": self._money,
            "percent": self._percent,
            "digits": self._digits,
            "decimal": self._decimal,
            "fraction": self._fraction,
        }

    def sentence(self, kind: str) -> str:
        """One random sentence of a kind of `SHARES` other than "example"."""
        low, high = WORDS
        if self._chance.random() < SHORT_SHARE:
            kind, low, high = f"short_{kind}", 1, 2
        while True:
            text = article(self._expand(f"{{{kind}}}", depth=0))
            text = re.sub(r'(^|[.?!] |^"|, "|[.?!]"? ")([a-z])', lambda m: m[1] + m[2].upper(), text)
            if text[-1] not in '.?!"':
                text += "."
            if text[-1] == '"' and text[-2] not in ".?!":
                text = text[:-1] + '."'
            if low <= len(text.split()) <= high:
                return text

    def _expand(self, pattern: str, depth: int) -> str:
        if depth > 12:
            return "it"
        return re.sub(r"\{(\w+)\}", lambda match: self._fill(match[1], depth), pattern)

    def _fill(self, name: str, depth: int) -> str:
        if spoken := self._spoken.get(name) if depth else None:
            return spoken()
        if words := self._words.get(name):
            return self._chance.choice(words)
        return self._expand(self._chance.choice(PRODUCTIONS[name]), depth + 1)

    def _between(self, low: int, high: int) -> int:
        return self._chance.randint(low, high)

    def _number(self) -> str:
        return cardinal(self._between(2, 10 ** self._chance.choice((1, 2, 2, 3))))

    def _big(self) -> str:
        return cardinal(self._between(1, 999) * 10 ** self._chance.choice((2, 3, 4, 6)))

    def _ordinal(self) -> str:
        return ordinal(self._between(1, 99))

    def _year(self) -> str:
        year: str = num2words(self._between(1001, 2099), to="year")
        return year.replace("-", " ")

    def _date(self) -> str:
        month, day = self._chance.choice(PRODUCTIONS["month"]), ordinal(self._between(1, 31))
        return self._chance.choice((f"{month} {day}", f"the {day} of {month}"))

    def _clock(self) -> str:
        hour, minute = cardinal(self._between(1, 12)), self._between(1, 59)
        zero = "oh " if minute < 10 else ""
        half = self._chance.choice(
            ("a quarter past", "half past", "a quarter to", f"{cardinal(1 + minute % 29)} minutes past")
        )
        plain = (f"{hour} o'clock", f"{hour} {zero}{cardinal(minute)}", f"{half} {hour}")
        return self._chance.choice(
            (*plain, f"{hour} in the morning", f"{hour} {zero}{cardinal(minute)} in the afternoon")
        )

    def _money(self) -> str:
        whole, cents = self._between(2, 10 ** self._between(1, 4)), self._between(2, 99)
        unit, part = self._chance.choice((("dollars", "cents"), ("pounds", "pence"), ("euros", "cents")))
        return f"{cardinal(whole)} {unit}" + self._chance.choice(("", f" and {cardinal(cents)} {part}"))

    def _percent(self) -> str:
        return f"{self._chance.choice((self._number, self._decimal))()} percent"

    def _digits(self) -> str:
        return ", ".join(
            " ".join(cardinal(self._between(0, 9)) for _ in range(n))
            for n in self._chance.choice(((3, 4), (3, 3), (4,)))
        )

    def _decimal(self) -> str:
        digits = " ".join(cardinal(self._between(0, 9)) for _ in range(self._between(1, 3)))
        return f"{cardinal(self._between(0, 99))} point {digits}"

    def _fraction(self) -> str:
        return self._chance.choice(
            (
                "half",
                "one third",
                "two thirds",
                "a quarter",
                "three quarters",
                "one fifth",
                "seven eighths",
                "a tenth",
            )
        )


def cardinal(number: int) -> str:
    """English words of a whole number."""
    return str(num2words(number)).replace(",", "")


def ordinal(number: int) -> str:
    """English words of a rank: 21 → "twenty-first"."""
    return str(num2words(number, to="ordinal")).replace(",", "")


def article(text: str) -> str:
    """`text` with "a" before vowel sounds made "an"."""
    silent = r"hour|hono|heir|honest"
    vowels = r"[ai]|o(?!ne\b|ne-|nce)|e(?!u|we\b)|u(?!ni(?!nf|nt|nh|ns|m)|nan|s[eu]|t[ei]|r[aei]|b[iq])"
    return re.sub(rf"\b([Aa]) (?={vowels}|{silent})", r"\1n ", text)


def _word_lists(wordnet: WordNet) -> dict[str, list[str]]:
    """Name in patterns → words, from the frequent senses of WordNet that fit the pattern."""
    words = [
        word for word in wordnet.words if re.fullmatch("[a-z]{3,14}", word.lemma) and word.lemma not in BARRED
    ]
    verb_forms, noun_forms = wordnet.exceptions["verb"], wordnet.exceptions["noun"]
    odd = dict(zip(IRREGULAR[::2], IRREGULAR[1::2], strict=True))
    regular_past = {lemma: form for form, lemma in verb_forms.items() if form.endswith("ed")}
    regular_gerund = {lemma: form for form, lemma in verb_forms.items() if form.endswith("ing")}
    unknown = {lemma for form, lemma in verb_forms.items() if not form.endswith(("ed", "ing"))} - odd.keys()
    plurals = {lemma: form for form, lemma in noun_forms.items()}
    numerals = {part for number in range(101) for part in cardinal(number).split("-")}

    def verbs(frame: int) -> list[str]:
        found = [word for word in words if word.part == "verb" and word.count >= 3 and frame in word.frames]
        return [word.lemma for word in found if word.lemma not in unknown]

    def past(verb: str) -> str:
        return odd.get(verb) or regular_past.get(verb) or _past(verb)

    lists = {
        name: [w.lemma for w in words if w.part == "noun" and w.category == category and w.count >= least]
        for name, (category, least) in _NOUNS.items()
    }
    for plural, noun in (("persons", "person"), ("things", "thing"), ("animals", "animal")):
        lists[plural] = [plurals.get(word) or _plural(word) for word in lists[noun]]
    lists["do"] = verbs(frame=8)
    lists["past"] = [past(verb) for verb in lists["do"]]
    lists["doing"] = [regular_gerund.get(verb) or _gerund(verb) for verb in lists["do"]]
    lists["past_who"] = [past(verb) for verb in verbs(frame=9)]
    qualities = [word for word in words if word.part == "adj" and word.count >= 3]
    lists["adj"] = [w.lemma for w in qualities if w.lemma not in NOT_QUALITIES and w.lemma not in numerals]
    lists["adverb"] = [w.lemma for w in words if w.part == "adv" and w.count >= 2 and w.lemma.endswith("ly")]
    if empty := [name for name, found in lists.items() if not found]:
        raise CorpusError(
            f"WordNet has no words for {empty[0]!r}; install the whole of it (apt install wordnet-base)"
        )
    return {**lists, "first": FIRST, "last": LAST, "place": PLACES}


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun + "es"
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    return verb[:-1] + "ing" if re.search(r"[^aeioy]e$", verb) else verb + "ing"
