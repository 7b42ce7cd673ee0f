"""Calibrate a trained pack: make the measured strength of every emotion grow evenly with the asked intensity.

The pack speaks a few plain sentences by voices drawn as the corpus draws them, with each emotion at rising
inputs. Each take is measured by the code that writes receipts and compared with the same voice's plain take
of the sentence; the mean change, in units of what differs between two plain takes, is the distance from
neutral that `Calibration` makes even. The result goes into the pack's folder.

    python -m tts.train.calibrate runs/base/pack
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tts.engine import Engine, NativeEngine
from tts.errors import DramatisError
from tts.pack import VoicePack
from tts.request import SpeechRequest, Take
from tts.style.calibration import Calibration, even_inputs
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import SPEAKERS, Identity
from tts.style.measure import measure
from tts.style.space import Style
from tts.text.symbols import Phone

INPUTS: tuple[float, ...] = (0.5, 1.0, 1.5, 2.0)
"""Inputs at which an emotion is measured, those of `LARGEST` in proportion; at 0 its distance from neutral is
0."""
LARGEST: dict[str, float] = {
    "excited": 1.7, "tender": 1.7, "surprised": 1.7, "sad": 1.6, "bored": 1.5, "afraid": 1.7,
    "contemptuous": 1.7, "disgusted": 1.6,
}  # fmt: skip
"""Input at the highest intensity where it is not 2: of emotions that take so much from the words (slow,
breathy) or from the voice (high, hoarse) beyond it that a listener loses them. Figures in docs/log.md."""
SENTENCES = (
    "The table stood beside the open window.", "She put the letters back into the drawer.",
    "They walked along the river until noon.", "A man in a grey coat was waiting outside.",
    "The children had left their shoes by the door.", "He read the notice twice and folded it.",
    "There was nobody at home when we arrived.", "The train to the coast leaves at seven.",
    "My brother will come back tomorrow morning.", "I found the key under a flat stone.",
    "We have known each other for many years.", "The doctor said that it would take a while.",
    "It was already dark when the music began.", "Someone has moved all the boxes upstairs.",
    "The old bridge was closed for the winter.", "You said that you would call me on Monday.",
    "The garden is full of leaves again.", "They sold the house and went abroad.",
    "A dog ran across the road in front of us.", "The teacher opened the book at page ten.",
    "He has written to the company three times.", "She told me everything about the journey.",
    "The bread was still warm from the oven.", "We counted the money and went to bed.",
)  # fmt: skip
"""Plain statements, whose words ask for no emotion."""
QUANTITIES = ("pitch", "range", "rate", "loudness", "tilt", "breath", "pauses")
_OTHER_DRAW = 500_000  # added to a seed, for the plain take that tells how much takes differ by chance
_BATCH = 32


@dataclass(frozen=True)
class Reading:
    """One sentence by one voice, with the seed that all its takes share."""

    text: str
    voice: Identity
    seed: int


def readings(texts: Sequence[str], seed: int = 0) -> tuple[Reading, ...]:
    """Each text with a voice of its own, led by the base speakers in turn."""
    from tts.corpus.sample import sample_identity

    chance = np.random.default_rng(seed)
    found = []
    for number, text in enumerate(texts):
        lead = SPEAKERS[number % len(SPEAKERS)]
        found.append(Reading(text, sample_identity(chance, lead, lead), number))
    return tuple(found)


def calibrate(
    engine: Engine, chosen: Sequence[Reading], tell: Callable[[int, int], None] = lambda done, all_: None
) -> Calibration:
    """The calibration of an engine that applies none yet.

    chosen: what is spoken, two readings at least; two dozen make a steady figure. tell: called with the takes
    spoken so far and all of them. Raises DramatisError when there are fewer readings, StyleError when an
    emotion does not grow at all.
    """
    if len(chosen) < 2:
        raise DramatisError("a calibration needs two readings at least; give more sentences")
    emotions = EMOTION_IDS[1:]
    asks = [(Style(), 0), (Style(), _OTHER_DRAW)]
    asks += [(Style({emotion: 1.0}, intensity=value), 0) for emotion in emotions for value in inputs(emotion)]
    requests = [
        SpeechRequest(one.text, one.voice, style, seed=one.seed + shift)
        for style, shift in asks
        for one in chosen
    ]
    heard = []
    for at in range(0, len(requests), _BATCH):
        heard += [_vector(take) for take in engine.speak_batch(requests[at : at + _BATCH])]
        tell(len(heard), len(requests))
    takes = np.array(heard).reshape(len(asks), len(chosen), len(QUANTITIES))
    plain, again, emotional = takes[0], takes[1], takes[2:]
    # Two takes differ by √2 of what each strays; the floor keeps what never strays from ruling the sum.
    spread = np.maximum((again - plain).std(axis=0) / np.sqrt(2), 1e-3)
    changes = ((emotional - plain) / spread).reshape(len(emotions), len(INPUTS), *plain.shape)
    return Calibration(
        {emotion: _even(inputs(emotion), found) for emotion, found in zip(emotions, changes, strict=True)}
    )


def inputs(emotion: str) -> tuple[float, ...]:
    """Where an emotion is measured."""
    return tuple(round(value * LARGEST.get(emotion, 2.0) / 2.0, 4) for value in INPUTS)


def _even(given: Sequence[float], changes: NDArray[np.float64]) -> tuple[float, ...]:
    """The inputs of one emotion from its changes (inputs, readings, quantities); errors by the jackknife."""
    distances = np.linalg.norm(changes.mean(axis=1), axis=-1)
    count = changes.shape[1]
    without = (changes.sum(axis=1, keepdims=True) - changes) / (count - 1)
    curves = np.linalg.norm(without, axis=-1)
    shares = curves / np.maximum(curves[-1:], 1e-9)
    errors = np.sqrt((count - 1) * shares.var(axis=1))
    return even_inputs((0.0, *given), (0.0, *distances), (0.0, *errors))


def _vector(take: Take) -> NDArray[np.float64]:
    """(len(QUANTITIES),) what was measured, where equal steps sound about equal."""
    phones = [Phone(phone.symbol) for phone in take.phones]
    found = measure(take.samples, take.sample_rate, phones=phones, ends=[phone.end for phone in take.phones])
    values = {
        **vars(found),
        "pitch": 12 * np.log2(max(found.pitch, 1.0)),
        "rate": np.log2(max(found.rate, 0.1)),
    }
    return np.array([values[name] for name in QUANTITIES])


def calibrate_pack(folder: Path) -> Calibration:
    """Calibrate the pack in a folder with `SENTENCES`, and save it there."""
    pack = replace(VoicePack.from_pretrained(folder), calibration=Calibration())
    found = calibrate(NativeEngine(pack), readings(SENTENCES), _show)
    replace(pack, calibration=found).save_pretrained(folder)
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """``python -m tts.train.calibrate``: see ``--help``."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="python -m tts.train.calibrate",
        description="Measure how strongly a pack speaks each emotion, and save calibration.json in its "
        "folder, so that the intensity slider is even over 0–2.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("pack", type=Path, help="folder of the pack")
    options = parser.parse_args(arguments)
    try:
        found = calibrate_pack(options.pack)
    except DramatisError as error:
        parser.exit(2, f"error: {error}\n")
    print("\n".join(f"{name:14}{values}" for name, values in found.inputs.items()))


def _show(done: int, all_: int) -> None:
    print(f"\r{done}/{all_} takes", end="\n" if done == all_ else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
