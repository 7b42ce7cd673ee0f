"""The front end: text in, one utterance a sentence out, ready for the models.

clean → sentences → normalize → (transcription | lexicon | phonemize) → phones. Every word of the input is in
`words` or in `skipped` of exactly one utterance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tts.errors import TextError
from tts.text.clean import Cleaned, clean
from tts.text.ipa import Sound
from tts.text.lexicon import Lexicon
from tts.text.normalize import Token, read
from tts.text.phonemize import Pronunciation, check_language, join, pronounce
from tts.text.sentences import Sentence, split
from tts.text.spans import Emphasis, Stretch, pin
from tts.text.symbols import Phone

LONGEST_TEXT = 2_000_000
"""Characters; more is refused, because a caller that long forgot to cut its book into chapters."""


@dataclass(frozen=True)
class Word:
    """A written word and what is said for it.

    text: as written ("$3.50"). spoken: the words said, separated by blanks ("three dollars and fifty cents").
    start, end: character offsets in the input.
    """

    text: str
    spoken: str
    start: int
    end: int


@dataclass(frozen=True)
class Skip:
    """Something that is not spoken. start, end: character offsets in the input. reason: one phrase."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Utterance:
    """A sentence, or a part of one that was too long.

    text, start: the piece of the input, blanks included; the pieces join up to the input.
    words: what is spoken, in order; `Phone.word` is an index into it.
    phones: from a pause "_" to the pause that ends the piece.
    skipped: what is left out. approximated: sounds the inventory lacks, such as "y → u".
    """

    text: str
    start: int
    words: tuple[Word, ...]
    phones: tuple[Phone, ...]
    skipped: tuple[Skip, ...]
    approximated: tuple[str, ...]


def utterances(
    text: str,
    language: str = "en-us",
    lexicon: Lexicon | None = None,
    max_words: int = 40,
    *,
    emphasis: Sequence[Stretch] = (),
    pronunciations: Sequence[tuple[int, int, str]] = (),
    asterisks: bool = True,
) -> list[Utterance]:
    """Turn text into utterances of at most about `max_words` words.

    emphasis: (start, end) of stretches whose words are stressed; a word belongs to a stretch when its first
    character does, and a stretch inside one word means that word.
    pronunciations: (start, end, IPA) of whole words that sound like the IPA, whatever the lexicon says;
    groups between blanks go word by word, any other number of groups makes one `Word` of the stretch. Of two
    pronunciations of a word the later one in the sequence decides.
    asterisks: whether ``*word*`` and ``**word**`` emphasise as well and are not spoken as asterisks; False
    for a text whose markup is parsed already.
    Raises TextError when there is nothing to speak, the text is longer than `LONGEST_TEXT` characters, the
    language is unknown, a stretch lies outside the text, or a pronunciation is not IPA or not of whole words.
    """
    check_language(language)
    if not text.strip():
        raise TextError("there is nothing to speak: the text is empty")
    if len(text) > LONGEST_TEXT:
        raise TextError(f"the text has {len(text)} characters; speak at most {LONGEST_TEXT} at a time")
    cleaned = clean(text, asterisks)
    stressed = Emphasis.of((*cleaned.emphasis, *emphasis), len(text))
    pieces, pinned = pin(
        text,
        [(sentence, _tokens(text, sentence, language)) for sentence in split(cleaned.text, max_words)],
        pronunciations,
    )
    unpinned = (token for _, tokens in pieces for token in tokens if token.start not in pinned)
    said = _pronounce_all(unpinned, language, lexicon or Lexicon())
    built = [
        _utterance(text, sentence, tokens, said, pinned, stressed, language) for sentence, tokens in pieces
    ]
    return _without_silent(_with_left_out(built, text, cleaned))


def _tokens(text: str, sentence: Sentence, language: str) -> list[Token]:
    """Tokens of one sentence with offsets and spelling of the input."""
    moved = []
    for token in read(sentence.text, language):
        start, end = token.start + sentence.start, token.end + sentence.start
        moved.append(replace(token, text=text[start:end], start=start, end=end))
    return moved


@dataclass(frozen=True)
class _Said:
    """A token's sounds. spoken: its words, which a lexicon may have changed."""

    spoken: str
    sounds: tuple[Sound, ...]
    approximated: tuple[str, ...]


def _pronounce_all(tokens: Iterable[Token], language: str, lexicon: Lexicon) -> dict[tuple[str, str], _Said]:
    """(written, spoken) → sounds, for every token that speaks, with as few calls of espeak as possible."""
    respelled: dict[tuple[str, str], list[Pronunciation | str]] = {}
    for token in tokens:
        if token.spoken and (token.text, token.spoken) not in respelled:
            respelled[token.text, token.spoken] = list(_look_up(token, lexicon))
    words = dict.fromkeys(p for parts in respelled.values() for p in parts if isinstance(p, str))
    known = dict(zip(words, pronounce(tuple(words), language), strict=True))
    # a word the language cannot read as a word is spelled
    letters = dict.fromkeys(
        c.upper() for word, how in known.items() if not how.sounds for c in word if c.isalnum()
    )
    known_letters = dict(zip(letters, pronounce(tuple(letters), language), strict=True))
    said = {}
    for key, parts in respelled.items():
        found = [part if isinstance(part, Pronunciation) else known[part] for part in parts]
        if not all(how.sounds for how in found):
            found = _spelled(parts, known, known_letters)
        spoken = [part if isinstance(part, str) else key[1] for part in parts]
        names = [part for part in parts if isinstance(part, str)]
        if len(names) == len(parts) == len(found):
            found = join(names, found, language)
        sounds = tuple(sound for how in found for sound in how.sounds)
        exchanged = dict.fromkeys(a for how in found for a in how.approximated)
        said[key] = _Said(" ".join(spoken), sounds, tuple(exchanged))
    return said


def _look_up(token: Token, lexicon: Lexicon) -> Iterator[Pronunciation | str]:
    """What the lexicon says about the written token or about each of its words."""
    whole = lexicon.find(token.text)
    for word in [token.text] if whole else token.spoken.split():
        entry = lexicon.find(word)
        if entry is None:
            yield word
        elif entry.sounds:
            yield Pronunciation(entry.sounds)
        else:
            yield from entry.respelling.split()


def _spelled(
    parts: Sequence[Pronunciation | str], known: dict[str, Pronunciation], letters: dict[str, Pronunciation]
) -> list[Pronunciation]:
    """Letter names for the parts without sounds; nothing at all when a letter has no name either."""
    found: list[Pronunciation] = []
    for part in parts:
        how = part if isinstance(part, Pronunciation) else known[part]
        if how.sounds or not isinstance(part, str):
            found.append(how)
            continue
        names = [letters[c.upper()] for c in part if c.isalnum()]
        if not names or not all(name.sounds for name in names):
            return []
        found += names
    return found


_STRENGTH = {",": 0, "…": 1, ".": 2, "!": 3, "?": 4}
"""Of several marks in a row the strongest is the pause."""


def _utterance(
    text: str,
    sentence: Sentence,
    tokens: Sequence[Token],
    said: dict[tuple[str, str], _Said],
    pinned: dict[int, Pronunciation],
    stressed: Emphasis,
    language: str,
) -> Utterance:
    words: list[Word] = []
    skipped: list[Skip] = []
    spoken: list[tuple[Sound, ...]] = []
    pauses: dict[int, str] = {}  # number of words before the pause → its symbol
    approximated: dict[str, None] = {}
    for token in tokens:
        if token.pause:
            standing = pauses.get(len(words), ",")
            pauses[len(words)] = max(standing, token.pause, key=_STRENGTH.__getitem__)
        elif (fixed := pinned.get(token.start)) is not None:
            words.append(Word(token.text, token.spoken, token.start, token.end))
            spoken.append(fixed.sounds)
            approximated.update(dict.fromkeys(fixed.approximated))
        elif token.reason:
            skipped.append(Skip(token.text, token.start, token.end, token.reason))
        elif not (how := said[token.text, token.spoken]).sounds:
            skipped.append(Skip(token.text, token.start, token.end, f"no reading in {language}"))
        else:
            words.append(Word(token.text, how.spoken, token.start, token.end))
            spoken.append(how.sounds)
            approximated.update(dict.fromkeys(how.approximated))
    # what is pinned stays as it is beside any neighbour
    names = ["" if word.start in pinned else word.spoken for word in words]
    spoken = [how.sounds for how in join(names, [Pronunciation(sounds) for sounds in spoken], language)]
    phones = [Phone("_")]
    for index, word in enumerate(words):
        if index and index in pauses:
            phones.append(Phone(pauses[index]))
        emphasised = stressed.covers(word.start, word.end)
        phones += [Phone(symbol, stress, index, emphasised) for symbol, stress in spoken[index]]
    default = "." if sentence.final else ","
    final = pauses.get(len(words), default) if words else default
    phones.append(Phone(final))
    end = sentence.start + len(sentence.text)
    return Utterance(
        text[sentence.start : end],
        sentence.start,
        tuple(words),
        tuple(phones),
        tuple(skipped),
        tuple(approximated),
    )


def _with_left_out(built: Iterable[Utterance], text: str, cleaned: Cleaned) -> Iterator[Utterance]:
    """Report the characters that cleaning had to blank out."""
    left = iter([*cleaned.left_out, (len(text) + 1, "")])
    at, reason = next(left)
    for utterance in built:
        skips = list(utterance.skipped)
        while at < utterance.start + len(utterance.text):
            skips.append(Skip(text[at], at, at + 1, reason))
            at, reason = next(left)
        skips.sort(key=lambda skip: skip.start)
        yield replace(utterance, skipped=tuple(skips))


def _without_silent(built: Iterable[Utterance]) -> list[Utterance]:
    """Join pieces without a word to their neighbour, so that what they skip is still reported."""
    joined: list[Utterance] = []
    waiting: Utterance | None = None
    for utterance in built:
        if waiting is not None:
            utterance = replace(
                utterance,
                text=waiting.text + utterance.text,
                start=waiting.start,
                skipped=waiting.skipped + utterance.skipped,
            )
            waiting = None
        if utterance.words:
            joined.append(utterance)
        elif joined:
            last = joined[-1]
            joined[-1] = replace(
                last, text=last.text + utterance.text, skipped=last.skipped + utterance.skipped
            )
        else:
            waiting = utterance
    if not joined:
        skips = waiting.skipped if waiting else ()
        why = f"; left out: {skips[0].text[:20]!r} ({skips[0].reason})" if skips else ", only punctuation"
        raise TextError(f"there is nothing to speak: the text has no word{why}")
    return joined
