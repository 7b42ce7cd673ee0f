"""The words of captions in English and Chinese, as data: what each says about emotion, delivery or speaker.

Phrases are separated by commas; an English single word stands for its adverb, comparative and noun in
-ness as well. `tts.style.vocabulary` gives the tables their meaning.
"""

from __future__ import annotations

from tts.style.wordings.connectives import (
    CLAUSE_WORDS,
    DENYING_JOINS,
    ELSEWHERE,
    FILLERS,
    IRREGULAR,
    JOINING_WORDS,
    SILENT,
    SOFT_CLAUSE_WORDS,
    TRADITIONAL,
)
from tts.style.wordings.feelings import EMOJI, EMOTION_MIXTURES, EMOTION_WORDS, INTENSITY_WORDS
from tts.style.wordings.grades import (
    AFTER_DEGREES,
    AMOUNTS,
    BEFORE_EMOTIONS,
    CARRYING_WORDS,
    DEGREE_WORDS,
    LESS_WORDS,
    NEGATIONS,
    NUMBER_WORDS,
    SHARE_WORDS,
    SOFT_NEGATIONS,
    UNIT_WORDS,
)
from tts.style.wordings.manners import (
    ATTRIBUTE_WORDS,
    AXIS_STEPS,
    AXIS_WORDS,
    FALLING_WORDS,
    HEARD_INSIDE,
    LONE_DIRECTIONS,
    PARTIAL,
    RISING_WORDS,
    SELF_SUFFICIENT_AXES,
    VOICES,
)
from tts.style.wordings.speakers import AGE_WORDS, GENDERED, HINT_WORDS, PRONOUNS, ROLES, Role

__all__ = [
    "AFTER_DEGREES",
    "AGE_WORDS",
    "AMOUNTS",
    "ATTRIBUTE_WORDS",
    "AXIS_STEPS",
    "AXIS_WORDS",
    "BEFORE_EMOTIONS",
    "CARRYING_WORDS",
    "CLAUSE_WORDS",
    "DEGREE_WORDS",
    "DENYING_JOINS",
    "ELSEWHERE",
    "EMOJI",
    "EMOTION_MIXTURES",
    "EMOTION_WORDS",
    "FALLING_WORDS",
    "FILLERS",
    "GENDERED",
    "HEARD_INSIDE",
    "HINT_WORDS",
    "INTENSITY_WORDS",
    "IRREGULAR",
    "JOINING_WORDS",
    "LESS_WORDS",
    "LONE_DIRECTIONS",
    "NEGATIONS",
    "NUMBER_WORDS",
    "PARTIAL",
    "PRONOUNS",
    "RISING_WORDS",
    "ROLES",
    "SELF_SUFFICIENT_AXES",
    "SHARE_WORDS",
    "SILENT",
    "SOFT_CLAUSE_WORDS",
    "SOFT_NEGATIONS",
    "TRADITIONAL",
    "UNIT_WORDS",
    "VOICES",
    "Role",
]
