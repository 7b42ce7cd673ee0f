"""A scene as plain text, to paste and to edit: `Name (direction): what is said`, a line a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from personas import DEFAULT, Persona
from personas.distance import distance
from studio.ui.roster import Roster
from studio.ui.scene.line import LONGEST, MOST, Line
from studio.ui.words import Words
from tts.errors import RequestError
from tts.text.sentences import split

_SPOKEN = re.compile(
    r"(?P<name>[^:：()（）\[\]\"“”]{1,60}?)\s*(?:[(（](?P<direction>[^()（）]*)[)）])?\s*[:：]\s*(?P<text>\S.*)"
)
_DIRECTED = re.compile(r"[(（](?P<direction>[^()（）]+)[)）]\s*(?P<text>\S.*)")
_INTENSITY = re.compile(r"(?:^|[,，;；]\s*)(?:intensity|强度)\s*(\d(?:\.\d+)?)\s*$", re.IGNORECASE)
_ADULT = range(18, 66)  # years of those who are cast for a name that nobody knows


@dataclass(frozen=True)
class Script:
    """A script as read. cast: character → persona that was chosen for a name that is no persona's."""

    lines: tuple[Line, ...]
    cast: dict[str, str]


def read(text: str, roster: Roster, known: Sequence[Line] = ()) -> Script:
    """The lines of a script.

    A name that is a persona's speaks as that persona, another one as a character, who gets a persona of its
    own unless one of the `known` lines has it. A line without a name is the narrator's; one that is too long
    is parted after sentences. Raises RequestError when nothing is there, or too much.
    """
    cast = {line.character: line.persona for line in known if line.character}
    fresh: dict[str, str] = {}
    lines: list[Line] = []
    for written in text.splitlines():
        if not written.strip():
            continue
        line = _line(written.strip(), roster)
        if line.character:
            if line.character not in cast:
                cast[line.character] = fresh[line.character] = _cast(roster, [DEFAULT, *cast.values()])
            line = replace(line, persona=cast[line.character])
        lines += [replace(line, text=part) for part in _parts(line.text)]
    if not lines:
        raise RequestError("the script is empty; write at least one line")
    if len(lines) > MOST:
        raise RequestError(f"the script has {len(lines)} lines; a scene holds {MOST}")
    return Script(tuple(replace(line, id=number) for number, line in enumerate(lines, 1)), fresh)


def write(lines: Sequence[Line], roster: Roster, words: Words) -> str:
    """The lines as text that `read` understands."""
    return "\n".join(_written(line, roster, words) for line in lines if line.text.strip())


def _written(line: Line, roster: Roster, words: Words) -> str:
    who = roster.everyone.get(line.persona)
    name = line.character or (words.name(who) if who else line.persona)
    how = [line.direction.strip()] if line.direction.strip() else []
    if line.intensity is not None:
        how.append(f"intensity {line.intensity:.2f}")
    direction = f" ({', '.join(how)})" if how else ""
    return f"{name}{direction}: {' '.join(line.text.split())}"


def _line(written: str, roster: Roster) -> Line:
    """One written line; its persona is still the narrator's where a character speaks."""
    if spoken := _SPOKEN.fullmatch(written):
        name = " ".join(spoken["name"].split())
        direction, intensity = _direction(spoken["direction"] or "")
        if found := roster.called(name):
            return Line(0, spoken["text"], found.id, "", direction, intensity)
        if _is_name(name) or spoken["direction"]:
            return Line(0, spoken["text"], DEFAULT, name, direction, intensity)
    if told := _DIRECTED.fullmatch(written):
        direction, intensity = _direction(told["direction"])
        return Line(0, told["text"], DEFAULT, "", direction, intensity)
    return Line(0, written, DEFAULT)


def _direction(said: str) -> tuple[str, float | None]:
    """A direction without the intensity at its end, and that intensity."""
    if (found := _INTENSITY.search(said)) and float(found[1]) <= 2:
        return said[: found.start()].strip(), float(found[1])
    return said.strip(), None


def _is_name(words: str) -> bool:
    """Whether words before a colon are a speaker: "Mia", "OLD MAN", 小美, and not "He said"."""
    parts = words.split()
    return len(parts) <= 4 and all(not part[0].islower() for part in parts)


def _parts(text: str) -> list[str]:
    """A text in pieces of at most `LONGEST` characters, parted after sentences where there are any."""
    if len(text) <= LONGEST:
        return [text]
    parts = [""]
    for sentence in split(text):
        if parts[-1] and len(parts[-1]) + len(sentence.text) > LONGEST:
            parts.append("")
        parts[-1] += sentence.text
    return [part.strip()[at : at + LONGEST] for part in parts for at in range(0, len(part.strip()), LONGEST)]


def _cast(roster: Roster, taken: Sequence[str]) -> str:
    """The grown-up who differs most from all who speak already."""
    others: list[Persona] = [roster.everyone[id] for id in taken if id in roster.everyone]
    grown = [each for each in roster.shipped if each.age in _ADULT and each.id not in taken]

    def apart(each: Persona) -> float:
        return min((distance(each.identity, other.identity) for other in others), default=0.0)

    return max(grown or roster.shipped, key=apart).id
