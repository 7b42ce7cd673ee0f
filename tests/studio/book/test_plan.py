from __future__ import annotations

from dataclasses import replace

import pytest

import personas
from studio.book import plan
from studio.book.plan import Voice, directed, spoken_language
from studio.book.script import Script, ScriptChapter, ScriptLine
from tts.errors import BookError
from tts.text.lexicon import Lexicon
from tts.text.symbols import PHONES

VOICE = Voice("a" * 64, (0.08,) * len(PHONES))
LINES = (
    ScriptLine("The gates of Karrow stood open.", " "),
    ScriptLine("“Come in,”", " ", "Ann", "whispering"),
    ScriptLine("“Yes.”", " ", "Ann"),
    ScriptLine("…", " "),
    ScriptLine("“Yes.”", " ", "Ann"),
    ScriptLine("Nobody came, though there were 3 lamps.", ""),
)
SCRIPT = Script("Karrow", (), "en", (ScriptChapter("out", LINES[:1], False), ScriptChapter("One", LINES)))
CAST = {"narrator": "narrator-warm-female", "Ann": "sunny-youth"}


def planned(script=SCRIPT, cast=CAST, lexicon=None, voice=VOICE):
    return tuple(plan.lines(script, lambda name: personas.persona(cast[name]), lexicon, voice))


def with_lines(*lines):
    return replace(SCRIPT, chapters=(SCRIPT.chapters[0], ScriptChapter("One", lines)))


def test_every_line_of_the_read_chapters_has_its_place_and_its_request():
    lines = planned()
    assert [line.place for line in lines] == ["2:1", "2:2", "2:3", "2:4", "2:5", "2:6"]
    assert lines[1].request is not None
    assert lines[1].request.style.whisper
    assert lines[3].request is None
    assert lines[3].key == ""
    assert lines[3].error == ""
    assert all(line.seconds > 0.3 and line.phones > 3 for line in lines if line.request)


def test_lines_that_are_alike_share_a_take_but_not_a_choice():
    lines = planned()
    assert lines[2].key == lines[4].key
    assert lines[2].anchor != lines[4].anchor
    assert len({line.anchor for line in lines}) == len(lines)


def test_an_edit_changes_the_keys_of_exactly_the_lines_that_it_touches():
    before = [line.key for line in planned()]

    def changed(**how):
        return {n for n, (a, b) in enumerate(zip(before, planned(**how), strict=True)) if a != b.key}

    assert changed() == set()
    assert changed(cast=CAST | {"Ann": "pirate-captain"}) == {1, 2, 4}
    assert changed(cast=CAST | {"narrator": "pirate-captain"}) == {0, 5}
    assert changed(lexicon=Lexicon.of({"Karrow": "/ˈkeɪɹoʊ/"})) == {0}
    assert changed(lexicon=Lexicon.of({"three": "/ˈtɹi/"})) == {5}
    assert changed(voice=replace(VOICE, pack="b" * 64)) == {0, 1, 2, 4, 5}
    edited = with_lines(LINES[0], replace(LINES[1], direction="shouting"), *LINES[2:])
    assert changed(script=edited) == {1}
    louder = with_lines(LINES[0], replace(LINES[1], intensity=1.7), *LINES[2:])
    assert changed(script=louder) == {1}
    longer = planned(with_lines(ScriptLine("Rain fell.", " "), *LINES))
    assert [line.key for line in longer[1:]] == before
    evidence = with_lines(replace(LINES[0], evidence="why", confidence=0.4), *LINES[1:])
    assert changed(script=evidence) == set()


def test_directions_follow_one_another():
    ann = personas.persona("sunny-youth")
    plain, sad = directed(ann, None, None), directed(ann, "sad", None)
    more = directed(ann, "sad > more emotional > a bit slower", None)
    strength = [how.style.emotions.get("sad", 0) * how.style.intensity for how in (plain, sad, more)]
    assert strength == sorted(set(strength))
    assert more.style.rate is not None
    assert more.style.rate < 0
    assert directed(ann, "> whispering", None).style.whisper
    assert directed(ann, "sad", 0.5).style.intensity == 0.5


def test_what_cannot_be_asked_for_is_told_and_the_others_go_on():
    lines = planned(with_lines(LINES[0], replace(LINES[1], direction="x" * 3000), LINES[5]))
    assert "characters" in lines[1].error
    assert lines[1].request is None
    assert lines[2].request is not None
    noted = planned(with_lines(replace(LINES[0], direction="sad, wibbly")))
    assert any("wibbly" in note for note in noted[0].notes)


@pytest.mark.parametrize(
    ("script", "persona", "spoken"),
    [("en", "en-us", "en-us"), ("en-GB", "en-us", "en-us"), ("zh-CN", "en-us", "cmn"), ("zh", "cmn", "cmn"),
     ("de", "en-us", "de"), ("", "en-us", "en-us"), ("fr", "en-us", "fr-fr"), ("pt-BR", "en-us", "pt-br")],
)  # fmt: skip
def test_the_script_decides_the_language_where_the_persona_has_another(script, persona, spoken):
    assert spoken_language(script, persona) == spoken


def test_a_language_that_nobody_speaks_is_refused():
    with pytest.raises(BookError, match=r"script\.txt"):
        spoken_language("tlh-x", "en-us")


def test_other_takes_of_a_line_have_seeds_and_addresses_of_their_own():
    line = planned()[0]
    second, request = line.another(VOICE, 1)
    own, with_seed = line.another(VOICE, 1, seed=5)
    assert len({line.key, second, own}) == 3
    assert with_seed.seed == 5
    assert request == replace(line.request, seed=request.seed)
    assert line.another(VOICE, 0)[0] == line.key
