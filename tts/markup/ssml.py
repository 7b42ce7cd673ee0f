"""SSML 1.1 → plain text, spans and breaks: the subset that docs/markup.md documents.

Read by defusedxml: without DTD, without entities of its own, without access to anything outside, bounded in
size and depth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from tts.errors import DramatisError, MarkupError, TextError
from tts.markup.elements import EMPTY, mistake
from tts.markup.express import express
from tts.markup.layer import layer
from tts.markup.marked import Marked
from tts.markup.place import Places, error
from tts.markup.prosody import prosody
from tts.markup.say_as import say_as
from tts.markup.writer import DEEPEST, SHORTEST_BREAK, Writer, inside_word
from tts.style.identity import Identity
from tts.style.space import Style
from tts.text.phonemize import languages

LONGEST_SSML = 4_000_000
"""Characters, markup included."""

STRENGTHS: dict[str, float] = {
    "none": 0.0, "x-weak": 0.1, "weak": 0.2, "medium": 0.4, "strong": 0.7, "x-strong": 1.2,
}  # fmt: skip
"""Seconds of silence for ``<break strength>``."""

_BLANKS = re.compile(r"([ \t\r\n]+)")
_TIME = re.compile(r"\s*\+?(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})\s*(ms|s)\s*", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"\s*(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})\s*", re.ASCII)


def parse_ssml(
    source: str,
    style: Style | None = None,
    caption: str | None = None,
    speaker: Identity | None = None,
    language: str = "en-us",
) -> Marked:
    """Read an SSML document.

    style, caption: of the request, which a span's style is laid over (None = `Style()`). speaker: who
    speaks; needed for pitches in Hz. language: espeak's identifier, unless the document names its own.
    White space is one blank wherever it stands; ``<p>`` and ``<s>`` stand in paragraphs of their own.
    Raises MarkupError, which points at the character, for what is not well-formed, a DTD or entity, an
    unknown element, attribute or value, and IPA that is none; TextError for more than `LONGEST_SSML`
    characters.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.sax import make_parser

    if len(source) > LONGEST_SSML:
        raise TextError(f"the document has {len(source)} characters; read at most {LONGEST_SSML} at a time")
    if half := re.search("[\ud800-\udfff]", source):
        raise error(source, half.start(), "half of a surrogate pair is no character; leave it out")
    places = Places(source)
    parser = make_parser()
    parser.forbid_dtd = True

    def here() -> int:
        return places.offset(parser.getLineNumber(), parser.getColumnNumber() + 1)

    reader = _Reader(Writer(source, style or Style(), caption), here, speaker, language)
    parser.setContentHandler(reader)
    try:
        parser.feed(source)
        parser.close()
    except SAXParseException as failed:
        what = failed.getMessage()
        fix = _FIXES.get(what, "write it as XML, with & as &amp; and < as &lt;")
        raise error(source, min(here(), len(source)), f"{what}; {fix}") from None
    except DefusedXmlException:
        forbidden = "a DTD, entity or external reference is not allowed; leave it out"
        raise error(source, min(here(), len(source)), forbidden) from None
    return reader.result()


_FIXES = {
    "syntax error": "an SSML document begins with <speak>",
    "no element found": "the document ends before </speak>",
    "undefined entity": "only &amp; &lt; &gt; &quot; &apos; and numbers such as &#160; are known",
    "mismatched tag": "close the elements in the order in which they were opened",
    "junk after document element": "nothing may follow </speak>",
    "duplicate attribute": "give each attribute once",
}


@dataclass(frozen=True)
class _Element:
    """An element that is not closed yet."""

    name: str
    where: int
    given: Mapping[str, str]
    is_span: bool


class _Reader(ContentHandler):
    """Events of the XML parser → the writer."""

    def __init__(
        self, writer: Writer, here: Callable[[], int], speaker: Identity | None, language: str
    ) -> None:
        super().__init__()
        self._writer, self._here = writer, here
        self._speaker = speaker
        self._language = language
        self._named: str | None = None  # the language that the document names
        self._base = writer.style
        self._open: list[_Element] = []
        self._gap = ""  # what separates the text so far from what comes
        self._apart = False  # whether a break stands between them
        self._held: list[str] = []  # text of a say-as or sub
        self._ignored = 0  # depth inside metadata

    def result(self) -> Marked:
        return self._writer.finish(self._named)

    # Events

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  # the parser's name
        where = self._here()
        if self._ignored:
            self._ignored += 1
            return
        if len(self._open) >= DEEPEST:
            raise self._error(where, f"more than {DEEPEST} elements inside one another; close some first")
        given = dict(attrs)
        if wrong := mistake(name, given, self._open[-1].name if self._open else ""):
            raise self._error(where, wrong)
        if language := given.get("xml:lang"):
            self._speak_in(language, where)
        opened = False
        if name in ("p", "s"):
            self._gap = "\n\n"
        elif name == "break":
            self._break(given, where)
        elif name in ("mark", "meta", "metadata"):
            self._writer.note(where, f"<{name}> is left out")
            self._ignored = int(name == "metadata")
        elif name in _SPANS:
            try:
                opened = _SPANS[name](self, given, where)
            except MarkupError:
                raise
            except DramatisError as failed:
                raise self._error(where, str(failed)) from None
        self._open.append(_Element(name, where, given, opened))

    def endElement(self, name: str) -> None:  # noqa: N802
        if self._ignored > 1:
            self._ignored -= 1
            return
        self._ignored = 0
        element = self._open.pop()
        if name == "say-as":
            self._say_as(element.given, element.where)
        elif name == "sub":
            self._held.clear()
            self._text(element.given["alias"])
        if element.is_span:
            self._writer.leave()
        if name in ("p", "s"):
            self._gap = "\n\n"

    def characters(self, content: str) -> None:
        if self._ignored:
            return
        name = self._open[-1].name
        if name in ("say-as", "sub"):
            self._held.append(content)
        elif name in EMPTY and content.strip():
            raise self._error(self._here(), f"<{name}> is empty; put the text outside")
        else:
            self._text(content)

    # Text

    def _text(self, content: str) -> None:
        for part in _BLANKS.split(content):
            if not part:
                continue
            if _BLANKS.fullmatch(part):
                self._gap = self._gap or " "
                continue
            last = self._writer.last()
            if last and self._gap:
                self._writer.separate(self._gap)
            elif self._apart and inside_word(last + part[0], 1):
                self._writer.separate(" ")
            self._gap, self._apart = "", False
            self._writer.text(part)

    # Elements

    def _error(self, where: int, message: str) -> MarkupError:
        return error(self._writer.source, where, message)

    def _speak_in(self, written: str, where: int) -> None:
        language = _language(written)
        if language is None:
            raise self._error(
                where, f'xml:lang="{written[:40]}" is no language we speak; valid: {", ".join(languages())}'
            )
        if not self._open:
            self._named = self._language = language
        elif language != self._language:
            raise self._error(
                where,
                f'xml:lang="{written}" inside {self._language}: one request speaks one language; '
                "send this part by itself",
            )

    def _break(self, given: Mapping[str, str], where: int) -> None:
        strength = given.get("strength", "medium").strip()
        if strength not in STRENGTHS:
            raise self._error(
                where, f'strength="{strength[:40]}" is no strength; valid: {", ".join(STRENGTHS)}'
            )
        seconds = STRENGTHS[strength]
        if "time" in given:
            match = _TIME.fullmatch(given["time"])
            if match is None:
                raise self._error(
                    where, f'time="{given["time"][:40]}" is no time; valid: 300ms, 0.5s and the like'
                )
            seconds = round(float(match[1]) / (1000 if match[2].lower() == "ms" else 1), 6)
        if seconds < SHORTEST_BREAK:
            self._writer.note(
                where, f"a break of {seconds * 1000:g} ms lasts {SHORTEST_BREAK * 1000:g} ms, the shortest"
            )
            seconds = SHORTEST_BREAK
        self._writer.pause(seconds, where)
        self._apart = True

    def _say_as(self, given: Mapping[str, str], where: int) -> None:
        written = " ".join("".join(self._held).split())
        self._held.clear()
        kind, order = given["interpret-as"].strip(), given.get("format", "").strip()
        if not written:
            raise self._error(where, "<say-as> has nothing to speak; put the words inside")
        if kind != "date":
            for attribute in ("format", "detail"):
                if attribute in given:
                    self._writer.note(where, f"{attribute} of <say-as> changes nothing of {kind}")
        try:
            said, note = say_as(kind, written, self._language, order)
        except TextError as failed:
            raise self._error(where, str(failed)) from None
        if note:
            self._writer.note(where, note)
        self._apart = True
        spelled = kind in ("characters", "spell-out", "verbatim") and self._language.startswith("en")
        # a capital A inside a sentence would be read as the article
        for part in re.split(r"(\bA\b)", said) if spelled else [said]:
            if part == "A":
                self._writer.pronounce(part, where, "eɪ", where)
                self._text(part)
                self._writer.leave()
            else:
                self._text(part)
        self._apart = True

    # Elements that are spans: each enters one, or tells why not

    def _prosody(self, given: Mapping[str, str], where: int) -> bool:
        for attribute in ("contour", "duration"):
            if attribute in given:
                self._writer.note(
                    where, f"{attribute} of <prosody> is left out; it is asked of a whole request"
                )
        values = {
            name: value for name, value in given.items() if name in ("rate", "pitch", "range", "volume")
        }
        if not values:
            if len(given) == 0:
                raise self._error(where, "<prosody> asks for nothing; valid: rate, pitch, range, volume")
            return False
        style, notes = prosody(self._writer.style, self._base, values, self._speaker)
        self._enter("prosody", where, style, notes)
        return True

    def _emphasis(self, given: Mapping[str, str], where: int) -> bool:
        level = given.get("level", "moderate").strip()
        if level in ("strong", "moderate"):
            self._writer.enter("<emphasis>", where, emphasis=True)
            return True
        if level == "reduced":
            style, notes = prosody(
                self._writer.style, self._base, {"volume": "-3dB", "range": "-30%"}, self._speaker
            )
            self._enter("emphasis", where, style, notes)
            return True
        if level != "none":
            valid = "valid: strong, moderate, none, reduced"
            raise self._error(where, f'level="{level[:40]}" is no level of emphasis; {valid}')
        if self._writer.emphasis:
            self._writer.note(where, 'level="none" does not lift the emphasis around it')
        return False

    def _phoneme(self, given: Mapping[str, str], where: int) -> bool:
        alphabet = given.get("alphabet", "ipa").strip()
        if alphabet.lower() != "ipa":
            raise self._error(where, f'alphabet="{alphabet[:40]}" is not read; valid: ipa')
        self._writer.pronounce("<phoneme>", where, given["ph"], where)
        return True

    def _styled(self, given: Mapping[str, str], where: int) -> bool:
        laid = layer(self._writer.style, given["caption"])
        style, notes = laid.style, laid.notes
        if "intensity" in given:
            style = replace(style, intensity=self._number("intensity", given["intensity"], where))
            if not style.emotions:
                notes += ("intensity changes nothing without an emotion; name one in the caption",)
        self._enter("dramatis:style", where, style, notes, laid.wording)
        return True

    def _express(self, given: Mapping[str, str], where: int) -> bool:
        if "role" in given:
            self._writer.note(where, "role is left out; who speaks is chosen for the whole request")
        degree = self._number("styledegree", given.get("styledegree", "1"), where)
        name = given["style"].strip()
        style, notes = express(self._writer.style, name, degree)
        self._enter("mstts:express-as", where, style, notes, re.sub("[_-]", " ", name))
        return True

    def _enter(
        self, name: str, where: int, style: Style, notes: tuple[str, ...], caption: str | None = None
    ) -> None:
        for note in notes:
            self._writer.note(where, note)
        self._writer.enter(f"<{name}>", where, style=style, caption=caption)

    def _number(self, attribute: str, written: str, where: int) -> float:
        match = _NUMBER.fullmatch(written)
        if match is None:
            raise self._error(where, f'{attribute}="{written[:40]}" is no number; write one such as 1.5')
        return float(match[1])


_SPANS: dict[str, Callable[[_Reader, Mapping[str, str], int], bool]] = {
    "prosody": _Reader._prosody,
    "emphasis": _Reader._emphasis,
    "phoneme": _Reader._phoneme,
    "dramatis:style": _Reader._styled,
    "mstts:express-as": _Reader._express,
}


def _language(written: str) -> str | None:
    """espeak's identifier for a BCP 47 tag."""
    tag = written.strip().lower().replace("_", "-")
    known = languages()
    aliases = {"zh-hk": "yue", "zh-yue": "yue", "zh-mo": "yue", "zh": "cmn", "en": "en-us", "fr": "fr-fr"}
    while tag:
        if found := aliases.get(tag, tag if tag in known else None):
            return found
        tag = tag.rpartition("-")[0]
    return None
