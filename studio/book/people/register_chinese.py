"""Chinese names → people: 少年 is 青衣少年, 医生 is 吴医生, where there is only one of them."""

from __future__ import annotations

from collections import Counter

from studio.book.people.register import Forms, Person


def people(forms: Forms) -> tuple[Person, ...]:
    """Everybody who speaks, acts or is addressed by name."""
    names = sorted(
        (name for name in forms.names if forms.subjects[name] or forms.addressed[name]),
        key=lambda name: (-len(name), name),
    )
    groups: list[Counter[str]] = []
    for name in names:
        owners = [group for group in groups if any(form != name and _is_short(name, form) for form in group)]
        if len(owners) == 1:
            owners[0][name] += forms.names[name]
        else:
            groups.append(Counter({name: forms.names[name]}))
    return tuple(
        Person(_name(group), forms.gender_of(group), frozenset(group), count=group.total())
        for group in groups
    )


def _is_short(name: str, form: str) -> bool:
    """Whether a name is the end of another, or one half of it: 少年 of 青衣少年, 姐 of 姐姐."""
    return form == 2 * name if len(name) == 1 else form.endswith(name)


def _name(forms: Counter[str]) -> str:
    return max(forms, key=lambda form: (forms[form], len(form)))
