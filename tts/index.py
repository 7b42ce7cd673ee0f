"""What a voice pack says of itself, read without its models, and where packs are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tts.errors import PackError
from tts.text.symbols import PHONES

BASE = Path(__file__).parent / "packs" / "base"
"""The pack that ships with dramatis."""

INDEX = "model_index.json"


def pack_hash(name: str | Path = BASE) -> str:
    """The hash that a pack states. Raises PackError when there is no pack."""
    return str(_read(name).get("hash", ""))


def pack_durations(name: str | Path = BASE) -> tuple[float, ...]:
    """`VoicePack.durations`. Raises PackError when there is no pack."""
    found = _read(name).get("durations")
    if not isinstance(found, list) or len(found) != len(PHONES):
        raise PackError(f"{name} lacks the duration of a phone; fetch the pack again")
    return tuple(map(float, found))


def located(name: str | Path) -> Path:
    """The folder of a pack: itself, or that of a hub id, which is fetched. Raises PackError."""
    folder = Path(name)
    return folder if folder.is_dir() else _download(str(name))


def read_json(path: Path) -> dict[str, Any]:
    """A file of a pack. Raises PackError when it is missing or damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{path} is missing; the folder is not a complete voice pack") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path} is damaged ({error}); fetch the pack again") from None
    if not isinstance(data, dict):
        raise PackError(f"{path} is damaged (not an object); fetch the pack again")
    return data


def _read(name: str | Path) -> dict[str, Any]:
    return read_json(located(name) / INDEX)


def _download(name: str) -> Path:
    if name.count("/") != 1 or name.startswith((".", "/")):
        raise PackError(
            f"no voice pack at {name}; give a folder with a {INDEX} or a hub id such as owner/name"
        )
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise PackError(
            f"voice pack {name!r} is neither a folder nor to be had from the hub: {error}"
        ) from None
