"""How English prose says that a line is spoken: tags, what stands beside them, and the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from tts.style.reading import english_words as words
from tts.style.reading.cues import MANNER, MARKS, VERB, WEAK, WORDS, Cue, says_something, told
from tts.text.sentences import split

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_NEGATIONS = frozenset("not never no without hardly barely scarcely nor neither cannot instead if".split())
_SUBJECTS = frozenset("he she they it i we you who someone somebody everyone everybody nobody".split())
_ARTICLES = frozenset("the a an his her their my your our its this that one another each every".split())
_PHYSICAL = frozenset(
    "cold cool warm light dark bright blue sharp fast quiet low high hard rest even rough".split()
)
_CLOSING = frozenset("\"'”’»」』＂")
_FIRST = 8  # tokens of a sentence among which its speech verb stands
_ABOUT_VOICE = 90  # characters after the word "voice" that are about it


def is_tag(telling: str) -> bool:
    """Whether what stands beside unmarked words tells who says them."""
    sentences = [sentence.text for sentence in split(telling, max_words=80) if sentence.text.strip()]
    ends = sentences[:1] + sentences[-1:]
    return any(_verb_at(list(_TOKEN.finditer(end)), end, leads=True) is not None for end in ends)


def tag_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """Cues of text[start:end], a sentence that goes on with a quotation or leads to one."""
    sentence = text[start:end]
    tokens = list(_TOKEN.finditer(sentence))
    follows = text[max(0, start - 3) : start].rstrip()[-1:] in _CLOSING
    at = _verb_at(tokens, sentence, leads=not follows)
    if at is None:
        return
    verb = tokens[at]
    caption, kind = speech_verbs()[verb[0].lower()]
    if caption and not _negated(tokens, at):
        yield Cue(start + verb.start(), start + verb.end(), caption, kind)
    yield from _manner(sentence, tokens, at, start)


def beat_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """Cues of text[start:end], a whole sentence beside a quotation: what the voice or the speaker does."""
    sentence = text[start:end]
    tokens = list(_TOKEN.finditer(sentence))
    yield from _voice(sentence, start)
    for found, caption in _found(words.BEAT_PHRASES, sentence):
        if not _negated_before(sentence, found.start()):
            yield Cue(start + found.start(), start + found.end(), caption, WORDS)
    if len(tokens) > _FIRST:
        return
    for at, token in enumerate(tokens[1:4], 1):
        caption = _forms_of(words.BEAT_VERBS).get(token[0].lower(), "")
        about = tokens[0][0].lower() in (_SUBJECTS | _ARTICLES) or tokens[0][0][0].isupper()
        if caption and about and not _negated(tokens, at) and _is_finite(token[0]):
            yield Cue(start + token.start(), start + token.end(), caption, WORDS)
            return


def word_cues(text: str, start: int, end: int, dialogue: bool) -> Iterator[Cue]:
    """Cues of text[start:end], the very words that are spoken; dialogue: whether they stand in quotes."""
    mixed = any(token[0].islower() for token in _TOKEN.finditer(text, start, end))
    for sentence in split(text[start:end], max_words=200):
        begin = start + sentence.start
        yield from _cries(sentence.text, begin)
        yield from _phrases(sentence.text, begin)
        yield from _first_person(sentence.text, begin)
        yield from _stammer(sentence.text, begin)
        yield from _capitals(sentence.text, begin, dialogue or mixed)
        yield from _marks(sentence.text, begin)


# Tags


def _verb_at(tokens: list[re.Match[str]], sentence: str, leads: bool) -> int | None:
    """The place of the speech verb: after its subject, before it, or, where it may introduce what follows
    (`leads`), the last one before a comma or colon."""
    known = [at for at, token in enumerate(tokens) if token[0].lower() in speech_verbs()]
    if not known:
        return None
    if leads and re.search(r"[,:]\s*$", sentence[-8:]):
        last = known[-1]
        return last if len(tokens) - last <= 2 * _FIRST and _is_finite(tokens[last][0]) else None
    for at in known:
        if at > _FIRST or not _is_finite(tokens[at][0]):
            return None
        between = sentence[: tokens[at].start()]
        if at == 0 or ("," not in between and _is_subject(tokens[:at])):
            return at
    return None


def _is_subject(tokens: list[re.Match[str]]) -> bool:
    """Whether the tokens before a verb are somebody, with at most an adverb or an auxiliary."""
    first = tokens[0][0]
    return first.lower() in (_SUBJECTS | _ARTICLES) or first[0].isupper()


def _is_finite(word: str) -> bool:
    return not word.lower().endswith("ing")


def _manner(sentence: str, tokens: list[re.Match[str]], verb: int, start: int) -> Iterator[Cue]:
    """Adverbs, phrases and what is said of the voice."""
    yield from _voice(sentence, start)
    taken: list[tuple[int, int]] = []
    for found, caption in _found(words.TAG_PHRASES, sentence):
        if not _negated_before(sentence, found.start()) and not _overlaps(found, taken):
            taken.append(found.span())
            yield Cue(start + found.start(), start + found.end(), caption, MANNER)
    for pattern in (_IN_A_VOICE, _WITH):
        for found in pattern.finditer(sentence):
            caption = _phrase_caption(found)
            if caption and not _overlaps(found, taken) and not _negated_before(sentence, found.start()):
                taken.append(found.span())
                yield Cue(start + found.start(), start + found.end(), caption, MANNER)
    for at, token in enumerate(tokens):
        caption = _adverb(token[0])
        if not caption or _overlaps(token, taken) or _negated(tokens, at):
            continue
        before = tokens[at - 1][0].lower() if at else ""
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        joined = after is not None and "," not in sentence[token.end() : after.start()]
        of_another = after is not None and joined and not _is_finite(after[0])
        clause = sentence[max(sentence.rfind(",", 0, token.start()), tokens[verb].end()) : token.start()]
        of_another |= any(not _is_finite(word) for word in clause.split())
        if before in _ARTICLES or of_another or at < verb - 2:
            continue
        yield Cue(start + token.start(), start + token.end(), caption, MANNER)


_HEADS = words.VOICE_HEADS.split(", ")
_IN_A_VOICE = re.compile(
    rf"\bin (?:a|an|his|her|their|my|the)\s(?:[\w'’-]+,?\s){{0,5}}?(?:{'|'.join(_HEADS)})\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:with|in|without|through|between|full of|filled with)\s(?:[\w'’-]+\s){0,4}?[\w'’-]+"
    r"(?=\s*(?:[,.;:!?—–]|$)|\s(?:as|and|while|when|at|to|before|after|on|from|for|about|of)\b)",
    re.IGNORECASE,
)


def _phrase_caption(found: re.Match[str]) -> str:
    """What a phrase asks for, empty when anything in it is not about the sound."""
    phrase = found[0].lower()
    tokens = phrase.split()
    last = tokens[-1].strip(",")
    if last in words.NOUNS:
        rest = " ".join(token for token in tokens[1:-1] if token not in _ARTICLES)
        if tokens[0] == "without":
            return ""
        graded = f"{rest} {words.NOUNS[last]}" if rest else words.NOUNS[last]
        return graded if says_something(graded) else words.NOUNS[last]
    heard = last in _HEADS
    if not heard and (last in _PHYSICAL or told(phrase).not_understood):
        return ""
    return phrase if says_something(phrase) else ""


def _adverb(word: str) -> str:
    """The caption that an adverb of manner stands for, empty for every other word."""
    if word[0].isupper():
        return ""
    if known := _forms_of(words.ADVERBS, inflect=False).get(word):
        return known
    if not word.endswith("ly") or word in words.PLAIN_ADVERBS or told(word).not_understood:
        return ""
    return word if says_something(word) else ""


_VOICE = re.compile(r"\b(?:his|her|their|my|the|\w+['’]s)\s(?:own\s)?(?:voices?|tone)\b", re.IGNORECASE)


def _voice(sentence: str, start: int) -> Iterator[Cue]:
    """What is said of somebody's voice up to the end of the clause."""
    for voice in _VOICE.finditer(sentence):
        if re.search(r"\b(?:at|of|to|heard|hear)\s$", sentence[: voice.start()], re.IGNORECASE):
            continue  # the voice of somebody else, or a part of another phrase
        clause = re.match(
            r"(?:(?!\b(?:but|though|as|while|when)\b)[^.;:!?—–])*",
            sentence[voice.end() : voice.end() + _ABOUT_VOICE],
        )
        about = clause[0] if clause else ""
        lowered = sentence[: voice.start()].lower().rstrip()
        for verb, caption in (
            ("lowered", "quiet"),
            ("lowering", "quiet"),
            ("raised", "loud"),
            ("raising", "loud"),
        ):
            if lowered.endswith(verb) and not _negated_before(sentence, voice.start()):
                yield Cue(start + voice.start() - len(verb) - 1, start + voice.end(), caption, MANNER)
        for found, caption in _found(words.VOICE_WORDS, about):
            if not _negated_before(about, found.start()):
                yield Cue(start + voice.start(), start + voice.end() + found.end(), caption, MANNER)


# The words themselves


def _cries(sentence: str, start: int) -> Iterator[Cue]:
    plain, places = _collapsed(sentence)
    table = _forms_of(words.INTERJECTIONS, inflect=False)
    for found in _interjections().finditer(plain):
        cry = re.sub(r"[^a-z']+", " ", found[1].lower()).strip()
        rest = plain[found.end() :]
        whole = not rest.strip(" .!?…\"'”’")
        if cry in words.NEEDS_MARK and not (re.match(r"[!?]", rest) or (whole and "!" in rest)):
            continue
        yield Cue(start + places[found.start(1)], start + places[found.end(1) - 1] + 1, table[cry], WORDS)


def _phrases(sentence: str, start: int) -> Iterator[Cue]:
    exclaims = "!" in sentence
    for found, caption in _found(words.PHRASES, sentence):
        needs = found[0].lower().replace("’", "'") in _exclaimed()
        if (exclaims or not needs) and not _negated_before(sentence, found.start()):
            yield Cue(start + found.start(), start + found.end(), caption, WORDS)


_I_AM = re.compile(
    r"\b(?:I['’]?m|I am|I feel|we['’]re|we are|we feel|makes me|you make me)\s"
    r"((?:so|very|really|just|absolutely|completely|totally|terribly|too|extremely|quite|rather|a little|"
    r"a bit|awfully|all)\s){0,2}(\w+)\b(?:\s(\w+))?",
    re.IGNORECASE,
)


def _first_person(sentence: str, start: int) -> Iterator[Cue]:
    for found in _I_AM.finditer(sentence):
        feeling, after = found[2].lower(), (found[3] or "").lower()
        if feeling not in words.FEELINGS or after in words.POLITE.get(feeling, "").split():
            continue
        if _negated_before(sentence, found.start()):
            continue
        caption = f"{found[1] or ''}{feeling}".strip().lower()
        yield Cue(start + found.start(), start + found.end(2), caption, WORDS)


_STAMMER = re.compile(r"\b([A-Za-z]{1,3})(?:-\1)+(?=['’]|\b|[a-z])", re.IGNORECASE)


def _stammer(sentence: str, start: int) -> Iterator[Cue]:
    for found in _STAMMER.finditer(sentence):
        whole_word = not re.match(r"['’a-z]", sentence[found.end() :], re.IGNORECASE)
        if len(found[1]) == 1 or not whole_word:  # "bye-bye" and "yo-yo" are words
            yield Cue(start + found.start(), start + found.end(), "anxious, with pauses", WORDS)
            return


def _capitals(sentence: str, start: int, spoken: bool) -> Iterator[Cue]:
    """Sentences in capitals are shouted, unless they may be abbreviations or, where nothing shows that they
    are `spoken`, a heading."""
    letters = [token for token in _TOKEN.finditer(sentence) if len(token[0]) > 1]
    if not letters or not all(token[0].isupper() for token in letters):
        return
    if all(token[0] in words.ACRONYMS for token in letters):
        return
    if "!" in sentence or (spoken and len(letters) > 1):
        yield Cue(start + letters[0].start(), start + letters[-1].end(), "angry, shouting", WEAK)


def _marks(sentence: str, start: int) -> Iterator[Cue]:
    for found in re.finditer(r"[!?‽]+", sentence):
        mark = found[0]
        if {"!", "?"} <= set(mark) or "‽" in mark:
            caption = "surprised"
        elif mark.count("!") > 1:
            caption = "excited, lively, slightly loud"
        elif mark == "!":
            caption = "slightly lively, slightly loud"
        else:
            continue
        yield Cue(start + found.start(), start + found.end(), caption, MARKS)
        return


# Matching


def _overlaps(found: re.Match[str], taken: Iterable[tuple[int, int]]) -> bool:
    return any(found.start() < end and begin < found.end() for begin, end in taken)


def _negated(tokens: list[re.Match[str]], at: int) -> bool:
    """Whether one of the three tokens before denies what stands at `at`."""
    return any(_denies(token[0]) for token in tokens[max(0, at - 3) : at])


def _negated_before(sentence: str, at: int) -> bool:
    return any(_denies(token[0]) for token in list(_TOKEN.finditer(sentence[:at]))[-3:])


def _denies(word: str) -> bool:
    word = word.lower().replace("’", "'")
    return word in _NEGATIONS or word.endswith("n't")


def _found(table: Mapping[str, str], sentence: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every phrase of a table in a sentence, with its caption; the longest where they overlap."""
    pattern, captions = _pattern(tuple(table.items()))
    for found in pattern.finditer(sentence):
        yield found, captions[_key(found[0])]


@cache
def _pattern(table: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    captions: dict[str, str] = {}
    for caption, phrases in table:
        for phrase in phrases.split(","):
            captions.setdefault(_key(phrase.strip().rstrip("!")), caption)
    ordered = sorted(captions, key=len, reverse=True)
    alternatives = "|".join(re.escape(p).replace(r"\ ", r"[\s,]+").replace("'", "['’]") for p in ordered)
    return re.compile(rf"(?<![\w'’])(?:{alternatives})(?![\w'’])", re.IGNORECASE), captions


def _key(phrase: str) -> str:
    return re.sub(r"[\s,]+", " ", phrase.lower().replace("’", "'")).strip()


@cache
def _exclaimed() -> frozenset[str]:
    return frozenset(
        phrase.strip()[:-1]
        for phrases in words.PHRASES.values()
        for phrase in phrases.split(",")
        if phrase.strip().endswith("!")
    )


@cache
def _interjections() -> re.Pattern[str]:
    cries = sorted(_forms_of(words.INTERJECTIONS, inflect=False), key=len, reverse=True)
    alternatives = "|".join(
        re.escape(cry).replace(r"\ ", r"[\s,!.…-]+").replace("'", "['’]") for cry in cries
    )
    return re.compile(
        rf"(?:^|[\"“‘«(—–.!?…,]\s*)({alternatives})(?=\s*[,.!?…—–;:-]|\s*$|[\"”’])", re.IGNORECASE
    )


def _collapsed(text: str) -> tuple[str, list[int]]:
    """A text with every run of three or more of the same letter cut to two, and where each is from."""
    places = [
        at
        for at, char in enumerate(text)
        if not (at > 1 and char.isalpha() and char.lower() == text[at - 1].lower() == text[at - 2].lower())
    ]
    return "".join(text[at] for at in places), places


@cache
def speech_verbs() -> dict[str, tuple[str, int]]:
    """Form of a speech verb → caption (empty = says nothing) and kind of cue."""
    forms: dict[str, tuple[str, int]] = {}
    for table, kind in ((words.VERBS, VERB), (words.WEAK_VERBS, WEAK), ({"": words.PLAIN_VERBS}, VERB)):
        for caption, verbs in table.items():
            for verb in verbs.split(","):
                for form in _conjugated(verb.split()[0]):
                    forms.setdefault(form, (caption, kind))
    return forms


def _forms_of(table: Mapping[str, str], inflect: bool = True) -> dict[str, str]:
    return _indexed(tuple(table.items()), inflect)


@cache
def _indexed(table: tuple[tuple[str, str], ...], inflect: bool) -> dict[str, str]:
    forms: dict[str, str] = {}
    for caption, entries in table:
        for entry in entries.split(","):
            word = entry.strip()
            for form in _conjugated(word) if inflect else (word,):
                forms.setdefault(form, caption)
    return forms


def _conjugated(verb: str) -> tuple[str, ...]:
    """All forms of an English verb."""
    if verb in words.IRREGULAR:
        return (verb, *words.IRREGULAR[verb].split())
    if re.search(r"[^aeiou]y$", verb):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    third = verb + ("es" if re.search(r"(?:s|sh|ch|x|z)$", verb) else "s")
    stem = verb + verb[-1] if verb in words.DOUBLED else verb
    return verb, third, stem + "ed", stem + "ing"
