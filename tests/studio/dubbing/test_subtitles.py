import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.dubbing.subtitles import read, written
from tts.errors import DubError

SRT = """1
00:00:01,000 --> 00:00:02,500
<i>Hello</i> there.
How are you?

2
00:00:03,000 --> 00:00:03,000

42

3
00:01:00,5 --> 01:00:00.000 X1:10
Fine.
"""

VTT = """WEBVTT - A film

STYLE
::cue { color: lime }

NOTE
said twice

intro
00:01.000 --> 00:02.500 align:start
<v Anna>Hello &amp; welcome.</v>

01:00:00.000 --> 01:00:01.000
Bye.
"""

ASS = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,20,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,2,2,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.50,Default,Anna,0,0,0,,{\\an8\\fad(100,0)}Hello,\\N{\\i1}world{\\i0}.
Comment: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,to do
Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,{\\p1}m 0 0 l 10 10{\\p0}
Dialogue: 0,0:00:07.25,0:00:07.25,Sign,Ben,0,0,0,,No, never.
"""  # noqa: E501


def test_srt_with_every_liberty_that_files_take():
    found = read(SRT, "srt").entries
    assert [(e.start, e.end, e.line) for e in found] == [(1.0, 2.5, 2), (3.0, 3.0, 7), (60.5, 3600.0, 12)]
    assert found[0].text == "<i>Hello</i> there.\nHow are you?"
    assert found[1].text == "42"  # spoken: only the counter before times is none of the text
    assert found[2].text == "Fine."


def test_a_counter_is_known_without_the_blank_line_before_it():
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:03,000 --> 00:00:04,000\nIn 1984\n1984\n"
    assert [entry.text for entry in read(text, "srt").entries] == ["One.", "In 1984\n1984"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no subtitle"),
        ("hello", "line 1: 'hello' stands before"),
        ("1\n00:00:0x,000 --> 00:00:02,000\nHi.", "line 2: .* no line of times"),
        ("1\n00:00:01,000 00:00:02,000\nHi.", "line 2: .* no line of times"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHi.\n\n2\n00:61:00,000 --> 00:62:00,000\n", "line 6: minutes"),
        ("1\n00:00:05,000 --> 00:00:02,000\nHi.", "line 2: it ends at 2 s, before"),
        ("1\n-00:00:05,000 --> 00:00:02,000\nHi.", "line 2: it begins at -5 s"),
    ],
)
def test_malformed_srt_is_told_with_its_line(text, says):
    with pytest.raises(DubError, match=says):
        read(text, "srt")


def test_vtt_with_notes_styles_and_settings():
    found = read(VTT, "vtt").entries
    assert [(e.start, e.end, e.line) for e in found] == [(1.0, 2.5, 10), (3600.0, 3601.0, 13)]
    assert found[0].text == "<v Anna>Hello &amp; welcome.</v>"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("00:01.000 --> 00:02.000\nHi.", "line 1: a WebVTT file begins"),
        ("WEBVTT\n\nHi.", "line 3: 'Hi.' is neither"),
        ("WEBVTT\n\n00:01 --> 00:02.000\nHi.", "line 3: .* neither"),
    ],
)
def test_malformed_vtt_is_told_with_its_line(text, says):
    with pytest.raises(DubError, match=says):
        read(text, "vtt")


def test_ass_without_comments_and_drawings():
    found = read(ASS, "ass")
    assert [(e.start, e.end, e.speaker, e.style) for e in found.entries] == [
        (1.0, 2.5, "Anna", "Default"),
        (7.25, 7.25, "Ben", "Sign"),
    ]
    assert found.entries[1].text == "No, never."
    assert ASS.split("\n")[found.entries[1].line - 1].endswith("No, never.")
    assert found.notes == ("left out: 1 comments and 1 drawings",)


def test_malformed_ass_is_told_with_its_line():
    at = ASS.split("\n").index("[Events]") + 3
    with pytest.raises(DubError, match=f"line {at} is malformed ASS"):
        read(ASS.replace("0:00:01.00,0:00:02.50,Default,Anna", "soon,0:00:02.50,Default,Anna"), "ass")
    with pytest.raises(DubError, match=f"line {at - 1}: the events have other columns"):
        read(ASS.replace("Format: Layer, Start, End", "Format: Start, End, Layer"), "ass")


def test_files_are_written_again_with_other_times_and_their_styling():
    moved = {0: (1.25, 3.0)}
    srt = written(read(SRT, "srt"), moved, "srt")
    assert "00:00:01,250 --> 00:00:03,000\n<i>Hello</i> there.\nHow are you?\n" in srt
    assert [entry.text for entry in read(srt, "srt").entries] == [e.text for e in read(SRT, "srt").entries]

    vtt = written(read(VTT, "vtt"), moved, "vtt")
    assert vtt == VTT.replace("00:01.000 --> 00:02.500", "00:00:01.250 --> 00:00:03.000").replace(
        "\n01:00:00.000 --> 01:00:01.000", "\n01:00:00.000 --> 01:00:01.000"
    )

    ass = pysubs2.SSAFile.from_string(written(read(ASS, "ass"), moved, "ass"))
    assert (ass[0].start, ass[0].end) == (1250, 3000)
    assert ass[0].text == "{\\an8\\fad(100,0)}Hello,\\N{\\i1}world{\\i0}."
    assert len(ass) == 4


def test_every_format_can_be_written_as_srt():
    assert "Hello,\nworld.\n" in written(read(ASS, "ass"), {}, "srt")
    assert "Hello & welcome.\n" in written(read(VTT, "vtt"), {}, "srt")
    with pytest.raises(DubError, match="not ass"):
        written(read(SRT, "srt"), {}, "ass")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20).map(str.strip)


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**5), texts), min_size=1, max_size=8))
def test_whatever_srt_is_written_is_read_again(cues):
    blocks = []
    for number, (start, length, text) in enumerate(cues, 1):
        times = [
            f"{t // 3600000:02d}:{t // 60000 % 60:02d}:{t // 1000 % 60:02d},{t % 1000:03d}"
            for t in (start, start + length)
        ]
        blocks.append(f"{number}\n{times[0]} --> {times[1]}\n{text}\n")
    source = "\n".join(blocks)
    if any("-->" in text for _, _, text in cues):
        return
    found = read(source, "srt")
    assert [(round(e.start * 1000), e.text) for e in found.entries] == [(s, t) for s, _, t in cues]
    again = read(written(found, {}, "srt"), "srt")
    assert sorted(e.text for e in again.entries) == sorted(e.text for e in found.entries)
