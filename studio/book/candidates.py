"""Everybody in a chapter who may say a turn, and what speaks for each of them.

The factors below were set by hand, on the passages of benchmarks/attribution that are marked dev.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from studio.book.people.mention import NAME, PRONOUN, SELF, Mention
from studio.book.people.register import Person, Register
from studio.book.script import NARRATOR
from studio.book.turns import ChapterCues, Reader, TurnCues

_NAMED_BY_TAG, _TAGGED, _ACTED, _ACTED_BEFORE = 0.0005, 0.004, 0.02, 0.35
"""What remains for anybody else when a tag (by name, or not), an action beside the speech, or one before it
tells who speaks."""
_ACTED_TOO = 0.15  # of an action beside the speech, where the tag has a pronoun
_ADDRESSED, _NAMED, _SILENT = 0.03, 0.4, 0.2
"""Of whoever the speech itself addresses or names, and of whoever does not answer."""
_INTRODUCED, _INTRODUCED_PERHAPS = 25.0, 4.0
_ANSWERS, _ANSWERED = 4.0, 3.0
"""How much likelier the one who was addressed is to speak next, and to have spoken before."""
_OWNER, _RELATIVE = 0.03, 0.3
_BY_NAME = 0.5
_BY_GENDER = 0.25  # how well somebody of that gender suits "sir"
_TURNS = {0: (0.03, 0.80, 0.17), 1: (0.20, 0.50, 0.30), 2: (0.30, 0.35, 0.35)}
"""Paragraphs of telling between two turns → odds that the same speaks, the one before him, somebody else."""
_GOES_ON = (1.0, 1e-6, 1e-6)
_SAME_PARAGRAPH = (0.45, 0.35, 0.20)
_RECENT = ((3, 1.0), (8, 0.6), (20, 0.3), (60, 0.1))
"""Paragraphs since somebody was named or spoke → how likely they are to be there."""
_SOON, _ABSENT, _TALKED_OF = (6, 0.25), 0.02, 0.15
_UNKNOWN = 0.02  # somebody who is named nowhere
_PRONOUN_RANKS = (1.0, 0.4, 0.2, 0.1)
_OWNED = re.compile(r"(?:his|her|their|my|our)\s", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"\w[\w'’-]* $")
_WORDS_AFTER = re.compile(r"[\w'’.-]+(?: [\w'’-]+){0,3}")
_NOBODY = frozenset(
    "somebody someone everybody everyone nobody both they who one another neither anyone".split()
)


class Candidates:
    """The candidates of a chapter, in this order: those it names, the narrator, and somebody unknown.

    size: N, how many they are.
    """

    def __init__(self, text: str, cues: ChapterCues, register: Register, reader: Reader) -> None:
        self.text, self.cues, self.register, self.reader = text, cues, register, reader
        self.present = self._present()
        self.size = len(self.present) + 2
        self.narrator, self.unknown = self.size - 2, self.size - 1
        self._place = {person: at for at, person in enumerate(self.present)}
        self._last_named = self._timeline()
        self._add_spouses()

    def name(self, candidate: int) -> str:
        return (
            self.register.people[self.present[candidate]].name if candidate < len(self.present) else NARRATOR
        )

    def _person(self, candidate: int) -> Person:
        return self.register.people[self.present[candidate]]

    def _present(self) -> list[int]:
        """Everybody the chapter names."""
        found: dict[int, None] = {}
        mentions = [mention for _, mention, _ in self.cues.told]
        for turn in self.cues.turns:
            mentions += [
                m for m in (turn.tag, turn.beat, *turn.addressed, *turn.named, *turn.introduced) if m
            ]
        for mention in mentions:
            if (
                mention.kind not in (PRONOUN, SELF)
                and (person := self.register.find(mention.text)) is not None
            ):
                found[person] = None
        if any(mention.relation == "spouse" for mention in mentions):
            found |= dict.fromkeys(at for person in tuple(found) for at in self.register.spouses(person))
        return list(found)

    def _timeline(self) -> dict[int, list[tuple[int, int, bool]]]:
        """Candidate → (paragraph, place, as one who acts or speaks) of each time the telling names them."""
        found: dict[int, list[tuple[int, int, bool]]] = {}
        events = list(self.cues.told)
        for turn in self.cues.turns:
            events += [(turn.paragraph, mention, True) for mention in (turn.tag, turn.beat) if mention]
        for paragraph, mention, acts in events:
            if (
                mention.kind not in (PRONOUN, SELF)
                and (person := self.register.find(mention.text)) is not None
            ):
                found.setdefault(self._place[person], []).append((paragraph, mention.start, acts))
        for turn in self.cues.turns:
            # Who is spoken to is named when that paragraph ends, and not before: its "he" is somebody else.
            end = self.cues.paragraphs[turn.paragraph].end
            ends = [(mention, end, False) for mention in turn.addressed]
            begins = [(mention, turn.quotes[0][0], True) for mention in turn.introduced if mention.new]
            for mention, place, acts in (*ends, *begins):
                person = self.register.find(mention.text)
                if person is not None and person in self._place:
                    found.setdefault(self._place[person], []).append((turn.paragraph, place, acts))
        return {candidate: sorted(places) for candidate, places in found.items()}

    def _add_spouses(self) -> None:
        """Whoever "his wife" means is named by it, and nobody else."""
        mentions = [
            (turn.paragraph, m) for turn in self.cues.turns for m in (turn.tag, turn.beat) if m is not None
        ]
        for paragraph, mention in mentions:
            owner = self._owner(mention) if mention.relation == "spouse" else None
            spouses = [] if owner is None else self._spouses(owner)
            for spouse in spouses:
                self._last_named.setdefault(spouse, []).append((paragraph, mention.start, True))
            person = self.register.find(mention.text)
            own = None if person is None else self._place.get(person)
            if spouses and own is not None and own in self._last_named:
                kept = [place for place in self._last_named[own] if place[1] != mention.start]
                self._last_named[own] = kept

    def _spouses(self, candidate: int) -> list[int]:
        found = self.register.spouses(self.present[candidate])
        return [self._place[person] for person in found if person in self._place]

    # What speaks for a candidate

    def emission(self, turn: TurnCues) -> NDArray[np.float64]:
        """(N,) how well each candidate suits the hints of a turn by itself."""
        likely = np.ones(self.size)
        at = turn.quotes[0][0]
        cues = [(turn.tag, _TAGGED), (turn.beat, _ACTED), (turn.before, _ACTED_BEFORE)]
        if turn.tag is not None:
            cues = [(turn.tag, _NAMED_BY_TAG if turn.tag.kind == NAME else _TAGGED), (turn.beat, _ACTED_TOO)]
        for mention, rest in cues:
            if mention is not None:
                likely *= np.maximum(self.suits(mention, max(at, mention.start)), rest)
        for mention in turn.addressed:
            likely *= 1 - (1 - _ADDRESSED) * self._exactly(mention)
        for mention in turn.named:
            likely *= 1 - (1 - _NAMED) * self._exactly(mention)
        if turn.silent is not None:
            likely *= 1 - (1 - _SILENT) * self.suits(turn.silent, at)
        for mention in turn.introduced:
            likely *= 1 + ((_INTRODUCED if mention.new else _INTRODUCED_PERHAPS) - 1) * self._exactly(mention)
        return likely

    def suits(self, mention: Mention, at: int) -> NDArray[np.float64]:
        """(N,) how well each candidate suits a mention, 0–1."""
        found = np.zeros(self.size)
        if mention.kind == SELF:
            found[self.narrator] = 1.0
            return found
        if mention.text in _NOBODY:
            found[self.unknown] = 1.0
            return found
        generic = mention.kind != PRONOUN and self.reader.is_generic(mention.text)
        weights = self.register.weights(mention, generic)
        for person, weight in weights.items():
            if person in self._place:
                found[self._place[person]] = weight
        if mention.kind == PRONOUN or generic:
            ranks = self._ranks(at, found)
            found *= np.maximum(ranks, _RELATIVE) if mention.relation else ranks
        if mention.relation:
            found *= self._not_owner(mention)
        if mention.relation == "spouse":
            found = self._spouse(mention, found)
        if not found.any():
            found[self.unknown] = 1.0
        return found

    def _ranks(self, at: int, suits: NDArray[np.float64]) -> NDArray[np.float64]:
        """(N,) those who suit, by who was named last before a place."""
        latest: dict[int, int] = {}
        for candidate, places in self._last_named.items():
            before = [(acts, place) for _, place, acts in places if place <= at]
            if before and suits[candidate]:
                acted = max((place for acts, place in before if acts), default=-1)
                latest[candidate] = max(acted, max(place for _, place in before) - 200)
        ordered = sorted(latest, key=lambda candidate: -latest[candidate])
        ranks = np.full(self.size, _PRONOUN_RANKS[-1] / 2)
        for rank, candidate in enumerate(ordered):
            ranks[candidate] = _PRONOUN_RANKS[min(rank, len(_PRONOUN_RANKS) - 1)]
        return ranks

    def _owner(self, mention: Mention) -> int | None:
        """Whose mother "her mother" is: who of that gender was named last, and has a name."""
        gender = {"his": "male", "her": "female"}.get(mention.text.split()[0].lower(), "")
        suits = np.zeros(self.size)
        for candidate in range(len(self.present)):
            person = self._person(candidate)
            suits[candidate] = person.gender == gender and not person.generic
        paragraph = self.text.find("\n\n", mention.start)
        ranks = self._ranks(paragraph if paragraph >= 0 else len(self.text), suits) * suits
        return int(np.argmax(ranks)) if ranks.max() == _PRONOUN_RANKS[0] else None

    def _not_owner(self, mention: Mention) -> NDArray[np.float64]:
        """(N,) that whoever "her mother" is said of is not her mother."""
        found = np.ones(self.size)
        if (owner := self._owner(mention)) is not None:
            found[owner] = _OWNER
        return found

    def _spouse(self, mention: Mention, suits: NDArray[np.float64]) -> NDArray[np.float64]:
        """(N,) "his wife" means Mrs. Bennet, where Mr. Bennet was named last."""
        owner = self._owner(mention)
        if owner is None:
            return suits
        if not (spouses := self._spouses(owner)):
            return suits
        found = np.zeros(self.size)
        found[spouses] = 1.0
        return found

    def _exactly(self, mention: Mention) -> NDArray[np.float64]:
        found = np.zeros(self.size)
        person = self.register.find(mention.text)
        if person is not None and person in self._place:
            found[self._place[person]] = 1.0
        return found

    def _addressed(self, mention: Mention) -> NDArray[np.float64]:
        """(N,) how well each candidate suits a word that addresses somebody: a name, or "sir" and "Papa"."""
        found = self._exactly(mention)
        person = self.register.find(mention.text)
        if self.cues.first_person and person is not None and not self._acts(self._place.get(person)):
            found[self.narrator] = _BY_NAME  # who is spoken to and never seen may be who tells the story
        if not found.any() and mention.gender:
            for at, person in enumerate(self.present):
                found[at] = _BY_GENDER * (self.register.people[person].gender == mention.gender)
        return found

    def _has_name(self, candidate: int) -> bool:
        """Whether somebody of the same gender has a name, whom "her mother" will mean."""
        gender = self._person(candidate).gender
        others = (self.register.people[person] for person in self.present)
        return any(not other.generic and other.gender == gender and other.titles for other in others)

    def _acts(self, candidate: int | None) -> bool:
        """Whether the telling shows a candidate do or say something."""
        return any(acts for _, _, acts in self._last_named.get(-1 if candidate is None else candidate, ()))

    def prior(self, turn: TurnCues) -> NDArray[np.float64]:
        """(N,) how likely each candidate is to be there at all."""
        found = np.full(self.size, _ABSENT)
        for candidate, places in self._last_named.items():
            past = [turn.paragraph - paragraph for paragraph, _, _ in places if paragraph <= turn.paragraph]
            if past:
                found[candidate] = next((share for reach, share in _RECENT if min(past) <= reach), _ABSENT)
            elif any(paragraph - turn.paragraph <= _SOON[0] for paragraph, _, _ in places):
                found[candidate] = _SOON[1]
            if self._person(candidate).generic:
                found[candidate] *= 0.5
            if _OWNED.match(self._person(candidate).name) and self._has_name(candidate):
                found[candidate] *= 0.2
            if not self._acts(candidate):
                found[candidate] *= 0.5
        found[self.narrator] = 0.8 if self.cues.first_person else 1e-4
        found[self.unknown] = _UNKNOWN
        return found

    def odds(self, turn: TurnCues) -> tuple[float, float, float]:
        """The odds that the last speaker goes on, that the one before him answers, that anybody else does."""
        if turn.continues:
            return _GOES_ON
        return _SAME_PARAGRAPH if turn.same_paragraph else _TURNS[min(turn.gap, max(_TURNS))]

    def asks(self, turn: TurnCues, before: TurnCues) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(N,) how much likelier each candidate has spoken before a turn, and speaks in it, since the one
        addresses whoever speaks in the other."""
        spoke, speaks = np.ones(self.size), np.ones(self.size)
        if turn.gap < 2:
            for mention in before.addressed:
                speaks *= 1 + (_ANSWERS - 1) * self._addressed(mention)
            for mention in turn.addressed:
                spoke *= 1 + (_ANSWERED - 1) * self._addressed(mention)
        return spoke, speaks

    def evidence(self, turn: TurnCues, candidate: int) -> str:
        """What tells most that a candidate says a turn, short."""
        if turn.continues:
            return "goes on from the paragraph before"
        for mention in (turn.tag, turn.beat, turn.before):
            if mention is None:
                continue
            if self.suits(mention, max(turn.quotes[0][0], mention.start))[candidate] > 0.3:
                return f"“{self._around(mention)}”"
            if mention is turn.tag:
                break
        if any(self._exactly(mention)[candidate] for mention in turn.introduced):
            return "introduces himself"
        return "nobody is named" if candidate >= len(self.present) else "takes turns"

    def _around(self, mention: Mention) -> str:
        """The words of the telling at a mention: one before it, two after it."""
        before = _WORD_BEFORE.search(self.text[max(0, mention.start - 40) : mention.start])
        after = _WORDS_AFTER.match(self.text, mention.start, mention.start + len(mention.text) + 30)
        return f"{before[0] if before else ''}{after[0] if after else mention.text}".strip()
