"""Is every word there, and clear? Unseen sentences by the model beside the teachers' own speech.

The teachers speak the same sentences twice: as they are, and through the corpus' transform with the same
identity and delivery, which is what the model learns from.

    python -m benchmarks.intelligibility --pack tts/packs/base --sentences 200 --out runs/bench
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import phonemes, quality, recogniser
from benchmarks.material import Line
from benchmarks.speakers import Speaker, Spoken

if TYPE_CHECKING:
    from tts.models.aligner import Aligner

RUN = 4  # neighbouring words left out or put in that count as a skip or a repetition
TOO_LONG, TOO_SHORT = 1.8, 0.5  # times the expected length: a runaway, a line cut off


@dataclass(frozen=True, eq=False)
class Heard:
    """One line by one speaker, and all that was found out about it. expected: length of the same line by the
    transformed teacher, s; None where that was not spoken."""

    line: Line
    spoken: Spoken
    words: recogniser.Recognition
    quality: quality.Quality
    phones: phonemes.PhonemeErrors | None
    expected: float | None = None


def evaluate(
    lines: Sequence[Line],
    speakers: Mapping[str, Speaker],
    aligner: Aligner | None = None,
    workers: int = 0,
    expectation: str = "transformed",
    memory: Path | None = None,
) -> dict[str, list[Heard]]:
    """Let every speaker speak every line and listen; speaker's name → one `Heard` a line.

    expectation: name of the speaker whose lengths the others are held against.
    memory: where answers about the same samples are kept from one run to the next.
    """
    from tqdm import tqdm

    heard: dict[str, list[Heard]] = {}
    expected: list[float | None] = [None] * len(lines)
    for name in sorted(speakers, key=lambda name: name != expectation):
        speak = speakers[name]
        spoken = [speak(line) for line in tqdm(lines, desc=name, leave=False)]
        if name == expectation:
            expected = [one.seconds for one in spoken]
        words = recogniser.recognise(
            [(one.samples, one.sample_rate, line.text) for one, line in zip(spoken, lines, strict=True)],
            workers,
            memory,
        )
        scores = quality.rate_all([(one.samples, one.sample_rate) for one in spoken], workers, memory)
        phones = [
            phonemes.listen(aligner, one.samples, one.sample_rate, one.phones) if aligner else None
            for one in spoken
        ]
        columns = zip(lines, spoken, words, scores, phones, expected, strict=True)
        heard[name] = [Heard(*column) for column in columns]
    return {name: heard[name] for name in speakers}


def summarise(heard: Sequence[Heard]) -> dict[str, Any]:
    """The figures of many lines, errors in percent. Raises ValueError when there is none."""
    words = recogniser.total([one.words for one in heard])
    ratings = quality.mean([one.quality for one in heard])
    ratios = np.array([one.spoken.seconds / one.expected for one in heard if one.expected])
    listened = [one.phones for one in heard if one.phones is not None]
    return {
        "lines": len(heard),
        "WER %": words.rate,
        "95 %": (words.low, words.high),
        "sub": words.substitutions,
        "del": words.deletions,
        "ins": words.insertions,
        "PER %": phonemes.rate(listened) if listened else None,
        "DNSMOS": ratings.overall,
        "P808": ratings.p808,
        "skips": sum(one.words.deletion_run >= RUN or one.spoken.uncovered > 0 for one in heard),
        "repeats": sum(one.words.insertion_run >= RUN for one in heard),
        "runaways": int((ratios > TOO_LONG).sum()) if len(ratios) else None,
        "cut off": int((ratios < TOO_SHORT).sum()) if len(ratios) else None,
        "RTF": sum(one.spoken.work for one in heard) / sum(one.spoken.seconds for one in heard),
    }


def main(
    pack: Path = Path("tts/packs/base"),
    sentences: int = 200,
    out: Path = Path("runs/bench"),
    workers: int = 0,
    groups: str = "neutral,personas,emotions",
) -> None:
    """Word and phoneme errors, quality, skips, repeats and runaways, beside the teachers' own."""
    import tts.engine
    from benchmarks import speakers
    from benchmarks.material import scene, unseen
    from benchmarks.report import publish

    lines = scene(unseen(sentences), tuple(groups.split(",")))
    cast: dict[str, Speaker] = {
        "model": speakers.model(tts.engine.load(pack)),
        "teacher": speakers.teacher,
        "transformed": speakers.transformed,
    }
    results = evaluate(lines, cast, phonemes.load_aligner(pack), workers, memory=out / "heard")
    rows = [
        {
            "group": group,
            "speaker": name,
            **summarise([one for one in results[name] if one.line.group == group]),
        }
        for group in groups.split(",")
        for name in cast
    ]
    details = [
        {
            "group": one.line.group,
            "voice": one.line.voice,
            "text": one.line.text,
            "speaker": name,
            "heard": " ".join(one.words.heard),
            "errors": one.words.errors,
            "dnsmos": one.quality.overall,
            "seconds": one.spoken.seconds,
        }
        for name, many in results.items()
        for one in many
    ]
    publish("intelligibility", rows, out, pack=str(pack), sentences=sentences, lines=details)


if __name__ == "__main__":
    import typer

    typer.run(main)
