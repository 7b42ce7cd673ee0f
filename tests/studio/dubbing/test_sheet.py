import json

import pytest

from studio.dubbing.sheet import read_sheet
from tts.errors import DubError

CSV = """start,end,speaker,text,direction,intensity
1.5,00:00:03.250,Anna,"Hello, you.",sad,1.5
1:00,,Ben,"Two
lines",,

0:01:05.5,1:10,,Bye.,whispering,
"""


def test_a_table_is_read_with_its_lines():
    found = read_sheet(CSV, "csv").entries
    assert [(e.start, e.end, e.line) for e in found] == [(1.5, 3.25, 2), (60.0, None, 3), (65.5, 70.0, 6)]
    assert [(e.speaker, e.direction, e.intensity) for e in found] == [
        ("Anna", "sad", 1.5),
        ("Ben", None, None),
        ("", "whispering", None),
    ]
    assert found[1].text == "Two\nlines"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(delimiter):
    text = f"start{delimiter}duration{delimiter}text\n1,5{delimiter}2{delimiter}Hi, you.\n"
    (found,) = read_sheet(text, "csv").entries
    assert (found.start, found.end, found.text) == (1.5, 3.5, "Hi, you.")


def test_json_as_a_list_or_an_object():
    cues = [
        {"start": 1, "end": "00:00:02.5", "text": "Hi.", "speaker": None},
        {"start": "3.5", "text": "Ho."},
    ]
    for data in (cues, {"cues": cues}):
        found = read_sheet(json.dumps(data), "json").entries
        assert [(e.start, e.end, e.text) for e in found] == [(1.0, 2.5, "Hi."), (3.5, None, "Ho.")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no cue"),
        ("start,text\n", "no cue"),
        ("start,text,colour\n1,Hi,red\n", "line 1: unknown column 'colour'; valid: start, end"),
        ("start,start,text\n1,1,Hi\n", "line 1: a column is there twice"),
        ("start,text\n1,Hi, you\n", "line 2: 3 cells for 2 columns"),
        ("start,text\n\nsoon,Hi\n", "line 3: start must be seconds"),
        ("start,text\n1,\n", "line 2: the text is missing"),
        ("start,end,text\n3,1,Hi\n", "line 2: it ends at 1 s"),
        ("start,end,duration,text\n3,4,1,Hi\n", "line 2: end and duration"),
        ("start,text,intensity\n3,Hi,9\n", "line 2: the intensity must lie within 0–2, not '9'"),
        ("start,text\n1e9,Hi\n", "line 2: start must be seconds"),
        ('start,text\n1,"Hi\n', "malformed CSV"),
    ],
)
def test_a_malformed_table_is_told_with_its_line(text, says):
    with pytest.raises(DubError, match=says):
        read_sheet(text, "csv")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[{]", "line 1: malformed JSON"),
        ('{"lines": []}', "a list of cues"),
        ("[1]", "cue 1 must be an object"),
        ('[{"start": 1, "text": "Hi"}, {"start": 1, "tekst": "Hi"}]', "cue 2: unknown column 'tekst'"),
        ('[{"start": true, "text": "Hi"}]', "cue 1: start must be seconds"),
        ('[{"start": 1, "text": 7}]', "cue 1: the text must be a text"),
        ('[{"start": 1, "text": "\\ud800"}]', "cue 1: the text holds half of a character"),
    ],
)
def test_malformed_json_is_told_with_its_cue(text, says):
    with pytest.raises(DubError, match=says):
        read_sheet(text, "json")
