import pytest

from tts.errors import StyleError
from tts.style.lexicon import KINDS, LANGUAGES, lexicon, parse


def test_it_holds_thousands_of_expressions_of_each_language():
    for language in LANGUAGES:
        found = [text for entry in lexicon() if entry.language == language for text in entry.expressions]
        assert len(found) > 4000
    assert {entry.kind for entry in lexicon()} <= set(KINDS)


def test_headers_say_what_expressions_mean():
    text = (
        "# why\n[sad .75, happy .25, strength 1.6]\nso blue, down\nlow\n"
        "[role diva, gender female, whisper]\n首席"
    )
    first, second = parse(text, "emotions", "english")
    assert first.expressions == ("so blue", "down", "low")
    assert (first.emotions, first.strength) == ({"sad": 0.75, "happy": 0.25}, 1.6)
    assert (second.hints, second.delivery) == ({"role": "diva", "gender": "female"}, {"whisper": True})


@pytest.mark.parametrize("header", ["sadd 1", "sad much", "age old", "role"])
def test_a_header_that_says_nothing_known_is_refused(header):
    with pytest.raises(StyleError, match="use neutral"):
        list(parse(f"[{header}]\nword", "emotions", "english"))
