"""Captions: what a listener or a director would say about an utterance, in English and Chinese.

What stands out comes from `tts.corpus.labels`, the words from the two wording files; each caption tells
some of the facts in one of many forms, and nothing that is not so.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from tts.corpus import captions_chinese, captions_english
from tts.corpus.facts import Difference, Facts
from tts.corpus.labels import SHOUT, Trait, change, degree, feeling, traits, voice
from tts.corpus.manifest import Measured, Record
from tts.corpus.wording import Role, wording
from tts.errors import CorpusError
from tts.style.delivery import DELIVERY_FIELDS, LIMITS
from tts.style.emotions import EMOTION_IDS

WORDINGS = 4
"""Captions written for a record in each language."""

MAXIMAL = 1.9
"""Intensity from which one more step is "as much as possible"."""

_COMPOSERS: dict[str, Callable[[Facts, random.Random], str]] = {
    "en": captions_english.caption,
    "zh": captions_chinese.caption,
}
_COMPARERS: dict[str, Callable[[Difference, random.Random], str]] = {
    "en": captions_english.comparison,
    "zh": captions_chinese.comparison,
}


def captions(record: Record, reference: Measured | None, seed: int) -> dict[str, tuple[str, ...]]:
    """Distinct wordings of how one utterance sounds: language → up to `WORDINGS` captions.

    There are none when nothing is known of the record (recorded speech without labels and reference).

    record: its emotions, intensity, delivery, identity and measured numbers are told, as far as known.
    reference: measured in the same voice's neutral rendering of the same text, or None: with it, traits
    that the measurement contradicts are left out, and recorded speech without a delivery is described by
    its measured change. seed: other wordings for the same facts.
    """
    emotions, level = feeling(record)
    found = traits(record.delivery, record.measured, reference)
    speaker = voice(record.identity) if record.identity else None
    known = Facts(emotions, level, found, speaker) if emotions else Facts((), 3, found, speaker)
    if not (found or speaker or record.emotions):
        return dict.fromkeys(_COMPOSERS, ())
    told: dict[str, tuple[str, ...]] = {}
    for language, compose in _COMPOSERS.items():
        chances = [random.Random(f"{seed} {record.id} {language} {number}") for number in range(WORDINGS)]
        texts = [compose(_told(record, known, language, chance), chance) for chance in chances]
        told[language] = tuple(dict.fromkeys(texts))
    return told


def captioned(records: Sequence[Record], seed: int) -> list[Record]:
    """The records of a shard with their `captions`; those of which nothing is known keep what they have."""
    told = [captions(record, neutral_of(records, record), seed) for record in records]
    return [
        replace(record, captions=wordings) if any(wordings.values()) else record
        for record, wordings in zip(records, told, strict=True)
    ]


def comparative(a: Record, b: Record, seed: int) -> dict[str, str]:
    """How to get from `a` to `b`, two renderings of one text by one voice: language → direction.

    Raises CorpusError when group or identity differ.
    """
    if a.group != b.group or a.identity != b.identity:
        raise CorpusError(
            f"{a.id} and {b.id} cannot be compared: choose two records of one group and one identity"
        )
    difference = _difference(a, b)
    told = {}
    for language, compose in _COMPARERS.items():
        chance = random.Random(f"{seed} {a.id} {b.id} {language}")
        told[language] = compose(_some(difference, chance), chance)
    return told


def _told(record: Record, known: Facts, language: str, chance: random.Random) -> Facts:
    """A choice of the known facts: feelings nearly always, whisper and shout too, the rest by chance."""
    loud = [trait for trait in known.traits if trait.name in ("whisper", "shout")]
    rest = [trait for trait in known.traits if trait not in loud]
    count = chance.choice((0, 0, 1, 1, 2, 3)) if known.emotions else chance.choice((1, 2, 2, 3, 3, 4, 5))
    weights = {trait.name: chance.random() ** (1 / abs(trait.degree)) for trait in rest}
    rest.sort(key=lambda trait: -weights[trait.name])
    chosen = tuple(loud + rest[:count])
    emotions = known.emotions
    if emotions and chosen and chance.random() < 0.06:
        emotions = ()
    elif (
        not emotions
        and record.emotions
        and chance.random() < (0.3 if chosen else 0.9 if known.voice else 1.0)
    ):
        emotions = (("neutral", 1.0),)
    speaker = known.voice if chance.random() < 0.4 or not (emotions or chosen) else None
    role = _role(known, language, chance) if chance.random() < 0.25 else None
    absent = None
    if known.emotions and emotions and chance.random() < 0.08:
        felt = {name for name, _ in known.emotions}
        absent = chance.choice([name for name in EMOTION_IDS if name not in {*felt, "neutral", *_near(felt)}])
    exact = chance.random() < 0.2
    return replace(
        known, emotions=emotions, traits=chosen, voice=speaker, role=role, absent=absent, exact=exact
    )


_KINSHIP: tuple[frozenset[str], ...] = (
    frozenset({"calm", "tender", "bored"}),
    frozenset({"happy", "excited", "amused", "surprised", "proud"}),
    frozenset({"sad", "disappointed", "ashamed"}),
    frozenset({"afraid", "anxious", "surprised"}),
    frozenset({"angry", "hateful", "contemptuous", "disgusted"}),
    frozenset({"disappointed", "bored"}),
    frozenset({"proud", "contemptuous"}),
    frozenset({"excited", "anxious", "angry"}),
)
"""Emotions too near to each other for one to be denied of the other."""


def _near(felt: set[str]) -> set[str]:
    return {name for family in _KINSHIP if family & felt for name in family}


def _role(known: Facts, language: str, chance: random.Random) -> Role | None:
    speaker = known.voice
    if speaker is None:
        return None
    felt = (
        {known.emotions[0][0]}
        if known.emotions and known.level >= 3
        else set()
        if known.emotions
        else {"neutral"}
    )
    fitting = [
        role
        for role in wording(language).roles
        if role.gender in ("any", speaker.gender) and role.age == speaker.age and role.emotions & felt
    ]
    return chance.choice(fitting) if fitting else None


def _difference(a: Record, b: Record) -> Difference:
    (first, _), (second, _) = feeling(a), feeling(b)
    gained = b.intensity - a.intensity
    if first and second and {name for name, _ in first} != {name for name, _ in second}:
        steps, onset, emotions = 0, True, second
    else:
        size = sum(abs(gained) >= edge for edge in (0.1, 0.4, 0.9)) if first or second else 0
        steps, onset, emotions = (size if gained > 0 else -size), bool(second and not first), second or first
    moved: dict[str, float] = {}
    if a.delivery and b.delivery:
        moved = {name: getattr(b.delivery, name) - getattr(a.delivery, name) for name in DELIVERY_FIELDS}
    heard = change(b.measured, a.measured) if a.measured and b.measured else {}
    moved = moved or heard
    changes = [
        Trait(name, degree(name, value), value) for name, value in moved.items() if degree(name, value)
    ]
    changes = [trait for trait in changes if trait.value * heard.get(trait.name, trait.value) > 0]
    if any(trait.name == "whisper" for trait in changes):
        changes = [trait for trait in changes if trait.name in ("whisper", "rate", "pauses")]
    shouted = [
        record.delivery is not None
        and all(getattr(record.delivery, name) >= least for name, least in SHOUT.items())
        for record in (a, b)
    ]
    if shouted[0] != shouted[1] and not any(trait.name == "whisper" for trait in changes):
        sign = 1 if shouted[1] else -1
        changes.append(Trait("shout", 3 * sign, sign * LIMITS["loudness"][1]))
    changes.sort(key=lambda trait: -abs(trait.degree))
    return Difference(
        steps, emotions if steps or onset else (), onset, steps > 0 and b.intensity >= MAXIMAL, tuple(changes)
    )


def _some(difference: Difference, chance: random.Random) -> Difference:
    """Feelings always; of the changes as many as one would say in a breath."""
    toggles = [trait for trait in difference.traits if trait.name in ("whisper", "shout")]
    rest = [trait for trait in difference.traits if trait not in toggles]
    told = bool(difference.emotions or toggles)
    count = chance.choice((0, 0, 1, 2)) if told else chance.choice((1, 1, 2, 2, 3))
    chosen = sorted(chance.sample(rest, min(count, len(rest))), key=rest.index)
    return replace(difference, traits=(*toggles, *chosen))


def neutral_of(records: Sequence[Record], record: Record) -> Measured | None:
    """What was measured in the same voice's neutral rendering of the record's text, if that is among them."""
    for other in records:
        same = other.group == record.group and other.identity == record.identity
        if (
            same
            and other.intensity == 0
            and other.delivery is not None
            and not any(other.delivery.as_tuple())
        ):
            return other.measured
    return None
