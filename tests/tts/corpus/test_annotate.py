"""Recorded speech gets timings, measurements, an identity and deliveries, and can then be trained on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from tts.corpus.annotate import (
    ANOTHER_VOICE,
    Annotated,
    align,
    annotate,
    estimated_identity,
    habit,
    measured_delivery,
    spoken_phones,
)
from tts.corpus.manifest import Measured, Record, read_manifest, write_manifest
from tts.errors import CorpusError, RequestError, TextError
from tts.models.aligner import Aligner
from tts.models.spectrogram import MELS
from tts.style.identity import Identity
from tts.text.symbols import PHONE_IDS, PHONES, Phone
from tts.train.features import Corpus, extract

RATE = 16000
USUAL = Measured(pitch=200, range=2.2, rate=11.7, loudness=-20, tilt=15, breath=12, pauses=0.1, voiced=0.7)


def hum(pitch: float, seconds: float, silence: float = 0.0) -> np.ndarray:
    """A buzz with harmonics, (n,), silent for a while at both edges."""
    time = np.arange(int(seconds * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * pitch * k * time) / k for k in range(1, 9))
    edge = np.zeros(int(silence * RATE))
    return np.concatenate([edge, 0.1 * wave, edge])


@pytest.fixture
def aligner() -> Aligner:
    torch.manual_seed(0)
    return Aligner(dim=8, layers=1).eval()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two speakers' recordings in a folder of their own, and a manifest that knows audio and text alone."""
    source, folder = tmp_path / "recordings", tmp_path / "corpus"
    source.mkdir()
    folder.mkdir()
    made = []
    for number, (speaker, pitch) in enumerate((("ann", 200), ("ann", 220), ("bob", 100), ("bob", 100))):
        name = f"{speaker}-{number}"
        wave = hum(pitch, 1.5 if speaker == "ann" else 1.0, silence=0.5)
        stereo = np.stack([wave, wave], 1)
        soundfile.write(source / f"{name}.flac", stereo, RATE)
        made.append(
            Record(
                id=name,
                audio=f"../recordings/{name}.flac",
                text="We did it. Nobody saw us!",
                duration=len(wave) / RATE,
                speaker=speaker,
                split="train" if number % 2 else "valid",
            )
        )
    write_manifest(folder / "manifest.jsonl", made)
    return folder


def records(folder: Path) -> dict[str, Record]:
    return {record.id: record for record in read_manifest(folder / "manifest.jsonl")}


def test_annotated_recordings_can_be_trained_on(corpus: Path, aligner: Aligner):
    original = (corpus.parent / "recordings" / "ann-0.flac").read_bytes()
    assert annotate(corpus, aligner, progress=False) == Annotated(4, ())
    for record in records(corpus).values():
        assert len(record.phones) == len(record.ends)
        assert np.all(np.diff(record.ends) > 0)
        assert record.ends[-1] == pytest.approx(record.duration, abs=1e-3)
        info = soundfile.info(corpus / f"{record.id}.wav")
        assert (info.samplerate, info.channels) == (24000, 1)
        assert info.duration == pytest.approx(record.duration, abs=1e-3)
    assert (corpus.parent / "recordings" / "ann-0.flac").read_bytes() == original
    assert extract(corpus) == 1
    train = Corpus(corpus)
    assert [train.id(i) for i in range(len(train))] == ["ann-1", "bob-3"]
    assert train.wave(0).is_file()
    assert np.median(train[0].f0[train[0].f0 > 0]) == pytest.approx(220, rel=0.01)


def test_speakers_have_their_own_habits(corpus: Path, aligner: Aligner):
    annotate(corpus, aligner, progress=False)
    found = records(corpus)
    ann, bob = found["ann-0"].identity, found["bob-2"].identity
    assert ann == found["ann-1"].identity
    assert ann.pitch == pytest.approx(200 * 1.1**0.5, rel=0.01)
    assert bob.pitch == pytest.approx(100, rel=0.01)
    assert ann.mix == ANOTHER_VOICE
    assert found["ann-1"].delivery.pitch == pytest.approx(12 * np.log2(1.1) / 2, abs=0.1)
    assert found["ann-0"].delivery.pitch == pytest.approx(-12 * np.log2(1.1) / 2, abs=0.1)
    assert found["bob-3"].delivery.pitch == pytest.approx(0, abs=0.1)


def test_a_given_identity_is_taken(corpus: Path, aligner: Aligner):
    given = Identity(pitch=150.0)
    annotate(corpus, aligner, given, progress=False)
    assert {record.identity for record in records(corpus).values()} == {given}


def test_what_is_annotated_stays_as_it_is(corpus: Path, aligner: Aligner):
    annotate(corpus, aligner, progress=False)
    before = (corpus / "manifest.jsonl").read_bytes()
    assert annotate(corpus, aligner, progress=False) == Annotated(0, ())
    assert (corpus / "manifest.jsonl").read_bytes() == before


def test_unusable_recordings_are_listed_with_the_reason(corpus: Path, aligner: Aligner):
    one, short, mute, silent = records(corpus).values()
    soundfile.write(corpus / "silent.flac", np.zeros(RATE), RATE)
    soundfile.write(corpus / "short.flac", hum(200, 0.2), RATE)
    changed = [
        one,
        replace(short, audio="short.flac", duration=0.2),
        replace(mute, text="…!"),
        replace(silent, audio="silent.flac"),
        replace(one, id="long", duration=31.0),
    ]
    write_manifest(corpus / "manifest.jsonl", changed)
    found = annotate(corpus, aligner, progress=False)
    assert found.done == 1
    assert list(records(corpus)) == [one.id]
    reasons = dict(line.split(": ", 1) for line in found.skipped)
    assert "too short" in reasons[short.id]
    assert "nothing to speak" in reasons[mute.id]
    assert "silent" in reasons[silent.id]
    assert "more than 30 s" in reasons["long"]
    listed = (corpus / "rejected.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in listed] == [short.id, mute.id, silent.id, "long"]


def test_a_wrong_transcript_is_left_out(corpus: Path, aligner: Aligner):
    with torch.no_grad():
        aligner.frame.bias[PHONE_IDS["ʒ"]] = 30.0  # hears nothing but ʒ
    with pytest.raises(CorpusError, match="no utterance"):
        annotate(corpus, aligner, progress=False)
    assert "does not sound like its text" in (corpus / "rejected.txt").read_text(encoding="utf-8")


def test_recordings_are_neither_overwritten_nor_missing(corpus: Path, aligner: Aligner):
    first = next(iter(records(corpus).values()))
    soundfile.write(corpus / "same.wav", hum(200, 1.5), RATE)
    write_manifest(corpus / "manifest.jsonl", [replace(first, id="same", audio="same.wav")])
    with pytest.raises(CorpusError, match="overwritten"):
        annotate(corpus, aligner, progress=False)
    write_manifest(corpus / "manifest.jsonl", [replace(first, id="../out")])
    with pytest.raises(CorpusError, match="leads out of"):
        annotate(corpus, aligner, progress=False)
    write_manifest(corpus / "manifest.jsonl", [replace(first, audio="nowhere.flac")])
    with pytest.raises(RequestError, match=r"nowhere\.flac"):
        annotate(corpus, aligner, progress=False)


def test_sentences_are_joined_with_one_pause_between():
    phones = spoken_phones("We did it. Nobody saw us!", "en-us")
    assert [p.symbol for p in phones if p.is_pause] == ["_", ".", "!"]
    assert phones[0].is_pause
    assert phones[-1].is_pause
    assert sorted({p.word for p in phones if not p.is_pause}) == list(range(6))
    with pytest.raises(TextError):
        spoken_phones("?!", "en-us")


class Scripted(Aligner):
    """Hears one phone a frame, as told."""

    def __init__(self, symbols: list[str]) -> None:
        super().__init__(dim=8, layers=1)
        self.heard = torch.tensor([PHONE_IDS[symbol] for symbol in symbols])

    def forward(
        self, mel: torch.Tensor, mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        scores = (10 * torch.nn.functional.one_hot(self.heard, len(PHONES)).float()).log_softmax(-1)[None]
        return scores, scores


def test_pauses_are_added_where_the_speaker_pauses():
    phones = (Phone("_"), Phone("i", 1, 0), Phone("m", 0, 0), Phone("u", 1, 1), Phone("s", 0, 2), Phone("."))
    heard = "_ " * 5 + "i " * 10 + "m " * 10 + "_ " * 20 + "u " * 10 + "s " * 10 + "_ " * 5
    symbols = heard.split()
    found = align(Scripted(symbols), torch.zeros(len(symbols), MELS), phones)
    assert [p.symbol for p in found.phones] == ["_", "i", "m", "_", "u", "s", "."]
    frames = np.asarray(found.ends) * 93.75
    assert frames == pytest.approx([5, 15, 25, 45, 55, 65, 70], abs=1.01)
    assert found.score == pytest.approx(0, abs=0.6)
    other = align(Scripted(["t"] * 70), torch.zeros(70, MELS), phones)
    assert other.score == pytest.approx(-10, abs=0.1)
    with pytest.raises(ValueError, match="do not fit"):
        align(Scripted(["t"] * 4), torch.zeros(4, MELS), phones)


def test_habit_and_identity_come_from_the_voiced_takes():
    whisper = Measured(pitch=0, range=0, rate=11.7, loudness=-30, tilt=0, breath=0, pauses=0.1, voiced=0.02)
    usual = habit([replace(USUAL, pitch=100), replace(USUAL, pitch=400), whisper])
    assert usual.pitch == pytest.approx(200)
    assert usual.voiced == pytest.approx(0.7)
    identity = estimated_identity(usual)
    assert identity.pitch == pytest.approx(200)
    assert identity.liveliness == pytest.approx(2.0)
    assert identity.rate == pytest.approx(0, abs=1e-6)
    assert estimated_identity(replace(USUAL, pitch=600, rate=90)).pitch == 420
    assert estimated_identity(habit([whisper])).pitch == Identity().pitch


def test_delivery_is_the_measured_change():
    found = measured_delivery(replace(USUAL, pitch=400, rate=23.4, loudness=-26), USUAL)
    assert found.pitch == pytest.approx(12)
    assert found.rate == pytest.approx(0.8)  # limited
    assert found.loudness == pytest.approx(-6)
    assert found.whisper == 0
    assert measured_delivery(replace(USUAL, voiced=0.05, pitch=0), USUAL).whisper == 1
