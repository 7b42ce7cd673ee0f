"""AAC frames are found one by one, and damage is told."""

from __future__ import annotations

import numpy as np
import pytest

from studio.book.codings import AAC, FRAME, encode
from studio.book.frames import frames
from tts.errors import MediaError


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("frames") / "a.aac"
    encode([np.random.default_rng(0).normal(size=20 * FRAME).astype(np.float32) * 0.1], AAC, made)
    return made


def test_the_encoder_puts_one_frame_before_the_sound(path):
    found = list(frames(path))
    assert len(found) == 21
    assert b"".join(found) == path.read_bytes()


def test_damage_is_told(path, tmp_path):
    data = path.read_bytes()
    for number, bad in enumerate((data[:-3], b"\0" + data, data + b"ID3", data[:5])):
        file = tmp_path / f"{number}.aac"
        file.write_bytes(bad)
        with pytest.raises(MediaError, match="damaged at byte"):
            list(frames(file))
