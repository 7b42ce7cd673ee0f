"""Batches for the stages: random crops of frames, whole utterances of streams, crops of waves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from tts.errors import CorpusError
from tts.models.framenet import FrameInputs
from tts.models.gpt import Phrase, Steps
from tts.models.spectrogram import FRAMES_PER_SECOND, HOP, LEVEL, normalise
from tts.models.streams import encode_prosody, frame_energy, pointers
from tts.models.tokenizer import FRAMES_PER_TOKEN
from tts.models.voice import IDENTITY_SIZE
from tts.train.features import Corpus, Utterance, frame_arrays


def stack_inputs(rows: list[dict[str, np.ndarray]], voices: list[np.ndarray]) -> FrameInputs:
    """Arrays of equally long utterances and their voices (K, V) → FrameInputs."""
    return FrameInputs(
        **{name: torch.from_numpy(np.stack([row[name] for row in rows])) for name in rows[0]},
        voice=of_manners(voices),
    )


def of_manners(rows: Sequence[np.ndarray]) -> Tensor:
    """Tables (K, …) of each row → (B, K, …); those with fewer manners repeat their first."""
    most = max(len(row) for row in rows)
    return torch.from_numpy(
        np.stack([np.concatenate([row, *([row[:1]] * (most - len(row)))]) for row in rows])
    )


def frame_crops(
    corpus: Corpus, rng: np.random.Generator, batch: int, frames: int
) -> tuple[Tensor, FrameInputs]:
    """Normalised mels (B, frames, MELS) of random stretches and their FrameInputs. frames: multiple of 4."""
    _check_longest(corpus, frames)
    mels: list[np.ndarray] = []
    rows: list[dict[str, np.ndarray]] = []
    voices: list[np.ndarray] = []
    while len(mels) < batch:
        utterance = corpus.varied(int(rng.integers(len(corpus))), rng)
        if len(utterance.mel) < frames:
            continue
        begin = int(rng.integers((len(utterance.mel) - frames) // FRAMES_PER_TOKEN + 1)) * FRAMES_PER_TOKEN
        arrays = frame_arrays(utterance)
        rows.append({name: values[begin : begin + frames] for name, values in arrays.items()})
        mels.append(utterance.mel[begin : begin + frames])
        voices.append(utterance.voice)
    return normalise(torch.from_numpy(np.stack(mels))), stack_inputs(rows, voices)


def wave_crops(
    corpus: Corpus, rng: np.random.Generator, batch: int, frames: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Waves (B, frames · HOP) at about `LEVEL`, F0 (B, frames) interpolated, voicing (B, frames)."""
    import soundfile

    _check_longest(corpus, frames + 8)
    waves: list[np.ndarray] = []
    pitches: list[np.ndarray] = []
    voicings: list[np.ndarray] = []
    while len(waves) < batch:
        position = int(rng.integers(len(corpus)))
        utterance = corpus[position]
        count = len(utterance.f0)
        if count < frames + 8:
            continue
        begin = int(rng.integers(count - frames - 4))
        with soundfile.SoundFile(str(corpus.wave(position))) as file:
            file.seek(begin * HOP)
            wave = file.read(frames * HOP, dtype="float32")
        if len(wave) < frames * HOP or np.abs(wave).max() < 1e-3:
            continue
        f0 = utterance.f0[begin : begin + frames]
        voiced = f0 > 0
        if voiced.any():
            index = np.flatnonzero(voiced)
            f0 = np.exp(np.interp(np.arange(frames), index, np.log(f0[index])))
        else:
            f0 = np.full(frames, utterance.mean[0])
        if rng.random() < 0.5:  # predicted voicing errs on the voiced side
            voiced = voiced | np.roll(voiced, 1) | np.roll(voiced, -1)
        power = np.sqrt((wave**2).mean()) + 1e-6
        gain = 10 ** ((LEVEL + rng.uniform(-9, 3)) / 20) / max(power, 1e-3)
        waves.append(wave * min(gain, 0.95 / np.abs(wave).max()))
        pitches.append(f0)
        voicings.append(voiced)
    return (
        torch.from_numpy(np.stack(waves).astype(np.float32)),
        torch.from_numpy(np.stack(pitches).astype(np.float32)),
        torch.from_numpy(np.stack(voicings).astype(np.float32)),
    )


def _check_longest(corpus: Corpus, frames: int) -> None:
    if not len(corpus) or corpus.sorted_lengths[-1] < frames:
        raise CorpusError(
            f"no utterance lasts the {frames / FRAMES_PER_SECOND:.1f} s that a crop needs; add longer ones"
        )


def phrases(
    corpus: Corpus,
    codes: dict[str, np.ndarray],
    captions: dict[str, np.ndarray],
    rng: np.random.Generator,
    tokens: int,
) -> tuple[Phrase, Steps, dict[str, Tensor]]:
    """Utterances of similar length with about `tokens` steps in all, padded.

    codes: acoustic codes by utterance id. captions: (n, C) embeddings of each utterance's captions, by id.
    Caption, emotion, delivery and the whole voice are each left out now and then, so that any of them may be
    missing. The mapping holds at, dwell, left (B, S) for `GPT.forward` and mask (B, S).
    """
    # Few distinct shapes: CPU kernels are compiled anew for each one.
    longest = _rounded(corpus.lengths[int(rng.integers(len(corpus)))] // FRAMES_PER_TOKEN)
    count = max(1, tokens // longest)
    shortest, end = np.searchsorted(
        corpus.sorted_lengths, [(longest - 16) * FRAMES_PER_TOKEN, longest * FRAMES_PER_TOKEN], side="right"
    )
    near = corpus.by_length[shortest:end]
    items = [
        _no_longer(corpus, int(i), rng, longest)
        for i in rng.choice(near, size=min(count, len(near)), replace=False)
    ]
    most = _rounded(max(len(u.phones) for u in items))
    size = len(items)
    step = {
        name: np.zeros((size, longest), np.int64)
        for name in ("advance", "voicing", "pitch", "energy", "code")
    }
    at, dwell = np.zeros((size, longest), np.int64), np.zeros((size, longest), np.int64)
    left = np.full((size, longest), -1, np.int64)
    mask = np.zeros((size, longest), np.float32)
    ids, accents, manner = (np.zeros((size, most), np.int64) for _ in range(3))
    voice, emotion = of_manners([u.voice for u in items]), of_manners([u.emotion for u in items])
    caption_size = next(iter(captions.values())).shape[1] if captions else 128
    caption = np.zeros((size, emotion.shape[1], caption_size), np.float32)
    for row, u in enumerate(items):
        prosody = encode_prosody(u.starts, u.f0, frame_energy(u.mel), u.mean[u.manner], u.spread[u.manner])
        steps = len(prosody.advance)
        for name in ("advance", "voicing", "pitch", "energy"):
            step[name][row, :steps] = getattr(prosody, name)
        step["code"][row, :steps] = np.concatenate(
            [codes[name][begin:end] for name, (begin, end) in zip(u.ids, u.cuts, strict=True)]
        )
        at[row, :steps], dwell[row, :steps] = pointers(prosody.advance)
        if rng.random() < 0.5:
            left[row, :steps] = (steps - np.arange(steps)) * FRAMES_PER_TOKEN
        mask[row, :steps] = 1
        phones = slice(len(u.phones))
        ids[row, phones], accents[row, phones], manner[row, phones] = u.phones, u.accents, u.manner
        for which, name in enumerate(u.ids):
            if name in captions and rng.random() < 0.5:
                wordings = captions[name]
                caption[row, which] = wordings[int(rng.integers(len(wordings)))]
                if rng.random() < 0.3:
                    emotion[row, which] = 0
                if rng.random() < 0.1:
                    voice[row, which, IDENTITY_SIZE:] = 0
        if rng.random() < 0.03:
            voice[row] = 0
    phrase = Phrase(
        torch.from_numpy(ids), torch.from_numpy(accents), torch.from_numpy(manner),
        torch.tensor([len(u.phones) for u in items]), voice, emotion,
        torch.from_numpy(caption), torch.from_numpy(left[:, 0].copy()),
    )  # fmt: skip
    tensors = {"at": at, "dwell": dwell, "left": left, "mask": mask}
    return (
        phrase,
        Steps(**{name: torch.from_numpy(values) for name, values in step.items()}),
        {name: torch.from_numpy(values) for name, values in tensors.items()},
    )


def _no_longer(corpus: Corpus, position: int, rng: np.random.Generator, longest: int) -> Utterance:
    """The utterance, or a variation of it that has at most `longest` steps."""
    varied = corpus.varied(position, rng)
    return varied if len(varied.mel) <= longest * FRAMES_PER_TOKEN else corpus[position]


def _rounded(count: int) -> int:
    """Up to a multiple of 16."""
    return -(-count // 16) * 16
