"""A picture of a take: waveform with its words, mel spectrogram, pitch."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tts.errors import RequestError
from tts.request import Take

_INCHES_A_SECOND = 1.6
_WIDEST = 60.0  # inches; longer takes are drawn denser
_PAUSE = 0.3  # seconds between words from which another speaker may follow


def plot_take(take: Take, path: str | Path, title: str = "") -> None:
    """Draw a take at 24 kHz into a PNG. Raises RequestError for another ending or when nothing was spoken."""
    import torch
    from matplotlib.figure import Figure

    from tts.models.spectrogram import HOP, MELS, log_mel, mel_frequencies

    path = checked_plot_path(path)
    if len(take.samples) < HOP:
        raise RequestError("the take is empty, so there is nothing to plot; give more text")
    seconds = take.seconds
    width = min(max(6.0, _INCHES_A_SECOND * seconds), _WIDEST)
    # A Figure of its own, without pyplot: no global state, no display.
    figure = Figure(figsize=(width, 7.0), layout="constrained")
    wave, mel, pitch = figure.subplots(3, 1, sharex=True, height_ratios=(1.2, 2, 1.2))

    step = max(1, len(take.samples) // 20_000)
    shown = take.samples[::step]
    wave.plot([i * step / take.sample_rate for i in range(len(shown))], shown, linewidth=0.5, color="#35618f")
    wave.set(ylim=(-1.05, 1.35), ylabel="amplitude", title=title)
    for word in take.words:
        wave.axvline(word.start, ymax=0.85, color="#bbbbbb", linewidth=0.5)
        label = word.text.replace("$", r"\$")  # a dollar would start a formula
        wave.text((word.start + word.end) / 2, 1.12, label, ha="center", va="center", fontsize=8)

    frames = log_mel(torch.from_numpy(take.samples.copy())[None])[0].numpy()
    mel.imshow(frames.T, origin="lower", aspect="auto", cmap="magma", extent=(0, seconds, 0, MELS))
    bands = range(9, MELS, 18)
    mel.set(yticks=list(bands), yticklabels=[f"{mel_frequencies()[band]:.0f}" for band in bands], ylabel="Hz")

    voiced = _pitch(take)
    pitch.scatter([t for t, _ in voiced], [hertz for _, hertz in voiced], s=3, color="#b3432b")
    pitch.set(xlim=(0, seconds), xlabel="s", ylabel="pitch, Hz")
    pitch.grid(alpha=0.3)
    figure.savefig(path, dpi=110)


def _pitch(take: Take) -> list[tuple[float, float]]:
    """(s, Hz) of voiced frames, tracked from pause to pause: a tracker expects one speaker's range."""
    from tts.style.measure import FRAMES_PER_SECOND, track_pitch

    cuts = [(a.end + b.start) / 2 for a, b in pairwise(take.words) if b.start - a.end > _PAUSE]
    voiced: list[tuple[float, float]] = []
    for begin, end in pairwise([0.0, *cuts, take.seconds]):
        part = take.samples[round(begin * take.sample_rate) : round(end * take.sample_rate)]
        if len(part):
            track = track_pitch(part, take.sample_rate)
            voiced += [
                (begin + n / FRAMES_PER_SECOND, float(hertz)) for n, hertz in enumerate(track) if hertz > 0
            ]
    return voiced


def checked_plot_path(path: str | Path) -> Path:
    """The path of a PNG to write. Raises RequestError when its ending or folder is wrong."""
    path = Path(path)
    if path.suffix.lower() != ".png":
        raise RequestError(f"cannot plot into {path.name!r}: its ending must be png")
    if not path.parent.is_dir():
        raise RequestError(f"the folder {path.parent} does not exist; create it or choose another plot")
    return path
