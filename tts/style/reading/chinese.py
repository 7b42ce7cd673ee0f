"""How Chinese prose says that a line is spoken: tags, what stands beside them, and the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from tts.style.phrases import cut
from tts.style.reading import chinese_words as words
from tts.style.reading.cues import MANNER, MARKS, VERB, WORDS, Cue, says_something, told
from tts.style.wordings import TRADITIONAL

_LONGEST = 60  # characters of a sentence that can be a tag
_ADVERBIAL = re.compile(
    r"([\u4e00-\u9fff]{2,8}?)(?:地(?![上面下里方点区球图板])|的(?=说|道|问|答|喊|叫))"
    r"|(([\u4e00-\u9fff])\3)(?=说|道|问|答|喊|叫)"
)
_IN_A_VOICE = re.compile(r"(?:用|以)(?:一种)?([\u4e00-\u9fff]{2,10})的(?:声音|语气|口吻|语调|口气|嗓音)")
_VOICE = re.compile(r"声音([\u4e00-\u9fff]{1,6})")
_SPEAKS = re.compile(
    r"(?:[对向跟和][\u4e00-\u9fff]{1,4})?(?:说|道|问|答|讲|叫|喊|回答|解释|告诉|嘱咐|念|唱|笑|叹)"
)
_ENDS_VERB = r"(?:道|着|了|起来|出来|出声|一声|一句|说|着说|了一声|了一句|着问|地说)*"
_SUBJECT_END = re.compile(r"[她他它我你们人]$")


def is_tag(telling: str) -> bool:
    """Whether what stands beside unmarked words tells who says them."""
    verbs = "|".join(
        sorted(_captions((("", words.PLAIN_VERBS), *_items(words.VERBS))), key=len, reverse=True)
    )
    return bool(
        re.search(
            rf"(?:{verbs}){_ENDS_VERB}\s*(?:[。，：！？,.:!?]|$)", telling[:_LONGEST].translate(TRADITIONAL)
        )
    )


def tag_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """Cues of text[start:end], a sentence that goes on with a quotation or leads to one."""
    sentence = text[start:end].translate(TRADITIONAL)
    if len(sentence) > _LONGEST:
        return
    taken: list[tuple[int, int]] = []

    def cue(begin: int, stop: int, caption: str, kind: int) -> Iterator[Cue]:
        if any(begin < b and a < stop for a, b in taken) or _denied(sentence, begin):
            return
        taken.append((begin, stop))
        yield Cue(start + begin, start + stop, caption, kind)

    for found in _IN_A_VOICE.finditer(sentence):
        if caption := _known_end(found[1]):
            yield from cue(found.start(), found.end(), caption, MANNER)
    for found, caption in _found(words.MANNERS, sentence):
        yield from cue(found.start(), found.end(), caption, MANNER)
    for found in _VOICE.finditer(sentence):
        if caption := _known_start(found[1]):
            yield from cue(found.start(), found.start(1) + len(caption), caption, MANNER)
    for found in _ADVERBIAL.finditer(sentence):
        adverbial = found[1] or found[2]
        caption = _known_end(adverbial)
        if caption and (told(caption).style.emotions or _SPEAKS.match(sentence[found.end() :])):
            yield from cue(found.start() + len(adverbial) - len(caption), found.end(), caption, MANNER)
    for found, caption in _found(words.VERBS, sentence):
        rest = sentence[found.end() :]
        if re.match(rf"{_ENDS_VERB}\s*(?:[。，：！？；,.:!?—…]|$)", rest):
            yield from cue(found.start(), found.end(), caption, VERB)


beat_cues = tag_cues
"""A sentence of its own beside a quotation is read alike: Chinese marks no tag by capitals."""


def word_cues(text: str, start: int, end: int, dialogue: bool) -> Iterator[Cue]:
    """Cues of text[start:end], the very words that are spoken."""
    spoken = text[start:end].translate(TRADITIONAL)
    for found in _cries().finditer(spoken):
        cry = found[1]
        if cry in words.NEEDS_MARK and not re.match(r"[！!啊呀]", spoken[found.end() :]):
            continue
        yield Cue(
            start + found.start(1), start + found.end(1), _captions(_items(words.INTERJECTIONS))[cry], WORDS
        )
    for found, caption in _found(words.PHRASES, spoken):
        if not _denied(spoken, found.start()):
            yield Cue(start + found.start(), start + found.end(), caption, WORDS)
    if stammer := re.search(r"([我你他她不这那])\1{2,}|([\u4e00-\u9fff])(?:…+|——|、)\2", spoken):
        yield Cue(start + stammer.start(), start + stammer.end(), "anxious, with pauses", WORDS)
    for found in re.finditer(r"[！？!?]+", spoken):
        mark = found[0].replace("！", "!").replace("？", "?")
        if "!" in mark and "?" in mark:
            caption = "surprised"
        elif mark.count("!") > 1:
            caption = "excited, lively, slightly loud"
        elif mark == "!":
            caption = "slightly lively, slightly loud"
        else:
            continue
        yield Cue(start + found.start(), start + found.end(), caption, MARKS)
        return


def _known_end(adverbial: str) -> str:
    """The end of an adverbial that the tables of captions know, subject left out; empty when none does."""
    known: list[str] = []
    for mark in reversed(cut(adverbial)):
        if mark.kind not in ("emotion", "attribute", "degree", "filler") or _SUBJECT_END.search(mark.text):
            break
        known.insert(0, mark.text)
    caption = "".join(known)
    if not caption or told(caption).not_understood or not says_something(caption):
        return ""
    return caption


def _known_start(about: str) -> str:
    """The beginning of what is said of a voice, as far as the tables of captions know it."""
    known: list[str] = []
    for mark in cut(about):
        if mark.kind not in ("emotion", "attribute", "degree", "filler"):
            break
        known.append(mark.text)
    caption = "".join(known)
    return caption if caption and says_something(caption) else ""


def _denied(sentence: str, at: int) -> bool:
    return bool(re.search(words.NEGATIONS, sentence[:at]))


def _found(table: Mapping[str, str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    captions = _captions(_items(table))
    for found in _pattern(_items(table)).finditer(text):
        yield found, captions[found[0]]


def _items(table: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(table.items())


@cache
def _captions(table: tuple[tuple[str, str], ...]) -> dict[str, str]:
    captions: dict[str, str] = {}
    for caption, phrases in table:
        for phrase in phrases.split(","):
            captions.setdefault(phrase.strip(), caption)
    return captions


@cache
def _pattern(table: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_captions(table), key=len, reverse=True))))


@cache
def _cries() -> re.Pattern[str]:
    cries = "|".join(sorted(_captions(_items(words.INTERJECTIONS)), key=len, reverse=True))
    return re.compile(
        rf"(?:^|[“「『\"。！？，…—!?,\s])({cries})(?=[啊呀呢吧哪喽]?[，。！？…～—!?,~”」』\"\s]|$)"
    )
