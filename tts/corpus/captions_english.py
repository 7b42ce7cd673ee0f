"""English captions from facts."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from tts.corpus.facts import Difference, Facts
from tts.corpus.labels import Trait, Voice
from tts.corpus.templates import article, cardinal
from tts.corpus.wording import Words, wording

_FORMS = {"tags": 3, "portrait": 2, "manner": 3, "sentence": 4, "direction": 4}
_AMOUNTS = (
    "a bit",
    "a little",
    "a touch",
    "a shade",
    "a lot",
    "far",
    "a great deal",
    "way",
)  # not after an article
_PRONOUNS = {"female": "she", "male": "he", None: "the speaker"}


def caption(facts: Facts, chance: random.Random) -> str:
    """One English caption that tells all of the facts."""
    return _Composer(chance).caption(facts)


def comparison(difference: Difference, chance: random.Random) -> str:
    """One English direction that leads from the first rendering to the second."""
    return _Composer(chance).comparison(difference)


class _Composer:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = wording("en")

    def caption(self, facts: Facts) -> str:
        form = self._chance.choices(list(_FORMS), list(_FORMS.values()))[0]
        text: str = getattr(self, f"_{form}")(facts)
        if facts.absent:
            denied, noun = self._emotion(facts.absent, "plain"), self._emotion(facts.absent, "nouns")
            text += self._pick(
                (f", not {denied}", f", but not {denied}", f", without {noun}", f", not {denied} at all")
            )
        return self._finish(text)

    # Forms

    def _tags(self, facts: Facts) -> str:
        tags = (
            [self._pick((self._feel(facts), self._feel(facts), self._feeling_noun(facts)))]
            if facts.emotions
            else []
        )
        tags += [self._absolute(trait, facts.exact, ("adj", "adj", "adv")) for trait in facts.traits]
        if facts.voice:
            tags += [self._person(facts.voice), *self._qualities(facts.voice)]
        if facts.role:
            tags.append(self._pick(facts.role.names))
        self._chance.shuffle(tags)
        return self._pick((", ", ", ", "; ", " / ", " + ")).join(tags)

    def _portrait(self, facts: Facts) -> str:
        """A voice or a person, described."""
        noun = self._pick(("voice", "delivery", "tone of voice", "reading"))
        if facts.voice:
            qualities = self._qualities(facts.voice)
            before = [quality for quality in qualities if not quality.startswith(("with ", "who "))]
            after = [quality for quality in qualities if quality not in before]
            noun = " ".join([*before, self._person(facts.voice), *after])
        elif facts.role:
            noun = self._pick(facts.role.names)
        details = [self._absolute(trait, facts.exact, ("adv",)) for trait in facts.traits]
        text = f"a {noun}"
        if facts.emotions:
            feel = self._feel(facts)
            simple = "," not in feel and " with " not in feel and not feel.startswith("as ")
            text = f"a {feel} {noun}" if simple and self._chance.random() < 0.6 else f"a {noun}, {feel}"
        elif facts.traits and self._chance.random() < 0.5:
            return f"a {self._absolute(facts.traits[0], False, ('adj',))} {noun}" + self._tail(details[1:])
        return text + self._tail(details)

    def _manner(self, facts: Facts) -> str:
        details = [self._absolute(trait, facts.exact, ("adv", "adv", "adj")) for trait in facts.traits]
        if facts.voice:
            details.append(
                self._pick(("spoken by a ", "as a ", "the voice of a ")) + self._person(facts.voice)
            )
        if facts.role:
            details.append(
                self._pick(("like a ", "in the manner of a ", "as from a ")) + self._pick(facts.role.names)
            )
        if not facts.emotions:
            return ", ".join(details)
        lead = self._pick(
            (
                self._adverbs(facts),
                self._in_tone(facts),
                f"with {self._feeling_noun(facts)}",
                self._way(facts),
            )
        )
        return ", ".join([lead, *details] if self._chance.random() < 0.7 else [*details, lead])

    def _sentence(self, facts: Facts) -> str:
        details = [self._absolute(trait, facts.exact, ("adv",)) for trait in facts.traits]
        if facts.voice:
            subject = f"a {self._person(facts.voice)}"
            if self._chance.random() < 0.4:
                subject = _PRONOUNS[facts.voice.gender]
        else:
            subject = self._pick(("the speaker", "the voice", "this person", "the narrator", "someone"))
        verb = self._pick(("speaks", "talks", "says it", "says this", "tells this", "reads the line"))
        like = f" like a {self._pick(facts.role.names)}" if facts.role else ""
        if not facts.emotions:
            return f"{subject} {verb}{like}{self._tail(details, comma=False)}"
        if self._chance.random() < 0.4:
            link = self._pick(("is", "sounds", "seems", "feels"))
            linked = f", {self._pick(('speaking', 'talking'))}{like} {_joined(details)}" if details else like
            return f"{subject} {link} {self._feel(facts)}{linked}"
        feeling = self._pick(
            (
                self._adverbs(facts),
                f"with {self._feeling_noun(facts)}",
                self._in_tone(facts),
                self._way(facts),
            )
        )
        if self._chance.random() < 0.5 or not details:
            return f"{subject} {verb}{like} {feeling}{self._tail(details)}"
        return f"{subject} {verb}{like} {_joined(details)}, {feeling}"

    def _direction(self, facts: Facts) -> str:
        details = [self._absolute(trait, facts.exact, ("adv",)) for trait in facts.traits]
        verb = self._pick(
            ("say it", "read this", "speak", "deliver the line", "say this", "read it", "tell it", "play it")
        )
        like = ""
        if facts.role:
            like = f" like a {self._pick(facts.role.names)}"
        elif facts.voice:
            like = f" {self._pick(('as', 'like', 'in the voice of'))} a {self._person(facts.voice)}"
        if not facts.emotions:
            return f"{verb}{like}{self._tail(details, comma=False)}"
        feel = self._feel(facts)
        heads = (
            f"{verb}{like} {self._adverbs(facts)}",
            f"{verb}{like} with {self._feeling_noun(facts)}",
            f"{verb}{like}, {self._way(facts)}",
            f"be {feel}{like}",
            f"sound {feel}{like}",
            f"make it sound {feel}{like}",
            f"you are {feel}; {verb}{like}",
            f"I want it {feel}{like}",
            f"{verb}{like} {self._in_tone(facts)}",
            f"please {verb}{like} {self._adverbs(facts)}",
        )
        return self._pick(heads) + self._tail(details)

    # Feelings

    def _feel(self, facts: Facts) -> str:
        """An adjective phrase for the emotions."""
        (first, share), *others = facts.emotions
        lead = self._adjective(first, facts.level)
        if not others:
            return lead
        second, noun = self._emotion(others[0][0], "plain"), self._emotion(others[0][0], "nouns")
        if len(others) > 1:
            rest = [self._emotion(name, "plain") for name, _ in others]
            return self._pick(
                (
                    f"{lead} mixed with {_joined([self._emotion(name, 'nouns') for name, _ in others])}",
                    f"{lead}, but also {_joined(rest)}",
                )
            )
        if self._chance.random() < 0.12:
            percent = round(100 * share / (share + others[0][1]))
            return f"{percent}% {self._emotion(first, 'plain')}, {100 - percent}% {second}"
        other = others[0][1] / (share + others[0][1])
        if other > 0.42:
            return self._pick(
                (
                    f"half {self._emotion(first, 'plain')}, half {second}",
                    f"{lead} and {second} at once",
                    f"both {lead} and {second}",
                    f"equally {self._emotion(first, 'plain')} and {second}",
                    f"{lead} and {second}",
                    f"{lead} yet {second}",
                    f"{lead} and at the same time {second}",
                )
            )
        if other > 0.25:
            return self._pick(
                (
                    f"{lead} with {noun} showing through",
                    f"{lead}, with some {noun}",
                    f"{lead} mixed with {noun}",
                    f"{lead} but also {second}",
                    f"mainly {lead} and partly {second}",
                    f"more {self._emotion(first, 'plain')} than {second}",
                    f"{lead}, with {noun} shining through",
                    f"{lead} with an undertone of {noun}",
                    f"{lead}, somewhat {second}",
                )
            )
        return self._pick(
            (
                f"mostly {lead}, with a hint of {noun}",
                f"{lead} with a touch of {noun}",
                f"{lead}, tinged with {noun}",
                f"{lead}, a trace of {noun} underneath",
                f"predominantly {lead}, slightly {second}",
                f"{lead}, a little {second}",
                f"{lead}, with {noun} just below the surface",
                f"mostly {lead}, a hint of {noun}",
                f"{lead} with a shade of {noun}",
            )
        )

    def _feeling_noun(self, facts: Facts) -> str:
        (first, share), *others = facts.emotions
        if first == "neutral":
            return self._emotion(first, "nouns")
        lead = self._joined_words(self._degree("noun", facts.level), self._emotion(first, "nouns"))
        if not others:
            return lead
        noun = self._emotion(others[0][0], "nouns")
        if others[0][1] / (share + others[0][1]) > 0.42:
            return self._pick(
                (f"a mix of {lead} and {noun}", f"{lead} and {noun}", f"as much {noun} as {lead}")
            )
        return self._pick(
            (
                f"{lead} and a little {noun}",
                f"{lead}, and {noun} underneath",
                f"{lead} tinged with {noun}",
                f"{lead} in which {noun} can be heard",
                f"{lead} and a hint of {noun}",
            )
        )

    def _adverbs(self, facts: Facts) -> str:
        (first, _), *others = facts.emotions
        adverb = self._emotion(first, "adverbs")
        if first != "neutral" and facts.level != 3:
            if not adverb.endswith("ly") or " " in adverb:
                return f"with {self._feeling_noun(facts)}"
            adverb = self._joined_words(self._degree("emotion", facts.level), adverb)
        if others:
            noun = self._emotion(others[0][0], "nouns")
            adverb += self._pick((f", with some {noun}", f" and with {noun} as well", f", {noun} mixed in"))
        return adverb

    def _in_tone(self, facts: Facts) -> str:
        noun = self._pick(("tone", "voice", "manner", "way", "mood"))
        feel = self._feel(facts)
        if "," in feel or " with " in feel or feel.startswith("as ") or len(feel.split()) > 4:
            return f"in a {noun} that is {feel}"
        return f"in a {feel} {noun}"

    def _way(self, facts: Facts) -> str:
        """A scene or a gesture for plain and strong feelings, the bare feeling for slight ones."""
        (first, _), *others = facts.emotions
        if facts.level < 3 or others:
            return self._pick(
                (f"feeling {self._feel(facts)}", f"sounding {self._feel(facts)}", self._feel(facts))
            )
        way = self._pick(
            (
                self._emotion(first, "ways"),
                f"as if {self._emotion(first, 'scenes')}",
                f"as though {self._emotion(first, 'scenes')}",
            )
        )
        return (
            f"{self._adjective(first, facts.level)}, {way}"
            if facts.level > 3 or self._chance.random() < 0.4
            else way
        )

    def _adjective(self, name: str, level: int) -> str:
        if name == "neutral":
            return self._emotion(name, "plain")
        if level <= 2 and self._chance.random() < 0.35:
            return self._emotion(name, "weak")
        if level == 4 and self._chance.random() < 0.3:
            return self._emotion(name, "strong")
        if level == 5 and self._chance.random() < 0.4:
            strong = self._emotion(name, "strong")
            return self._pick((strong, strong, f"as {self._emotion(name, 'plain')} as can be"))
        return self._joined_words(self._degree("emotion", level), self._emotion(name, "plain"))

    # Delivery

    def _absolute(self, trait: Trait, exact: bool, forms: Sequence[str]) -> str:
        """One trait as an adjective or an adverbial, with its degree or its number."""
        if exact and (number := self._number(trait)):
            return number
        size = abs(trait.degree)
        words = self._words.traits[trait.key]
        if trait.name in ("whisper", "shout"):
            return self._pick(words.get(self._pick(tuple(forms)), words["more"]))
        if "adj" not in words:
            return self._compared(trait)
        if size == 1 and self._chance.random() < 0.4:
            return f"{self._compared(trait)} than {self._pick(('usual', 'normal', 'average', 'usual'))}"
        word = self._pick(words[self._pick(tuple(forms))])
        if size == 2:
            return word
        if word.startswith(("in a ", "at a ")) and len(word.split()) > 3:
            degree = self._pick([w for w in self._words.degrees["trait"][size] if not w.startswith("a ")])
            return f"{word[:5]}{degree} {word[5:]}"
        if " " in word or word == "nonstop":
            word = self._pick(
                [w for form in words for w in words[form] if form != "more" and " " not in w] or [word]
            )
        return (
            word
            if " " in word or word == "nonstop"
            else self._joined_words(self._degree("trait", size), word)
        )

    def _compared(self, trait: Trait) -> str:
        word = self._pick(self._words.traits[trait.key]["more"])
        if trait.name in ("whisper", "shout") or word.startswith(
            ("with ", "as ", "without", "no ", "falling", "rising")
        ):
            return word
        if word.startswith("at a "):
            degree = self._pick(
                [w for w in self._words.degrees["more"][abs(trait.degree)] if w not in _AMOUNTS]
            )
            return f"at a {self._joined_words(degree, word[5:])}"
        return self._joined_words(self._degree("more", abs(trait.degree)), word)

    def _number(self, trait: Trait) -> str:
        if not (amount := trait.amount):
            return ""
        size, unit = amount
        up = trait.degree > 0
        digits = f"{size:g}"
        spelled = cardinal(int(size)) if size == int(size) and self._chance.random() < 0.4 else digits
        if trait.name == "pitch":
            unit = "semitone" if size == 1 else unit
            high = "higher" if up else "lower"
            return self._pick(
                (
                    f"{spelled} {unit} {high}",
                    f"pitch {'up' if up else 'down'} {spelled} {unit}",
                    f"{'+' if up else '-'}{digits} semitones",
                    f"pitch {'raised' if up else 'lowered'} by {spelled} {unit}",
                    f"{digits} st {high}",
                )
            )
        if trait.name == "final":
            unit = "semitone" if size == 1 else unit
            return f"{self._pick(('ending', 'the end'))} {'rising' if up else 'falling'} by {spelled} {unit}"
        if trait.name == "loudness":
            loud = "louder" if up else "quieter"
            return self._pick(
                (
                    f"{digits} dB {loud}",
                    f"{spelled} decibel{'s' * (size != 1)} {loud}",
                    f"volume {'up' if up else 'down'} {digits} dB",
                )
            )
        percent = self._pick(("%", " %", " percent"))
        if trait.name == "rate":
            fast = "faster" if up else "slower"
            return self._pick(
                (
                    f"{digits}{percent} {fast}",
                    f"speed {'up' if up else 'down'} {digits}{percent}",
                    f"{spelled} percent {fast}",
                    f"at {100 + round(size) * (1 if up else -1)}{percent} speed",
                )
            )
        return f"pauses {digits}{percent} {'longer' if up else 'shorter'}"

    # Voices

    def _person(self, speaker: Voice) -> str:
        noun = self._pick(self._words.people[f"{speaker.gender or 'any'} {speaker.age}"])
        if speaker.size and self._chance.random() < 0.5 and noun.split()[0] not in ("little", "small"):
            noun = f"{self._pick(self._words.qualities[speaker.size])} {noun}"
        return noun

    def _qualities(self, speaker: Voice) -> list[str]:
        count = self._chance.choice((0, 1, 1, 2))
        chosen = self._chance.sample(speaker.timbres, min(count, len(speaker.timbres)))
        return [self._pick(self._words.qualities[name]) for name in chosen]

    # Comparisons

    def comparison(self, difference: Difference) -> str:
        parts = [self._emotional_change(difference)] if difference.emotions else []
        parts += [
            number
            if self._chance.random() < 0.2 and (number := self._number(trait))
            else self._compared(trait)
            for trait in difference.traits
        ]
        if not parts:
            return self._finish(
                self._pick(
                    (
                        "the same again",
                        "just like before",
                        "no change",
                        "exactly as before",
                        "keep it as it is",
                        "once more, the same way",
                    )
                )
            )
        text = self._pick((_joined(parts), ", ".join(parts), _joined(parts, "but")))
        heads = (
            "",
            "",
            "",
            "say it ",
            "make it ",
            "now ",
            "once more, ",
            "again, ",
            "please, ",
            "like before but ",
            "try it ",
        )
        return self._finish(self._pick(heads) + text)

    def _emotional_change(self, difference: Difference) -> str:
        (name, _), *others = difference.emotions
        adjective, noun = self._emotion(name, "plain"), self._emotion(name, "nouns")
        if difference.onset:
            heads = [
                f"{adjective} this time",
                f"with {noun}",
                adjective,
                f"feeling {adjective}",
                f"sounding {adjective}",
            ]
            if others:
                heads = [
                    f"{head} and a little {self._emotion(others[0][0], 'plain')}"
                    for head in (adjective, f"more {adjective}")
                ]
            return self._pick(heads)
        if difference.maximal and self._chance.random() < 0.5:
            return self._pick(
                (
                    "as emotional as possible",
                    "with maximal emotion",
                    "with everything you have",
                    f"as {adjective} as possible",
                    "at full intensity",
                    f"with all the {noun} you have",
                    "to the maximum",
                )
            )
        size, sign = abs(difference.steps), difference.steps > 0
        degree = self._degree("more", size)
        plain = (
            (
                "more emotional",
                "more intense",
                "more expressive",
                "more dramatic",
                f"more {adjective}",
                f"more {adjective}",
            )
            if sign
            else (
                "less emotional",
                "less intense",
                "more restrained",
                "less dramatic",
                f"less {adjective}",
                f"less {adjective}",
            )
        )
        nouns = (
            ("more emotion", "more drama", "more feeling", f"more {noun}")
            if sign
            else ("less emotion", "less drama", "less feeling", f"less {noun}")
        )
        if self._chance.random() < 0.65:
            return self._joined_words(degree, self._pick(plain))
        amount = {1: "a little ", 2: "", 3: "much "}[size]
        return f"with {amount}{self._pick(nouns)}"

    # Small things

    def _pick(self, options: Sequence[str]) -> str:
        return self._chance.choice(options)

    def _emotion(self, name: str, form: str) -> str:
        words: Words = getattr(self._words.emotions[name], form)
        return self._pick(words)

    def _degree(self, part: str, level: int) -> str:
        return self._pick(self._words.degrees[part].get(level, ("",)))

    def _joined_words(self, degree: str, word: str) -> str:
        return f"{degree} {word}".strip()

    def _tail(self, details: list[str], comma: bool = True) -> str:
        """Further details, as they follow a clause."""
        if not details:
            return ""
        mark = self._pick((", ", ", speaking ", "; ", " - ", ", and ")) if comma else " "
        return mark + _joined(details)

    def _finish(self, text: str) -> str:
        """Now and then a capital, a full stop, as people type."""
        case = self._chance.random()
        text = _articles(text)
        text = text[0].upper() + text[1:] if case < 0.5 else text
        return text + self._pick((".", ".", "", "", "", "!" if case > 0.9 else ""))


def _articles(text: str) -> str:
    """`text` with right articles: "a a bit sad man" → "a slightly sad man", "a old man" → "an old man"."""
    degrees = r"\ba (?:just )?a (?:bit|little|touch|tad|trifle|fair bit)\b"
    return article(re.sub(degrees, "a slightly", text))


def _joined(parts: Sequence[str], last: str = "and") -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"
