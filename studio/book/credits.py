"""Opening and closing credits: the texts that `dramatis book new` proposes, and the chapters they become.

The texts stand in project.yaml, where a person edits them; without them there are no credits. They are
rendered like any other lines, as two chapters behind those of the script, so that the numbers of the
script's chapters stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from studio.book.script import NARRATOR, Script, ScriptChapter, ScriptLine
from tts.errors import BookError

PLACES = ("opening", "closing")

TITLES = {
    "en": ("Opening credits", "Closing credits"),
    "zh": ("片头", "片尾"),
}
"""Titles of the two chapters by language; English where there is none."""

_WORDS = {
    "en": {
        "by": "Written by {}.",
        "read": "Read by {}.",
        "synthetic": "The voices in this recording are synthetic.",
        "end": "This has been {}.",
    },
    "zh": {
        "by": "作者：{}。",
        "read": "演播：{}。",
        "synthetic": "本书由合成语音朗读。",
        "end": "《{}》到此结束。",
    },
}


def proposed(title: str, authors: Sequence[str], narrators: Sequence[str], language: str) -> dict[str, str]:
    """The credits' texts by place, one sentence a line. language: BCP 47.

    Where we have no words in the language, they are the names alone.
    """
    words = _WORDS.get(_primary(language))
    names, readers = ", ".join(authors), ", ".join(narrators)
    if words is None:
        lines = [_sentence(name) for name in (title, names) if name]
        return {"opening": "\n".join(lines), "closing": "\n".join(lines)}
    known = [words["by"].format(names)] if names else []
    known += [words["read"].format(readers)] if readers else []
    opening = [_sentence(title), *known, words["synthetic"]]
    closing = [words["end"].format(title.rstrip(" .。")), *known]
    return {"opening": "\n".join(opening), "closing": "\n".join(closing)}


def credited(script: Script, texts: Mapping[str, str]) -> Script:
    """A script with its credits behind its chapters, the opening ones first; the same one without texts.

    Raises BookError for a place that is not known, or a text that is none.
    """
    for place, text in texts.items():
        if place not in PLACES:
            raise BookError(f"unknown credits {place!r}; valid: {', '.join(PLACES)}")
        if not isinstance(text, str):
            raise BookError(f"the {place} credits must be a text, not {text!r}; write '' for none")
    if not texts:
        return script
    titles = TITLES.get(_primary(script.language), TITLES["en"])
    chapters = tuple(
        _chapter(texts.get(place, ""), title) for place, title in zip(PLACES, titles, strict=True)
    )
    return replace(script, chapters=(*script.chapters, *chapters))


def reading_order(script: Script, texts: Mapping[str, str]) -> tuple[int, ...]:
    """Numbers of the chapters that are read, in the order they are heard: opening, the book's, closing.

    script: with its credits.
    """
    count = len(script.chapters) - (len(PLACES) if texts else 0)
    order = [*range(count)]
    if texts:
        order = [count, *order, count + 1]
    return tuple(number for number in order if script.chapters[number].included)


def _chapter(text: str, title: str) -> ScriptChapter:
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    lines = [ScriptLine(row, "\n\n", NARRATOR, boundary="paragraph") for row in rows[:-1]]
    lines += [ScriptLine(row, "", NARRATOR, boundary="end") for row in rows[-1:]]
    return ScriptChapter(title, tuple(lines), included=bool(lines))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "。", "！", "？", "…")) else f"{text}."


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()
