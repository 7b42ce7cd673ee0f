from __future__ import annotations

from dataclasses import replace

import pytest

from studio.book.coverage import Judge
from studio.book.estimate import cores, estimate, fitting_workers, length_factor, pace
from studio.book.executors import Speaker
from studio.book.project import Project
from studio.book.render import machine
from studio.book.store import PastRender


@pytest.fixture(scope="module")
def inventory(rendered_book):
    return Project(rendered_book).inventory()


@pytest.fixture(scope="module")
def empty(inventory):
    return replace(inventory, states={}, takes={}, choices={})


def past(**changes):
    first = PastRender("processes", 4, "pack", machine(), 10, 100.0, 5.0, 8.0)
    return replace(first, **changes)


def test_what_is_there_costs_nothing(inventory):
    found = estimate(inventory, (), "pack", 1)
    assert (found.spoken, found.seconds, found.speed, found.wall) == (0, 0.0, None, None)
    assert found.lines == len(inventory.lines)
    assert found.whole == pytest.approx(sum(inventory.delivered(ln).seconds for ln in inventory.spoken))


def test_what_is_missing_is_counted_by_speaker_and_chapter(empty):
    found = estimate(empty, (), "pack", 1)
    assert found.spoken == len({line.key for line in empty.lines if line.key})
    assert sum(found.by_speaker.values()) == found.spoken
    assert found.by_speaker["Ann"] == 2
    assert found.silent == 1
    assert found.speed is None
    one = estimate(empty, (), "pack", 1, chapters={2})
    assert 0 < one.spoken < found.spoken
    assert 0 < one.seconds < found.seconds


def test_the_length_is_corrected_by_what_the_takes_came_out_like(inventory, empty):
    assert length_factor(empty) == 1.0
    longer = {key: replace(take, seconds=take.seconds * 100) for key, take in inventory.takes.items()}
    expected = {line.key: line.seconds for line in inventory.lines if line.request}
    true = sum(longer[key].seconds for key in expected)
    assert length_factor(replace(inventory, takes=longer)) == pytest.approx(true / sum(expected.values()))


def test_the_time_comes_from_past_renders_on_this_machine(empty):
    same = estimate(empty, [past(), past(wall=10.0)], "pack", 4)
    assert same.speed == pytest.approx(200 / 15)
    assert same.wall == pytest.approx(same.seconds / same.speed)
    assert "2 renders" in same.basis
    fewer = estimate(empty, [past()], "pack", 1)
    assert fewer.speed == pytest.approx(100 / 8)
    for other in (past(pack="other"), past(machine="elsewhere"), past(seconds=1.0)):
        assert estimate(empty, [other], "pack", 4).speed is None


def test_without_them_a_few_lines_are_tried(empty, tiny_engine):
    found = estimate(empty, (), "pack", 1, trial=lambda: Speaker(tiny_engine, Judge(None), "pack"))
    assert found.speed is not None
    assert found.speed > 0
    assert found.basis == "a trial of 8 lines"


def test_more_processes_only_where_they_are_worth_it():
    assert fitting_workers(5.0) == 1
    assert fitting_workers(5000.0) == cores() >= 1


def test_the_pace_of_the_machine_tells_where_nothing_else_does(empty, tiny_engine):
    speaker = Speaker(tiny_engine, Judge(None), tiny_engine.pack.hash)
    found = pace(speaker, empty.missing, count=2)
    assert found > 0
    alone = estimate(empty, (), "pack", 1, usual=found)
    assert alone.speed == pytest.approx(found)
    assert "pace" in alone.basis
    assert estimate(empty, [past()], "pack", 4, usual=found).speed == pytest.approx(20)
