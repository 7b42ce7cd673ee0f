"""Chinese prose: who speaks by a tag, who acts in a sentence, who is addressed.

Written without blanks, Chinese does not show where a name ends; here it ends where a verb, an adverb or the
like begins, and what is called so again and again is preferred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from studio.book.people import words_chinese as words
from studio.book.people.mention import DESCRIPTION, NAME, PRONOUN, SELF, Mention
from tts.style.reading import chinese as reading

_HAN = r"[\u3400-\u9fff]"
_CLAUSE = re.compile(r"[^，。！？；：、,.!?;:…—\s]+")
_SPEECH = re.compile(r"[“「『\"][^”」』\"]*[”」』\"]?")
_ASPECT = re.compile(rf"{_HAN}(?:了{_HAN}|着|过|[起上下出进回开])|({_HAN})\1({_HAN})\2地|{_HAN}{{2}}地")
_PRONOUN = re.compile(r"(?:他们|她们|它们|我们|咱们|他|她|它|我)")
_SILENT = re.compile(r"没有?(?:说话|回答|吭声|作声|答话|言语)|沉默|不说话|不(?:语|答|吭声|作声)|一声不吭")
_INTRODUCED = re.compile(rf"(?:我是|我叫|是我[，,])({_HAN}{{2,4}})(?=[，。！？,.!?”」』]|$)")
_ADDRESSED = re.compile(rf"^[“「『\"]?({_HAN}{{1,4}})[，,！!]|[，,]({_HAN}{{2,4}})[？！。!?.]?[”」』\"]?$")
_LONGEST = 5  # characters of a name
_ENOUGH = 2.5


class Chinese:
    """Reads Chinese prose, knowing how often each string of it begins a clause.

    text: the chapter or book.
    """

    def __init__(self, text: str) -> None:
        self._plain = text.translate(words.SIMPLER)
        told = _SPEECH.sub("。", self._plain)
        self._begins: Counter[str] = Counter()
        for clause in _CLAUSE.finditer(told):
            for size in range(2, _LONGEST + 1):
                if len(clause[0]) > size:
                    self._begins[clause[0][:size]] += 1
        self._known: Counter[str] = Counter()
        for clause in _CLAUSE.finditer(told):
            found = self._subject(clause[0], 0, told, clause.start())
            if found is not None and found.kind == NAME:
                self._known[found.text] += 1

    # Who speaks

    def is_tag(self, telling: str) -> bool:
        """Whether a clause beside a quotation tells who speaks."""
        return reading.is_tag(telling)

    def tag_subject(self, text: str, start: int, end: int, follows: bool) -> Mention | None:
        """Who says it by the tag text[start:end]."""
        return self.beat_subject(text, start, end)

    def beat_subject(self, text: str, start: int, end: int) -> Mention | None:
        """Who acts in the sentence text[start:end]; None when no person does."""
        plain = text[start:end].translate(words.SIMPLER)
        for clause in _CLAUSE.finditer(plain):
            if clause[0] in words.OPENERS:
                continue
            if found := self._subject(clause[0], start + clause.start(), text, start + clause.start()):
                return found
            if not any(clause[0].startswith(opener) for opener in words.OPENERS):
                return None
        return None

    def _subject(self, clause: str, start: int, text: str, place: int) -> Mention | None:
        """Who a clause begins with; its written form is taken from the text."""
        skip = max((len(o) for o in words.OPENERS if len(o) > 1 and clause.startswith(o)), default=0)
        clause, start, place = clause[skip:], start + skip, place + skip
        if any(clause.startswith(nobody) for nobody in words.NOBODY):
            return Mention("somebody", PRONOUN, start=start)
        if pronoun := _PRONOUN.match(clause):
            return _pronoun(pronoun[0], start)
        best, best_score = "", _ENOUGH - 0.01
        for size in range(1, min(_LONGEST, len(clause)) + 1):
            name, rest = clause[:size], clause[size:]
            worth = self._score(name, rest)
            if worth >= best_score:
                best, best_score = name, worth
        if not best:
            return None
        return Mention(text[place : place + len(best)], NAME, gender_of(best), start)

    def _score(self, name: str, rest: str) -> float:
        """How much speaks for a clause's beginning being somebody's name."""
        kind = _kind(name)
        follows = _follows(rest)
        if not follows or (kind == 0 and len(name) < 2):
            return 0.0
        if kind == 0 and any(sign in name for sign in "的了着是在不有这那个们一把被和什么怎"):
            return 0.0
        again = self._begins[name]
        longer = max((self._begins[name + char] for char in rest[:1]), default=0)
        if again > 1 and longer == again and _follows(rest[1:]):
            again = 0  # always followed by the same character: the name goes on
        return kind + follows + min(again - 1, 3) * 0.5

    # Everybody else

    def mentions(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Every name of text[start:end] that is somebody's who acts."""
        if not self._known:
            return
        pattern = _alternatives(tuple(sorted(self._known, key=len, reverse=True)))
        for found in pattern.finditer(text[start:end].translate(words.SIMPLER)):
            place = start + found.start()
            yield Mention(text[place : place + len(found[0])], NAME, gender_of(found[0]), place)

    def addressed(self, speech: str) -> Iterator[Mention]:
        """Whom a speech addresses."""
        for found in _ADDRESSED.finditer(speech):
            name = found[1] or found[2]
            plain = name.translate(words.SIMPLER)
            if plain in self._known or _kind(plain) >= 2:
                kind = NAME if plain in self._known else DESCRIPTION
                yield Mention(name, kind, gender_of(plain), found.start(1 if found[1] else 2))

    def introduced(self, speech: str) -> Iterator[Mention]:
        """As whom a speaker introduces himself."""
        for found in _INTRODUCED.finditer(speech):
            yield Mention(found[1], NAME, gender_of(found[1]), found.start(1), new=True)

    def is_silent(self, sentence: str) -> bool:
        """Whether a sentence tells that somebody does not answer."""
        return bool(_SILENT.search(sentence.translate(words.SIMPLER)))

    def is_generic(self, description: str) -> bool:
        """Whether a description may mean somebody who has a name; here none is taken to."""
        return False


def gender_of(name: str) -> str:
    """The gender that a Chinese name or word for somebody tells, "" where it tells none."""
    if any(sign in name for sign in words.FEMALE):
        return "female"
    return "male" if any(sign in name for sign in words.MALE) else ""


def _pronoun(word: str, start: int) -> Mention:
    if word == "我":
        return Mention("I", SELF, start=start)
    if word in ("他", "她"):
        return Mention("she" if word == "她" else "he", PRONOUN, "female" if word == "她" else "male", start)
    return Mention("they", PRONOUN, start=start)


@cache
def _kind(name: str) -> float:
    """How much a string looks like somebody: 3 kin and roles, 2 surname and name, 1 an ending."""
    if name in words.KIN or name in words.ROLES:
        return 3.0
    surname = (
        name[:2] if name[:2] in words.COMPOUND_SURNAMES else name[:1] if name[:1] in words.SURNAMES else ""
    )
    given = name[len(surname) :] if surname else ""
    if surname and given in words.TITLES:
        return 3.0
    if name[:1] in "老小阿大二三" and len(name) == 2 and (name[1] in words.SURNAMES or name[0] in "小阿"):
        return 2.5
    if surname and 1 <= len(given) <= 2:
        return 2.0
    if len(name) > 2 and any(name.endswith(role) for role in words.ROLES):
        return 3.0
    return 1.0 if len(name) > 1 and name[-1] in words.ROLE_ENDS else 0.0


@cache
def _follows(rest: str) -> float:
    """How much what follows looks like the beginning of a predicate."""
    if not rest:
        return 0.5
    longest = max((len(word) for word in words.PREDICATES if rest.startswith(word)), default=0)
    if longest > 1 or rest[0] in "说道问答喊叫把对向":
        return 2.0
    if _ASPECT.match(rest):
        return 1.5
    return 1.0 if longest else 0.0


@cache
def _alternatives(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names)))
