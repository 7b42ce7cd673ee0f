"""Reading the words: tags, beats and content direct a line; plain text does not; the text stays as it is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.errors import StyleError
from tts.request import Span, SpeechRequest
from tts.style.reading import NEUTRAL, propose
from tts.style.space import Style


def leading(style):
    return max(style.emotions, key=style.emotions.get, default=None)


def only_span(text, **context):
    proposal = propose(text, **context)
    assert proposal.style == Style()
    (span,) = proposal.spans
    return text[span.start : span.end], span.style


def test_a_tag_styles_the_quotation_alone():
    quote, style = only_span('"We did it!" she exclaimed.')
    assert quote == '"We did it!"'
    assert leading(style) in ("excited", "happy")


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ('"You may go," she said coldly.', "contemptuous"),
        ('"I saw it," he said, his voice thick with rage.', "angry"),
        ("“I can't go on,” she sobbed.", "sad"),
        ('He laughed. "You should have seen it."', "amused"),
        ('"It is dark." Her voice was full of fear.', "afraid"),
        ('"You could have died," he snapped, slamming the door.', "angry"),
        ("The king said with disgust: “Take it away.”", "disgusted"),
    ],
)
def test_verbs_adverbs_phrases_and_beats_name_the_emotion(text, emotion):
    assert leading(only_span(text)[1]) == emotion


def test_deliveries_of_verbs():
    assert only_span('"Stop!" he whispered.')[1].whisper
    assert only_span('"Stop!" he shouted.')[1].shout
    assert only_span('"Stop," he muttered.')[1].loudness < 0
    assert only_span('"Leave it," she said, her voice trembling.')[1].tremor > 0


def test_an_exclamation_mark_makes_no_feeling_softer():
    angry = only_span('"Out," he snapped.')[1]
    exclaimed = only_span('"Out!" he snapped.')[1]
    assert exclaimed.delivery()[0].loudness >= angry.delivery()[0].loudness
    assert not only_span('"Out!" he whispered.')[1].loudness


def test_a_speaker_goes_on_in_a_paragraph_and_not_beyond():
    text = '"No," he whispered. "It cannot be."\n\n"Tea?" she asked.\n\nTom yelled, "Run!"'
    proposal = propose(text)
    found = [(text[span.start : span.end], span.style) for span in proposal.spans]
    assert [quote for quote, _ in found] == ['"No,"', '"It cannot be."', '"Run!"']
    assert found[0][1].whisper
    assert found[1][1].whisper
    assert found[2][1].shout


@pytest.mark.parametrize(
    "text",
    [
        '"Go," she whispered. Tom shouted, "Never!"',
        '"Go," she whispered, and then Tom shouted: "Never!"',
    ],
)
def test_two_speakers_in_a_paragraph(text):
    first, second = propose(text).spans
    assert first.style.whisper
    assert second.style.shout
    assert not second.style.whisper


@pytest.mark.parametrize(
    "text",
    [
        "The meeting is at three.",
        '"The shop opens at nine," said the clerk.',
        '"He was very angry about it," she said.',
        '"Smile." She snapped a photograph.',
        '"They heard him," he said, "and did not shout."',
        "She was happy in those years.",
        "The angry river tore the bridge away.",
        "CHAPTER TWELVE",
        "NASA and ESA agreed.",
        'The word "happy" has five letters.',
        "I am not afraid of you.",
        "I'm happy to help.",
        '"No need," he said, not unkindly.',
        '"I am here," she said, touching the rose gently.',
        "",
        " \n ",
    ],
)
def test_plain_text_is_left_alone(text):
    assert propose(text) == NEUTRAL
    assert propose("他说：“我不怕。”", language="zh") == NEUTRAL


def test_words_alone_direct_a_line():
    assert leading(propose("We won! We actually won!").style) in ("excited", "happy")
    assert leading(propose("Ugh, there is hair in it.").style) == "disgusted"
    assert leading(propose("I'm really scared of it.").style) == "afraid"
    assert propose("GET OUT OF MY HOUSE!").style.shout
    assert propose("Shh, the baby is asleep.").style.whisper
    assert propose("Ring the bell!").style.emotions == {}
    assert propose("Ring the bell!").style.loudness > 0


def test_a_long_paragraph_is_directed_sentence_by_sentence():
    text = "We met at noon. The road was dry. Ugh, it stank! We walked on. Nobody spoke. Then we ate."
    proposal = propose(text)
    assert proposal.style == Style()
    assert [text[span.start : span.end] for span in proposal.spans] == ["Ugh, it stank!"]


def test_context_directs_a_line_without_marks():
    tagged = propose("Come closer.", before="He leaned over and whispered, ")
    assert tagged.style.whisper
    (evidence,) = tagged.evidence
    assert evidence.quote == "whispered"
    assert evidence.end == -2
    after = propose("You fool.", after=" she snapped.")
    assert leading(after.style) == "angry"
    assert after.evidence[-1].start == len("You fool. she ")
    assert propose("The sun rose.", before="He woke.\n", after="\nShe snapped her fingers.") == NEUTRAL
    assert propose("喂。", before="他低声说：", language="zh").style.loudness < 0


def test_evidence_quotes_the_text_in_order():
    text = '"Ugh!" he groaned. Then she said softly, "I am so sorry."'
    proposal = propose(text)
    assert all(text[each.start : each.end] == each.quote for each in proposal.evidence)
    assert [each.start for each in proposal.evidence] == sorted(each.start for each in proposal.evidence)
    assert {each.quote for each in proposal.evidence} >= {"Ugh", "groaned", "softly"}
    assert 0.5 < proposal.confidence < 1


@pytest.mark.parametrize(
    ("text", "quote", "emotion"),
    [
        ("“你怎么能这样？”她哭着说。", "“你怎么能这样？”", "sad"),
        ("他冷冷地说：“你可以走了。”", "“你可以走了。”", "contemptuous"),
        ("小明兴奋地叫道：“下雪了！”", "“下雪了！”", "excited"),
        ("“这也能吃？”她厌恶地说。", "“这也能吃？”", "disgusted"),
        ("「我們贏了。」她高兴地说。", "「我們贏了。」", "happy"),
    ],
)
def test_chinese_tags(text, quote, emotion):
    found, style = only_span(text, language="zh")
    assert found == quote
    assert leading(style) == emotion


def test_chinese_words_and_denial():
    assert leading(propose("太好了！我们赢了！", language="zh-CN").style) in ("excited", "happy")
    assert leading(propose("气死我了！", language="cmn").style) == "angry"
    assert propose("我并不生气。", language="zh") == NEUTRAL
    assert propose("魏无羡笑道：“先别慌。”", language="zh").spans  # the 无 of a name denies nothing
    assert propose("他轻轻地关上门说：“走吧。”", language="zh") == NEUTRAL


def test_another_language_is_refused_with_the_choices():
    with pytest.raises(StyleError, match="'de-de' cannot be read; choose one of en, zh"):
        propose("Hallo!", language="de-de")


@given(
    st.text(alphabet="aA I!?.,'\"“”‘’：。！“地说he whispered\n\x00😀-", max_size=80),
    st.sampled_from(["en", "zh"]),
)
def test_any_text_gives_places_that_a_request_accepts(text, language):
    proposal = propose(text, language=language)
    assert all(text[each.start : each.end] == each.quote for each in proposal.evidence)
    ends = [0, *(place for span in proposal.spans for place in (span.start, span.end))]
    assert ends == sorted(ends)
    if text.strip():
        SpeechRequest(text, style=proposal.style, spans=proposal.spans)


@pytest.mark.parametrize(
    "piece", ["“", '"', "'", '"Hi!" she said. ', "STOP IT! ", "with a ", "他轻轻地", "I-I-"]
)
def test_long_text_takes_no_quadratic_time(piece):
    started = time.process_time()
    for language in ("en", "zh"):
        propose(piece * (40_000 // len(piece)), language=language)
    assert time.process_time() - started < 10


def test_a_proposal_lies_over_the_style_of_a_request_and_under_its_spans():
    text = '"I hate you," he whispered.'
    mine = Span(0, 4, Style(rate=30))
    request = SpeechRequest(text, style=Style(pitch=-2.0, loudness=3.0), spans=(mine,))
    applied = propose(text).applied(request, intensity=1.7)
    assert applied.text == text
    assert applied.style == request.style
    quote, kept = applied.spans
    assert kept == mine
    assert quote.style.whisper
    assert quote.style.emotions == {"hateful": 1.0}
    assert (quote.style.intensity, quote.style.pitch, quote.style.loudness) == (1.7, -2.0, 3.0)
    plain = SpeechRequest("The meeting is at three.")
    assert propose(plain.text).applied(plain, intensity=2.0) == plain
    whole = SpeechRequest("Ugh, it stinks.")
    assert leading(propose(whole.text).applied(whole).style) == "disgusted"
