"""Rewordings: constructions that are spread over a caption, brought into the form that the tables know.

"Keep the panic out of it" becomes "without panic", "a third faster" "33.3333 % faster", "a woman of sixty"
"a woman 60 years old". Everything else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_COMPARED = (
    "faster|slower|quicker|louder|quieter|softer|higher|lower|longer|shorter|deeper|more|less|again|off|"
    "up|down|of (?:the|its|your|normal|usual)"
)
_SMALL = "|".join(_UNITS)
_NUMBER = rf"\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[ -](?:{_SMALL}))?|{_SMALL}"
_PEOPLE = (
    "man|woman|lady|gentleman|girl|boy|lad|lass|guy|male|female|person|child|kid|teenager|mother|father|"
    "widow|widower|voice|someone|somebody|speaker"
)
_DECADE = "|".join(word[:-1] + "ies" for word in _TENS)
_NO = "|".join("air breath edge energy speed pitch voice volume pauses it this that words".split())


_HAN = "[零一二两三四五六七八九十百]+"
_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_MOOD_WORDS = dict(
    pair.split(":")
    for pair in "爱:爱意 恨:仇恨 喜:喜悦 怒:愤怒 哀:悲伤 悲:悲伤 惊:惊讶 恐:恐惧 惧:恐惧 怕:害怕 羞:羞愧 愧:愧疚 "
    "悔:懊悔 急:焦急 忧:忧伤 气:生气 恼:恼怒 烦:恼火 累:疲惫 困:困倦 厌:厌恶 慌:慌张 甜:甜蜜 苦:苦涩 疼:心疼 愤:愤怒 笑:好笑 哭:悲伤 傲:骄傲 怨:怨恨".split()
)
_MOODS = "".join(_MOOD_WORDS)


def han_number(text: str) -> float:
    """A Chinese numeral up to 999, or digits, as a number."""
    if text[0] not in "十百" and text[0] not in _HAN_DIGITS:
        return float(text)
    total, digit = 0.0, 0.0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _HAN_DIGITS[char]
    return total + digit


def _moods(found: re.Match[str]) -> str:
    """又羞又喜 and 羞喜交加 in words that stand for themselves."""
    return ",".join(_MOOD_WORDS[char] for char in found.groups() if char)


def _count(text: str) -> float:
    """A spelt number up to 99, or digits."""
    if text[0].isdigit():
        return float(text)
    return float(sum(_UNITS.get(word, 0) + _TENS.get(word, 0) for word in re.split("[ -]", text)))


def _fraction(found: re.Match[str]) -> str:
    count = 1.0 if found[1] in ("a", "an", "one") else _count(found[1])
    parts = _PARTS[found[2].removesuffix("s")]
    return f"{100 * count / parts:.6g}%"


def _half_more(found: re.Match[str]) -> str:
    return f"{_count(found[1]) + 0.5:g}"


def _years(found: re.Match[str]) -> str:
    return f"{found[1]} {_count(found[2]):g} years old"


def _of_decade(found: re.Match[str]) -> str:
    decade = _TENS[found[2][:-3] + "y"]
    return f"{decade + {'early': 2, 'mid': 5, 'middle': 5, 'late': 8}[found[1]]} years old"


def _about_decade(found: re.Match[str]) -> str:
    return f"{_count(found[1]):g} years old"


_RULES: tuple[Rule, ...] = (
    # Figures
    (re.compile(rf"\b({_NUMBER}) and a half\b"), _half_more),
    (re.compile(r"\b(one|two|three|four|five) (halves|thirds?|quarters|fifths?|sixths?|tenths?)\b"), _fraction),
    (re.compile(rf"\b(an?) (half|third|quarter|fourth|fifth|sixth|tenth)\b(?= (?:{_COMPARED})\b)"), _fraction),
    (re.compile(r"(?<=\bby )(an?) (half|third|quarter|fourth|fifth|sixth|tenth)\b"), _fraction),
    (re.compile(r"\bhalf an?(?= (?:octave|semitone|tone|step))"), "0.5"),
    (re.compile(r"\b(?:cut|reduced?|slashe?d?) (.{1,30}?) in half\b"), r"\1 down by 50%"),
    (
        re.compile(
            r"\b(double|twice|triple|half)(?: the| your| its| of)*(?: normal| usual| regular)*"
            r"(?= (?:speed|pace|tempo|rate|speaking|talking|volume|loudness|time\b))"
        ),
        lambda m: {"half": "50% lower", "triple": "200% higher"}.get(m[1], "100% higher"),
    ),
    (re.compile(r"(?<=\d)((?:%| ?times| ?x|×)(?: of)?(?: the| your| its)*) (?:normal|usual|regular|standard) "), r"\1 "),
    (re.compile(rf"({_HAN})分之({_HAN})"), lambda m: f"{100 * han_number(m[2]) / han_number(m[1]):.6g}%"),
    (re.compile(rf"({_HAN})点([一二三四五六七八九])(?=[个倍%])"), lambda m: f"{han_number(m[1]):g}.{han_number(m[2]):g}"),
    (re.compile(r"半个(?=八度)"), "0.5个"),
    (re.compile(r"半个音(?![阶程])|(?<=[升降高低])半音"), "1个半音"),
    (re.compile(r"(?<=[升降高低])一个音(?![阶程])"), "1个全音"),
    (re.compile(rf"({_HAN}|\d+)个百分点"), lambda m: f"{han_number(m[1]):g}%"),
    (re.compile(r"(?:平时|正常|平常|原来)?的?一半的?(语速|速度|音量|停顿)"), r"\1降低50%"),
    (re.compile(r"(语速|速度|音量|停顿|音域)(?:减半|砍半|对折)"), r"\1降低50%"),
    (re.compile(r"半速"), "语速降低50%"),
    (re.compile(r"(语速|速度|音量|停顿|音域)(?:翻倍|加倍|翻一番|翻番)"), r"\1提高100%"),
    (re.compile(r"(?<=[\u4e00-\u9fff])(?<![增添附])加(?=\d)"), ","),
    # What is more of one thing than of another
    (re.compile(r"\bnot so much (\w+) as (\w+)"), r"mostly \2, a hint of \1"),
    (re.compile(r"([\u4e00-\u9fff]{2,4})(?:多于|大于|胜过|多过)([\u4e00-\u9fff]{2,4})"), r"主要\1,略带\2"),
    (re.compile(r"比起([\u4e00-\u9fff]{2,4})[,，]?更多的?是"), r"略带\1,主要"),
    (re.compile(r"与其说是?([\u4e00-\u9fff]{1,5}?)[,，]?(?:倒)?不如说是?"), r"不是\1,而是"),
    (re.compile(rf"又([{_MOODS}])又([{_MOODS}])(?![\u4e00-\u9fff])|又([{_MOODS}])又([{_MOODS}])(?=[地的着])"), _moods),
    (re.compile(rf"(?<![\u4e00-\u9fff])(?!悔恨)([{_MOODS}])([{_MOODS}])(?:交加|交织|交集|参半|交并|交缠)"), _moods),
    # Ages
    (re.compile(r"([二三四五六七八九])十出头(?:岁|的年纪)?"), lambda m: f"{han_number(m[1]) * 10 + 2:g}岁"),
    (re.compile(r"([二三四五六七八九])十(?:多|几|好几)岁"), lambda m: f"{han_number(m[1]) * 10 + 5:g}岁"),
    (re.compile(r"([二三四五六七八九])十来岁"), lambda m: f"{han_number(m[1]) * 10 + 1:g}岁"),
    (re.compile(r"年过([五六七八九])旬"), lambda m: f"{han_number(m[1]) * 10 + 2:g}岁"),
    (re.compile(r"年近([三四五六七八九])[旬十]"), lambda m: f"{han_number(m[1]) * 10 - 2:g}岁"),
    (re.compile(r"([五六七八九])旬"), lambda m: f"{han_number(m[1]) * 10:g}岁"),
    (re.compile(r"十([一二三四五六七八])[二三四五六七八九]岁"), lambda m: f"{10 + han_number(m[1]):g}岁"),
    (re.compile(rf"\b({_PEOPLE})(?: of|,? aged|,? about|,? around|,? nearly|,? over|,) ({_NUMBER})\b(?!%| ?[a-z%])"), _years),
    (re.compile(rf"\b({_PEOPLE})(?: of|,? aged) ({_NUMBER})\b(?! ?%)"), _years),
    (re.compile(rf"\b(aged?) ({_NUMBER})\b(?! ?%)"), lambda m: f"{_count(m[2]):g} years old"),
    (re.compile(rf"\b(early|mid|middle|late)[ -]({_DECADE})\b"), _of_decade),
    (re.compile(rf"\b({'|'.join(_TENS)}|[2-9]0)[ -]?(?:ish|something)\b"), _about_decade),
    # What is to be kept out
    (re.compile(r"\b(?!care|hands|toll|scot|set|for|break|be|is|feel|feels|go)([a-z]{4,})[ -]free\b(?! (?:and|as|with|of))"), r"without \1"),
    (re.compile(r"\bnot that (?=he|she|they|it|you|i|we)\b"), "not "),
    (
        re.compile(
            rf"\b(?:keep|take|leave|get|strip|drain|squeeze|cut)(?:s|ing)? "
            rf"(?!(?:{_NO})\b)((?:the |that |this |any |all |all the |every )?[a-z]+(?: [a-z]+)?) out(?: of)?\b"
        ),
        r"without \1",
    ),
    (re.compile(r"\b(?:leave|leaving|cut|cutting|take|taking|strip|rule) out (?=the |any |all |that )"), "without "),
)  # fmt: skip
"""Pattern → what takes its place, in this order; the text is in lower case."""


def reworded(text: str) -> str:
    """A text in lower case with every construction of `_RULES` in the form that the tables know."""
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text
