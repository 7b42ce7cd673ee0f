"""What there is of a book: its lines, and for each the take that is delivered, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from studio.book.plan import PlannedLine
from studio.book.store import Choice, LineState, Store, TakeRecord
from studio.book.takes import Takes


@dataclass(frozen=True)
class Inventory:
    """A plan beside what the store holds, as it was when it was taken.

    lines: all of the included chapters. states, takes, choices: see `Store`; takes only if their files are
    there.
    """

    lines: tuple[PlannedLine, ...]
    states: Mapping[str, LineState]
    takes: Mapping[str, TakeRecord]
    choices: Mapping[str, Choice]

    @staticmethod
    def of(lines: Sequence[PlannedLine], store: Store, folder: Takes) -> Inventory:
        """Look at the store, and whether the takes that it knows of are there."""
        takes = {key: take for key, take in store.takes().items() if folder.has(key, take.size)}
        return Inventory(tuple(lines), store.lines(), takes, store.choices())

    def delivered(self, line: PlannedLine) -> TakeRecord | None:
        """The take that speaks a line: the chosen one, if it is of what the line says now, or locked; else
        the one that the render made; None where there is none yet."""
        choice = self.choices.get(line.anchor)
        if choice and (choice.locked or choice.line == line.key) and choice.take in self.takes:
            return self.takes[choice.take]
        return self.rendered(line.key)

    def rendered(self, key: str) -> TakeRecord | None:
        """The take that the render delivers for a line's key."""
        state = self.states.get(key)
        return self.takes.get(state.take) if state and state.state == "done" and state.take else None

    def outdated(self, line: PlannedLine) -> bool:
        """Whether a locked take is delivered that was made for another style, persona, lexicon or pack."""
        choice, take = self.choices.get(line.anchor), self.delivered(line)
        return bool(choice and choice.locked and take and take.key == choice.take and take.line != line.key)

    def error(self, line: PlannedLine) -> str:
        """Why a line without a take cannot be spoken; "" where nobody tried yet."""
        state = self.states.get(line.key)
        if self.delivered(line) is not None:
            return ""
        return line.error or (state.error or "" if state and state.state == "failed" else "")

    @cached_property
    def spoken(self) -> tuple[PlannedLine, ...]:
        """The lines in which there is something to speak, those that cannot be asked for among them."""
        return tuple(line for line in self.lines if line.request is not None or line.error)

    @cached_property
    def missing(self) -> tuple[PlannedLine, ...]:
        """The lines to be rendered, in order, one of those that share a take; failed ones as well."""
        found = {
            line.key: line
            for line in reversed(self.lines)
            if line.request is not None and self.delivered(line) is None
        }
        return tuple(reversed(found.values()))

    @cached_property
    def failed(self) -> tuple[tuple[PlannedLine, str], ...]:
        """The lines that cannot be spoken, each with its error."""
        return tuple((line, error) for line in self.lines if (error := self.error(line)))

    @cached_property
    def suspects(self) -> tuple[tuple[PlannedLine, TakeRecord], ...]:
        """The lines with a take that a person should listen to."""
        return tuple(
            (line, take)
            for line in self.lines
            if (take := self.delivered(line)) is not None and take.verdict.suspect
        )

    @cached_property
    def stray(self) -> tuple[Choice, ...]:
        """Locked choices that no line of the book has any more, since its text or speaker was changed."""
        anchors = {line.anchor for line in self.lines}
        return tuple(c for c in self.choices.values() if c.locked and c.anchor not in anchors)
