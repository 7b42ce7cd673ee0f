"""A picture of a chapter: its loudness over time with what is allowed, who speaks, and where to listen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from studio.book.masters import Master
from studio.book.presets import Preset
from studio.book.script import NARRATOR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NARRATOR_COLOUR = "#b9bec6"
_COLOURS = (
    "#35618f", "#c8553d", "#4f8a5b", "#8d5a97", "#d19a2e",
    "#2a9d9d", "#b5446e", "#6b7a2e", "#5b6ee1", "#8c6d4f",
)  # fmt: skip
_OTHERS = "#5d6570"
_LOUDEST, _QUIETEST = -6.0, -50.0  # LUFS that the picture shows
_STEPS, _TICKS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600), 15  # s between marks of time; how many at most
_PLAIN = "DejaVu Sans"  # comes with matplotlib
_CHINESE = (
    "NotoSansCJK", "NotoSansSC", "SourceHanSans", "wqy-zenhei", "wqy-microhei", "NotoSerifCJK",
    "DroidSansFallback", "msyh", "simhei", "PingFang", "STHeiti", "Arial Unicode",
)  # fmt: skip
"""How files of fonts with Chinese are called on Linux, Windows and macOS, the best ones first."""
_LEFT_OUT = "left out: characters that no font of this machine has (for Chinese, install Noto Sans CJK)"


@dataclass(frozen=True)
class Colours:
    """Which colour each speaker has in all pictures of a book; those beyond the tenth share one."""

    speakers: tuple[str, ...]

    def of(self, speaker: str) -> str:
        """The colour of one speaker; the narrator is grey."""
        if speaker == NARRATOR:
            return _NARRATOR_COLOUR
        others = [name for name in self.speakers if name != NARRATOR]
        place = others.index(speaker) if speaker in others else len(_COLOURS)
        return _COLOURS[place] if place < len(_COLOURS) else _OTHERS


def draw(master: Master, preset: Preset, colours: Colours, path: Path) -> None:
    """Draw a mastered piece into a PNG."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 4.6), layout="constrained")
    fonts = list(_fonts())
    loud, who = figure.subplots(2, 1, sharex=True, height_ratios=(6, 1))
    seconds = master.mastered.measured.seconds
    _loudness(loud, master, preset)
    loud.set_title(_drawable(_title(master, preset)), fontsize=11, loc="left", fontfamily=fonts)
    _speakers(who, master, colours, fonts)
    step = next((step for step in _STEPS if seconds / step <= _TICKS), _STEPS[-1])
    ticks = [number * step for number in range(int(seconds / step) + 1)]
    who.set_xlim(0, seconds)
    who.set_xticks(ticks, [f"{tick // 60}:{tick % 60:02d}" for tick in ticks])
    texts = (_title(master, preset), *(line.line.speaker for line in master.piece.lines))
    if any(_drawable(text) != _escaped(text) for text in texts):
        figure.text(0.995, 0.005, _LEFT_OUT, fontsize=7, color=_OTHERS, ha="right", va="bottom")
    figure.savefig(path, dpi=110, metadata={"Software": None})


def _title(master: Master, preset: Preset) -> str:
    found = master.mastered.measured
    minutes, rest = divmod(round(found.seconds), 60)
    numbers = [
        f"{minutes}:{rest:02d}",
        f"RMS {found.rms:.1f} dB",
        f"{found.integrated:.1f} LUFS",
        f"peak {found.peak:.1f} dB",
        f"floor {found.floor:.0f} dB",
    ]
    verdict = "fails" if master.mastered.faults else "passes"
    return f"{master.piece.title or '–'}   {', '.join(numbers)}: {verdict} {preset.name}"


def _loudness(axes: Axes, master: Master, preset: Preset) -> None:
    curve = master.mastered.curve
    count = min(len(curve.loudest), len(curve.short_term))
    ends = [0.4 + number * curve.step for number in range(count)]
    middles = [end - 0.2 for end in ends]
    loudest = [max(value, _QUIETEST) for value in curve.loudest[:count]]
    axes.fill_between(
        middles, loudest, _QUIETEST, color="#9db8d3", alpha=0.45, linewidth=0, label="0.4 s, loudest"
    )
    axes.plot(
        [max(end - 1.5, end / 2) for end in ends],
        curve.short_term[:count],
        color="#24466b",
        linewidth=1.3,
        label="3 s",
    )
    allowed, name = (preset.integrated, "LUFS") if preset.by == "integrated" else (preset.rms, "RMS, dB")
    if allowed is not None:
        axes.axhspan(*allowed, color="#4f8a5b", alpha=0.16, linewidth=0)
        whole = getattr(master.mastered.measured, preset.by)
        axes.axhline(whole, color="#3c7048", linewidth=1.0, linestyle=(0, (6, 3)))
        axes.annotate(
            f"whole: {whole:.1f}, allowed {allowed[0]:g} to {allowed[1]:g} ({name})",
            (1.0, 1.0), xycoords="axes fraction", xytext=(0, 5),
            textcoords="offset points", ha="right", va="bottom", fontsize=9, color="#2d5a38",
        )  # fmt: skip
    _marks(axes, master)
    axes.set(ylim=(_QUIETEST, _LOUDEST), ylabel="loudness, LUFS")
    axes.grid(axis="y", alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="lower right", fontsize=8, framealpha=0.9, ncols=4)


def _marks(axes: Axes, master: Master) -> None:
    """Lines that a person should look at: missing ones and suspects."""
    both = list(zip(master.piece.lines, master.facts.places, strict=True))
    missing = [(start + end) / 2 for line, (start, end) in both if line.missing]
    suspect = [(start + end) / 2 for line, (start, end) in both if line.suspect]
    top = _LOUDEST - 2.5
    if missing:
        axes.plot(missing, [top] * len(missing), "x", color="#c62828", markersize=7, label="missing line")
    if suspect:
        axes.plot(suspect, [top] * len(suspect), "v", color="#d98a00", markersize=6, label="listen here")


def _speakers(axes: Axes, master: Master, colours: Colours, fonts: Sequence[str]) -> None:
    from matplotlib.patches import Patch

    spoken: dict[str, float] = {}
    bars: dict[str, list[tuple[float, float]]] = {}
    for line, (start, end) in zip(master.piece.lines, master.facts.places, strict=True):
        if end > start:
            speaker = line.line.speaker
            spoken[speaker] = spoken.get(speaker, 0.0) + end - start
            bars.setdefault(colours.of(speaker), []).append((start, end - start))
    for colour, stretches in bars.items():
        axes.broken_barh(stretches, (0, 1), facecolors=colour, linewidth=0)
    axes.set(ylim=(0, 1), yticks=[])
    axes.set_ylabel("who", rotation=0, ha="right", va="center")
    axes.spines[["top", "right", "left"]].set_visible(False)
    total = sum(spoken.values()) or 1.0
    first = sorted(spoken, key=lambda name: (-spoken[name], name))[:8]
    patches = [
        Patch(color=colours.of(name), label=_drawable(f"{name} {100 * spoken[name] / total:.0f} %"))
        for name in first
    ]
    if len(spoken) > len(first):
        patches.append(Patch(color=_OTHERS, label=f"{len(spoken) - len(first)} more"))
    axes.legend(
        handles=patches, loc="upper center", bbox_to_anchor=(0.5, -0.75), ncols=9, frameon=False,
        prop={"family": list(fonts), "size": 8}, handlelength=1.0, columnspacing=1.2,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _fonts() -> tuple[str, ...]:
    """The fonts that titles and names are drawn with, one with Chinese among them where there is one.

    The list of fonts that matplotlib keeps may be older than the font.
    """
    from matplotlib import font_manager

    files = sorted(Path(file) for file in font_manager.findSystemFonts())
    named = ((name, file) for name in _CHINESE for file in files if file.name.startswith(name))
    usual = [file for _, file in named if "bold" not in file.stem.lower() and "mono" not in file.stem.lower()]
    if not usual:
        return (_PLAIN,)
    font_manager.fontManager.addfont(usual[0])
    return (_PLAIN, font_manager.get_font(usual[0]).family_name)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    """Characters that `_fonts` can draw."""
    from matplotlib import font_manager

    found: set[int] = set()
    for name in _fonts():
        font = font_manager.get_font(font_manager.findfont(name))
        found |= set(font.get_charmap())
    return frozenset(found)


def _drawable(text: str) -> str:
    """A text without the characters that no font can draw."""
    return _escaped("".join(char for char in text if ord(char) in _glyphs()))


def _escaped(text: str) -> str:
    """A text as it is written: a dollar would start a formula."""
    return text.replace("$", r"\$")
