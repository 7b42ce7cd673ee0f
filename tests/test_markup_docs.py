"""docs/markup.md tells the truth: its examples are read, and every element and style has its place in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tts.markup import parse, parse_ssml
from tts.markup.elements import ELEMENTS
from tts.markup.prosody import LEVELS
from tts.markup.say_as import DATE_FORMATS, KINDS
from tts.markup.ssml import STRENGTHS

PAGE = (Path(__file__).parent.parent / "docs" / "markup.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(
    "line", [line for kind, body in BLOCKS if kind == "script" for line in body.splitlines()]
)
def test_examples_of_script_markup_are_read(line):
    marked = parse(line)
    assert marked.notes == ()
    assert not re.search(r"\[\w{2}|/\]|\\", marked.text)


@pytest.mark.parametrize("body", [body for kind, body in BLOCKS if kind == "xml"])
def test_examples_of_ssml_are_read(body):
    marked = parse_ssml(body)
    assert marked.notes == ()
    assert len(marked.spans) == 5


@pytest.mark.parametrize("body", [body for kind, body in BLOCKS if kind == "python"])
def test_python_blocks_run(body, capsys):
    exec(compile(body, "markup.md", "exec"), {})
    assert capsys.readouterr().out.startswith("He said:  come here.")


def test_everything_that_is_valid_is_documented():
    names = [f"<{name}" for name in ELEMENTS]
    names += [attribute.rstrip("!") for attributes in ELEMENTS.values() for attribute in attributes]
    names += [
        *KINDS,
        *DATE_FORMATS,
        *(f"{name} {seconds:g} s" for name, seconds in STRENGTHS.items() if seconds),
    ]
    names += [f"{word} {value:+g}" for levels in LEVELS.values() for word, value in levels.items() if value]
    ignored = {
        "version",
        "xml:base",
        "xsi:schemaLocation",
        "onlangfailure",
        "type",
        "http-equiv",
        "content",
        "name",
    }
    ignored |= {"role", "detail"}
    assert [name for name in names if name not in ignored and name not in PAGE] == []
