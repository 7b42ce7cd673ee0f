"""Whatever a file holds, it is read or refused in a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.dubbing.cast import read_cast
from studio.dubbing.encoding import decode
from studio.dubbing.script import script
from studio.dubbing.sheet import read_sheet
from studio.dubbing.slots import slots
from studio.dubbing.subtitles import FORMATS, read, written
from tts.errors import DramatisError, DubError

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
pieces = st.sampled_from(
    [
        "1\n", "00:00:01,000 --> 00:00:02,000\n", "00:01.000 --> 00:02.000 align:start\n", "\n\n", "WEBVTT\n",
        "ANNA: ", "- ", "[door] ", "(sad) ", "♪ ", "<i>", "{\\an8}", "<v Anna>", "&amp;", "-->", "{", "}",
        "NOTE x\n",
        "[Events]\n", "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n",
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Anna,0,0,0,,Hello\\Nthere {\\p1}m 0 0\n", "Style: a,b\n",
        "Hello there.\n", "安娜：你好。\n", "\u202bשלום\u202c\n", "42\n",
    ]
)  # fmt: skip
files = st.lists(st.one_of(pieces, texts), max_size=14).map("".join)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=60)
@given(text=files)
def test_subtitles(format, text):
    try:
        found = read(text, format)
        made = script(found)
    except DubError:
        return
    placed = slots(made.cues)
    assert {slot.cue.number for slot in placed} == {cue.number for cue in made.cues if cue.spoken}
    assert [cue.number for cue in made.cues] == list(range(1, len(made.cues) + 1))
    for name in {format, "srt"}:
        written(found, {0: (1.0, 2.0)}, name)


@settings(max_examples=60)
@given(
    text=st.one_of(
        files, texts.map("start,text\n1,{}".format), texts.map('[{{"start": 1, "text": "{}"}}]'.format)
    )
)
def test_sheets_and_casts(text):
    for format in ("csv", "json"):
        with suppress(DubError):
            script(read_sheet(text, format))
    with suppress(DramatisError):
        read_cast(text)


@settings(max_examples=100)
@given(data=st.binary(max_size=80), language=st.sampled_from([None, "ru", "zh-TW", "xx", ""]))
def test_bytes(data, language):
    with suppress(DubError):
        assert isinstance(decode(data, language=language).text, str)
