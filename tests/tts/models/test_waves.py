"""Samples as inference makes them are those that training hears."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from tts.models.spectrogram import FFT, HOP
from tts.models.vocoder import harmonic_source
from tts.models.waves import excite, overlapped


@pytest.mark.parametrize("hertz", [(45.0, 52.0), (110.0, 90.0), (150.0, 700.0), (20.0, 20.0)])
def test_the_excitation_is_the_harmonic_source(hertz):
    random = np.random.default_rng(0)
    f0 = np.linspace(*hertz, 40).astype(np.float32)
    voiced = (random.random(40) > 0.3).astype(np.float32)
    noise = random.standard_normal(40 * HOP).astype(np.float32)
    found, after = excite(f0, voiced, noise, 0.3)
    expected, cycles = harmonic_source(
        *(torch.from_numpy(x)[None] for x in (f0, voiced, noise)), torch.tensor([0.3], dtype=torch.float64)
    )
    assert np.abs(after - cycles[0].numpy()).max() < 1e-3
    # Single precision in the angles of a hundred harmonics is the reference's, not ours.
    assert np.square(found - expected[0].numpy()).mean() < 1e-5 * np.square(found).mean()


def test_the_sum_of_frames_is_that_of_the_inverse_transform():
    random = torch.Generator().manual_seed(0)
    spectrum = torch.complex(*torch.randn(2, 12, FFT // 2 + 1, generator=random))
    window = torch.hann_window(FFT)
    expected = torch.istft(spectrum.T[None], FFT, HOP, window=window, center=True)[0]
    found = overlapped(torch.fft.irfft(spectrum, FFT).numpy(), window.numpy())
    assert found.shape == (11 * HOP,)
    np.testing.assert_allclose(found, expected.numpy(), atol=1e-5)
