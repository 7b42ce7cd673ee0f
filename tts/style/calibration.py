"""Calibration: the intensity a person asks for → the intensity that a voice pack's models must be given.

What models make of an emotion need not grow evenly with the number they are given. A pack may therefore carry
for each emotion the inputs at which its *measured* distance from neutral speech is an even share of that at
the largest input; asks between them are interpolated.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tts.errors import PackError, StyleError
from tts.style.emotions import EMOTION_IDS

ASKED: tuple[float, ...] = (0.0, 0.5, 1.0, 1.5, 2.0)
"""Asked intensities at which a calibration tells the models' input."""
_SMALLEST_STEP = 0.05  # of the input between neighbours of `ASKED`: more is never the same


@dataclass(frozen=True)
class Calibration:
    """The models' inputs, emotion id → the intensity that they are given at each of `ASKED`.

    Inputs start at 0, rise, and end at 2 or less. An emotion that is not there is given what is asked; so are
    all where a pack carries no calibration.

    Raises StyleError when an emotion is unknown or its inputs are not such.
    """

    inputs: Mapping[str, tuple[float, ...]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for name, values in self.inputs.items():
            if name not in EMOTION_IDS:
                raise StyleError(
                    f"unknown emotion {name!r} in a calibration; valid: {', '.join(EMOTION_IDS)}"
                )
            numbers = len(values) == len(ASKED) and all(
                isinstance(value, (int, float)) and math.isfinite(value) for value in values
            )
            rises = numbers and all(before < after for before, after in pairwise(values))
            if not rises or values[0] != 0 or values[-1] > 2:
                raise StyleError(
                    f"the inputs of {name} must be {len(ASKED)} numbers that rise from 0 to at most 2, "
                    f"not {values!r}"
                )
        object.__setattr__(self, "inputs", {name: tuple(values) for name, values in self.inputs.items()})

    def apply(self, emotions: Mapping[str, float], intensity: float) -> float:
        """The intensity to give to the models, 0–2, for an asked one.

        emotions: id → weight; only the proportions matter. A mixture gets the mean of what its emotions
        get, by their shares. Without emotions, what is asked.
        """
        total = sum(emotions.values())
        if total <= 0:
            return intensity
        return sum(
            weight / total * float(np.interp(intensity, ASKED, self.inputs.get(name, ASKED)))
            for name, weight in emotions.items()
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        return {"asked": list(ASKED), "inputs": {name: list(values) for name, values in self.inputs.items()}}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Calibration:
        """Inverse of `to_dict`. Raises StyleError when a key is unknown, missing or malformed."""
        if not isinstance(data, Mapping) or set(data) != {"asked", "inputs"}:
            raise StyleError("a calibration must be an object with the keys asked and inputs alone")
        if list(data["asked"]) != list(ASKED):
            raise StyleError(f"a calibration must tell the inputs at {list(ASKED)}, not at {data['asked']}")
        inputs = data["inputs"]
        if not isinstance(inputs, Mapping) or not all(isinstance(row, list) for row in inputs.values()):
            raise StyleError("inputs must map emotion ids to lists of numbers")
        return Calibration({name: tuple(values) for name, values in inputs.items()})

    def save(self, path: Path) -> None:
        """Write the calibration as JSON."""
        path.write_text(json.dumps(self.to_dict(), indent=1) + "\n", encoding="utf-8")

    @staticmethod
    def load(path: Path) -> Calibration:
        """Inverse of `save`. Raises PackError when the file is missing or damaged."""
        try:
            return Calibration.from_dict(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise PackError(f"{path} is missing; calibrate the pack again") from None
        except (json.JSONDecodeError, UnicodeDecodeError, StyleError, TypeError) as error:
            raise PackError(f"{path} is damaged ({error}); fetch or calibrate the pack again") from None


def even_inputs(
    inputs: Sequence[float], distances: Sequence[float], errors: Sequence[float] = ()
) -> tuple[float, ...]:
    """The inputs at which a measured distance from neutral would be even over `ASKED`.

    inputs: rising, from 0. distances: measured there, the first one that of neutral speech, 0 or more. They
    are made to rise by isotonic regression, so that chance in the measuring cannot turn the map round; where
    they still stand still, inputs are spread evenly. errors: standard errors of the distances, as shares of
    the last one, none = exact; a deviation from even is corrected by the share that chance does not explain
    (James & Stein 1961).
    Raises StyleError when fewer than two points are given, or nothing grows.
    """
    if len(inputs) != len(distances) or len(inputs) < 2 or len(errors) not in (0, len(inputs)):
        raise StyleError("a calibration needs as many distances and errors as inputs, and two at least")
    x = np.asarray(inputs, float)
    rising = isotonic(np.asarray(distances, float))
    if rising[-1] <= rising[0]:
        raise StyleError("the measured distance does not grow with the intensity; train the pack further")
    curve = (rising - rising[0]) / (rising[-1] - rising[0])
    line = (x - x[0]) / (x[-1] - x[0])
    chance = np.asarray(errors if len(errors) else np.zeros(len(x)), float)
    sure = 1 - (chance / np.maximum(np.abs(curve - line), 1e-9)) ** 2
    curve = line + np.clip(sure, 0.0, 0.98) * (curve - line)
    # Each point was drawn to the line on its own: none may pass its neighbour.
    curve = np.maximum.accumulate(curve)
    found = np.interp(np.asarray(ASKED) / ASKED[-1], curve, x)
    for index in range(1, len(found)):
        found[index] = max(found[index], found[index - 1] + _SMALLEST_STEP)
    # What was pushed up must leave room to rise below the largest input.
    for index in range(len(found) - 1, 0, -1):
        found[index] = min(found[index], x[-1] - _SMALLEST_STEP * (len(found) - 1 - index))
    return (0.0, *(round(float(value), 4) for value in found[1:]))


def isotonic(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N,) the non-falling numbers nearest to values (N,), by pooling neighbours that violate the order."""
    means: list[float] = []
    sizes: list[int] = []
    for value in values:
        means.append(float(value))
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            size = sizes[-2] + sizes[-1]
            means[-2:] = [(means[-2] * sizes[-2] + means[-1] * sizes[-1]) / size]
            sizes[-2:] = [size]
    return np.repeat(means, sizes)
