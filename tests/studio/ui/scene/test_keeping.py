"""Scenes are kept under an id, and come back whole."""

import json
import os
import time
from dataclasses import fields

import numpy as np
import pytest

from studio.ui.scene.keeping import DAYS, Shelf
from tests.studio.ui.conftest import press, shown
from tts.errors import RequestError


def scene(at):
    return at.session_state["scene.lines"]


def address(at):
    found = at.query_params.get("scene", [""])
    return found[0] if isinstance(found, list) else found


@pytest.fixture
def again(opened):
    """Opens an address in a new session."""

    def open_scene(id):
        from streamlit.testing.v1 import AppTest

        from tests.studio.ui.conftest import APP

        at = AppTest.from_file(str(APP), default_timeout=120)
        at.query_params["lang"] = "en"
        at.query_params["scene"] = id
        at.run()
        assert not at.exception
        return at

    return open_scene


@pytest.fixture
def spoken(opened):
    """A session with two takes, the second directed and bent."""
    at = press(press(opened(), "scene.speak"), "tap-more")
    pills = next(group for group in at.get("button_group") if "came" in " ".join(map(str, group.options)))
    pills.set_value([1, 2]).run()
    press(at, "melody-raise")
    return press(at, "lock-2-False")


def test_a_new_session_keeps_nothing_before_it_is_touched(opened, scenes):
    at = opened()
    at.run()
    assert not scenes.exists()
    assert address(at) == ""
    at.text_area(key="scene.text.1.en").input("Hello there.").run()
    assert address(at)
    assert len(list(scenes.iterdir())) == 1


def test_an_address_brings_lines_and_takes_back(spoken, again):
    theirs = again(address(spoken))
    ours, found = scene(spoken), scene(theirs)
    assert (found.lines, found.at) == (ours.lines, ours.at)
    before, after = ours.takes_of(1), found.takes_of(1)
    assert (after.current, after.locked, after.last) == (3, 2, 3)
    for old, new in zip(before.kept, after.kept, strict=True):
        assert new.ask == old.ask
        assert new.wav == old.wav
        assert np.abs(new.plain.samples - old.plain.samples).max() < 1e-4
        assert (new.take.words, new.take.receipt) == (old.take.words, old.take.receipt)
        assert (new.pack, new.spent, new.own, new.outline) == (old.pack, old.spent, old.own, new.outline)
    press(theirs, "tap-faster")  # it can be directed on
    assert scene(theirs).takes_of(1).present.ask.bends == before.present.ask.bends
    assert [field.name for field in fields(before.kept[0])] == [
        "number", "ask", "plain", "take", "outline", "wav", "pack", "spent", "own",
    ]  # fmt: skip


def test_what_two_sessions_change_parts_their_ways(spoken, again):
    ours, theirs = spoken, again(address(spoken))
    first = address(ours)
    theirs.text_area(key="scene.text.1.en").input("Theirs.").run()
    assert address(theirs) == first
    ours.text_area(key="scene.text.1.en").input("Ours.").run()
    assert "Somebody else has changed this scene" in shown(ours.toast)
    assert address(ours) != first
    assert scene(again(first)).present.text == "Theirs."
    assert scene(again(address(ours))).present.text == "Ours."
    assert len(scene(again(address(ours))).takes_of(1).kept) == 3


def test_removed_takes_go_from_the_folder(spoken, scenes):
    folder = scenes / address(spoken)
    assert len(list(folder.glob("*.wav"))) == 3  # the third is the second, and bent
    press(spoken, "remove-3-True")
    assert len(list(folder.glob("*.wav"))) == len(list(folder.glob("*.wav.json"))) == 2


@pytest.mark.parametrize("id", ["", "nonsense", "../../../../etc/passwd", "a" * 22])
def test_an_address_that_is_none_is_told(id, again):
    at = again(id)
    assert ("no longer there" in shown(at.toast)) is bool(id)
    assert address(at) == ""
    assert len(scene(at).lines) == 3


def test_damaged_files_are_refused(spoken, scenes):
    shelf, id = Shelf(scenes), address(spoken)
    file = scenes / id / "scene.json"
    whole = file.read_text(encoding="utf-8")
    data = json.loads(whole)
    data["takes"]["1"]["kept"][0]["plain"] = "../../x.wav"
    for text in ("{", "[]", "{}", whole.replace('"at": 1', '"at": 9'), json.dumps(data)):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(RequestError, match="cannot be read"):
            shelf.open(id)


def test_a_folder_that_cannot_be_written_is_told(opened, scenes):
    scenes.write_text("a file")
    at = opened()
    at.text_area(key="scene.text.1.en").input("Hello there.").run()
    assert not at.exception
    assert "cannot be kept" in shown(at.warning)


def test_what_nobody_changed_for_long_goes(spoken, scenes):
    old = scenes / address(spoken) / "scene.json"
    past = time.time() - (DAYS + 1) * 86_400
    os.utime(old, (past, past))
    kept = Shelf(scenes).keep(scene(spoken))
    assert not old.exists()
    assert Shelf(scenes).open(kept.id).scene.lines == scene(spoken).lines
