"""Dramatis' voice engine: requests in, speech out. The names below are the public ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tts.engine import Engine, load
    from tts.pack import VoicePack
    from tts.request import AudioChunk, SpeechRequest, Take
    from tts.style.identity import Identity
    from tts.style.space import Style

__all__ = ["AudioChunk", "Engine", "Identity", "SpeechRequest", "Style", "Take", "VoicePack", "load"]

_HOMES = {
    "AudioChunk": "tts.request",
    "Engine": "tts.engine",
    "Identity": "tts.style.identity",
    "SpeechRequest": "tts.request",
    "Style": "tts.style.space",
    "Take": "tts.request",
    "VoicePack": "tts.pack",
    "load": "tts.engine",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that `import tts` costs nothing and torch is loaded where speech is made."""
    if name not in _HOMES:
        raise AttributeError(f"module 'tts' has no attribute {name!r}; public names: {', '.join(__all__)}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
