"""Do personas stay themselves, and apart? Presets measured against each other; a chapter; the same bytes.

Voices are compared by `benchmarks.embedding`, learnt from voices that no model has a part in. The threshold
of "the same voice" is the likelihood ratio that one stranger in twenty reaches: on voices that it was not
learnt from, an emotional take of one against the plain takes of another.

    python -m benchmarks.identity --pack tts/packs/base --out runs/bench
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.embedding import Embedding
from benchmarks.intervals import share
from benchmarks.material import Line
from personas import Persona
from personas.distance import distance
from tts.style.emotions import EMOTION_IDS
from tts.style.space import Style

Array = NDArray[np.float64]

CAST = ("narrator-warm-female", "narrator-deep-male", "kungfu-uncle", "teenage-girl", "empress-dowager")
"""The chapter's speakers, in turn."""

_REFERENCE = 8  # plain lines by which a voice is known
_SHORTEST, _LONGEST = 8, 18  # words of a line: of a shorter one, too little is heard


def apart(embedding: Embedding, personas: Sequence[Persona], features: Array) -> dict[str, Any]:
    """Presets by ear. features: (P, T, F) functionals of T plain takes of each.

    Distances are between the means of each voice's takes, in deviations of one voice from take to take.
    """
    points = embedding.embed(features) / np.sqrt(embedding.within)
    middles = points.mean(axis=1)
    pairs = list(combinations(range(len(personas)), 2))
    heard = np.array([np.linalg.norm(middles[a] - middles[b]) for a, b in pairs])
    asked = np.array([distance(personas[a].identity, personas[b].identity) for a, b in pairs])
    nearest = pairs[int(heard.argmin())]
    return {
        "presets": len(personas),
        "least asked, JND": float(asked.min()),
        "least heard": float(heard.min()),
        "between": " and ".join(personas[index].id for index in nearest),
        "median heard": float(np.median(heard)),
        "within a voice": float(np.sqrt((points.var(axis=1, ddof=1)).sum(axis=-1)).mean()),
        "r of asked and heard": float(np.corrcoef(asked, heard)[0, 1]),
        "takes known again": known_again(points),
    }


def known_again(points: Array) -> float:
    """Share of takes that lie nearest to the mean of the same voice's other takes; points (P, T, K)."""
    right = []
    for voice, takes in enumerate(points):
        for number, take in enumerate(takes):
            middles = points.mean(axis=1)
            middles[voice] = np.delete(takes, number, axis=0).mean(axis=0)
            right.append(int(np.linalg.norm(middles - take, axis=1).argmin()) == voice)
    return share(right).rate


def chapter(texts: Sequence[str], cast: Sequence[Persona], seed: int = 0) -> list[Line]:
    """The texts in turn by each of the cast, emotion and intensity (0.5–1.5) changing line by line."""
    chance = np.random.default_rng(seed)
    lines = []
    for index, text in enumerate(texts):
        who = cast[index % len(cast)]
        emotion = EMOTION_IDS[int(chance.integers(1, len(EMOTION_IDS)))]
        style = Style({emotion: 1.0}, round(float(chance.uniform(0.5, 1.5)), 2))
        lines.append(Line(text, who.identity, who.id, style, emotion, seed=index))
    return lines


def drift(
    embedding: Embedding, least: float, lines: Sequence[Line], features: Array, known: dict[str, Array]
) -> dict[str, Any]:
    """Whether every line of a chapter is still its speaker's.

    least: threshold of the likelihood ratio. features: (L, F) functionals of the lines. known: voice → (N, F)
    those of its plain takes.
    """
    references = {name: embedding.embed(rows) for name, rows in known.items()}
    points = embedding.embed(features)
    scores = np.stack([embedding.likeness(reference, points) for reference in references.values()], axis=1)
    names = list(references)
    own = np.array([scores[index, names.index(line.voice)] for index, line in enumerate(lines)])
    kept = share(own >= least)
    nearest = share(
        [names[int(best)] == line.voice for best, line in zip(scores.argmax(1), lines, strict=True)]
    )
    half = len(lines) // 2
    return {
        "lines": kept.cases,
        "same voice": kept.rate,
        "95 %": kept.interval,
        f"closest of {len(names)}": nearest.rate,
        "first half": share(own[:half] >= least).rate,
        "second half": share(own[half:] >= least).rate,
    }


def fingerprint(pack: Path, persona: str, text: str) -> str:
    """SHA-256 of the samples of a persona's take, spoken in a process of its own."""
    code = (
        "import sys, hashlib; from personas import persona; from tts import SpeechRequest, load\n"
        "who = persona(sys.argv[2])\n"
        "take = load(sys.argv[1]).speak(SpeechRequest(sys.argv[3], who.identity, who.style, seed=who.seed))\n"
        "print(hashlib.sha256(take.samples.tobytes()).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(pack), persona, text]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main(
    pack: Path = Path("tts/packs/base"),
    out: Path = Path("runs/bench"),
    lines: int = 200,
    voices: int = 200,
    workers: int = 1,
    quick: bool = False,
) -> None:
    """Distances of the presets as heard, drift over a chapter, and reproducibility."""
    from benchmarks import functionals
    from benchmarks.chorus import model, perform
    from benchmarks.embedding import learn, threshold
    from benchmarks.material import sentences
    from benchmarks.report import publish
    from benchmarks.voices import voices as heard_voices
    from personas import persona, presets

    learnt, held_out = heard_voices(voices // 4 if quick else voices, workers, out / "heard").split()
    embedding = learn(learnt)
    edge = threshold(embedding, held_out)
    count = 30 if quick else lines
    texts = sentences(count + _REFERENCE, _SHORTEST, _LONGEST)

    found = presets()[:: 4 if quick else 1]
    takes = 2 if quick else 4
    plain = [
        Line(text, each.identity, each.id, seed=number)
        for each in found
        for number, text in enumerate(texts[:takes])
    ]
    heard = np.array(perform(plain, model(pack), functionals.of, workers, "presets"))
    row = apart(embedding, found, heard.reshape(len(found), takes, -1))
    publish("identity-presets", [row], out, pack=str(pack))

    cast = [persona(name) for name in CAST]
    known_lines = [
        Line(text, each.identity, each.id, seed=number)
        for each in cast
        for number, text in enumerate(texts[:_REFERENCE])
    ]
    reference = np.array(perform(known_lines, model(pack), functionals.of, workers, "references"))
    known = dict(zip(CAST, reference.reshape(len(cast), _REFERENCE, -1), strict=True))
    told = chapter(texts[_REFERENCE:], cast)
    spoken = np.array(perform(told, model(pack), functionals.of, workers, "chapter"))
    row = {
        **drift(embedding, edge.least, told, spoken, known),
        "missed of rendered voices": edge.missed,
        "equal error": edge.equal_error,
    }
    publish("identity-drift", [row], out, pack=str(pack))

    prints = [fingerprint(pack, CAST[0], texts[0]) for _ in range(2)]
    same = {"processes": len(prints), "same bytes": len(set(prints)) == 1, "sha256": prints[0][:16]}
    publish("identity-bytes", [same], out, pack=str(pack))


if __name__ == "__main__":
    import typer

    typer.run(main)
