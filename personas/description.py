"""What a description says about a voice, in English or Chinese: who speaks, what it sounds like, its habits.

The wordings of `tts.style.captions` are read here as habits of the voice: "hoarse" is its roughness, "fast"
its rate. `words.yaml` adds what only descriptions say: size, more roles, more of both genders. What no table
knows is reported, and so is what contradicts itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from personas import wording
from personas.ages import age_group
from tts.errors import PersonaError
from tts.style.captions import MAX_CAPTION, understand
from tts.style.identity import IDENTITY_LIMITS
from tts.style.phrases import Mark, cut
from tts.style.space import Style
from tts.style.tokens import HAN, joined, tokenize

TRAITS = ("pitch", "range", "rate", "tilt", "breathiness", "roughness")
"""Numbers of a `Style` that a description asks of the voice itself, in the same units."""

_BODILY = ("pitch", "breathiness", "roughness")
_FIGURE, _WORD, _IMPLIED, _PRONOUN = 3, 2, 1, 0  # what is said in figures, in words, by a role, by a pronoun
_ENDS_NEGATION = ("break", "soft break", "hint", "role", "emotion", "attribute")
_NOUNS = ("hint", "role", "unknown")  # what an adjective can stand before
_FAR = 20  # years between two ages that contradict each other
_UNITS = {word: n for n, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_TEENS = {
    word: n
    for n, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_BARE = r"(?!\.\d| *(?:%|x\b|hz|hertz|percent|per cent|db|semitone|st\b|year|time|word|second|赫))"  # no unit
_PARTS = {"early": 2, "mid": 5, "middle": 5, "late": 8, "": 5}  # of a decade


@dataclass(frozen=True)
class Wanted:
    """A voice as described.

    language: of the description, "en" or "zh". Of what is not said, None: gender: "female", "male" or
    "neutral"; age: years, and exact: whether it was given in figures; size: "big" or "small"; role: what the
    speaker is, in English; accent: "scottish", "american" or "british"; pitch: mean, Hz, given in figures.
    traits: name of `TRAITS` → how much above (or below) what is usual. style: how the character speaks by
    habit. not_understood: parts that no rule knows. conflicts: sentences about parts that contradict each
    other.
    """

    description: str
    language: str
    gender: str | None = None
    age: int | None = None
    exact: bool = False
    size: str | None = None
    role: str | None = None
    accent: str | None = None
    traits: Mapping[str, float] = field(default_factory=dict, hash=False)
    pitch: float | None = None
    style: Style = field(default_factory=Style)
    not_understood: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def group(self) -> str | None:
        """The age group of `ages.AGE_GROUPS`, None when nothing is said."""
        return None if self.age is None else age_group(self.age)


def read(description: str) -> Wanted:
    """Understand a description of 1 to 2000 characters. Raises PersonaError when it is empty or longer."""
    if len(description) > MAX_CAPTION:
        raise PersonaError(f"the description has {len(description)} characters; use at most {MAX_CAPTION}")
    if not tokenize(description):
        raise PersonaError('the description is empty; describe a voice, such as "a hoarse old pirate"')
    text, hertz = _hertz(_figures(description))
    claims = _Claims()
    rest, words = claims.read(cut(text))
    han = len(HAN.findall(description))
    wanted = Wanted(
        description, "zh" if han > len(re.findall(r"[A-Za-z]+", description)) else "en", pitch=hertz
    )
    style = plain = Style()
    unknown: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    if tokenize(rest):
        understood = understand(rest, guess=False)
        style, conflicts = understood.style, understood.conflicts
        plain = understand(words, guess=False).style if tokenize(words) else plain
        unknown = tuple(part for part in map(_known, understood.not_understood) if part)
    if hertz is not None:
        low, high = IDENTITY_LIMITS["pitch"]
        if not low <= hertz <= high:
            conflicts += (f"{hertz:g} Hz is out of reach; voices have {low:g}–{high:g} Hz",)
            wanted = replace(wanted, pitch=min(max(hertz, low), high))
    age, exact = claims.age()
    traits = claims.traits(plain, style)
    return replace(
        wanted,
        gender=claims.best("gender"),
        age=age,
        exact=exact,
        size=claims.best("size"),
        role=claims.best("role"),
        accent=claims.best("accent"),
        traits=traits,
        style=_habits(style, traits),
        not_understood=unknown,
        conflicts=tuple(dict.fromkeys((*claims.conflicts, *conflicts))),
    )


def _figures(text: str) -> str:
    """Ages that are written in other ways, as "… years old"."""

    def teen(match: re.Match[str]) -> str:
        return str(_TEENS[match[1].lower()])

    def compound(match: re.Match[str]) -> str:
        return str(_TENS[match[1].lower()] + (_UNITS[match[2].lower()] if match[2] else 0))

    def decade(match: re.Match[str]) -> str:
        tens = int(match[2]) if match[2] else _TENS[match[3].lower()[:-3] + "y"]
        return f"{tens + _PARTS[(match[1] or '').lower()]} years old"

    tens = "|".join(_TENS)
    decades = "|".join(f"{word[:-1]}ies" for word in _TENS)
    for pattern, years in (
        (r"\b((?:grand)?(?:father|mother|parent|dad|mum|mom)) of \w+", r"\1"),  # of three
        (rf"\b({'|'.join(_TEENS)})\b", teen),
        (rf"\b({tens})(?:[- ]({'|'.join(_UNITS)}))?\b", compound),
        (rf"(?:\b(early|mid|middle|late)[- ])?(?:\b(\d0)['’]?s|\b({decades}))\b", decade),
        (r"\bage[ds]?(?: of)? (\d{1,3})\b(?! ?year)", r"\1 years old"),
        (r"(?:^|(?<=[,(])) *(\d{1,2})(?= *(?:[,.;)]|$))", r" \1 years old"),
        (rf"\b(?:about|around|roughly|nearly|almost|past|of) (\d{{1,2}})\b{_BARE}", r"\1 years old"),
    ):
        text = re.sub(pattern, years, text, flags=re.IGNORECASE)
    return re.sub(
        r"(?<=[十0])[多几来]+岁", lambda m: "五岁" if m.string[m.start() - 1] == "十" else "岁", text
    )


def _hertz(text: str) -> tuple[str, float | None]:
    """The text without a pitch in Hz, and the pitch."""
    pattern = r"(\d{1,5}(?:\.\d+)?)\s*(?:hz\b|hertz\b|赫兹|赫)"
    found = re.search(pattern, text, flags=re.I)
    return (text, None) if found is None else (re.sub(pattern, " ", text, flags=re.I), float(found[1]))


@dataclass(frozen=True)
class _Claim:
    priority: int
    value: Any
    text: str


class _Claims:
    """What the words of one description claim about the speaker."""

    def __init__(self) -> None:
        self._claims: dict[str, list[_Claim]] = {}
        self.conflicts: list[str] = []

    def read(self, marks: Sequence[Mark]) -> tuple[str, str]:
        """Take in the marks; returns the text without the words that only descriptions use, and that text
        without its roles."""
        rest: list[Mark] = []
        negated = False
        steered = any(mark.kind == "axis" for mark in marks)
        at = 0
        for group, entries in wording.speakers().find(marks):
            text = " ".join(mark.text for mark in group)
            following = marks[at + len(group)].kind if at + len(group) < len(marks) else ""
            says = [
                entry
                for entry in entries
                if not (steered and "size" in entry and group[0].kind == "move")
                and not (entry.get("noun") and following in _NOUNS)
            ]
            for entry in says:
                priority = _IMPLIED if "role" in entry else _WORD
                for key, value in entry.items():
                    if not negated and key != "noun":
                        self._claim(key, priority, value, text)
            mark = group[0]
            if mark.kind in ("hint", "pronoun"):
                priority = _PRONOUN if mark.kind == "pronoun" else _WORD
                for key, value in mark.value.items():
                    if not negated:
                        self._claim(key, priority, value, text)
            elif mark.kind == "role" and not negated:
                for key, value in mark.value.hints.items():
                    self._claim(key, _IMPLIED, value, text)
                if not says:
                    self._inside(mark)
            elif mark.kind == "number":
                self._years(marks, at)
            if not says or (len(group) == 1 and mark.kind not in ("unknown", "move", "filler")):
                rest += group
            if mark.kind in ("not", "soft"):
                negated = True
            elif says or mark.kind in _ENDS_NEGATION:
                negated = False
            at += len(group)
        words = [mark.text for mark in rest if mark.kind != "role"]
        return " ".join(mark.text for mark in rest), " ".join(words)

    def _inside(self, role: Mark) -> None:
        """Take in what the words of a role say by themselves: the man in "wise old man"."""
        words = [Mark("word", None, token) for token in tokenize(role.text)]
        for group, entries in wording.speakers().find(words):
            for entry in entries:
                if "gender" in entry and "role" not in entry:
                    self._claim("gender", _WORD, entry["gender"], joined([mark.text for mark in group]))
        if len(words) > 1 and role.text.isascii():  # 老 in 老师 is not old
            for word in words:
                for mark in cut(word.text):
                    for key, value in mark.value.items() if mark.kind == "hint" else ():
                        self._claim(key, _WORD, value, word.text)

    def _years(self, marks: Sequence[Mark], at: int) -> None:
        after = marks[at + 1] if at + 1 < len(marks) else None
        if after is not None and after.kind == "unit" and after.value == "years":
            years = float(marks[at].value)
            self._claim("age", _FIGURE, round(min(max(years, 3), 110)), f"{marks[at].text} {after.text}")

    def _claim(self, key: str, priority: int, value: Any, text: str) -> None:
        self._claims.setdefault(key, []).append(_Claim(priority, value, text))

    def best(self, key: str) -> Any:
        """What is claimed with the most weight, first; a contradiction of plain words is reported."""
        claims = self._claims.get(key, [])
        if not claims:
            return None
        top = max(claim.priority for claim in claims)
        values = list(dict.fromkeys(claim.value for claim in claims if claim.priority == top))
        if len(values) > 1 and top == _WORD:
            kind = "speaker" if key == "gender" else key
            self.conflicts.append(f"the {kind} is both {values[0]} and {values[1]}; the first is kept")
        return values[0]

    def age(self) -> tuple[int | None, bool]:
        """Years, and whether they were given in figures."""
        claims = sorted(self._claims.get("age", []), key=lambda claim: -claim.priority)
        if not claims:
            return None, False
        kept = claims[0]
        for claim in claims[1:]:
            if claim.priority >= _WORD and abs(claim.value - kept.value) >= _FAR:
                self.conflicts.append(
                    f"{kept.text!r} is about {kept.value} years old and {claim.text!r} about {claim.value}; "
                    f"{kept.value} is kept"
                )
        return int(kept.value), kept.priority == _FIGURE

    def traits(self, plain: Style, style: Style) -> dict[str, float]:
        """How much of each of `TRAITS` is asked of the voice itself.

        plain: what plain words ask for; style: what these and the roles do. Of a role, what the body makes
        (pitch, breath, roughness) is the voice's own, the rest is manner.
        """
        asked: dict[str, float] = {}
        for name in TRAITS:
            if (value := getattr(plain, name)) is not None:
                asked[name] = _beyond(plain, name, value)
            elif claims := self._claims.get(name):
                asked[name] = float(max(claims, key=lambda claim: (claim.priority, abs(claim.value))).value)
            elif name in _BODILY and (value := getattr(style, name)) is not None:
                asked[name] = _beyond(style, name, value)
        return asked


def _beyond(style: Style, name: str, value: float) -> float:
    """A number without what the emotions bring along: that is a mood, and stays one."""
    mood = Style(style.emotions, style.intensity).effective()[name]
    return round(float(value - mood if value * mood > 0 else value), 2)


def _known(part: str) -> str:
    """What remains of a part that captions do not know when the fillers of descriptions are taken out."""
    tokens = tokenize(part)
    fillers = wording.fillers()
    longest = max(map(len, fillers))
    left: list[str] = []
    at = 0
    while at < len(tokens):
        for size in range(longest, 0, -1):
            if tuple(tokens[at : at + size]) in fillers:
                at += size
                break
        else:
            left.append(tokens[at])
            at += 1
    return part if len(left) == len(tokens) else " ".join(left)


def _habits(style: Style, traits: Mapping[str, float]) -> Style:
    """What remains a habit of speaking when the traits have become the voice's own."""
    unset: dict[str, Any] = dict.fromkeys(traits)
    # A habit is milder than an outburst: the caption of a line may ask for that.
    mild = round(min(0.7 * style.intensity, 1.2), 3) if style.emotions else 1.0
    return replace(style, intensity=mild, **unset)
