"""The Scene page with a real engine on the tiny random voice pack."""

import io
from pathlib import Path

import pytest
import soundfile
from streamlit.testing.v1 import AppTest

from personas import DEFAULT, presets

APP = Path(__file__).resolve().parents[3] / "app.py"


@pytest.fixture
def opened(tiny_pack, monkeypatch):
    """Opens the page in a new session, in a language."""
    monkeypatch.setenv("DRAMATIS_PACK", str(tiny_pack))

    def open_page(language="en"):
        at = AppTest.from_file(str(APP), default_timeout=120)
        at.query_params["lang"] = language
        at.run()
        assert not at.exception
        return at

    return open_page


def press(at, label):
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def takes(at):
    return at.session_state["takes"]


def shown(elements):
    return " ".join(element.value for element in elements).replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_opens_ready_to_speak(opened):
    at = opened()
    assert at.title[0].value == "Scene"
    assert at.selectbox(key="persona").value == DEFAULT
    assert len(at.selectbox(key="persona").options) == len(presets())
    assert at.text_area(key="text").value
    assert "happy 100%" in shown(at.caption)
    assert "Press **Speak**" in at.info[0].value
    assert not at.error


def test_a_line_is_spoken_with_receipt_timings_and_files(opened):
    at = press(opened(), "Speak")
    (take,) = takes(at)
    assert [word.text for word in take.take.words][:3] == ["The", "letter", "came"]
    assert f"| pitch | {take.take.receipt.asked['pitch']:.0f} Hz |" in shown(at.caption)
    assert f"| length | – | {take.take.seconds:.2f} s |" in shown(at.caption)
    assert list(at.dataframe[0].value["word"])[:3] == ["The", "letter", "came"]
    for data in (take.wav, take.mp3):
        assert soundfile.info(io.BytesIO(data)).duration == pytest.approx(take.take.seconds, abs=0.1)
    downloads = at.get("download_button")
    assert [each.proto.label for each in downloads] == ["WAV", "MP3"]
    assert len(at.get("vega_lite_chart")) == 1


def test_takes_are_kept_newest_first_and_removed(opened):
    at = press(opened(), "Speak")
    at.selectbox(key="persona").select("kungfu-uncle").run()
    at.text_input(key="direction").input("angry, 20 % slower").run()
    at = press(at, "Speak")
    assert [take.number for take in takes(at)] == [2, 1]
    newest = takes(at)[0]
    assert newest.directed.persona.id == "kungfu-uncle"
    assert newest.request.style.emotions == {"angry": 1.0}
    assert "| rate | −20 % |" in shown(at.caption)
    next(button for button in at.button if button.label == "Remove").click().run()
    assert [take.number for take in takes(at)] == [1]
    at = press(press(at, "Speak"), "Remove all")
    assert takes(at) == []
    press(at, "Speak")
    assert takes(at)[0].number == 4


def test_the_same_ask_again_is_another_reading(opened):
    first, second = reversed(takes(press(press(opened(), "Speak"), "Speak")))
    assert second.request.seed == first.request.seed + 1
    assert second.wav != first.wav


def test_the_slider_follows_the_direction_and_overrules_it(opened):
    at = opened()
    at.text_input(key="direction").input("slightly sad").run()
    assert at.slider(key="intensity").value < 1
    at.text_input(key="direction").input("extremely sad").run()
    assert at.slider(key="intensity").value > 1.5
    at.slider(key="intensity").set_value(0.5).run()
    assert takes(press(at, "Speak"))[0].request.style.intensity == 0.5
    at.selectbox(key="persona").select("documentary").run()
    at.text_input(key="direction").input("").run()
    assert at.slider(key="intensity").disabled


def test_what_is_not_understood_or_cannot_be_spoken_is_told(opened):
    at = opened()
    at.text_input(key="direction").input("happy, zorgle, a man").run()
    assert "Not understood: zorgle" in shown(at.warning)
    assert "asks for a male speaker" in shown(at.warning)
    at.text_area(key="text").input("Hello 😀 world").run()
    press(at, "Speak")
    assert "left out: 😀" in shown(at.warning)
    assert "Not understood: zorgle" in shown(at.caption)


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("en", "   ", "There is nothing to speak."),
        ("en", "... !", "only punctuation"),
        ("en", "word " * 500, "The line has 2500 characters; use at most 2000"),
        ("zh", "", "没有可朗读的内容"),
        ("zh", "你好", "无法朗读"),
    ],
)
def test_bad_lines_are_one_sentence_and_no_take(opened, language, text, says):
    at = opened(language)
    at.text_area(key="text").input(text).run()
    press(at, {"en": "Speak", "zh": "朗读"}[language])
    assert len(at.error) == 1
    assert says in at.error[0].value
    assert takes(at) == []
    at.text_area(key="text").input("Better now.").run()
    assert not at.error


def test_a_direction_that_is_refused_disables_speaking(opened):
    at = opened()
    at.text_input(key="direction").input("sad " * 600).run()
    assert "use at most 2000" in at.error[0].value
    assert next(button for button in at.button if button.label == "Speak").disabled


def test_a_missing_pack_is_told_at_once(opened, tmp_path, monkeypatch):
    monkeypatch.setenv("DRAMATIS_PACK", str(tmp_path / "none"))
    at = AppTest.from_file(str(APP), default_timeout=120).run()
    assert not at.exception
    assert "pack" in at.error[0].value


def test_the_interface_is_english_or_chinese(opened):
    at = opened("zh")
    assert at.title[0].value == "场景"
    assert "温暖女声旁白 · 女，38 岁" in at.selectbox(key="persona").options
    press(at, "朗读")
    assert "| 回执 | 要求 | 实测 | 偏差 |" in shown(at.caption)
    at.sidebar.radio(key="language").set_value("en").run()
    assert at.title[0].value == "Scene"
    assert "**Take 1** · Warm narrator" in shown(at.markdown)
    assert at.query_params["lang"] == "en"
    assert opened("xx").title[0].value == "Scene"


def test_sessions_share_the_voice_and_nothing_else(opened):
    ours, theirs = press(opened(), "Speak"), opened()
    theirs.text_area(key="text").input("Another line.").run()
    assert takes(theirs) == []
    press(theirs, "Speak")
    assert [take.request.text for take in takes(theirs)] == ["Another line."]
    ours.run()
    assert len(takes(ours)) == 1
    assert ours.text_area(key="text").value != "Another line."
