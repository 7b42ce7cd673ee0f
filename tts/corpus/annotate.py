"""Annotate recorded speech: fill in what an imported corpus lacks before the models can be trained on it.

Audio and text alone come in; out come phones and their timings (by the aligner), pitch and the measured
numbers, the speaker's identity and each utterance's delivery, all in the terms of our own corpus.
"""

from __future__ import annotations

import math
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from tts.audio import read, write
from tts.corpus.build import read_corpus
from tts.corpus.labels import change
from tts.corpus.manifest import Measured, Record, write_manifest
from tts.errors import CorpusError, TextError
from tts.models.aligner import Aligner, collapse_pauses
from tts.models.spectrogram import FRAMES_PER_SECOND, LEVEL, SAMPLE_RATE, log_mel, normalise
from tts.style.delivery import Delivery
from tts.style.identity import IDENTITY_LIMITS, SPEAKERS, Identity
from tts.style.measure import PAUSE_SECONDS, SILENT_LEVEL, measure, track_pitch
from tts.text.frontend import utterances
from tts.text.symbols import PHONE_IDS, Phone

LONGEST = 30.0
"""Seconds of the longest utterance that is trained on."""

POOREST = -3.0
"""Least `Alignment.score`; that of a wrong transcript lies below it."""

ANOTHER_VOICE = (1 / len(SPEAKERS),) * len(SPEAKERS)
"""The speaker mix of a person who is none of the corpus' own speakers."""

_USUAL_RATE = 11.7  # phones a second of the corpus' own speakers at rate 0
_USUAL_RANGE = 1.1  # their measured pitch range over their liveliness
_NEUTRALS = 5  # recordings labelled neutral that are enough to tell a speaker's habit
_WHISPERED = 0.15  # share of voiced frames below which speech is a whisper
_EDGES = 0.15, 0.3  # s of silence that is kept before and after the speech
_CHUNK = 200  # utterances between two savings

Floats = npt.NDArray[np.float32]
Contour = npt.NDArray[np.float16]


@dataclass(frozen=True)
class Annotated:
    """done: utterances annotated now. skipped: "id: reason" of each that was left out now."""

    done: int
    skipped: tuple[str, ...]


@dataclass(frozen=True)
class Alignment:
    """phones, ends: what is spoken and when each phone ends, s. score: of the fit, 0 is best.

    The score is the mean, over the frames of speech, of the log-probability of the phone that is aligned less
    that of the likeliest phone.
    """

    phones: tuple[Phone, ...]
    ends: tuple[float, ...]
    score: float


class _UnusableError(Exception):
    """Why an utterance cannot be trained on."""


def annotate(
    folder: Path, aligner: Aligner, identity: Identity | None = None, progress: bool = True
) -> Annotated:
    """Annotate every utterance of a corpus that has no timings yet; an interrupted run goes on where it was.

    folder: with manifests, as written by 'dramatis corpus import'. The recordings stay as they are; a copy in
    the form that training reads (24 kHz, mono, long silences at the edges cut) is written to ``<id>.wav``
    beside the manifest, its pitch in Hz at mel frames to ``f0.npz``. identity: of all speakers; None takes
    each for `ANOTHER_VOICE` with the pitch, liveliness and rate of their recordings. Delivery is the measured
    change against the speaker's recordings that are labelled neutral, or against all when those are few.

    What cannot be used (no readable text, silence, longer than `LONGEST`, shorter than its phones, or aligned
    below `POOREST`) leaves the manifest and is listed with the reason in ``rejected.txt``.
    Raises CorpusError when there is no manifest, nothing is left in it or the copies would overwrite the
    recordings, RequestError when a recording is missing or unreadable.
    """
    from tqdm import tqdm

    shards = list(read_corpus(folder))
    total = sum(not record.ends for _, records in shards for record in records)
    skipped: list[str] = []
    heard: list[tuple[Path, list[Record]]] = []
    with tqdm(total=total, desc="annotate", disable=not progress or not total) as bar:
        for shard, records in shards:
            kept, rejected = _hear_all(shard, records, aligner, bar.update)
            heard.append((shard, kept))
            skipped += rejected
    if not any(kept for _, kept in heard):
        raise CorpusError(f"no utterance of {folder} can be used; {folder / 'rejected.txt'} says why")
    habits = _habits([record for _, kept in heard for record in kept])
    for shard, kept in heard:
        placed = [_placed(record, habits[record.speaker], identity) for record in kept]
        if placed != kept:
            write_manifest(shard / "manifest.jsonl", placed)
    return Annotated(total - len(skipped), tuple(skipped))


def spoken_phones(text: str, language: str) -> tuple[Phone, ...]:
    """The phones of a text, one or more sentences, from a pause to a pause; words are counted through.

    Raises TextError when there is nothing to speak, a word cannot be read or the language is unknown.
    """
    phones: list[Phone] = []
    words = 0
    for utterance in utterances(text, language):
        if unread := [skip for skip in utterance.skipped if any(c.isalnum() for c in skip.text)]:
            raise TextError(f"{unread[0].text!r} cannot be read ({unread[0].reason})")
        counted = [p if p.is_pause else replace(p, word=p.word + words) for p in utterance.phones]
        phones += counted[1:] if phones else counted  # the pause before is there already
        words += len(utterance.words)
    return tuple(phones)


def align(aligner: Aligner, mel: Tensor, phones: Sequence[Phone]) -> Alignment:
    """When each phone is spoken.

    mel: (T, MELS), normalised. phones: from a pause to a pause. Speakers pause where they like: between two
    words a pause is added where a silence of at least `PAUSE_SECONDS` is heard.
    Raises ValueError when phones and possible pauses do not fit into the frames.
    """
    possible: list[Phone] = []
    added: list[bool] = []
    for phone in phones:
        if possible and not phone.is_pause and not possible[-1].is_pause and phone.word != possible[-1].word:
            possible.append(Phone("_"))
            added.append(True)
        possible.append(phone)
        added.append(False)
    device = next(aligner.parameters()).device
    ids = collapse_pauses(torch.tensor([PHONE_IDS[phone.symbol] for phone in possible]))
    mel = mel.to(device)
    starts = aligner.align(mel, ids.to(device))
    lengths = np.diff(starts, append=len(mel))
    with torch.inference_mode():
        likely = aligner(mel[None])[1][0].cpu()
    each = ids.repeat_interleave(torch.from_numpy(lengths))
    speech = torch.tensor([not p.is_pause for p in possible]).repeat_interleave(torch.from_numpy(lengths))
    lost = likely.gather(1, each[:, None])[:, 0] - likely.max(-1).values
    score = float(lost[speech].mean()) if speech.any() else 0.0
    # A silence too short for a pause belongs to the phone before it.
    kept = [
        not extra or n >= PAUSE_SECONDS * FRAMES_PER_SECOND for extra, n in zip(added, lengths, strict=True)
    ]
    begins = starts[kept]
    ends = np.append(begins[1:], len(mel)) / FRAMES_PER_SECOND
    return Alignment(
        tuple(phone for phone, keep in zip(possible, kept, strict=True) if keep),
        tuple(float(end) for end in ends),
        score,
    )


def habit(takes: Sequence[Measured]) -> Measured:
    """A speaker's means; pitch (geometric), range, tilt, breath and voicing over what is not whispered."""
    voiced = [take for take in takes if take.voiced >= _WHISPERED and take.pitch > 0]
    means = {
        field.name: float(np.mean([getattr(take, field.name) for take in takes]))
        for field in fields(Measured)
    }
    for name in ("range", "tilt", "breath", "voiced"):
        means[name] = float(np.mean([getattr(take, name) for take in voiced])) if voiced else 0.0
    means["pitch"] = float(np.exp(np.mean([np.log(take.pitch) for take in voiced]))) if voiced else 0.0
    return Measured(**means)


def estimated_identity(usual: Measured) -> Identity:
    """The identity of a speaker with these habits, inside `IDENTITY_LIMITS`."""
    values = {
        "pitch": usual.pitch or Identity().pitch,
        "liveliness": usual.range / _USUAL_RANGE or Identity().liveliness,
        "rate": math.log2(usual.rate / _USUAL_RATE) if usual.rate > 0 else 0.0,
    }
    for name, value in values.items():
        low, high = IDENTITY_LIMITS[name]
        values[name] = min(max(value, low), high)
    return Identity(ANOTHER_VOICE, **values)


def measured_delivery(take: Measured, usual: Measured) -> Delivery:
    """The change of an utterance against the speaker's habit, inside the limits of `Delivery`.

    Final movement, tremor, roughness and breath are not told apart from text and voice, and stay 0.
    """
    whispered = take.voiced < _WHISPERED
    return replace(Delivery(**change(take, usual)), whisper=float(whispered)).clamped()[0]


def _hear_all(
    shard: Path, records: Sequence[Record], aligner: Aligner, tick: Callable[[int], object]
) -> tuple[list[Record], list[str]]:
    """The records that are left, with timings and measurements, and what was skipped; saved as it goes."""
    kept = {record.id: record for record in records}
    todo = [record for record in records if not record.ends]
    contours = _contours(shard / "f0.npz")
    skipped: list[str] = []
    rejected: list[str] = []
    for number, record in enumerate(todo, 1):
        try:
            kept[record.id], contours[record.id] = _heard(record, shard, aligner)
        except _UnusableError as error:
            del kept[record.id]
            skipped.append(f"{record.id}: {error}")
            rejected.append(f"{record.id}\t{error}\t{record.text}\n")
        tick(1)
        if number % _CHUNK == 0 or number == len(todo):
            _save_contours(shard / "f0.npz", contours)
            if rejected:
                with (shard / "rejected.txt").open("a", encoding="utf-8") as out:
                    out.writelines(rejected)
            write_manifest(shard / "manifest.jsonl", kept.values())
            rejected = []
    return list(kept.values()), skipped


def _heard(record: Record, shard: Path, aligner: Aligner) -> tuple[Record, Contour]:
    """The record with phones, timings and measurements, and its pitch track; its audio is written."""
    if record.duration > LONGEST:
        raise _UnusableError(f"lasts {record.duration:.1f} s, more than {LONGEST:.0f} s; cut it")
    try:
        phones = spoken_phones(record.text, record.language)
    except TextError as error:
        raise _UnusableError(str(error)) from None
    samples, _ = read(shard / record.audio, SAMPLE_RATE)
    loudness = measure(samples, SAMPLE_RATE).loudness
    if loudness <= SILENT_LEVEL:
        raise _UnusableError("is silent")
    mel = log_mel(torch.from_numpy(samples * 10 ** ((LEVEL - loudness) / 20))[None])[0]
    try:
        found = align(aligner, normalise(mel), phones)
    except ValueError:
        raise _UnusableError(f"lasts {record.duration:.2f} s, too short for {len(phones)} phones") from None
    if found.score < POOREST:
        raise _UnusableError(f"does not sound like its text (alignment {found.score:.2f}, least {POOREST})")
    samples, ends = _trimmed(samples, found.ends)
    f0 = track_pitch(samples, SAMPLE_RATE)
    measured = measure(samples, SAMPLE_RATE, f0=f0, phones=found.phones, ends=ends)
    audio = _target(shard, record)
    audio.parent.mkdir(parents=True, exist_ok=True)
    write(audio, samples, SAMPLE_RATE)
    annotated = replace(
        record,
        audio=f"{record.id}.wav",
        duration=len(samples) / SAMPLE_RATE,
        phones=found.phones,
        ends=ends,
        measured=measured,
    )
    return annotated, f0.astype(np.float16)


def _target(shard: Path, record: Record) -> Path:
    target = shard / f"{record.id}.wav"
    if not target.resolve().is_relative_to(shard.resolve()):
        raise CorpusError(f"the id {record.id!r} leads out of {shard}; give the recording another id")
    if target.exists() and target.samefile(shard / record.audio):
        raise CorpusError(f"{target} would be overwritten; import the recordings into a folder of its own")
    return target


def _trimmed(samples: Floats, ends: Sequence[float]) -> tuple[Floats, tuple[float, ...]]:
    """Samples and ends with at most `_EDGES` seconds of the first and the last pause."""
    before, after = _EDGES
    begin = max(0, round((ends[0] - before) * SAMPLE_RATE))
    stop = min(len(samples), round((ends[-2] + after) * SAMPLE_RATE))
    cut = samples[begin:stop]
    last = len(cut) / SAMPLE_RATE
    moved = [min(end - begin / SAMPLE_RATE, last) for end in ends[:-1]]
    return cut, (*moved, last)


def _habits(records: Iterable[Record]) -> dict[str, Measured]:
    """Speaker → what is usual for them."""
    takes: dict[str, list[Measured]] = defaultdict(list)
    neutral: dict[str, list[Measured]] = defaultdict(list)
    for record in records:
        if record.measured is not None:
            takes[record.speaker].append(record.measured)
            if set(record.emotions) == {"neutral"}:
                neutral[record.speaker].append(record.measured)
    return {
        speaker: habit(neutral[speaker] if len(neutral[speaker]) >= _NEUTRALS else found)
        for speaker, found in takes.items()
    }


def _placed(record: Record, usual: Measured, identity: Identity | None) -> Record:
    """The record with identity and delivery; what is there already is kept."""
    delivery = record.delivery
    if delivery is None and record.measured is not None:
        delivery = measured_delivery(record.measured, usual)
    return replace(
        record, identity=record.identity or identity or estimated_identity(usual), delivery=delivery
    )


def _contours(path: Path) -> dict[str, Contour]:
    if not path.exists():
        return {}
    with np.load(path) as data:
        return dict(data)


def _save_contours(path: Path, contours: Mapping[str, Contour]) -> None:
    """As `numpy.savez`, whose keywords an id might collide with, and atomically."""
    partial = path.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w") as archive:
        for name, track in contours.items():
            with archive.open(f"{name}.npy", "w") as out:
                np.lib.format.write_array(out, track)
    partial.replace(path)
