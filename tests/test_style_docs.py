"""The examples of the documents on captions and directions are understood, all of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tts.style.captions import understand
from tts.style.instructions import instructions
from tts.style.space import Style

DOCS = Path(__file__).parent.parent / "docs"
CAPTIONS = (DOCS / "captions.md").read_text(encoding="utf-8")
DIRECTIONS = (DOCS / "directions.md").read_text(encoding="utf-8")


def examples(document: str) -> list[str]:
    """What the second column of the first table lists."""
    table = document.split("| what | examples |\n|---|---|\n")[1].split("\n\n")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines()]
    return [example for _, listed in rows for example in listed.split(" · ")]


@pytest.mark.parametrize("caption", examples(CAPTIONS))
def test_every_caption_of_the_document_is_understood(caption):
    understood = understand(caption, guess=False)
    assert understood.style != Style() or understood.persona
    assert understood.not_understood == ()
    assert understood.conflicts == ()


@pytest.mark.parametrize("direction", examples(DIRECTIONS))
def test_every_direction_of_the_document_is_understood(direction):
    asked = instructions(direction, ("angry", "sad"))
    assert asked.moves or asked.commands or asked.caption
    assert asked.not_understood == ()


def test_the_json_of_the_document_is_what_comes_back():
    shown = json.loads(re.search(r"```json\n(.*?)```", CAPTIONS, re.DOTALL)[1])
    assert understand(shown["caption"]).to_dict() == shown
