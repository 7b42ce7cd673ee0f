import pytest

from personas import persona
from studio.dubbing.cast import read_cast
from studio.dubbing.cue import Cue
from studio.dubbing.lines import lines
from studio.dubbing.slots import slots
from tts.errors import DubError
from tts.style.space import Style

NEUTRAL = "neutral-narrator"
CAST = read_cast("Anna: neutral-narrator\nBen: {persona: butler, direction: very sad}\n")


def line(text, speaker="Anna", direction=None, intensity=None, **options):
    made = slots([Cue(1, 0, 7, 0, 1, text, speaker, direction, intensity)])
    (found,) = lines(made, CAST, **options)
    return found


def test_a_cue_is_spoken_by_its_persona():
    found = line("Hello there.")
    voice = persona(NEUTRAL)
    assert (found.request.text, found.request.identity, found.request.seed) == (
        "Hello there.",
        voice.identity,
        voice.seed,
    )
    assert found.request.language == voice.language
    assert (found.persona, found.notes) == ("neutral-narrator", ())
    assert found.request.duration is None


def test_a_direction_of_the_cue_goes_before_that_of_the_role():
    assert line("Well.", "Ben").request.style.emotions == {"sad": 1.0}
    found = line("Well.", "Ben", "happy, zorgle", 1.7)
    assert found.request.style.emotions == {"happy": 1.0}
    assert found.request.style.intensity == 1.7
    assert found.request.caption == "happy, zorgle"
    assert found.notes == ("not understood: zorgle",)


def test_the_words_direct_where_nothing_else_does():
    found = line("We won! We really won!")
    assert found.request.style.emotions
    assert "directed by its words" in found.notes[0]
    assert line("We won! We really won!", auto_direct=False).request.style == persona(NEUTRAL).style
    assert line("We won!", direction="sad").request.style.emotions == {"sad": 1.0}


def test_an_engine_without_spans_gets_none():
    text = '"We won!" he shouted. Nobody moved. It was late. They went home and slept.'
    assert line(text).request.spans
    found = line(text, spans=False)
    assert not found.request.spans
    assert "cannot speak apart" in found.notes[0]


def test_the_performance_lies_between_habit_and_direction():
    heard = Style(pitch=3.0, range=1.0)
    found = line("We won!", performed={1: heard})
    assert (found.request.style.pitch, found.request.style.range) == (3.0, 1.0)
    assert found.request.style.emotions == persona(NEUTRAL).style.emotions
    low = line("Well.", direction="low-pitched", performed={1: heard}).request.style
    assert low.pitch < 0
    assert low.range == 1.0


def test_errors_name_the_line():
    with pytest.raises(DubError, match="line 7: Zoe is not in the cast"):
        line("Hi.", "Zoe")
    with pytest.raises(DubError, match="line 7: intensity"):
        line("Hi.", direction="sad", intensity=3.0)


def test_the_language_can_be_given():
    assert line("Hallo.", language="de").request.language == "de"
