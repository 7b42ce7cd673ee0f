"""Captions: free wording in English or Chinese → `Style`, by rules over the tables of `tts.style.wordings`.

A caption is cut into the longest phrases that the tables know. Clause by clause, numbers and directions
find the quantity they are about; degree words, shares and negations find the emotion or attribute they
grade. What no table knows is reported, never dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from tts.errors import StyleError
from tts.style import wordings
from tts.style.emotions import EMOTIONS
from tts.style.figures import ONE_SIDED, Figure, figures, lone, nearest
from tts.style.guess import guess
from tts.style.phrases import Mark, comparison, cut, split
from tts.style.space import STYLE_LIMITS, Style
from tts.style.tokens import HAN, joined, tokenize

MAX_CAPTION = 2000
"""Longest caption, characters."""

SPEAKER_HINTS = ("gender", "age", "role", "accent")
"""What a caption may say about the speaker."""

_EXPLICIT, _WORD, _DENIED, _IMPLIED, _PRONOUN = 4, 3, 2, 1, 0
"""How much what is said counts: in figures, in words, by denying something, by a role, by a pronoun."""
_RIDDLE = frozenset({"unknown", "filler", "soft break", "hint", "pronoun", "role", "age", "join", "degree"})
"""Kinds of marks in a clause of which an emotion may be guessed."""
_SUPERLATIVE = 1.6
"""Factor on the intensity of "the angriest"."""


@dataclass(frozen=True)
class Understanding:
    """What was understood of a caption.

    language: "en" or "zh". style: what it asks for. persona: what it says about the speaker, among
    gender ("female", "male"), age (years), role and accent. not_understood: its parts that no rule knows,
    in order. conflicts: sentences about asks that contradict each other or exceed a range. guessed: a
    sentence about the emotion where no rule found one and it was guessed from what the rest resembles.
    """

    caption: str
    language: str
    style: Style
    persona: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    not_understood: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """All fields as JSON-ready values, every key there is with None where nothing is said."""
        return {
            "caption": self.caption,
            "language": self.language,
            "style": self.style.to_dict(),
            "persona": {key: self.persona.get(key) for key in SPEAKER_HINTS},
            "not_understood": list(self.not_understood),
            "conflicts": list(self.conflicts),
            "guessed": list(self.guessed),
        }

    def to_json(self) -> str:
        """`to_dict` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def understand(caption: str, *, guess: bool = True) -> Understanding:
    """Read a caption of 1 to `MAX_CAPTION` characters. Raises StyleError when it is empty or longer.

    guess: whether an emotion may be guessed where no rule finds one.
    """
    if not tokenize(caption[:MAX_CAPTION]):
        raise StyleError(
            'the caption is empty; describe how the line should sound, such as "calm, a little sad"'
        )
    if len(caption) > MAX_CAPTION:
        raise StyleError(f"the caption has {len(caption)} characters; use at most {MAX_CAPTION}")
    reading = _Reading(guess)
    for clause, questioned in _clauses(cut(caption)):
        measured: list[Mark] = []
        for part in split(clause, ("soft break",)):
            measured += [*_steer(figures(part)), Mark("soft break", None, "")]
        reading.read(measured, questioned)
    return reading.result(caption)


def _clauses(marks: list[Mark]) -> Iterator[tuple[list[Mark], bool]]:
    """The clauses, and whether each answers a question ("happy? no, worried")."""
    clause: list[Mark] = []
    questioned = False
    for mark in [*marks, Mark("break", None, "")]:
        if mark.kind == "break":
            if clause:
                yield clause, questioned
                questioned = False
            questioned = questioned or mark.text == "?"
            clause = []
        else:
            clause.append(mark)


# Directions: what they are about


def _steer(part: list[Mark]) -> list[Mark]:
    """Turn directions and the axes they are about into attributes; put degree words where emotions follow."""
    marks = list(part)
    for at, mark in enumerate(part):
        follower = next((m for m in part[at + 1 :] if m.kind != "filler"), None)
        before_emotion = follower is not None and follower.kind == "emotion"
        factor = _before_emotions().get(mark.text)
        if before_emotion and factor is not None:
            marks[at] = Mark("degree", factor, mark.text)
            continue
        if mark.kind != "move":
            continue
        axis_at = nearest(marks, at, lambda m: m.kind == "axis")
        feels = any(m.kind in ("emotion", "intensity") for m in part) and not lone(mark.text)
        if axis_at is None and feels:
            marks[at] = Mark("less", None, mark.text) if mark.value < 0 else Mark("degree", 1.4, mark.text)
        elif axis_at is not None:
            name = marks[axis_at].value
            marks[at] = marks[axis_at] = Mark("filler", None, "")
            marks[max(at, axis_at)] = _step(name, mark.value, mark.text)
        elif axis := lone(mark.text):
            marks[at] = _step(axis, mark.value, mark.text)
        else:
            marks[at] = Mark("unknown", None, mark.text)
    return [
        mark
        if mark.kind != "axis"
        else _step(mark.value, 1, mark.text)
        if mark.value in wordings.SELF_SUFFICIENT_AXES or _amount_before(mark, marks[:at])
        else replace(mark, kind="filler")
        for at, mark in enumerate(marks)
    ]


def _amount_before(axis: Mark, marks: list[Mark]) -> bool:
    """Whether the last words say how much of it there shall be: "less volume", "no highs and lows"."""
    last = next((mark for mark in reversed(marks) if mark.kind != "filler" or not mark.text), None)
    if last is None:
        return False
    denied = last.kind == "not" and axis.value == "range"
    return denied or last.kind == "less" or last.text in wordings.AMOUNTS


def _step(name: str, sign: int, text: str) -> Mark:
    step = sign * wordings.AXIS_STEPS[name]
    return Mark("intensity", 1 + step, text) if name == "intensity" else Mark("attribute", {name: step}, text)


# Putting it together


@dataclass
class _Ask:
    """One thing that a caption asks for, with the words that grade it."""

    mark: Mark
    degree: float = 1.0
    share: float | None = None
    negation: str | None = None


@dataclass(frozen=True)
class _Feeling:
    """An emotion or mixture that is wanted: how strong the word itself is, how it is graded, its share."""

    mixture: Mapping[str, float]
    strength: float
    degree: float
    share: float | None


class _Reading:
    """What one caption has said so far."""

    def __init__(self, may_guess: bool) -> None:
        self.may_guess = may_guess
        self.riddles: list[str] = []
        self.guessed: list[str] = []
        self.asks: list[_Ask] = []
        self._last = 0  # where those of the last clause begin
        self.exact: dict[str, float] = {}
        self.hints: list[tuple[int, Mapping[str, str | int]]] = []
        self.unknown: list[str] = []
        self.conflicts: list[str] = []

    def limited(self, name: str, value: float, text: str) -> float:
        """A figure inside its range; a conflict says when it was not."""
        low, high, unit = {**STYLE_LIMITS, "intensity": (0.0, 2.0, ""), "age": (3.0, 110.0, "years")}[name]
        if low <= value <= high:
            return round(value, 3)
        nearest = min(max(value, low), high)
        self.conflicts.append(
            f"{text!r} asks for {name} {value:+.3g}, limited to {nearest:+g} {unit}".rstrip()
        )
        return nearest

    def read(self, clause: list[Mark], answers: bool = False) -> None:
        """Take in one clause: grade each emotion, attribute, role and intensity by the words around it.

        answers: whether the clause before was a question; "no" then denies it.
        """
        if _is_riddle(clause):
            self.riddles.append(joined([mark.text for mark in clause if mark.text]))
        earlier = self.asks[self._last :]
        self._last = len(self.asks)
        waiting = _Ask(Mark("filler", None, ""))
        graded: _Ask | None = None
        adjacent = joins = False
        run: list[str] = []
        for mark in clause:
            if mark.kind == "unknown":
                run.append(mark.text)
                continue
            if mark.text:
                self._flush(run)
            after = adjacent and graded is not None and mark.text in _after_degrees()
            if mark.kind == "degree" and after and graded is not None:
                graded.degree *= mark.value
            elif mark.kind in ("degree", "times"):
                waiting.degree *= mark.value
            elif mark.kind == "share" or (mark.kind == "carrying" and self._feels()):
                waiting.share = mark.value
            elif mark.kind in ("not", "soft", "less"):
                waiting.negation = mark.kind
            elif mark.kind == "join":
                joins = True
                if graded is None and mark.text in wordings.DENYING_JOINS:
                    waiting.negation = "not"
            elif mark.kind == "exact":
                self._exactly(mark.value, mark.text)
            elif mark.kind == "age":
                self.hints.append((_EXPLICIT, {"age": round(self.limited("age", mark.value, mark.text))}))
            elif mark.kind in ("hint", "pronoun"):
                self.hints.append((_PRONOUN if mark.kind == "pronoun" else _WORD, mark.value))
            elif mark.kind in ("emotion", "attribute", "role", "intensity"):
                if joins and graded is not None and waiting.negation is None:
                    waiting.negation = graded.negation
                if waiting.share == 0.5 and waiting.degree < 1:
                    waiting.share = None  # 又有点紧张 is no half
                graded = replace(waiting, mark=mark)
                if mark.kind == "emotion" and comparison(mark.text) == "est":
                    graded.degree *= _SUPERLATIVE
                self.asks.append(graded)
                waiting, joins = _Ask(waiting.mark), False
            adjacent = mark.kind in ("emotion", "attribute", "intensity") or (adjacent and not mark.text)
        self._flush(run)
        if graded is None:
            if answers and waiting.negation:
                for ask in earlier:
                    ask.negation = waiting.negation
            elif earlier:  # "sad, but only a little"
                earlier[-1].degree *= waiting.degree
                earlier[-1].share = earlier[-1].share if waiting.share is None else waiting.share
            return
        # What nothing followed in its clause belongs to what stood before it: "slow down a lot".
        graded.degree *= waiting.degree
        if waiting.share is not None:
            graded.share = waiting.share
        graded.negation = graded.negation or (waiting.negation if waiting.negation == "less" else None)

    def _flush(self, run: list[str]) -> None:
        if run:
            self.unknown.append(joined(run))
            run.clear()

    def _exactly(self, figure: Figure, text: str) -> None:
        name = figure.name
        natural = 1.0 if name == "intensity" and figure.directed else 0.0
        value = self.limited(name, natural + figure.amount, text)
        if name in self.exact and self.exact[name] != value:
            self.conflicts.append(f"{name} is asked for twice; the last one, {text!r}, is kept")
        self.exact[name] = value

    def _feels(self) -> bool:
        return any(ask.mark.kind == "emotion" for ask in self.asks)

    # The result

    def result(self, caption: str) -> Understanding:
        emotions, intensity = self._emotions()
        flags = self._flags()
        style = Style(emotions, intensity, **flags)
        style = replace(style, **self._numbers(style))
        han = len(HAN.findall(caption))
        words = len(re.findall(r"[A-Za-z]+", caption))
        return Understanding(
            caption,
            "zh" if han > words else "en",
            style,
            self._persona(),
            tuple(dict.fromkeys(self.unknown)),
            tuple(dict.fromkeys(self.conflicts)),
            tuple(self.guessed),
        )

    def _emotions(self) -> tuple[dict[str, float], float]:
        asks = [ask for ask in self.asks if ask.mark.kind == "emotion"]
        excluded = {name for ask in asks if ask.negation == "not" for name in ask.mark.value[0]}
        wanted: list[_Feeling] = []
        for ask in asks:
            mixture, strength = ask.mark.value
            if ask.negation != "not":
                degree = ask.degree * {"soft": 0.35, "less": 0.6, None: 1.0}[ask.negation]
                wanted.append(_Feeling(mixture, strength, degree, ask.share))
        for name in sorted(excluded & {name for feeling in wanted for name in feeling.mixture}):
            self.conflicts.append(
                f"{EMOTIONS[name].english} is both asked for and ruled out; the ask is kept"
            )
        if not wanted:
            for ask in self.asks:
                if ask.mark.kind == "role" and ask.negation is None:
                    role = ask.mark.value
                    if kept := {name: part for name, part in role.emotions.items() if name not in excluded}:
                        wanted.append(_Feeling(kept, role.strength, ask.degree, ask.share))
        if not wanted and not excluded and (name := self._guess()):
            wanted.append(_Feeling({name: 1.0}, 1.0, 1.0, None))
        if not wanted:
            intensity = self.exact.get("intensity", min(self._factor(), 2.0))
            return ({"neutral": 1.0} if excluded else {}), round(intensity, 3)
        shares = _fill(wanted)
        mixed: dict[str, float] = {}
        for feeling, share in zip(wanted, shares, strict=True):
            whole = sum(feeling.mixture.values())
            for name, part in feeling.mixture.items():
                mixed[name] = mixed.get(name, 0.0) + share * part / whole
        strengths = [min(feeling.strength * feeling.degree, 2.0) for feeling in wanted]
        given = [feeling.share for feeling in wanted if feeling.share is not None]
        strength = max(strengths)
        if given:
            strength = sum(share * each for share, each in zip(shares, strengths, strict=True))
        if len(given) == len(wanted) and sum(given) < 0.5:
            strength *= max(sum(given), 0.4)  # "a hint of fear" and nothing else
        intensity = self.exact.get("intensity", min(strength * self._factor(), 2.0))
        return {name: round(min(weight, 1.0), 4) for name, weight in mixed.items()}, round(intensity, 3)

    def _guess(self) -> str | None:
        """The emotion of what no rule knows, where it resembles the lexicon enough; it is noted."""
        text = ", ".join(self.riddles)
        found = guess(text) if self.may_guess and text else None
        if found is None:
            return None
        name, probability = found
        self.guessed.append(f"{EMOTIONS[name].english}, from {text!r} ({probability:.0%} sure)")
        return name

    def _factor(self) -> float:
        """The factor on intensity of words such as "dramatic" and "restrained"."""
        factor = 1.0
        for ask in self.asks:
            if ask.mark.kind == "intensity":
                step = (ask.mark.value - 1) * ask.degree
                factor *= max(
                    1 + {"not": -0.6, "soft": -0.3, "less": -0.5, None: 1.0}[ask.negation] * step, 0.1
                )
        return factor

    def _flags(self) -> dict[str, bool]:
        flags: dict[str, bool] = {}
        for ask in self.asks:
            if ask.mark.kind != "attribute":
                continue
            for name, value in ask.mark.value.items():
                if isinstance(value, bool):
                    flags[name] = ask.negation is None
        if flags.get("whisper") and flags.get("shout"):
            last = next(
                name
                for ask in reversed(self.asks)
                if ask.mark.kind == "attribute" and ask.negation is None
                for name, value in ask.mark.value.items()
                if isinstance(value, bool)
            )
            self.conflicts.append(f"whisper and shout exclude each other; the last one, {last}, is kept")
            return {last: True}
        return flags

    def _numbers(self, style: Style) -> dict[str, Any]:
        """Every number asked for: a figure before a word before what a role implies."""
        asked: dict[str, list[tuple[int, float, str]]] = {}
        for ask in self.asks:
            if ask.mark.kind == "attribute":
                priority, values = (_DENIED if ask.negation == "not" else _WORD), ask.mark.value
            elif ask.mark.kind == "role" and ask.negation is None:
                priority, values = _IMPLIED, ask.mark.value.delivery
            else:
                continue
            degree = ask.degree * (0.5 if ask.share is not None and ask.share <= 0.3 else 1.0)
            factor = {"not": -0.4, "soft": -0.25, "less": -0.5, None: degree}[ask.negation]
            for name, value in values.items():
                if not isinstance(value, bool):
                    asked.setdefault(name, []).append((priority, value * factor, ask.mark.text))
        base = style.effective()
        numbers: dict[str, float] = {}
        for name, values in asked.items():
            top = max(priority for priority, _, _ in values)
            chosen = [(value, text) for priority, value, text in values if priority == top]
            value, text = max(chosen, key=lambda each: abs(each[0]))
            if top == _DENIED and min(v for v, _ in chosen) < 0 < max(v for v, _ in chosen):
                value = 0.0  # neither fast nor slow
            elif name not in self.exact and min(v for v, _ in chosen) < 0 < max(v for v, _ in chosen):
                value, text = chosen[-1]
                self.conflicts.append(f"{name} is asked for both up and down; the last, {text!r}, is kept")
            # A word goes beyond what the emotion brings along ("angry and loud"), or against it.
            if name in ONE_SIDED:
                value = max(value, base[name]) if value > 0 else 0.0
            elif value * base[name] > 0:
                value += base[name]
            low, high, _ = STYLE_LIMITS[name]
            numbers[name] = round(min(max(value, low), high), 3)
        return numbers | {name: value for name, value in self.exact.items() if name != "intensity"}

    def _persona(self) -> dict[str, str | int]:
        hints = list(self.hints)
        roles = [ask.mark.value for ask in self.asks if ask.mark.kind == "role" and ask.negation is None]
        hints += [(_IMPLIED, role.hints) for role in roles]
        persona: dict[str, str | int] = {}
        for key in SPEAKER_HINTS:
            said = [(priority, values[key]) for priority, values in hints if key in values]
            if not said:
                continue
            top = max(priority for priority, _ in said)
            choices = list(dict.fromkeys(value for priority, value in said if priority == top))
            persona[key] = choices[0]
            if key == "gender" and len(choices) > 1 and top == _WORD:
                self.conflicts.append(f"the speaker is both {choices[0]} and {choices[1]}; the first is kept")
        return persona


def _is_riddle(clause: list[Mark]) -> bool:
    """Whether a clause says something that is not known, and nothing that is but who speaks."""
    kinds = {mark.kind for mark in clause}
    return "unknown" in kinds and kinds <= _RIDDLE


@cache
def _before_emotions() -> dict[str, float]:
    return {word: factor for factor, words in wordings.BEFORE_EMOTIONS.items() for word in words.split(", ")}


@cache
def _after_degrees() -> frozenset[str]:
    return frozenset(joined(tokenize(phrase)) for phrase in wordings.AFTER_DEGREES.split(","))


def _fill(feelings: list[_Feeling]) -> list[float]:
    """Shares with sum 1: those left open divide what the others leave, in proportion to their degrees."""
    given = sum(feeling.share for feeling in feelings if feeling.share is not None)
    degrees = sum(feeling.degree for feeling in feelings if feeling.share is None)
    if not degrees:
        return [(feeling.share or 0.0) / given if given else 1 / len(feelings) for feeling in feelings]
    # What is named without a share is never less than a quarter of the whole.
    rest = max(1 - given, 0.25) if given else 1.0
    total = given + rest
    return [
        (feeling.share if feeling.share is not None else rest * feeling.degree / degrees) / total
        for feeling in feelings
    ]
