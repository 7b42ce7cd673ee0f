"""Do the words themselves direct a line rightly? Precision and recall of the reading director.

python -m benchmarks.autodirector [--part dev]

The material (benchmarks/lines/autodirector_*.txt) was written by hand, the test part before the lexicon, but
both by the same author, which flatters the figures: docs/log.md tells those of lines by strangers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tts.style.reading import Proposal, propose
from tts.style.space import Style

LINES = Path(__file__).parent / "lines"
DELIVERIES = ("whisper", "shout", "loud", "quiet", "fast", "slow", "high", "low", "tremor", "breathy")
FLAGS = ("whisper", "shout")
_SIGNS = {"loudness": ("loud", "quiet"), "rate": ("fast", "slow"), "pitch": ("high", "low"),
          "tremor": ("tremor", ""), "breathiness": ("breathy", "")}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One labelled line.

    directed: whether the words say anything. emotions: any of them is right; empty = none is asked.
    judged: whether the emotion counts at all. deliveries: alternatives of each delivery that must be there.
    places: (start, end) of what is to be styled; the whole text when nothing else is marked.
    """

    text: str
    directed: bool
    emotions: tuple[str, ...]
    judged: bool
    deliveries: tuple[tuple[str, ...], ...]
    places: tuple[tuple[int, int], ...]


def cases(path: Path) -> list[Case]:
    """The labelled lines of a file. Raises ValueError naming the line that is malformed."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        marked, arrow, label = line.rpartition(" => ")
        words = label.split()
        if not arrow or not words:
            raise ValueError(f"{path}:{number}: a line must read TEXT => LABEL, not {line!r}")
        deliveries = tuple(tuple(word.split("/")) for word in words[1:])
        if unknown := {name for names in deliveries for name in names} - set(DELIVERIES):
            raise ValueError(
                f"{path}:{number}: unknown delivery {min(unknown)!r}; use {', '.join(DELIVERIES)}"
            )
        text = marked.replace("{", "").replace("}", "")
        places, shift = [], 0
        for place in re.finditer(r"\{([^}]*)\}", marked):
            start = place.start() - shift
            places.append((start, start + len(place[1])))
            shift += 2
        emotions = () if words[0] in ("-", "?", "none") else tuple(words[0].split("/"))
        directed = words[0] != "-"
        whole = ((0, len(text)),) if directed else ()
        found.append(Case(text, directed, emotions, words[0] != "?", deliveries, tuple(places) or whole))
    return found


def heard(proposal: Proposal) -> tuple[str, set[str]]:
    """The leading emotion of a proposal (empty = none) and its deliveries."""
    styles = [proposal.style, *(span.style for span in proposal.spans if span.style)]
    style = next((style for style in styles if style != Style()), Style())
    emotion = max(style.emotions, key=lambda name: style.emotions[name], default="")
    signs = {"whisper": style.whisper, "shout": style.shout}
    for number, (more, less) in _SIGNS.items():
        value = getattr(style, number) or 0.0
        signs |= {more: value > 0, less: value < 0}
    return "" if emotion == "neutral" else emotion, {name for name in DELIVERIES if signs.get(name)}


def score(lines: Sequence[Case], language: str) -> tuple[dict[str, Any], list[str]]:
    """Figures of a set of lines, and a sentence on each that came out wrong.

    direction: lines on which anything was found against those that say anything. emotion: leading emotion,
    wrong where another or none was wanted. delivery: the labelled ones; of those found beyond the label only
    whisper and shout count against precision, since an emotion brings along the others. places: directed
    lines whose styled stretches are exactly the marked ones.
    """
    right = {"direction": 0, "emotion": 0, "delivery": 0}
    said, wanted = dict.fromkeys(right, 0), dict.fromkeys(right, 0)
    placed, silent = 0, 0
    wrong = []
    for case in lines:
        proposal = propose(case.text, language=language)
        emotion, deliveries = heard(proposal)
        found = bool(proposal.evidence)
        said["direction"] += found
        wanted["direction"] += case.directed
        right["direction"] += found and case.directed
        silent += not found and not case.directed
        problems = []
        if found != case.directed:
            problems.append("directed" if found else "nothing found")
        if case.judged:
            said["emotion"] += bool(emotion)
            wanted["emotion"] += bool(case.emotions)
            right["emotion"] += emotion in case.emotions and bool(emotion)
            if emotion not in case.emotions and (emotion or case.emotions):
                problems.append(f"emotion {emotion or 'none'} for {'/'.join(case.emotions) or 'none'}")
        met = [names for names in case.deliveries if deliveries.intersection(names)]
        asked = {name for names in case.deliveries for name in names}
        beyond = {name for name in FLAGS if name in deliveries and name not in asked}
        said["delivery"] += len(met) + len(beyond)
        wanted["delivery"] += len(case.deliveries)
        right["delivery"] += len(met)
        if len(met) < len(case.deliveries) or beyond:
            problems.append(f"delivery {sorted(deliveries)} for {sorted(asked)}")
        if found and case.directed:
            spans = tuple((span.start, span.end) for span in proposal.spans) or ((0, len(case.text)),)
            placed += spans == case.places
            if spans != case.places:
                problems.append(f"places {spans} for {case.places}")
        if problems:
            wrong.append(f"{case.text}: {'; '.join(problems)}")
    figures: dict[str, Any] = {"lines": len(lines), "plain": len(lines) - wanted["direction"]}
    for name in right:
        figures[f"{name} precision"] = right[name] / max(said[name], 1)
        figures[f"{name} recall"] = right[name] / max(wanted[name], 1)
    figures["plain left alone"] = silent / max(figures["plain"], 1)
    figures["places"] = placed / max(right["direction"], 1)
    return figures, wrong


def main(part: str = "test", show_wrong: bool = False, out: Path = Path("runs/bench")) -> None:
    """Precision and recall on the hand-written lines of both languages."""
    from benchmarks.report import publish

    rows = []
    for language in ("en", "zh"):
        figures, wrong = score(cases(LINES / f"autodirector_{part}_{language}.txt"), language)
        rows.append({"language": language, "part": part, **figures})
        if show_wrong:
            print("\n".join(wrong))
    publish("autodirector" if part == "test" else f"autodirector-{part}", rows, out)


if __name__ == "__main__":
    import typer

    typer.run(main)
