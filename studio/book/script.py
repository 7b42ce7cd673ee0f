"""The script of a book: who says which line and how, in one plain-text file that a person can edit.

The file is described in docs/audiobook.md. Reading back what was written gives an equal script, whatever the
text; one line of the file is one line of the book.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tts.errors import BookError

NARRATOR = "narrator"
"""The speaker of all that nobody says aloud."""

BOUNDARIES = ("none", "sentence", "paragraph", "scene", "end")
KINDS = ("heading", "narration", "speech")

FORMAT = "dramatis script 1"
"""First line of a script's file."""

_HEADER = ("title", "author", "language")
_NUMBER = r"\d+(?:\.\d+)?(?:e-?\d+)?"
_HEAD = re.compile(
    r"(?P<speaker>(?:\\u\{[0-9a-fA-F]{1,6}\}|\\.|[^\\:\[\]{}<>])*)"
    r"(?P<groups>(?:<[^<>]*>\s*|\[(?:\\.|[^\\\]])*\]\s*|\{(?:\\u\{[0-9a-fA-F]{1,6}\}|\\.|[^\\}])*\}\s*)*)"
    r":(?P<text>.*)"
)
_GROUP = re.compile(r"<([^<>]*)>|\[((?:\\.|[^\\\]])*)\]|\{((?:\\u\{[0-9a-fA-F]{1,6}\}|\\.|[^\\}])*)\}")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|(.?))")
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "s": " "}
_AFTER = re.compile(r"(?<!\\)(?:\\\\)*(\\\|)")
_ENDS_SENTENCE = re.compile(r"[.!?…‽。｡！？][\W_]*$")
_EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]['\"”’」』—…]*$")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_SILENCE = re.compile(r"[\s.…]*|.*[\"“”‘’«»「」『』].*", re.DOTALL)
_SCENE_LINE = re.compile(r"\n\n(\S(?:[^\n]*\S)?)\n\n")


@dataclass(frozen=True)
class ScriptLine:
    """One line: a sentence of narration, or one stretch of speech; what is spoken as one take.

    text: spoken, no white space at its ends. after: the white space and other unspoken separators (such as
    "* * *") that follow it in the chapter. speaker: `NARRATOR` or a character as the cast names it.
    direction: a caption, English or Chinese; None = plain. intensity: 0–2, None = the caption's.
    boundary: what follows, one of `BOUNDARIES`. kind: one of `KINDS`. confidence: of the speaker, 0–1.
    evidence: why this speaker and direction, short.

    Raises BookError when a value is malformed.
    """

    text: str
    after: str = ""
    speaker: str = NARRATOR
    direction: str | None = None
    intensity: float | None = None
    boundary: str = "sentence"
    kind: str = "narration"
    confidence: float = 1.0
    evidence: str = ""

    def __post_init__(self) -> None:
        if not self.text or self.text != self.text.strip():
            raise BookError(f"a line needs text without white space at its ends, not {self.text!r}")
        for name in ("speaker", "direction", "evidence"):
            value = getattr(self, name)
            if value is not None and value != value.strip():
                raise BookError(f"the {name} {value!r} has white space at its ends; leave it out")
        if not self.speaker:
            raise BookError(f"a line needs a speaker; write {NARRATOR!r} for narration")
        if self.direction == "":
            raise BookError("a direction is empty; leave it out to speak plainly")
        if self.intensity is not None and not 0 <= self.intensity <= 2:
            raise BookError(f"an intensity must lie within 0–2, not {self.intensity!r}")
        if not 0 <= self.confidence <= 1:
            raise BookError(f"a confidence must lie within 0–1, not {self.confidence!r}")
        for name, known in (("boundary", BOUNDARIES), ("kind", KINDS)):
            if (value := getattr(self, name)) not in known:
                raise BookError(f"a line's {name} must be one of {', '.join(known)}, not {value!r}")


@dataclass(frozen=True)
class ScriptChapter:
    """A chapter's lines in order. included: whether it is read."""

    title: str
    lines: tuple[ScriptLine, ...]
    included: bool = True

    @property
    def text(self) -> str:
        """The chapter's text, as it was imported."""
        return "".join(line.text + line.after for line in self.lines)


@dataclass(frozen=True)
class Script:
    """A whole book, line by line. language: BCP 47."""

    title: str
    authors: tuple[str, ...]
    language: str
    chapters: tuple[ScriptChapter, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who says a line of an included chapter, in order of appearance."""
        spoken = (line.speaker for chapter in self.chapters if chapter.included for line in chapter.lines)
        return tuple(dict.fromkeys(spoken))


def boundary(text: str, after: str, last: bool = False) -> str:
    """What follows a line, as its text and the separators after it show. last: of its chapter."""
    if last:
        return "end"
    between = _PARAGRAPH.split(after)
    if any(not _SILENCE.fullmatch(part) for part in between[1:]):
        return "scene"
    if len(between) > 1:
        return "paragraph"
    return "sentence" if _ENDS_SENTENCE.search(text) else "none"


def kind(speaker: str) -> str:
    """The kind of a line where none is written."""
    return "narration" if speaker == NARRATOR else "speech"


def write(script: Script) -> str:
    """The script's file, ending with a line end; `parse` gives an equal script."""
    rows = [FORMAT, f"title: {_edged(script.title)}".rstrip()]
    rows += [f"author: {_edged(author)}".rstrip() for author in script.authors]
    rows.append(f"language: {_edged(script.language)}".rstrip())
    for chapter in script.chapters:
        rows += ["", f"{'==' if chapter.included else '--'} {_edged(chapter.title)}".rstrip(), ""]
        for line, following in pairwise((*chapter.lines, None)):
            if line is not None:
                rows += _rows(line, following is None)
        while rows[-1] == "":
            rows.pop()
    return "\n".join(rows) + "\n"


def write_line(line: ScriptLine, last: bool = False) -> str:
    """One line as the file has it, without what separates it from the next. last: of its chapter."""
    return _rows(line, last)[0]


@lru_cache(maxsize=2)
def parse(text: str) -> Script:
    """Read a script's file.

    Raises BookError naming the line of the file and the fix.
    """
    rows = [row.rstrip() for row in text.removeprefix("\ufeff").split("\n")]
    if rows[0] != FORMAT:
        raise _error(1, f"a script begins with {FORMAT!r}, not {rows[0][:60]!r}; put that line first")
    fields, at = _header(rows)
    chapters: list[ScriptChapter] = []
    while at < len(rows):
        mark, title = rows[at][:2], rows[at][2:].strip()
        end = at + 1
        while end < len(rows) and rows[end][:2] not in ("==", "--"):
            end += 1
        name = _plain(title, at + 1)
        chapters.append(ScriptChapter(name, tuple(_lines(rows, at + 1, end)), included=mark == "=="))
        at = end
    return Script(
        title="".join(fields["title"]),
        authors=tuple(fields["author"]),
        language="".join(fields["language"]),
        chapters=tuple(chapters),
    )


# Writing


def _rows(line: ScriptLine, last: bool) -> list[str]:
    """The file's rows of a line: itself, and empty and "~" rows when they tell what follows it."""
    head = re.sub(r"^[-=~]", r"\\\g<0>", _escaped(line.speaker, ":[]{}<>"))
    if line.kind != kind(line.speaker):
        head += f" <{line.kind}>"
    if line.boundary != boundary(line.text, line.after, last):
        head += f" <before {line.boundary}>"
    direction = [_escaped(line.direction, "]*")] if line.direction is not None else []
    if line.intensity is not None:
        direction.append(f"*{float(line.intensity)!r}")
    if direction:
        head += f" [{' '.join(direction)}]"
    if line.confidence != 1 or line.evidence:
        head += f" {{{' '.join([_short(line.confidence), _escaped(line.evidence, '}')]).rstrip()}}}"
    row = f"{head}: {_escaped(line.text)}"
    if last:
        return [row if line.after == "" else row + _explicit(line.after)]
    if line.after == _gap(line.text):
        return [row]
    if line.after == "\n\n":
        return [row, ""]
    scene = _SCENE_LINE.fullmatch(line.after)
    if scene and scene[1] == scene[1].strip():
        return [row, "", f"~ {_escaped(scene[1])}", ""]
    return [row + _explicit(line.after), *([""] if "\n\n" in line.after else [])]


def _explicit(after: str) -> str:
    return "\\|" + "".join(_blank(char) if char.isspace() else _escaped(char) for char in after)


def _short(number: float) -> str:
    return repr(float(number)).removesuffix(".0")


def _gap(text: str) -> str:
    """What stands between two lines of a paragraph when nothing is written."""
    return "" if _EAST_ASIAN.search(text) else " "


def _edged(text: str) -> str:
    """A text that fills a row: the blanks at its ends are escaped as well."""
    inner = text.strip()
    lead, tail = (text[: text.index(inner)], text[text.index(inner) + len(inner) :]) if inner else (text, "")
    return "".join(map(_blank, lead)) + _escaped(inner) + "".join(map(_blank, tail))


def _blank(char: str) -> str:
    return next((f"\\{name}" for name, meant in _NAMED.items() if char == meant), _numbered(char))


def _escaped(text: str, special: str = "") -> str:
    def one(char: str) -> str:
        if char == "\\" or char in special:
            return "\\" + char
        if char in "\n\r\t":
            return _blank(char)
        return _numbered(char) if _is_hidden(char) else char

    return "".join(map(one, text))


def _numbered(char: str) -> str:
    return f"\\u{{{ord(char):x}}}"


def _is_hidden(char: str) -> bool:
    """Characters that an editor shows as nothing, or takes for the end of a line."""
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char == "\ufeff"


# Reading


def _error(row: int, message: str) -> BookError:
    return BookError(f"line {row} of the script: {message}")


def _header(rows: list[str]) -> tuple[dict[str, list[str]], int]:
    """The fields before the first chapter, and the row at which it begins."""
    fields: dict[str, list[str]] = {name: [] for name in _HEADER}
    for at, row in enumerate(rows[1:], 1):
        if row[:2] in ("==", "--"):
            return fields, at
        if not row:
            continue
        name, colon, value = row.partition(":")
        if not colon or name not in fields:
            raise _error(
                at + 1,
                f"before the first chapter only {', '.join(_HEADER)} may stand, each with a colon, "
                f"not {row[:60]!r}; a chapter begins with '== TITLE'",
            )
        if name != "author" and fields[name]:
            raise _error(at + 1, f"{name} is given twice; keep one of them")
        fields[name].append(_plain(value.strip(), at + 1))
    return fields, len(rows)


def _lines(rows: list[str], start: int, end: int) -> Iterator[ScriptLine]:
    """The lines in rows[start:end], those of one chapter."""
    places = [at for at in range(start, end) if rows[at] and not rows[at].startswith("~")]
    for at in range(start, places[0] if places else end):
        if rows[at]:
            raise _error(at + 1, "a break of scenes stands before the first line; remove it")
    for place, following in pairwise((*places, end)):
        last = place == places[-1]
        yield _line(rows[place], place + 1, last, _separator(rows, place + 1, following, last))


def _separator(rows: list[str], start: int, end: int, last: bool) -> Callable[[str], str]:
    """What rows[start:end], empty ones and breaks of scenes, put after a line's text."""
    scenes = [(at, rows[at][1:].strip()) for at in range(start, end) if rows[at]]
    if scenes:
        for at, scene in scenes:
            if not scene:
                raise _error(at + 1, "'~' needs what stands in the book there, such as '~ * * *'")
        between = "\n\n".join(_plain(scene, at + 1) for at, scene in scenes)
        return lambda _: f"\n\n{between}" + ("" if last else "\n\n")
    if last:
        return lambda _: ""
    return (lambda _: "\n\n") if end > start else _gap


def _line(row: str, number: int, last: bool, separator: Callable[[str], str]) -> ScriptLine:
    found = _HEAD.fullmatch(row)
    if not found:
        raise _error(
            number,
            f"{row[:60]!r} is no line of a script; write 'SPEAKER: TEXT' or 'SPEAKER [DIRECTION]: TEXT', "
            "with a backslash before each : [ ] { } < > of a speaker's name",
        )
    values: dict[str, object] = {"speaker": _plain(found["speaker"].strip(), number)}
    for group in _GROUP.finditer(found["groups"]):
        read = (_tag, _direction, _evidence)[(group.lastindex or 1) - 1]
        for key, value in read(group[group.lastindex or 1], number).items():
            if key in values:
                raise _error(number, f"the {key} is given twice; keep one of them")
            values[key] = value
    written = found["text"].strip()
    cut = _AFTER.search(written)
    text = _plain(written[: cut.start(1)] if cut else written, number)
    after = _plain(written[cut.end() :], number) if cut else separator(text)
    if not text.strip():
        raise _error(number, "there is no text after the colon; write it, or remove the line")
    values.setdefault("kind", kind(str(values["speaker"])))
    values.setdefault("boundary", boundary(text, after, last))
    try:
        return ScriptLine(text=text, after=after, **values)  # type: ignore[arg-type]
    except BookError as error:
        raise _error(number, str(error)) from None


def _tag(tag: str, number: int) -> dict[str, object]:
    if tag in KINDS:
        return {"kind": tag}
    first, _, name = tag.partition(" ")
    if first == "before" and name in BOUNDARIES:
        return {"boundary": name}
    known = ", ".join([f"<{name}>" for name in KINDS] + [f"<before {name}>" for name in BOUNDARIES])
    raise _error(number, f"<{tag}> is not known; use one of {known}")


def _direction(written: str, number: int) -> dict[str, object]:
    found = re.fullmatch(rf"(?P<caption>.*?)(?:(?:^|\s+)\*(?P<intensity>{_NUMBER}))?\s*", written)
    named: dict[str, object] = {}
    if found and found["intensity"]:
        written = found["caption"]
        named["intensity"] = float(found["intensity"])
    if caption := _plain(written.strip(), number):
        named["direction"] = caption
    return named


def _evidence(written: str, number: int) -> dict[str, object]:
    found = re.match(rf"\s*({_NUMBER})(?:\s+|$)", written)
    named: dict[str, object] = {"evidence": _plain(written[found.end() if found else 0 :].strip(), number)}
    if found:
        named["confidence"] = float(found[1])
    return named


def _plain(escaped: str, number: int) -> str:
    """The text that was escaped."""

    def one(found: re.Match[str]) -> str:
        if found[1]:
            if (code := int(found[1], 16)) <= 0x10FFFF:
                return chr(code)
        elif found[2] == "u":
            raise _error(number, "\\u stands for no character; write for example \\u{2028}, or \\\\u for \\u")
        elif found[2]:
            return _NAMED.get(found[2], found[2])
        raise _error(number, f"{found[0]!r} stands for no character; write \\\\ for a backslash")

    return _ESCAPE.sub(one, escaped)
