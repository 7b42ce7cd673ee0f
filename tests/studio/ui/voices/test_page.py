"""The Voices page with a real engine on the tiny random voice pack."""

import io

import pytest
import soundfile

from personas import SUFFIX, Store, dumps, persona
from personas.design import named
from tests.studio.ui.conftest import press, shown


@pytest.fixture
def page(opened):
    """Opens the page in a new session."""

    def open_page(language="en"):
        return opened(language, "voices")

    return open_page


def offers(at):
    return at.session_state["voices.offers"].all


def bench(at):
    return at.session_state["voices.bench"]


def players(at):
    return [each.proto for each in at.get("audio")]


def describe(at, text):
    at.text_input(key="voices.description").input(text).run()
    return press(at, "voices.design")


def test_a_description_gives_four_voices_that_can_be_heard(page):
    at = page()
    assert at.title[0].value == "Voices"
    assert "Describe a voice above" in shown(at.info)
    describe(at, "a hoarse old pirate")
    assert len(offers(at)) == len(players(at)) == 4
    assert "ashore" in shown(at.caption)
    heard = list(at.session_state["voices.heard"].values())
    assert all(soundfile.info(io.BytesIO(each.wav)).duration > 0.5 for each in heard)
    assert not any(player.autoplay for player in players(at))


def test_locked_candidates_stay_when_others_are_drawn(page):
    at = describe(page(), "a cheerful boy")
    before = [each.persona for each in offers(at)]
    press(press(at, "keep-0-2"), "voices.design")
    after = [each.persona for each in offers(at)]
    assert after[1] == before[1]
    assert not {each.identity for each in after[2:]} & {each.identity for each in before}


@pytest.mark.parametrize(
    ("description", "says"), [("", "Describe a voice first"), ("old " * 600, "2000"), ("zorgle", "zorgle")]
)
def test_descriptions_that_say_nothing_are_told(page, description, says):
    at = describe(page(), description)
    assert says in shown(at.error) + shown(at.warning)


def test_a_voice_is_shaped_heard_undone_and_saved(page, store):
    at = press(describe(page(), "an old wizard"), "shape-0-1")
    start = bench(at).voice
    assert len(players(at)) == 5
    at.slider(key="voices.pitch").set_value(4.0).run()
    assert bench(at).voice.identity.pitch > start.identity.pitch
    assert len(players(at)) == 6
    at.text_input(key="voices.direct").input("a lot breathier, zorgle").run()
    assert bench(at).voice.identity.breath > start.identity.breath
    assert "zorgle" in shown(at.caption)
    assert at.slider(key="voices.pitch").value == 0.0
    press(at, "voices.undo")
    assert at.slider(key="voices.pitch").value == 4.0
    at.selectbox(key="voices.other").select("little-girl").run()
    press(at, "voices.mix")
    assert bench(at).voice.identity.pitch > start.identity.pitch * 1.2
    at.text_input(key="voices.text").input("My own words.").run()
    assert any(request.text == "My own words." for request in at.session_state["voices.heard"])
    at.text_input(key="voices.name.en").input("Merlin the Second").run()
    press(at, "voices.save")
    kept = Store(store).get("merlin-the-second")
    assert kept.identity == bench(at).voice.identity
    assert "Merlin the Second" in shown(at.toast)
    at.text_input(key="voices.name.en").input("Merlin the Second").run()
    press(at, "voices.save")
    assert "choose another id" in shown(at.error)
    at.checkbox(key="voices.replace").check().run()
    press(at, "voices.save")
    assert not at.error


def test_names_without_latin_letters_and_empty_ones(page, store):
    at = press(describe(page("zh"), "温柔的老奶奶"), "shape-0-1")
    at.text_input(key="voices.name.en").input(" ").run()
    at.text_input(key="voices.name.zh").input("小美").run()
    press(at, "voices.save")
    assert Store(store).get("voice-1").names == {"en": "小美", "zh": "小美"}
    at.text_input(key="voices.name.en").input("").run()
    at.text_input(key="voices.name.zh").input("").run()
    press(at, "voices.save")
    assert "取个名字" in shown(at.error)


def test_own_voices_are_shaped_exported_and_removed(page, store):
    Store(store).save(named(persona("witch"), "my-witch", "My witch", "我的女巫"))
    at = press(page(), "shape-my-witch")
    assert bench(at).voice.id == "my-witch"
    (file,) = [each.proto for each in at.get("download_button")]
    assert file.label == ""
    press(at, "forget-my-witch")
    assert not Store(store).ids()
    assert "None yet" in shown(at.caption)


def test_files_are_imported_and_bad_ones_refused(page, store):
    at = page()
    good = named(persona("witch"), "my-witch", "My witch", "我的女巫")
    uploaded = at.file_uploader(key="voices.upload.0")
    uploaded.upload(f"a{SUFFIX}", dumps(good).encode(), "application/yaml").run()
    assert Store(store).get("my-witch") == good
    assert not at.exception
    for name, content, says in (
        (f"b{SUFFIX}", dumps(good).encode(), "choose another id"),
        ("c.yaml", b"\x89PNG\r\n\x1a\n\x00", "c.yaml"),
        ("d.yaml", b"id: x", "version"),
        ("e.yaml", b"a: &x [*x, *x]", "anchors"),
    ):
        field = next(iter(at.file_uploader))
        field.upload(name, content, "application/yaml").run()
        assert not at.exception
        assert says in shown(at.error).replace("\\", ""), name
    assert Store(store).ids() == ("my-witch",)


def test_two_sessions_design_their_own(page):
    ours, theirs = describe(page(), "a robot"), page()
    assert not offers(theirs)
    describe(theirs, "a little girl")
    ours.run()
    assert [each.persona.tags[0] for each in offers(ours)] == ["robot"] * 4
