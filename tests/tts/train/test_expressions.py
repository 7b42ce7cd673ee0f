import random

from tts.style.lexicon import LANGUAGES
from tts.train.expressions import expressed, taught


def test_expressions_become_captions_with_the_style_they_ask_for():
    chance = random.Random(0)
    languages, degrees = set(), set()
    for _ in range(400):
        caption, entry, style = expressed(taught(), chance)
        assert any(text in caption for text in entry.expressions)
        assert style.emotions == entry.emotions
        languages.add(entry.language)
        degrees.add(round(style.intensity / entry.strength, 2))
    assert languages == set(LANGUAGES)
    assert {0.5, 1.0, 1.4} <= degrees
