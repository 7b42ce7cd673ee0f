"""A request taken apart into lines: one sentence each, with everything the models need to speak it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tts.errors import DurationError, RequestError, TextError
from tts.models.generation import TAIL, Sampling
from tts.models.spectrogram import FRAMES_PER_SECOND, LEVEL
from tts.models.streams import Floats
from tts.models.tokenizer import FRAMES_PER_TOKEN
from tts.models.voice import emotion_vector, nominal_pitch, nominal_spread, voice_vector
from tts.pack import VoicePack
from tts.request import Span, SpeechRequest
from tts.style.delivery import LIMITS, Delivery
from tts.style.identity import Identity
from tts.style.space import Style
from tts.text.frontend import Utterance, utterances
from tts.text.symbols import PHONE_IDS, Phone

OUTPUT_LEVEL = -22.0  # dBFS of active neutral speech as delivered
BREAKS = {".": 0.40, "?": 0.42, "!": 0.40, "…": 0.48, ",": 0.14, "_": 0.0}
"""Seconds of silence after an utterance, by the symbol it ends with."""
_FASTEST = 2.2  # frames a phone needs on average to be heard
_LONGEST_HELD = 0.5  # s; a longer break ends the phrase
_SLOWEST = 4.0  # times its natural length a line may be stretched


@dataclass(frozen=True)
class Manner:
    """How a line, or a stretch of it, is spoken.

    delivery: as asked, within limits. voice, emotion, caption: conditioning vectors. mean, spread: of the
    pitch, Hz and semitones; base: the mean against the identity's own, semitones. roughness: 0–1, spoken as
    pitch jitter. whispered: not voiced at all. gain: factor on the samples.
    """

    delivery: Delivery
    voice: Floats
    emotion: Floats
    caption: Floats
    mean: float
    spread: float
    base: float
    roughness: float
    whispered: bool
    gain: float


@dataclass(frozen=True)
class Line:
    """One utterance ready for the models.

    manners: the ways in which it is spoken. manner: index of each phone's. held: frames that each phone
    must last, 0 = free. frames: asked length or 0. before, silence: s before and after it; exact: the
    silence after it counts from the last sound to the next, not from the last frame. contour: (s, semitones
    against the identity's pitch) points of a drawn melody; swell: (s, dB) of a drawn loudness.
    """

    utterance: Utterance
    manners: tuple[Manner, ...]
    manner: tuple[int, ...]
    held: tuple[int, ...]
    seed: int
    frames: int
    before: float
    silence: float
    exact: bool
    contour: tuple[tuple[float, float], ...]
    swell: tuple[tuple[float, float], ...]
    sampling: Sampling
    steps: int

    @property
    def ids(self) -> list[int]:
        """Phone ids."""
        return [PHONE_IDS[phone.symbol] for phone in self.utterance.phones]

    @property
    def accents(self) -> list[int]:
        """Stress + 3 · emphasis of each phone."""
        return [phone.stress + 3 * phone.emphasis for phone in self.utterance.phones]


@dataclass(frozen=True)
class Plan:
    """All lines of a request, and what has to be told about them.

    asked: the request's delivery, within limits. pitch, spread: its mean, Hz, and standard deviation,
    semitones. rate: phones a second that it comes to, pauses left out. varied: whether spans differ from it.
    clamped: names that had to be limited. skipped: words left out. notes: for the receipt.
    """

    lines: tuple[Line, ...]
    asked: Delivery
    pitch: float
    spread: float
    rate: float
    varied: bool
    clamped: tuple[str, ...]
    skipped: tuple[str, ...]
    notes: tuple[str, ...]


def plan(request: SpeechRequest, pack: VoicePack, correction: Delivery | None = None) -> Plan:
    """Request → lines.

    correction: added to what the models are given, not to what is asked of them.
    Raises TextError when nothing can be spoken or the language is unknown, RequestError when the asked
    duration cannot hold the text (DurationError) or a contour or swell is drawn over several sentences.
    """
    parts, skipped = _parts(request)
    if (request.contour or request.swell) and len(parts) > 1:
        drawn = "contour" if request.contour else "swell"
        raise RequestError(
            f"a {drawn} is drawn over one sentence, the text has {len(parts)}; send them one by one"
        )
    styled = [span for span in request.spans if span.style is not None]
    styles = [_calibrated(style, pack) for style in (request.style, *(s.style for s in styled)) if style]
    deliveries, clamped = _deliveries(request, styles)
    manner = [_manner_of_phones(part.utterance, styled) for part in parts]
    if request.duration is None:
        frames = [0] * len(parts)
        silences = [
            _silence(part, deliveries[chosen[-1]]) for part, chosen in zip(parts, manner, strict=True)
        ]
        silences[-1] = parts[-1].after or 0.0
    else:
        frames, silences, rate = _fit(request, parts, manner, deliveries, pack.durations)
        deliveries = [
            replace(delivery, rate=min(max(delivery.rate + rate, LIMITS["rate"][0]), LIMITS["rate"][1]))
            for delivery in deliveries
        ]
    asked, identity = deliveries[0], request.identity
    captions = [request.caption, *(span.caption for span in styled)]
    if correction is not None:
        deliveries = [(delivery + correction).clamped()[0] for delivery in deliveries]
    manners = tuple(
        _manner(identity, style, caption, delivery, pack)
        for style, caption, delivery in zip(styles, captions, deliveries, strict=True)
    )
    lines = []
    for number, (part, chosen) in enumerate(zip(parts, manner, strict=True)):
        used = sorted(set(chosen))
        lines.append(
            Line(
                utterance=part.utterance,
                manners=tuple(manners[index] for index in used),
                manner=tuple(used.index(index) for index in chosen),
                held=part.held,
                seed=_seed(request.seed, number),
                frames=frames[number],
                before=part.before,
                silence=silences[number],
                exact=part.after is not None,
                contour=request.contour,
                swell=request.swell,
                sampling=Sampling(
                    request.temperature, request.prosody_temperature, guidance=request.guidance
                ),
                steps=request.steps,
            )
        )
    return Plan(
        lines=tuple(lines),
        asked=asked,
        pitch=nominal_pitch(identity, asked),
        spread=nominal_spread(identity, asked),
        rate=_phone_rate(parts, pack.durations, asked.rate + identity.rate),
        varied=len(manners) > 1,
        clamped=clamped,
        skipped=skipped,
        notes=_notes(styled, manner),
    )


def _notes(styled: Sequence[Span], manner: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """What has to be said of the spans."""
    spoken = {index for chosen in manner for index in chosen}
    notes = [
        f"the style on characters {span.start}–{span.end} covers the beginning of no word and is not heard"
        for number, span in enumerate(styled, 1)
        if number not in spoken
    ]
    if len(spoken) > 1:
        notes.append("parts of the text have a style of their own; asked is the rest's, measured the whole's")
    return tuple(notes)


def _calibrated(style: Style, pack: VoicePack) -> Style:
    """The style with the intensity that this pack's models need for it."""
    return replace(style, intensity=pack.calibration.apply(style.emotions, style.intensity))


def _deliveries(request: SpeechRequest, styles: Sequence[Style]) -> tuple[list[Delivery], tuple[str, ...]]:
    """The delivery of the request's style and of each span's, and the names that had to be limited."""
    deliveries, names = [], []
    for style in styles:
        delivery, clamped = style.delivery(request.identity.liveliness)
        delivery, limited = replace(delivery, rate=delivery.rate + math.log2(request.speed)).clamped()
        deliveries.append(delivery)
        names += [*clamped, *limited]
    return deliveries, tuple(dict.fromkeys(names))


def _manner(
    identity: Identity, style: Style, caption: str | None, delivery: Delivery, pack: VoicePack
) -> Manner:
    embedding = np.zeros(int(pack.gpt.config["caption_size"]), np.float32)
    if caption:
        embedding = pack.caption_encoder.encode([caption])[0].numpy()
    mean = nominal_pitch(identity, delivery)
    total = sum(style.emotions.values())
    shares = {name: weight / total for name, weight in style.emotions.items()} if total else {"neutral": 1.0}
    return Manner(
        delivery=delivery,
        voice=voice_vector(identity, delivery),
        emotion=emotion_vector(shares, style.intensity if total else 0.0),
        caption=embedding,
        mean=mean,
        spread=nominal_spread(identity, delivery),
        base=12 * math.log2(mean / identity.pitch),
        roughness=max(delivery.roughness, identity.roughness),
        whispered=delivery.whisper > 0.5,
        gain=10 ** ((OUTPUT_LEVEL - LEVEL + delivery.loudness) / 20),
    )


def _manner_of_phones(utterance: Utterance, spans: Sequence[Span]) -> list[int]:
    """0 for the request's manner, n for the n-th span's, of each phone; pauses go with what is before."""
    chosen, current = [], 0
    first, last = utterance.words[0].start, utterance.words[-1].start
    near = [(n, span) for n, span in enumerate(spans, 1) if span.start <= last and span.end > first]
    of_word = [
        max((n for n, span in near if span.start <= word.start < span.end), default=0)
        for word in utterance.words
    ]
    for phone in utterance.phones:
        current = of_word[phone.word] if phone.word >= 0 else current
        chosen.append(current)
    chosen[0] = chosen[1]
    return chosen


# ---------------------------------------------------------------- utterances and the breaks in them


@dataclass(frozen=True)
class _Part:
    """An utterance, the frames its phones must last, and the silence asked before and after it, s."""

    utterance: Utterance
    held: tuple[int, ...]
    before: float = 0.0
    after: float | None = None


def _parts(request: SpeechRequest) -> tuple[list[_Part], tuple[str, ...]]:
    """The utterances, with the breaks of the request put in, and the words left out."""
    found = utterances(
        request.text,
        request.language,
        request.lexicon,
        emphasis=tuple((span.start, span.end) for span in request.spans if span.emphasis),
        pronunciations=tuple(
            (span.start, span.end, span.pronunciation) for span in request.spans if span.pronunciation
        ),
        asterisks=request.asterisks,
    )
    parts = [
        _Part(utterance, (0,) * len(utterance.phones))
        for utterance in found
        if any(not phone.is_pause for phone in utterance.phones)
    ]
    if not parts:
        raise TextError("nothing in the text can be spoken; give at least one word in letters or digits")
    for pause in request.breaks:
        parts = _broken(parts, pause.at, pause.seconds)
    return parts, tuple(skip.text for utterance in found for skip in utterance.skipped)


def _broken(parts: list[_Part], at: int, seconds: float) -> list[_Part]:
    """The parts with a silence before the first word that begins at or after a character."""
    for number, part in enumerate(parts):
        for index, word in enumerate(part.utterance.words):
            if word.start < at:
                continue
            if index and seconds < _LONGEST_HELD:
                return [*parts[:number], _hold(part, index, seconds), *parts[number + 1 :]]
            if index:
                left, right = _cut(part, index)
                return [*parts[:number], replace(left, after=seconds), right, *parts[number + 1 :]]
            if number:
                before = replace(parts[number - 1], after=seconds)
                return [*parts[: number - 1], before, _held_start(part), *parts[number + 1 :]]
            return [replace(_held_start(part), before=seconds), *parts[1:]]
    return [*parts[:-1], replace(parts[-1], after=seconds)]


def _hold(part: _Part, word: int, seconds: float) -> _Part:
    """The part with a pause of this length before a word."""
    phones, held = list(part.utterance.phones), list(part.held)
    first = next(index for index, phone in enumerate(phones) if phone.word == word)
    if not phones[first - 1].is_pause:
        phones.insert(first, Phone(","))
        held.insert(first, 0)
        first += 1
    held[first - 1] = max(FRAMES_PER_TOKEN, round(seconds * FRAMES_PER_SECOND))
    return replace(part, utterance=replace(part.utterance, phones=tuple(phones)), held=tuple(held))


def _cut(part: _Part, word: int) -> tuple[_Part, _Part]:
    """The part up to a word, and from it on."""
    utterance = part.utterance
    phones = utterance.phones
    first = next(index for index, phone in enumerate(phones) if phone.word == word)
    end = first - 1 if phones[first - 1].is_pause else first
    border = utterance.words[word].start - utterance.start
    closing = phones[end] if phones[end].is_pause else Phone(",")
    left = replace(
        utterance,
        text=utterance.text[:border],
        words=utterance.words[:word],
        phones=(*phones[:end], closing),
    )
    right = replace(
        utterance,
        text=utterance.text[border:],
        start=utterance.start + border,
        words=utterance.words[word:],
        phones=(Phone("_"), *(replace(p, word=p.word - word) if p.word >= 0 else p for p in phones[first:])),
        skipped=(),
        approximated=(),
    )
    after = _Part(right, (0, *part.held[first:]), after=part.after)
    return _Part(left, (*part.held[:end], 0), part.before), _held_start(after)


def _held_start(part: _Part) -> _Part:
    return replace(part, held=(TAIL, *part.held[1:]))


# ---------------------------------------------------------------- time


def _silence(part: _Part, delivery: Delivery) -> float:
    """Seconds of silence after a part."""
    if part.after is not None:
        return part.after
    return float(BREAKS[part.utterance.phones[-1].symbol] * 2.0 ** (delivery.pauses - 0.5 * delivery.rate))


def natural_frames(utterance: Utterance, durations: Sequence[float], rate: float) -> float:
    """Expected length of an utterance in frames at a log2 rate, from the pack's mean phone durations."""
    return _expected(utterance, (0,) * len(utterance.phones), durations, [rate] * len(utterance.phones))


def _expected(
    utterance: Utterance, held: Sequence[int], durations: Sequence[float], rates: Sequence[float]
) -> float:
    """As `natural_frames`, with a rate for each phone; those that are held are not counted."""
    seconds = sum(
        durations[PHONE_IDS[phone.symbol]] * 2.0**-rate
        for phone, rate, frames in zip(utterance.phones[1:-1], rates[1:-1], held[1:-1], strict=True)
        if not frames
    )
    return float(seconds * FRAMES_PER_SECOND + 2 * TAIL)


def _phone_rate(parts: Sequence[_Part], durations: Sequence[float], rate: float) -> float:
    """Phones a second, pauses left out, of these parts at a log2 rate."""
    ids = [PHONE_IDS[p.symbol] for part in parts for p in part.utterance.phones if not p.is_pause]
    return float(len(ids) / sum(durations[index] for index in ids) * 2.0**rate)


def _fit(
    request: SpeechRequest,
    parts: Sequence[_Part],
    manner: Sequence[Sequence[int]],
    deliveries: Sequence[Delivery],
    durations: Sequence[float],
) -> tuple[list[int], list[float], float]:
    """(frames of each part, silences, change of the log2 rates) that fill the duration asked for."""
    seconds = request.duration or 0.0
    rates = [delivery.rate + request.identity.rate for delivery in deliveries]
    natural = np.array(
        [
            _expected(part.utterance, part.held, durations, [rates[index] for index in chosen])
            for part, chosen in zip(parts, manner, strict=True)
        ]
    )
    held = np.array([sum(part.held[1:-1]) for part in parts], float)
    edges = 2 * TAIL / FRAMES_PER_SECOND  # silent ends of the parts, which such a silence includes
    given = sum(part.before for part in parts)
    given += sum(max(part.after - edges, 0.0) for part in parts if part.after is not None)
    silences = [
        0.0 if part.after is not None or number == len(parts) - 1 else _silence(part, deliveries[chosen[-1]])
        for number, (part, chosen) in enumerate(zip(parts, manner, strict=True))
    ]
    fixed = given + held.sum() / FRAMES_PER_SECOND
    whole = fixed + natural.sum() / FRAMES_PER_SECOND + sum(silences)
    shortest = np.array(
        [(len(part.utterance.phones) - np.count_nonzero(part.held)) * _FASTEST + TAIL for part in parts]
    )
    low = fixed + shortest.sum() / FRAMES_PER_SECOND + 0.3 * sum(silences)
    high = fixed + (whole - fixed) * _SLOWEST
    if not low <= seconds <= high:
        low, high = math.ceil(low * 100) / 100, math.floor(high * 100) / 100
        raise DurationError(seconds, low, whole, high)
    # Silences give way before phones become too short to be heard; those asked for stay.
    spare = (seconds - fixed - shortest.sum() / FRAMES_PER_SECOND) / max(sum(silences), 1e-9)
    factor = max(0.3, min((seconds - fixed) / max(whole - fixed, 1e-9), spare, 2.0))
    quiet = [factor * silence for silence in silences]
    total = math.floor((seconds - fixed - sum(quiet)) * FRAMES_PER_SECOND)
    stretch = total / natural.sum()
    asked = np.maximum(natural * stretch, shortest)
    asked = asked * (total / asked.sum()) + held
    bounds = np.round(np.concatenate([[0], np.cumsum(asked)])).astype(int)
    quiet = [part.after if part.after is not None else q for part, q in zip(parts, quiet, strict=True)]
    return np.diff(bounds).tolist(), quiet, -math.log2(stretch)


def _seed(seed: int, number: int) -> int:
    """A seed for each line that depends on the request's alone."""
    return int.from_bytes(hashlib.blake2b(f"{seed}:{number}".encode(), digest_size=7).digest(), "big")
