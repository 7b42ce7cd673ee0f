"""The mel spectrogram that all models share."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from tts.models.spectrogram import (
    FLOOR,
    HOP,
    MELS,
    SAMPLE_RATE,
    denormalise,
    log_mel,
    mel_frequencies,
    normalise,
)


@pytest.mark.parametrize("samples", [1024, 2560, 2815])
def test_a_frame_is_a_hop(samples):
    assert log_mel(torch.randn(2, samples)).shape == (2, samples // HOP, MELS)


@pytest.mark.parametrize("hertz", [200.0, 1000.0, 6000.0])
def test_a_tone_lights_up_its_band(hertz):
    time = torch.arange(SAMPLE_RATE) / SAMPLE_RATE
    mel = log_mel(torch.sin(2 * torch.pi * hertz * time)[None])[0, 20:-20]
    bands = np.asarray(mel_frequencies())
    assert abs(bands[int(mel.mean(0).argmax())] / hertz - 1) < 0.12


def test_silence_is_the_floor_and_normalising_is_undone():
    silent = log_mel(torch.zeros(1, 4096))
    assert (silent == FLOOR).all()
    mel = log_mel(0.1 * torch.randn(1, 4096))
    torch.testing.assert_close(denormalise(normalise(mel)), mel)
    assert float(denormalise(torch.tensor(-99.0))) == pytest.approx(FLOOR)
