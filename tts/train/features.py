"""Turn a corpus into what the stages train on, once: mels, pitch, phones, streams and voice vectors.

One folder a shard under ``<corpus>/features``: ``mel.npy`` (frames, MELS) float16 natural log at
`spectrogram.LEVEL`, ``f0.npy`` (frames,) float16 Hz, ``index.npz`` with ragged arrays and their bounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tts.corpus.build import read_corpus
from tts.corpus.manifest import Record
from tts.errors import CorpusError
from tts.models.spectrogram import LEVEL, SAMPLE_RATE
from tts.models.streams import (
    encode_prosody,
    frame_energy,
    frame_starts,
    pad_frames,
    silent_frame,
    stream_arrays,
)
from tts.models.tokenizer import FRAMES_PER_TOKEN
from tts.models.voice import IDENTITY_SIZE, emotion_vector, nominal_pitch, nominal_spread, voice_vector
from tts.style.delivery import Delivery
from tts.style.identity import Identity
from tts.text.symbols import PHONE_IDS

_LOCAL = "features"


def extract(corpus: Path, workers: int = 1) -> int:
    """Compute the features of every shard that has none yet; returns the number of shards done now.

    Raises CorpusError when utterances have no phone timings (annotate the corpus first).
    """
    todo = [
        (folder, records, corpus / _LOCAL / folder.name)
        for folder, records in read_corpus(corpus)
        if not (corpus / _LOCAL / folder.name / "index.npz").exists()
    ]
    if workers <= 1:
        for task in todo:
            _extract_shard(*task)
    elif todo:
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(_extract_shard, *zip(*todo, strict=True)))
    return len(todo)


def _extract_shard(folder: Path, records: Sequence[Record], out: Path) -> None:
    import soundfile
    import torch

    from tts.models.spectrogram import log_mel

    torch.set_num_threads(1)
    contours = np.load(folder / "f0.npz") if (folder / "f0.npz").exists() else None
    mels, f0s, phones, accents, starts, bounds = [], [], [], [], [], []
    voices, emotions, asked, kept = [], [], [], []
    frame = phone = 0
    for record in records:
        if not record.ends:
            raise CorpusError(
                f"{record.id} has no phone timings; run 'dramatis corpus annotate {folder}' first"
            )
        samples, rate = soundfile.read(folder / record.audio, dtype="float32")
        if rate != SAMPLE_RATE:
            import soxr

            samples = soxr.resample(samples, rate, SAMPLE_RATE)
        if record.measured is None or contours is None:
            raise CorpusError(f"{record.id} was not measured; run 'dramatis corpus annotate {folder}' first")
        samples = samples * 10 ** ((LEVEL - record.measured.loudness) / 20)
        mel = log_mel(torch.from_numpy(samples)[None])[0].numpy()
        count, padded = len(mel), pad_frames(len(mel))
        if len(record.phones) > padded:
            continue
        mel = np.concatenate([mel, np.repeat(silent_frame()[None], padded - count, 0)])
        f0 = np.zeros(padded, np.float32)
        track = contours[record.id][:count]
        f0[: len(track)] = track
        identity, delivery = record.identity or Identity(), record.delivery or Delivery()
        mels.append(mel.astype(np.float16))
        f0s.append(f0.astype(np.float16))
        phones.append([PHONE_IDS[p.symbol] for p in record.phones])
        accents.append([p.stress + 3 * p.emphasis for p in record.phones])
        starts.append(frame_starts(record.ends, padded))
        bounds.append((frame, phone))
        voices.append(voice_vector(identity, delivery))
        emotions.append(emotion_vector(record.emotions, record.intensity))
        asked.append((nominal_pitch(identity, delivery), nominal_spread(identity, delivery)))
        kept.append(record.id)
        frame += padded
        phone += len(record.phones)
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "mel.npy", np.concatenate(mels))
    np.save(out / "f0.npy", np.concatenate(f0s))
    splits = {record.id: record.split for record in records}
    groups = {record.id: record.group or record.id for record in records}
    np.savez(
        out / "index.npz",
        ids=np.array(kept),
        groups=np.array([groups[name] for name in kept]),
        split=np.array([splits[name] for name in kept]),
        bounds=np.array([*bounds, (frame, phone)], np.int64),
        phones=np.concatenate([np.asarray(p, np.int16) for p in phones]),
        accents=np.concatenate([np.asarray(a, np.int8) for a in accents]),
        starts=np.concatenate(starts).astype(np.int32),
        voice=np.stack(voices),
        emotion=np.stack(emotions),
        asked=np.asarray(asked, np.float32),
    )


@dataclass(frozen=True)
class Utterance:
    """Features of one utterance: T frames, P phones, S steps, K manners of speaking; see `Corpus`.

    ids, cuts: the utterances that it is joined from, one after the other in each manner, and the token range
    of each that is used; one id and the whole range, unless `joined` made it.
    manner: (P,) which manner a phone is spoken in. voice: (K, V), emotion: (K, E), mean, spread: (K,).
    """

    ids: tuple[str, ...]
    cuts: tuple[tuple[int, int], ...]
    mel: npt.NDArray[np.float32]
    f0: npt.NDArray[np.float32]
    phones: npt.NDArray[np.int64]
    accents: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    manner: npt.NDArray[np.int64]
    voice: npt.NDArray[np.float32]
    emotion: npt.NDArray[np.float32]
    mean: npt.NDArray[np.float32]
    spread: npt.NDArray[np.float32]


def joined(first: Utterance, second: Utterance, phone: int) -> Utterance:
    """One utterance that turns from the manner of the first to that of the second where a phone begins.

    Both are renderings of the same phones by the same voice; neither is joined itself. Cut at whole tokens,
    so that the codes can be joined likewise.
    """
    ends, begins = (round(u.starts[phone] / FRAMES_PER_TOKEN) for u in (first, second))
    a, b = ends * FRAMES_PER_TOKEN, begins * FRAMES_PER_TOKEN
    order = np.arange(len(first.phones))
    starts = np.concatenate([first.starts[:phone], second.starts[phone:] - b + a])
    starts = np.maximum.accumulate(starts - order) + order  # a phone cut short still has a frame
    return Utterance(
        ids=first.ids + second.ids,
        cuts=((0, ends), (begins, len(second.mel) // FRAMES_PER_TOKEN)),
        mel=np.concatenate([first.mel[:a], second.mel[b:]]),
        f0=np.concatenate([first.f0[:a], second.f0[b:]]),
        phones=first.phones,
        accents=np.concatenate([first.accents[:phone], second.accents[phone:]]),
        starts=starts,
        manner=(order >= phone).astype(np.int64),
        voice=np.concatenate([first.voice, second.voice]),
        emotion=np.concatenate([first.emotion, second.emotion]),
        mean=np.concatenate([first.mean, second.mean]),
        spread=np.concatenate([first.spread, second.spread]),
    )


class Corpus:
    """All features of a corpus, memory-mapped. Indexing gives an `Utterance`.

    lengths: frames of each utterance. by_length: indices from short to long; sorted_lengths: their frames.
    """

    def __init__(self, corpus: Path, split: str = "train") -> None:
        """Raises CorpusError when no features were extracted."""
        folders = sorted(path.parent for path in (corpus / _LOCAL).glob("*/index.npz"))
        if not folders:
            raise CorpusError(f"no features in {corpus}; run 'dramatis train recipe' from its first stage")
        self._mels, self._f0s, self._index = [], [], []
        self._items: list[tuple[int, int]] = []
        self.lengths: list[int] = []
        self.wave_folders: list[Path] = []
        for number, folder in enumerate(folders):
            index = dict(np.load(folder / "index.npz"))
            self._mels.append(np.load(folder / "mel.npy", mmap_mode="r"))
            self._f0s.append(np.load(folder / "f0.npy", mmap_mode="r"))
            self._index.append(index)
            self.wave_folders.append(corpus / folder.name if (corpus / folder.name).exists() else corpus)
            for item in np.flatnonzero(index["split"] == split):
                self._items.append((number, int(item)))
                self.lengths.append(int(index["bounds"][item + 1, 0] - index["bounds"][item, 0]))
        self._groups: dict[tuple[int, str], list[int]] = defaultdict(list)
        for position in range(len(self._items)):
            self._groups[self._group(position)].append(position)
        self.by_length = np.argsort(self.lengths, kind="stable")
        self.sorted_lengths = np.asarray(self.lengths)[self.by_length]

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, position: int) -> Utterance:
        number, item = self._items[position]
        index = self._index[number]
        (a, p), (b, q) = index["bounds"][item], index["bounds"][item + 1]
        return Utterance(
            ids=(str(index["ids"][item]),),
            cuts=((0, int(b - a) // FRAMES_PER_TOKEN),),
            mel=np.asarray(self._mels[number][a:b], np.float32),
            f0=np.asarray(self._f0s[number][a:b], np.float32),
            phones=index["phones"][p:q].astype(np.int64),
            accents=index["accents"][p:q].astype(np.int64),
            starts=index["starts"][p:q].astype(np.int64),
            manner=np.zeros(q - p, np.int64),
            voice=index["voice"][item][None],
            emotion=index["emotion"][item][None],
            mean=index["asked"][item, :1],
            spread=index["asked"][item, 1:],
        )

    def varied(self, position: int, rng: np.random.Generator, share: float = 0.2) -> Utterance:
        """The utterance; a `share` of those of which the same voice has other renderings turn into another.

        So the models learn that a manner of speaking may change inside a line.
        """
        utterance = self[position]
        mates = [mate for mate in self._groups[self._group(position)] if mate != position]
        if not mates or len(utterance.phones) < 8 or rng.random() >= share:
            return utterance
        other = self[mates[int(rng.integers(len(mates)))]]
        same_voice = np.array_equal(utterance.voice[:, :IDENTITY_SIZE], other.voice[:, :IDENTITY_SIZE])
        if not same_voice or not np.array_equal(utterance.phones, other.phones):
            return utterance
        return joined(utterance, other, int(rng.integers(3, len(utterance.phones) - 3)))

    def _group(self, position: int) -> tuple[int, str]:
        number, item = self._items[position]
        return number, str(self._index[number]["groups"][item])

    def id(self, position: int) -> str:
        """Id of the utterance."""
        number, item = self._items[position]
        return str(self._index[number]["ids"][item])

    def wave(self, position: int) -> Path:
        """Path of the utterance's wave file."""
        number, item = self._items[position]
        return self.wave_folders[number] / f"{self._index[number]['ids'][item]}.wav"


def frame_arrays(utterance: Utterance) -> dict[str, npt.NDArray[np.generic]]:
    """The fields of `framenet.FrameInputs` (T, …) as the engine would know them: from the integer streams."""
    prosody = encode_prosody(
        utterance.starts, utterance.f0, frame_energy(utterance.mel),
        utterance.mean[utterance.manner], utterance.spread[utterance.manner],
    )  # fmt: skip
    return stream_arrays(
        prosody.advance, prosody.voicing, prosody.pitch, prosody.energy,
        utterance.phones, utterance.accents, utterance.manner, utterance.mean, utterance.spread,
    )  # fmt: skip
