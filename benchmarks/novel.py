"""A novel that nobody wrote, as long as one likes, to try whole books on.

Its sentences are WordNet's examples and the corpus' templates, woven into chapters with headings, dialogue of
a few characters, footnotes, a poem, a list, breaks between scenes, and pages in front and behind that nobody
reads out. It is written as Markdown and made an EPUB by pandoc, a program of others, so that what we import
is not what we ourselves would have written. What ought to be read of it is known to the letter.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PEOPLE = (
    ("Anna", "she"), ("Captain Holt", "he"), ("Mrs. Farrow", "she"), ("Tobias", "he"), ("Old Martin", "he"),
    ("Rosa", "she"),
)  # fmt: skip
_TELLING = ("said", "asked", "whispered", "answered", "cried", "murmured", "shouted", "replied")
_TITLES = (
    "The Harbour", "A Letter", "Rain", "The House on the Hill", "Strangers", "Night", "The Fair", "Snow",
    "What Was Found", "The Road North", "An Answer", "The Boat", "Fire", "Silence", "Home",
)  # fmt: skip
_RULES = ("* * *", "------", "***")  # which all part scenes
_CHAPTER = 3000  # words


@dataclass(frozen=True)
class NovelChapter:
    """title: as the heading says it. markdown: its source. read: what of it ought to be read, in order."""

    title: str
    markdown: str
    read: str


@dataclass(frozen=True)
class Novel:
    """title, author, and chapters; pages in front and behind are in the Markdown alone."""

    title: str
    author: str
    chapters: tuple[NovelChapter, ...]

    @property
    def words(self) -> int:
        """Words that ought to be read."""
        return sum(len(chapter.read.split()) for chapter in self.chapters)

    @property
    def markdown(self) -> str:
        """The whole source."""
        head = f'---\ntitle: "{self.title}"\nauthor: "{self.author}"\nlang: en-GB\n---\n\n'
        front = "# Copyright\n\nNo rights reserved. Printed nowhere.\n\n# Dedication\n\nTo nobody.\n\n"
        back = "# About the Author\n\nThe author is a program.\n"
        return head + front + "".join(chapter.markdown for chapter in self.chapters) + back


def novel(words: int, seed: int = 7) -> Novel:
    """A novel of about so many words, the same for the same seed. Raises CorpusError without WordNet."""
    from tts.corpus.texts import sentences

    found = sentences(seed, words // 7 + 200)
    plain = iter([each.text for each in found if '"' not in each.text and len(each.text.split()) > 2])
    chance = random.Random(seed)
    count = max(1, round(words / _CHAPTER))
    chapters = tuple(
        _chapter(number, _title(number), plain, words // count, chance) for number in range(1, count + 1)
    )
    return Novel("The Salt Road", "Nemo Nobody", chapters)


def write_epub(book: Novel, path: Path) -> None:
    """Make the EPUB, with a cover, by pandoc. Raises RuntimeError when there is no pandoc, or it fails."""
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        raise RuntimeError("pandoc is not installed; install it (apt install pandoc)")
    source = path.with_suffix(".md")
    source.write_text(book.markdown, encoding="utf-8")
    cover = path.with_suffix(".png")
    _draw_cover(cover)
    # "smart" would exchange quotes and dashes for others.
    command = [pandoc, "--from", "markdown-smart", "--to", "epub3", "--toc", "--epub-cover-image", str(cover)]
    done = subprocess.run([*command, "--output", str(path), str(source)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"pandoc failed: {done.stderr}")


def _title(number: int) -> str:
    return _TITLES[(number - 1) % len(_TITLES)]


def _chapter(number: int, title: str, pool: Iterator[str], words: int, chance: random.Random) -> NovelChapter:
    """Scenes of paragraphs until there are enough words."""
    heading = f"Chapter {number}: {title}"
    source, read, notes = [f"# {heading}"], [heading], list[str]()
    extras = [_poem, _items]
    count = 0
    while count < words:
        if len(read) > 1:
            source.append(chance.choice(_RULES))
            read.append("* * *")
        for _ in range(chance.randint(4, 8)):
            if count >= words:
                break
            shown, spoken = _paragraph(pool, chance, notes, number)
            source.append(shown)
            read.append(spoken)
            count += len(spoken.split())
        if extras:
            shown, spoken = extras.pop()(pool)
            source.append(shown)
            read.append(spoken)
    source += notes
    return NovelChapter(heading, "\n\n".join(source) + "\n\n", "\n\n".join(read))


def _paragraph(pool: Iterator[str], chance: random.Random, notes: list[str], number: int) -> tuple[str, str]:
    """One paragraph, as Markdown and as it is read: speech more often than not."""
    if chance.random() < 0.55:
        text = _speech(pool, chance)
        return text, text
    several = [next(pool) for _ in range(chance.randint(3, 6))]
    read = " ".join(several)
    if chance.random() < 0.15:
        name = f"{number}-{len(notes) + 1}"
        notes.append(f"[^{name}]: This is a note that nobody reads out, number {name}.")
        return " ".join([several[0] + f"[^{name}]", *several[1:]]), read
    if chance.random() < 0.2:
        first, _, rest = several[0].partition(" ")
        return " ".join([f"*{first}* {rest}", *several[1:]]), read
    return read, read


def _speech(pool: Iterator[str], chance: random.Random) -> str:
    who, pronoun = chance.choice(PEOPLE)
    said, then = next(pool), next(pool)
    told = chance.choice(_TELLING)
    name = chance.choice((who, who, pronoun))
    joined = said[:-1] + "," if said.endswith(".") else said
    forms = (
        f"“{joined}” {told} {name}.",
        f"“{joined}” {told} {name}. “{then}”",
        f"{who} turned round. “{said} {then}”",
        f"“{said}”",
        f"{then} “{joined}” {name} {told}.",
    )
    return chance.choice(forms)


def _poem(pool: Iterator[str]) -> tuple[str, str]:
    rows = [next(pool) for _ in range(3)]
    return "\n".join(f"| {row}" for row in rows), "\n".join(rows)


def _items(pool: Iterator[str]) -> tuple[str, str]:
    rows = [next(pool) for _ in range(3)]
    return "\n".join(f"- {row}" for row in rows), "\n".join(rows)


def altered(expected: Sequence[str], imported: Sequence[str]) -> int:
    """Characters of the chapters that differ; white space and the stars of scene breaks do not count."""
    from difflib import SequenceMatcher

    def letters(text: str) -> list[str]:
        return [word for word in text.split() if word.strip("*")]

    differing = sum(sum(map(len, letters(text))) for text in expected[len(imported) :])
    differing += sum(sum(map(len, letters(text))) for text in imported[len(expected) :])
    for one, other in zip(expected, imported, strict=False):
        if letters(one) != letters(other):
            ours, theirs = letters(one), letters(other)
            for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
                if kind != "equal":
                    differing += max(sum(map(len, ours[a:b])), sum(map(len, theirs[c:d])))
    return differing


def _draw_cover(path: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 9), facecolor="#24466b")
    figure.text(0.5, 0.6, "The Salt Road", ha="center", color="white", fontsize=32)
    figure.savefig(path, dpi=60)
