"""The Scene page with a real engine on the tiny random voice pack."""

import io

import pytest
import soundfile

from personas import Store, persona, presets
from personas.design import named
from tests.studio.ui.conftest import press, shown


def scene(at):
    return at.session_state["scene.lines"]


def takes(at):
    return scene(at).takes_of(scene(at).at)


def field(at, name, language="en"):
    return f"scene.{name}.{scene(at).at}.{language}"


def write(at, text=None, direction=None, language="en"):
    if text is not None:
        at.text_area(key=field(at, "text", language)).input(text).run()
    if direction is not None:
        at.text_input(key=field(at, "direction", language)).input(direction).run()
    assert not at.exception
    return at


def test_a_new_session_can_speak_at_once(opened):
    at = opened()
    assert at.title[0].value == "Scene"
    assert [line.persona for line in scene(at).lines] == ["grandmother", "sunny-youth", "villain"]
    assert len(at.selectbox(key=field(at, "persona")).options) == len(presets())
    assert "Press **Speak**" in shown(at.info)
    press(at, "scene.speak")
    (take,) = takes(at).kept
    assert [word.text for word in take.take.words][:2] == ["You", "came"]
    assert soundfile.info(io.BytesIO(take.wav)).duration == pytest.approx(take.take.seconds, abs=0.01)
    assert len(at.get("vega_lite_chart")) == 2
    assert "| length | – |" in shown(at.markdown)


def test_speaking_all_speaks_what_is_left_and_plays_the_scene(opened):
    at = press(opened(), "scene.speak")
    first = takes(at).present
    press(at, "scene.all")
    used = [scene(at).used(line.id) for line in scene(at).lines]
    assert used[0] is first
    assert all(used)
    players = at.get("audio")
    assert players[0].proto.autoplay
    press(at, "scene.all")
    assert [scene(at).used(line.id) for line in scene(at).lines] == used


def test_directions_make_takes_that_can_be_undone_compared_and_locked(opened):
    at = press(opened(), "scene.speak")
    press(press(at, "tap-more"), "tap-more")
    assert [take.ask.led for take in takes(at).kept] == ["", "more emotional", "more emotional"]
    strengths = [take.ask.history.style.intensity for take in takes(at).kept]
    assert strengths == sorted(set(strengths))
    assert at.slider(key=field(at, "intensity")).value == pytest.approx(strengths[-1])
    assert len(at.get("audio")) == 3  # the scene, the current take, the one before
    press(press(at, "scene.undo"), "scene.undo")
    assert takes(at).current == 1
    assert at.button(key="scene.undo").disabled
    press(at, "scene.redo")
    assert takes(at).current == 2
    press(at, "lock-2-True")
    press(at, "tap-faster")
    assert takes(at).current == 4
    assert scene(at).used(scene(at).at).number == 2
    press(at, "remove-4-True")
    assert [take.number for take in takes(at).kept] == [1, 2, 3]


def test_a_direction_is_typed_and_what_is_not_understood_is_told(opened):
    at = press(opened(), "scene.speak")
    at.text_input(key="scene.direct").input("a lot slower, and zorgle").run()
    newest = takes(at).present
    assert newest.ask.history.style.rate < 0
    assert "Not understood: zorgle" in shown(at.warning)
    assert at.text_input(key="scene.direct").value == ""
    at.text_input(key="scene.direct").input("zorgle").run()
    assert takes(at).present is newest
    assert "zorgle" in shown(at.warning)


def test_the_slider_is_heard_and_its_take_is_found_again(opened):
    at = press(opened(), "scene.speak")
    slider = field(at, "intensity")
    at.slider(key=slider).set_value(1.8).run()
    assert takes(at).present.ask.history.style.intensity == pytest.approx(1.8)
    at.slider(key=slider).set_value(1.2).run()
    at.slider(key=slider).set_value(1.8).run()
    assert [take.number for take in takes(at).kept] == [1, 2, 3]
    assert takes(at).current == 2
    press(at, "scene.undo")
    assert at.slider(key=slider).value == pytest.approx(1.0)
    at.selectbox(key=field(at, "persona")).select("documentary").run()
    write(at, direction="whisper")
    assert at.slider(key=field(at, "intensity")).disabled


def test_the_same_line_again_is_another_reading_and_the_words_direct(opened):
    at = write(opened(), "“Come here,” he whispered.", "")
    assert "“whispered” → whisper" in shown(at.markdown)
    press(press(at, "scene.speak"), "scene.speak")
    first, second = takes(at).kept
    assert second.ask.first.seed == first.ask.first.seed + 1
    assert any(span.style and span.style.whisper for span in first.ask.request.spans)


def test_the_melody_of_words_is_bent_and_nothing_else(opened):
    at = press(opened(), "scene.speak")
    plain = takes(at).present
    pills = next(group for group in at.get("button_group") if "came" in " ".join(map(str, group.options)))
    pills.set_value([1, 2]).run()
    press(at, "melody-raise")
    bent = takes(at).present
    assert (bent.ask.led, bent.take.words) == ("bend", plain.take.words)
    assert [(bend.shift, bend.width) for bend in bent.ask.bends] == [(2.0, 1.0)]
    assert bent.ask.request.text[bent.ask.bends[0].start : bent.ask.bends[0].end] == "came back"
    same = bent.take.samples == plain.take.samples
    assert same.mean() > 0.5
    assert not same.all()
    assert "“came back” +2 st" in shown(at.markdown).replace("\\", "")
    press(at, "tap-faster")
    assert takes(at).present.ask.bends == bent.ask.bends


def test_lines_are_added_moved_and_removed(opened):
    at = press(opened(), "scene.add")
    assert scene(at).number == 2
    write(at, "Nobody moves.")
    press(at, "scene.up")
    assert [line.text[:6] for line in scene(at).lines][:2] == ["Nobody", "You ca"]
    press(at, "scene.drop")
    assert len(scene(at).lines) == 3
    at.radio(key="scene.at").set_value(scene(at).lines[2].id).run()
    assert at.text_area(key=field(at, "text")).value.startswith("How touching")


def test_a_script_is_pasted_and_its_characters_are_cast(opened):
    at = press(press(opened(), "scene.speak"), "scene.paste")
    written = at.text_area(key="scene.written")
    assert written.value.splitlines()[1].startswith("Sunny youth (overjoyed): They said yes!")
    kept = written.value.splitlines()[0]
    written.input(f"{kept}\nMia (afraid): Is somebody there?\nMIA: Hello?\n\nVillain: It is only me.").run()
    at.button(key="scene.written.apply").click().run()
    assert not at.exception
    lines = scene(at).lines
    assert [line.character for line in lines] == ["", "Mia", "MIA", ""]
    assert lines[0].persona == "grandmother"
    assert scene(at).used(lines[0].id) is not None
    assert len({line.persona for line in lines}) == 4
    at.radio(key="scene.at").set_value(lines[1].id).run()
    at.selectbox(key=field(at, "persona")).select("wizard").run()
    assert scene(at).lines[1].persona == "wizard"


def test_an_empty_script_is_refused(opened):
    at = press(opened(), "scene.paste")
    at.text_area(key="scene.written").input("  \n ").run()
    at.button(key="scene.written.apply").click().run()
    assert "the script is empty" in shown(at.error)
    assert len(scene(at).lines) == 3


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("en", "   ", "This line is empty."),
        ("en", "... !", "only punctuation"),
        ("en", "word " * 500, "The line has 2500 characters; a line holds 2000"),
        ("en", "[zorgle] Hello", "nothing of 'zorgle' is understood"),
        ("zh", "", "这句台词是空的"),
        ("zh", "你好", "没有可朗读的单词：略去了“你”"),
    ],
)
def test_bad_lines_are_one_sentence_and_no_take(opened, language, text, says):
    at = press(write(opened(language), text, language=language), "scene.speak")
    assert len(at.warning) == 1
    assert says in shown(at.warning).replace("\\", "")
    assert not takes(at).kept
    press(write(at, "Better now.", language=language), "scene.speak")
    assert not at.warning
    assert len(takes(at).kept) == 1


def test_a_direction_that_is_refused_disables_speaking(opened):
    at = write(opened(), direction="sad " * 600)
    assert "use at most 2000" in shown(at.error)
    assert at.button(key="scene.speak").disabled


def test_what_is_left_out_or_against_the_persona_is_told(opened):
    at = write(opened(), "Hello 😀 world", "happy, a man")
    assert "asks for a male speaker" in shown(at.caption).replace("\\", "")
    press(at, "scene.speak")
    assert "left out: 😀" in shown(at.warning)


def test_a_missing_pack_is_told_at_once(opened, tmp_path, monkeypatch):
    monkeypatch.setenv("DRAMATIS_PACK", str(tmp_path / "none"))
    at = opened()
    assert "cannot be loaded" in shown(at.error)
    press(at, "scene.speak")
    assert "pack" in shown(at.warning)


def test_own_personas_speak_and_a_broken_file_is_told(opened, store):
    own = named(persona("villain"), "my-villain", "My villain", "我的反派")
    Store(store).save(own)
    at = opened()
    assert at.selectbox(key=field(at, "persona")).options[0] == "My villain · male, 50 · yours"
    at.selectbox(key=field(at, "persona")).select("my-villain").run()
    press(at, "scene.speak")
    assert takes(at).present.ask.persona == own
    (store / "my-villain.persona.yaml").unlink()
    (store / "broken.persona.yaml").write_text("id: [", encoding="utf-8")
    at.run()
    assert "cannot be read" in shown(at.caption)
    assert "was removed" in shown(at.error)
    assert at.button(key="scene.speak").disabled


def test_the_interface_is_english_or_chinese(opened):
    at = opened("zh")
    assert at.title[0].value == "场景"
    assert "老奶奶 · 女，70 岁" in at.selectbox(key=field(at, "persona", "zh")).options
    assert scene(at).present.direction == "温柔，带一点悲伤"
    press(press(at, "scene.speak"), "tap-more")
    assert takes(at).present.ask.led == "更有感情"
    assert takes(at).present.ask.changes
    press(press(press(at, "tap-less"), "tap-slower"), "tap-whispered")
    assert takes(at).present.ask.history.style.whisper
    at.get("button_group")[0].set_value("en").run()
    assert at.title[0].value == "Scene"
    assert at.query_params["lang"] == ["en"] or at.query_params["lang"] == "en"
    assert opened("xx").title[0].value == "Scene"


def test_sessions_share_the_voice_and_nothing_else(opened):
    ours, theirs = press(opened(), "scene.speak"), opened()
    write(theirs, "Another line.")
    assert not takes(theirs).kept
    press(theirs, "scene.speak")
    assert [take.ask.request.text for take in takes(theirs).kept] == ["Another line."]
    ours.run()
    assert [take.ask.request.text for take in takes(ours).kept] != ["Another line."]
    assert ours.text_area(key=field(ours, "text")).value != "Another line."
