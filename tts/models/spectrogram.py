"""The mel spectrogram every model speaks, with the settings of the published ``vocos-mel-24khz``."""

from __future__ import annotations

import functools
import math

from torch import Tensor, nn

SAMPLE_RATE = 24_000
HOP = 256  # samples per frame
FRAMES_PER_SECOND = SAMPLE_RATE / HOP  # 93.75
MELS = 100
FFT = 1024
FLOOR = math.log(1e-3)  # natural log of magnitude: below it there is only quantisation noise
LEVEL = -26.0  # dBFS of active speech in the models' world; loudness is a gain applied outside
_SHIFT, _SCALE = -1.9, 2.0  # mean and spread of floored log mels at `LEVEL`


@functools.lru_cache(maxsize=2)
def _extractor(device: str) -> nn.Module:
    from tts.models.torchaudio_shim import import_torchaudio

    import_torchaudio()
    from vocos.feature_extractors import MelSpectrogramFeatures

    extractor: nn.Module = MelSpectrogramFeatures(SAMPLE_RATE, FFT, HOP, MELS, padding="center")
    return extractor.to(device)


def log_mel(samples: Tensor) -> Tensor:
    """samples (B, n) → natural-log mel magnitudes (B, n // HOP, MELS), floored at `FLOOR`."""
    mel: Tensor = _extractor(str(samples.device))(samples)[..., : samples.shape[-1] // HOP]
    return mel.clamp(min=FLOOR).transpose(1, 2)


def normalise(mel: Tensor) -> Tensor:
    """Log mel → the models' scale (about zero mean and unit spread)."""
    return (mel - _SHIFT) / _SCALE


def denormalise(mel: Tensor) -> Tensor:
    """Inverse of `normalise`, floored again."""
    return (mel * _SCALE + _SHIFT).clamp(min=FLOOR)


@functools.lru_cache(maxsize=2)
def mel_frequencies() -> tuple[float, ...]:
    """Centre frequency of each mel band, Hz (HTK scale, as torchaudio's default)."""
    top = 2595 * math.log10(1 + SAMPLE_RATE / 2 / 700)
    return tuple(700 * (10 ** (top * (k + 1) / (MELS + 1) / 2595) - 1) for k in range(MELS))
