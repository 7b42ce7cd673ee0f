"""Document → script: lines, who says them, and how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studio.book.attribution import Attribution, attribute
from studio.book.directing import Directed, direct
from studio.book.document import Chapter, Document
from studio.book.people import register_chinese, register_english
from studio.book.people.chinese import Chinese
from studio.book.people.english import English
from studio.book.people.plainly import Plainly
from studio.book.people.register import Forms, Person, Register
from studio.book.quotes import Paragraph
from studio.book.script import NARRATOR, Script, ScriptChapter, ScriptLine, boundary
from studio.book.turns import ChapterCues, Reader, chapter_cues, collect
from tts.errors import BookError
from tts.text.sentences import split

LONGEST = 60
"""Words of a line; a longer sentence is cut at a clause, and speech at its sentences."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+(?:['’-][^\W_]+)*")
_PLAIN = Directed(None, "")


def script(document: Document) -> Script:
    """The script of a document: every chapter, whether it is read or not.

    A sentence of narration is a line, and so is speech by one person of up to about `LONGEST` words.
    Raises BookError when the lines would not add up to the text, which is an error of this program.
    """
    read = [chapter for chapter in document.chapters if chapter.included]
    attributed = iter(_attributed([chapter.text for chapter in read], document.language))
    chapters = []
    for chapter in document.chapters:
        cues, said = (
            next(attributed) if chapter.included else _attributed([chapter.text], document.language)[0]
        )
        lines = tuple(_lines(chapter, cues, said, document.language))
        chapters.append(ScriptChapter(chapter.title, lines, chapter.included))
    made = Script(document.title, document.authors, document.language, tuple(chapters))
    check(document, made)
    return made


def check(document: Document, made: Script) -> None:
    """Raise BookError when the lines of a chapter are not, together, exactly its text."""
    for chapter, lines in zip(document.chapters, made.chapters, strict=True):
        if lines.text != chapter.text:
            pairs = zip(chapter.text, lines.text, strict=False)
            at = next(
                (i for i, (a, b) in enumerate(pairs) if a != b), min(len(chapter.text), len(lines.text))
            )
            raise BookError(
                f"the script of {chapter.title!r} differs from the text at character {at}, near "
                f"{chapter.text[max(0, at - 20) : at + 20]!r}; this is a fault of the program: report it"
            )


def speakers(texts: Sequence[str], language: str) -> list[tuple[Attribution, ...]]:
    """Chapter by chapter, everything that is said and who says it. texts: of the chapters."""
    return [said for _, said in _attributed(texts, language)]


def people(texts: Sequence[str], language: str) -> tuple[Person, ...]:
    """Everybody whom chapters name or describe. texts: of the chapters."""
    return _read(texts, language)[2].people


def _attributed(texts: Sequence[str], language: str) -> list[tuple[ChapterCues, tuple[Attribution, ...]]]:
    reader, cues, register = _read(texts, language)
    return [(each, attribute(text, each, register, reader)) for text, each in zip(texts, cues, strict=True)]


def _read(texts: Sequence[str], language: str) -> tuple[Reader, list[ChapterCues], Register]:
    """What hints at who speaks, chapter by chapter, and everybody in the book."""
    reader, brought_together = _reader("\n\n".join(texts), language)
    cues = [chapter_cues(text, reader) for text in texts]
    forms = Forms()
    for text, each in zip(texts, cues, strict=True):
        collect(text, each, reader, forms)
    return reader, cues, Register(brought_together(forms))


def _reader(text: str, language: str) -> tuple[Reader, Callable[[Forms], tuple[Person, ...]]]:
    """What reads a language, and makes people of names; who speaks is told in English and Chinese."""
    family = language.lower().replace("_", "-").split("-")[0]
    if family in ("zh", "cmn", "yue"):
        return Chinese(text), register_chinese.people
    if family == "en":
        return English(text), register_english.people
    return Plainly(), lambda _: ()


# Lines


@dataclass(frozen=True)
class _Stretch:
    """text[start:end] of a chapter, spoken in one go."""

    start: int
    end: int
    kind: str
    said: Attribution | None = None
    directed: Directed = _PLAIN


def _lines(
    chapter: Chapter, cues: ChapterCues, said: Sequence[Attribution], language: str
) -> Iterator[ScriptLine]:
    text = chapter.text
    stretches = [
        each for each in _stretches(chapter, cues, said, language) if _WORD.search(text, each.start, each.end)
    ]
    if not stretches and text:
        stretches = [_Stretch(0, len(text), "narration")]
    for at, each in enumerate(stretches):
        start = each.start if at else 0  # unspoken marks before the first line stay with it
        last = at + 1 == len(stretches)
        after = text[each.end : len(text) if last else stretches[at + 1].start]
        spoken = text[start : each.end]
        yield ScriptLine(
            text=spoken,
            after=after,
            speaker=each.said.speaker if each.said else NARRATOR,
            direction=each.directed.caption,
            boundary=boundary(spoken, after, last),
            kind=each.kind,
            confidence=each.said.confidence if each.said else 1.0,
            evidence="; ".join(
                filter(None, [each.said.evidence if each.said else "", each.directed.evidence])
            ),
        )


def _stretches(
    chapter: Chapter, cues: ChapterCues, said: Sequence[Attribution], language: str
) -> Iterator[_Stretch]:
    spoken = {each.start: each for each in said}
    headings = _headings(chapter, cues.paragraphs)
    for at, paragraph in enumerate(cues.paragraphs):
        if at < headings:
            yield _Stretch(paragraph.start, paragraph.end, "heading")
            continue
        for part in paragraph.parts:
            who = spoken.get(part.start) if part.quoted else None
            for start, end in _sentences(chapter.text, part.start, part.end, together=who is not None):
                if who is None:
                    yield _Stretch(start, end, "narration")
                else:
                    around = (paragraph.start, paragraph.end)
                    yield _Stretch(
                        start, end, "speech", who, direct(chapter.text, start, end, around, language)
                    )


def _headings(chapter: Chapter, paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs at the beginning are the chapter's heading."""
    title = _letters(chapter.title)
    found = ""
    for at, paragraph in enumerate(paragraphs[:3]):
        found += _letters(chapter.text[paragraph.start : paragraph.end])
        if not title.startswith(found):
            return at
        if found == title:
            return at + 1
    return 0


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _sentences(text: str, start: int, end: int, together: bool) -> Iterator[tuple[int, int]]:
    """The sentences of text[start:end] without blanks around them; together: as many as one line holds."""
    begin, stop, count = start, start, 0
    for sentence in split(text[start:end], max_words=LONGEST):
        plain = sentence.text.strip()
        if not plain:
            continue
        first = start + sentence.start + sentence.text.index(plain)
        words = len(_WORD.findall(plain))
        if stop > start and not (together and count + words <= LONGEST):
            yield begin, stop
            begin, count = first, 0
        if stop == start:
            begin = first
        stop, count = first + len(plain), count + words
    if stop > start:
        yield begin, stop
