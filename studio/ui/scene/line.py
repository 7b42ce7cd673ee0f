"""A scene: its lines, who speaks them and how, and their takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from studio.ui.scene.take import SceneTake, Takes

LONGEST = 2_000
"""Characters of one line."""

MOST = 300
"""Lines of one scene; a book has a page of its own."""


@dataclass(frozen=True)
class Line:
    """One line of a script.

    id: unique in its scene. text: with script markup. persona: an id. character: the name that the script
    gives the speaker, "" where it gives none. direction: a caption, "" for none. intensity: set by hand, None
    = as the direction says.
    """

    id: int
    text: str
    persona: str
    character: str = ""
    direction: str = ""
    intensity: float | None = None


@dataclass(frozen=True)
class Scene:
    """The lines of a script in order, at least one; at: id of the one on the desk. takes: of each line."""

    lines: tuple[Line, ...]
    at: int
    takes: Mapping[int, Takes] = field(default_factory=dict)

    @staticmethod
    def of(lines: tuple[Line, ...]) -> Scene:
        """A scene without takes, its first line on the desk."""
        return Scene(lines, lines[0].id)

    @property
    def present(self) -> Line:
        """The line on the desk."""
        return self.line(self.at)

    @property
    def number(self) -> int:
        """Place of the line on the desk, from 1."""
        return [line.id for line in self.lines].index(self.at) + 1

    def line(self, id: int) -> Line:
        """The line of this id. Raises KeyError when it has been removed."""
        for line in self.lines:
            if line.id == id:
                return line
        raise KeyError(id)

    def holds(self, id: int) -> bool:
        """Whether there is still a line of this id."""
        return any(line.id == id for line in self.lines)

    def takes_of(self, id: int) -> Takes:
        """The takes of a line."""
        return self.takes.get(id, Takes())

    def used(self, id: int) -> SceneTake | None:
        """The take of a line that the scene is made of."""
        return self.takes_of(id).used

    # Changes

    def going_to(self, id: int) -> Scene:
        """Another line on the desk."""
        return replace(self, at=id)

    def changed(self, line: Line) -> Scene:
        """A line in place of the one with its id; a character keeps one persona in all of its lines."""

        def recast(other: Line) -> Line:
            if line.character and other.character == line.character:
                return replace(other, persona=line.persona)
            return other

        return replace(self, lines=tuple(line if each.id == line.id else recast(each) for each in self.lines))

    def with_takes(self, id: int, takes: Takes) -> Scene:
        """Other takes of a line."""
        return replace(self, takes={**self.takes, id: takes})

    def added(self) -> Scene:
        """An empty line by the same persona after the one on the desk, which it replaces there."""
        present = self.present
        fresh = Line(self._next_id(), "", present.persona, present.character)
        place = self.number
        lines = (*self.lines[:place], fresh, *self.lines[place:])
        return replace(self, lines=lines, at=fresh.id)

    def removed(self) -> Scene:
        """Without the line on the desk, and its takes; the last line is emptied instead."""
        if len(self.lines) == 1:
            fresh = Line(self._next_id(), "", self.present.persona)
            return Scene.of((fresh,))
        place = self.number - 1
        lines = (*self.lines[:place], *self.lines[place + 1 :])
        takes = {id: takes for id, takes in self.takes.items() if id != self.at}
        return Scene(lines, lines[min(place, len(lines) - 1)].id, takes)

    def moved(self, by: int) -> Scene:
        """With the line on the desk so many places further down."""
        place = self.number - 1
        target = min(max(place + by, 0), len(self.lines) - 1)
        lines = list(self.lines)
        lines.insert(target, lines.pop(place))
        return replace(self, lines=tuple(lines))

    def rewritten(self, lines: tuple[Line, ...]) -> Scene:
        """With the lines of another script; those that are the same keep their ids and takes.

        lines: their ids mean nothing. The line on the desk stays there if it is still there.
        """
        free = list(self.lines)
        following = self._next_id()
        kept: list[Line] = []
        for line in lines:
            same = next((old for old in free if replace(line, id=old.id) == old), None)
            same = same or next(
                (old for old in free if (old.text, old.persona) == (line.text, line.persona)), None
            )
            if same is not None:
                free.remove(same)
                kept.append(replace(line, id=same.id))
            else:
                kept.append(replace(line, id=following))
                following += 1
        ids = {line.id for line in kept}
        takes = {id: takes for id, takes in self.takes.items() if id in ids}
        return Scene(tuple(kept), self.at if self.at in ids else kept[0].id, takes)

    def _next_id(self) -> int:
        return max(max(line.id for line in self.lines), *self.takes, 0) + 1
