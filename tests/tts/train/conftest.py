"""A corpus of a few invented utterances: harmonics under formants that tell the phone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

FRAME = 256 / 24_000  # s
SOUNDS = "_ m ɑ s i , n u z ɹ oʊ m ɑ .".split()


@pytest.fixture(scope="session")
def tiny_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two shards of four utterances, the last of each of split "valid", with features."""
    from tts.train.features import extract

    folder = tmp_path_factory.mktemp("corpus")
    for shard in range(2):
        _write_shard(folder / f"shard-{shard:05d}", shard)
    assert extract(folder) == 2
    return folder


def _write_shard(folder: Path, shard: int) -> None:
    import soundfile

    from tts.corpus.manifest import Record, write_manifest
    from tts.style.delivery import Delivery
    from tts.style.identity import Identity
    from tts.style.measure import measure
    from tts.text.symbols import PAUSES, VOICED, VOWELS, Phone

    folder.mkdir()
    random = np.random.default_rng(shard)
    records, contours = [], {}
    for number in range(4):
        name = f"{shard:05d}-{number:02d}-0"
        phones = tuple(
            Phone(s, int(s in VOWELS), -1 if s in PAUSES else index // 4) for index, s in enumerate(SOUNDS)
        )
        lengths = [0.06 if phone.is_pause else random.uniform(0.16, 0.3) for phone in phones]
        ends = np.cumsum(lengths)
        times = np.arange(int(ends[-1] / FRAME)) * FRAME
        ends[-1] = len(times) * FRAME
        at = np.minimum(np.searchsorted(ends, times, side="right"), len(phones) - 1)
        pitch = 110.0 * (1 + shard) * 2 ** (0.15 * np.sin(5 * times))
        voiced = np.array([phones[i].symbol in VOICED for i in at])
        silent = np.array([phones[i].is_pause for i in at])
        samples = np.zeros(len(times) * 256)
        phase = np.cumsum(np.repeat(pitch / 24_000, 256))
        formant = np.repeat(400.0 + 250 * (at % 8), 256)
        for k in range(1, 40):
            hertz = k * np.repeat(pitch, 256)
            size = np.exp(-(((hertz - formant) / 400) ** 2)) + 0.3 * np.exp(
                -(((hertz - 2 * formant) / 600) ** 2)
            )
            samples += np.where(hertz < 5000, size, 0) * np.sin(2 * np.pi * (k * phase % 1))
        noise = random.standard_normal(len(samples))
        samples = np.where(np.repeat(voiced, 256), samples, 0.3 * noise)
        samples = np.where(np.repeat(silent, 256), 1e-3 * noise, samples)
        samples = (0.1 * samples / np.sqrt(np.mean(samples**2))).astype(np.float32)
        f0 = np.where(voiced, pitch, 0).astype(np.float32)
        measured = measure(samples, 24_000, f0=f0, phones=phones, ends=ends)
        soundfile.write(folder / f"{name}.wav", samples, 24_000, subtype="PCM_16")
        contours[name] = f0.astype(np.float16)
        records.append(
            Record(
                id=name,
                audio=f"{name}.wav",
                text="M, n.",
                duration=len(samples) / 24_000,
                speaker="invented",
                split="valid" if number == 3 else "train",
                group=f"{shard:05d}-{number // 2}",
                phones=phones,
                ends=tuple(map(float, ends)),
                identity=Identity(pitch=110.0 * (1 + shard)),
                emotions={"happy": 1.0} if number % 2 else {"neutral": 1.0},
                intensity=float(number % 2),
                delivery=Delivery(),
                measured=measured,
                captions={"en": ("a calm voice",)},
            )
        )
    np.savez(folder / "f0.npz", **contours)
    write_manifest(folder / "manifest.jsonl", records)
