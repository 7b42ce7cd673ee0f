"""The library's sentences in Chinese."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from studio.ui.words import Words
from studio.ui.words.sentences import SENTENCES, chinese
from studio.ui.words.sentences.terms import PARTS

ROOT = Path(__file__).resolve().parents[4]
told = Words("zh").told


@cache
def library():
    """All texts of the library's source."""
    texts = []
    for package in ("tts", "personas", "studio"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if not {"words", "corpus", "train", "wordings"} & {*path.parts}:
                tree = ast.parse(path.read_text(encoding="utf-8"))
                texts += [
                    n.value
                    for n in ast.walk(tree)
                    if isinstance(n, ast.Constant) and isinstance(n.value, str)
                ]
    return "\n".join(texts)


def fields(text):
    return [name for _, name, _, _ in Formatter().parse(text) if name]


def test_every_sentence_is_one_that_the_library_says():
    for english, wording in {**SENTENCES, **PARTS}.items():
        for part in re.split(r"\{\w+\}", english):
            assert len(part.strip()) < 4 or part.strip() in library(), english
        assert set(fields(wording)) <= set(fields(english)), english
        assert re.search("[\u3400-\u9fff]|{", wording), english


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("about the author, by its title", "作者简介（依据：标题）"),
        ("1 footnote left out", "略去 1 条脚注"),
        ("12 tables read row by row", "12 个表格逐行朗读"),
        ("'Ann' is in the cast and says nothing", "“Ann”在角色表中，但没有台词"),
        ("3:14 [zorgle]: not understood: zorgle", "3:14 “zorgle”：未能理解：zorgle"),
        ("intensity is at its maximum (2) already", "强度已达最高值（2）"),
        (
            "what is heard at 1.2 s at “the mill” fits the text badly",
            "1.2 秒处（“the mill”）的声音与文字不太吻合",
        ),
        ("what is heard at 1.2 s fits the text badly", "1.2 秒处的声音与文字不太吻合"),
        ("pitch and range can go no further", "音高、音高起伏已到极限"),
        (
            "the persona's habit is to not whisper; the direction goes against it and is followed",
            "角色习惯于不耳语；提示与之相反，按提示处理",
        ),
        (
            "'One' does not pass: peak is -1.00 dBFS, allowed is at most -3 dBFS",
            "“One”未达标：峰值为 -1.00 dBFS，允许范围：至多 -3 dBFS",
        ),
        (
            "talk.srt: line 3: it ends at 1 s, before it begins at 5 s; mend its times",
            "talk.srt：第 3 行：结束时间（1 秒）早于开始时间（5 秒）；请修正",
        ),
        ("mill.epub: it is empty", "mill.epub：文件是空的"),
        ("line 3: cue 2 needs a word to say", "第 3 行：第 2 句需要至少一个可朗读的词"),
        (
            "spoken 2 times again because of pitch +1.2 semitones, rate -9.0 %",
            "因音高 +1.2 半音、语速 -9.0 %偏差，重读了 2 次",
        ),
    ],
)
def test_sentences_keep_their_values(english, expected):
    assert told(english) == expected


def test_what_nobody_translated_is_shown_with_a_lead_in():
    assert chinese("the moon is made of cheese") is None
    assert told("the moon is made of cheese") == "原文提示：the moon is made of cheese"
    assert Words("en").told("it is empty") == "it is empty"
    assert told("已经是中文") == "已经是中文"
    assert told("12:30") == "12:30"
