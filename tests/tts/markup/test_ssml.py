from __future__ import annotations

import time
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.errors import MarkupError, TextError
from tts.markup import parse_ssml
from tts.request import Break, SpeechRequest
from tts.style.identity import Identity
from tts.style.space import Style
from tts.text import utterances

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><speak>&a9;</speak>"
)


def speak(inside, **arguments):
    return parse_ssml(f"<speak>{inside}</speak>", **arguments)


def parts(marked):
    return [(marked.text[span.start : span.end], span) for span in marked.spans]


def test_a_document():
    marked = parse_ssml(
        """<?xml version="1.0"?>
        <speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-US"
               xmlns:mstts="http://www.w3.org/2001/mstts" xmlns:dramatis="urn:dramatis">
          <p><s>Hello <emphasis level="strong">you</emphasis>.</s><s>It is late</s></p>
          <!-- nobody hears this -->
          Wait<break time="300ms"/>there, <mark name="here"/>
          I like <phoneme alphabet="ipa" ph="təˈmɑːtoʊz">tomatoes</phoneme> &amp;
          <sub alias="World Wide Web">WWW</sub>.
        </speak>"""
    )
    assert marked.text == "Hello you.\n\nIt is late\n\nWait there, I like tomatoes & World Wide Web."
    assert [(text, span.emphasis, span.pronunciation) for text, span in parts(marked)] == [
        ("you", True, None),
        ("tomatoes", False, "təˈmɑːtoʊz"),
    ]
    assert marked.breaks == (Break(marked.text.index(" there"), 0.3),)
    assert marked.language == "en-us"
    assert marked.notes == ("line 6, column 43: <mark> is left out",)
    assert len(utterances(marked.text)) == 3


def test_prosody_is_laid_over_what_is_around():
    marked = speak(
        'a <prosody rate="slow" pitch="+2st">b <prosody rate="+10%" volume="-3dB">c</prosody></prosody>',
        style=Style({"sad": 1.0}),
        caption="sad",
    )
    (outer, outer_span), (inner, inner_span) = parts(marked)
    assert (outer, inner) == ("b c", "c")
    sad = Style({"sad": 1.0}).effective()
    assert outer_span.style == Style({"sad": 1.0}, rate=-20.0, pitch=round(sad["pitch"] + 2, 3))
    assert (inner_span.style.rate, inner_span.style.loudness) == (-12.0, sad["loudness"] - 3)
    assert {outer_span.caption, inner_span.caption} == {"sad"}


def test_prosody_in_hertz_knows_the_speaker():
    marked = speak('<prosody pitch="200Hz">a</prosody>', speaker=Identity(pitch=100.0))
    assert marked.spans[0].style.pitch == 12.0


def test_emphasis_levels():
    for level in ("strong", "moderate"):
        assert speak(f'<emphasis level="{level}">a</emphasis>').spans[0].emphasis
    assert speak("<emphasis>a</emphasis>").spans[0].emphasis
    assert speak('<emphasis level="none">a</emphasis>').spans == ()
    reduced = speak('<emphasis level="reduced">a</emphasis>').spans[0]
    assert not reduced.emphasis
    assert reduced.style.loudness == -3.0


@pytest.mark.parametrize(
    ("element", "seconds"),
    [
        ('<break time="300ms"/>', 0.3),
        ('<break time="1.5s"/>', 1.5),
        ('<break time=".2s"/>', 0.2),
        ("<break/>", 0.4),
        ('<break strength="x-strong"/>', 1.2),
        ('<break strength="weak" time="1s"/>', 1.0),
        ('<break time="1s"/> <break time="1s"/>', 2.0),
    ],
)
def test_breaks(element, seconds):
    marked = speak(f"one{element}two")
    assert marked.text == "one two"
    assert marked.breaks == (Break(3, seconds),)


def test_no_break_is_the_shortest_and_told():
    marked = speak('a<break strength="none"/>b')
    assert marked.breaks == (Break(1, 0.05),)
    assert "the shortest" in marked.notes[0]


def test_styles_in_words_and_by_name():
    marked = speak(
        '<dramatis:style caption="sad, zorgle" intensity="1.4">a</dramatis:style>'
        '<mstts:express-as style="cheerful" styledegree="1.5" role="Girl"> b</mstts:express-as>'
        '<mstts:express-as style="narration-relaxed"> c</mstts:express-as>'
    )
    assert marked.spans[0].style == Style({"sad": 1.0}, 1.4)
    assert marked.spans[1].style == Style({"happy": 1.0}, 1.5)
    assert [span.caption for span in marked.spans] == ["sad", "cheerful", "narration relaxed"]
    assert [note.partition(": ")[2] for note in marked.notes] == [
        "not understood: zorgle",
        "role is left out; who speaks is chosen for the whole request",
    ]


def test_letters_are_spelled():
    marked = speak('Plan <say-as interpret-as="characters">BA1</say-as>now')
    assert marked.text == "Plan B A one now"
    (utterance,) = utterances(
        marked.text, pronunciations=[(s.start, s.end, s.pronunciation) for s in marked.spans]
    )
    assert "".join(phone.symbol for phone in utterance.phones if phone.word == 2) == "eɪ"


def test_say_as_follows_the_language_and_the_format():
    assert speak('<say-as interpret-as="date" format="dmy">4/5/2024</say-as>').text.startswith("May fourth")
    chinese = parse_ssml(
        '<speak xml:lang="zh-CN">在<say-as interpret-as="date" format="md">10/20</say-as>见</speak>'
    )
    assert (chinese.text, chinese.language) == ("在十月二十日见", "cmn")
    assert "read as written" in speak('<say-as interpret-as="ordinal">x</say-as>').notes[0]


def test_text_is_plain():
    assert speak("  *a* [b]\n\n\t c&#233;&lt;  ").text == "*a* [b] cé<"
    assert speak("<![CDATA[<b>&]]>").text == "<b>&"
    assert speak("").text == ""
    assert speak("a<metadata><x>y<z/></x></metadata> b").text == "a b"
    assert speak("<s>a</s><s>b</s>").text == "a\n\nb"


@pytest.mark.parametrize("tag", ["en", "en-US", "en_US", "EN-us", "en-AU"])
def test_languages(tag):
    assert parse_ssml(f'<speak xml:lang="{tag}">a<p xml:lang="en-US">b</p></speak>').language == "en-us"


@pytest.mark.parametrize(
    ("source", "at", "message"),
    [
        ("hello", 0, "begins with <speak>"),
        ("", 0, "ends before </speak>"),
        ("<p>a</p>", 0, "begins with <speak>, not <p>"),
        ("<speak>a", 8, "ends before </speak>"),
        ("<speak>a</speak> b", 17, "nothing may follow"),
        ("<speak>\n a <foo/></speak>", 11, "unknown element <foo>; valid elements: speak, p, s"),
        ("<speak><voice name='x'>a</voice></speak>", 7, "one request has one speaker"),
        ("<speak><audio src='x'/></speak>", 7, "<audio>: "),
        ("<speak><speak/></speak>", 7, "inside <speak>"),
        ("<speak><prosody rat='1'>a</prosody></speak>", 7, "attribute rat of <prosody>; valid: rate"),
        ("<speak><metadata x='1'/></speak>", 7, "takes none"),
        ("<speak><prosody>a</prosody></speak>", 7, "asks for nothing"),
        ("<speak>a <prosody rate='quick'>b</prosody></speak>", 9, "valid: x-slow"),
        ("<speak>a <prosody rate='fast'> </prosody></speak>", 9, "nothing to speak"),
        ("<speak><prosody pitch='+9Hz'>a</prosody></speak>", 7, "who speaks"),
        ("<speak><emphasis level='x'>a</emphasis></speak>", 7, "valid: strong"),
        ("<speak>a<break time='1h'/></speak>", 8, "valid: 300ms"),
        ("<speak>a<break time='11s'/></speak>", 8, "50 ms to 10 s"),
        ("<speak>a<break strength='x'/></speak>", 8, "valid: none"),
        ("<speak>a<break>b</break></speak>", 15, "is empty"),
        ("<speak><phoneme ph='a'/></speak>", 7, "nothing to speak"),
        ("<speak><phoneme>a</phoneme></speak>", 7, "needs its attribute ph"),
        ("<speak><phoneme ph='%'>a</phoneme></speak>", 7, "'%' (U+0025)"),
        ("<speak><phoneme alphabet='x-sampa' ph='a'>a</phoneme></speak>", 7, "valid: ipa"),
        ("<speak><say-as interpret-as='x'>a</say-as></speak>", 7, "valid: characters"),
        ("<speak><say-as interpret-as='date'> </say-as></speak>", 7, "nothing to speak"),
        ("<speak><sub alias='x'><s/></sub></speak>", 22, "takes no elements"),
        ("<speak><sub alias=''>a</sub></speak>", 7, "needs its attribute alias"),
        ("<speak>un<prosody rate='slow'>do</prosody></speak>", 9, "inside a word"),
        ("<speak><dramatis:style caption='zorgle'>a</dramatis:style></speak>", 7, "nothing of 'zorgle'"),
        ("<speak><dramatis:style caption='sad' intensity='3'>a</dramatis:style></speak>", 7, "within 0–2"),
        ("<speak><mstts:express-as style='happi'>a</mstts:express-as></speak>", 7, "did you mean 'happy'"),
        ("<speak><mstts:express-as style='sad' styledegree='x'>a</mstts:express-as></speak>", 7, "no number"),
        ("<speak xml:lang='xx'>a</speak>", 0, "no language we speak"),
        ("<speak>a <lang xml:lang='fr'>b</lang></speak>", 9, "one language"),
        # hostile
        (BOMB, 39, "DTD"),
        ("<!DOCTYPE speak SYSTEM 'file:///etc/passwd'><speak/>", 0, "DTD"),
        ("<!DOCTYPE s [<!ENTITY x SYSTEM 'http://127.0.0.1/'>]><speak>&x;</speak>", 0, "DTD"),
        ("<speak>&nbsp;</speak>", 7, "&amp;"),
        ("<speak>&#0;</speak>", 7, "character number"),
        ("<speak>a\x01</speak>", 8, "well-formed"),
        ("<speak>\x00</speak>", 7, "well-formed"),
        ("<speak>a \ud800</speak>", 9, "surrogate"),
        ("<speak>" + "<p>" * 10_000, 196, "more than 64"),
        ("<speak><" + "x" * 100_000 + "/></speak>", 7, "unknown element"),
        ("<speak><p " + "x" * 100_000 + "='1'/></speak>", 7, "unknown attribute"),
        ("<speak a='1' a='2'/>", 13, "once"),
        ("<speak><b></speak>", 7, "unknown element"),
        ("<speak><p></speak>", 12, "order"),
        ("<speak", 0, ""),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_errors_point_at_the_character(source, at, message):
    with pytest.raises(MarkupError) as caught:
        parse_ssml(source)
    said = str(caught.value)
    assert message in said
    if message not in ("DTD", "", "order"):
        assert caught.value.offset == at
    assert said.startswith(f"line {caught.value.line}, column {caught.value.column} (character ")
    assert "\n" not in said
    assert len(said) < 1_000


def test_the_bomb_never_goes_off():
    start = time.perf_counter()
    with pytest.raises(MarkupError):
        parse_ssml(BOMB)
    assert time.perf_counter() - start < 1


def test_too_long():
    with pytest.raises(TextError, match="at most"):
        parse_ssml("<speak>" + "a" * 4_000_000)


def test_a_long_document_takes_seconds():
    start = time.perf_counter()
    marked = speak(
        "<s>Very <prosody rate='slow'>late <emphasis>now</emphasis></prosody>.<break/></s>" * 3_000
    )
    assert time.perf_counter() - start < 10
    assert len(marked.spans) == 6_000


# ---------------------------------------------------------------- properties

LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("ab <&'"),
    max_size=15,
)
WRAPPERS = [
    ("<emphasis>", "</emphasis>"),
    ('<prosody rate="+20%" volume="loud">', "</prosody>"),
    ('<mstts:express-as style="sad">', "</mstts:express-as>"),
    ('<dramatis:style caption="whispering">', "</dramatis:style>"),
    ("<p>", "</p>"),
    ("<s>", "</s>"),
]


@st.composite
def documents(draw, depth=3):
    """(markup, its text with white space as it comes)."""
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["text", "wrap", "break", "sub"] if depth else ["text"]))
        if kind == "text":
            words = draw(LETTERS)
            pieces.append((escape(words), words))
        elif kind == "wrap":
            source, text = draw(documents(depth=depth - 1))
            before, after = draw(st.sampled_from(WRAPPERS))
            pieces.append((f"{before}so {source}{after}", f" so {text} "))
        elif kind == "break":
            pieces.append(('<break time="200ms"/>', " "))
        else:
            alias = draw(LETTERS.filter(str.strip))
            pieces.append((f"<sub alias={quoteattr(alias)}>x</sub>", alias))
    return " ".join(source for source, _ in pieces), " ".join(text for _, text in pieces)


def blanks(text):
    """XML's white space as single blanks."""
    return " ".join(filter(None, text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" ")))


@settings(max_examples=100, deadline=None)
@given(documents())
def test_no_character_is_lost(case):
    source, text = case
    marked = speak(source)
    assert blanks(marked.text) == blanks(text)
    assert all(0 <= span.start < span.end <= len(marked.text) for span in marked.spans)
    if marked.text.strip():
        SpeechRequest(marked.text, spans=marked.spans, breaks=marked.breaks)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"<>/&;'\"= ",
                "speak",
                "<speak>",
                "</speak>",
                "<p>",
                "</p>",
                "a",
                "<!--",
                "-->",
                "<?",
                "\ud800",
                "\0",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_any_text_is_read_or_refused_in_one_sentence(source):
    failed = None
    try:
        parse_ssml(source)
    except MarkupError as caught:
        failed = caught
    assert failed is None or "\n" not in str(failed)
