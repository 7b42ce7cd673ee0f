import pytest

from studio.dubbing.cue import NARRATOR, Cue
from studio.dubbing.script import directs, script
from studio.dubbing.sheet import read_sheet
from studio.dubbing.subtitles import read
from tts.errors import DubError


def srt(*texts):
    """One second a text."""
    blocks = [f"{n}\n00:00:{n:02d},000 --> 00:00:{n + 1:02d},000\n{text}\n" for n, text in enumerate(texts)]
    return read("\n".join(blocks), "srt")


def said(*texts, **options):
    return [(cue.speaker, cue.text) for cue in script(srt(*texts), **options).cues]


def test_names_in_capitals_are_speakers_and_one_spelling_is_used():
    assert said("ANNA: Hello.", "Anna: Bye.", "MAN #2:\nStop!", "It is 10:30.", "http://a.org: x") == [
        ("Anna", "Hello."),
        ("Anna", "Bye."),
        ("MAN #2", "Stop!"),
        (NARRATOR, "It is 10:30."),
        (NARRATOR, "http://a.org: x"),
    ]


def test_a_capitalised_word_is_a_speaker_where_it_recurs_or_is_known():
    assert said("Ben: One.", "Ben: Two.") == [("Ben", "One."), ("Ben", "Two.")]
    assert said("Listen: we go.") == [(NARRATOR, "Listen: we go.")]
    assert said("Listen: we go.", known=["LISTEN"]) == [("LISTEN", "we go.")]
    assert "line 2: 'Listen' is spoken" in script(srt("Listen: we go.")).notes[0]
    assert said("ANNA: Hello.", names=False) == [(NARRATOR, "ANNA: Hello.")]


def test_writings_without_capitals_have_speakers_too():
    assert said("安娜：你好。", "安娜：（低声）过来。", "محمد: مرحبا", "محمد: كيف") == [
        ("安娜", "你好。"),
        ("安娜", "过来。"),
        ("محمد", "مرحبا"),
        ("محمد", "كيف"),
    ]


def test_two_people_share_the_time_of_a_subtitle():
    cues = script(srt("- Yes.\n- No, never!", "ANNA: Hi.\nBen: Ho.", "Ben: Fine.\nso far")).cues
    assert [(c.speaker, c.text, round(c.start, 3), round(c.end, 3)) for c in cues] == [
        (NARRATOR, "Yes.", 0.0, 0.286),
        (NARRATOR, "No, never!", 0.286, 1.0),
        ("ANNA", "Hi.", 1.0, 1.5),
        ("Ben", "Ho.", 1.5, 2.0),
        ("Ben", "Fine. so far", 2.0, 3.0),
    ]
    assert [c.number for c in cues] == [1, 2, 3, 4, 5]
    assert [c.entry for c in cues] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "words", "direction", "asides"),
    [
        ("[whispering] Come here.", "Come here.", "whispering", ()),
        ("ANNA (angrily): Out!", "Out!", "angrily", ()),
        ("ANNA: (very quietly) Out!", "Out!", "very quietly", ()),
        ("Hello. (laughs) You again!", "Hello. You again!", "laughs", ()),
        ("[door slams] Who is it?", "Who is it?", None, ("[door slams]",)),
        ("[crowd cheering]", "", None, ("[crowd cheering]",)),
        ("*coughs*", "", None, ("[coughs]",)),
        ("I like it (the red one) best.", "I like it (the red one) best.", None, ()),
        ("He left. (She did not.)", "He left. (She did not.)", None, ()),
        ("♪ Row, row\nyour boat ♪", "", None, ("♪ Row, row your boat ♪",)),
        ("# Happy birthday #", "", None, ("# Happy birthday #",)),
        ("Listen! ♪", "Listen!", None, ("♪",)),
        ("We are #1", "We are #1", None, ()),
    ],
)
def test_what_is_no_speech_is_set_apart_or_directs(text, words, direction, asides):
    (cue,) = script(srt(text, "Fine.")).cues[:1]
    assert (cue.text, cue.direction, cue.asides) == (words, direction, asides)


def test_remarks_that_say_how():
    assert directs("whispering")
    assert directs("低声")
    assert not directs("phone rings")
    assert not directs("in French")
    assert not directs("...")


def test_styling_goes_and_words_stay():
    assert said("{\\an8}<font color='red'>Up</font> <b>here</b>", "Tom &amp; Jerry", "AT&T <3 you") == [
        (NARRATOR, "Up here"),
        (NARRATOR, "Tom & Jerry"),
        (NARRATOR, "AT&T <3 you"),
    ]


def test_vtt_voices_are_speakers():
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Anna>Hi.</v>\n<v Ben>Ho, <00:01.500>you.\n\n"
        "00:03.000 --> 00:04.000\n<ruby>漢<rt>かん</rt></ruby>\n"
    )
    assert [(cue.speaker, cue.text) for cue in script(read(text, "vtt")).cues] == [
        ("Anna", "Hi."),
        ("Ben", "Ho, you."),
        (NARRATOR, "漢"),
    ]


def test_right_to_left_text_is_put_in_reading_order():
    assert said("\u202b.שלום\u202c", "\u200fمرحبا!") == [(NARRATOR, "שלום."), (NARRATOR, "مرحبا!")]


def test_sheets_say_all_of_it():
    sheet = read_sheet("start,end,speaker,text,direction,intensity\n1,2,Anna,Hi.,sad,1.5\n3,,,Ho.,,\n", "csv")
    first, second = script(sheet).cues
    assert first == Cue(1, 0, 2, 1.0, 2.0, "Hi.", "Anna", "sad", 1.5)
    assert (second.end, second.speaker, second.direction) == (None, NARRATOR, None)


def test_a_file_without_words_is_refused():
    with pytest.raises(DubError, match="nothing to speak"):
        script(srt("♪", "[applause]", "..."))


def test_styles_of_ass_can_be_left_out():
    event = "Dialogue: 0,0:00:01.00,0:00:02.00,{},,0,0,0,,{}\n"
    text = "[Events]\n" + event.format("Sign", "EXIT") + event.format("Default", "Hi.")
    found = script(read(text, "ass"), without=["Sign"])
    assert [cue.text for cue in found.cues] == ["Hi."]
    assert found.notes == ("left out: 1 subtitles in the style Sign",)
    with pytest.raises(DubError, match="styles: Default, Sign"):
        script(read(text, "ass"), without=["Song"])


def test_speakers_by_how_much_they_say():
    assert script(srt("ANNA: Hi.", "BEN: How are you?")).speakers == ("BEN", "ANNA")
