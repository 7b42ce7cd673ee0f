"""Captions say what is so: they are read back here with a lexicon of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tts.corpus.captions import WORDINGS, captions, comparative, neutral_of
from tts.corpus.manifest import Measured, Record
from tts.corpus.sample import emotional_delivery, sample_delivery, sample_emotions, sample_identity
from tts.corpus.wording import LANGUAGES, wording
from tts.errors import CorpusError
from tts.style.delivery import Delivery
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import Identity

SIGNS = {
    "en": {
        (
            "pitch",
            1,
        ): r"pitch up|high-pitched|high in pitch|raised pitch|high register|\bhigher\b",
        (
            "pitch",
            -1,
        ): r"semitones? lower|pitch down|low-pitched|low in pitch|lowered pitch|\blower\b|\bdeeper\b",
        ("rate", 1): r"\bfaster\b|\bquicker\b|\brapid(ly)?\b|(?<!less )\bquickly\b|speed up|(?<!un)hurriedly",
        ("rate", -1): r"\bslower\b|(?<!talks )\bslowly\b|less quickly|speed down|leisurely|slow tempo",
        ("loudness", 1): r"\blouder\b|\bloudly\b|\bbooming\b|volume up|high volume|more volume",
        ("loudness", -1): r"\bquieter\b|\bquietly\b|\bhushed\b|volume down|low volume|less volume",
        ("breath", 1): r"\bbreathier\b|\bbreathily\b|more breathy|\bairier\b",
        ("tremor", 1): r"\bshakily\b|\bshakier\b|\bquaver|\bwobbly\b",
        ("pauses", 1): r"longer pauses|pauses [\d.]+ ?(%|percent) longer|long pauses|haltingly",
        ("pauses", -1): r"shorter pauses|pauses [\d.]+ ?(%|percent) shorter|hardly any pauses",
        ("final", 1): r"end rising by|rise at the end",
        ("final", -1): r"end falling by|fall at the end|drop at the end",
        ("whisper", 1): r"in a whisper|^whisper(ed|ing)|, whispering",
    },
    "zh": {
        (
            "pitch",
            1,
        ): r"音调升高|高[\d.一两三四五六七八九十]+个半音|音[调高][^,，；。]{0,4}高(?!个)|声调[^,，；]{0,3}高",
        (
            "pitch",
            -1,
        ): r"音调降低|低[\d.一两三四五六七八九十]+个半音|音调[^,，；。升]{0,4}低|声调[^,，；]{0,3}低",
        ("rate", 1): r"语速加快|语速[^,，；。慢]{0,4}快|语速[^,，；]{0,4}急促|快百分之",
        ("rate", -1): r"语速减慢|语速[^,，；。快]{0,4}慢|慢百分之|慢条斯理|慢悠悠",
        ("loudness", 1): r"音量提高|音量[^,，；。]{0,4}大|声音大\d",
        ("loudness", -1): r"音量降低|音量[^,，；。]{0,4}小|声音小\d|低声细语",
        ("breath", 1): r"气声[^,，；。]{0,4}重|气音[^,，；。]{0,4}明显",
        ("tremor", 1): r"颤音[^,，；。]{0,4}明显",
        ("pauses", 1): r"停顿延长|停顿[^,，；。]{0,4}长",
        ("pauses", -1): r"停顿缩短|停顿[^,，；。]{0,4}短",
        ("final", 1): r"句尾[^,，；。]{0,3}上扬|升调",
        ("final", -1): r"句尾下[沉降]|降调",
        ("whisper", 1): r"(?<!不要)耳语|窃窃私语|悄悄话",
    },
}


def groups(count: int, seed: int = 5) -> Iterator[list[Record]]:
    """Records as the corpus makes them: neutral, one feeling at two intensities, free numbers."""
    rng = np.random.default_rng(seed)
    for number in range(count):
        identity = (
            sample_identity(rng, "rms", "slt") if rng.random() < 0.5 else sample_identity(rng, "slt", "awb")
        )
        emotions = sample_emotions(rng)
        low, high = float(rng.uniform(0.2, 1)), float(rng.uniform(1, 2))
        plan = [
            ({"neutral": 1.0}, 0.0, Delivery()),
            (emotions, low, emotional_delivery(rng, emotions, low)),
            (emotions, high, emotional_delivery(rng, emotions, high)),
            ({"neutral": 1.0}, 0.0, sample_delivery(rng)),
        ]
        yield [
            Record(
                id=f"{number}-{take}", audio="a.wav", text="Hello.", duration=1.0, speaker="rms",
                group=str(number), identity=identity, emotions=felt, intensity=intensity, delivery=delivery,
            )
            for take, (felt, intensity, delivery) in enumerate(plan)
        ]  # fmt: skip


def told(text: str, language: str) -> set[tuple[str, int]]:
    text = text.lower()
    return {key for key, pattern in SIGNS[language].items() if re.search(pattern, text)}


MEASURED = Measured(
    pitch=120.0, range=2.5, rate=12.0, loudness=-24.0, tilt=14.0, breath=14.0, pauses=0.1, voiced=0.6
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_are_true_of_the_delivery(language: str) -> None:
    seen = 0
    for records in groups(150):
        for record in records:
            assert record.delivery is not None
            # A voice's habits are told as well; only the delivery is checked here.
            for text in captions(replace(record, identity=None), None, 0)[language]:
                for name, sign in told(text, language):
                    assert getattr(record.delivery, name) * sign > 0, (text, name, record.delivery)
                    seen += 1
    assert seen > 300


def test_numbers_are_those_of_the_delivery() -> None:
    delivery = Delivery(pitch=3.1, rate=float(np.log2(0.8)), loudness=-6.2)
    record = Record(id="n", audio="a.wav", text="Hi.", duration=1.0, speaker="rms", delivery=delivery)
    texts = [text for seed in range(60) for form in captions(record, None, seed).values() for text in form]
    semitones = [
        m[1] for t in texts if (m := re.search(r"([\d.]+) (?:semitones|st)|([\d.]+)个半音", t)) and m[1]
    ]
    assert set(semitones) == {"3"}
    percents = {
        m[1] for t in texts if (m := re.search(r"(\d+) ?(?:%|percent)(?: slower|$)|减慢(\d+)%", t)) and m[1]
    }
    assert percents <= {"20", "80"}
    assert "20" in percents
    assert any("6 dB quieter" in text for text in texts)
    assert any("语速减慢20%" in text for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_felt_emotions_are_named(language: str) -> None:
    names = {id_: set(wording(language).emotions[id_].nouns) for id_ in EMOTION_IDS}
    owners = {
        noun: {id_ for id_ in EMOTION_IDS if noun in names[id_]} for nouns in names.values() for noun in nouns
    }
    for records in groups(60):
        for record in records[1:3]:
            for text in captions(record, None, 1)[language]:
                bare = re.split(r"\bnot\b|\bwithout\b|\bthan\b|没有|不|而不是", text)[0]
                for noun, ids in owners.items():
                    if language == "en" and re.search(rf"\b(with|of) {noun}\b", bare.lower()):
                        assert ids & set(record.emotions), (text, noun, record.emotions)
                    if language == "zh" and len(noun) == 2 and f"带着一丝{noun}" in bare:
                        assert ids & set(record.emotions), (text, noun, record.emotions)


def test_degree_follows_intensity() -> None:
    weak = re.compile(
        r"slightly|a bit|a little|faint|hint|touch|trace|tad|mildly|微微|有点|一丝|淡淡|隐隐|略|稍"
    )
    strong = re.compile(r"extremely|utter|incredibly|overwhelming|absolutely|极|无比|最")
    for intensity, right, wrong in ((0.3, weak, strong), (1.95, strong, weak)):
        record = Record(
            id="i",
            audio="a.wav",
            text="Hi.",
            duration=1.0,
            speaker="rms",
            emotions={"sad": 1.0},
            intensity=intensity,
        )
        texts = [
            text for seed in range(50) for form in captions(record, None, seed).values() for text in form
        ]
        assert sum(bool(right.search(text.lower())) for text in texts) > len(texts) / 3
        assert not any(wrong.search(text.lower()) for text in texts)


def test_mixtures_name_both_parts_in_order() -> None:
    record = Record(
        id="m",
        audio="a.wav",
        text="Hi.",
        duration=1.0,
        speaker="rms",
        emotions={"happy": 0.7, "sad": 0.3},
        intensity=1.0,
    )
    texts = [text for seed in range(400) for text in captions(record, None, seed)["zh"]]
    assert any(re.search(r"中透露出(悲伤|哀伤|忧伤|伤感|悲痛|忧愁|难过)", text) for text in texts)
    english = [text.lower() for seed in range(400) for text in captions(record, None, seed)["en"]]
    assert any(re.search(r"(sadness|sorrow|grief) showing through", text) for text in english)
    assert not [text for text in english if re.search(r"\bhappiness showing through|mostly sad", text)]


def test_identity_is_told_as_it_is() -> None:
    man, woman = Identity((1.0, 0.0, 0.0, 0.0), pitch=95.0), Identity((0.0, 0.0, 0.0, 1.0), pitch=190.0)
    child = Identity((0.0, 0.0, 0.0, 1.0), tract=1.25, pitch=320.0)
    for identity, right, wrong in (
        (man, r"\bman\b|\bmale\b|\bhe\b|男|他", r"\bwoman\b|\bfemale\b|\bshe\b|女|她|child"),
        (woman, r"\bwoman\b|\bfemale\b|\bshe\b|\blady\b|女|她", r"\bman\b|\bmale\b|\bhe\b|男|他"),
        (child, r"\bchild\b|\bkid\b|孩|儿童|小朋友", r"\bm[ae]n\b|\bwoman\b|\bhe\b|\bshe\b|男|女"),
    ):
        record = Record(id="v", audio="a.wav", text="Hi.", duration=1.0, speaker="rms", identity=identity)
        texts = [
            text.lower()
            for seed in range(50)
            for form in captions(record, None, seed).values()
            for text in form
        ]
        assert any(re.search(right, text) for text in texts)
        assert not [text for text in texts if re.search(wrong, text)]


def test_measurement_overrules_the_plan() -> None:
    record = Record(
        id="c", audio="a.wav", text="Hi.", duration=1.0, speaker="rms", delivery=Delivery(rate=0.4),
        measured=MEASURED, emotions={"neutral": 1.0},
    )  # fmt: skip
    slower = replace(record, measured=replace(MEASURED, rate=10.0))
    for text in [t for seed in range(30) for t in captions(slower, MEASURED, seed)["en"]]:
        assert ("rate", 1) not in told(text, "en")
    quicker = replace(record, measured=replace(MEASURED, rate=15.0))
    assert any(
        ("rate", 1) in told(t, "en") for seed in range(30) for t in captions(quicker, MEASURED, seed)["en"]
    )


def test_recorded_speech_is_described_by_its_measured_change() -> None:
    record = Record(
        id="r", audio="a.wav", text="Hi.", duration=1.0, speaker="p225",
        measured=replace(MEASURED, pitch=170.0, loudness=-15.0, rate=8.0),
    )  # fmt: skip
    found = {
        key
        for seed in range(40)
        for text in captions(record, MEASURED, seed)["en"]
        for key in told(text, "en")
    }
    assert {("pitch", 1), ("loudness", 1), ("rate", -1)} <= found
    assert captions(record, None, 0) == {"en": (), "zh": ()}


def test_same_seed_same_captions_and_thousands_of_wordings() -> None:
    texts: dict[str, list[str]] = {"en": [], "zh": []}
    for records in groups(300):
        for record in records:
            found = captions(record, None, 9)
            assert found == captions(record, None, 9)
            for language, wordings in found.items():
                assert 1 <= len(wordings) <= WORDINGS
                texts[language] += wordings
    for language in LANGUAGES:
        assert len(set(texts[language])) > 3500, language
    lengths = [len(text.split()) for text in texts["en"]]
    assert min(lengths) == 1
    assert max(lengths) > 25
    slips = re.compile(r"\b(a|an) an?\b|  |\{|None|~|\^|,\s*[,.]|^[\s,]")
    assert not [text for language in LANGUAGES for text in texts[language] if slips.search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_comparatives_point_from_the_first_to_the_second(language: str) -> None:
    more = {
        "en": r"\bmore (emotion|emotional|intense|drama|dramatic)\b",
        "zh": r"[更再]强烈|更加强烈|[更再]有戏剧性",
    }[language]
    less = {"en": r"\bless (emotion|emotional|intense|drama|dramatic)\b", "zh": r"收敛|克制|减弱"}[language]
    seen = 0
    for records in groups(150):
        neutral, low, high, free = records
        for a, b in ((low, high), (high, low), (neutral, free), (free, neutral)):
            assert a.delivery is not None
            assert b.delivery is not None
            text = comparative(a, b, 3)[language]
            for name, sign in told(text, language):
                assert (getattr(b.delivery, name) - getattr(a.delivery, name)) * sign > 0, (text, name)
                seen += 1
            if re.search(more, text.lower()):
                assert b.intensity > a.intensity, text
                seen += 1
            if re.search(less, text.lower()):
                assert b.intensity < a.intensity, text
                seen += 1
    assert seen > 150


def test_comparatives_of_other_voices_or_texts_are_refused() -> None:
    first, second = list(groups(2))
    with pytest.raises(CorpusError, match="one group and one identity"):
        comparative(first[0], second[1], 0)


def test_no_difference_is_said_to_be_none() -> None:
    neutral = next(groups(1))[0]
    assert re.search(
        "same|before|no change|as it is", comparative(neutral, replace(neutral, id="x"), 0)["en"].lower()
    )


def test_neutral_of_finds_the_plain_rendering() -> None:
    neutral, low, *_ = next(groups(1))
    neutral = replace(neutral, measured=MEASURED)
    assert neutral_of([low, neutral], low) is MEASURED
    assert neutral_of([low], low) is None


def test_wordings_of_both_languages_have_the_same_keys() -> None:
    english, chinese = (wording(language) for language in LANGUAGES)
    assert list(english.emotions) == list(chinese.emotions) == list(EMOTION_IDS)
    assert english.traits.keys() == chinese.traits.keys()
    assert english.people.keys() == chinese.people.keys()
    assert english.qualities.keys() == chinese.qualities.keys()
    for part, levels in english.degrees.items():
        assert levels.keys() == chinese.degrees[part].keys()
