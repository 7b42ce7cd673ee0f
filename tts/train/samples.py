"""What a run sounds and looks like so far: a few spoken lines and their spectrograms."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from tts.engine import NativeEngine
from tts.models.spectrogram import FRAMES_PER_SECOND, log_mel
from tts.pack import VoicePack
from tts.request import SpeechRequest, Take
from tts.style.identity import Identity
from tts.style.space import Style

_LINES = (
    ("We did it, and nobody saw us!", Identity((0.0, 0.0, 0.0, 1.0), pitch=175.0), Style({"happy": 1.0})),
    ("The old house stood at the end of the lane.", Identity((1.0, 0.0, 0.0, 0.0), pitch=100.0), Style()),
)


def write_samples(pack: VoicePack, folder: Path) -> None:
    """Speak fixed lines with the models so far: ``sample-N.wav`` and ``sample-N.png`` in the folder."""
    from tts.audio import write

    engine = NativeEngine(pack)
    for number, (text, identity, style) in enumerate(_LINES):
        take = engine.speak(SpeechRequest(text, identity=identity, style=style))
        write(folder / f"sample-{number}.wav", take.samples, take.sample_rate)
        _draw(take, folder / f"sample-{number}.png")


def _draw(take: Take, path: Path) -> None:
    from matplotlib.figure import Figure

    mel = log_mel(torch.from_numpy(np.ascontiguousarray(take.samples))[None])[0].numpy().T
    figure = Figure(figsize=(10, 3), layout="constrained")
    axes = figure.subplots()
    axes.imshow(mel, origin="lower", aspect="auto", extent=(0, mel.shape[1] / FRAMES_PER_SECOND, 0, len(mel)))
    for word in take.words:
        axes.text(word.start, len(mel) - 8, word.text, color="white", fontsize=8)
    axes.set(xlabel="s", ylabel="mel band")
    figure.savefig(path, dpi=100)
