import json
from dataclasses import fields, replace

import numpy as np
import pytest

from personas import persona
from studio import take as takes
from studio.request import direct
from studio.take import SavedTake, direct_take, heard, load, next_audio, save, sidecar
from tts.errors import RequestError, StyleError
from tts.request import Break, PhoneTiming, Receipt, Span, SpeechRequest, Take, WordTiming
from tts.style.space import Style
from tts.text.lexicon import Lexicon

WHO = persona("narrator-warm-female")
RECEIPT = Receipt(
    asked={"pitch": WHO.identity.pitch * 2 ** (1 / 12), "range": WHO.identity.liveliness, "rate": 20.0,
           "pauses": 0.0, "loudness": 2.0, "tilt": 0.0, "breath": 0.0},
    measured={"seconds": 1.0, "pitch": 200.0},
    errors={"pitch": -0.5, "range": 0.25, "rate": -5.0, "loudness": 1.0},
)  # fmt: skip


def request(**changes):
    values = {
        "text": "Hello there.",
        "identity": WHO.identity,
        "style": Style({"sad": 1.0}),
        "caption": "sad",
    }
    return SpeechRequest(**{**values, "language": WHO.language, "seed": 7, **changes})


def spoken(folder, asked, receipt=RECEIPT, name="take.wav"):
    audio = folder / name
    audio.write_bytes(b"sound of " + name.encode())
    words = (WordTiming("Hello", 0.1, 0.4, 0, 5),)
    result = Take(
        np.zeros(24_000, np.float32), words=words, phones=(PhoneTiming("h", 0.1, 0.2),), receipt=receipt
    )
    saved = SavedTake.of(audio, "ab" * 32, WHO, asked, result, 1.0)
    save(saved, audio)
    return audio


def same(a, b):
    return all(
        getattr(a, f.name) == getattr(b, f.name) if f.name != "take" else a.take.to_dict() == b.take.to_dict()
        for f in fields(SavedTake)
    )


EVERYTHING = {
    "speed": 1.25,
    "lexicon": Lexicon((("Hello", "/həloʊ/"),)),
    "guidance": 2.0,
    "temperature": 0.1,
    "prosody_temperature": 0.2,
    "steps": 3,
    "contour": ((0.0, 1.0), (0.5, -2.0)),
    "swell": ((0.1, 3.0), (0.4, -6.0)),
    "spans": (
        Span(0, 5, Style({"angry": 1.0}, rate=5.0), "angry", emphasis=True),
        Span(6, 11, pronunciation="ðɛɹ"),
    ),
    "breaks": (Break(6, 0.3),),
    "verify": True,
}


def test_everything_comes_back_from_the_file(tmp_path):
    for asked in (request(), request(duration=2.0), request(**EVERYTHING)):
        audio = spoken(tmp_path, asked)
        saved = load(audio)
        assert saved.request == asked
        assert same(saved, SavedTake.from_dict(json.loads(json.dumps(saved.to_dict()))))
        assert same(saved, load(sidecar(audio)))
    default = {f.name: getattr(request(), f.name) for f in fields(SpeechRequest)}
    told = {name for name in default if getattr(request(**EVERYTHING), name) != default[name]}
    left = set(default) - told - {"text", "identity", "style", "caption", "language", "duration", "seed"}
    assert left <= {"asterisks"}, "a new field of a request needs a value here"


def test_what_was_heard_is_told_in_the_units_of_styles():
    found = heard(RECEIPT, request())
    assert found == pytest.approx({"pitch": 0.5, "range": 0.25, "rate": 14.0, "loudness": 3.0})
    assert heard(RECEIPT, request(speed=1.2))["rate"] == pytest.approx(-5.0)
    assert heard(Receipt(), request()) == {}


def test_a_direction_goes_on_from_what_was_heard(tmp_path):
    saved = load(spoken(tmp_path, request(style=Style(rate=20.0), caption=None)))
    directing = direct_take(saved, "faster")
    assert directing.diff == "rate +14 → +27.7 %"
    assert directing.request.style.rate == pytest.approx(1.14 * 112 - 100, abs=0.01)
    assert (directing.request.seed, directing.request.text) == (7, "Hello there.")
    assert directing.first.style == Style(rate=20.0)


def test_undo_brings_back_the_very_request(tmp_path):
    saved = load(spoken(tmp_path, request(**EVERYTHING)))
    directing = direct_take(saved, "happier, and louder")
    assert directing.request.caption is None
    later = saved.next(spoken(tmp_path, request(), name="b.wav"), "cd" * 32, directing, saved.take, 1.0)
    back = direct_take(later, "undo")
    assert back.request == saved.request
    assert back.history.cursor == 0
    assert direct_take(later, "redo").notes == ("there is nothing to redo: nothing has been undone",)


def test_stretches_of_their_own_are_directed_too_and_undone(tmp_path):
    spans = (Span(0, 5, Style({"angry": 1.0}, 1.2), "angry"), Span(6, 11, emphasis=True))
    saved = load(spoken(tmp_path, request(style=Style(), caption=None, spans=spans), Receipt()))
    directing = direct_take(saved, "more emotional")
    assert directing.changed
    assert directing.diff == "stretches of their own: intensity 1.20 → 1.55"
    assert directing.notes == ()
    assert directing.request.spans[0] == replace(spans[0], style=Style({"angry": 1.0}, 1.55))
    assert directing.request.spans[1] == spans[1]
    later = saved.next(spoken(tmp_path, request(), name="b.wav"), "", directing, saved.take, 1.0)
    again = direct_take(later, "more emotional, but a bit slower")
    assert again.request.spans[0].style.intensity == 1.9
    assert again.request.spans[0].style.rate < Style({"angry": 1.0}, 1.2).effective()["rate"]
    back = direct_take(later, "undo")
    assert back.request == saved.request


def test_a_duration_is_lifted_when_the_rate_is_directed(tmp_path):
    saved = load(spoken(tmp_path, request(duration=3.0)))
    assert direct_take(saved, "sadder").request.duration == 3.0
    slower = direct_take(saved, "slower")
    assert slower.request.duration is None
    assert "the duration of 3 s is lifted" in slower.notes[-1]


def test_nothing_to_change_is_told(tmp_path):
    saved = load(spoken(tmp_path, request(style=Style({"sad": 1.0}, 2.0))))
    directing = direct_take(saved, "more emotional")
    assert not directing.changed
    assert directing.notes == ("intensity is at its maximum (2) already",)
    with pytest.raises(StyleError, match="empty"):
        direct_take(saved, "  ")


def test_the_persona_s_habit_is_told(tmp_path):
    sergeant = persona("drill-sergeant")
    saved = load(spoken(tmp_path, direct(sergeant).request("Attention!")))
    saved = replace(saved, persona=sergeant)
    assert "habit is to be angry" in direct_take(saved, "not angry").edit.conflicts[0]


def test_changed_audio_and_missing_files_are_refused(tmp_path):
    audio = spoken(tmp_path, request())
    audio.write_bytes(b"another")
    with pytest.raises(RequestError, match=r"was changed after it was spoken; .* name .*take\.wav\.json"):
        load(audio)
    assert load(sidecar(audio)).request.seed == 7
    audio.unlink()
    assert load(audio).name == "take"
    with pytest.raises(RequestError, match="there is no take file"):
        load(tmp_path / "none.wav")


BEYOND = {"start": 0, "end": 999, "style": None, "caption": None, "emphasis": True, "pronunciation": None}


def _change(data, path, value):
    *parents, last = path
    for key in parents:
        data = data[key]
    data[last] = value


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("version",), 2, "version 2 of a take is not supported; this release reads 1"),
        (("version",), True, "version True"),
        (("extra",), 1, "unknown key 'extra'"),
        (("audio",), "../up.wav", "without folders"),
        (("name",), "", "without folders"),
        (("digest",), 3, "digest must be of type str"),
        (("persona",), {}, "persona: the key 'version' is missing"),
        (("persona", "age"), 900, "age"),
        (("request", "speed"), 99, "speed must lie within"),
        (("request", "speed"), "fast", "request.speed must be of type float"),
        (("request", "text"), "", "text is empty"),
        (("request", "new"), 1, "request: unknown key 'new'"),
        (("request", "spans"), [{}], r"request.spans\[0\]: the key 'start' is missing"),
        (("request", "spans"), [BEYOND], "span must lie within"),
        (("request", "breaks"), 3, "request.breaks must be a list"),
        (("request", "lexicon"), [["a"]], "request.lexicon must be of type"),
        (("request", "contour"), [[1]], "request.contour must be of type"),
        (("history", "cursor"), 9, "cursor must lie within 0–0"),
        (("history", "steps", 0, "style"), {"hapy": 1}, "unknown style key 'hapy'"),
        (("words",), [[]], r"words\[0\] must be an object"),
        (("receipt", "errors"), {"pitch": "high"}, "receipt.errors must be of type"),
        (("seconds",), None, "seconds must be of type float"),
    ],
)  # fmt: skip
def test_a_broken_take_file_names_what_is_wrong(tmp_path, path, value, says):
    audio = spoken(tmp_path, request())
    data = json.loads(sidecar(audio).read_text())
    _change(data, path, value)
    sidecar(audio).write_text(json.dumps(data))
    with pytest.raises(RequestError, match=says):
        load(audio)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b"3", b'{"version": NaN}', b"null"]
)
def test_what_is_no_take_is_refused(tmp_path, content, monkeypatch):
    audio = spoken(tmp_path, request())
    sidecar(audio).write_bytes(content)
    with pytest.raises(RequestError, match=r"take\.wav\.json"):
        load(audio)
    monkeypatch.setattr(takes, "_LARGEST", -1)
    with pytest.raises(RequestError, match="larger"):
        load(audio)


def test_takes_are_numbered_after_the_first(tmp_path):
    audio = spoken(tmp_path, request(), name="chapter-7.wav")
    assert next_audio(audio, "chapter-7") == tmp_path / "chapter-7-2.wav"
    (tmp_path / "chapter-7-2.wav").touch()
    sidecar(tmp_path / "chapter-7-3.wav").touch()
    assert next_audio(audio, "chapter-7") == tmp_path / "chapter-7-4.wav"
