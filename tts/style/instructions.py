"""Instructions: what a direction such as "much slower, and a bit less angry" asks to be done to a style.

A direction is cut into phrases as a caption is. Each emotion, attribute or axis in it is an ask, graded by
the words around it. Graded asks ("sadder", "not so loud", "语速快一点", "up 2 semitones") become moves;
commands ("undo") stand alone; what is left describes and is read as a caption ("whisper, terrified").
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tts.errors import StyleError
from tts.style import direction_words, wordings
from tts.style.asks import SPEAKER, Ask, added, moves_of, only_shares, phrases_of
from tts.style.captions import MAX_CAPTION
from tts.style.figures import figures, lone, nearest
from tts.style.moves import Move
from tts.style.phrases import Mark, comparison, cut, split
from tts.style.tokens import joined, tokenize

_GRADED = ("degree", "share", "times", "more", "less", "soft", "not", "limit", "keep", "enough")
_POLAR = ("more", "less", "not", "soft", "limit", "keep")
_TARGETS = ("emotion", "attribute", "intensity", "axis", "step", "exact")


@dataclass(frozen=True)
class Command:
    """What is done with the history: undo, redo, reset, neutral or same; count: how many steps."""

    name: str
    count: int = 1


@dataclass(frozen=True)
class Instructions:
    """What a direction asks for.

    commands come first, then what `caption` describes ("" = nothing), then the moves in their order.
    figures: numbers of `Style` (or "intensity") that the caption gives exactly. not_understood: what no rule
    knows.
    """

    commands: tuple[Command, ...] = ()
    moves: tuple[Move, ...] = ()
    caption: str = ""
    figures: frozenset[str] = frozenset()
    not_understood: tuple[str, ...] = ()


@dataclass
class _Part:
    """A stretch of the direction between two breaks: its own words, its asks and what no rule knows."""

    text: str
    asks: list[Ask]
    unknown: list[str]


def instructions(direction: str, emotions: Collection[str] = ()) -> Instructions:
    """Read a direction of 1 to `MAX_CAPTION` characters, in English or Chinese.

    emotions: those that the take has; to them "a hint of fear" adds, where it would else describe the whole.
    Raises StyleError when the direction is empty or longer.
    """
    if not tokenize(direction[:MAX_CAPTION]):
        raise StyleError('the direction is empty; say what to change, such as "more emotional" or "slower"')
    if len(direction) > MAX_CAPTION:
        raise StyleError(f"the direction has {len(direction)} characters; use at most {MAX_CAPTION}")
    commands: list[Command] = []
    parts: list[_Part] = []
    for clause in split(_marks(direction), ("break",)):
        last: Ask | None = None
        for stretch in split(clause, ("soft break",)):
            if command := _command(stretch):
                commands.append(command)
                continue
            part = _part(stretch, last)
            parts.append(part)
            last = part.asks[-1] if part.asks else last
    _attach_loose_degrees(parts)
    return _sorted_out(direction, commands, parts, emotions)


def _marks(direction: str) -> list[Mark]:
    """A direction in phrases; a longer one of the captions does not swallow "more", "less" or "too"."""
    marks: list[Mark] = []
    for mark in cut(direction, _own_phrases()):
        first, *rest = tokenize(mark.text) or [""]
        if rest and first in _firm() and mark.kind in ("attribute", "emotion", "role"):
            marks += cut(first, _own_phrases())
            marks += _marks(joined(rest))
        else:
            marks.append(mark)
    return marks


def _sorted_out(
    direction: str, commands: list[Command], parts: list[_Part], emotions: Collection[str]
) -> Instructions:
    """Moves, and what describes."""
    alone = sum(len(part.asks) for part in parts) == 1
    found = [(part, [(ask, moves_of(ask, emotions, alone)) for ask in part.asks]) for part in parts]
    described = [ask for _, asks in found for ask, moves in asks if moves is None]
    if emotions and only_shares(described):
        found = [
            (part, [(ask, added(ask) if moves is None and ask.feels else moves) for ask, moves in asks])
            for part, asks in found
        ]
    moves = tuple(move for _, asks in found for _, made in asks for move in made or ())
    raised = {move.target for move in moves if move.sense > 0}
    found = [
        (part, [(ask, () if made is None and _said_already(ask, raised) else made) for ask, made in asks])
        for part, asks in found
    ]
    told: list[str] = []
    unknown: list[str] = []
    exact: set[str] = set()
    for part, asks in found:
        rest = [ask for ask, made in asks if made is None]
        for ask in rest:
            if ask.target and ask.target.kind == "exact":
                exact.add(ask.target.value.name)
        if rest and len(rest) == len(asks):
            told.append(part.text)  # whole, since the order of its words may matter
            continue
        told += [ask.text for ask in rest]
        unknown += part.unknown
    caption = ", ".join(told)
    if told and not commands and not moves and not unknown:
        caption = direction
    return Instructions(
        tuple(commands),
        moves,
        caption,
        frozenset(exact),
        tuple(dict.fromkeys(text for text in unknown if text)),
    )


def _said_already(ask: Ask, raised: Collection[str]) -> bool:
    """Whether a described emotion is one that is raised, as in "angrier! 😡"."""
    return ask.target is not None and ask.target.kind == "emotion" and set(ask.target.value[0]) <= set(raised)


# Clauses


def _command(stretch: list[Mark]) -> Command | None:
    """The command that a stretch says and nothing else."""
    tokens = tuple(tokenize(joined([mark.text for mark in stretch])))
    table, polite = _commands()
    while tokens and tokens not in table and tokens[0] in polite:
        tokens = tokens[1:]
    while tokens and tokens not in table and tokens[-1] in polite:
        tokens = tokens[:-1]
    for size in range(len(tokens), 0, -1):
        if (name := table.get(tokens[:size])) is None:
            continue
        count = _count(tokens[size:])
        if count and (count == 1 or name in ("undo", "redo")):
            return Command(name, count)
    return None


def _count(tokens: tuple[str, ...]) -> int:
    """How many times: 1 where nothing is said, 0 where something else is."""
    counted = {token for phrase in phrases_of(direction_words.COUNTED) for token in tokenize(phrase)}
    said = [token for token in tokens if token not in counted]
    if not said:
        return 1
    if len(said) > 1:
        return 0
    value = {"两": 2, "二": 2, "三": 3}.get(said[0], wordings.NUMBER_WORDS.get(said[0], said[0]))
    text = f"{value:g}" if isinstance(value, float | int) else value
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _part(stretch: list[Mark], last: Ask | None) -> _Part:
    """Asks of one stretch; last: the ask before it, whose "more" or "less" may reach over an "and"."""
    part = _Part(joined([mark.text for mark in stretch if mark.text]), [], [])
    waiting: list[Mark] = []
    run: list[str] = []
    adjacent = False
    carry = [mark for mark in last.before if mark.kind in ("more", "less", "soft", "limit")] if last else []
    joins = compared = False
    for mark in _aimed(figures(stretch)):
        if mark.kind == "unknown":
            run.append(mark.text)
            continue
        if mark.text and run:
            part.unknown.append(joined(run))
            run.clear()
        if mark.kind == "carrying":
            mark = Mark("share", mark.value, mark.text)
        if mark.kind in _GRADED:
            if adjacent and part.asks and not waiting and mark.text in _after_words():
                part.asks[-1].after.append(mark)
            else:
                waiting.append(mark)
        elif mark.kind == "than":
            compared = True
        elif compared and mark.kind in _TARGETS:
            compared = False  # "more angry than sad" asks for nothing sad
        elif mark.kind == "join" and part.asks:
            carry, joins = [each for each in part.asks[-1].before if each.kind in _POLAR], True
        elif mark.kind in (*_TARGETS, *SPEAKER):
            reached = mark.kind in ("emotion", "attribute") and (joins or not comparison(mark.text))
            part.asks.append(Ask(mark, waiting or (list(carry) if reached else [])))
            waiting, carry, joins = [], [], False
        adjacent = mark.kind in _TARGETS or (adjacent and (mark.kind in _GRADED or not mark.text))
    if run:
        part.unknown.append(joined(run))
    # "emotion" is a word like "voice" where something else is asked for.
    if len(part.asks) > 1:
        part.asks = [
            ask for ask in part.asks if ask.grades or ask.target is None or ask.target.text != "emotion"
        ]
    if waiting and part.asks:
        part.asks[-1].after += waiting
    elif waiting and part.unknown:
        part.unknown[:] = [part.text]  # "more zorgle" is not simply "more"
    elif waiting:
        part.asks.append(Ask(None, waiting))
    return part


def _attach_loose_degrees(parts: list[_Part]) -> None:
    """ "Louder, but just a bit": degrees that stand alone grade the ask before; else they are unknown."""
    before: Ask | None = None
    for part in parts:
        for ask in list(part.asks):
            if ask.target is not None or any(m.kind in ("more", "less", "soft", "limit") for m in ask.grades):
                before = ask
                continue
            part.asks.remove(ask)
            if before is not None and all(mark.kind == "degree" for mark in ask.grades):
                before.after += ask.grades
            else:
                part.unknown.append(ask.text)


def _aimed(marks: list[Mark]) -> list[Mark]:
    """Direction words joined with the axis or the thing that they move."""
    aimed = list(marks)
    behind: list[tuple[int, Mark]] = []
    for at, mark in enumerate(marks):
        if mark.kind != "move":
            continue
        state = mark.text in _states()
        axis_at = nearest(aimed, at, lambda m: m.kind == "axis")
        target = any(m.kind in ("emotion", "attribute", "intensity") for m in aimed[at + 1 :])
        follows = _last(aimed[:at]) if not state else None
        if axis_at is not None:
            name = aimed[axis_at].value
            text = joined([aimed[i].text for i in sorted((at, axis_at))])
            aimed[axis_at] = Mark("filler", None, "")
        elif target:
            kind = "filler" if state else "more" if mark.value > 0 else "less"
            aimed[at] = Mark(kind, None, mark.text)
            continue
        elif follows is not None:
            behind.append((follows, Mark("more" if mark.value > 0 else "less", None, mark.text)))
            aimed[at] = Mark("filler", None, "")
            continue
        else:
            found = lone(mark.text)
            if found is None and state:
                aimed[at] = Mark("unknown", None, mark.text)
                continue
            name, text = found or "intensity", mark.text
        if state and name != "intensity":
            aimed[at] = Mark("attribute", {name: mark.value * wordings.AXIS_STEPS[name]}, text)
        else:
            aimed[at] = Mark("step", (name, mark.value), text)
    for at, mark in reversed(behind):  # "turn the anger down" is "turn down the anger"
        aimed.insert(at, mark)
    if any(mark.kind in ("attribute", "step", "exact") for mark in aimed):
        aimed = [replace(mark, kind="filler") if mark.kind == "axis" else mark for mark in aimed]
    return aimed


def _last(marks: list[Mark]) -> int | None:
    """Index of the emotion or intensity that the marks end with."""
    for at in range(len(marks) - 1, -1, -1):
        if marks[at].kind in ("emotion", "intensity"):
            return at
        if marks[at].kind not in ("filler", "degree", "more", "less"):
            return None
    return None


# Tables


@cache
def _states() -> frozenset[str]:
    return frozenset(phrases_of(direction_words.STATES))


@cache
def _after_words() -> frozenset[str]:
    """Grades that grade what stands right before them."""
    return frozenset(
        [
            *phrases_of(wordings.AFTER_DEGREES),
            *phrases_of("as can be, 不变, 不动, 到极致, 到极限, 拉满, enough"),
        ]
    )


@cache
def _firm() -> frozenset[str]:
    return frozenset(phrases_of(direction_words.FIRM))


@cache
def _commands() -> tuple[dict[tuple[str, ...], str], frozenset[str]]:
    """Tokens of every command → its name, and the words that may stand around one."""
    table = {
        tuple(tokenize(phrase)): name
        for name, phrases in direction_words.COMMANDS.items()
        for phrase in phrases_of(phrases)
    }
    return table, frozenset(
        token for phrase in phrases_of(direction_words.POLITENESS) for token in tokenize(phrase)
    )


@cache
def _own_phrases() -> dict[tuple[str, ...], tuple[str, Any]]:
    """Tokens of the phrases that only directions have → (kind, value)."""
    own: dict[tuple[str, ...], tuple[str, Any]] = {}
    for word, phrases in direction_words.STEPS:
        [mark] = cut(word)
        own |= {tuple(tokenize(phrase)): (mark.kind, mark.value) for phrase in phrases_of(phrases)}
    for factor, phrases in direction_words.WHOLE.items():
        own |= {tuple(tokenize(phrase)): ("intensity", factor) for phrase in phrases_of(phrases)}
    for kind, phrases in direction_words.GRADES.items():
        own |= {tuple(tokenize(phrase)): (kind, None) for phrase in phrases_of(phrases)}
    return own
