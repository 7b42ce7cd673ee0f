"""Building the corpus: deterministic, resumable, validated."""

from __future__ import annotations

import ctypes
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tts.corpus import build
from tts.corpus.build import build_corpus, read_corpus, with_habits
from tts.corpus.captions import captioned
from tts.corpus.manifest import read_manifest
from tts.corpus.texts import Sentence
from tts.corpus.transform import Rendering
from tts.errors import CorpusError
from tts.style.delivery import Delivery
from tts.style.identity import SPEAKERS
from tts.text.symbols import PHONE_IDS, Phone

TEXTS = [
    Sentence("The old man smiled at us.", "example", "train"),
    Sentence("Did you see it, or not?", "question", "valid"),
]


def teachers_installed() -> bool:
    try:
        ctypes.CDLL("libflite.so.1")
    except OSError:
        return False
    return shutil.which("festival") is not None


needs_teachers = pytest.mark.skipif(
    not teachers_installed(), reason="apt install libflite1 festival festvox-us-slt-hts"
)


@pytest.fixture(scope="module")
def shard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "shard-00003"
    build._build_shard(folder, TEXTS, seed=5)
    return folder


@needs_teachers
def test_a_shard_holds_what_its_manifest_says(shard):
    import soundfile

    records = list(read_manifest(shard / "manifest.jsonl"))
    rejected = [line for line in (shard / "rejected.txt").read_text().splitlines() if line]
    assert len(records) + len(rejected) == len(TEXTS) * build.RENDERINGS
    assert len(records) > len(rejected)
    contours = np.load(shard / "f0.npz")
    assert {path.stem for path in shard.glob("*.wav")} == {r.id for r in records} == set(contours.files)
    for record in records:
        samples, rate = soundfile.read(shard / record.audio)
        assert rate == 24_000
        assert len(samples) / rate == pytest.approx(record.duration)
        assert 0.001 < np.abs(samples).max() < 0.99
        assert len(record.phones) == len(record.ends)
        assert record.ends[-1] == pytest.approx(record.duration, abs=0.002)
        assert (np.diff([0.0, *record.ends]) > 0).all()
        assert all(phone.symbol in PHONE_IDS for phone in record.phones)
        assert len(contours[record.id]) == pytest.approx(len(samples) / 256, abs=1.01)
        assert record.measured.loudness < 0
        assert record.text in {text.text for text in TEXTS}
        assert record.captions.keys() == {"en", "zh"}
        assert all(record.captions.values())
        assert record.split == next(text.split for text in TEXTS if text.text == record.text)
        assert set(record.speaker.split("+")) <= set(SPEAKERS)
        asked = record.identity.pitch * 2 ** (record.delivery.pitch / 12)
        if not record.delivery.whisper:
            assert record.measured.pitch == pytest.approx(asked, rel=0.12)
    for group in {record.group for record in records}:
        takes = [record for record in records if record.group == group]
        assert len({take.text for take in takes}) == 1
        plain = [take for take in takes if take.intensity == 0 and take.delivery == Delivery()]
        assert plain


@needs_teachers
def test_a_second_build_is_the_same_byte_for_byte(shard, tmp_path):
    again = tmp_path / shard.name
    build._build_shard(again, TEXTS, seed=5)
    names = sorted(path.name for path in shard.iterdir())
    assert names == sorted(path.name for path in again.iterdir())
    for name in names:
        assert (shard / name).read_bytes() == (again / name).read_bytes(), name


@needs_teachers
def test_captions_are_those_of_the_seed(shard):
    records = list(read_manifest(shard / "manifest.jsonl"))
    assert captioned(records, seed=5) == records
    assert captioned(records, seed=6) != records
    old = [replace(record, captions={}) for record in records]  # as shards were before they had captions
    assert captioned(old, seed=5) == records


@needs_teachers
def test_a_finished_shard_is_left_alone_and_an_unfinished_one_is_made_again(shard, tmp_path):
    copy = Path(shutil.copytree(shard, tmp_path / shard.name))
    seconds = sum(record.duration for record in read_manifest(copy / "manifest.jsonl"))
    (copy / "f0.npz").unlink()
    assert build._build_shard(copy, [], seed=99) == pytest.approx(seconds)
    assert not (copy / "f0.npz").exists()
    (copy / "manifest.jsonl").unlink()
    assert build._build_shard(copy, TEXTS[:1], seed=5) < seconds
    assert (copy / "f0.npz").exists()


@needs_teachers
def test_shards_are_read_in_order(shard):
    ((folder, records),) = read_corpus(shard.parent)
    assert folder == shard
    assert len(records) == len({record.id for record in records})


def test_no_corpus(tmp_path):
    with pytest.raises(CorpusError, match=r"no manifest.jsonl in .*; run 'dramatis corpus build'"):
        list(read_corpus(tmp_path))


def test_another_seed_does_not_mix(tmp_path):
    (tmp_path / "corpus.json").write_text('{"version": 1, "seed": 3}')
    with pytest.raises(CorpusError, match=r'holds a corpus with .*"seed": 3.*; choose another folder'):
        build_corpus(tmp_path, hours=0.01, seed=4, workers=1)


def good() -> Rendering:
    time = np.arange(24_000) / 24_000
    phones = tuple(Phone(symbol) for symbol in "_ m ɑ n ɑ m ɑ n .".split())
    samples = (0.3 * np.sin(700 * time)).astype(np.float32)
    return Rendering(samples, np.zeros(94, np.float32), phones, tuple(np.linspace(0.1, 1, len(phones))))


@pytest.mark.parametrize(
    ("samples", "fault"),
    [
        (good().samples, None),
        (np.full(24_000, np.nan, np.float32), "not finite"),
        (np.zeros(24_000, np.float32), "silent"),
        (np.ones(24_000, np.float32), "clips"),
        (good().samples[:4000], "lasts 0.17 s"),
        (np.tile(good().samples, 31), "lasts 31.00 s"),
        (np.tile(good().samples, 5), "1.4 phones a second"),
    ],
)
def test_what_may_not_enter(samples, fault):
    assert build._fault(replace(good(), samples=samples)) == fault


def test_punctuation_has_its_habits():
    plain = Delivery(pitch=1.0)
    assert with_habits("He left.", plain) == plain
    assert with_habits("Did he leave?", plain).final > 0
    assert with_habits('"Why did he leave?"', plain) == plain
    assert with_habits("He left!", plain).loudness > 0
