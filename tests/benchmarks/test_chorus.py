"""Lines spoken in batches come back in their order."""

from __future__ import annotations

import numpy as np

from benchmarks.chorus import model, perform
from benchmarks.material import Line
from benchmarks.speakers import Spoken
from tts.style.identity import Identity
from tts.style.space import Style


def test_every_line_is_heard_once_in_its_place():
    asked = [Line("x" * (1 + index * 7 % 50), Identity(), seed=index) for index in range(70)]
    batches = []

    def cast(lines):
        batches.append(len(lines))
        return [Spoken(np.full(3, line.seed, np.float32), 24000, (), 0.0) for line in lines]

    heard = perform(asked, cast, lambda line, spoken: (line.seed, spoken.samples[0]), workers=1)
    assert heard == [(index, index) for index in range(70)]
    assert sum(batches) == 70
    assert max(batches) <= 32


def test_the_model_is_asked_what_the_line_says(tiny_pack):
    lines = [
        Line("One two.", Identity(pitch=120), style=Style({"sad": 1.0}), caption="sad", seed=1),
        Line("One two.", Identity(pitch=120), seed=1),
    ]
    sad, plain = model(tiny_pack)(lines)
    assert sad.phones == plain.phones
    assert sad.uncovered == 0
    assert sad.samples.shape != plain.samples.shape or np.abs(sad.samples - plain.samples).max() > 1e-3
