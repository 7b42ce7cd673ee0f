"""Directions to a voice in words: "older and a bit deeper", "更年轻，气声多一点", "more like Grandmother"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from personas import wording
from personas.blend import blend
from personas.schema import Persona
from personas.sculpt import MOVE_LIMITS, Moves, Sculpted, resculpt
from tts.errors import PersonaError
from tts.style.phrases import Mark
from tts.style.tokens import joined, tokenize
from tts.style.wordings import NUMBER_WORDS

_LIKE = 0.35  # share of another voice that "more like" takes over
_PARTS = re.compile(r"[,.;:!?，。；：、！？]+")
_CLAUSES = re.compile(r"\b(?:and|but|then|also|plus)\b|而且|并且|但是|同时|又|但|和", re.IGNORECASE)
_LIKE_ENGLISH = re.compile(r"(.*?)\b(?:more )?(?:similar to|like) (.+)", re.IGNORECASE)
_LIKE_CHINESE = re.compile(r"(.*?)(?:更像|更接近|像)(.+?)(一点|一些|得多|多一点)?")
_YEARS = re.compile(r"(\d+|[a-z]+) years? (older|younger)|(老|年轻)(\d+)岁", re.IGNORECASE)


def direct_voice(persona: Persona, direction: str, find: Callable[[str], Persona]) -> Sculpted:
    """A persona told to change.

    find: id or name → persona, for "more like NAME" and 更像 NAME. Raises PersonaError when nothing in the
    direction is understood, or the other persona is unknown.
    """
    moves = Moves()
    likes: list[tuple[str, float]] = []
    unknown: list[str] = []
    understood = False
    for part in _PARTS.split(direction):
        if like := _LIKE_ENGLISH.fullmatch(part.strip()) or _LIKE_CHINESE.fullmatch(part.strip()):
            _, degree, strange = _move(f"{like[1]} {like[3] or ''}" if like.re is _LIKE_CHINESE else like[1])
            likes.append((like[2].strip(), degree))
            unknown += strange
            continue
        for clause in _CLAUSES.split(part):
            step, degree, strange = _move(clause)
            unknown += strange
            if step is not None:
                understood = True
                moves = moves + _scaled(step, degree)
    if not understood and not likes:
        raise PersonaError(
            f"nothing in {direction[:80]!r} says how to change a voice; try older, deeper, brighter, "
            'rougher, smaller, more feminine, "more like NAME", 更年轻, 更低沉 or 更像 NAME'
        )
    found = resculpt(persona, moves)
    for name, degree in likes:
        near = blend(found.persona, find(name), min(max(_LIKE * degree, 0.0), 1.0))
        changed = replace(found.persona, identity=near.identity, age=near.age, gender=near.gender)
        found = replace(found, persona=changed)
    return replace(found, not_understood=tuple(unknown))


def _move(clause: str) -> tuple[Moves | None, float, list[str]]:
    """What one clause moves by a plain step, the degree of its words, and the words that are not known."""
    moved: Moves | None = None
    degree, unknown = 1.0, []
    if years := _YEARS.search(clause):
        count = years[1] or years[4]
        number = float(count) if count.isdigit() else NUMBER_WORDS.get(count.lower(), 0.0)
        sign = 1 if (years[2] or "").lower() == "older" or years[3] == "老" else -1
        if number:
            moved = Moves(age=sign * min(number, MOVE_LIMITS["age"]))
            clause = clause.replace(years[0], " ")
    marks = [Mark("word", None, token) for token in tokenize(clause)]
    for group, says in wording.directions().find(marks):
        for entry in says[:1]:
            if "degree" in entry:
                degree *= float(entry["degree"])
            elif "move" in entry:
                step = Moves(**{name: float(value) for name, value in entry["move"].items()})
                moved = step if moved is None else moved + step
        if not says:
            unknown.append(joined([mark.text for mark in group]))
    return moved, degree, [" ".join(unknown)] if unknown else []


def _scaled(moves: Moves, degree: float) -> Moves:
    return Moves(
        **{name: min(max(getattr(moves, name) * degree, -most), most) for name, most in MOVE_LIMITS.items()}
    )
