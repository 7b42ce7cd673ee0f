from dataclasses import replace

import numpy as np

from personas import persona
from studio.ui.chart import Sketch
from studio.ui.scene.line import Line, Scene
from studio.ui.scene.take import KEPT, Ask, SceneTake, Takes
from tts.request import SpeechRequest, Take
from tts.style.history import History


def take(number, parent=0, seed=None):
    request = SpeechRequest("Hello.", seed=number if seed is None else seed)
    ask = Ask(persona("witch"), request, History.of(request.style), request, parent=parent)
    spoken = Take(np.zeros(10, np.float32))
    return SceneTake(number, ask, spoken, spoken, Sketch((), ()), b"", "pack", 0.1)


def chain(count):
    takes = Takes()
    for number in range(1, count + 1):
        takes = takes.added(take(number, number - 1))
    return takes


def scene():
    return Scene.of(
        (Line(1, "One.", "witch", "Ann"), Line(2, "Two.", "villain"), Line(3, "Three.", "witch", "Ann"))
    )


def test_the_way_back_and_forth():
    takes = chain(3)
    assert (takes.current, takes.before.number) == (3, 2)
    back = takes.back().back()
    assert (back.current, back.undone) == (1, (3, 2))
    assert back.back() is back
    assert back.forth().forth().current == 3
    assert takes.forth() is takes
    assert back.added(take(4, 1)).undone == ()


def test_a_locked_take_is_used_and_cannot_be_removed():
    takes = chain(3).locking(1)
    assert (takes.used.number, takes.present.number) == (1, 3)
    assert takes.removed(1) is takes
    assert takes.locking(1).removed(1).used.number == 3
    assert takes.removed(3).current == 2
    assert Takes().added(take(1)).removed(1).present is None


def test_the_oldest_takes_go_but_never_what_is_needed():
    takes = chain(1).locking(1)
    for number in range(2, KEPT + 3):
        takes = takes.added(take(number, 2))
    assert len(takes.kept) == KEPT
    numbers = [each.number for each in takes.kept]
    assert {1, 2, KEPT + 2} <= set(numbers)
    assert 3 not in numbers


def test_takes_that_would_sound_the_same_are_found():
    takes = chain(2)
    assert takes.of(take(9, seed=2).ask).number == 2
    assert takes.of(take(9).ask) is None


def test_a_character_keeps_one_persona():
    changed = scene().changed(Line(1, "One.", "wizard", "Ann"))
    assert [line.persona for line in changed.lines] == ["wizard", "villain", "wizard"]
    assert [line.text for line in changed.lines] == ["One.", "Two.", "Three."]


def test_lines_are_added_moved_and_removed():
    added = scene().going_to(2).added()
    assert [line.id for line in added.lines] == [1, 2, 4, 3]
    assert (added.number, added.present.text, added.present.persona) == (3, "", "villain")
    assert [line.id for line in added.moved(-5).lines] == [4, 1, 2, 3]
    assert [line.id for line in added.removed().lines] == [1, 2, 3]
    alone = Scene.of((Line(1, "One.", "witch"),)).with_takes(1, chain(1)).removed()
    assert (alone.present.text, alone.present.id, alone.takes) == ("", 2, {})


def test_a_rewritten_script_keeps_the_takes_of_lines_that_stay():
    old = scene().with_takes(2, chain(1)).with_takes(3, chain(1)).going_to(3)
    new = old.rewritten((Line(1, "Two.", "villain", direction="sad"), Line(2, "New.", "witch")))
    assert [(line.id, line.text) for line in new.lines] == [(2, "Two."), (4, "New.")]
    assert set(new.takes) == {2}
    assert new.present.direction == "sad"
    same = old.rewritten(tuple(replace(line, id=9) for line in old.lines))
    assert same == old
