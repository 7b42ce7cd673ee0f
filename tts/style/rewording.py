"""Rewordings: constructions that are spread over a caption, brought into the form that the tables know.

"Keep the panic out of it" becomes "without panic", "a third faster" "33.3333 % faster", "a woman of sixty"
"a woman 60 years old". Everything else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tts.style.numerals import HAN_NUMBER, NUMBER, PARTS, UNITS, han_number, in_digits, number

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_HAN = "\u4e00-\u9fff"
_COMPARED = (
    "faster|slower|quicker|louder|quieter|softer|higher|lower|longer|shorter|deeper|more|less|again|off|"
    "up|down|of (?:the|its|your|normal|usual)"
)
_PARTS = "|".join(PARTS)
_USUAL = "usual|normal|natural|regular|average|ordinary|standard|full|original|habitual|own"
_OWN = f"(?:(?:the|your|his|her|their|its|my|{_USUAL}) )*"
_RATES = "speed|pace|tempo|rate|speaking rate|speaking speed|speech rate|talking speed|volume|loudness|pauses"
_AXES = "语速|速度|节奏|说话速度|音量|声音大小|停顿时间|停顿时长|停顿长度|停顿|音域|起伏"


# Figures


def _fraction(found: re.Match[str]) -> str:
    count = 1.0 if found[1] in ("a", "an", "one") else number(found[1])
    return f"{100 * count / PARTS[found[2].removesuffix('s')]:.6g}%"


def _half_more(found: re.Match[str]) -> str:
    return f"{number(found[1]) + 0.5:g}"


def _mixed(found: re.Match[str]) -> str:
    """One and a quarter."""
    count = 1.0 if found[2] == "a" else number(found[2])
    return f"{number(found[1]) + count / PARTS[found[3].removesuffix('s')]:.6g}"


def _changed(part: float) -> str:
    """What a part of the usual amount is as a change of it."""
    return f"{abs(100 * (part - 1)):.6g}% {'higher' if part >= 1 else 'lower'}"


def _by_factor(found: re.Match[str]) -> str:
    factor = float(found[3])
    falls = re.search(r"reduc|slow|lower|cut|decreas|drop|less|quiet|soft|down|shorten", found[1])
    return f"{found[1]}{found[2]}by {100 * (1 - 1 / factor if falls else factor - 1):.6g}%"


def _part_in_chinese(found: re.Match[str]) -> str:
    """语速降到八成: what is reached, as a change of it."""
    value = han_number(found[2]) / {"%": 100, "成": 10, "倍": 1}[found[3]]
    return f"{found[1]}{'提高' if value >= 1 else '降低'}{abs(100 * (value - 1)):.6g}%"


_INTERVALS = {
    "minor second": 1, "major second": 2, "minor third": 3, "major third": 4, "perfect fourth": 5, "fourth": 5,
    "tritone": 6, "perfect fifth": 7, "fifth": 7, "minor sixth": 8, "major sixth": 9, "minor seventh": 10,
    "major seventh": 11, "小二": 1, "大二": 2, "小三": 3, "大三": 4, "纯四": 5, "纯五": 7, "小六": 8, "大六": 9,
    "小七": 10, "大七": 11,
}  # fmt: skip
"""Musical interval → semitones."""

_FIGURES: tuple[Rule, ...] = (
    (re.compile(r"\b(?:in|at) double time\b"), "faster"),
    (re.compile(rf"\b({NUMBER}) and (a|one|two|three) (halfs?|thirds?|quarters?|fifths?|tenths?)(?= times)"), _mixed),
    (re.compile(rf"\b({NUMBER}) and a half\b"), _half_more),
    (re.compile(r"\ban? (octave|semi-?tone|tone|step|half step) and a half\b"), r"1.5 \1s"),
    (re.compile(r"\ba couple(?: of)?(?= (?:semi-?tones?|tones?|half[ -]steps|whole[ -]steps|percent|decibels|db)\b)"), "2"),
    (re.compile(r"\bpoint ({})\b(?= (?:semitones?|octaves?|percent))".format("|".join(UNITS))), lambda m: f"0.{UNITS[m[1]]}"),
    (re.compile(r"\b(one|two|three|four|five|six|seven|eight|nine)[ -](halves|thirds?|quarters|fifths?|sixths?|eighths?|tenths?)\b"), _fraction),
    (re.compile(rf"\b(an?) ({_PARTS})\b(?= (?:{_COMPARED})\b)"), _fraction),
    (re.compile(rf"(?<=\bby )(an?) ({_PARTS})\b"), _fraction),
    (re.compile(rf"\b(an?) ({_PARTS})(?= of {_OWN}(?:{_RATES})\b)"), _fraction),
    (re.compile(r"\b(?:an? )?({})(?= (?:up|down|higher|lower|above|below|deeper)\b)".format("|".join(list(_INTERVALS)[:13]))),
     lambda m: f"{_INTERVALS[m[1]]} semitones"),
    (re.compile(r"\b(up|down|lower|higher|raised|lowered)(?: by)? an? ({})(?=$|[,.;!]| and\b)".format("|".join(list(_INTERVALS)[:13]))),
     lambda m: f"{m[1]} {_INTERVALS[m[2]]} semitones"),
    (re.compile(r"([大小纯][二三四五六七])度"), lambda m: f"{_INTERVALS[m[1]]}个半音" if m[1] in _INTERVALS else m[0]),
    (re.compile(r"\b(\d+(?:\.\d+)?) cents\b"), lambda m: f"{float(m[1]) / 100:g} semitones"),
    (re.compile(r"(\d+(?:\.\d+)?)个?音分"), lambda m: f"{float(m[1]) / 100:g}个半音"),
    (re.compile(r"\b(semi-?tones?|half[ -]steps?) (sharp|flat)\b"), lambda m: f"{m[1]} {'up' if m[2] == 'sharp' else 'down'}"),
    (re.compile(r"\bhalf an?(?= (?:octave|semitone|tone|step))"), "0.5"),
    (re.compile(r"\b(?:cut|reduced?|slashe?d?) (.{1,30}?) in half\b"), r"\1 down by 50%"),
    (re.compile(r"\bhalf again as (fast|quick|slow|loud|quiet|soft|high|low|long)\b"), r"50% more \1"),
    (re.compile(r"\b(.{0,25}?)(\b(?:the )?[a-z]+ )by a factor of (\d+(?:\.\d+)?)"), _by_factor),
    (
        re.compile(
            r"\b(double|twice|triple|half)(?: the| your| its| of)*(?: normal| usual| regular)*"
            r"(?= (?:speed|pace|tempo|rate|speaking|talking|volume|loudness|time\b))"
        ),
        lambda m: {"half": "50% lower", "triple": "200% higher"}.get(m[1], "100% higher"),
    ),
    (re.compile(rf"(?<=\d)((?:%| ?times| ?x|×)(?: of)?(?: the| your| its)*) (?:{_USUAL}) "), r"\1 "),
    (re.compile(rf"\b(\d+(?:\.\d+)?)(?:%| percent) of {_OWN}({_RATES})\b"), lambda m: f"{_changed(float(m[1]) / 100)} {m[2]}"),
    (re.compile(rf"\b(?:at|to) (?:about |around |only |just )?(\d+(?:\.\d+)?)(?:%| percent) {_OWN}({_RATES})\b"),
     lambda m: f"{_changed(float(m[1]) / 100)} {m[2]}"),
    (re.compile(rf"\b({_RATES})(?: set| down| up| turned down| turned up| reduced| dropped)? (?:at|to) (?:about |around |only )?(\d+(?:\.\d+)?)(?:%| percent)"),
     lambda m: f"{_changed(float(m[2]) / 100)} {m[1]}"),
    (re.compile(r"\b(?:knock|shave|take|trim|chop|lop|cut|slice|drop|clip)(?:s|ed|ing|ping|ming|ping)? (.{1,24}?(?:%|percent|db|decibels?|semitones?|half steps?|octaves?)) off\b"), r"\1 lower"),
    (re.compile(rf"({HAN_NUMBER})分之({HAN_NUMBER})"), lambda m: f"{100 * han_number(m[2]) / han_number(m[1]):.6g}%"),
    (re.compile(rf"({HAN_NUMBER})点([一二三四五六七八九])(?=[个倍%])"), lambda m: f"{han_number(m[1]):g}.{han_number(m[2]):g}"),
    (re.compile(rf"({HAN_NUMBER}|\d+)成半"), lambda m: f"{han_number(m[1]) + 0.5:g}成"),
    (re.compile(rf"({HAN_NUMBER}|\d+)个半(?=八度|全音)"), lambda m: f"{han_number(m[1]) + 0.5:g}个"),
    (re.compile(rf"([升降])调(?=了?(?:{HAN_NUMBER}|\d))"), r"音调\1"),
    (re.compile(r"半个(?=八度)"), "0.5个"),
    (re.compile(r"半个音(?![阶程])|(?<=[升降高低])半音"), "1个半音"),
    (re.compile(r"(?<=[升降高低])一个音(?![阶程])"), "1个全音"),
    (re.compile(rf"(?<=[升降高低提调到])({HAN_NUMBER}|\d+)个(?:调|key)"), r"\1个半音"),
    (re.compile(rf"({HAN_NUMBER}|\d+)个百分点"), lambda m: f"{han_number(m[1]):g}%"),
    (re.compile(r"(?<=[到至为剩成])(?:原来的?|平时的?|正常的?|平常的?)?一半"), "50%"),
    (re.compile(rf"({_AXES})[^,，。;；\d一二两三四五六七八九十百%]{{0,5}}?(?:到|至|成为|变为|是|为)(?:原来|平时|正常|平常|原先|往常|默认)?的?({HAN_NUMBER}|\d+(?:\.\d+)?)(%|倍|成)(?!速)"), _part_in_chinese),
    (re.compile(r"(?:平时|正常|平常|原来)?的?一半的?(语速|速度|音量|停顿)"), r"\1降低50%"),
    (re.compile(rf"({_AXES})(?:减半|砍半|对折|减少?一半|缩短一半|少一半)"), r"\1降低50%"),
    (re.compile(r"半速"), "语速降低50%"),
    (re.compile(rf"({_AXES})(?:翻倍|加倍|翻一番|翻番|翻一倍|翻上一倍|提高一倍|加大一倍|快一倍|多一倍|加长一倍|延长一倍|增加一倍|长一倍|大一倍)"), r"\1提高100%"),
    (re.compile(rf"(?<=[{_HAN}])(?<![增添附速量度调域顿高再多])加(?=\d+(?:\.\d+)?(?:%|[成分])[{_HAN}])"), ","),
    (re.compile(rf"(?<=[{_HAN}])减半"), "减少50%"),
)  # fmt: skip


# What is compared, and with what


def _halves(found: re.Match[str]) -> str:
    """60/40 fear and joy."""
    first, second = int(found["a"] or found["c"]), int(found["b"] or found["d"])
    if first + second not in (10, 100):
        return found[0]
    scale = 100 // (first + second)
    one, other = found["e"] or found["g"], found["f"] or found["h"]
    return f"{first * scale}% {one}, {second * scale}% {other}"


_MOOD_WORDS = dict(
    pair.split(":")
    for pair in "爱:爱意 恨:仇恨 喜:喜悦 怒:愤怒 哀:悲伤 悲:悲伤 惊:惊讶 恐:恐惧 惧:恐惧 怕:害怕 羞:羞愧 愧:愧疚 "
    "悔:懊悔 急:焦急 忧:忧伤 气:生气 恼:恼怒 烦:恼火 累:疲惫 困:困倦 厌:厌恶 慌:慌张 甜:甜蜜 苦:苦涩 疼:心疼 愤:愤怒 笑:好笑 哭:悲伤 傲:骄傲 怨:怨恨".split()
)
_MOODS = "".join(_MOOD_WORDS)


def _moods(found: re.Match[str]) -> str:
    """又羞又喜 and 羞喜交加 in words that stand for themselves."""
    return ",".join(_MOOD_WORDS[char] for char in found.groups() if char)


_COMPARISONS: tuple[Rule, ...] = (
    (re.compile(r"\bnot so much (\w+) as (\w+)"), r"mostly \2, a hint of \1"),
    (re.compile(r"(?<!nothing )(?<!hardly )(?<!barely )(?<!little )(?<!\bno )\b(?!much\b|even\b|no\b|so\b|far\b|any\b|way\b)(\w+),? more (?:so )?than (?!ever|usual|normal|before|enough|anything|a\b|the\b|an\b|just|words|you|i\b|he|she|it\b|\d)(\w+)"), r"mostly \1, a hint of \2"),
    (re.compile(r"\bwith an? (\w+) (edge|undertone|streak|tinge|undercurrent|tint|tone underneath|twist|lining|note|flavou?r|aftertaste|bite to it|edge to it|note to it)\b"), r"with a hint of \1"),
    (re.compile(r"\b(?:(?P<a>\d{1,2}) ?[/:-] ?(?P<b>\d{1,2})|(?P<c>\d{1,2})% ?/ ?(?P<d>\d{1,2})%) (?:(?:mix|split|blend)(?: of)? )?(?:(?P<e>[a-z]+)(?: and | to |/|, )(?P<f>[a-z]+)|(?P<g>[a-z]+) (?P<h>[a-z]+))"), _halves),
    (re.compile(r"\b(\w+) and (\w+),? (\d{1,2}) ?[/:-] ?(\d{1,2})\b"),
     lambda m: f"{m[3]}0% {m[1]}, {m[4]}0% {m[2]}" if int(m[3]) + int(m[4]) == 10 else f"{m[3]}% {m[1]}, {m[4]}% {m[2]}"),
    (re.compile(rf"([{_HAN}]{{2,4}})(?:多于|大于|胜过|多过)([{_HAN}]{{2,4}})"), r"主要\1,略带\2"),
    (re.compile(rf"比起([{_HAN}]{{2,4}})[,，]?更多的?是"), r"略带\1,主要"),
    (re.compile(rf"([一二三四五六七八九])([一二三四五六七八九])开(?:的|地)?([{_HAN}]{{2,3}})[和与跟]([{_HAN}]{{2,3}})"), r"\1成\3,\2成\4"),
    (re.compile(rf"与其说是?([{_HAN}]{{1,5}}?)[,，]?(?:倒)?不如说是?"), r"不是\1,而是"),
    (re.compile(rf"又([{_MOODS}])又([{_MOODS}])(?![{_HAN}])|又([{_MOODS}])又([{_MOODS}])(?=[地的着])"), _moods),
    (re.compile(rf"(?<![{_HAN}])(?!悔恨)([{_MOODS}])([{_MOODS}])(?:交加|交织|交集|参半|交并|交缠)"), _moods),
    # Against what is usual
    (re.compile(r"\b(above|over) where (?:he|she|you|it|they|i)(?:'s| is| are)?\b"), "higher than"),
    (re.compile(r"\b(below|under|beneath) where (?:he|she|you|it|they|i)(?:'s| is| are)?\b"), "lower than"),
    (re.compile(rf"\b(?:below|beneath|under) (?:his|her|your|their|its|the|my) (?:{_USUAL})\b"), "lower than usual"),
    (re.compile(rf"\b(?:below|beneath|under) (?:{_USUAL})\b"), "lower than usual"),
    (re.compile(rf"\b(?:above|over) (?:his|her|your|their|its|the|my) (?:{_USUAL})\b"), "higher than usual"),
    (re.compile(rf"\b(?:above|over) (?:{_USUAL})\b"), "higher than usual"),
    (re.compile(r"\b(lower|higher|slower|faster|quicker|louder|quieter|softer|deeper|longer|shorter|than) (?:than )?(?:his|her|your|their|my) (?:usual|normal|natural|own)\b"), r"\1 than usual"),
    (re.compile(r"\b(?:hardly|barely|scarcely|little|no|not much|nothing|never|not) (?:any )?more than (?=an? |the )"), "just "),
    (re.compile(r"\b(?:hardly|barely|scarcely|little|no|not much|never|not) (?:any )?(?:louder|higher|stronger) than (?=an? (?:whisper|murmur|breath|sigh|mutter|mumble|rustle))"), "quiet, just "),
    (re.compile(r"(?:别|不要|不能|不得|不可|绝不|不)(?:高过|超过|超出|盖过|大过)(?=悄悄话|耳语|低语|呼吸|蚊子|私语)"), "像"),
    (re.compile(r"\bnot ([a-z]+) enough\b"), r"more \1"),
    (re.compile(rf"(?:还|远远)?不太?够(?=大声|小声|响|快|慢|高|低|沉|轻|亮|[{_HAN}]{{2}})"), "更"),
)  # fmt: skip


# Ages

_PEOPLE = (
    "man|woman|lady|gentleman|girl|boy|lad|lass|guy|male|female|person|child|kid|teenager|mother|father|"
    "widow|widower|voice|someone|somebody|speaker|nun|monk|king|queen|schoolgirl|schoolboy|pupil|daughter|son|sister|brother|aunt|uncle|grandmother|grandfather|granny|grandpa|grandma|student|teacher|soldier|farmer|chap|fellow|bloke"
)
_FAMILY = "mother|father|mom|mum|dad|parent|widow|widower|queen|king"
"""Who has children: "a father of three" has no age."""
_TEN_WORDS = {
    word[:-1] + "ies": 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_DECADE = "|".join(_TEN_WORDS)
_GRADES = {"小学": 6, "初": 12, "高": 15, "大": 18}


def _children(found: re.Match[str]) -> str:
    """A father of three has no age, a widow of sixty has."""
    count = re.search(rf" of ({NUMBER})$", found[0])
    return found[0] if count and number(count[1]) > 15 else found[1]


def _years(found: re.Match[str]) -> str:
    age = number(found[2])
    if re.fullmatch(_FAMILY, found[1]) and age < 16:
        return found[1]
    return f"{found[1]} {age:g} years old"


def _of_decade(found: re.Match[str]) -> str:
    return f"{_TEN_WORDS[found[2]] + {'early': 2, 'mid': 5, 'middle': 5, 'late': 8}[found[1]]} years old"


def _plus(years: float) -> Callable[[re.Match[str]], str]:
    """So many years more than the tens that were found."""
    return lambda found: f"{han_number(found[1]) * 10 + years:g}岁"


_AGES: tuple[Rule, ...] = (
    (re.compile(rf"\b({_FAMILY}|mama|papa|mommy|daddy) of (?:{NUMBER}|a|an|twin|triplet) ?(?:boys?|girls?|sons?|daughters?|kids?|children|twins|triplets|teenagers?|toddlers?|babies)?\b(?! ?(?:years|year|%))"), _children),
    (re.compile(rf"(?:有|带着?|养了?|生了?)(?:{HAN_NUMBER}|\d+)个(?:孩子|小孩|娃|儿子|女儿)"), ""),
    (re.compile(rf"({HAN_NUMBER}|\d+)个(?:孩子|小孩|娃|儿子|女儿|男孩|女孩|儿女)的(?=[爸妈父母爹娘单家])"), ""),
    (re.compile(r"\b(?:\d+|[a-z]+)[ -]years?[ -]old (whisky|whiskey|scotch|wine|port|rum|bourbon|brandy|cheese|car|house|tree|oak|castle|church|building|tradition|secret|mystery|story|dog|cat|horse)\b"), r"\1"),
    (re.compile(r"([二三四五六七八九])十出头(?:岁|的年纪)?"), _plus(2)),
    (re.compile(r"([二三四五六七八九])十(?:多|几|好几)岁"), _plus(5)),
    (re.compile(r"([二三四五六七八九])十来岁"), _plus(1)),
    (re.compile(r"([二三四五六七八九])十(?:岁)?(?:开外|挂零|有余|有几)"), _plus(3)),
    (re.compile(r"年(?:过|逾)([二三四五六七八九])[旬十](?!岁)"), _plus(2)),
    (re.compile(r"(?:年近|将近|快到|奔)([三四五六七八九])[旬十](?!岁)"), _plus(-2)),
    (re.compile(r"年近半百"), "48岁"),
    (re.compile(r"年(?:过|逾)半百"), "53岁"),
    (re.compile(r"(?:年|已)?(?:届|满|约|已)?半百(?=的?(?:老|男|女|人|年纪|汉|妇|先生|大))"), "50岁"),
    (re.compile(r"([二三四五六七八九])十(?:岁)?(?:高龄|的年纪|年纪)"), _plus(0)),
    (re.compile(r"([五六七八九])旬"), _plus(0)),
    (re.compile(r"年方二八|二八(?=年华|佳人|少女)"), "16岁"),
    (re.compile(rf"(?:刚满|年满|年方|芳龄|年仅|刚过|刚到|才)({HAN_NUMBER}|\d+)(?=的|[,，。]|$|[小大男女姑少老青])(?!岁)"), lambda m: f"{han_number(m[1]):g}岁"),
    (re.compile(rf"({HAN_NUMBER}|\d+)岁半"), r"\1岁"),
    (re.compile(r"([二三四五六七八九]?)十([一二三四五六七八])[二三四五六七八九]岁"),
     lambda m: f"{10 * (han_number(m[1]) if m[1] else 1) + han_number(m[2]):g}岁"),
    (re.compile(r"小学([一二三四五六])年级"), lambda m: f"{6 + han_number(m[1]):g}岁的"),
    (re.compile(r"(?<!最)(初|高|大)([一二三四])(?=(?:的)?(?:学生|男生|女生|新生|同学|女孩|男孩|生|年级|那年|学妹|学弟))"), lambda m: f"{_GRADES[m[1]] + han_number(m[2]):g}岁的"),
    (re.compile(rf"\b({_PEOPLE})(?: of|,? aged)?(?: about| around| roughly| nearly| almost| maybe| perhaps| some| just) ({NUMBER})\b(?!%| ?[a-z%])"), _years),
    (re.compile(rf"\b({_PEOPLE}),? (?:about |around |maybe )?({NUMBER}) or so\b"), _years),
    (re.compile(rf"\b({_PEOPLE})(?: of|,? aged|,? over|,? under|,) ({NUMBER})\b(?!%| ?[a-z%]|/)"), _years),
    (re.compile(rf"\b({_PEOPLE})(?: of|,? aged) ({NUMBER})\b(?! ?(?:%|percent|children|kids|sons|daughters|boys|girls|minds|hearts|words|few|dogs|cats|faces|worlds|parts))"), _years),
    (re.compile(rf"\b(aged?) ({NUMBER})\b(?! ?%)"), lambda m: f"{number(m[2]):g} years old"),
    (re.compile(rf"\b(early|mid|middle|late)[ -]({_DECADE})\b"), _of_decade),
    (re.compile(rf"\b({'|'.join(word[:-3] + 'y' for word in _TEN_WORDS)}|[2-9]0)[ -]?(?:ish|something|odd)\b"), lambda m: f"{number(m[1]):g} years old"),
    (re.compile(rf"\b(?:pushing|nearing|approaching|just turned|turning|rising) ({NUMBER})\b(?!%| ?[a-z%])"), lambda m: f"{number(m[1]):g} years old"),
)  # fmt: skip


# What is kept out, held back or let go

_NO = "air breath edge energy speed pitch voice volume pauses it this that words".replace(" ", "|")
_SOUND = "voice|volume|pitch|pace|speed|tempo|tone|breath|energy|range|it|this|that|them|things|head|eyes|chin|register|key"

_DENIALS: tuple[Rule, ...] = (
    (re.compile(r"\b(?!care|hands|toll|scot|set|for|break|be|is|feel|feels|go)([a-z]{4,})[ -]free\b(?! (?:and|as|with|of))"), r"without \1"),
    (re.compile(r"\bnot that (?=he|she|they|it|you|i|we)\b"), "not "),
    (re.compile(r"\bwho(?: says| said|'s saying)(?: that)?(?: i'm| i am| anything about| he's| she's| we're| you're)?(?= )"), "not"),
    (re.compile(r"\b(?:struggl\w+|fight\w*|battl\w+|failing|barely|hardly|can't|cannot|can barely|can hardly|unable) (?:to )?(?:keep\w*|hold\w*) (?:(?:the|his|her|your|their|a|my) )?(?:voice )?(?:steady|even|level|from (?:shaking|trembling|cracking|breaking|wobbling))"), "trembling"),
    (re.compile(rf"\bkeep(?:ing)? (?!(?:{_SOUND})\b)(?:(?:the|your|that|any|all|his|her) )?(?!(?:{_SOUND})\b)([a-z]+) (?:small|low key|minimal|slight|subtle|light|muted|under control|in check|contained|to a minimum|under wraps|at a simmer|on a leash|on a tight leash|bottled up|buried|inside)\b"), r"less \1"),
    (re.compile(r"\blet(?:ting)? (?:(?:the|your|that|all|all the|her|his) )?(?!it\b|this\b|that\b|them\b|go\b)([a-z]+) (?:rip|loose|fly|run wild|run free|explode|burst out|pour out|overflow|boil over|spill over|out in full)\b"), r"unrestrained \1"),
    (
        re.compile(
            rf"\b(?:keep|take|leave|get|strip|drain|squeeze|cut)(?:s|ing)? "
            rf"(?!(?:(?:the|that|this|any|all|every|your) )?(?:{_NO})\b)"
            r"((?:the |that |this |any |all |all the |every )?[a-z]+(?: [a-z]+)?) out(?: of)?\b"
        ),
        r"without \1",
    ),
    (re.compile(r"\b(?:leave|leaving|cut|cutting|take|taking|strip|rule) out (?=the |any |all |that )"), "without "),
    (re.compile(r"(?:并不是|并非|不是|也不是)(?:没有|没|不)(?=[^,，。是]{1,4})(?!办法|关系|可能|道理|机会|时间)"), "有"),
    (re.compile(r"(?:谁说|谁告诉你|谁跟你说|谁讲)(?:我|他|她|你|咱|我们)?"), "并非"),
)  # fmt: skip


# The rest: scales, places, adjectives in a row


def _of_ten(found: re.Match[str]) -> str:
    """Anger at eight out of ten: of the scale 0–2."""
    top = 10.0 if found[2] in ("10", "ten") else 5.0
    value = number(found[1])
    return f"intensity {min(2 * value / top, 2.0):.3g}"


_COMPLAINT = r"(?:it|that|this|you|he|she|they)(?:'s| is| are|'re)(?: (?:just|still|far|way|much|a bit|a little|all))*(?: too [a-z]+| dragging| rushing| rushed| shouting at me)"
_TOO = "(?:语速|声音|音调|音量|节奏|说得|念得|讲得)?(?:有点|有些)?太[快慢高低大小响轻重尖沉平急]了?"

_OTHERS: tuple[Rule, ...] = (
    (re.compile(r"\bup (?:one [a-z]+ )?(?:and|then) (?:then )?down(?: the next| again)?\b"), "up and down"),
    (re.compile(r"\b(?:draw|drag|stretch|spin)(?:s|ing|n)? (?:(?:the|your|each|every|all|those|his|her) )*(?:words?|vowels?|syllables?|sentences?|lines?|sounds?) out\b"), "drawn out"),
    # What is wrong now says less than what is wanted
    (re.compile(rf"(?<=\w)[,.;:!–—-] ?{_COMPLAINT}(?=$|[,.;!])"), ""),
    (re.compile(rf"^{_COMPLAINT}[,.;:!–—-] ?(?=\w)"), ""),
    (re.compile(rf"(?<=[{_HAN}])[,，。;；!！]{_TOO}$"), ""),
    (re.compile(rf"^{_TOO}[,，。;；!！](?=[{_HAN}])"), ""),
    (re.compile(r"\b(?:end|finish|close|conclude)(?:s|es|ing)? (?:(?:each|every|all|the|your|his|her) )*(?:line|sentence|phrase|word)?s? ?(?:on|with|in) an? (?:(low|falling|descending|downward)|high|rising|ascending|upward)(?: note| tone| inflection| pitch)?\b"),
     lambda m: "falling intonation" if m[1] else "rising intonation"),
    (re.compile(rf"\b({NUMBER}) ?(?:out of|/|on a scale of) ?(10|ten|5|five)\b(?! ?/)"), _of_ten),
    (re.compile(r"\b(speak|talk|call|read|say|spoken|talking|speaking|calling)(?: it| this| loudly)? over (?=(?:an?|the) )(?!(?:an?|the) (?:phone|telephone|radio|intercom|coffee|tea|drink|meal|dinner|lunch|breakfast|internet|air|wire|fence|shoulder|years|top))"), r"\1 loudly over "),
    (re.compile(rf"\b(?:only |just )?({NUMBER}) seconds? (?=to (?:say|read|get|speak|tell|deliver|explain|live))"), "fast "),
    (re.compile(r"\b(an?|the|some|such|any) (small|big|deep|quiet|great|huge|faint|slight|mild|raw|bitter|dark|private|dull|sharp|cold|low|high|strong|heavy|light), (?=[a-z]+(?: [a-z]+)?(?:$|[,.;!?]))"), r"\1 \2 "),
    (re.compile(rf"越([{_HAN}]{{1,2}})越好"), r"极其\1"),
    (re.compile(r"说?[一两二三几]个?(?:字|词|句话|句)(?:就)?(?:停|歇|顿)(?:一下|一停|一会儿?|一顿|一歇)?"), "多停顿"),
    (re.compile(rf"爬[完了上]*(?:{HAN_NUMBER}|\d+)[层楼]+楼?"), "爬完楼"),
)  # fmt: skip

_RULES = (*_FIGURES, *_COMPARISONS, *_AGES, *_DENIALS, *_OTHERS)
"""Pattern → what takes its place, in this order; the text is in lower case."""


def reworded(text: str) -> str:
    """A text in lower case with every construction of `_RULES` in the form that the tables know."""
    text = in_digits(text)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text
