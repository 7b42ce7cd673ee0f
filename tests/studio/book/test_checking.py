from __future__ import annotations

import shutil
import sys
from dataclasses import replace

import numpy as np
import pytest

from studio.book.checking import check, recogniser
from studio.book.coverage import Judge, Verdict
from studio.book.executors import Inline
from studio.book.project import Project
from studio.book.render import render
from tts.errors import BookError


@pytest.fixture
def project(rendered_book, tmp_path) -> Project:
    return Project(shutil.copytree(rendered_book, tmp_path / "book"))


def test_whole_takes_get_the_verdict_that_they_have(project):
    inventory = project.inventory()
    found = list(check(project, inventory, Judge(None)))
    assert {each.take.key for each in found} == {
        take.key for line in inventory.lines if (take := inventory.delivered(line))
    }
    assert all(each.verdict == each.take.verdict and not each.damage for each in found)
    chapter = list(check(project, inventory, Judge(None), chapters={2}))
    assert {each.line.chapter for each in chapter} == {2}


def test_changed_verdicts_are_kept(project):
    class Stern(Judge):
        def verdict(self, take, request):
            return Verdict(99.0, reasons=("it is not good enough",))

    heard = []

    def listen(samples, rate):
        heard.append((len(samples), rate))
        return "something else"

    found = list(check(project, project.inventory(), Stern(None), {2}, listen))
    assert {each.heard for each in found} == {"something else"}
    assert len(heard) == len(found)
    assert 99.0 in {take.verdict.deficit for _, take in project.inventory().suspects}


def test_damaged_takes_are_set_aside_and_spoken_again(project):
    inventory = project.inventory()
    line = next(line for line in inventory.lines if line.place == "2:2")
    path = project.takes.take(inventory.delivered(line).key).path
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + b"\x00" * 9)  # as long as it was
    assert project.inventory().missing == ()
    found = [each for each in check(project, inventory, Judge(None)) if each.damage]
    assert [each.line.place for each in found] == ["2:2"]
    assert [each.place for each in project.inventory().missing] == ["2:2"]
    render(project, Inline(project.pack, project.voice().pack))
    assert path.read_bytes() == whole


def test_a_recogniser_hears_words(rendered_book):
    pytest.importorskip("pocketsphinx")
    from tts.engine import load
    from tts.request import SpeechRequest

    take = load().speak(SpeechRequest("The train to the city was late.", seed=2))
    heard = recogniser()(take.samples, take.sample_rate)
    assert set(heard.split()) & {"train", "city", "late"}
    assert len(recogniser()(np.zeros(24_000, np.float32), 24_000).split()) < 2


def test_without_a_recogniser_the_error_tells_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    with pytest.raises(BookError, match="pip install pocketsphinx"):
        recogniser()


def test_the_record_stays_but_for_its_verdict(project):
    with project.store() as store:
        before = store.takes()

    class Calm(Judge):
        def verdict(self, take, request):
            return Verdict(0.5)

    list(check(project, project.inventory(), Calm(None)))
    with project.store() as store:
        after = store.takes()
    assert {key: replace(take, verdict=Verdict()) for key, take in before.items()} == {
        key: replace(take, verdict=Verdict()) for key, take in after.items()
    }
