"""Property tests draw the same examples in every run, and a busy machine does not fail them.

`tiny_pack` is a voice pack with small random weights: everything works, nothing can be understood.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tts.engine import NativeEngine

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before torch is imported: on tiny models, threads only wait
os.environ["DRAMATIS_PERSONAS"] = os.devnull  # whoever runs the tests may have personas of their own

settings.register_profile("dramatis", deadline=None, derandomize=True)
settings.load_profile("dramatis")


@pytest.fixture(scope="session")
def tiny_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a saved tiny pack."""
    from tts.pack import VoicePack

    folder = tmp_path_factory.mktemp("packs") / "tiny"
    VoicePack.new("tiny").save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_engine(tiny_pack: Path) -> NativeEngine:
    from tts.engine import NativeEngine
    from tts.pack import VoicePack

    return NativeEngine(VoicePack.from_pretrained(tiny_pack))
