"""Say it like this: does a take of another persona take over how a recording is spoken, and not who speaks?

python -m benchmarks.like --pack tts/packs/base --out runs/bench

The recordings are spoken by the teachers through the corpus' transform, in the base speakers' voices and with
known range, rate and tilt beside an emotion; a plain one of another sentence is the speaker's neutral. Praat
hears the pitch; the rule-only synthesis (teacher and WORLD) is given the same numbers.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.control import CONTOUR_STEP, agreement, hear, praat_pitch
from benchmarks.material import Line, base_voices, persona_voices, unseen
from benchmarks.speakers import Spoken, transformed
from tts.audio import resample
from tts.request import SAMPLE_RATE, PhoneTiming, SpeechRequest
from tts.style import melody as melodies
from tts.style import swell
from tts.style.identity import Identity
from tts.style.measure import FRAMES_PER_SECOND
from tts.style.recording import Heard, Recording
from tts.style.recording import hear as hear_recording
from tts.style.space import Style

if TYPE_CHECKING:
    from tts.pack import VoicePack

EMOTIONS = ("excited", "sad", "angry", "happy", "calm", "afraid", "bored", "proud")
NUMBERS = ("pitch", "range", "rate", "loudness", "tilt")


@dataclass(frozen=True)
class Case:
    """A recording to be imitated and who shall imitate it.

    line: as the recording is spoken, its style known. plain: a neutral line of the same speaker.
    persona: the imitator's name.
    """

    line: Line
    plain: Line
    persona: str
    identity: Identity


def cases(texts: Sequence[str], seed: int = 0) -> list[Case]:
    """Each text by a base speaker, with an emotion or with numbers of its own in turn, for one of eight
    personas."""
    chance = random.Random(seed)
    voices, personas = base_voices(), dict(list(persona_voices().items())[::2][:8])
    found = []
    for index, text in enumerate(texts):
        name = list(voices)[index % len(voices)]
        if index % 2:
            style = Style({chance.choice(EMOTIONS): 1.0}, intensity=chance.uniform(0.8, 1.5))
        else:
            style = Style(
                pitch=chance.uniform(-4, 5), range=chance.uniform(-1.4, 2.5), rate=chance.uniform(-30, 35),
                tilt=chance.uniform(-4, 4), loudness=chance.uniform(-5, 5),
            )  # fmt: skip
        persona = list(personas)[(index // 4 + index) % len(personas)]
        plain = texts[(index + 1) % len(texts)]
        found.append(
            Case(
                Line(text, voices[name], name, style, seed=index),
                Line(plain, voices[name], name, seed=index + 1000),
                persona,
                personas[persona],
            )
        )
    return found


def recording(line: Line) -> Recording:
    """A line as its speaker's recording."""
    spoken = transformed(line)
    samples = resample(spoken.samples, spoken.sample_rate, SAMPLE_RATE)
    return Recording(line.voice, samples, line.text)


def praat_melody(samples: Any, sample_rate: int, phones: Sequence[PhoneTiming]) -> melodies.Melody | None:
    """The melody that Praat hears."""
    track = praat_pitch(samples, sample_rate)
    frames = np.arange(int(len(samples) / sample_rate * FRAMES_PER_SECOND)) / FRAMES_PER_SECOND
    nearest = np.minimum(np.round(frames / CONTOUR_STEP).astype(int), len(track) - 1)
    return melodies.melody(track[nearest], phones)


def understood(found: Sequence[Case], heard: Sequence[Heard]) -> list[dict[str, Any]]:
    """Known numbers of the recordings against those of the styles that were made of them."""
    rows = []
    for name in NUMBERS:
        known = [case.line.style.effective(case.line.identity.liveliness)[name] for case in found]
        derived = [getattr(one.style, name) for one in heard]
        if any(value is None for value in derived):
            continue
        row = vars(agreement(known, derived, [case.line.voice for case in found]))
        rows.append({"quantity": name, **row})
    return rows


@dataclass(frozen=True)
class Attempt:
    """What was made of a case: the request, whose style comes from the recording, and the speech."""

    case: Case
    request: SpeechRequest
    spoken: Spoken


def obeyed(
    attempts: Sequence[Attempt], sources: Sequence[Recording], pack: VoicePack
) -> list[dict[str, Any]]:
    """Asked against measured range and rate, centred by persona, and whose pitch the takes have.

    "pitch kept": how far their mean lies from the one asked of the persona, semitones; its slope is on the
    distance of the recording's mean from the persona's: 0 where the persona's pitch is kept, 1 where the
    recording's is copied.
    """
    names = [each.case.persona for each in attempts]
    asked = [each.request.style.delivery(each.request.identity.liveliness)[0] for each in attempts]
    voiced = [hear(each.spoken.samples, each.spoken.sample_rate) for each in attempts]
    spread = [
        each.request.identity.liveliness * 2**delivery.range
        for each, delivery in zip(attempts, asked, strict=True)
    ]
    pace = [delivery.rate for delivery in asked]
    heard_pace = [np.log2(_rate(each, pack)) for each in attempts]
    rows = [
        {"quantity": "range", **vars(agreement(spread, [one.range for one in voiced], names))},
        {"quantity": "rate", **vars(agreement(pace, heard_pace, names))},
    ]
    rows[1].pop("error")  # the rate heard is in sounds a second
    own = np.array([12 * np.log2(each.request.identity.pitch) for each in attempts])
    off = 12 * np.log2([one.pitch for one in voiced]) - own - np.array([delivery.pitch for delivery in asked])
    theirs = [hear(source.samples, SAMPLE_RATE).pitch for source in sources]
    distance = 12 * np.log2(theirs) - own
    known = np.isfinite(off) & np.isfinite(distance)
    kept = {
        "quantity": "pitch kept",
        "slope": float(np.polyfit(distance[known], off[known], 1)[0]),
        "error": float(np.median(np.abs(off[known]))),
        "utterances": int(known.sum()),
    }
    return [*rows, kept]


def _rate(attempt: Attempt, pack: VoicePack) -> float:
    """Sounds a second that the aligner finds."""
    spoken = attempt.spoken
    heard = Recording(
        "take", resample(spoken.samples, spoken.sample_rate, SAMPLE_RATE), attempt.case.line.text
    )
    return hear_recording(heard, pack=pack).measured.rate


def likeness(
    attempts: Sequence[Attempt], sources: Sequence[Recording], heard: Sequence[Heard], pack: VoicePack
) -> dict[str, Any]:
    """How alike Praat finds the melodies of takes and recordings, sound by sound (`melody.agreement`), and
    how alike their sounds are in level."""
    found, levels = [], []
    for each, source, one in zip(attempts, sources, heard, strict=True):
        take = Recording(
            "take", resample(each.spoken.samples, each.spoken.sample_rate, SAMPLE_RATE), source.text
        )
        told = hear_recording(take, pack=pack)
        placed = told.melody
        if one.melody is None or placed is None:
            continue
        levels.append(swell.agreement(one.levels, told.levels))
        sung = praat_melody(take.samples, SAMPLE_RATE, placed.phones)
        wanted = praat_melody(source.samples, SAMPLE_RATE, one.melody.phones)
        if sung and wanted:
            found.append(melodies.agreement(sung, wanted))
    r, apart = np.array(found).T
    return {
        "lines": len(found),
        "median r": float(np.nanmedian(r)),
        "worst tenth r": float(np.nanquantile(r, 0.1)),
        "semitones apart (median)": float(np.nanmedian(apart)),
        "dB apart (median)": float(np.nanmedian(levels)),
    }


def main(pack: Path = Path("tts/packs/base"), lines: int = 40, out: Path = Path("runs/bench")) -> None:
    """Styles from recordings, takes on their melodies, and whose voice they have."""
    import tts.engine
    from benchmarks.report import publish
    from tts.imitation import imitate, like

    engine = tts.engine.load(pack)
    found = cases([text for text in unseen(2 * lines) if '"' not in text][:lines])
    sources = [recording(case.line) for case in found]
    neutrals = [recording(case.plain) for case in found]
    alone = [hear_recording(each, pack=engine.pack) for each in sources]
    against = [hear_recording(a, b, engine.pack) for a, b in zip(sources, neutrals, strict=True)]
    rows = [{"neutral": "none", **row} for row in understood(found, alone)]
    rows += [{"neutral": "given", **row} for row in understood(found, against)]
    publish("like-understood", rows, out, pack=str(pack))

    def take(case: Case, one: Heard, melody: bool) -> Attempt:
        request = SpeechRequest(case.line.text, case.identity, seed=case.line.seed)
        if melody and one.melody is not None:
            request = like(request, one)
            made = imitate(engine, request, one)
        else:
            request = replace(request, style=request.style.merge(one.style))
            made = engine.speak(request)
        return Attempt(case, request, Spoken(made.samples, made.sample_rate, (), 0.0))

    def by_rule(case: Case, one: Heard) -> Attempt:
        line = Line(case.line.text, case.identity, case.persona, one.style, seed=case.line.seed)
        return Attempt(case, SpeechRequest(line.text, line.identity, one.style), transformed(line))

    pairs = list(zip(found, alone, strict=True))
    made = {
        "model, style alone": [take(case, one, melody=False) for case, one in pairs],
        "model, with the melody": [take(case, one, melody=True) for case, one in pairs],
        "transformed, style alone": [by_rule(case, one) for case, one in pairs],
    }
    rows = []
    for name, attempts in made.items():
        rows += [{"speaker": name, **row} for row in obeyed(attempts, sources, engine.pack)]
    publish("like-obeyed", rows, out, pack=str(pack))
    rows = [{"speaker": name, **likeness(each, sources, alone, engine.pack)} for name, each in made.items()]
    publish("like-melody", rows, out, pack=str(pack))


if __name__ == "__main__":
    import typer

    typer.run(main)
