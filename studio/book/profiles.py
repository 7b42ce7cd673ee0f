"""What a book tells of everybody who speaks in it: gender, age, and the words that describe them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from personas.description import Wanted, read
from studio.book.people.register import Person
from studio.book.script import NARRATOR, Script
from studio.book.scripting import people
from tts.errors import PersonaError

_MOST_WORDS = 14  # of a description
_ROUND_NAME = 160  # characters after a name that may describe who has it
_APPOSITION = re.compile(r",? (?P<what>(?:an?|the)\s[^,.;:!?“”\"—]{3,70})(?=[,.;:!?—])")
_BEING = re.compile(
    r"['’]?s? (?:was|is|had been|looked like|looked|seemed)"
    r" (?:only |just |about |nearly |almost |already )?(?!(?:at|to|in|on|up|down|away|back|for|over|into)\b)"
    r"(?P<what>[^,.;:!?“”\"—]{3,70})"
)
_YEARS = re.compile(r",? (?:aged )?(?P<what>\d{1,2})(?=[,.])")
_EPITHET = re.compile(r"\b(?P<what>(?:[Ll]ittle|[Oo]ld|[Yy]oung)(?: [a-z]+)?) $")
_CHINESE_BEING = re.compile(r"(?:是|今年|已经|才|刚)(?P<what>[^，。！？；：“”]{2,16})(?=[，。！？；])")
_CHINESE_BEFORE = re.compile(r"(?P<what>[\u4e00-\u9fff]{1,6})的$")
_USUAL_AGES = {
    "child": "boy girl child kid little lad lass 小姑娘 孩子 男孩 女孩",
    "young": "miss master student cadet 少年 少女 青年 姑娘 小姐 公子",
    "elder": "grandfather grandmother grandpa grandma granny nana gramps 爷爷 奶奶 外公 外婆 姥姥 姥爷 old",
}
_YEARS_OF = {"child": 9, "young": 20, "elder": 70}
_ADULT = 36


@dataclass(frozen=True)
class Profile:
    """Somebody who speaks.

    gender: "female", "male" or "neutral" where nothing tells. age: years, as told or as is usual; told:
    whether the book tells it. role: what they are, in English, else "". described: the words of the book that
    say so. lines, words: how much they say in the chapters that are read.
    """

    name: str
    gender: str
    age: int
    told: bool
    role: str
    described: tuple[str, ...]
    lines: int
    words: int


def profiles(script: Script) -> tuple[Profile, ...]:
    """Everybody but the narrator who says a line of an included chapter, those who say most first."""
    chapters = [chapter for chapter in script.chapters if chapter.included]
    lines: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for chapter in chapters:
        for line in chapter.lines:
            lines[line.speaker] += 1
            words[line.speaker] += len(re.findall(r"[\u3400-\u9fff]|\w+", line.text))
    texts = [chapter.text for chapter in chapters]
    known = {
        form: person for person in people(texts, script.language) for form in (*person.forms, person.name)
    }
    speaking = [name for name in lines if name != NARRATOR]
    found = [
        replace(_profile(name, known.get(name), texts), lines=lines[name], words=words[name])
        for name in speaking
    ]
    return tuple(sorted(found, key=lambda each: (-each.words, each.name)))


def _profile(name: str, person: Person | None, texts: Sequence[str]) -> Profile:
    forms = sorted({name, *(person.forms if person else ())}, key=lambda form: (-len(form), form))
    described = tuple(dict.fromkeys(_descriptions(forms, texts)))
    wanted = [each for each in map(understood, (*forms, *described)) if each is not None]
    gender = (person.gender if person else "") or next((each.gender for each in wanted if each.gender), None)
    exact = [each.age for each in wanted if each.age is not None and each.exact]
    ages = exact or [each.age for each in wanted if each.age is not None]
    role = next((each.role for each in wanted if each.role), None)
    age = ages[0] if ages else _usual_age(forms)
    return Profile(name, gender or "neutral", age, bool(ages), role or "", described[:4], 0, 0)


def _usual_age(forms: Iterable[str]) -> int:
    parts = {part.lower().strip(".") for form in forms for part in form.split()} | set(forms)
    for group, listed in _USUAL_AGES.items():
        if parts & set(listed.split()):
            return _YEARS_OF[group]
    return _ADULT


def _descriptions(forms: Sequence[str], texts: Sequence[str]) -> Iterable[str]:
    """Words near a name that tell an age, a gender, a role or a voice."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" if form.isascii() else re.escape(form)
                                  for form in forms))  # fmt: skip
    for text in texts:
        for found in pattern.finditer(text):
            after, before = (
                text[found.end() : found.end() + _ROUND_NAME],
                text[max(0, found.start() - 24) : found.start()],
            )
            places = [each.match(after) for each in (_APPOSITION, _BEING, _YEARS, _CHINESE_BEING)]
            places += [each.search(before) for each in (_EPITHET, _CHINESE_BEFORE)]
            for place in places:
                if place and _tells(place["what"]):
                    yield " ".join(place["what"].split()[:_MOST_WORDS])


@lru_cache(maxsize=8192)
def understood(words: str) -> Wanted | None:
    """What a description says about a voice, remembered; None when it is empty."""
    try:
        return read(words)
    except PersonaError:
        return None


def _tells(words: str) -> bool:
    """Whether words describe somebody, and nothing else is in them that we do not know."""
    wanted = understood(words)
    if wanted is None:
        return False
    person = wanted.age is not None or wanted.role is not None or wanted.gender is not None
    return person and len(wanted.not_understood) < 2
