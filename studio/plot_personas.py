"""Pictures of personas: a map by identity distance, and the pitch range of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from personas import Persona
from personas.distance import distances, spread
from studio.plot import checked_plot_path
from tts.errors import RequestError

_DPI = 110
_LABEL = (125, 13)  # pixels of a label
_COLOURS = {"female": "#b3432b", "male": "#35618f", "neutral": "#5b8a3c"}


def plot_personas(personas: Sequence[Persona], path: str | Path, marked: Sequence[str] = ()) -> None:
    """Draw a map of the voices, nearer = more alike, and their pitch ranges, into a PNG.

    marked: ids that stand out. The map is the plane in which the distances (JND) are kept best; the older a
    persona, the larger its dot. Pitch ranges are two standard deviations about the mean, for neutral speech.
    Raises RequestError for another ending, a folder that does not exist, or no persona at all.
    """
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    path = checked_plot_path(path)
    if not personas:
        raise RequestError("there is no persona to draw; name at least one")
    figure = Figure(figsize=(15, max(7.0, 0.24 * len(personas) + 1.5)), layout="constrained", dpi=_DPI)
    plane, chart = figure.subplots(1, 2, width_ratios=(1.6, 1))

    points = spread(distances([each.identity for each in personas]))
    for (x, y), each in zip(points, personas, strict=True):
        edge = "black" if each.id in marked else "none"
        plane.scatter(x, y, s=12 + 2 * each.age, color=_COLOURS[each.gender], alpha=0.75, edgecolor=edge)
    plane.margins(x=0.12, y=0.05)
    plane.set(title="Nearer = more alike", xlabel="just noticeable differences", ylabel="the same")
    plane.grid(alpha=0.2)
    figure.draw_without_rendering()  # now it is known where points lie on the page
    placed: list[tuple[float, float]] = []
    for point, each in zip(points, personas, strict=True):
        x, y = plane.transData.transform(point)
        place = min(_places(x, y, placed), key=lambda place: abs(place[1] - y))
        placed.append(place)
        plane.annotate(
            each.id,
            point,
            xytext=(place[0] - x, place[1] - y),
            textcoords="offset pixels",
            fontsize=8,
            va="center",
            fontweight="bold" if each.id in marked else "normal",
        )
    keys = [
        Line2D([], [], marker="o", linestyle="", color=colour, label=gender)
        for gender, colour in _COLOURS.items()
    ]
    plane.legend(handles=keys, loc="best")

    ranked = sorted(personas, key=lambda each: each.identity.pitch)
    for row, each in enumerate(ranked):
        low, high = pitch_range(each)
        colour = _COLOURS[each.gender]
        chart.plot([low, high], [row, row], color=colour, linewidth=5, alpha=0.45, solid_capstyle="round")
        chart.plot(each.identity.pitch, row, marker="o", color=colour, markersize=5)
    chart.set(title="Pitch range", xlabel="Hz", xscale="log", ylim=(-0.8, len(ranked) - 0.2))
    chart.set_yticks(range(len(ranked)), [each.id for each in ranked], fontsize=8)
    ticks = [hertz for hertz in (50, 70, 100, 140, 200, 280, 400, 560) if _within(hertz, ranked)]
    chart.set_xticks(ticks, [str(hertz) for hertz in ticks])
    chart.minorticks_off()
    chart.grid(alpha=0.3)
    figure.savefig(path, dpi=_DPI)


def _places(x: float, y: float, placed: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Where a label beside a point may stand, pixels, without covering those that are placed."""
    for step in range(-12, 13):
        place = (x + 9, y + 6 * step)
        if all(
            abs(place[0] - other[0]) > _LABEL[0] or abs(place[1] - other[1]) >= _LABEL[1] for other in placed
        ):
            yield place
    yield x + 9, y + 100


def pitch_range(persona: Persona) -> tuple[float, float]:
    """Hz, two standard deviations below and above the mean of neutral speech."""
    factor = 2 ** (2 * persona.identity.liveliness / 12)
    return persona.identity.pitch / factor, persona.identity.pitch * factor


def _within(hertz: float, personas: Sequence[Persona]) -> bool:
    ranges = [pitch_range(each) for each in personas]
    return min(low for low, _ in ranges) * 0.9 <= hertz <= max(high for _, high in ranges) * 1.1
