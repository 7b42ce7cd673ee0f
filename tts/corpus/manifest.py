"""The corpus manifest: one JSON line an utterance, the same for our own and for imported corpora."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tts.style.delivery import Delivery
from tts.style.identity import Identity
from tts.text.symbols import Phone


@dataclass(frozen=True)
class Measured:
    """What an analyser heard in one utterance.

    pitch: geometric mean F0 of voiced frames, Hz (0 when nothing is voiced).
    range: standard deviation of F0 over voiced frames, semitones.
    rate: phones a second, pauses left out (0 when phones are not known).
    loudness: level of the active frames, dBFS (A-weighting not applied).
    tilt: level below 1 kHz minus level in 1–5 kHz of voiced frames, dB (high = soft, dark).
    breath: harmonics-to-noise ratio of voiced frames, dB (low = breathy or rough).
    pauses: share of the time spent in pauses longer than 60 ms, 0–1.
    voiced: share of active frames that are voiced, 0–1.
    """

    pitch: float
    range: float
    rate: float
    loudness: float
    tilt: float
    breath: float
    pauses: float
    voiced: float


@dataclass(frozen=True)
class Record:
    """One utterance.

    id: unique in its corpus. audio: path relative to the manifest's folder. text: what is spoken.
    phones, ends: what was spoken and when each phone ends, s; both empty when not known yet (the aligner
    fills them in). duration: s. speaker: name of the person or synthetic voice. language: espeak code.
    split: "train", "valid" or "test". identity, emotions, intensity, delivery: how it was made, None when
    unknown (recorded speech). group: shared by renderings of the same sentence. captions: language →
    wordings.
    """

    id: str
    audio: str
    text: str
    duration: float
    speaker: str
    language: str = "en-us"
    split: str = "train"
    group: str = ""
    phones: tuple[Phone, ...] = ()
    ends: tuple[float, ...] = ()
    identity: Identity | None = None
    emotions: dict[str, float] = field(default_factory=dict)
    intensity: float = 0.0
    delivery: Delivery | None = None
    measured: Measured | None = None
    captions: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self) -> str:
        """One line of JSON; phones are written as [symbol, stress, word, emphasis] lists."""
        data = dataclasses.asdict(self)
        data["phones"] = [[p.symbol, p.stress, p.word, int(p.emphasis)] for p in self.phones]
        data["ends"] = [round(end, 4) for end in self.ends]
        return json.dumps(data, ensure_ascii=False)

    @staticmethod
    def from_json(line: str) -> Record:
        """Inverse of `to_json`. Raises ValueError naming a missing or unknown key."""
        data: dict[str, Any] = json.loads(line)
        known = {f.name for f in dataclasses.fields(Record)}
        if unknown := sorted(set(data) - known):
            raise ValueError(f"unknown manifest key {unknown[0]!r}; valid keys: {', '.join(sorted(known))}")
        data["phones"] = tuple(Phone(s, t, w, bool(e)) for s, t, w, e in data.get("phones", ()))
        data["ends"] = tuple(data.get("ends", ()))
        if identity := data.get("identity"):
            data["identity"] = Identity(**{**identity, "mix": tuple(identity["mix"])})
        if delivery := data.get("delivery"):
            data["delivery"] = Delivery(**delivery)
        if measured := data.get("measured"):
            data["measured"] = Measured(**measured)
        data["captions"] = {k: tuple(v) for k, v in data.get("captions", {}).items()}
        try:
            return Record(**data)
        except TypeError as error:
            raise ValueError(f"manifest line {data.get('id', '?')!r}: {error}") from None


def read_manifest(path: Path) -> Iterator[Record]:
    """Records of one .jsonl file, in order. Raises ValueError with file and line number when one is bad."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield Record.from_json(line)
            except ValueError as error:
                raise ValueError(f"{path}:{number}: {error}") from None


def write_manifest(path: Path, records: Iterable[Record]) -> None:
    """Write all records to one .jsonl file, atomically."""
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as out:
        for record in records:
            out.write(record.to_json() + "\n")
    partial.replace(path)
