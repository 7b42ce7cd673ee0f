"""Turn what teachers spoke into another person speaking in another way.

One rendering = a time map (rate, pauses, emphasis), a melody (pitch, range, final movement, tremor), an
envelope (speaker blend, vocal-tract length, spectral slope) and an excitation (breath, roughness, whisper).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tts.corpus.teachers import SAMPLE_RATE
from tts.corpus.world import BINS, FREQUENCIES, HOP, Array, Frames, synthesise
from tts.style.delivery import Delivery
from tts.style.identity import SPEAKERS, Identity
from tts.text.symbols import Phone

NEUTRAL_LEVEL = -26.0  # dBFS of the active frames of a neutral line: leaves room for shouting
HABITUAL_SPREAD = {"rms": 2.3, "awb": 2.0, "kal": 1.6, "slt": 1.7}
"""Standard deviation of each teacher's own pitch, semitones (median over 80 sentences)."""


@dataclass(frozen=True)
class Rendering:
    """One synthetic utterance.

    samples: float32 (n,) at 24 kHz, peak ≤ .98. f0: (ceil(n / 256),) Hz at mel frames, 0 = unvoiced.
    phones, ends: as in `teachers.Speech`.
    """

    samples: np.ndarray
    f0: np.ndarray
    phones: tuple[Phone, ...]
    ends: tuple[float, ...]


def same_phones(a: Frames, b: Frames) -> bool:
    """Whether two teachers spoke the same phones, so that they can be blended."""
    return [p.symbol for p in a.phones] == [p.symbol for p in b.phones]


def transform(
    sources: Sequence[tuple[str, Frames]],
    identity: Identity,
    delivery: Delivery,
    rng: np.random.Generator,
    emphasised: frozenset[int] = frozenset(),
) -> Rendering:
    """Render one utterance.

    sources: (speaker, frames) of every speaker with a share in `identity.mix`, the largest share first,
    all with the same phones. emphasised: indices of words to stress.
    """
    shares = np.array([identity.mix[SPEAKERS.index(name)] for name, _ in sources])
    shares = shares / shares.sum()
    lead = sources[0][1]
    phones = tuple(
        Phone(p.symbol, p.stress, p.word, p.word in emphasised and not p.is_pause) for p in lead.phones
    )
    bounds = [np.concatenate([[0.0], frames.ends]) for _, frames in sources]

    # Time: where each output frame lies inside its phone, and hence inside every source.
    durations = sum(share * np.diff(bound) for share, bound in zip(shares, bounds, strict=True))
    durations = durations * _stretch(phones, delivery, identity)
    ends = np.maximum(np.cumsum(durations), 0)
    count = int(np.ceil(ends[-1] * SAMPLE_RATE / HOP))
    times = np.arange(count) * HOP / SAMPLE_RATE
    phone = np.minimum(np.searchsorted(ends, times, side="right"), len(phones) - 1)
    starts = ends - durations
    fraction = np.clip((times - starts[phone]) / durations[phone], 0, 1)

    envelope = np.zeros((count, BINS))
    aperiodicity = np.zeros((count, BINS))
    melody = np.zeros(count)
    voiced = np.zeros(count, dtype=bool)
    for share, bound, (name, frames) in zip(shares, bounds, sources, strict=True):
        position = (bound[phone] + fraction * np.diff(bound)[phone]) * SAMPLE_RATE / HOP
        position = np.clip(position, 0, len(frames.f0) - 1.001)
        below = position.astype(int)
        weight = (position - below)[:, None]
        for target, values in ((envelope, frames.envelope), (aperiodicity, frames.aperiodicity)):
            target += share * ((1 - weight) * values[below] + weight * values[below + 1])
        spread = identity.liveliness / HABITUAL_SPREAD[name]
        melody += share * spread * np.interp(position, np.arange(len(frames.f0)), frames.melody())
        if frames is lead:
            voiced = frames.voiced[np.round(position).astype(int)]

    f0 = _pitch(melody, voiced, phones, starts, ends, times, identity, delivery, rng)
    gain = _gain(phones, phone, times, delivery, identity, rng)
    envelope = _filter(envelope, identity, delivery) + gain[:, None]
    aperiodicity = _excite(_warp(aperiodicity, identity.tract), identity, delivery)
    if delivery.whisper > 0.5:
        f0 = np.zeros(count)
        aperiodicity[:] = 1.0
    samples = synthesise(f0, envelope, aperiodicity)[: int(ends[-1] * SAMPLE_RATE)]
    samples = _level(samples, NEUTRAL_LEVEL + delivery.loudness)
    mel_f0 = f0[::2][: len(samples) // 256 + 1]
    return Rendering(
        samples.astype(np.float32), mel_f0.astype(np.float32), phones, tuple(float(e) for e in ends)
    )


def _stretch(phones: Sequence[Phone], delivery: Delivery, identity: Identity) -> Array:
    """(P,) factor on each phone's length. Vowels give way more than consonants, as people do."""
    rate = delivery.rate + identity.rate
    factors = np.empty(len(phones))
    for index, phone in enumerate(phones):
        edge = index in (0, len(phones) - 1)
        if phone.is_pause:
            factors[index] = 1.0 if edge else 2.0 ** (delivery.pauses - 0.5 * rate)
        else:
            factors[index] = 2.0 ** (-rate * (1.08 if phone.is_vowel else 0.9))
            if phone.emphasis:
                factors[index] *= 1.25 if phone.is_vowel else 1.1
    return factors


def _pitch(
    melody: Array,
    voiced: np.ndarray,
    phones: Sequence[Phone],
    starts: Array,
    ends: Array,
    times: Array,
    identity: Identity,
    delivery: Delivery,
    rng: np.random.Generator,
) -> Array:
    semitones = melody * 2.0**delivery.range
    stressed = [i for i, p in enumerate(phones) if p.is_vowel and p.stress]
    if stressed and delivery.final:
        begin, end = starts[stressed[-1]], ends[-2]
        ramp = np.clip((times - begin) / max(end - begin, 0.05), 0, 1)
        semitones = semitones + delivery.final * ramp
    for index, phone in enumerate(phones):
        if phone.emphasis and phone.is_vowel and phone.stress:
            middle, width = (starts[index] + ends[index]) / 2, 0.6 * (ends[index] - starts[index]) + 0.05
            semitones = semitones + 3.0 * np.exp(-0.5 * ((times - middle) / width) ** 2)
    if voiced.any():
        semitones = semitones - semitones[voiced].mean()
    if delivery.tremor:
        wave = np.sin(2 * np.pi * rng.uniform(4.5, 6.5) * times + rng.uniform(0, 6.28))
        semitones = semitones + 0.9 * delivery.tremor * wave
    roughness = max(delivery.roughness, identity.roughness)
    if roughness:
        semitones = semitones + 0.55 * roughness * rng.standard_normal(len(times))
    f0 = identity.pitch * 2.0 ** ((delivery.pitch + semitones) / 12)
    return np.asarray(np.where(voiced, np.clip(f0, 45.0, 700.0), 0.0))


def _gain(
    phones: Sequence[Phone],
    phone: np.ndarray,
    times: Array,
    delivery: Delivery,
    identity: Identity,
    rng: np.random.Generator,
) -> Array:
    """(T,) natural-log power gain in time: emphasis, tremor, shimmer."""
    decibels = np.array([3.0 * p.emphasis for p in phones])[phone].astype(float)
    if delivery.tremor:
        decibels += 2.0 * delivery.tremor * np.sin(2 * np.pi * 5.3 * times + rng.uniform(0, 6.28))
    roughness = max(delivery.roughness, identity.roughness)
    if roughness:
        decibels += 1.6 * roughness * rng.standard_normal(len(times))
    return np.asarray(decibels * np.log(10) / 10)


def _warp(values: Array, tract: float) -> Array:
    """Move everything at frequency f to f · tract."""
    source = np.clip(np.arange(BINS) / tract, 0, BINS - 1.001)
    below = source.astype(int)
    weight = source - below
    return np.asarray((1 - weight) * values[:, below] + weight * values[:, below + 1])


def _filter(envelope: Array, identity: Identity, delivery: Delivery) -> Array:
    """Vocal-tract length, then spectral slope about 1.2 kHz."""
    octaves = np.log2(np.clip(FREQUENCIES, 200, 8_000) / 1_200) / np.log2(5_000 / 300)
    slope = (identity.brightness + delivery.tilt) * octaves
    breath = max(identity.breath, delivery.breath)
    slope = slope + breath * 4.0 * np.exp(-FREQUENCIES / 300)  # breathy folds: a strong first harmonic
    if delivery.whisper > 0.5:
        slope = slope - 14 * np.exp(-FREQUENCIES / 500)
    return np.asarray(_warp(envelope, identity.tract) + slope * np.log(10) / 10)


def _excite(aperiodicity: Array, identity: Identity, delivery: Delivery) -> Array:
    breath = max(identity.breath, delivery.breath)
    if not breath:
        return aperiodicity
    share = breath * (0.12 + 0.78 / (1 + np.exp(-(FREQUENCIES - 2_200) / 600)))
    return np.asarray(aperiodicity + (1 - aperiodicity) * share)


def _level(samples: Array, decibels: float) -> Array:
    """Scale so that active 20 ms frames have this RMS level, dBFS; peaks are held at .98."""
    size = SAMPLE_RATE // 50
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    power = (frames**2).mean(axis=1)
    active = power[power > power.max() * 1e-4]
    scaled = samples * (10 ** (decibels / 20) / np.sqrt(active.mean() + 1e-12))
    peak = np.abs(scaled).max()
    return np.asarray(scaled * (0.98 / peak) if peak > 0.98 else scaled)
