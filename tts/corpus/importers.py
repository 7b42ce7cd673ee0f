"""Recorded corpora in their published layouts, brought into our manifest; the audio stays where it is."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tts.corpus.manifest import Record, write_manifest
from tts.corpus.texts import split_of
from tts.errors import CorpusError
from tts.style.emotions import EMOTIONS

_SPARING = 10  # recordings that can spare one
_CHECKED = 4.0  # s, with room for the silence that annotation cuts


@dataclass(frozen=True)
class Import:
    """What was imported.

    layout: key of `LAYOUTS`. manifest: the file written. utterances, speakers: how many. hours: of audio.
    skipped: one line for each recording that was left out, with the reason.
    """

    layout: str
    manifest: Path
    utterances: int
    speakers: int
    hours: float
    skipped: tuple[str, ...]


@dataclass(frozen=True)
class Clip:
    """One recording as a layout describes it; `where` says where it is described, for error messages."""

    id: str
    audio: Path
    text: str
    speaker: str
    where: str
    language: str = "en-us"
    split: str | None = None
    emotion: str | None = None
    intensity: float | None = None
    captions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Skipped:
    """A recording that is known to lack something in the published corpus."""

    reason: str


@dataclass(frozen=True)
class Layout:
    """A corpus' arrangement of files: what it looks like, whether a folder has it, and its clips."""

    description: str
    matches: Callable[[Path], bool]
    read: Callable[[Path], Iterator[Clip | Skipped]]


def import_corpus(source: Path, folder: Path, layout: str = "auto") -> Import:
    """Write `folder`/manifest.jsonl for the corpus at `source`.

    source: the corpus' top folder (or the CSV file of a "csv" corpus). layout: a key of `LAYOUTS`, or
    "auto" to recognise it. Splits are the published ones where there are such, else decided by the text; of
    ten recordings and more at least one text is kept for validation.
    Emotions are those of the labels, at natural intensity unless labelled; phones, timings and measured
    numbers are left for the aligner and the analyser.

    Raises CorpusError, naming file and row, when the layout is unknown or not recognised, a recording is
    missing, unreadable or empty, or a row is incomplete.
    """
    name = detect(source) if layout == "auto" else layout
    if name not in LAYOUTS:
        raise CorpusError(f"unknown corpus layout {name!r}; choose one of: auto, {', '.join(LAYOUTS)}")
    if not source.exists():
        raise CorpusError(f"{source} does not exist; give the folder that holds the corpus")
    if layout != "auto" and not LAYOUTS[name].matches(source):
        raise CorpusError(f"{source} does not look like {name}: expected {LAYOUTS[name].description}")
    folder.mkdir(parents=True, exist_ok=True)
    records: dict[str, Record] = {}
    published: set[str] = set()
    skipped: list[str] = []
    for clip in LAYOUTS[name].read(source):
        if isinstance(clip, Skipped):
            skipped.append(clip.reason)
            continue
        if clip.id in records:
            raise CorpusError(f"{clip.where}: {clip.id!r} is there twice; every recording needs its own name")
        records[clip.id] = _record(clip, folder)
        if clip.split:
            published.add(clip.id)
    if not records:
        raise CorpusError(f"no recording found in {source}; expected {LAYOUTS[name].description}")
    manifest = folder / "manifest.jsonl"
    records = _with_validation(records, published)
    write_manifest(manifest, records.values())
    return Import(
        layout=name,
        manifest=manifest,
        utterances=len(records),
        speakers=len({record.speaker for record in records.values()}),
        hours=sum(record.duration for record in records.values()) / 3600,
        skipped=tuple(skipped),
    )


def detect(source: Path) -> str:
    """The layout of a corpus. Raises CorpusError when none fits, saying what each looks like."""
    if not source.exists():
        raise CorpusError(f"{source} does not exist; give the folder that holds the corpus")
    for name, layout in LAYOUTS.items():
        if layout.matches(source):
            return name
    known = "; ".join(f"{name}: {layout.description}" for name, layout in LAYOUTS.items())
    raise CorpusError(f"the layout of {source} is not known; arrange it as one of these. {known}")


def _record(clip: Clip, folder: Path) -> Record:
    import soundfile

    text = " ".join(clip.text.split())
    if not text:
        raise CorpusError(f"{clip.where}: the text is empty; remove the row or write what is said")
    if not clip.audio.is_file():
        raise CorpusError(
            f"{clip.where}: the recording {clip.audio} is missing; restore it or remove the row"
        )
    try:
        duration = soundfile.info(clip.audio).duration
    except soundfile.LibsndfileError as error:
        raise CorpusError(f"{clip.where}: {clip.audio} cannot be read as audio ({error})") from None
    if duration <= 0:
        raise CorpusError(f"{clip.where}: {clip.audio} is empty; record it again or remove the row")
    emotions = {clip.emotion: 1.0} if clip.emotion else {}
    natural = 1.0 if emotions and clip.emotion != "neutral" else 0.0
    audio = os.path.relpath(clip.audio.resolve(), folder.resolve())
    return Record(
        id=clip.id,
        audio=Path(audio).as_posix(),
        text=text,
        duration=round(duration, 4),
        speaker=clip.speaker,
        language=clip.language,
        split=clip.split or split_of(text),
        group=f"{clip.speaker}-{hashlib.sha256(text.lower().encode()).hexdigest()[:10]}",
        emotions=emotions,
        intensity=natural if clip.intensity is None else clip.intensity,
        captions=dict(clip.captions),
    )


def _with_validation(records: dict[str, Record], published: set[str]) -> dict[str, Record]:
    """The records with a text moved to the split "valid", where that is empty and ten or more can spare it.

    published: ids whose split is not ours to decide. Of the texts with a recording that is long enough for
    the checks of every stage, that with the least hash is moved.
    """
    free = [record for name, record in records.items() if name not in published]
    texts = {record.text for record in free}
    if len(free) < _SPARING or len(texts) == 1 or any(r.split == "valid" for r in records.values()):
        return records
    long = {record.text for record in free if record.duration >= _CHECKED}
    moved = min(long or texts, key=lambda text: hashlib.sha256(text.encode()).digest())
    chosen = {record.id for record in free if record.text == moved}
    return {
        name: replace(record, split="valid") if name in chosen else record for name, record in records.items()
    }


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    """(file:line, line) of each line with something on it."""
    for number, line in enumerate(_decoded(path).splitlines(), 1):
        if line.strip():
            yield f"{path}:{number}", line.strip()


def _decoded(path: Path) -> str:
    """Text of a file in UTF-8, or in UTF-16 or GB 18030, in which some published transcripts are."""
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CorpusError(f"{path} is not text in UTF-8, UTF-16 or GB 18030; save it as UTF-8")


# LJSpeech


def _is_ljspeech(source: Path) -> bool:
    return (source / "metadata.csv").is_file() and (source / "wavs").is_dir() and not _is_csv(source)


def _read_ljspeech(source: Path) -> Iterator[Clip]:
    for where, row in _rows(source / "metadata.csv"):
        cells = row.split("|")
        if len(cells) not in (2, 3):
            raise CorpusError(f"{where}: expected 'name|text' or 'name|text|normalised text', not {row!r}")
        yield Clip(cells[0], source / "wavs" / f"{cells[0]}.wav", cells[-1], "LJ", where)


# VCTK

_VCTK_AUDIO = ("wav48_silence_trimmed", "wav48", "wav16")
_AMERICAN = frozenset({"American", "Canadian"})


def _is_vctk(source: Path) -> bool:
    return (source / "txt").is_dir() and any((source / name).is_dir() for name in _VCTK_AUDIO)


def _read_vctk(source: Path) -> Iterator[Clip | Skipped]:
    languages: dict[str, str] = {}
    if (source / "speaker-info.txt").is_file():
        for _, row in _rows(source / "speaker-info.txt"):
            cells = row.split()
            if len(cells) > 3:
                speaker = cells[0] if cells[0].startswith(("p", "s")) else f"p{cells[0]}"
                languages[speaker] = "en-us" if cells[3] in _AMERICAN else "en-gb"
    audio = next(source / name for name in _VCTK_AUDIO if (source / name).is_dir())
    for path in sorted(audio.glob("*/*")):
        # The newer release has two microphones; the second is missing for some speakers.
        if path.suffix not in (".wav", ".flac") or path.stem.endswith("_mic2"):
            continue
        name, speaker = path.stem.removesuffix("_mic1"), path.parent.name
        transcript = source / "txt" / speaker / f"{name}.txt"
        if not transcript.is_file():
            yield Skipped(f"{path}: there is no {transcript}")
            continue
        yield Clip(
            name, path, _decoded(transcript), speaker, str(transcript), languages.get(speaker, "en-gb")
        )


# LibriTTS and LibriTTS-R

_LIBRI_SPLITS = {"train": "train", "dev": "valid", "test": "test"}


def _libri_parts(source: Path) -> list[Path]:
    """The parts (train-clean-100, …) below a folder, or the folder itself when it is one."""
    parts = [part for part in (source, *sorted(source.glob("*"))) if part.is_dir()]
    return [part for part in parts if re.fullmatch(r"(train|dev|test)-(clean|other)(-\d+)?", part.name)]


def _is_libritts(source: Path) -> bool:
    return any(next(part.glob("*/*/*.normalized.txt"), None) for part in _libri_parts(source))


def _read_libritts(source: Path) -> Iterator[Clip | Skipped]:
    for part in _libri_parts(source):
        split = _LIBRI_SPLITS[part.name.split("-")[0]]
        for path in sorted(part.glob("*/*/*.wav")):
            transcript = path.with_suffix(".normalized.txt")
            if not transcript.is_file():
                yield Skipped(f"{path}: there is no {transcript.name}")
                continue
            yield Clip(path.stem, path, _decoded(transcript), path.parts[-3], str(transcript), split=split)


# Expresso

_EXPRESSO_EMOTIONS = {"happy": "happy", "sad": "sad", "laughing": "amused"}
_EXPRESSO_CAPTIONS = {
    "confused": ("confused", "困惑"),
    "emphasis": ("with emphasis on single words", "强调个别词"),
    "enunciated": ("clearly enunciated", "吐字清晰"),
    "laughing": ("laughing while speaking", "边笑边说"),
    "longform": ("reading a long text", "朗读长文"),
    "narration": ("narrating", "旁白叙述"),
    "singing": ("singing", "唱歌"),
    "whisper": ("in a whisper", "耳语"),
}


def _is_expresso(source: Path) -> bool:
    return (source / "read_transcriptions.txt").is_file()


def _read_expresso(source: Path) -> Iterator[Clip]:
    """The read part; the conversations have no transcripts."""
    audio = {path.stem: path for path in sorted(source.glob("audio_48khz/read/**/*.wav"))}
    splits: dict[str, str] = {}
    for name, split in (("train", "train"), ("dev", "valid"), ("test", "test")):
        listing = source / "splits" / f"{name}.txt"
        if listing.is_file():
            splits.update({row.split()[0]: split for _, row in _rows(listing)})
    for where, row in _rows(source / "read_transcriptions.txt"):
        name, _, text = row.partition("\t")
        pieces = name.split("_")
        if not text or len(pieces) < 3:
            raise CorpusError(f"{where}: expected 'speaker_style_number<tab>text', not {row!r}")
        speaker, style = pieces[0], pieces[1]
        emotion = "neutral" if style == "default" else _EXPRESSO_EMOTIONS.get(style)
        english, chinese = _EXPRESSO_CAPTIONS.get(style, ("", ""))
        captions = {"en": (english,), "zh": (chinese,)} if english else {}
        path = audio.get(name, source / "audio_48khz" / "read" / speaker / style / "base" / f"{name}.wav")
        yield Clip(
            id=name,
            audio=path,
            text=text.replace("*", ""),  # their mark of emphasis
            speaker=speaker,
            where=where,
            split=splits.get(name),
            emotion=emotion,
            captions=captions,
        )


# ESD

_ESD_EMOTIONS = {
    "neutral": "neutral", "angry": "angry", "happy": "happy", "sad": "sad", "surprise": "surprised",
    "中立": "neutral", "生气": "angry", "快乐": "happy", "伤心": "sad", "惊喜": "surprised",
}  # fmt: skip
_ESD_SENTENCES = 350  # each read in five emotions; the first 20 are for evaluation, the next 30 for tests


def _esd_speakers(source: Path) -> list[Path]:
    return [path for path in sorted(source.glob("00[012][0-9]")) if (path / f"{path.name}.txt").is_file()]


def _is_esd(source: Path) -> bool:
    return bool(_esd_speakers(source))


def _read_esd(source: Path, languages: tuple[str, ...] = ("en-us", "cmn")) -> Iterator[Clip]:
    for folder in _esd_speakers(source):
        speaker = folder.name
        language = "cmn" if int(speaker) <= 10 else "en-us"
        if language not in languages:
            continue
        audio = {path.stem: path for path in sorted(folder.rglob("*.wav"))}
        for where, row in _rows(folder / f"{speaker}.txt"):
            cells = [cell.strip() for cell in row.split("\t")]
            if len(cells) != 3 or not (number := re.fullmatch(r"\d{4}_(\d{6})", cells[0])):
                raise CorpusError(f"{where}: expected 'speaker_number<tab>text<tab>emotion', not {row!r}")
            if (emotion := _ESD_EMOTIONS.get(cells[2].lower())) is None:
                raise CorpusError(
                    f"{where}: unknown emotion {cells[2]!r}; choose one of: {', '.join(_ESD_EMOTIONS)}"
                )
            place = (int(number[1]) - 1) % _ESD_SENTENCES
            split = "valid" if place < 20 else "test" if place < 50 else "train"
            path = audio.get(cells[0], folder / cells[2] / f"{cells[0]}.wav")
            yield Clip(cells[0], path, cells[1], f"esd-{speaker}", where, language, split, emotion)


# A folder with a CSV

_COLUMNS: dict[str, tuple[str, ...]] = {
    "audio": ("audio", "file", "path", "filename", "file_name", "wav"),
    "text": ("text", "transcript", "transcription", "sentence"),
    "id": ("id", "name"),
    "speaker": ("speaker", "speaker_id", "voice"),
    "language": ("language", "lang"),
    "split": ("split",),
    "emotion": ("emotion",),
    "intensity": ("intensity",),
    "caption": ("caption", "style", "description"),
    "caption_zh": ("caption_zh",),
}
"""Fields of the CSV and the headings under which they are known; audio and text are needed."""

_SPLITS = {"train": "train", "valid": "valid", "dev": "valid", "validation": "valid", "test": "test"}
_CSV_EMOTIONS = {
    name.lower(): emotion.id
    for emotion in EMOTIONS.values()
    for name in (emotion.id, emotion.english, emotion.chinese)
}


def _csv_file(source: Path) -> Path | None:
    """The one CSV with usable headings."""
    files = [source] if source.is_file() else sorted(source.glob("*.csv"))
    found = [path for path in files if {"audio", "text"} <= _headings(path).keys()]
    return found[0] if len(found) == 1 else None


def _headings(path: Path) -> dict[str, str]:
    """Field → heading of a CSV file."""
    first = next(iter(_decoded(path).splitlines()), "")
    headings = next(csv.reader([first], delimiter=_delimiter(first)), [])
    known = {heading.strip().lower(): heading for heading in headings}
    return {
        name: next(known[alias] for alias in aliases if alias in known)
        for name, aliases in _COLUMNS.items()
        if any(alias in known for alias in aliases)
    }


def _delimiter(line: str) -> str:
    return max(",|;\t", key=line.count)


def _is_csv(source: Path) -> bool:
    return _csv_file(source) is not None


def _read_csv(source: Path) -> Iterator[Clip]:
    path = _csv_file(source)
    assert path is not None  # the layout matched
    lines = _decoded(path).splitlines(keepends=True)
    fields = _headings(path)
    reader = csv.DictReader(lines, delimiter=_delimiter(lines[0]), strict=True)
    try:
        for row in reader:
            cells = {name: (row[heading] or "").strip() for name, heading in fields.items()}
            yield _csv_clip(cells, path, f"{path}:{reader.line_num}")
    except csv.Error as error:
        raise CorpusError(f"{path}:{reader.line_num}: not valid CSV ({error})") from None


def _csv_clip(cells: Mapping[str, str], path: Path, where: str) -> Clip:
    if not cells["audio"]:
        raise CorpusError(f"{where}: the {'/'.join(_COLUMNS['audio'][:3])} cell is empty; name the recording")
    emotion = _CSV_EMOTIONS.get(cells.get("emotion", "").lower())
    if cells.get("emotion") and emotion is None:
        raise CorpusError(
            f"{where}: unknown emotion {cells['emotion']!r}; choose one of: {', '.join(EMOTIONS)}"
        )
    split = _SPLITS.get(cells.get("split", "").lower())
    if cells.get("split") and split is None:
        raise CorpusError(f"{where}: unknown split {cells['split']!r}; choose one of: {', '.join(_SPLITS)}")
    intensity = None
    if number := cells.get("intensity", ""):
        if not re.fullmatch(r"\d*\.?\d+", number) or not 0 <= float(number) <= 2:
            raise CorpusError(f"{where}: intensity must be a number of 0–2, not {number!r}")
        intensity = float(number)
    captions = {"en": cells.get("caption", ""), "zh": cells.get("caption_zh", "")}
    return Clip(
        id=cells.get("id") or Path(cells["audio"]).with_suffix("").as_posix(),
        audio=path.parent / cells["audio"],
        text=cells["text"],
        speaker=cells.get("speaker") or path.parent.resolve().name,
        where=where,
        language=cells.get("language") or "en-us",
        split=split,
        emotion=emotion,
        intensity=intensity,
        captions={language: (text,) for language, text in captions.items() if text},
    )


LAYOUTS: dict[str, Layout] = {
    "ljspeech": Layout("metadata.csv (name|text|normalised text) beside wavs/", _is_ljspeech, _read_ljspeech),
    "vctk": Layout("txt/SPEAKER/*.txt beside wav48_silence_trimmed/ or wav48/", _is_vctk, _read_vctk),
    "libritts": Layout(
        "train-clean-100/SPEAKER/CHAPTER/*.wav with .normalized.txt (LibriTTS or LibriTTS-R)",
        _is_libritts,
        _read_libritts,
    ),
    "expresso": Layout("read_transcriptions.txt beside audio_48khz/read/", _is_expresso, _read_expresso),
    "esd": Layout("0001/0001.txt … 0020/0020.txt with the emotions' folders of .wav", _is_esd, _read_esd),
    "esd-en": Layout(
        "ESD, its English speakers 0011–0020",
        lambda source: any(int(path.name) > 10 for path in _esd_speakers(source)),
        lambda source: _read_esd(source, ("en-us",)),
    ),
    "esd-zh": Layout(
        "ESD, its Chinese speakers 0001–0010",
        lambda source: any(int(path.name) <= 10 for path in _esd_speakers(source)),
        lambda source: _read_esd(source, ("cmn",)),
    ),
    "csv": Layout(
        "one .csv with a heading row that has at least audio and text "
        "(also speaker, language, split, emotion, intensity, caption, id)",
        _is_csv,
        _read_csv,
    ),
}
"""Name → layout, in the order in which they are recognised."""
