"""Importers, on small copies of the published layouts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from tts.corpus.importers import LAYOUTS, detect, import_corpus
from tts.corpus.manifest import Record, read_manifest
from tts.corpus.texts import split_of
from tts.errors import CorpusError


def tone(path: Path, seconds: float = 0.25, rate: int = 16000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    wave = 0.2 * np.sin(2 * np.pi * 200 * np.arange(int(seconds * rate)) / rate)
    soundfile.write(path, wave, rate)


def write(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


def imported(source: Path, layout: str = "auto") -> dict[str, Record]:
    folder = source.parent / "manifest"
    result = import_corpus(source, folder, layout)
    records = {record.id: record for record in read_manifest(result.manifest)}
    assert len(records) == result.utterances
    for record in records.values():
        assert (folder / record.audio).is_file()
        assert record.duration == pytest.approx(0.25, abs=0.01)
        assert record.split in ("train", "valid", "test")
    return records


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def ljspeech(source: Path) -> None:
    write(
        source / "metadata.csv",
        'LJ001-0001|It cost "$5".|It cost "five dollars".\nLJ001-0002|Plain.|Plain.\n',
    )
    for name in ("LJ001-0001", "LJ001-0002"):
        tone(source / "wavs" / f"{name}.wav")


def vctk(source: Path) -> None:
    write(
        source / "speaker-info.txt",
        "ID AGE GENDER ACCENTS REGION\np225 23 F English England\np294 33 F American X\n",
    )
    for speaker in ("p225", "p294", "p315"):
        for microphone in ("mic1", "mic2"):
            tone(source / "wav48_silence_trimmed" / speaker / f"{speaker}_001_{microphone}.flac")
        if speaker != "p315":
            write(source / "txt" / speaker / f"{speaker}_001.txt", "Please call Stella.\n")


def libritts(source: Path) -> None:
    for part in ("train-clean-100", "dev-clean", "test-other"):
        stem = source / part / "103" / "1241" / f"103_1241_{part.replace('-', '')}_000000"
        tone(stem.with_suffix(".wav"))
        write(stem.with_suffix(".normalized.txt"), f"A line of {part}.")
        write(stem.with_suffix(".original.txt"), "not this one")


def expresso(source: Path) -> None:
    names = ("ex01_default_00001", "ex01_laughing_00001", "ex02_whisper_00001", "ex02_happy_00002")
    write(source / "read_transcriptions.txt", "".join(f"{name}\tHere we *are*.\n" for name in names))
    for name in names:
        speaker, style, _ = name.split("_")
        tone(source / "audio_48khz" / "read" / speaker / style / "base" / f"{name}.wav")
    write(source / "splits" / "train.txt", "ex01_default_00001\nex01_laughing_00001\n")
    write(source / "splits" / "dev.txt", "ex02_whisper_00001\n")
    write(source / "splits" / "test.txt", "ex02_happy_00002\t[0, 1]\n")


def esd(source: Path) -> None:
    chinese = "0001_000001\t打远一看。\t中立\n0001_000351\t打远一看。\t生气\n"
    write(source / "0001" / "0001.txt", chinese, "gb18030")
    tone(source / "0001" / "中立" / "0001_000001.wav")
    tone(source / "0001" / "生气" / "0001_000351.wav")
    english = "0011_000025\tThe nine the eggs.\tNeutral\n0011_001452\tThe nine the eggs.\tSurprise\n"
    write(source / "0011" / "0011.txt", english, "utf-16")
    tone(source / "0011" / "Neutral" / "test" / "0011_000025.wav")
    tone(source / "0011" / "Surprise" / "0011_001452.wav")


def folder_with_csv(source: Path) -> None:
    write(
        source / "lines.csv",
        "File,Text,Speaker,Split,Emotion,Intensity,Caption,caption_zh\n"
        'a/one.wav,"Hello, you.",ann,dev,happy,1.5,"bright, quick",明快\n'
        "two.wav,Bye.,,,,,,\n",
        "utf-8-sig",
    )
    tone(source / "a" / "one.wav")
    tone(source / "two.wav")


BUILDERS = {
    "ljspeech": ljspeech, "vctk": vctk, "libritts": libritts, "expresso": expresso, "esd": esd,
    "csv": folder_with_csv,
}  # fmt: skip


@pytest.mark.parametrize("layout", BUILDERS)
def test_layout_is_recognised_and_named_imports_agree(layout: str, source: Path) -> None:
    BUILDERS[layout](source)
    assert detect(source) == layout
    assert imported(source) == imported(source, layout)


def test_ljspeech_takes_the_normalised_text(source: Path) -> None:
    ljspeech(source)
    records = imported(source)
    assert records["LJ001-0001"].text == 'It cost "five dollars".'
    assert records["LJ001-0002"].speaker == "LJ"


def test_vctk_takes_the_first_microphone_and_reports_what_lacks_text(source: Path) -> None:
    vctk(source)
    records = imported(source)
    assert set(records) == {"p225_001", "p294_001"}
    assert records["p225_001"].audio.endswith("p225_001_mic1.flac")
    assert records["p225_001"].language == "en-gb"
    assert records["p294_001"].language == "en-us"
    result = import_corpus(source, source.parent / "m")
    assert len(result.skipped) == 1
    assert "p315" in result.skipped[0]
    assert result.speakers == 2
    assert result.hours == pytest.approx(0.5 / 3600, rel=0.05)


def test_libritts_keeps_the_published_split(source: Path) -> None:
    libritts(source)
    records = imported(source)
    assert sorted(record.split for record in records.values()) == ["test", "train", "valid"]
    assert {record.speaker for record in records.values()} == {"103"}
    assert all(record.text.startswith("A line of") for record in records.values())
    assert len(imported(source / "dev-clean", "libritts")) == 1


def test_expresso_styles_become_emotions_and_captions(source: Path) -> None:
    expresso(source)
    records = imported(source)
    assert records["ex01_default_00001"].emotions == {"neutral": 1.0}
    assert records["ex01_default_00001"].intensity == 0
    assert records["ex01_default_00001"].text == "Here we are."
    assert records["ex01_laughing_00001"].emotions == {"amused": 1.0}
    assert records["ex02_whisper_00001"].captions == {"en": ("in a whisper",), "zh": ("耳语",)}
    assert [record.split for record in records.values()] == ["train", "train", "valid", "test"]


def test_esd_halves_have_their_language_emotion_and_split(source: Path) -> None:
    esd(source)
    records = imported(source)
    assert records["0001_000351"].language == "cmn"
    assert records["0001_000351"].text == "打远一看。"
    assert records["0001_000351"].emotions == {"angry": 1.0}
    assert records["0001_000001"].group == records["0001_000351"].group
    assert records["0011_001452"].emotions == {"surprised": 1.0}
    assert records["0011_001452"].language == "en-us"
    assert [record.split for record in records.values()] == ["valid", "valid", "test", "train"]
    assert {record.speaker for record in imported(source, "esd-en").values()} == {"esd-0011"}
    assert {record.speaker for record in imported(source, "esd-zh").values()} == {"esd-0001"}


def test_csv_columns(source: Path) -> None:
    folder_with_csv(source)
    one, two = imported(source).values()
    assert (one.id, one.text, one.speaker, one.split) == ("a/one", "Hello, you.", "ann", "valid")
    assert (one.emotions, one.intensity) == ({"happy": 1.0}, 1.5)
    assert one.captions == {"en": ("bright, quick",), "zh": ("明快",)}
    assert (two.speaker, two.emotions, two.intensity, two.language) == ("corpus", {}, 0.0, "en-us")
    assert len(imported(source / "lines.csv", "csv")) == 2


def recordings(source: Path, count: int, splits: str = "") -> None:
    """`count` rows, of which none falls to the split "valid" by itself; the second text is there twice."""
    texts = [f"Line {n} of the recordings." for n in range(200)]
    texts = [text for text in texts if split_of(text) != "valid"][: count - 1]
    rows = [f"{n}.wav,{text},{splits}" for n, text in enumerate([*texts, texts[1]])]
    write(source / "lines.csv", "audio,text,split\n" + "\n".join(rows) + "\n")
    for n in range(count):
        tone(source / f"{n}.wav")


def test_ten_recordings_spare_a_text_for_validation(source: Path) -> None:
    recordings(source, 10)
    records = imported(source)
    kept = [record for record in records.values() if record.split == "valid"]
    assert 1 <= len(kept) <= 2
    assert len({record.text for record in kept}) == 1
    assert {record.id for record in records.values() if record.text == kept[0].text} == {r.id for r in kept}
    assert imported(source) == records

    tone(source / "7.wav", seconds=5.0)  # long enough for every check
    result = import_corpus(source, source.parent / "longer")
    assert [r.id for r in read_manifest(result.manifest) if r.split == "valid"] == ["7"]


def test_fewer_and_those_with_their_own_splits_are_left_as_they_are(source: Path) -> None:
    recordings(source, 9)
    assert "valid" not in {record.split for record in imported(source).values()}
    recordings(source, 12, splits="train")
    assert {record.split for record in imported(source).values()} == {"train"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("gone.wav,Hi.,,,", r"lines\.csv:4: the recording .*gone\.wav is missing"),
        ("two.wav,Hi.,,,", r"lines\.csv:4: 'two' is there twice"),
        ("three.wav,,,,", r"lines\.csv:4: the text is empty"),
        (",Hi.,,,", r"lines\.csv:4: the audio/file/path cell is empty"),
        ("three.wav,Hi.,ann,later,", r"lines\.csv:4: unknown split 'later'; choose one of: train, valid"),
        (
            "three.wav,Hi.,ann,,hungry",
            r"lines\.csv:4: unknown emotion 'hungry'; choose one of: neutral, calm",
        ),
        ("three.wav,Hi.,ann,,happy,9", r"lines\.csv:4: intensity must be a number of 0–2, not '9'"),
        ("bad.wav,Hi.,,,", r"lines\.csv:4: .*bad\.wav cannot be read as audio"),
    ],
)
def test_bad_rows_are_named(row: str, message: str, source: Path) -> None:
    folder_with_csv(source)
    tone(source / "three.wav")
    write(source / "bad.wav", "this is no audio")
    with (source / "lines.csv").open("a", encoding="utf-8") as lines:
        lines.write(row + "\n")
    with pytest.raises(CorpusError, match=message):
        import_corpus(source, source.parent / "m")
    assert not (source.parent / "m" / "manifest.jsonl").exists()


def test_bad_rows_of_published_corpora_are_named(source: Path) -> None:
    ljspeech(source)
    write(source / "metadata.csv", "LJ001-0001|fine\nLJ001-0002\n")
    with pytest.raises(CorpusError, match=r"metadata\.csv:2: expected 'name\|text'"):
        import_corpus(source, source.parent / "m")
    esd(source / "esd")
    write(source / "esd" / "0011" / "0011.txt", "0011_000025\tThe eggs.\tHungry\n")
    with pytest.raises(
        CorpusError, match=r"0011\.txt:1: unknown emotion 'Hungry'; choose one of: neutral, angry"
    ):
        import_corpus(source / "esd", source.parent / "m", "esd-en")


def test_unknown_layouts_list_the_choices(source: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        detect(source)
    source.mkdir()
    with pytest.raises(CorpusError, match=r"is not known.*ljspeech.*vctk.*libritts.*expresso.*esd.*csv"):
        detect(source)
    with pytest.raises(CorpusError, match="unknown corpus layout 'tape'; choose one of: auto, ljspeech"):
        import_corpus(source, source, "tape")
    with pytest.raises(CorpusError, match="does not look like vctk: expected txt"):
        import_corpus(source, source, "vctk")


def test_every_layout_is_tested() -> None:
    assert set(LAYOUTS) == {*BUILDERS, "esd-en", "esd-zh"}
