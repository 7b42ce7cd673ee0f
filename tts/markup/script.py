r"""Script markup: ``*stress*``, ``[whispering] … [/]``, ``[pause 300 ms]``, ``[tomato|/təˈmɑːtoʊ/]``.

The grammar is documented in docs/markup.md. Markup is read only where it is asked for, so that the brackets
and asterisks of a book stay what they are; `escape` makes any text into markup that means itself.
"""

from __future__ import annotations

import re

from tts.errors import TextError
from tts.markup.marked import Marked
from tts.markup.place import error
from tts.markup.writer import Writer
from tts.style.space import Style
from tts.text.frontend import LONGEST_TEXT

_LONGEST_BRACKET = 4_000  # characters

_MARK = re.compile(r"\\[\\\[\]*|]|\*+|[\[\]]|\n[^\S\n]*\n")
_BODY = re.compile(r"\[((?:[^\[\]\\\r\n]+|\\[^\r\n])*)(\]?)")
_BAR = re.compile(r"(?:[^\\|]|\\.)*?\|")
_BARE_ASTERISK = re.compile(r"(?:[^\\*]|\\.)*?\*")
_PAUSE = re.compile(r"\s*(?:pause(?=[\s\d.]|$)|(?:停顿|暂停)(?=\s*[\d.]|\s*$))(.*)", re.IGNORECASE)
_LENGTH = re.compile(
    r"\s*(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})\s*"
    r"(?:(?P<ms>ms|milliseconds?|毫秒)|s|sec|seconds?|秒钟?)\s*",
    re.IGNORECASE | re.ASCII,
)

_VALID = (
    "valid: [whispering] … [/] with any wording for a way to speak, [pause 300 ms], [停顿 0.5 秒], "
    r"[tomato|/təˈmɑːtoʊ/], *stress*, and \[ \] \* \\ for the characters themselves"
)
_LITERAL_ASTERISK = r"write \* for an asterisk in the text"


def parse(source: str, style: Style | None = None, caption: str | None = None) -> Marked:
    """Read script markup.

    style, caption: of the request, which a span's style is laid over (None = `Style()`).
    Raises MarkupError, which points at the character, for malformed markup, a caption of which nothing is
    understood, and IPA that is none; TextError for more than `LONGEST_TEXT` characters.
    """
    if len(source) > LONGEST_TEXT:
        raise TextError(f"the text has {len(source)} characters; read at most {LONGEST_TEXT} at a time")
    writer = Writer(source, style or Style(), caption)
    at = 0
    while (match := _MARK.search(source, at)) is not None:
        writer.text(source[at : match.start()])
        mark, at = match[0], match.end()
        if mark[0] == "\\":
            writer.text(mark[1])
        elif mark[0] == "*":
            _asterisks(source, match.start(), mark, writer)
        elif mark == "[":
            at = _bracket(source, match.start(), writer)
        elif mark == "]":
            raise error(source, match.start(), f"a ] without its [; {_VALID}")
        else:
            _not_over_paragraphs(source, writer)
            writer.text(mark[:-1])
            at -= 1  # the last line end may begin another blank line
    writer.text(source[at:])
    _not_over_paragraphs(source, writer)
    if writer.innermost:
        raise error(
            source, writer.innermost.where, f"{writer.innermost.mark} is never closed; put [/] where it ends"
        )
    return writer.finish()


def escape(text: str) -> str:
    r"""Markup that means just this text: ``parse(escape(text))`` has it, and neither spans nor breaks.

    >>> print(escape("see [1], 2*3"))
    see \[1\], 2\*3
    """
    return re.sub(r"[\\\[\]*]", r"\\\g<0>", text)


def _asterisks(source: str, where: int, mark: str, writer: Writer) -> None:
    closes = bool(source[where - 1 : where].strip()) if where else False
    opens = bool(source[where + len(mark) : where + len(mark) + 1].strip())
    stressed = writer.emphasis
    if not opens and not closes:
        writer.text(mark)  # a bullet, a line of asterisks, 2 * 3
    elif len(mark) > 2:
        raise error(source, where, f"one or two asterisks stress, not {len(mark)}; {_LITERAL_ASTERISK}")
    elif stressed and closes and writer.innermost is stressed and stressed.mark == mark:
        writer.leave()
    elif stressed and closes and writer.innermost:
        raise error(source, where, f"{mark} closes nothing here; close {writer.innermost.mark} first")
    elif stressed:
        raise error(source, where, f"{mark} inside words that are stressed already; close them first")
    elif opens:
        writer.enter(mark, where, emphasis=True)
    else:
        raise error(
            source, where, f"{mark} closes nothing; put {mark} before the words too; {_LITERAL_ASTERISK}"
        )


def _not_over_paragraphs(source: str, writer: Writer) -> None:
    if stressed := writer.emphasis:
        raise error(
            source,
            stressed.where,
            f"{stressed.mark} is not closed by another {stressed.mark} in its paragraph; {_LITERAL_ASTERISK}",
        )


def _bracket(source: str, where: int, writer: Writer) -> int:
    """Read what begins with the [ at `where`; returns where it ends."""
    match = _BODY.match(source, where)
    assert match is not None  # it begins with [
    mark, body = match[0], match[1]
    if not match[2]:
        inside = source[match.end() : match.end() + 1] == "["
        problem = "a [ inside [ ]" if inside else "the [ has no ] in its line"
        raise error(source, match.end() if inside else where, f"{problem}; {_VALID}")
    if not body.strip():
        raise error(source, where, f"nothing between [ and ]; {_VALID}")
    if len(body) > _LONGEST_BRACKET:
        raise error(source, where, f"{len(body)} characters between [ and ]; use at most {_LONGEST_BRACKET}")
    if body.strip().startswith("/"):
        _close(source, where, mark, writer)
    elif bar := _BAR.match(body):
        _pronounced(source, where, body, bar.end(), writer)
    elif pause := _PAUSE.fullmatch(body):
        writer.pause(_seconds(source, where, pause[1]), where)
    else:
        writer.direct(mark, where, _unescaped(body).strip(), _VALID)
    return match.end()


def _close(source: str, where: int, mark: str, writer: Writer) -> None:
    if mark[1:-1].strip() != "/":
        raise error(source, where, f"{mark} closes nothing; the last span is closed with [/]")
    if writer.innermost is None:
        raise error(source, where, "[/] closes nothing; no span is open here")
    if writer.innermost.span.emphasis:
        raise error(source, where, f"[/] closes nothing here; close {writer.innermost.mark} first")
    writer.leave()


def _pronounced(source: str, where: int, body: str, bar: int, writer: Writer) -> None:
    """[words|/IPA/]; bar: length of the part that ends with |."""
    words, said = body[: bar - 1], body[bar:].strip()
    if asterisk := _BARE_ASTERISK.match(words):
        raise error(
            source, where + asterisk.end(), f"put the asterisks around the bracket; {_LITERAL_ASTERISK}"
        )
    if len(said) < 3 or said[0] != "/" or said[-1] != "/":
        raise error(source, where + 1 + bar, "after | stands IPA between slashes, as in [tomato|/təˈmɑːtoʊ/]")
    writer.pronounce(f"[{body}]", where, _unescaped(said[1:-1]), where + 1 + bar)
    writer.text(_unescaped(words))
    writer.leave()


def _seconds(source: str, where: int, length: str) -> float:
    match = _LENGTH.fullmatch(length)
    if match is None:
        raise error(
            source,
            where,
            "a pause has a length in ms or s; valid: [pause 300 ms], [pause .5 s], [停顿 300 毫秒]",
        )
    return round(float(match[1]) / (1000 if match["ms"] else 1), 6)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\\[\]*|])", r"\1", text)
