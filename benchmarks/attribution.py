"""Who says what? Speakers found in hand-labelled passages, English and Chinese.

python -m benchmarks.attribution [--part dev] [--show-wrong]

The passages (benchmarks/attribution/*.txt) were written by hand in many styles, both parts before the rules,
but by the author of the rules, which flatters the figures. Each passage stands alone, so that names and
genders must be learnt from a few lines; a book tells more. {Name/Other} before a quotation is who says it,
any of the names; {narrator} is the "I" of the story, {?} somebody whom the passage does not name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "attribution"
_MARK = re.compile(r"\{([^}]*)\}")
_ARTICLES = re.compile(r"^(?:the|a|an|his|her|their|my)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """title: its style. text: without labels. labels: place of a quotation → whoever may be named for it."""

    title: str
    text: str
    labels: dict[int, tuple[str, ...]]


def passages(path: Path) -> Iterator[Passage]:
    """The labelled passages of a file."""
    for part in re.split(r"^### ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        body, text, labels, at = body.strip(), "", {}, 0
        for mark in _MARK.finditer(body):
            text += body[at : mark.start()]
            labels[len(text)] = tuple(mark[1].split("/"))
            at = mark.end()
        yield Passage(title, text + body[at:], labels)


def is_right(speaker: str, names: tuple[str, ...]) -> bool:
    """Whether a speaker that was found is one of those labelled; articles and capitals do not matter."""

    def plain(name: str) -> str:
        return _ARTICLES.sub("", name.strip()).casefold().replace("’", "'")

    if speaker == "narrator":
        return bool({"narrator", "?"} & set(names))
    return plain(speaker) in {plain(name) for name in names}


def interval(right: int, count: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    z, share = 1.96, right / count
    middle = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - spread) / (1 + z * z / count), (middle + spread) / (1 + z * z / count)


def score(path: Path, language: str) -> tuple[dict[str, Any], list[str], list[tuple[float, bool]]]:
    """Figures of a file's passages, a sentence on each wrong quotation, and (confidence, right) of each."""
    from studio.book.scripting import speakers

    right = found = wanted = extra = 0
    wrong = []
    sure = []
    for passage in passages(path):
        said = {each.start: each for each in speakers([passage.text], language)[0]}
        extra += len(set(said) - set(passage.labels))
        for place, names in passage.labels.items():
            wanted += 1
            quotation = passage.text[place : place + 40].split("\n")[0]
            if place not in said:
                wrong.append(f"{passage.title}: not heard as speech: {quotation}")
                continue
            found += 1
            each = said[place]
            good = is_right(each.speaker, names)
            right += good
            sure.append((each.confidence, good))
            if not good:
                told = f"{each.speaker} ({each.confidence:.2f}, {each.evidence})"
                wrong.append(f"{passage.title}: {quotation} by {told}, not {'/'.join(names)}")
        wrong += [
            f"{passage.title}: no speech: {passage.text[p : p + 40]}" for p in set(said) - set(passage.labels)
        ]
    figures = {"quotes": wanted, "heard": found / wanted, "extra": extra, "right": right / wanted,
               "95 %": interval(right, wanted)}  # fmt: skip
    return figures, wrong, sure


def main(part: str = "test", show_wrong: bool = False, out: Path = Path("runs/bench")) -> None:
    """Share of quotations given to the right speaker."""
    from benchmarks.report import publish

    rows, everything = [], []
    right = quotes = 0
    for language in ("en", "zh"):
        figures, wrong, sure = score(TEXTS / f"{part}_{language}.txt", language)
        rows.append({"language": language, "part": part, **figures})
        everything += sure
        right += round(figures["right"] * figures["quotes"])
        quotes += figures["quotes"]
        if show_wrong:
            print("\n".join(wrong))
    rows.append({"language": "both", "part": part, "quotes": quotes, "right": right / quotes,
                 "95 %": interval(right, quotes)})  # fmt: skip
    for low, high in ((0.0, 0.6), (0.6, 0.9), (0.9, 1.01)):
        group = [good for confidence, good in everything if low <= confidence < high]
        if group:
            share, label = sum(group) / len(group), f"confidence {low:g}–{min(high, 1):g}"
            row = {"language": label, "part": part, "quotes": len(group), "right": share}
            rows.append({**row, "95 %": interval(sum(group), len(group))})
    publish("attribution" if part == "test" else f"attribution-{part}", rows, out)


if __name__ == "__main__":
    import typer

    typer.run(main)
