"""Captions as bytes, and their embeddings."""

from __future__ import annotations

import pytest
import torch

from tts.models.caption_encoder import EMBEDDING, HINTS, LONGEST, CaptionEncoder, tokenise
from tts.models.voice import DELIVERY_SIZE, EMOTION_SIZE


@pytest.fixture(scope="module")
def encoder() -> CaptionEncoder:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return CaptionEncoder(dim=32, layers=1).eval()


def test_bytes():
    assert tokenise(["a", "", "é"]).tolist() == [[1, 99, 0], [1, 0, 0], [1, 197, 171]]
    assert tokenise(["x" * 999]).shape == (1, LONGEST)
    assert tokenise(["\ud800 狠狠地 🎭"]).max() < 258  # an unpaired surrogate has no bytes of its own


def test_a_caption_in_company_is_the_caption_alone(encoder):
    captions = ["Happy.", "A slow, sad voice, almost a whisper", "用激动的语气"]
    together = encoder.encode(captions)
    assert together.shape == (3, EMBEDDING)
    assert together.abs().max() <= 1
    torch.testing.assert_close(together, torch.cat([encoder.encode([caption]) for caption in captions]))
    assert (torch.cdist(together, together) + torch.eye(3) > 1e-3).all()


def test_what_is_read_off_has_its_size(encoder):
    assert encoder(tokenise(["calm"]))[1].shape == (1, DELIVERY_SIZE + EMOTION_SIZE + HINTS)
