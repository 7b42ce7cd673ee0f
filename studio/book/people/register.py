"""Everybody in a book: the forms of a name brought together, and what is known of each person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from studio.book.people.mention import DESCRIPTION, NAME, PRONOUN, SELF, Mention

_OWNED = re.compile(r"(?:his|her|their|my|our)\s", re.IGNORECASE)
_DESCRIBED, _RELATED, _INTRODUCED = 0.5, 0.2, 0.2
"""How well "the man" and "her husband" suit somebody who is known by that alone, where others suit who have
names, and "a man" those others."""
_HEADS = {
    "spouse": frozenset("mr mrs lady lord sir dr".split()),
    "parent": frozenset("mr mrs lady lord sir dr capt king queen".split()),
}
_WITHOUT_TITLE = {"spouse": 0.25, "parent": 0.5}
"""Spouses and parents are mostly called by a title; how well anybody else suits."""


@dataclass(frozen=True)
class Person:
    """Somebody in a book.

    name: the form to call them by. gender: "female", "male" or "" where nothing tells. forms: everything they
    are called. generic: whether they are only known as "the man" or the like, which may mean somebody else.
    count: how often they are named. titles: as "mrs"; surname: empty where none is known.
    """

    name: str
    gender: str = ""
    forms: frozenset[str] = frozenset()
    generic: bool = False
    count: int = 0
    titles: frozenset[str] = frozenset()
    surname: str = ""


@dataclass
class Forms:
    """What was found in a text, before it is known who is who.

    names, descriptions: as written → how often. subjects: how often as one who speaks or acts; addressed: how
    often they are spoken to. genders: as the words tell. votes: by the pronouns that follow.
    """

    names: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    subjects: Counter[str] = field(default_factory=Counter)
    addressed: Counter[str] = field(default_factory=Counter)
    genders: dict[str, str] = field(default_factory=dict)
    votes: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, mention: Mention, subject: bool) -> None:
        """Count a mention. subject: whether they speak or act in it."""
        if mention.kind in (NAME, DESCRIPTION):
            table = self.names if mention.kind == NAME else self.descriptions
            table[mention.text] += 1
            self.subjects[mention.text] += subject
            if mention.gender:
                self.genders[mention.text] = mention.gender

    def vote(self, form: str, gender: str) -> None:
        self.votes.setdefault(form, Counter())[gender] += 1

    def gender_of(self, forms: Iterable[str], told: str = "") -> str:
        """The gender of somebody: what a title or name tells, unless pronouns say otherwise, clearly."""
        listed = list(forms)
        votes: Counter[str] = Counter()
        for form in listed:
            votes.update(self.votes.get(form, Counter()))
        female, male = votes["female"], votes["male"]
        told = told or next((self.genders[form] for form in listed if form in self.genders), "")
        winner = "female" if female > 2 * male else "male" if male > 2 * female else ""
        if told and winner and winner != told and max(female, male) < 4:
            return told
        return winner or told


class Register:
    """The people of a book, and whom a mention may mean."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(people)
        self._by_form: dict[str, int] = {}
        for at, person in enumerate(self.people):
            for form in (person.name, *person.forms):
                self._by_form.setdefault(_key(form), at)

    def find(self, form: str) -> int | None:
        """The index of whom a name or description means by itself."""
        return self._by_form.get(_key(form))

    def spouses(self, index: int) -> list[int]:
        """The people whom "his wife" or "her husband" can mean when it is said of somebody."""
        person = self.people[index]
        return [
            at
            for at, other in enumerate(self.people)
            if at != index
            and person.surname
            and other.surname == person.surname
            and other.titles & _HEADS["spouse"]
            and person.titles & _HEADS["spouse"]
            and other.gender != person.gender
        ]

    def weights(self, mention: Mention, generic: bool) -> Mapping[int, float]:
        """Index of a person → how well a mention suits, 0–1; empty for the narrator and for nobody.

        generic: whether the mention is a description that may mean somebody who has a name.
        """
        own = self.find(mention.text) if mention.kind in (NAME, DESCRIPTION) else None
        if mention.kind == NAME or (mention.kind == DESCRIPTION and not generic):
            return {} if own is None else {own: 1.0}
        if mention.kind == SELF:
            return {}
        found = {} if own is None else {own: 1.0}
        if mention.kind == PRONOUN or generic:
            for at, person in enumerate(self.people):
                known = 0.5 if not person.gender else 1.0 if person.gender == mention.gender else 0.0
                if at != own and (suits := known if mention.gender else 1.0):
                    found[at] = suits * (_INTRODUCED if own is not None and mention.new else 1.0)
                    if mention.relation in _HEADS and not person.titles & _HEADS[mention.relation]:
                        found[at] *= _WITHOUT_TITLE[mention.relation]
        if own is not None and len(found) > 1 and not mention.new:
            found[own] = _RELATED if _OWNED.match(mention.text) else _DESCRIBED
        return found


def _key(form: str) -> str:
    return " ".join(form.casefold().replace("’", "'").replace(".", "").split())
