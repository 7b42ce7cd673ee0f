from studio.ui.style import caption, changes, parts
from studio.ui.words import Words
from tts.style.space import Change, Style


def told(each, language="en"):
    return [part.replace("\N{NO-BREAK SPACE}", " ") for part in parts(each, Words(language))]


def test_styles_in_a_few_words():
    style = Style({"happy": 1.0, "sad": 1.0}, rate=-12.0, whisper=True)
    assert told(style) == ["happy 50%", "sad 50%", "rate −12 %", "whisper"]
    assert told(Style({"sad": 1.0}, shout=False), "zh") == ["悲伤", "喊叫: 否"]
    assert told(Style()) == []


def test_changes_in_a_few_words():
    made = [
        Change("intensity", 1.0, 1.35),
        Change("sad", 0.0, 0.4),
        Change("rate", None, 12.0),
        Change("pitch", 2.0, None),
        Change("whisper", None, True),
        Change("whisper", True, None),
    ]
    assert [part.replace("\N{NO-BREAK SPACE}", " ") for part in changes(made, Words("en"))] == [
        "intensity 1.00 → 1.35",
        "sad 0.00 → 0.40",
        "rate +12 %",
        "pitch +2 st → free",
        "whisper",
        "whisper yes → free",
    ]


def test_a_caption_is_told_in_the_language_of_the_page():
    assert caption("whisper", Words("zh")) == "耳语"
    assert "快乐" in caption("happy", Words("zh"))
    assert caption("more emotional", Words("zh")) == "more emotional"
    assert caption("sad " * 600, Words("zh")) == "sad " * 600
    assert caption("小声", Words("zh")) == "小声"
    assert caption("lively, slightly loud", Words("en")) == "lively, slightly loud"
