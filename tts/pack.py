"""A voice pack: every trained model of a voice in one folder, in the convention of diffusers.

``model_index.json`` (format version, components, phones, durations, hash), one folder a component with
``config.json`` and ``model.safetensors`` (float16), ``calibration.json`` when it was calibrated,
``scheduler/scheduler_config.json`` when the refiner is driven by one of diffusers' schedulers, and a
README.md that is the model card.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import nn

from tts.errors import PackError
from tts.index import BASE, INDEX, located, read_json
from tts.models.aligner import Aligner
from tts.models.caption_encoder import CaptionEncoder
from tts.models.gpt import GPT
from tts.models.refiner import Refiner
from tts.models.spectrogram import SAMPLE_RATE
from tts.models.tokenizer import Tokenizer
from tts.models.torchaudio_shim import import_torchaudio
from tts.models.vocoder import Vocoder
from tts.models.voice import EMOTION_SIZE, VOICE_SIZE
from tts.style.calibration import Calibration
from tts.text.symbols import PHONES

FORMAT = 1
_CLASSES: dict[str, type[nn.Module]] = {
    "aligner": Aligner,
    "caption_encoder": CaptionEncoder,
    "tokenizer": Tokenizer,
    "gpt": GPT,
    "refiner": Refiner,
    "vocoder": Vocoder,
}
_CALIBRATION = "calibration.json"
_SCHEDULER = Path("scheduler", "scheduler_config.json")

SCHEDULERS = ("FlowMatchEulerDiscreteScheduler", "FlowMatchHeunDiscreteScheduler")
"""Those of diffusers that solve flows."""

SIZES: dict[str, dict[str, dict[str, int]]] = {
    "tiny": {
        "aligner": {"dim": 16, "layers": 1},
        "caption_encoder": {"dim": 32, "layers": 1},
        "tokenizer": {"dim": 16, "layers": 1, "encoder_dim": 16, "encoder_layers": 1},
        "gpt": {"dim": 32, "layers": 1, "encoder_layers": 1, "heads": 2, "hidden": 32},
        "refiner": {"dim": 16, "layers": 1},
        "vocoder": {"dim": 16, "layers": 1},
    },
    "base": {name: {} for name in _CLASSES},
    "large": {
        "aligner": {"dim": 256, "layers": 8},
        "caption_encoder": {"dim": 256, "layers": 4},
        "tokenizer": {"dim": 512, "layers": 12, "encoder_dim": 256, "encoder_layers": 6},
        "gpt": {"dim": 512, "layers": 12, "encoder_layers": 4, "heads": 8, "hidden": 1408},
        "refiner": {"dim": 512, "layers": 10},
        "vocoder": {"dim": 512, "layers": 8},
    },
}
"""The one size dial of training: a name → what differs from each component's defaults."""


@dataclass(frozen=True)
class VoicePack:
    """Every model of a voice, in evaluation mode.

    durations: mean length of each phone of `PHONES` in neutral speech, s. calibration: what intensity its
    models are given for an asked one; empty = what is asked. scheduler: of diffusers, one of `SCHEDULERS`,
    that drives the refiner; None = even Euler steps. name: for people.
    hash: of all weights and settings ("" before it is saved).
    """

    aligner: Aligner
    caption_encoder: CaptionEncoder
    tokenizer: Tokenizer
    gpt: GPT
    refiner: Refiner
    vocoder: nn.Module
    durations: tuple[float, ...]
    calibration: Calibration = field(default_factory=Calibration)
    scheduler: Any = None
    name: str = "base"
    hash: str = ""

    @staticmethod
    def new(size: str = "base", seed: int = 0) -> VoicePack:
        """Untrained models of one of `SIZES`. Raises PackError for another name."""
        if size not in SIZES:
            raise PackError(f"unknown size {size!r}; valid sizes: {', '.join(SIZES)}")
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            parts = {
                name: _CLASSES[name](**_defaults(name), **changes).eval()
                for name, changes in SIZES[size].items()
            }
        durations = (0.08,) * len(PHONES)
        return VoicePack(**parts, durations=durations, name=size)  # type: ignore[arg-type]

    @staticmethod
    def from_pretrained(name: str | Path = BASE) -> VoicePack:
        """Load a pack from a folder or, when there is no such folder, from a hub id ("owner/name").

        Raises PackError, naming file and fix, when the pack is missing, of another format, incomplete or
        damaged.
        """
        folder = located(name)
        index = read_json(folder / INDEX)
        if index.get("format") != FORMAT:
            raise PackError(
                f"{folder} has pack format {index.get('format')!r}, this version of dramatis reads {FORMAT}; "
                "convert the pack or install the matching version"
            )
        if index.get("phones") != list(PHONES) or index.get("sample_rate") != SAMPLE_RATE:
            raise PackError(
                f"{folder} was made for another phone inventory or sample rate; use a matching version"
            )
        if missing := [part for part in _CLASSES if part not in index.get("components", {})]:
            raise PackError(f"{folder / INDEX} lists no {missing[0]}; a pack needs {', '.join(_CLASSES)}")
        durations = index.get("durations")
        if not isinstance(durations, list) or len(durations) != len(PHONES) or "name" not in index:
            raise PackError(
                f"{folder / INDEX} lacks its name or the duration of a phone; fetch the pack again"
            )
        parts = {part: _load(folder / part, part) for part in _CLASSES}
        found = _hash(folder)
        if found != index.get("hash"):
            raise PackError(
                f"{folder} was changed after it was saved (hash {found[:12]}); fetch or save it again"
            )
        return VoicePack(
            **parts,  # type: ignore[arg-type]
            durations=tuple(map(float, durations)),
            calibration=Calibration.load(path) if (path := folder / _CALIBRATION).exists() else Calibration(),
            scheduler=_scheduler(folder),
            name=str(index["name"]),
            hash=found,
        )

    def to(self, device: torch.device | str) -> VoicePack:
        """The pack itself, its models moved to a device. Training may use any, speaking the CPU alone."""
        for part in _CLASSES:
            model: nn.Module = getattr(self, part)
            model.to(device)
        return self

    def save_pretrained(self, folder: str | Path, card: str = "") -> str:
        """Write the pack, half precision, with a model card; returns its hash."""
        from safetensors.torch import save_file

        folder = Path(folder)
        for part in _CLASSES:
            model: nn.Module = getattr(self, part)
            target = folder / part
            target.mkdir(parents=True, exist_ok=True)
            (target / "config.json").write_text(json.dumps(model.config, indent=2) + "\n")
            weights = {
                key: (value.half() if value.is_floating_point() else value).contiguous().cpu()
                for key, value in model.state_dict().items()
            }
            save_file(weights, target / "model.safetensors", metadata={"format": "pt"})
        (folder / _CALIBRATION).unlink(missing_ok=True)
        if self.calibration.inputs:
            self.calibration.save(folder / _CALIBRATION)
        if self.scheduler is not None:
            self.scheduler.save_pretrained(folder / _SCHEDULER.parent)
        else:
            (folder / _SCHEDULER).unlink(missing_ok=True)
        found = _hash(folder)
        index = {
            "_class_name": "VoicePack",
            "format": FORMAT,
            "name": self.name,
            "hash": found,
            "sample_rate": SAMPLE_RATE,
            "components": {part: _CLASSES[part].__name__ for part in _CLASSES},
            "phones": list(PHONES),
            "durations": [round(value, 4) for value in self.durations],
        }
        (folder / INDEX).write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if card:
            (folder / "README.md").write_text(card, encoding="utf-8")
        return found


def _defaults(part: str) -> dict[str, int]:
    if part == "gpt":
        return {"voice_size": VOICE_SIZE, "emotion_size": EMOTION_SIZE}
    return {"voice_size": VOICE_SIZE} if part in ("tokenizer", "refiner") else {}


def _load(folder: Path, part: str) -> nn.Module:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    config = read_json(folder / "config.json")
    try:
        model = _CLASSES[part](**config)
    except (TypeError, ValueError, ArithmeticError, RuntimeError) as error:
        raise PackError(f"{folder / 'config.json'} does not fit a {part}: {error}") from None
    path = folder / "model.safetensors"
    try:
        weights = load_file(path)
    except FileNotFoundError:
        raise PackError(f"{path} is missing; the folder is not a complete voice pack") from None
    except SafetensorError as error:
        raise PackError(f"{path} is damaged or truncated ({error}); fetch the pack again") from None
    try:
        model.load_state_dict(
            {key: value.float() if value.is_floating_point() else value for key, value in weights.items()}
        )
    except RuntimeError as error:
        lines = " ".join(str(error).split())
        raise PackError(f"{path} does not hold the tensors of this {part}: {lines[:300]}") from None
    return model.eval().requires_grad_(False)


def _scheduler(folder: Path) -> Any:
    path = folder / _SCHEDULER
    if not path.exists():
        return None
    name = read_json(path).get("_class_name")
    if name not in SCHEDULERS:
        raise PackError(f"{path} names the scheduler {name!r}; valid: {', '.join(SCHEDULERS)}")
    import_torchaudio()
    import diffusers

    return getattr(diffusers, name).from_pretrained(path.parent)


def _hash(folder: Path) -> str:
    """SHA-256 over every component's config and weights, and calibration and scheduler if they are there."""
    digest = hashlib.sha256()
    for extra in (_CALIBRATION, _SCHEDULER):
        if (folder / extra).exists():
            digest.update((folder / extra).read_bytes())
    for part in _CLASSES:
        for name in ("config.json", "model.safetensors"):
            digest.update((folder / part / name).read_bytes())
    return digest.hexdigest()
