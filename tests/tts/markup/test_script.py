from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.errors import MarkupError, TextError
from tts.markup import Marked, escape, parse
from tts.request import Break, SpeechRequest
from tts.style.space import Style
from tts.text import utterances


def spans(marked: Marked) -> list[tuple[str, object]]:
    """Text of each span and what is asked for it."""
    return [
        (marked.text[span.start : span.end], span.pronunciation or span.caption or span.emphasis)
        for span in marked.spans
    ]


def test_a_line_with_everything():
    marked = parse(
        "He said [whispering] come *here*[/]. [pause 300 ms] I like [tomatoes|/təˈmɑːtoʊz/], **really**."
    )
    assert marked.text == "He said  come here.  I like tomatoes, really."
    assert spans(marked) == [
        (" come here", "whispering"),
        ("here", True),
        ("tomatoes", "təˈmɑːtoʊz"),
        ("really", True),
    ]
    assert marked.spans[0].style == Style(whisper=True)
    assert marked.breaks == (Break(marked.text.index(" I like"), 0.3),)
    assert marked.notes == ()


def test_it_is_a_request():
    marked = parse("*One* [sad] two [/][pause 1 s]three")
    request = SpeechRequest(marked.text, spans=marked.spans, breaks=marked.breaks)
    assert request.spans == marked.spans


def test_chinese():
    marked = parse("[停顿 300 毫秒]你好[小声一点]世界[停顿0.5秒]朋友[/]，[暂停 1 秒]再见。")
    assert marked.text == "你好世界朋友，再见。"
    (span,) = marked.spans
    assert marked.text[span.start : span.end] == "世界朋友"
    assert span.style.loudness < 0
    assert marked.breaks == (Break(0, 0.3), Break(4, 0.5), Break(7, 1.0))


def test_an_inner_style_is_laid_over_the_outer_one():
    marked = parse("[sad] a [whispering] b [/] c [/]", Style(pitch=2.0), caption="low")
    outer, inner = (span.style for span in marked.spans)
    assert outer == Style({"sad": 1.0}, pitch=2.0)
    assert inner == Style({"sad": 1.0}, pitch=2.0, whisper=True)
    assert [span.caption for span in marked.spans] == ["low, sad", "low, sad, whispering"]
    assert [(span.start, span.end) for span in marked.spans] == [(0, 9), (3, 6)]


@pytest.mark.parametrize(
    ("inside", "wording"), [("excited", "excited"), ("slower", "sad"), ("happier", None), ("low", "sad, low")]
)
def test_a_span_keeps_the_wording_that_still_holds(inside, wording):
    assert parse(f"[{inside}] a [/]", Style({"sad": 1.0}), caption="sad").spans[0].caption == wording


@pytest.mark.parametrize(
    ("pause", "seconds"),
    [
        ("[pause 300 ms]", 0.3),
        ("[pause 300ms]", 0.3),
        ("[pause .5 s]", 0.5),
        ("[ Pause 1.25 seconds ]", 1.25),
        ("[pause 2 sec]", 2.0),
        ("[pause 0.3 s] [pause 200 ms]", 0.5),
        ("[停顿 2 秒钟]", 2.0),
    ],
)
def test_pauses(pause, seconds):
    assert parse(f"a {pause} b").breaks == (Break(2, seconds),)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"see \[1\], 2\*3, C:\dir, a\\b, \|", r"see [1], 2*3, C:\dir, a\b, |"),
        ("* item\n* item\n\n* * *\n\n*****\n2 * 3", "* item\n* item\n\n* * *\n\n*****\n2 * 3"),
        (r"*a\*b*", "a*b"),
        (r"[a \| \[b\]|/a b/]", "a | [b]"),
        ("", ""),
        ("\ud800\x00\r\n", "\ud800\x00\r\n"),
    ],
)
def test_characters_for_themselves(source, text):
    assert parse(source).text == text


@pytest.mark.parametrize(
    ("source", "at", "message"),
    [
        ("a [foo] b [/]", 2, "nothing of 'foo' is understood"),
        ("a\nb [1] c", 4, "nothing of '1' is understood"),
        ("a []", 2, "nothing between"),
        ("a [ ]", 2, "nothing between"),
        ("a ] b", 2, "] without its ["),
        ("a [/] b", 2, "no span is open"),
        ("[sad] a [/] [/]", 12, "no span is open"),
        ("a [sad] b", 2, "never closed"),
        ("a [sad] [/] b", 2, "nothing to speak"),
        ("[sad] a [/sad]", 8, "closed with [/]"),
        ("a [sad b", 2, "no ] in its line"),
        ("a [sad\n] b [/]", 2, "no ] in its line"),
        ("a [sad [b]", 7, "a [ inside"),
        ("a *b", 2, "not closed"),
        ("a *b\n\nc* d", 2, "not closed"),
        ("a *b [sad] c\n\nd [/] e*", 2, "not closed"),
        ("a b* c", 3, "closes nothing"),
        ("a ***b***", 2, "one or two"),
        ("a *b **c** d*", 5, "stressed already"),
        ("a *b** c", 4, "closes nothing here; close *"),
        ("[sad] *a [/] b*", 9, "close * first"),
        ("*a [sad] b* c [/]", 10, "close [sad] first"),
        ("a [pause] b", 2, "[pause 300 ms]"),
        ("a [pause 300] b", 2, "[pause 300 ms]"),
        ("a [pause 3 h] b", 2, "[pause 300 ms]"),
        ("a [停顿] b", 2, "[停顿 300 毫秒]"),
        ("a [pause 0 ms] b", 2, "50 ms to 10 s"),
        ("a [pause 6 s] [pause 6 s] b", 14, "not 12 s"),
        ("wo[pause 1 s]rd", 2, "inside a word"),
        ("un[sad]believable[/]", 2, "begins inside a word"),
        ("well-[sad]known[/]", 5, "begins inside a word"),
        ("[tomato|/təˈmɑːtoʊ/]es", 0, "ends inside a word"),
        ("a [tom|tom] b", 7, "IPA between slashes"),
        ("a [tom|//] b", 7, "IPA between slashes"),
        ("a [tom|/t%m/] b", 7, "'%' (U+0025)"),
        ("a [*tom*|/tɔm/] b", 3, "around the bracket"),
        ("a [ |/tɔm/] b", 2, "nothing to speak"),
        ("[sad]" * 65, 320, "more than 64"),
        ("[" + "x" * 5_000 + "]", 0, "at most 4000"),
    ],
)
def test_errors_point_at_the_character(source, at, message):
    with pytest.raises(MarkupError) as caught:
        parse(source)
    said = str(caught.value)
    assert message in said
    line = source.count("\n", 0, at) + 1
    column = at - source.rfind("\n", 0, at)
    assert said.startswith(f"line {line}, column {column} (character {at}): ")
    assert (caught.value.line, caught.value.column, caught.value.offset) == (line, column, at)
    assert "\n" not in said
    assert len(said) < 500


def test_errors_name_what_is_valid():
    with pytest.raises(MarkupError, match=r"valid: \[whispering\] … \[/\].*\[pause 300 ms\].*\\\["):
        parse("[foo] a [/]")


def test_an_ending_after_a_pronunciation_is_fine():
    assert parse("[Siobhan|/ʃɪˈvɔn/]'s cat").text == "Siobhan's cat"


def test_what_is_understood_in_part_is_told():
    assert parse("a\n[whispering, zorgle] b [/]").notes == ("line 2, column 1: not understood: zorgle",)


def test_too_long():
    with pytest.raises(TextError, match="at most"):
        parse("a" * 2_000_001)


@pytest.mark.parametrize(
    "source",
    [
        "[" + "\\\\" * 200_000,
        "[" + "a" * 400_000,
        "\\" * 400_000,
        "*" * 400_000,
        "\n" * 200_000,
        "[a" * 200_000,
    ],
    ids=lambda source: source[:3],
)
def test_hostile_texts_take_no_time(source):
    start = time.perf_counter()
    with contextlib.suppress(MarkupError):
        parse(source)
    assert time.perf_counter() - start < 5


# ---------------------------------------------------------------- properties

PLAIN = st.text(st.characters() | st.sampled_from(list("ab [](){}*\\|/\n。你'-1.")), max_size=20)
WORDS = st.lists(
    st.sampled_from("hello,|it is 1.5|你好|don't (stop)|see * and|…".split("|")), min_size=1, max_size=3
).map(" ".join)


@st.composite
def marked_up(draw, depth=3):
    """(markup, the text it means, number of spans, number of pauses)."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["text", "style", "stress", "sound", "pause"] if depth else ["text"]))
        if kind == "text":
            words = draw(WORDS)
            parts.append((escape(words), words, 0, 0))
        elif kind == "style":
            source, text, count, pauses = draw(marked_up(depth=depth - 1))
            caption = draw(
                st.sampled_from(
                    ["whispering", "sad", "very angry", "slower", "小声一点", "pitch up 2 semitones"]
                )
            )
            parts.append((f"[{caption}] so {source} [/]", f" so {text} ", count + 1, pauses))
        elif kind == "stress":
            words = draw(st.sampled_from(["really", "not at all", "你好"]))
            mark = draw(st.sampled_from(["*", "**"]))
            parts.append((f"{mark}{words}{mark}", words, 1, 0))
        elif kind == "sound":
            parts.append(("[tomato|/təˈmɑːtoʊ/]", "tomato", 1, 0))
        else:
            parts.append(("[pause 300 ms]", "", 0, 1))
    return (
        " ".join(part[0] for part in parts),
        " ".join(part[1] for part in parts),
        sum(part[2] for part in parts),
        sum(part[3] for part in parts),
    )


@settings(max_examples=150, deadline=None)
@given(marked_up())
def test_the_text_is_what_stands_between_the_marks(case):
    source, text, count, pauses = case
    marked = parse(source)
    assert marked.text == text
    assert len(marked.spans) == count
    assert sum(pause.seconds for pause in marked.breaks) == pytest.approx(0.3 * pauses)
    assert all(0 <= span.start < span.end <= len(text) for span in marked.spans)
    assert all(text[span.start : span.end].strip() for span in marked.spans)
    starts = [span.start for span in marked.spans]
    assert starts == sorted(starts)
    at = [pause.at for pause in marked.breaks]
    assert at == sorted(at)
    if text.strip():
        SpeechRequest(text, spans=marked.spans, breaks=marked.breaks)


@given(PLAIN)
def test_an_escaped_text_means_itself(text):
    assert parse(escape(text)) == Marked(text)


PIECES = [*"ab *[]/|\\\n1'", "sad", "[/]", "[sad]", "/a/", "pause 1 s", "停顿"]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_text_is_read_or_refused_in_one_sentence(source):
    failed = None
    try:
        marked = parse(source)
    except MarkupError as caught:
        failed = caught
    if failed is None:
        assert all(0 <= span.start < span.end <= len(marked.text) for span in marked.spans)
    else:
        assert "\n" not in str(failed)
        assert 0 <= failed.offset <= len(source)


def test_the_front_end_speaks_it():
    marked = parse(r"I *really* like [tomatoes|/təˈmɑːtoʊz/], \*not\* this.")
    (utterance,) = utterances(
        marked.text,
        emphasis=[(span.start, span.end) for span in marked.spans if span.emphasis],
        pronunciations=[(s.start, s.end, s.pronunciation) for s in marked.spans if s.pronunciation],
        asterisks=False,
    )
    assert {utterance.words[phone.word].text for phone in utterance.phones if phone.emphasis} == {"really"}
    assert "".join(phone.symbol for phone in utterance.phones if phone.word == 3) == "təmɑtoʊz"
