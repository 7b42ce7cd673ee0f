"""The harmonic source, and mel → wave."""

from __future__ import annotations

import pytest
import torch

from tts.models.spectrogram import HOP, MELS, SAMPLE_RATE
from tts.models.vocoder import PublishedVocos, Vocoder, harmonic_source
from tts.style.measure import track_pitch


def source(f0, voiced=None, phase=0.0, seed=0):
    f0 = torch.as_tensor(f0, dtype=torch.float32)[None]
    voiced = torch.ones_like(f0) if voiced is None else torch.as_tensor(voiced, dtype=torch.float32)[None]
    noise = torch.randn(1, f0.shape[1] * HOP, generator=torch.Generator().manual_seed(seed))
    return harmonic_source(f0, voiced, noise, torch.tensor([phase]))


@pytest.mark.parametrize("hertz", [60.0, 110.0, 223.7, 440.0])
def test_the_source_has_its_pitch_and_unit_power(hertz):
    samples, _ = source([hertz] * 100)
    assert samples.shape == (1, 100 * HOP)
    assert float(samples.square().mean().sqrt()) == pytest.approx(1.0, abs=0.03)
    track = track_pitch(0.05 * samples[0].numpy(), SAMPLE_RATE)[5:-5]
    assert abs(track / hertz - 1).max() < 0.01


def test_the_source_glides():
    asked = torch.linspace(100, 200, 200)
    track = track_pitch(0.05 * source(asked)[0][0].numpy(), SAMPLE_RATE)[5:195]
    assert abs(track / asked[5:195].numpy() - 1).max() < 0.02


def test_unvoiced_frames_are_the_noise_with_unit_power():
    voiced = [1.0] * 10 + [0.0] * 50
    samples, _ = source([120.0] * 60, voiced)
    noise = torch.randn(1, 60 * HOP, generator=torch.Generator().manual_seed(0))
    assert torch.equal(samples[:, 10 * HOP :], noise[:, 10 * HOP :])
    assert not torch.equal(samples[:, : 10 * HOP], noise[:, : 10 * HOP])


def test_the_phase_goes_on_across_pieces():
    f0 = torch.linspace(150, 250, 41)
    whole, cycles = source(f0)
    noise = torch.randn(1, 41 * HOP, generator=torch.Generator().manual_seed(0))
    after = harmonic_source(
        f0[None, 20:], torch.ones(1, 21), noise[:, 20 * HOP :], cycles[:, 20 * HOP - 1] % 1.0
    )[0]
    torch.testing.assert_close(after, whole[:, 20 * HOP :], atol=1e-3, rtol=1e-3)
    assert (cycles.diff() > 0).all()


@pytest.fixture
def vocoder() -> Vocoder:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return Vocoder(dim=16, layers=1).eval()


@pytest.mark.parametrize("frames", [4, 13, 64])
def test_a_frame_is_a_hop_of_samples(vocoder, frames):
    excitation, _ = source([120.0] * frames)
    with torch.inference_mode():
        wave = vocoder(torch.randn(1, frames, MELS), excitation, torch.ones(1, frames))
    assert wave.shape == (1, frames * HOP)
    assert torch.isfinite(wave).all()


def test_a_sample_depends_on_no_more_than_the_reach(vocoder):
    frames, cut = 80, 20
    excitation, _ = source([120.0] * frames)
    mel, voiced = torch.randn(1, frames, MELS), torch.ones(1, frames)
    with torch.inference_mode():
        whole = vocoder(mel, excitation, voiced)
        part = vocoder(mel[:, cut:], excitation[:, cut * HOP :], voiced[:, cut:])
    reach = vocoder.reach
    torch.testing.assert_close(whole[:, (cut + reach) * HOP :], part[:, reach * HOP :], atol=1e-5, rtol=1e-4)


def test_loud_mels_do_not_explode(vocoder):
    excitation, _ = source([120.0] * 8)
    with torch.inference_mode():
        assert torch.isfinite(vocoder(torch.full((1, 8, MELS), 50.0), excitation, torch.ones(1, 8))).all()


CONFIG = """
feature_extractor:
  class_path: vocos.feature_extractors.MelSpectrogramFeatures
  init_args: {sample_rate: 24000, n_fft: 1024, hop_length: 256, n_mels: 100, padding: center}
backbone:
  class_path: vocos.models.VocosBackbone
  init_args: {input_channels: 100, dim: 16, intermediate_dim: 32, num_layers: 1}
head:
  class_path: vocos.heads.ISTFTHead
  init_args: {dim: 16, n_fft: 1024, hop_length: 256, padding: center}
"""


def test_a_published_vocoder_loads_from_a_folder(tmp_path):
    from vocos import Vocos

    (tmp_path / "config.yaml").write_text(CONFIG)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        original = Vocos.from_hparams(str(tmp_path / "config.yaml")).eval()
    torch.save(original.state_dict(), tmp_path / "pytorch_model.bin")
    published = PublishedVocos(str(tmp_path)).eval()
    assert not published.uses_pitch
    mel = torch.randn(1, 12, MELS)
    excitation, _ = source([120.0] * 12)
    with torch.inference_mode():
        wave = published(mel, excitation, torch.ones(1, 12))
        assert wave.shape == (1, 12 * HOP)
        longer = torch.cat([mel, mel[:, -1:]], 1).transpose(1, 2)
        torch.testing.assert_close(wave, original.decode(longer))


def test_a_published_vocoder_that_is_nowhere(monkeypatch):
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(OSError, match=r"(?i)offline|cache|connect"):
        PublishedVocos("nobody/such-a-vocoder")
