"""Bends: the melody of a few words of a take raised, widened or flattened, the rest of the take as it was.

The streams that the GPT decided are decoded again, which the request and its seed determine, and only the
pitch of the chosen words is changed in them: phones, their times, loudness and acoustic tokens stay. What is
rendered from them replaces the old samples from just before those words to the next unvoiced sound after
them: until there the two waves differ in the phase of their harmonics, which cannot be cross-faded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tts.errors import RequestError
from tts.line import Line, plan
from tts.models.gpt import MIDDLE, PER_DEVIATION, PITCHES
from tts.models.spectrogram import FRAMES_PER_SECOND, HOP
from tts.models.streams import Floats, Ints, frame_phones, phone_starts
from tts.models.tokenizer import FRAMES_PER_TOKEN
from tts.pack import VoicePack
from tts.request import SAMPLE_RATE, Receipt, SpeechRequest, Take, WordTiming
from tts.style.measure import measure
from tts.synthesis import Renderer, Streams, decode
from tts.text.symbols import Phone

BEND_LIMITS: dict[str, tuple[float, float]] = {"shift": (-12.0, 12.0), "width": (0.0, 4.0)}
"""Lowest and highest value of a bend: semitones, factor on the excursions."""

_FADE = 480  # samples (20 ms) over which the old wave gives way to the new
_LIMITED = "the melody is bent as far as this voice goes, which is not as far as asked"
_QUIET = 2  # unvoiced frames in a row at which the waves may be joined


@dataclass(frozen=True)
class Bend:
    """A change of melody on the words that lie within text[start:end].

    shift: semitones up (-12–12). width: factor on the excursions about the words' mean (0 flat – 4).
    Raises RequestError when a value lies outside its range or the stretch is empty.
    """

    start: int
    end: int
    shift: float = 0.0
    width: float = 1.0

    def __post_init__(self) -> None:
        for name, (low, high) in BEND_LIMITS.items():
            if not low <= getattr(self, name) <= high:
                raise RequestError(
                    f"the {name} of a bend must lie within {low:g}–{high:g}, not {getattr(self, name)!r}"
                )
        if not 0 <= self.start < self.end:
            raise RequestError(f"a bend must cover characters, not {self.start}–{self.end}")


def bent(pack: VoicePack, request: SpeechRequest, take: Take, bends: Sequence[Bend]) -> Take:
    """A take with bends, one after the other, in its melody.

    request, take: what was asked of this pack, and what it spoke. Timings, and the samples outside the
    changed stretches, stay as they are to the bit; the receipt is measured anew, without errors of pitch and
    range, since nobody asked for those that are there now.
    Raises RequestError when the take is not what the request and this pack speak, when a bend covers no whole
    word, and when the take is whispered where it is to be bent.
    """
    samples = take.samples.copy()
    spoken = 0  # words of the lines before
    used: set[int] = set()
    limited = False
    for line in plan(request, pack).lines:
        words = take.words[spoken : spoken + len(line.utterance.words)]
        spoken += len(words)
        chosen = [_chosen(words, bend) for bend in bends]
        used |= {number for number, places in enumerate(chosen) if places}
        if not any(chosen):
            continue
        (streams,) = decode(pack, [line])
        begin = _begin(line, streams, words)
        new, steps, cut = _redrawn(line, streams, bends, chosen)
        limited = limited or cut
        length = min(line.frames or new.frames, new.frames)
        wave = Renderer(pack, line).window(new, length)
        _join(samples, wave, begin, steps, streams.voicing)
    if len(used) < len(bends):
        missed = next(bend for number, bend in enumerate(bends) if number not in used)
        raise RequestError(
            f"characters {missed.start}–{missed.end} cover no whole spoken word; choose at least one word"
        )
    return replace(take, samples=samples, receipt=_receipt(take, samples, limited))


def _chosen(words: Sequence[WordTiming], bend: Bend) -> list[int]:
    return [n for n, word in enumerate(words) if bend.start <= word.char_start and word.char_end <= bend.end]


def _begin(line: Line, streams: Streams, words: Sequence[WordTiming]) -> int:
    """The sample of the take at which a line's first frame stands; a check that they belong together."""
    starts = phone_starts(streams.advance)
    phones = line.utterance.phones
    heard = [starts[next(n for n, p in enumerate(phones) if p.word == word)] for word in range(len(words))]
    begins = [word.start - frame / FRAMES_PER_SECOND for word, frame in zip(words, heard, strict=True)]
    if not begins or max(begins) - min(begins) > 0.5 / FRAMES_PER_SECOND:
        raise RequestError("the take is not what this request and voice pack speak; speak it again first")
    return round(float(begins[0]) * SAMPLE_RATE)


def _redrawn(
    line: Line, streams: Streams, bends: Sequence[Bend], chosen: Sequence[Sequence[int]]
) -> tuple[Streams, Ints, bool]:
    """The streams with their pitch bent, the steps where it differs, and whether some of it was limited."""
    phone = frame_phones(streams.advance)[FRAMES_PER_TOKEN // 2 :: FRAMES_PER_TOKEN]
    word = np.array([each.word for each in line.utterance.phones])[phone]
    manner = np.asarray(line.manner)[phone]
    spread = np.array([each.spread for each in line.manners])[manner]
    base = np.array([each.base for each in line.manners])[manner]
    deviations = (streams.pitch - MIDDLE) / PER_DEVIATION
    semitones = base + deviations * spread
    for bend, words in zip(bends, chosen, strict=True):
        here = np.isin(word, words) & (streams.pitch > 0)
        if words and not here.any():
            raise RequestError("these words are whispered, and a whisper has no melody; choose others")
        if words:
            mean = semitones[here].mean()
            semitones[here] = mean + (semitones[here] - mean) * bend.width + bend.shift
    wanted = np.round((semitones - base) / spread * PER_DEVIATION) + MIDDLE
    classes = np.clip(wanted, 1, PITCHES - 1)
    limited = bool((classes != wanted)[streams.pitch > 0].any())
    pitch = np.where(streams.pitch > 0, classes, 0).astype(np.int64)
    return replace(streams, pitch=pitch), np.flatnonzero(pitch != streams.pitch), limited


def _join(samples: Floats, wave: Floats, begin: int, steps: Ints, voicing: Ints) -> None:
    """Put the changed stretches of a line's new wave into the take.

    begin: the sample at which the line begins. steps: those whose pitch is another. voicing (S,): patterns.
    """
    bits = ((voicing[:, None] >> np.arange(FRAMES_PER_TOKEN)) & 1).reshape(-1)
    size = FRAMES_PER_TOKEN
    at = 0
    while at < len(steps):
        # Pitch goes straight from step to step: it differs from the step before the first on.
        first, last = max(int(steps[at]) - 1, 0) * size, (int(steps[at]) + 2) * size
        at += 1
        while at < len(steps) and steps[at] * size <= (end := _unvoiced_from(bits, last)) + size:
            last = max(last, end, (int(steps[at]) + 2) * size)
            at += 1
        left, right = first * HOP, _unvoiced_from(bits, last) * HOP
        _fade_into(samples[begin:], wave, left, min(right, len(wave)))


def _unvoiced_from(bits: Ints, frame: int) -> int:
    """The first frame from `frame` on that lies within an unvoiced stretch, or the end."""
    for n in range(min(frame, len(bits)), len(bits) - _QUIET + 1):
        if not bits[n : n + _QUIET].any():
            return n + _QUIET // 2
    return len(bits)


def _fade_into(old: Floats, new: Floats, left: int, right: int) -> None:
    """Replace old[left:right], cross-fading outside of it as far as there is room."""
    count = min(len(old), len(new))
    right = min(right, count)
    weight = np.zeros(count, np.float32)
    weight[left:right] = 1.0
    before = min(_FADE, left)
    weight[left - before : left] = np.linspace(0, 1, before, endpoint=False)
    after = min(_FADE, count - right)
    weight[right : right + after] = np.linspace(1, 0, after, endpoint=False)
    touched = weight > 0
    mixed = old[:count][touched] * (1 - weight[touched]) + new[:count][touched] * weight[touched]
    old[:count][touched] = mixed


def _receipt(take: Take, samples: Floats, limited: bool) -> Receipt:
    old = take.receipt
    phones = [Phone(phone.symbol) for phone in take.phones]
    heard = vars(measure(samples, SAMPLE_RATE, phones=phones, ends=[phone.end for phone in take.phones]))
    measured = {**old.measured, **{name: heard[name] for name in old.measured if name in heard}}
    errors = {name: value for name, value in old.errors.items() if name not in ("pitch", "range")}
    notes = (*old.notes, *([_LIMITED] if limited else []))
    return replace(old, measured=measured, errors=errors, notes=notes)
