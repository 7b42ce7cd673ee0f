from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from studio.book.executors import Inline
from studio.book.project import Project
from studio.book.redo import alternatives, another, choose, line_at, redirect, reword
from studio.book.render import render
from tts.errors import BookError


@pytest.fixture
def project(rendered_book, tmp_path) -> Project:
    return Project(shutil.copytree(rendered_book, tmp_path / "book"))


def inline(project) -> Inline:
    return Inline(project.pack, project.voice().pack)


def line(project, place="2:2"):
    return line_at(project.lines(), place)


@pytest.mark.parametrize(
    ("place", "told"),
    [("2", "such as 3:14"), ("x:y", "such as 3:14"), ("1:1", "valid: 2, 3, 4, 5"), ("2:99", "lines 1–6")],
)
def test_places_that_are_none_are_refused(project, place, told):
    with pytest.raises(BookError, match=told):
        line(project, place)


def test_other_words_change_the_script_and_only_that_line(project):
    before = project.inventory()
    reword(project, line(project), "The parcel came at noon.")
    assert line(project).line.text == "The parcel came at noon."
    assert [each.place for each in project.inventory().missing] == ["2:2"]
    assert render(project, inline(project)).takes == 1
    reword(project, line(project), "The letter came at noon.")
    assert project.inventory().missing == ()
    assert {each.key for each in project.lines()} == {each.key for each in before.lines}
    with pytest.raises(BookError, match="is empty"):
        reword(project, line(project), " ")


def test_directions_are_added_to_the_script_and_undone(project):
    done = redirect(project, line(project), "sad")
    assert line(project).line.direction == done.direction == "sad"
    assert "sad" in done.diff
    more = redirect(project, line(project), "more emotional")
    assert line(project).line.direction == more.direction == "sad > more emotional"
    assert [each.place for each in project.inventory().missing] == ["2:2"]
    redirect(project, line(project), "undo")
    assert line(project).line.direction == "sad"
    same = redirect(project, line(project), "frobnicate the gizmo")
    assert same.diff == "nothing changes"
    assert any("frobnicate" in note for note in same.notes)
    assert line(project).line.direction == "sad"
    with pytest.raises(BookError, match="say the direction again"):
        redirect(project, line(project), "redo")
    with pytest.raises(BookError, match="parts it from others"):
        redirect(project, line(project), "sad > slower")


def test_another_take_is_chosen_and_the_first_can_be_again(project):
    before = project.inventory().delivered(line(project))
    second = another(project, line(project), inline(project))
    third = another(project, line(project), inline(project), seed=11)
    inventory = project.inventory()
    assert inventory.delivered(line(project)) == third
    assert third.seed == 11
    there = alternatives(inventory, line(project))
    assert {take.key for take in there} == {before.key, second.key, third.key}
    assert len({take.seed for take in there}) == 3
    choose(project, line(project), before)
    assert project.inventory().delivered(line(project)) == before
    assert another(project, line(project), inline(project), seed=11) == third  # it is there already
    reword(project, line(project), "The parcel came at noon.")
    assert project.inventory().delivered(line(project)) is None  # a choice is for the words as they were


def test_a_locked_take_stays_whatever_happens_around_it(project):
    mine = line(project)
    take = another(project, mine, inline(project))
    choose(project, mine, take, locked=True)
    cast = project.cast()
    project.write_cast(replace(cast, narrator="pirate-captain"))
    inventory = project.inventory()
    now = line(project)
    assert now.key != mine.key
    assert inventory.delivered(now) == take
    assert inventory.outdated(now)
    assert now.place not in {each.place for each in inventory.missing}
    assert inventory.missing
    with pytest.raises(BookError, match="--unlock"):
        another(project, now, inline(project))
    assert take in alternatives(inventory, now)
    choose(project, now, take, locked=False)
    assert project.inventory().delivered(now) is None  # it is of another persona
    project.write_cast(cast)
    assert project.inventory().delivered(mine) == take


def test_a_lock_whose_line_is_gone_is_told(project):
    mine = line(project)
    take = project.inventory().delivered(mine)
    choose(project, mine, take, locked=True)
    reword(project, mine, "The parcel came at noon.")
    (stray,) = project.inventory().stray
    assert stray.take == take.key


def test_credits_are_edited_elsewhere_and_silence_has_no_take(project):
    credits = next(each for each in project.lines() if each.chapter == 3)
    with pytest.raises(BookError, match=r"project\.yaml"):
        reword(project, credits, "Other.")
    with pytest.raises(BookError, match="nothing to speak"):
        another(project, line(project, "2:5"), inline(project))
    stale = replace(line(project), line=replace(line(project).line, text="Else."))
    with pytest.raises(BookError, match="changed meanwhile"):
        reword(project, stale, "Other.")
