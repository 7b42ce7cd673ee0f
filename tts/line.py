"""A request taken apart into lines: one sentence each, with everything the models need to speak it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tts.errors import RequestError, TextError
from tts.models.generation import TAIL, Sampling
from tts.models.spectrogram import FRAMES_PER_SECOND, LEVEL
from tts.models.streams import Floats
from tts.models.voice import emotion_vector, nominal_pitch, nominal_spread, voice_vector
from tts.pack import VoicePack
from tts.request import SpeechRequest
from tts.style.delivery import LIMITS, Delivery
from tts.text.frontend import Utterance, utterances
from tts.text.symbols import PHONE_IDS

OUTPUT_LEVEL = -22.0  # dBFS of active neutral speech as delivered
BREAKS = {".": 0.40, "?": 0.42, "!": 0.40, "…": 0.48, ",": 0.14, "_": 0.0}
"""Seconds of silence after an utterance, by the symbol it ends with."""
_FASTEST = 2.2  # frames a phone needs on average to be heard
_SLOWEST = 4.0  # times its natural length a line may be stretched


@dataclass(frozen=True)
class Line:
    """One utterance ready for the models.

    voice, emotion, caption: conditioning vectors. mean, spread: of the pitch, Hz and semitones.
    roughness: 0–1, spoken as pitch jitter. gain: factor on the samples. frames: asked length or 0.
    whispered: not voiced at all. silence: s after it. contour: (s, semitones against the asked mean) points
    of a drawn melody.
    """

    utterance: Utterance
    voice: Floats
    emotion: Floats
    caption: Floats
    mean: float
    spread: float
    roughness: float
    whispered: bool
    gain: float
    seed: int
    frames: int
    silence: float
    contour: tuple[tuple[float, float], ...]
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

    delivery: as asked, within limits. clamped: names that had to be limited. skipped: words left out.
    """

    lines: tuple[Line, ...]
    delivery: Delivery
    clamped: tuple[str, ...]
    skipped: tuple[str, ...]


def plan(request: SpeechRequest, pack: VoicePack) -> Plan:
    """Request → lines.

    Raises TextError when nothing can be spoken or the language is unknown, RequestError when the asked
    duration cannot hold the text or a contour is drawn over several sentences.
    """
    parts = utterances(request.text, request.language, request.lexicon)
    spoken = [part for part in parts if any(not phone.is_pause for phone in part.phones)]
    if not spoken:
        raise TextError("nothing in the text can be spoken; give at least one word in letters or digits")
    if request.contour and len(spoken) > 1:
        raise RequestError(
            f"a contour is drawn over one sentence, the text has {len(spoken)}; send them one by one"
        )
    identity = request.identity
    delivery, clamped = request.style.delivery(identity.liveliness)
    delivery, limited = replace(delivery, rate=delivery.rate + math.log2(request.speed)).clamped()
    clamped = tuple(dict.fromkeys((*clamped, *limited)))
    silences = [
        BREAKS[part.phones[-1].symbol] * 2.0 ** (delivery.pauses - 0.5 * delivery.rate) for part in spoken
    ]
    silences[-1] = 0.0
    frames = [0] * len(spoken)
    if request.duration is not None:
        frames, silences, rate = _fit(
            spoken, silences, pack.durations, delivery.rate + identity.rate, request.duration
        )
        delivery = replace(
            delivery, rate=min(max(rate - identity.rate, LIMITS["rate"][0]), LIMITS["rate"][1])
        )
    caption = np.zeros(int(pack.gpt.config["caption_size"]), np.float32)
    if request.caption:
        caption = pack.caption_encoder.encode([request.caption])[0].numpy()
    mean, spread = nominal_pitch(identity, delivery), nominal_spread(identity, delivery)
    total = sum(request.style.emotions.values())
    shares = (
        {name: weight / total for name, weight in request.style.emotions.items()}
        if total
        else {"neutral": 1.0}
    )
    base = 12 * math.log2(mean / identity.pitch)
    lines = tuple(
        Line(
            utterance=part,
            voice=voice_vector(identity, delivery),
            emotion=emotion_vector(shares, request.style.intensity if total else 0.0),
            caption=caption,
            mean=mean,
            spread=spread,
            roughness=max(delivery.roughness, identity.roughness),
            whispered=delivery.whisper > 0.5,
            gain=10 ** ((OUTPUT_LEVEL - LEVEL + delivery.loudness) / 20),
            seed=_seed(request.seed, number),
            frames=frames[number],
            silence=silences[number],
            contour=tuple((time, semitones - base) for time, semitones in request.contour),
            sampling=Sampling(request.temperature, request.prosody_temperature, guidance=request.guidance),
            steps=request.steps,
        )
        for number, part in enumerate(spoken)
    )
    return Plan(lines, delivery, clamped, tuple(skip.text for part in parts for skip in part.skipped))


def natural_frames(utterance: Utterance, durations: Sequence[float], rate: float) -> float:
    """Expected length of an utterance in frames at a log2 rate, from the pack's mean phone durations."""
    seconds = sum(durations[PHONE_IDS[phone.symbol]] for phone in utterance.phones[1:-1])
    return float(seconds * 2.0**-rate * FRAMES_PER_SECOND + 2 * TAIL)


def _fit(
    parts: Sequence[Utterance],
    silences: Sequence[float],
    durations: Sequence[float],
    rate: float,
    seconds: float,
) -> tuple[list[int], list[float], float]:
    """(frames of each part, silences, log2 rate) that fill `seconds`."""
    natural = np.array([natural_frames(part, durations, rate) for part in parts])
    whole = natural.sum() / FRAMES_PER_SECOND + sum(silences)
    shortest = np.array([len(part.phones) * _FASTEST + TAIL for part in parts])
    low = shortest.sum() / FRAMES_PER_SECOND + 0.3 * sum(silences)
    high = whole * _SLOWEST
    if not low <= seconds <= high:
        low, high = math.ceil(low * 100) / 100, math.floor(high * 100) / 100
        raise RequestError(
            f"the text does not fit into {seconds:g} s: it needs {low:.2f}–{high:.2f} s and takes about "
            f"{whole:.2f} s naturally; the closest duration is {low if seconds < low else high:.2f} s"
        )
    # Silences give way before phones become too short to be heard.
    spare = (seconds - shortest.sum() / FRAMES_PER_SECOND) / max(sum(silences), 1e-9)
    quiet = [max(0.3, min(seconds / whole, spare, 2.0)) * silence for silence in silences]
    total = math.floor((seconds - sum(quiet)) * FRAMES_PER_SECOND)
    stretch = total / natural.sum()
    asked = np.maximum(natural * stretch, shortest)
    asked *= total / asked.sum()
    bounds = np.round(np.concatenate([[0], np.cumsum(asked)])).astype(int)
    return np.diff(bounds).tolist(), quiet, rate - math.log2(stretch)


def _seed(seed: int, number: int) -> int:
    """A seed for each line that depends on the request's alone."""
    return int.from_bytes(hashlib.blake2b(f"{seed}:{number}".encode(), digest_size=7).digest(), "big")
