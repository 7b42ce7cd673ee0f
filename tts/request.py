"""What goes into an engine and what comes out: request → chunks → take, all frozen and complete."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tts.errors import RequestError
from tts.style.identity import Identity
from tts.style.space import Style

if TYPE_CHECKING:
    from tts.text.lexicon import Lexicon

SAMPLE_RATE = 24_000  # Hz, of everything an engine returns

REQUEST_LIMITS: dict[str, tuple[float, float, str]] = {
    "speed": (0.25, 4.0, "times the style's own rate"),
    "duration": (0.1, 36_000.0, "seconds"),
    "seed": (0, 2**63 - 1, ""),
    "guidance": (0.0, 5.0, "(1 = off)"),
    "temperature": (0.0, 1.5, "(0 = the likeliest token)"),
    "prosody_temperature": (0.0, 1.5, "(0 = the likeliest melody)"),
    "steps": (0, 64, "refiner steps (0 = no refiner)"),
}
"""Lowest and highest value of each number of a request, and what it counts."""

SWELL_LIMITS = (-30.0, 15.0)
"""dB that a drawn loudness may add."""


@dataclass(frozen=True)
class Span:
    """A stretch of the text that is spoken in its own way: text[start:end], offsets in characters.

    style: in place of the request's, None = the request's. caption: the wording behind that style.
    emphasis: its words are stressed. pronunciation: IPA in place of what its words would sound like.
    """

    start: int
    end: int
    style: Style | None = None
    caption: str | None = None
    emphasis: bool = False
    pronunciation: str | None = None


@dataclass(frozen=True)
class Break:
    """A silence of exactly so many seconds (0.05–10) before the word at or after character `at`."""

    at: int
    seconds: float


@dataclass(frozen=True)
class SpeechRequest:
    """One text to speak, complete: an engine keeps no state between requests.

    text: what is spoken. identity: who speaks. style: how. caption: the wording behind the style, whose
    embedding conditions the models; never spoken. language: espeak code ("en-us").
    speed: factor on the style's speaking rate (0.25–4). duration: of the whole text, s, in place of speed.
    seed: the same request with the same seed gives the same samples (0–2⁶³-1).
    lexicon: pronunciations that go before all others.
    guidance: classifier-free guidance scale (0–5; 1 = off). temperature: of the acoustic tokens, and
    prosody_temperature: of pitch, voicing, energy and pace (0–1.5).
    steps: of the refiner (0–64; 0 = without it).
    contour: a drawn melody as (s from the beginning, semitones against the identity's pitch) points in time
    order. swell: a drawn loudness as (s from the beginning, dB added, -30…15) points in time order.
    spans: stretches spoken in their own way, in order; where two overlap the later one decides.
    breaks: silences inside the text, in order.
    asterisks: whether ``*word*`` stresses a word, as people write it; False where markup was read already.
    verify: measure the take and speak it again with corrected inputs, at most twice, when pitch, range, rate
    or loudness misses what is asked (`tts.verification.TOLERANCES`); not for streams.

    Raises RequestError when the text is empty, a value lies outside its range, or both speed and duration
    are given.
    """

    text: str
    identity: Identity = field(default_factory=Identity)
    style: Style = field(default_factory=Style)
    caption: str | None = None
    language: str = "en-us"
    speed: float = 1.0
    duration: float | None = None
    seed: int = 0
    lexicon: Lexicon | None = None
    guidance: float = 1.0
    temperature: float = 0.5
    prosody_temperature: float = 0.8
    steps: int = 2
    contour: tuple[tuple[float, float], ...] = ()
    swell: tuple[tuple[float, float], ...] = ()
    spans: tuple[Span, ...] = ()
    breaks: tuple[Break, ...] = ()
    asterisks: bool = True
    verify: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not self.text.strip():
            raise RequestError("the text is empty; give at least one word to speak")
        for name, (low, high, what) in REQUEST_LIMITS.items():
            value = getattr(self, name)
            if name == "duration" and value is None:
                continue
            number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
            if not number or not low <= value <= high:
                allowed = f"{low:g}–{high:g} {what}".rstrip()
                raise RequestError(f"{name} must lie within {allowed}, not {value!r}")
        for name in ("seed", "steps"):
            if not isinstance(getattr(self, name), int):
                raise RequestError(f"{name} must be a whole number, not {getattr(self, name)!r}")
        for points in (self.contour, self.swell):
            if any(later <= earlier for (earlier, _), (later, _) in pairwise(points)):
                raise RequestError(
                    "the points of a contour must be in time order; sort them by their first number"
                )
        if any(not SWELL_LIMITS[0] <= decibels <= SWELL_LIMITS[1] for _, decibels in self.swell):
            low, high = SWELL_LIMITS
            raise RequestError(f"a swell must stay within {low:g}…{high:g} dB; draw it flatter")
        for span in self.spans:
            if not 0 <= span.start < span.end <= len(self.text):
                raise RequestError(
                    f"a span must lie within the text's 0–{len(self.text)} characters, "
                    f"not {span.start}–{span.end}"
                )
        for pause in self.breaks:
            if not 0 <= pause.at <= len(self.text) or not 0.05 <= pause.seconds <= 10:
                raise RequestError(
                    f"a break must last 0.05–10 s and stand within the text's 0–{len(self.text)} characters, "
                    f"not {pause.seconds:g} s at {pause.at}"
                )
        if self.duration is not None and self.speed != 1.0:
            raise RequestError("speed and duration contradict each other; give one of them")


@dataclass(frozen=True)
class WordTiming:
    """When one source word is heard: start and end, s; it is text[char_start:char_end] of the request."""

    text: str
    start: float
    end: float
    char_start: int
    char_end: int


@dataclass(frozen=True)
class PhoneTiming:
    """When one phone (a symbol of `tts.text.symbols.PHONES`) is heard: start and end, s."""

    symbol: str
    start: float
    end: float


@dataclass(frozen=True)
class Receipt:
    """What was asked of a take and what an analyser measured in it.

    asked: `pitch` of the mean, Hz, and `range`, its standard deviation, semitones; against the persona's
    neutral speech `rate` and `pauses`, percent, `loudness` and `tilt`, dB, `breath`, 0–1; `seconds` when a
    duration was asked. measured: `seconds` and what `corpus.manifest.Measured` tells (rate in phones a
    second, loudness in dBFS …); where no times of words are known `lead` and `trail`, s of silence at the
    ends.
    errors: measured against asked, for a whole take in one style: `pitch` and `range`, semitones; `rate`,
    percent of the phones a second that the voice pack expects; `loudness`, dB; `seconds`.
    clamped: names that a limit changed. retried: how often it was spoken again with corrected inputs.
    notes: sentences for people (what was retried, what did not fit).
    """

    asked: Mapping[str, float] = field(default_factory=dict)
    measured: Mapping[str, float] = field(default_factory=dict)
    errors: Mapping[str, float] = field(default_factory=dict)
    clamped: tuple[str, ...] = ()
    retried: int = 0
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The receipt as JSON-ready values."""
        return {
            "asked": dict(self.asked),
            "measured": dict(self.measured),
            "errors": dict(self.errors),
            "clamped": list(self.clamped),
            "retried": self.retried,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, eq=False)
class AudioChunk:
    """The next piece of a stream.

    samples: (T,) float32 in -1–1, T ≥ 0. start: where it begins in the whole, s. words, phones: those
    that end inside it, timed in the whole. skipped: source words of its part of the text that could not be
    spoken. receipt: of the whole take, on the last chunk only.
    """

    samples: NDArray[np.float32]
    start: float
    sample_rate: int = SAMPLE_RATE
    words: tuple[WordTiming, ...] = ()
    phones: tuple[PhoneTiming, ...] = ()
    skipped: tuple[str, ...] = ()
    receipt: Receipt | None = None

    def __post_init__(self) -> None:
        _check_samples(self.samples)


@dataclass(frozen=True, eq=False)
class Take:
    """A spoken request: samples (T,) float32 in -1–1, its timings, the words left out, and the receipt."""

    samples: NDArray[np.float32]
    sample_rate: int = SAMPLE_RATE
    words: tuple[WordTiming, ...] = ()
    phones: tuple[PhoneTiming, ...] = ()
    skipped: tuple[str, ...] = ()
    receipt: Receipt = field(default_factory=Receipt)

    def __post_init__(self) -> None:
        _check_samples(self.samples)

    @property
    def seconds(self) -> float:
        """Length of the audio, s."""
        return len(self.samples) / self.sample_rate

    @staticmethod
    def from_chunks(chunks: Iterable[AudioChunk]) -> Take:
        """Collect a whole stream. Raises ValueError when it is empty or its chunks differ in sample rate."""
        parts = list(chunks)
        rates = {part.sample_rate for part in parts}
        if len(rates) != 1:
            found = sorted(rates) or "no chunk at all"
            raise ValueError(f"a take needs chunks of one sample rate, not {found}")
        return Take(
            samples=np.concatenate([part.samples for part in parts]),
            sample_rate=rates.pop(),
            words=tuple(word for part in parts for word in part.words),
            phones=tuple(phone for part in parts for phone in part.phones),
            skipped=tuple(word for part in parts for word in part.skipped),
            receipt=next((part.receipt for part in reversed(parts) if part.receipt), Receipt()),
        )

    def to_dict(self) -> dict[str, Any]:
        """Everything but the samples, as JSON-ready values."""
        return {
            "seconds": self.seconds,
            "sample_rate": self.sample_rate,
            "words": [asdict(word) for word in self.words],
            "phones": [asdict(phone) for phone in self.phones],
            "skipped": list(self.skipped),
            "receipt": self.receipt.to_dict(),
        }


def _check_samples(samples: NDArray[np.float32]) -> None:
    if samples.ndim != 1 or samples.dtype != np.float32:
        raise ValueError(f"samples must be a 1-D float32 array, not {samples.dtype} of shape {samples.shape}")
