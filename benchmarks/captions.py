"""Are captions understood as people mean them? Held-out captions, English and Chinese, written by hand.

    python -m benchmarks.captions --set dev --language en --details

The captions of the test set are not printed, so that nobody tunes on them unawares.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import numpy as np
import typer

from benchmarks.labelled import KINDS, LANGUAGES, SETS, Labelled, Reading, captions
from tts.errors import DramatisError
from tts.style.space import FLAGS, NUMBERS, Style

if TYPE_CHECKING:
    from tts.style.captions import Understanding

MEASURES: Final = {
    "emotion": "the strongest emotion is one that readers accept, or none is felt where neutral is asked",
    "no emotion": "none is felt where none is asked",
    "direction": "every number goes the way that was asked, against neutral",
    "whisper/shout": "where asked",
    "negation": "what is denied is absent, and the rest of the caption is followed",
    "mixture": "every part is there, and the larger one is larger",
    "intensity": "stronger or weaker than natural",
    "exact": "figures within 1 %",
    "persona": "gender and age",
}
"""What is judged, in the order of the tables."""

FELT = 0.2
"""Strength (share × intensity) above which an emotion counts as felt where none was asked."""
THERE = 0.05
"""Strength and share from which an emotion that was asked for counts as there."""
EXACT = 0.01
"""Largest relative error of a figure; largest absolute error of a proportion given in figures."""

STEPS: Final = {
    "pitch": 0.3,
    "range": 0.1,
    "rate": 2.0,
    "loudness": 0.5,
    "tilt": 0.5,
    "breathiness": 0.05,
    "roughness": 0.05,
    "tremor": 0.05,
    "pauses": 4.0,
    "final": 0.3,
}
"""Number → smallest change against neutral, in its unit, that counts as a direction."""

Verdict = Mapping[str, tuple[bool, ...]]
"""Measure → whether each thing that it judges in a caption is right; only the measures that apply."""


@dataclass(frozen=True)
class Result:
    """One caption, what was understood of it, in how many milliseconds, and the verdict."""

    labelled: Labelled
    understanding: Understanding
    milliseconds: float
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether everything was."""
        return all(all(things) for things in self.verdict.values())


def judge(style: Style, persona: Mapping[str, str | int], labelled: Labelled) -> Verdict:
    """Hold what was understood against the labels; the measures are those of `MEASURES`."""
    felt = strengths(style)
    numbers = style.effective()
    verdict: dict[str, tuple[bool, ...]] = {}
    if labelled.readings is not None:
        right = any(_dominant(reading, felt, labelled.ordered) for reading in labelled.readings)
        verdict["emotion" if labelled.readings[0] else "no emotion"] = (right,)
        if len(labelled.readings[0]) > 1:
            parts = [reading for reading in labelled.readings if len(reading) > 1]
            verdict["mixture"] = (any(_mixed(reading, felt, labelled.ordered) for reading in parts),)
    asked = labelled.directions.items()
    verdict["direction"] = tuple(
        _way(name, numbers[name]) == _asked_way(value) for name, value in asked if name in NUMBERS
    )
    verdict["whisper/shout"] = tuple(
        getattr(style, name) is True for name in FLAGS if name in labelled.directions
    )
    verdict["persona"] = tuple(_fits(persona.get(name), wanted) for name, wanted in labelled.persona.items())
    total = sum(felt.values())
    if isinstance(labelled.intensity, str):
        verdict["intensity"] = (total > 1 + THERE if labelled.intensity == "+" else total < 1 - THERE,)
    exact = [_close(numbers[name], value) for name, value in asked if _is_figure(value)]
    if _is_figure(labelled.intensity):
        exact.append(_close(total, labelled.intensity))
    if labelled.exact_shares:
        exact.append(
            any(_as_given(reading, labelled.shares, felt) for reading in labelled.readings or () if reading)
        )
    verdict["exact"] = tuple(exact)
    if labelled.denied:
        # Asking for the opposite of everything would be no understanding: the rest must be right as well.
        absent = all(_absent(name, what, style, felt, numbers) for name, what in labelled.denied.items())
        verdict["negation"] = (absent and all(all(things) for things in verdict.values()),)
    elif labelled.kind == "negation":
        verdict["negation"] = (all(all(things) for things in verdict.values()),)
    return {name: verdict[name] for name in MEASURES if verdict.get(name)}


def strengths(style: Style) -> dict[str, float]:
    """Emotion id → strength, its share times the intensity (0–2); without neutral and what has no weight."""
    total = sum(style.emotions.values())
    return {
        name: weight / total * style.intensity
        for name, weight in style.emotions.items()
        if weight > 0 and name != "neutral"
    }


def _dominant(reading: Reading, felt: Mapping[str, float], ordered: bool) -> bool:
    """Whether the strongest emotion is the reading's (its first, where the parts are ordered)."""
    if not reading or reading == ("neutral",):
        return all(strength <= FELT for strength in felt.values())
    strongest = max(felt.values(), default=0.0)
    wanted = reading[:1] if ordered else reading
    return strongest >= THERE and any(felt.get(name, 0.0) == strongest for name in wanted)


def _mixed(reading: Reading, felt: Mapping[str, float], ordered: bool) -> bool:
    # Plain speech is no emotion, so a part that is neutral is there when nothing else is left over.
    parts = [felt.get(name, 0.0) for name in reading if name != "neutral"]
    total = sum(felt.values())
    there = all(part >= THERE and part >= THERE * total for part in parts)
    return there and (not ordered or parts[0] > max(parts[1:]))


def _as_given(reading: Reading, shares: Mapping[str, float], felt: Mapping[str, float]) -> bool:
    total = sum(felt.values())
    wanted = zip(reading, shares.values(), strict=True)
    return total > 0 and all(abs(felt.get(name, 0.0) / total - share) <= EXACT for name, share in wanted)


def _absent(
    name: str, what: str | float | bool, style: Style, felt: Mapping[str, float], numbers: Mapping[str, float]
) -> bool:
    if name in FLAGS:
        return getattr(style, name) is not True
    if name in NUMBERS:
        return _way(name, numbers[name]) != what
    return felt.get(name, 0.0) <= float(what)


def _way(name: str, value: float) -> str:
    if abs(value) < STEPS[name]:
        return "0"
    return "+" if value > 0 else "-"


def _asked_way(value: str | float | bool) -> str:
    if isinstance(value, str):
        return value
    return "+" if value > 0 else "-"


def _fits(found: str | int | None, wanted: Any) -> bool:
    if isinstance(wanted, str):
        return found == wanted
    return isinstance(found, (int, float)) and wanted[0] <= found <= wanted[1]


def _is_figure(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _close(found: float, wanted: Any) -> bool:
    return math.isclose(found, wanted, rel_tol=EXACT)


# Figures


def run(many: Sequence[Labelled], understand: Callable[[str], Understanding]) -> list[Result]:
    """Understand every caption, one after the other, and judge it. The first is read twice, and its first
    reading, which pays for loading, is not timed. Raises ValueError when there is no caption."""
    if not many:
        raise ValueError("there is no caption to read; give at least one")
    understand(many[0].caption)
    results = []
    for labelled in many:
        started = time.perf_counter()
        found = understand(labelled.caption)
        milliseconds = 1000 * (time.perf_counter() - started)
        results.append(Result(labelled, found, milliseconds, judge(found.style, found.persona, labelled)))
    return results


def interval(verdicts: Sequence[Sequence[bool]], draws: int = 2000) -> tuple[float, float]:
    """95 % interval, %, of the share of right things, by bootstrap over captions (one row each).

    Raises ValueError when there is nothing to count.
    """
    right = np.array([sum(things) for things in verdicts])
    count = np.array([len(things) for things in verdicts])
    if not count.sum():
        raise ValueError("nothing was judged; give captions that have labels")
    right, count = right[count > 0], count[count > 0]
    picks = np.random.default_rng(0).integers(0, len(right), (draws, len(right)))
    low, high = np.quantile(right[picks].sum(1) / count[picks].sum(1), [0.025, 0.975])
    return 100 * float(low), 100 * float(high)


def by_measure(results: Sequence[Result]) -> list[dict[str, Any]]:
    """One row a measure, and one of the captions that are right in everything; shares in %."""
    verdicts = {name: [one.verdict.get(name, ()) for one in results] for name in MEASURES}
    verdicts["everything"] = [(one.right,) for one in results if one.verdict]
    return [
        {"measure": name, **_share(things)}
        for name, things in verdicts.items()
        if any(len(x) for x in things)
    ]


def by_kind(results: Sequence[Result]) -> list[dict[str, Any]]:
    """One row a kind: captions right in everything, %, and how many things of each measure are right."""
    rows = []
    for kind in KINDS:
        mine = [one for one in results if one.labelled.kind == kind and one.verdict]
        if not mine:
            continue
        row: dict[str, Any] = {"kind": kind, **_share([(one.right,) for one in mine])}
        for name in MEASURES:
            if things := [thing for one in mine for thing in one.verdict.get(name, ())]:
                row[name] = f"{sum(things)}/{len(things)}"
        rows.append(row)
    return rows


def speed(results: Sequence[Result]) -> dict[str, float]:
    """Milliseconds a caption: median and 95th percentile."""
    p50, p95 = np.quantile([one.milliseconds for one in results], [0.5, 0.95])
    return {"captions": len(results), "ms p50": float(p50), "ms p95": float(p95)}


def _share(verdicts: Sequence[Sequence[bool]]) -> dict[str, Any]:
    things = [thing for some in verdicts for thing in some]
    return {"cases": len(things), "right %": 100 * sum(things) / len(things), "95 %": interval(verdicts)}


def misses(results: Sequence[Result]) -> list[str]:
    """A paragraph for each caption that was not understood in everything."""
    lines = []
    for one in results:
        if one.right:
            continue
        wrong = ", ".join(name for name, things in one.verdict.items() if not all(things))
        understood = {
            key: value for key, value in one.understanding.style.to_dict().items() if value is not None
        }
        lines.append(
            f"[{one.labelled.kind}] {one.labelled.caption}\n    wrong: {wrong}\n    understood: {understood} "
            f"{dict(one.understanding.persona)}; not understood: {list(one.understanding.not_understood)}"
        )
    return lines


def main(
    part: Annotated[str, typer.Option("--set", help="dev or test")] = "test",
    language: Annotated[str, typer.Option(help="en or zh; both without")] = "",
    details: Annotated[bool, typer.Option(help="print what was misunderstood (of dev)")] = False,
    i_am_not_tuning: Annotated[bool, typer.Option("--i-am-not-tuning", help="… of test, too")] = False,
    out: Path = Path("runs/bench"),
) -> None:
    """How well captions are understood, over all and by kind, and how fast."""
    from benchmarks.report import publish, show
    from tts.style.captions import understand

    if part not in SETS:
        raise typer.BadParameter(f"--set must be {' or '.join(SETS)}, not {part!r}")
    if language and language not in LANGUAGES:
        raise typer.BadParameter(f"--language must be {' or '.join(LANGUAGES)}, not {language!r}")
    measures, kinds, times = [], [], []
    for code in [language] if language else LANGUAGES:
        try:
            results = run(captions(code, part), understand)
        except DramatisError as error:
            raise SystemExit(f"a caption was refused, so there are no figures: {error}") from error
        measures += [{"language": code, **row} for row in by_measure(results)]
        kinds += [{"language": code, **row} for row in by_kind(results)]
        times.append({"language": code, **speed(results)})
        if details and (part != "test" or i_am_not_tuning):
            print("\n".join(misses(results)))
    if details and part == "test" and not i_am_not_tuning:
        print("The misses of the test set stay closed: counts by kind are below. Tune on --set dev.")
    show("by kind, captions right in everything", kinds)
    show("speed", times)
    publish("captions" if part == "test" else f"captions-{part}", measures, out, kinds=kinds, speed=times)


if __name__ == "__main__":
    typer.run(main)
