import re
from pathlib import Path
from string import Formatter

import pytest

from studio.ui.words import LANGUAGES, WORDS, Words, plain
from tts.style.delivery import DELIVERY_FIELDS
from tts.style.space import FLAGS, NUMBERS

UI = Path(__file__).resolve().parents[3] / "studio" / "ui"


def test_every_wording_has_the_same_values_in_every_language():
    for key, wordings in WORDS.items():
        assert len(wordings) == len(LANGUAGES)
        assert all(wordings), key
        fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in wordings]
        assert fields[0] == fields[1], key


def test_every_key_that_a_page_uses_exists():
    used = {
        key
        for path in UI.rglob("*.py")
        for key in re.findall(r'words\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(used) > 30
    assert used <= set(WORDS)


def test_every_quantity_has_a_name():
    assert {*NUMBERS, *FLAGS, *DELIVERY_FIELDS} <= set(WORDS)


def test_words():
    assert Words("zh")("scene.take", number=3) == "第 3 条"
    assert Words("en").listed(["a", "b"]) == "a, b"
    with pytest.raises(KeyError):
        Words("en")("nonsense")


def test_markdown_of_others_is_shown_as_it_was_written():
    assert plain("*not* [me](x)") == r"\*not\* \[me\]\(x\)"
    assert plain("静") == "静"
