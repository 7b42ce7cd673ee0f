"""Does the coverage check find takes that do not speak their text, and let whole ones pass?

Lines of a book's length in all voices and many styles are spoken; each is then damaged in known ways: a word
or several cut out, silenced, said twice, said in the wrong order, or another word in its place. The deficit
of `studio.book.coverage` is compared for whole and damaged takes: the ROC, and what its threshold finds.

    python -m benchmarks.suspects --lines 400 --out runs/bench
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from studio.book.coverage import DEFICIT, deficits
from tts.request import PhoneTiming, Take, WordTiming
from tts.text.symbols import PAUSES

if TYPE_CHECKING:
    from tts.models.aligner import Aligner

Samples = NDArray[np.float32]

STYLES = (
    None, None, None, None, "happy", "whispering", "shouting, furious", "sad, with a trembling voice",
    "fast and excited", "slow and calm", "terrified whisper", "bored, mumbling",
)  # fmt: skip
_SHORTEST = 0.06  # s of a word that is worth damaging
_FADE = 0.01  # s over which pieces are joined, so that no click tells
_STEPS = (0.5, 1, 2, 4, 6, 8, 10, 12, 14, 16, 20, 25, 30, 40, 60)  # nats, of the ROC's table


@dataclass(frozen=True)
class Found:
    """One take, whole ("") or damaged. phones: of the words that the damage is about."""

    damage: str
    phones: int
    deficit: float


def main(pack: Path | None = None, lines: int = 400, out: Path = Path("runs/bench")) -> None:
    """The ROC and its picture."""
    from benchmarks.report import publish

    found = listen(pack, lines)
    facts = {"pack": str(pack or "tts/packs/base"), "threshold": DEFICIT}
    publish("suspects", summary(found), out, **facts)
    publish("suspects-roc", curve(found), out, **facts)
    plot(found, out / "suspects.png")


def listen(pack: Path | None, lines: int) -> list[Found]:
    """Speak, damage and check."""
    from tqdm import tqdm

    import personas
    from benchmarks.material import unseen
    from studio.request import direct
    from tts.engine import load

    engine = load(pack)
    draw = random.Random(1)
    texts = unseen(lines)
    voices = [personas.persona(name) for name in personas.preset_ids()]
    requests = [
        direct(draw.choice(voices), STYLES[n % len(STYLES)]).request(text, seed=n)
        for n, text in enumerate(texts)
    ]
    takes: list[Take] = []
    for start in tqdm(range(0, lines, 8), desc="speaking", leave=False):
        takes += engine.speak_batch(requests[start : start + 8])
    found = []
    for take in tqdm(takes, desc="listening", leave=False):
        found.append(Found("", 0, _deficit(engine.pack.aligner, take.samples, take)))
        for name, (samples, phones) in damaged(take, draw.choice(takes), draw).items():
            found.append(Found(name, phones, _deficit(engine.pack.aligner, samples, take)))
    return found


def damaged(take: Take, other: Take, draw: random.Random) -> dict[str, tuple[Samples, int]]:
    """Kind of damage → samples, and phones of the words that it is about; none for a line too short.

    other: where a foreign word comes from.
    """
    words, samples = take.words, take.samples
    long = [n for n, word in enumerate(words[:-1]) if word.end - word.start > _SHORTEST]
    foreign = [word for word in other.words if word.end - word.start > _SHORTEST]
    if len(words) < 4 or not long or not foreign:
        return {}
    at = draw.choice(long)
    word, following = words[at], words[at + 1]
    stranger = draw.choice(foreign)
    last = draw.randrange(max(1, len(words) - 5), len(words))
    rate = take.sample_rate

    def piece(first: float, end: float | None = None) -> Samples:
        return samples[round(first * rate) : None if end is None else round(end * rate)]

    def about(*of: WordTiming) -> int:
        return sum(_phones(take.phones, each) for each in of)

    head, said, tail = piece(0, word.start), piece(word.start, word.end), piece(word.end)
    gap, second = piece(word.end, following.start), piece(following.start, following.end)
    alien = other.samples[round(stranger.start * rate) : round(stranger.end * rate)]
    return {
        "a word cut out": (_joined(head, tail), about(word)),
        "a word silenced": (_joined(head, np.zeros_like(said), tail), about(word)),
        "a word twice": (_joined(head, said, said, tail), about(word)),
        "two words swapped": (_joined(head, second, gap, said, piece(following.end)), about(word, following)),
        "another word": (_joined(head, alien, tail), about(word)),
        "the end cut off": (piece(0, words[last - 1].end), about(*words[last:])),
    }


def summary(found: Sequence[Found]) -> list[dict[str, Any]]:
    """A row a kind of damage: area under the ROC, and the share that the threshold finds."""
    whole = np.array([each.deficit for each in found if not each.damage])
    rows: list[dict[str, Any]] = [
        {"takes": "whole", "count": len(whole), "suspect": float((whole > DEFICIT).mean()),
         "median": float(np.median(whole))}
    ]  # fmt: skip
    kinds = dict.fromkeys(each.damage for each in found if each.damage)
    groups: Mapping[str, list[Found]] = {kind: [f for f in found if f.damage == kind] for kind in kinds}
    for kind, group in groups.items():
        hurt = np.array([each.deficit for each in group])
        longer = np.array([each.deficit for each in group if each.phones > 3])
        rows.append(
            {
                "takes": kind,
                "count": len(group),
                "suspect": float((hurt > DEFICIT).mean()),
                "of 4 phones and more": float((longer > DEFICIT).mean()) if len(longer) else None,
                "area": area(whole, hurt),
                "median": float(np.median(hurt)),
            }
        )
    return rows


def curve(found: Sequence[Found]) -> list[dict[str, float]]:
    """The ROC: threshold → share of whole takes that it suspects, and of damaged ones that it finds."""
    whole = np.array([each.deficit for each in found if not each.damage])
    hurt = np.array([each.deficit for each in found if each.damage])
    return [
        {
            "threshold": step,
            "false alarms": float((whole > step).mean()),
            "found": float((hurt > step).mean()),
        }
        for step in _STEPS
    ]


def area(whole: NDArray[np.float64], hurt: NDArray[np.float64]) -> float:
    """How often a damaged take has a larger deficit than a whole one (area under the ROC)."""
    ordered = np.sort(whole)
    below = np.searchsorted(ordered, hurt, "left") + np.searchsorted(ordered, hurt, "right")
    return float(below.mean() / 2 / len(ordered))


def plot(found: Sequence[Found], path: Path) -> None:
    """The ROC of every kind of damage."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 5), layout="constrained")
    axes = figure.add_subplot()
    whole = np.sort([each.deficit for each in found if not each.damage])
    for kind in dict.fromkeys(each.damage for each in found if each.damage):
        hurt = np.sort([each.deficit for each in found if each.damage == kind])
        steps = np.concatenate([[0], whole, [1e9]])
        alarms = [float((whole > step).mean()) for step in steps]
        hits = [float((hurt > step).mean()) for step in steps]
        axes.step(alarms, hits, where="post", label=kind)
    alarm = float((whole > DEFICIT).mean())
    axes.axvline(max(alarm, 1e-3), color="0.6", linestyle=":", label=f"threshold {DEFICIT:g} nats")
    axes.set(
        xscale="symlog", xlim=(0, 1), ylim=(0.4, 1.005), xlabel="whole takes suspected",
        ylabel="damaged takes found", title="Coverage check",
    )  # fmt: skip
    axes.set_xscale("symlog", linthresh=0.01)
    axes.legend(loc="lower right")
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=120)


def _deficit(aligner: Aligner, samples: Samples, take: Take) -> float:
    return float(deficits(aligner, samples, take.phones).max())


def _phones(phones: Sequence[PhoneTiming], word: WordTiming) -> int:
    return sum(
        phone.symbol not in PAUSES and word.start - 1e-3 <= phone.start and phone.end <= word.end + 1e-3
        for phone in phones
    )


def _joined(*pieces: Samples) -> Samples:
    """Pieces one after the other, each faded into the next."""
    whole = pieces[0]
    for piece in pieces[1:]:
        count = min(round(_FADE * 24_000), len(whole), len(piece))
        if not count:
            whole = np.concatenate([whole, piece])
            continue
        ramp = np.linspace(0, 1, count, dtype=np.float32)
        middle = whole[-count:] * (1 - ramp) + piece[:count] * ramp
        whole = np.concatenate([whole[:-count], middle, piece[count:]])
    return whole


if __name__ == "__main__":
    import typer

    typer.run(main)
