"""Reading the words: without a direction, dialogue tags and content say how a line is spoken.

Rules over small lexica, English and Chinese: speech verbs ("whispered", 喊道), adverbs and phrases of manner
("said coldly", 带着哭腔), what the speaker does or the voice is like beside a quotation ("Her voice shook."),
interjections, first-person feelings, capitals and punctuation. What a cue means is said by a caption and
understood by `tts.style.captions`. Rather nothing than a guess: plain text yields no evidence and a neutral
style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from tts.errors import StyleError
from tts.request import Span, SpeechRequest
from tts.style.reading import chinese, english
from tts.style.reading.cues import Cue, together
from tts.style.reading.dialogue import Piece, Turn, pieces, turns
from tts.style.space import Style
from tts.text.sentences import split

LANGUAGES = ("en", "zh")
"""First parts of the language codes that can be read."""

_READERS: dict[str, ModuleType] = {"en": english, "zh": chinese, "cmn": chinese, "yue": chinese}
_SHORT = 4  # sentences of a paragraph that are one mood; a longer one is directed sentence by sentence


@dataclass(frozen=True)
class Evidence:
    """One place that says how to speak.

    quote: the words, text[start:end]; an offset below 0 counts back from the text's beginning into what
    stands before it, one from len(text) on lies in what stands after it. says: what it asks for, a caption.
    """

    quote: str
    start: int
    end: int
    says: str


@dataclass(frozen=True)
class Proposal:
    """How the words themselves want to be spoken; nothing is said of the text, which stays as it is.

    style: of the whole line; neutral (unset) when nothing says how, and when only parts of it are directed.
    spans: those parts (quotations between narration, single sentences of a long paragraph) with their own
    styles, in order, not overlapping. evidence: in order of place. confidence: 0 without evidence, else that
    of the least certain part, up to 1.
    """

    style: Style
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    spans: tuple[Span, ...] = ()

    def applied(self, request: SpeechRequest, intensity: float | None = None) -> SpeechRequest:
        """A request for the same text so directed: styles laid over its own, spans below those it has.

        intensity: of the emotions, 0–2, in place of the proposed one.
        """

        def over(style: Style) -> Style:
            if intensity is not None and style.emotions:
                style = replace(style, intensity=intensity)
            return request.style.merge(style)

        spans = tuple(replace(span, style=over(span.style)) for span in self.spans if span.style)
        return replace(request, style=over(self.style), spans=(*spans, *request.spans))

    def to_dict(self) -> dict[str, Any]:
        """All fields as JSON-ready values."""
        return {
            "style": self.style.to_dict(),
            "evidence": [vars(each) for each in self.evidence],
            "confidence": self.confidence,
            "spans": [
                {"start": span.start, "end": span.end, "style": span.style.to_dict() if span.style else None}
                for span in self.spans
            ],
        }


NEUTRAL = Proposal(Style())


def readable(language: str) -> bool:
    """Whether the words of a language can be read."""
    return _family(language) in _READERS


def propose(text: str, before: str = "", after: str = "", language: str = "en") -> Proposal:
    """Read how a text wants to be spoken from its own words and those around it.

    before, after: what stands right before and after it, such as the tag of a line whose quotation is the
    text; a line end parts paragraphs. A text without quotation marks is speech itself when a tag stands right
    beside it, and when there is no context; else it is narration, which stays neutral.
    language: "en…" or "zh…". Raises StyleError for another one.
    """
    reader = _READERS.get(_family(language))
    if reader is None:
        raise StyleError(f"the words of {language!r} cannot be read; choose one of {', '.join(LANGUAGES)}")
    whole = before + text + after
    here = range(len(before), len(before) + len(text))
    parts = _parts(whole, here, reader)
    stretches: list[tuple[tuple[tuple[int, int], ...], list[Cue]]] = []
    for turn in turns(whole, parts, reader.is_tag):
        cues = _turn_cues(reader, whole, turn)
        stretches.append((turn.quotes, cues))
    if not any(piece.quoted for piece in parts) and not (before + after).strip():
        stretches = list(_alone(reader, whole))
    return _proposal(whole, here, [(places, cues) for places, cues in stretches if cues])


def _family(language: str) -> str:
    return re.split(r"[-_]", language.lower())[0]


def _parts(whole: str, here: range, reader: ModuleType) -> list[Piece]:
    """The pieces of the whole; a text without marks beside a tag is a quotation."""
    found = pieces(whole)
    text = whole[here.start : here.stop]
    before, after = whole[: here.start], whole[here.stop :]
    if any(piece.quoted and piece.start < here.stop and here.start < piece.end for piece in found):
        return found
    led = re.search(r"[,:，：]\s*$", before) and reader.is_tag(before.rpartition("\n")[2])
    followed = not after.startswith("\n") and reader.is_tag(after.partition("\n")[0])
    if not text.strip() or not (led or followed):
        return found
    return [
        *(Piece(piece.start, piece.end, piece.quoted) for piece in pieces(before)),
        Piece(here.start, here.stop, quoted=True),
        *(Piece(here.stop + p.start, here.stop + p.end, p.quoted) for p in pieces(after)),
    ]


def _turn_cues(reader: ModuleType, whole: str, turn: Turn) -> list[Cue]:
    cues: list[Cue] = []
    for start, end in turn.tags:
        cues += reader.tag_cues(whole, start, end)
    for start, end in turn.beats:
        cues += reader.beat_cues(whole, start, end)
    for start, end in turn.quotes:
        cues += reader.word_cues(whole, start, end, dialogue=True)
    return cues


def _alone(reader: ModuleType, text: str) -> Iterator[tuple[tuple[tuple[int, int], ...], list[Cue]]]:
    """Unquoted text: paragraph by paragraph, of long ones sentence by sentence."""
    for paragraph in re.finditer(r"[^\n]*\S[^\n]*", text):
        start, end = paragraph.span()
        sentences = [
            (start + s.start, start + s.start + len(s.text.rstrip()))
            for s in split(text[start:end], max_words=200)
            if s.text.strip()
        ]
        for place in [(start, end)] if len(sentences) <= _SHORT else sentences:
            yield (place,), list(reader.word_cues(text, *place, dialogue=False))


def _proposal(
    whole: str, here: range, stretches: Sequence[tuple[tuple[tuple[int, int], ...], list[Cue]]]
) -> Proposal:
    spans: list[Span] = []
    evidence: set[tuple[int, int, str]] = set()
    confidence = 1.0
    for places, cues in stretches:
        inside = [(max(a, here.start), min(b, here.stop)) for a, b in places]
        inside = [(a, b) for a, b in inside if a < b]
        if not inside:
            continue
        style, certain = together(cues)
        spans += [Span(a - here.start, b - here.start, style) for a, b in inside]
        evidence |= {(cue.start, cue.end, cue.caption) for cue in cues}
        confidence = min(confidence, certain)
    if not spans:
        return NEUTRAL
    found = tuple(
        Evidence(whole[start:end], start - here.start, end - here.start, caption)
        for start, end, caption in sorted(evidence)
    )
    text = whole[here.start : here.stop]
    covered = list(text)
    for span in spans:
        covered[span.start : span.end] = " " * (span.end - span.start)
    if not "".join(covered).strip() and len({span.style for span in spans}) == 1:
        style = spans[0].style or Style()
        return Proposal(style, found, confidence)
    return Proposal(Style(), found, confidence, tuple(spans))
