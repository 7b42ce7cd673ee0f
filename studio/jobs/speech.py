"""The kind "speech": a text of any length, spoken piece by piece into one file, with its words' times."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import ValidationError

import personas
from studio.asked import Asked, SpeechOptions, first_fault, read
from studio.encoding import file_encoder
from studio.jobs.job import JobError
from studio.jobs.kinds import Kind, Payload, Progress, Result, Workspace
from studio.provenance import Origin
from tts.request import SAMPLE_RATE, SpeechRequest, Take, WordTiming
from tts.text.sentences import split

if TYPE_CHECKING:
    from tts.engine import Engine

LONGEST = 2_000_000
"""Characters of a text."""

_PIECE = 600  # characters spoken in one go, or one sentence
_TOGETHER = 4  # pieces of a batch, after which the job can be paused
_PARAGRAPH, _SENTENCE = 0.7, 0.4  # s of silence between pieces


class SpeechJob(SpeechOptions):
    """The payload: as of /v1/audio/speech, without its limit and without an asked duration."""

    response_format: Literal["mp3", "opus", "aac", "flac", "wav"] = "mp3"


def check(payload: Payload) -> None:
    """Raises JobError naming the field that is wrong, or what reading the request raises."""
    _read(payload)


def _read(payload: Payload) -> tuple[SpeechJob, Asked]:
    try:
        asked = SpeechJob.model_validate(payload)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise JobError(f"payload.{first_fault(error)}", param=f"payload.{where}") from None
    if len(asked.input) > LONGEST:
        raise JobError(f"the text has {len(asked.input)} characters; a job takes {LONGEST}", 413, "input")
    if asked.target_duration_ms is not None:
        raise JobError("a long text has no target_duration_ms; ask for a speed", param="target_duration_ms")
    if asked.like is not None:
        raise JobError("a job follows no reference recording; give its style", param="like")
    if not any(letter.isalnum() for letter in asked.input):
        raise JobError("the text has no word that can be spoken", param="input")
    return asked, read(asked, personas.Store.default())


def run(payload: Payload, workspace: Workspace, progress: Progress, engine: Engine) -> Result:
    """Speak all pieces that are not there yet, and join them."""
    asked, understood = _read(payload)
    pieces = list(cut(understood.request, _PIECE))
    takes = [_Piece(workspace.kept / f"{number:06}") for number in range(len(pieces))]
    missing = [number for number, take in enumerate(takes) if not take.spoken]
    for start in range(0, len(missing), _TOGETHER):
        progress((len(takes) - len(missing) + start) / (len(takes) + 1), "speaking")
        numbers = missing[start : start + _TOGETHER]
        batch = engine.speak_batch([pieces[number].request for number in numbers])
        for number, take in zip(numbers, batch, strict=True):
            takes[number].keep(take)
    progress(len(takes) / (len(takes) + 1), "joining")
    audio = workspace.out / f"speech.{'ogg' if asked.response_format == 'opus' else asked.response_format}"
    words, skipped, clock = _join(pieces, takes, audio, asked.response_format, understood, progress)
    timings = workspace.out / "words.json"
    timings.write_text(json.dumps({"words": words}, ensure_ascii=False) + "\n", encoding="utf-8")
    facts = {
        "seconds": clock / SAMPLE_RATE,
        "voice": understood.persona.id,
        "words": len(words),
        "skipped": skipped,
        "notes": list(understood.notes),
    }
    return Result((audio, timings), facts)


KIND = Kind("speech", "a text of any length, as one file", check, run)


@dataclass(frozen=True)
class Cut:
    """A stretch of a request. start: its first character in the whole. pause: s of silence after it."""

    request: SpeechRequest
    start: int
    pause: float


def cut(request: SpeechRequest, longest: int) -> Iterator[Cut]:
    """A request as pieces of whole sentences, at most about `longest` characters each, in order.

    A cut lies in no span, so that what has a style of its own is spoken in one go.
    """
    stretches: list[tuple[int, int]] = []
    for start, end in _stretches(request, longest):
        if stretches and not any(letter.isalnum() for letter in request.text[start:end]):
            stretches[-1] = (stretches[-1][0], end)  # what has no word goes with what is before it
        else:
            stretches.append((start, end))
    for start, end in stretches:
        yield _piece(request, start, end)


def _stretches(request: SpeechRequest, longest: int) -> Iterator[tuple[int, int]]:
    """Start and end of the pieces; a sentence that is longer than four of them is cut at its clauses."""
    start, sentence, clause = 0, 0, 0  # and where the last sentence and clause ended
    for part in split(request.text):
        end = part.start + len(part.text)
        if end - start > longest and sentence > start:
            yield start, sentence
            start = sentence
        if end - start > 4 * longest and clause > start:
            yield start, clause
            start = clause
        if not any(span.start < end < span.end for span in request.spans):
            clause = end
            sentence = end if part.final else sentence
    if start < len(request.text):
        yield start, len(request.text)


def _piece(request: SpeechRequest, start: int, end: int) -> Cut:
    text = request.text[start:end]
    spans = tuple(
        replace(span, start=span.start - start, end=span.end - start)
        for span in request.spans
        if start <= span.start and span.end <= end
    )
    breaks = tuple(
        replace(pause, at=pause.at - start)
        for pause in request.breaks
        if start <= pause.at < end or pause.at == end == len(request.text)
    )
    between = text[len(text.rstrip()) :]
    pause = 0.0 if end == len(request.text) else _PARAGRAPH if between.count("\n") > 1 else _SENTENCE
    return Cut(replace(request, text=text, spans=spans, breaks=breaks), start, pause)


@dataclass(frozen=True)
class _Piece:
    """Where a spoken piece is kept: its samples, then its timings, each written whole or not at all."""

    stem: Path

    @property
    def _samples(self) -> Path:
        return self.stem.with_suffix(".flac")

    @property
    def _facts(self) -> Path:
        return self.stem.with_suffix(".json")

    @property
    def spoken(self) -> bool:
        return self._facts.is_file()

    def keep(self, take: Take) -> None:
        from tts.audio import write

        write(self._samples, take.samples, take.sample_rate)
        facts = {"words": [asdict(word) for word in take.words], "skipped": list(take.skipped)}
        partial = self.stem.with_suffix(".partial")
        partial.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        partial.replace(self._facts)

    def samples(self) -> np.ndarray[Any, np.dtype[np.float32]]:
        from tts.audio import read as read_audio

        return read_audio(self._samples)[0]

    def facts(self) -> Mapping[str, Any]:
        told: Mapping[str, Any] = json.loads(self._facts.read_text(encoding="utf-8"))
        return told


def _join(
    pieces: Sequence[Cut],
    takes: Sequence[_Piece],
    target: Path,
    format: str,
    understood: Asked,
    progress: Progress,
) -> tuple[list[dict[str, Any]], list[str], int]:
    """Write the audio; the words timed in the whole, those left out, and its length in samples."""
    words: list[dict[str, Any]] = []
    skipped: list[str] = []
    origin = Origin(understood.persona.id)
    with target.open("w+b") as file, file_encoder(file, format, SAMPLE_RATE, origin) as made:
        for number, (piece, take) in enumerate(zip(pieces, takes, strict=True)):
            if number % 50 == 0:
                progress((len(takes) + number / len(takes)) / (len(takes) + 1), "joining")
            facts = take.facts()
            words += (_moved(WordTiming(**word), made.length, piece.start) for word in facts["words"])
            skipped += facts["skipped"]
            silence = np.zeros(round(piece.pause * SAMPLE_RATE), np.float32)
            made.feed(np.concatenate([take.samples(), silence]))
    return words, skipped, made.length


def _moved(word: WordTiming, clock: int, start: int) -> dict[str, Any]:
    """A word's times and place in the whole."""
    seconds = clock / SAMPLE_RATE
    return {
        "text": word.text,
        "start": round(word.start + seconds, 4),
        "end": round(word.end + seconds, 4),
        "char_start": word.char_start + start,
        "char_end": word.char_end + start,
    }
