from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import personas
from studio.book.takes import StoredTake, Takes, address, reading, seed_of, write_durably
from studio.request import direct
from tts.errors import BookError, TextError
from tts.text.lexicon import Lexicon

TEXT = "The gates of Karrow stood open."


def request(text=TEXT, persona="narrator-warm-female", caption=None, **changes):
    made = direct(personas.persona(persona), caption).request(text, seed=seed_of(3, text))
    return replace(made, **changes)


def of(asked, lexicon=None, pack="a" * 64):
    return address(asked, reading(asked.text, asked.language, lexicon), pack)


def test_an_address_is_the_same_for_the_same_ask_and_another_for_any_other():
    first = of(request())
    assert first == of(request())
    assert len(first) == 64
    others = {
        "text": of(request("The gates of Karrow stood shut.")),
        "persona": of(request(persona="pirate-captain")),
        "style": of(request(caption="whispering")),
        "seed": of(request(seed=1)),
        "steps": of(request(steps=1)),
        "pack": of(request(), pack="b" * 64),
    }
    assert len({first, *others.values()}) == len(others) + 1


def test_only_lexicon_entries_that_are_heard_in_a_line_change_its_address():
    first = of(request())
    assert of(request(), Lexicon.of({"Ysolde": "/ɪˈzoʊld/"})) == first
    said = Lexicon.of({"Karrow": "/ˈkeɪɹoʊ/", "Ysolde": "/ɪˈzoʊld/"})
    assert of(request(), said) != first
    assert reading(TEXT, "en-us", said).lexicon == Lexicon.of({"Karrow": "/ˈkeɪɹoʊ/"})
    assert reading("Karrow's gates", "en-us", said).lexicon == Lexicon.of({"Karrow": "/ˈkeɪɹoʊ/"})
    assert reading("Rain.", "en-us", said).lexicon is None
    with_digits = Lexicon.of({"three": "/ˈtɹi/"})
    assert reading("3 doors", "en-us", with_digits).lexicon == with_digits


def test_a_text_without_letters_has_nothing_to_speak_and_one_in_another_script_is_refused():
    assert reading("… — * * *", "en-us").utterances == ()
    with pytest.raises(TextError, match="unknown language"):
        reading("Hello", "xx")


def test_seeds_come_from_the_persona_and_the_text():
    assert seed_of(1, TEXT) == seed_of(1, TEXT)
    assert len({seed_of(1, TEXT), seed_of(2, TEXT), seed_of(1, "Rain."), seed_of(1, TEXT, 1)}) == 4
    assert 0 <= seed_of(0, "\ud800") < 2**63


def test_a_take_is_read_from_its_files_and_a_changed_one_is_refused(rendered_book):
    takes = Takes(rendered_book / "takes")
    key = next(iter(takes.keys()))
    take = takes.take(key)
    assert take.key == key
    assert take.samples.dtype == np.float32
    assert len(take.samples) == round(take.seconds * take.sample_rate)
    assert take.words
    assert take.phones
    assert take.receipt.measured["seconds"] == take.seconds
    assert take.skipped == ()


def test_damaged_and_missing_takes_are_told(rendered_book, tmp_path):
    source = next(iter(Takes(rendered_book / "takes").keys()))
    original = Takes(rendered_book / "takes").take(source).path
    takes = Takes(tmp_path)
    facts = original.with_name(original.name + ".json").read_bytes()
    takes.keep(source, original.read_bytes()[:-40], facts)
    with pytest.raises(BookError, match=f"render again|{source}"):
        _ = takes.take(source).saved
    with pytest.raises(BookError, match="render the project again"):
        _ = StoredTake(tmp_path / "00" / "nothing.flac").samples
    assert takes.has(source, original.stat().st_size - 40)
    assert not takes.has(source, original.stat().st_size)
    assert not takes.has("0" * 64, 1)


def test_files_are_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_durably(path, b"old")

    def full(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_durably(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
