"""English names → people: "Mr. Harding", "Harding" and "John Harding" are one, "Mrs. Harding" another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from studio.book.people import words_english as words
from studio.book.people.census import long_forms
from studio.book.people.english import bare_name, head_of, titles_of
from studio.book.people.genders import is_first_name, of_first_name, of_title
from studio.book.people.register import Forms, Person

_SAME_TITLE = {"doctor": "dr", "professor": "prof", "captain": "capt", "lieutenant": "lt", "sergeant": "sgt",
               "colonel": "col", "general": "gen", "reverend": "rev", "mister": "mr",
               "ladyship": "lady", "lordship": "lord"}  # fmt: skip


@dataclass
class _Draft:
    given: str = ""
    surname: str = ""
    titles: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def gender(self) -> str:
        return next((gender for title in sorted(self.titles) if (gender := of_title(title))), "")


def people(forms: Forms) -> tuple[Person, ...]:
    """Everybody who speaks, acts, or is called by a name or title; places and things stay out."""
    drafts: list[_Draft] = []
    ordered = sorted(forms.names, key=lambda form: (_is_bare_title(form), *_order(form, forms)))
    couples = {bare_name(form) for form in ordered if "mr" in map(_title, titles_of(form))}
    couples &= {bare_name(form) for form in ordered if "mrs" in map(_title, titles_of(form))}
    for form in ordered:
        if _is_bare_title(form):
            _place_title(form, forms, drafts)
        else:
            _place(form, forms.names[form], drafts, couples)
    drafts = _without_nicknames(drafts, forms)
    found = [_person(draft, forms) for draft in drafts if _is_person(draft, forms)]
    return tuple(_described(found, drafts, forms))


def _is_bare_title(form: str) -> bool:
    """Whether a form is a title or a word for kin alone: "Captain", "Papa"."""
    return not bare_name(form) or form.lower() in words.KIN


def _order(form: str, forms: Forms) -> tuple[int, bool, int, str]:
    """Full names first, then those with a title, so that a bare name finds whose it is."""
    return -len(bare_name(form).split()), not titles_of(form), -forms.names[form], form


def _place(form: str, count: int, drafts: list[_Draft], couples: set[str]) -> None:
    """Add a name to whom it means, or to a new draft. couples: surnames of a Mr and a Mrs, who are not their
    children of that surname."""
    titles = {_title(title) for title in titles_of(form)}
    bare = bare_name(form).split()
    alike = [draft for draft in drafts if _may_be(draft, titles, bare)]
    if titles & {"mr", "mrs"} and bare_name(form) in couples:
        alike = [draft for draft in alike if titles & draft.titles]
    if len(bare) == 1 and len(alike) > 1:
        alike.sort(
            key=lambda draft: (not titles & draft.titles, draft.given != bare[0], -draft.forms.total())
        )
    if alike:
        draft = alike[0]
    else:
        drafts.append(draft := _Draft())
    if len(bare) > 1:
        draft.given, draft.surname = draft.given or bare[0], draft.surname or bare[-1]
    elif not draft.forms:
        if titles and not titles & _WITH_GIVEN_NAMES:
            draft.surname = bare[0]
        else:
            draft.given = bare[0]
    draft.titles |= titles
    draft.forms[form] += count


_WITH_GIVEN_NAMES = frozenset(
    """sir lady uncle aunt auntie brother sister king queen prince princess saint st father mother master miss
    cousin grandmother grandfather grandma grandpa nurse granny""".split()
)


def _may_be(draft: _Draft, titles: set[str], bare: list[str]) -> bool:
    gender = next((gender for title in sorted(titles) if (gender := of_title(title))), "")
    known = draft.gender or (of_first_name(draft.given) if draft.given else "")
    if gender and known and gender != known:
        return False
    if len(bare) > 1:
        return (draft.given in (bare[0], "") and draft.surname == bare[-1]) or (
            draft.surname == "" and draft.given == bare[0]
        )
    if titles and draft.titles and not titles & draft.titles and bare[0] == draft.given:
        return False  # Uncle Ray is not Captain Ray
    return bare[0] in (draft.given, draft.surname)


def _place_title(form: str, forms: Forms, drafts: list[_Draft]) -> None:
    """A title alone, "Captain" or "Mother": of the one who has it, else a name of its own."""
    title = _title(titles_of(form)[-1]) if titles_of(form) else form.lower()
    holders = [draft for draft in drafts if title in draft.titles]
    if len(holders) == 1:
        holders[0].forms[form] += forms.names[form]
    elif not holders and forms.subjects[form]:  # who is only addressed as "Papa" has another name
        drafts.append(_Draft(given=form, titles={title}, forms=Counter({form: forms.names[form]})))


def _is_person(draft: _Draft, forms: Forms) -> bool:
    named = any(is_first_name(part) for part in (draft.given,) if part)
    return (
        bool(draft.titles)
        or named
        or any(forms.subjects[form] or forms.addressed[form] for form in draft.forms)
    )


def _person(draft: _Draft, forms: Forms) -> Person:
    told = draft.gender or of_first_name(draft.given)
    name = max(draft.forms, key=lambda form: (draft.forms[form], len(form)))
    titled = [form for form in draft.forms if titles_of(form)]
    if titled and draft.given != name:  # "Mr. Harding" rather than "Harding"
        name = max(titled, key=lambda form: (draft.forms[form], len(form)))
    return Person(
        name,
        forms.gender_of(draft.forms, told),
        frozenset(draft.forms),
        count=draft.forms.total(),
        titles=frozenset(draft.titles),
        surname=draft.surname,
    )


def _without_nicknames(drafts: list[_Draft], forms: Forms) -> list[_Draft]:
    """Those who are only ever spoken to by a short name joined to whoever bears the long one."""
    kept: list[_Draft] = []
    for draft in drafts:
        short = draft.given and not draft.surname and not any(forms.subjects[form] for form in draft.forms)
        bearers = [each for each in drafts if short and each.given.lower() in long_forms(draft.given)]
        if len(bearers) == 1:
            bearers[0].forms.update(draft.forms)
        else:
            kept.append(draft)
    return kept


def _described(found: list[Person], drafts: list[_Draft], forms: Forms) -> list[Person]:
    """Those known by a description, by its head: "the old ferryman" and "the ferryman" are one."""
    heads: dict[str, Counter[str]] = {}
    for form, count in forms.descriptions.items():
        owned = form.split()[0].lower() in ("his", "her")
        head = head_of(form)
        alike = "wife" if owned and words.RELATIONS.get(head) == "spouse" and head != "husband" else head
        heads.setdefault(alike, Counter())[form] += count
    people = list(found)
    for head, group in heads.items():
        title = _title(head)
        holders = [
            at
            for at, person in enumerate(found)
            if title in {_title(t) for f in person.forms for t in titles_of(f)}
        ]
        if len(holders) == 1:
            person = found[holders[0]]
            called = people[holders[0]].forms | set(group)
            people[holders[0]] = replace(person, forms=called, count=person.count + group.total())
            continue
        definite = Counter({_definite(form): count for form, count in group.items()})
        name = max(definite, key=lambda form: (definite[form], -len(form)))
        people.append(
            Person(name, forms.gender_of(group), frozenset(group), head in words.GENERIC, group.total())
        )
    return people


def _definite(form: str) -> str:
    first, _, rest = form.partition(" ")
    return f"the {rest}" if first in ("a", "an", "another") else form


def _title(title: str) -> str:
    plain = title.lower().rstrip(".")
    return _SAME_TITLE.get(plain, plain)
