"""English prose: who speaks by a tag, who acts in a sentence, who is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studio.book.people import words_english as words
from studio.book.people.capitals import POSSESSIVE, Capitals, Token, bare, tokenized
from studio.book.people.genders import of_description, of_title
from studio.book.people.mention import DESCRIPTION, NAME, PRONOUN, SELF, Mention
from tts.style.reading import english as reading

_PARTICLES = frozenset("of de da del della van von der den la le du".split())
_SILENT = re.compile(
    r"\b(?:said nothing|(?:made|gave|had|offered) no (?:answer|reply|response)|(?:did not|didn['’]t|does not|"
    r"doesn['’]t|could not|would not|wouldn['’]t) (?:answer|reply|speak|say)|(?:was|remained|kept|fell) "
    r"(?:silent|quiet)|says nothing|without a word)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    rf"(?:^[“‘\"']?|,\s*)({'|'.join(sorted(words.ADDRESSES, key=len, reverse=True))})(?=[,.!?…”’'\"]|$)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\b(?:(?P<surely>I am|I['’]m|[Mm]y name (?:is|was)|[Cc]all me)|[Ii]t['’]s|[Tt]his is)\s+(?=[A-Z])"
)
_DEAR = re.compile(r"\b(?:my\s)?(?:dear|dearest|good|poor|old|sweet|darling)\s(?:old\s)?$", re.IGNORECASE)
_MARKS = " .!?…,”’\"'"
_STOPS = (",", "!", "?", ".", "…", "—", "”", "’", '"', "")
_OWNERS = {"his": "he", "her": "she", "their": "they", "my": "I"}
_REACH = 9  # tokens from the subject of a tag to its verb


class English(Capitals):
    """Reads English prose, knowing which words of it are names.

    text: the chapter or book.
    """

    # Who speaks

    def tag_subject(self, text: str, start: int, end: int, follows: bool) -> Mention | None:
        """Who says it by the tag text[start:end]; follows: whether it stands after the quotation.

        None when it tells nobody, as "called a voice" does.
        """
        tokens = tokenized(text, start, end)
        if not tokens:
            return None
        verbs = reading.speech_verbs()
        if follows and tokens[0].lower in verbs:
            at = 1
            while at < len(tokens) and tokens[at].lower.endswith("ly"):
                at += 1
            if found := self._phrase(tokens, at, len(tokens), surely=True):
                return found[0]
        places = [at for at, token in enumerate(tokens) if token.lower in verbs and not token.capital]
        if not follows and places:
            return self._before(tokens, places[-1])
        return self._subject(tokens)

    def _before(self, tokens: Sequence[Token], verb: int) -> Mention | None:
        """The subject of a verb: the nearest phrase before it that begins a clause."""
        for at in range(verb - 1, max(-1, verb - _REACH), -1):
            begins = at == 0 or tokens[at - 1].lower in (
                ",",
                ";",
                "and",
                "but",
                "then",
                "when",
                "as",
                "while",
            )
            if begins and (found := self._phrase(tokens, at, verb)):
                return found[0]
        return self._subject(tokens)

    def beat_subject(self, text: str, start: int, end: int) -> Mention | None:
        """Who acts in the sentence text[start:end]; None when no person does."""
        return self._subject(tokenized(text, start, end), acting=True)

    def _subject(self, tokens: Sequence[Token], acting: bool = False) -> Mention | None:
        for at in self._openings(tokens):
            found = self._phrase(tokens, at, len(tokens))
            if found and not (acting and found[0].kind == DESCRIPTION and not _is_person(found[0].text)):
                return found[0]
            if found:
                return None
        return None

    def _openings(self, tokens: Sequence[Token]) -> Iterator[int]:
        """Where the subject of a sentence can begin: at once, or after what opens the sentence."""
        at = 0
        while at < len(tokens) and not tokens[at].word:
            at += 1
        if at >= len(tokens) or tokens[at].lower in ("there", "it"):
            return
        opens = tokens[at].lower in words.OPENERS or (
            tokens[at].lower.endswith(("ly", "ing")) and not self.is_name(tokens[at].text)
        )
        if not opens:
            yield at
            return
        comma = next((i for i, token in enumerate(tokens[at:], at) if token.text == ","), None)
        if comma is not None:
            yield comma + 1
        if tokens[at].lower not in words.PREPOSITIONS and at + 1 < len(tokens):
            yield at + 1
        for i in range(at + 1, len(tokens)):
            if tokens[i - 1].lower not in words.PREPOSITIONS | words.DETERMINERS and (
                tokens[i].lower in ("he", "she", "i") or (tokens[i].capital and self.is_name(tokens[i].text))
            ):
                yield i
                return

    def is_tag(self, telling: str) -> bool:
        """Whether a clause beside a quotation tells who speaks."""
        return reading.is_tag(telling)

    def is_silent(self, sentence: str) -> bool:
        """Whether a sentence tells that somebody does not answer."""
        return bool(_SILENT.search(sentence))

    def is_generic(self, description: str) -> bool:
        """Whether a description may mean somebody who has a name."""
        return head_of(description) in words.GENERIC

    # Phrases

    def _phrase(
        self, tokens: Sequence[Token], at: int, stop: int, surely: bool = False
    ) -> tuple[Mention, int] | None:
        """The noun phrase that begins at a token, and where it ends. surely: a capital makes a name."""
        if at >= stop or not tokens[at].word:
            return None
        token = tokens[at]
        if token.text == "I":
            return Mention("I", SELF, start=token.start), at + 1
        if token.lower in words.PRONOUNS:
            return Mention(token.lower, PRONOUN, words.PRONOUNS[token.lower], token.start), at + 1
        if token.lower in words.DETERMINERS:
            return self._description(tokens, at, stop)
        if token.capital:
            return self._name(tokens, at, stop, surely or self._acts(tokens, at, stop))
        return None

    def _acts(self, tokens: Sequence[Token], at: int, stop: int) -> bool:
        """Whether a word that begins a sentence must be a name: a verb or another name follows it, and it is
        never written small."""
        word = bare(tokens[at].text)
        if (
            self._small[word.lower()]
            or word.lower() in words.NOT_NAMES
            or word.lower().endswith(("ly", "ing"))
        ):
            return False
        if at + 1 >= stop or not tokens[at + 1].word:
            return False
        after = tokens[at + 1]
        return self.is_name(after.text) if after.capital else _ends_phrase(after.lower)

    def _name(
        self, tokens: Sequence[Token], at: int, stop: int, surely: bool = False
    ) -> tuple[Mention, int] | None:
        """A name that begins at a token, and where it ends. surely: its first word is one, whatever it is."""
        parts: list[str] = []
        i = at
        while i < stop and tokens[i].word:
            token = tokens[i]
            lower = token.lower.rstrip(".")
            named = token.capital and (
                self.is_name(token.text)
                or lower in words.TITLES
                or (surely and not parts and lower not in words.NOT_NAMES)
                or (parts and bare(token.text).lower() not in words.NOT_NAMES)
            )
            epithet = token.capital and not parts and lower in words.EPITHETS
            particle = bool(parts) and lower in _PARTICLES and _leads_to_name(tokens, i, stop)
            if not (named or epithet or particle):
                break
            parts.append(token.text)
            i += 1
            if POSSESSIVE.search(token.text):
                break
        while parts and parts[-1].lower() in _PARTICLES:
            parts.pop()
            i -= 1
        if not parts or all(part.lower() in words.EPITHETS for part in parts):
            return None
        name = " ".join(parts)
        if POSSESSIVE.search(name):
            return self._possessed(tokens, at, i, stop, name)
        return Mention(name, NAME, _gender_of(name), tokens[at].start), i

    def _possessed(
        self, tokens: Sequence[Token], at: int, i: int, stop: int, name: str
    ) -> tuple[Mention, int]:
        """What somebody has: "Dorothy's mother" is a description, "Dorothy's eyes" are Dorothy."""
        if (
            i < stop
            and tokens[i].word
            and _is_person(tokens[i].text)
            and tokens[i].lower not in words.ANONYMOUS
        ):
            plain = f"{name} {tokens[i].text}"
            return Mention(plain, DESCRIPTION, _gender_of(tokens[i].text), tokens[at].start), i + 1
        plain = bare(name)
        return Mention(plain, NAME, _gender_of(plain), tokens[at].start), i

    def _description(self, tokens: Sequence[Token], at: int, stop: int) -> tuple[Mention, int] | None:
        parts = [tokens[at].text]
        i = at + 1
        while i < stop and tokens[i].word and len(parts) < 6:
            token = tokens[i]
            if token.lower in words.PREPOSITIONS or token.lower in words.DETERMINERS or token.text == "who":
                break
            if len(parts) > 1 and _ends_phrase(token.lower):
                break
            if token.capital and self.is_name(token.text) and len(parts) == 1:
                return self._name(tokens, i, stop)  # "the Captain", "his Uncle Ray"
            parts.append(token.text)
            i += 1
            if POSSESSIVE.search(token.text) and not (
                i < stop and tokens[i].word and _is_person(tokens[i].text)
            ):
                parts[-1] = bare(parts[-1])
                break
        if len(parts) < 2:
            return None
        plain = " ".join(parts)
        new = parts[0].lower() in ("a", "an", "another")
        if not _is_person(plain) and parts[-1].lower() not in words.ANONYMOUS:
            owner = _OWNERS.get(parts[0].lower())  # of "his voice" and "my hands"
            if owner == "I":
                return Mention("I", SELF, start=tokens[at].start), i
            if owner:
                return Mention(owner, PRONOUN, words.PRONOUNS[owner], tokens[at].start), i
        if parts[-1].lower() in words.ANONYMOUS:
            return None
        owned = parts[0].lower() in _OWNERS and len(parts) == 2
        relation = words.RELATIONS.get(parts[-1].lower(), "") if owned else ""
        return Mention(_small(plain), DESCRIPTION, _gender_of(plain), tokens[at].start, new, relation), i

    # Everybody else

    def mentions(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Every name in text[start:end]."""
        tokens = tokenized(text, start, end)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            known = token.capital and (self.is_name(token.text) or token.lower.rstrip(".") in words.TITLES)
            found = self._name(tokens, at, len(tokens)) if known else None
            if found and found[0].kind == NAME:
                yield found[0]
                at = max(found[1], at + 1)
            else:
                at += 1

    def addressed(self, speech: str) -> Iterator[Mention]:
        """Whom a speech addresses, by name or by a word such as "sir"."""
        for mention in self.mentions(speech, 0, len(speech)):
            end = mention.start + len(mention.text)
            before = _DEAR.sub("", speech[: mention.start]).rstrip(" “‘\"'—–")
            after = speech[end:].lstrip(" ")[:1]
            opens, comma = not before, before.endswith(",")
            begins = opens or before[-1:] in ".!?…"
            alone = opens and not speech[end:].strip(_MARKS)
            if alone or (begins and after in (",", "!", "?")) or (comma and after in _STOPS):
                yield mention
        for found in _ADDRESS.finditer(speech.replace("’", "'")):
            yield Mention(found[1].lower(), DESCRIPTION, words.ADDRESSES[found[1].lower()])

    def introduced(self, speech: str) -> Iterator[Mention]:
        """As whom a speaker introduces himself; new: in so many words, and not by "it's Bev"."""
        for found in _INTRODUCES.finditer(speech):
            tokens = tokenized(speech, found.end(), len(speech))
            if (name := self._name(tokens, 0, len(tokens))) and name[0].kind == NAME:
                yield replace(name[0], new=found["surely"] is not None)


def titles_of(name: str) -> tuple[str, ...]:
    """The titles at a name's beginning, in small letters."""
    found = []
    for part in name.split():
        if (plain := part.lower().rstrip(".")) not in words.TITLES:
            break
        found.append(plain)
    return tuple(found)


def bare_name(name: str) -> str:
    """A name without titles and epithets; the title itself where there is nothing else."""
    parts = [part for part in name.split() if part.lower().rstrip(".") not in words.TITLES | words.EPITHETS]
    return " ".join(parts)


def head_of(description: str) -> str:
    """The noun of a description, in small letters."""
    return bare(description.split()[-1]).lower()


def _leads_to_name(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether after a particle, or two, a word with a capital follows: "van der Berg"."""
    following = next((token for token in tokens[at:stop] if token.lower not in _PARTICLES), None)
    return following is not None and following.capital


def _small(description: str) -> str:
    """A description as it stands inside a sentence."""
    return description[0].lower() + description[1:]


def _ends_phrase(word: str) -> bool:
    return (
        word in words.IRREGULAR_PASTS
        or (word.endswith("ed") and len(word) > 4)
        or word in reading.speech_verbs()
        or word.endswith("ly")
    )


def _is_person(description: str) -> bool:
    head = bare(description.split()[-1]).lower()
    ends = head.endswith(
        ("man", "woman", "men", "women", "boy", "girl", "master", "mistress", "keeper", "maker", "monger")
    )
    return head in words.PEOPLE or ends or head in words.TITLES or bool(of_description(head))


def _gender_of(words_: str) -> str:
    for title in titles_of(words_):
        if gender := of_title(title):
            return gender
    parts = words_.split()
    if parts[0].lower() in words.DETERMINERS or len(parts) == 1:
        head = parts[-1].lower()
        if head.endswith(("woman", "women", "girl", "lady", "ladyship", "wife")):
            return "female"
        if head.endswith(("man", "men", "boy", "lord", "husband", "lordship")):
            return "male"
        return of_title(head) or of_description(words_)
    return ""
