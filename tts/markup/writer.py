"""The plain text, spans and breaks of a marked-up text while it is being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tts.errors import StyleError, TextError
from tts.markup.layer import layer
from tts.markup.marked import Marked
from tts.markup.place import Places, error
from tts.request import Break, Span
from tts.style.space import Style
from tts.text.transcription import transcribe

DEEPEST = 64
"""Spans inside one another."""

SHORTEST_BREAK, LONGEST_BREAK = 0.05, 10.0  # s

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_UNSPACED}]"
_INSIDE_WORD = re.compile(rf"(?:(?<={_LETTER})|(?<={_LETTER}['’-]))(?={_LETTER})")
_ENDING = re.compile(r"['’]s\b")


def inside_word(text: str, at: int) -> bool:
    """Whether a word runs on over the border before text[at], in writing that has blanks between words."""
    return _INSIDE_WORD.match(text, at) is not None


@dataclass(frozen=True)
class Entered:
    """A span that is not closed yet.

    mark, where: what opened it, and where. style, caption: that hold inside. rank: its place in order.
    filled: characters that were no blanks before it.
    """

    mark: str
    where: int
    span: Span
    style: Style
    caption: str | None
    rank: int
    filled: int


class Writer:
    """Takes a marked-up text piece by piece; `where` is always an offset in the source.

    source: for errors. style, caption: of the request.
    """

    def __init__(self, source: str, style: Style, caption: str | None) -> None:
        self.source = source
        self._style, self._caption = style, caption
        self._parts: list[str] = []
        self._length = 0
        self._filled = 0  # characters so far that are no blanks
        self._spoken = 0  # and that are letters or digits
        self._open: list[Entered] = []
        self._closed: list[tuple[int, int, Span]] = []  # rank, where, span
        self._breaks: list[tuple[Break, int, int]] = []  # where, and how much was spoken before
        self._entered = 0
        self._notes: list[tuple[int, str]] = []

    @property
    def innermost(self) -> Entered | None:
        """The span that is open last."""
        return self._open[-1] if self._open else None

    @property
    def emphasis(self) -> Entered | None:
        """The open span whose words are stressed."""
        return next((entered for entered in self._open if entered.span.emphasis), None)

    @property
    def style(self) -> Style:
        """The style that holds here."""
        return self._open[-1].style if self._open else self._style

    def note(self, where: int, message: str) -> None:
        """Tell what is not honoured."""
        self._notes.append((where, message))

    def text(self, characters: str) -> None:
        """Text that is spoken."""
        if not characters:
            return
        for index, entered in enumerate(self._open):
            if entered.span.start < 0:
                self._open[index] = replace(entered, span=replace(entered.span, start=self._length))
        self._parts.append(characters)
        self._length += len(characters)
        self._filled += sum(not character.isspace() for character in characters)
        self._spoken += sum(character.isalnum() for character in characters)

    def separate(self, blanks: str) -> None:
        """Blanks that belong to no span which has no other text yet."""
        self._parts.append(blanks)
        self._length += len(blanks)

    def last(self) -> str:
        """The last character, or nothing."""
        return self._parts[-1][-1] if self._parts else ""

    def direct(self, mark: str, where: int, caption: str, choices: str) -> None:
        """Enter a span that is spoken as a caption says; choices: what an error tells to write instead."""
        try:
            laid = layer(self.style, caption)
        except StyleError as failed:
            raise error(self.source, where, f"{failed}; {choices}") from None
        for message in laid.notes:
            self.note(where, message)
        self.enter(mark, where, style=laid.style, caption=laid.wording)

    def pronounce(self, mark: str, where: int, ipa: str, ipa_where: int) -> None:
        """Enter a span whose words sound like this IPA."""
        try:
            transcribe(ipa)
        except TextError as failed:
            raise error(self.source, ipa_where, str(failed)) from None
        self.enter(mark, where, pronunciation=ipa)

    def enter(
        self,
        mark: str,
        where: int,
        *,
        style: Style | None = None,
        caption: str | None = None,
        emphasis: bool = False,
        pronunciation: str | None = None,
    ) -> None:
        """Enter a span. style: complete, in place of the one around it. caption: the wording behind it."""
        if len(self._open) >= DEEPEST:
            raise error(self.source, where, f"more than {DEEPEST} spans inside one another; close some first")
        around = self._open[-1].caption if self._open else self._caption
        if style and self.style.emotions and style.emotions != self.style.emotions:
            around = None  # the wording of an emotion that is no longer felt would mislead
        behind = ", ".join(filter(None, (around, caption))) or None
        span = Span(-1, -1, style, behind if style else None, emphasis, pronunciation)
        mark = mark if len(mark) <= 40 else mark[:39] + "…"
        rank = self._entered
        self._open.append(Entered(mark, where, span, style or self.style, behind, rank, self._filled))
        self._entered += 1

    def leave(self) -> None:
        """Close the span that is open last. Raises MarkupError when it has nothing to speak."""
        entered = self._open.pop()
        if self._filled == entered.filled:
            nothing = f"nothing to speak inside {entered.mark}; put words into it or drop it"
            raise error(self.source, entered.where, nothing)
        self._closed.append((entered.rank, entered.where, replace(entered.span, end=self._length)))

    def pause(self, seconds: float, where: int) -> None:
        """A break; several between the same words add up."""
        pause = Break(self._length, seconds)
        if self._breaks and self._breaks[-1][2] == self._spoken:
            before, *_ = self._breaks.pop()
            pause = Break(before.at, before.seconds + seconds)
        if not SHORTEST_BREAK <= pause.seconds <= LONGEST_BREAK:
            raise error(
                self.source,
                where,
                f"a pause lasts {SHORTEST_BREAK * 1000:g} ms to {LONGEST_BREAK:g} s, not {pause.seconds:g} s",
            )
        self._breaks.append((pause, where, self._spoken))

    def finish(self, language: str | None = None) -> Marked:
        """The whole.

        Raises MarkupError when a style begins, a pronunciation begins or ends, or a break stands inside a
        word.
        """
        text = "".join(self._parts)
        for _, where, span in self._closed:
            if span.style is None and span.pronunciation is None:
                continue
            if inside_word(text, span.start):
                raise error(self.source, where, "a span begins inside a word; begin it where the word begins")
            if span.pronunciation and inside_word(text, span.end) and not _ENDING.match(text, span.end):
                whole = "a pronunciation ends inside a word; let it stand for the whole word"
                raise error(self.source, where, whole)
        for pause, where, _ in self._breaks:
            if inside_word(text, pause.at):
                raise error(self.source, where, "a pause inside a word; put a blank before it")
        spans = tuple(span for _, _, span in sorted(self._closed, key=lambda closed: closed[0]))
        breaks = tuple(pause for pause, _, _ in self._breaks)
        places = Places(self.source)
        notes = tuple(f"{places.at(where)}: {message}" for where, message in sorted(self._notes))
        return Marked(text, spans, breaks, notes, language)
