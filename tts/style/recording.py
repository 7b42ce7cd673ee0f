"""Style from a recording, "say it like this": how it is spoken, never who speaks.

A style counts from the speaker's own neutral speech, and one recording seldom tells what that is. Measured on
the corpus, where both are known:

=========== ============================== =======================================================
number      with `neutral`                 without
=========== ============================== =======================================================
pitch       difference of the means        unset: the mean is the voice, not the style
range       difference of the spreads      against a usual spread (r .76 with what was asked)
rate        both texts: by alignment       by alignment against the pack's mean durations (r .85)
loudness    difference of the levels       unset: it is the microphone's
tilt        difference (r .92)             .17 of the difference from a usual voice (r .37)
pauses      ratio of their shares          by alignment against the punctuation's (r .62)
breathiness, roughness, tremor, final      unset: instruments hear them together with voice and text
            (breath against the harmonics-to-noise ratio of the same voice: r .16)
=========== ============================== =======================================================

Speech that is hardly voiced is a whisper. The emotions stay unset: numbers are taken over, no guess at
feelings. With a text the recording is aligned to it by the pack's own aligner; then its melody and its
pauses and how loud each of its phones is can be laid over a take of the same words (`Heard.melody`,
`tts.imitation`). The timing inside words is not transferred, since a request has no place for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tts.corpus.manifest import Measured
from tts.errors import StyleError
from tts.request import SAMPLE_RATE, Break, PhoneTiming
from tts.style.measure import SILENT_LEVEL, measure, track_pitch
from tts.style.melody import Melody, melody, steady
from tts.style.space import NATURAL_SPREAD, STYLE_LIMITS, Style
from tts.style.swell import levels

if TYPE_CHECKING:
    from tts.pack import VoicePack

SHORTEST, LONGEST = 0.3, 60.0
"""Seconds of speech that a recording must have, and of sound that it may have."""

_ACTIVE = 35.0  # dB below the loudest hundredth of a second at which speech ends
_SILENT = -60.0  # dBFS of the loudest hundredth of a second, below which a recording is silent
_FLAT = 1 / 6000  # s of equal samples at the extreme that make clipping, at least three of them
_CLIPPED = 0.001  # share of such samples from which a recording is refused
_WHISPERED = 0.15  # share of voiced frames below which speech is a whisper
_HEARD_SPREAD = 1.02  # measured spread of the pitch over the asked one, median of the corpus
_USUAL_TILT, _TILT_SHARE = 18.5, 0.17  # dB; regression of asked on measured tilt over the corpus
_PAUSE = 0.1  # s; shorter pauses are left to the punctuation
_LONGEST_BREAK = 0.45  # s; a longer break ends the phrase, and with it the melody

Floats = NDArray[np.float32]


class OtherWordsError(StyleError):
    """A recording that does not speak the text given for it."""


@dataclass(frozen=True, eq=False)
class Recording:
    """Speech to be imitated: samples (T,) at `SAMPLE_RATE` in -1–1. name: for messages. text: what is said,
    None when not known. language: its espeak code."""

    name: str
    samples: Floats
    text: str | None = None
    language: str = "en-us"

    @property
    def seconds(self) -> float:
        return len(self.samples) / SAMPLE_RATE


@dataclass(frozen=True)
class Heard:
    """How a recording is spoken.

    style: its numbers, each unset where it cannot be known. measured: what instruments hear (rate 0 without
    a text). melody, levels, breaks: its pitch, the loudness of its phones (`swell.levels`) and its inner
    pauses, tied to the words of its text; None and empty without a text of one sentence. notes: sentences on
    what could not be known or had to be limited.
    """

    style: Style
    measured: Measured
    melody: Melody | None = None
    levels: tuple[float, ...] = ()
    breaks: tuple[Break, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Style, measurements and notes as JSON-ready values."""
        return {"style": self.style.to_dict(), "measured": vars(self.measured), "notes": list(self.notes)}


def read_recording(path: str | Path, text: str | None = None, language: str = "en-us") -> Recording:
    """Read a recording of any sample rate and number of channels, and check that it can be imitated.

    Raises RequestError when it is missing or no audio, StyleError when it is silent, clipped, has less than
    `SHORTEST` s of speech or lasts more than `LONGEST` s.
    """
    from tts.audio import read, resample

    path = Path(path)
    _check_length(path)
    samples, rate = read(path)
    _check(samples, rate, path.name)
    return Recording(path.name, resample(samples, rate, SAMPLE_RATE), text, language)


def hear(recording: Recording, neutral: Recording | None = None, pack: VoicePack | None = None) -> Heard:
    """How a recording is spoken, against a neutral one of the same speaker where there is one.

    pack: whose aligner is used; needed when a recording has a text. See the module for what each number
    counts from. Raises StyleError when a text is given without a pack, OtherWordsError when the recording
    does not sound like it, TextError when it cannot be read in its language.
    """
    pitch = _pitch(recording)
    spoken = _align(recording, pack) if recording.text is not None else None
    usual = _align(neutral, pack) if neutral and neutral.text is not None else None
    measured = _measured(recording, spoken, pitch)
    base = _measured(neutral, usual, _pitch(neutral)) if neutral else None
    notes: list[str] = []
    asked = _asked(measured, base)
    if spoken is not None:
        asked |= _timing(spoken, usual)
    if measured.voiced < _WHISPERED:
        asked = {name: asked[name] for name in ("rate", "pauses", "loudness") if name in asked}
    numbers: dict[str, Any] = {}
    for name, value in asked.items():
        low, high, unit = STYLE_LIMITS[name]
        numbers[name] = round(min(max(value, low), high), 3)
        if not low <= value <= high:
            notes.append(f"{name} {value:+.3g} {unit} limited to {numbers[name]:+g} {unit}")
    style = Style(**numbers, whisper=True if measured.voiced < _WHISPERED else None)
    notes += _unknown(recording, neutral, style)
    if spoken is None:
        return Heard(style, measured, notes=tuple(notes))
    if spoken.sentences > 1:
        notes.append(f"the melody is left to the persona: the text has {spoken.sentences} sentences, not one")
        return Heard(style, measured, notes=tuple(notes))
    breaks, limited = _breaks(spoken)
    notes += [*limited, "the timing inside words is not transferred"]
    return Heard(
        style,
        measured,
        melody(pitch, spoken.phones),
        levels(recording.samples, SAMPLE_RATE, spoken.phones),
        breaks,
        tuple(notes),
    )


# The recording


def _check_length(path: Path) -> None:
    """Refuse hours of sound before they are in memory; what is no audio is refused when it is read."""
    import soundfile

    try:
        seconds = soundfile.info(path).duration if path.is_file() else 0.0
    except soundfile.LibsndfileError:
        return
    if seconds > LONGEST:
        raise StyleError(f"{path.name} lasts {seconds:.0f} s; cut out at most {LONGEST:g} s to be imitated")


def _check(samples: Floats, rate: int, name: str) -> None:
    levels = _levels(samples, rate)
    loudest = float(levels.max(initial=SILENT_LEVEL))
    if loudest < _SILENT:
        raise StyleError(f"{name} is silent ({loudest:.0f} dBFS at most); record it again, louder")
    active = np.flatnonzero(levels > max(loudest - _ACTIVE, _SILENT))
    seconds = (active[-1] - active[0] + 1) / 100
    if seconds < SHORTEST:
        raise StyleError(f"{name} holds {seconds:.2f} s of speech; give at least {SHORTEST:g} s")
    if (share := _clipped(samples, max(3, round(rate * _FLAT)))) > _CLIPPED:
        raise StyleError(f"{name} is clipped in {share:.1%} of its samples; record it again with less gain")


def _levels(samples: Floats, rate: int) -> NDArray[np.float64]:
    """dBFS of each hundredth of a second."""
    size = max(1, rate // 100)
    whole = np.pad(samples, (0, -len(samples) % size)).reshape(-1, size)
    return np.asarray(10 * np.log10(np.mean(np.square(whole, dtype=np.float64), 1) + 1e-10))


def _clipped(samples: Floats, least: int) -> float:
    """Share of the samples that stand in runs of `least` or more at the highest or the lowest value."""
    flat = 0
    for extreme in (float(samples.max()), float(samples.min())):
        if abs(extreme) < 0.05:
            continue
        at = np.concatenate([[0], np.abs(samples - extreme) <= 1 / 16384, [0]]).astype(np.int8)
        edges = np.flatnonzero(np.diff(at))
        runs = edges[1::2] - edges[::2]
        flat += int(runs[runs >= least].sum())
    return flat / len(samples)


# What was said when


@dataclass(frozen=True)
class _Spoken:
    """phones: with their times. words: index of each phone's word, -1 for pauses. starts: of the words, in
    characters. sentences: how many. expected: s that the sounds and the inner pauses take in neutral
    speech."""

    phones: tuple[PhoneTiming, ...]
    words: tuple[int, ...]
    starts: tuple[int, ...]
    sentences: int
    expected: tuple[float, float]

    @property
    def lengths(self) -> tuple[float, float]:
        """Seconds of the sounds and of the pauses between the first and the last of them."""
        inner = list(zip(self.phones, self.words, strict=True))[1:-1]
        sounds = sum(phone.end - phone.start for phone, word in inner if word >= 0)
        return sounds, sum(phone.end - phone.start for phone, word in inner if word < 0)


def _align(recording: Recording, pack: VoicePack | None) -> _Spoken:
    import torch

    from tts.corpus.annotate import POOREST, align, spoken_phones
    from tts.models.spectrogram import LEVEL, log_mel, normalise
    from tts.text.frontend import utterances
    from tts.text.symbols import PHONE_IDS

    if pack is None:
        raise StyleError("a text can be aligned by a voice pack only; load one, or leave the text out")
    text = recording.text or ""
    phones = spoken_phones(text, recording.language)
    parts = [part for part in utterances(text, recording.language) if part.words]
    gain = 10 ** ((LEVEL - measure(recording.samples, SAMPLE_RATE).loudness) / 20)
    mel = normalise(log_mel(torch.from_numpy(recording.samples * np.float32(gain))[None])[0])
    try:
        found = align(pack.aligner, mel, phones)
    except ValueError:
        raise OtherWordsError(
            f"{recording.name} lasts {recording.seconds:.1f} s, too short for its text; check the text"
        ) from None
    if found.score < POOREST:
        raise OtherWordsError(
            f"{recording.name} does not sound like its text (alignment {found.score:.1f}, at least "
            f"{POOREST:g} is needed); give the words that it speaks, or leave them out"
        )
    timed = tuple(
        PhoneTiming(phone.symbol, start, end)
        for phone, start, end in zip(found.phones, (0.0, *found.ends[:-1]), found.ends, strict=True)
    )
    usual = [(pack.durations[PHONE_IDS[phone.symbol]], phone.is_pause) for phone in phones[1:-1]]
    return _Spoken(
        timed,
        tuple(-1 if phone.is_pause else phone.word for phone in found.phones),
        tuple(word.start for part in parts for word in part.words),
        len(parts),
        (sum(s for s, pause in usual if not pause), sum(s for s, pause in usual if pause)),
    )


def _pitch(recording: Recording) -> Floats:
    return steady(track_pitch(recording.samples, SAMPLE_RATE))


def _measured(recording: Recording, spoken: _Spoken | None, pitch: Floats) -> Measured:
    from tts.text.symbols import Phone

    heard = measure(recording.samples, SAMPLE_RATE, f0=pitch)
    if spoken is None:
        return heard
    timed = measure(
        recording.samples,
        SAMPLE_RATE,
        f0=pitch,
        phones=[Phone(phone.symbol) for phone in spoken.phones],
        ends=[phone.end for phone in spoken.phones],
    )
    return replace(heard, rate=timed.rate, pauses=timed.pauses)


# What it asks for


def _asked(heard: Measured, usual: Measured | None) -> dict[str, float]:
    """Numbers of the style that a measurement tells, against that of neutral speech or usual values."""
    asked: dict[str, float] = {}
    if heard.pitch > 0:
        spread = usual.range if usual and usual.pitch > 0 else NATURAL_SPREAD * _HEARD_SPREAD
        asked["range"] = (heard.range - spread) / _HEARD_SPREAD
        if usual is None or usual.pitch <= 0:
            asked["tilt"] = _TILT_SHARE * (_USUAL_TILT - heard.tilt)
        else:
            asked["pitch"] = float(12 * np.log2(heard.pitch / usual.pitch))
            asked["tilt"] = usual.tilt - heard.tilt
    if usual is not None:
        asked["loudness"] = heard.loudness - usual.loudness
        if min(heard.pauses, usual.pauses) > 0.02:
            asked["pauses"] = 100 * (heard.pauses / usual.pauses - 1)
    return asked


def _timing(spoken: _Spoken, usual: _Spoken | None) -> dict[str, float]:
    """Rate and pauses by the alignment, against the same sounds in neutral speech."""
    sounds, pauses = spoken.lengths
    pace = spoken.expected[0] / sounds
    if usual is not None:
        pace /= usual.expected[0] / usual.lengths[0]
    timing = {"rate": 100 * (pace - 1)}
    if spoken.expected[1] > _PAUSE and usual is None:
        timing["pauses"] = 100 * (pauses / spoken.expected[1] - 1)
    return timing


def _breaks(spoken: _Spoken) -> tuple[tuple[Break, ...], list[str]]:
    """The pauses between words that are long enough to be meant, and notes on those that were shortened."""
    found, notes = [], []
    for at in range(1, len(spoken.phones) - 1):
        phone, word = spoken.phones[at], spoken.words[at + 1]
        length = phone.end - phone.start
        if spoken.words[at] >= 0 or word < 0 or length < _PAUSE:
            continue
        if length > _LONGEST_BREAK:
            notes.append(
                f"a pause of {length:.2f} s is limited to {_LONGEST_BREAK:g} s, to keep the melody whole"
            )
        found.append(Break(spoken.starts[word], round(min(length, _LONGEST_BREAK), 3)))
    return tuple(found), notes


def _unknown(recording: Recording, neutral: Recording | None, style: Style) -> list[str]:
    notes = []
    if neutral is None:
        notes.append(
            "pitch and loudness are left to the persona: without a neutral recording of the same speaker "
            "they cannot be told from voice and microphone"
        )
    if recording.text is None:
        notes.append("rate and melody are left to the persona: they need the text of the recording")
    if style.whisper:
        notes.append("hardly anything is voiced: taken as a whisper, without pitch, range and tilt")
    return notes
