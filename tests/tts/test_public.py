"""The public surface of `tts`."""

from __future__ import annotations

import subprocess
import sys

import pytest

import tts


def test_public_names_are_these():
    assert sorted(tts.__all__) == [
        "AudioChunk", "Engine", "Identity", "SpeechRequest", "Style", "Take", "VoicePack", "load",
    ]  # fmt: skip
    assert all(getattr(tts, name) is not None for name in tts.__all__)


def test_other_names_are_refused_with_the_valid_ones():
    with pytest.raises(AttributeError, match="public names: AudioChunk"):
        tts.speak  # noqa: B018


def test_importing_tts_does_not_import_torch():
    code = "import sys, tts; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
