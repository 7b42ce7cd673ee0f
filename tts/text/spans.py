"""What a caller asks for stretches of a text, carried over to its words: emphasis and pronunciations."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tts.errors import TextError
from tts.text.ipa import Sound
from tts.text.lexicon import possessive
from tts.text.normalize import Token
from tts.text.phonemize import Pronunciation
from tts.text.sentences import Sentence
from tts.text.transcription import transcribe

Stretch = tuple[int, int]
"""First character and the one after the last."""
Piece = tuple[Sentence, list[Token]]
"""A sentence, or a part of one, and its tokens with offsets in the whole text."""

MERGED_WORDS = 10
"""More words than this need their IPA word by word."""


@dataclass(frozen=True)
class Emphasis:
    """Stretches in order, none overlapping another."""

    stretches: tuple[Stretch, ...]

    @staticmethod
    def of(stretches: Sequence[Stretch], length: int) -> Emphasis:
        """Raises TextError when a stretch does not lie within 0–length."""
        joined: list[Stretch] = []
        for start, end in sorted(_checked(stretch, length) for stretch in stretches):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return Emphasis(tuple(joined))

    def covers(self, start: int, end: int) -> bool:
        """Whether the word at start–end is stressed; a stretch inside one word means that word."""
        after = bisect.bisect_right(self.stretches, start, key=lambda stretch: stretch[0])
        if after and start < self.stretches[after - 1][1]:
            return True
        return after < len(self.stretches) and self.stretches[after][1] <= end


def pin(
    text: str, pieces: Sequence[Piece], pronunciations: Sequence[tuple[int, int, str]]
) -> tuple[list[Piece], dict[int, Pronunciation]]:
    """Give words the IPA that is asked for them: the pieces, and start of a word → its pronunciation.

    IPA in as many groups (between blanks) as the stretch has words goes word by word; else the words become
    one, and pieces of the text that it spans are joined. An ending "'s" just after the stretch is added. A
    later stretch goes before an earlier one.
    Raises TextError when a stretch lies outside the text, begins or ends inside a word or has no word, when
    its IPA is bad, or when it has more than `MERGED_WORDS` words and not as many groups.
    """
    pinned: dict[int, Pronunciation] = {}
    taken: set[int] = set()
    parts = [(sentence, list(tokens)) for sentence, tokens in pieces]
    for start, end, ipa in reversed(pronunciations):
        _checked((start, end), len(text))
        groups = transcribe(ipa)
        first_part = bisect.bisect_right(parts, start, key=_begin) - 1
        last_part = bisect.bisect_left(parts, end, key=_begin)
        inside = [
            (index, token)
            for index in range(first_part, last_part)
            for token in parts[index][1]
            if start < token.end and token.start < end and not token.pause
        ]
        # what has no reading of its own, an emoji or a foreign word, is a word when nothing else is
        words = [(i, t) for i, t in inside if t.spoken] or inside
        written = text[start:end]
        if not words or words[0][1].start < start:
            raise TextError(
                f"the pronunciation {ipa!r} stands for {_short(written)}, where no word begins; "
                "let it stand for whole words"
            )
        last_word = words[-1][1]
        left = text[end : last_word.end]
        if re.fullmatch("['’]s", left):
            groups = (*groups[:-1], replace(groups[-1], sounds=_with_ending(groups[-1].sounds)))
        elif any(character.isalnum() for character in left):
            raise TextError(
                f"the pronunciation {ipa!r} ends inside the word {_short(last_word.text)}; "
                "let it stand for the whole of it"
            )
        free = [(index, token) for index, token in words if token.start not in taken]
        if not free:
            continue  # later stretches decide about every word of this one
        taken.update(token.start for _, token in free)
        if len(groups) == len(words):
            said = {token.start: group for (_, token), group in zip(words, groups, strict=True)}
            pinned.update((token.start, said[token.start]) for _, token in free)
            continue
        if len(words) > MERGED_WORDS or len(free) < len(words):
            raise TextError(
                f"the pronunciation {ipa!r} has {len(groups)} groups of sounds for the {len(words)} words of "
                f"{_short(written)}; write one group a word, with blanks between"
            )
        first, last = words[0][1], words[-1][1]
        parts = _joined(parts, words[0][0], words[-1][0])
        tokens = parts[words[0][0]][1]
        spoken = " ".join(token.spoken for _, token in words if token.spoken)
        one = Token(text[first.start : last.end], first.start, last.end, spoken)
        tokens[tokens.index(first) : tokens.index(last) + 1] = [one]
        pinned[first.start] = _merged(groups)
    for _, tokens in parts if pinned else ():
        tokens[:] = [
            replace(token, spoken=token.spoken or token.text, reason="") if token.start in pinned else token
            for token in tokens
        ]
    return parts, pinned


def _begin(piece: Piece) -> int:
    return piece[0].start


def _joined(pieces: list[Piece], first: int, last: int) -> list[Piece]:
    """Pieces first–last as one."""
    if first == last:
        return pieces
    together = pieces[first : last + 1]
    sentence = Sentence("".join(s.text for s, _ in together), together[0][0].start, together[-1][0].final)
    return [*pieces[:first], (sentence, [t for _, tokens in together for t in tokens]), *pieces[last + 1 :]]


def _with_ending(sounds: tuple[Sound, ...]) -> tuple[Sound, ...]:
    return (*sounds, *possessive(sounds[-1][0]))


def _merged(groups: Sequence[Pronunciation]) -> Pronunciation:
    sounds = tuple(sound for group in groups for sound in group.sounds)
    return Pronunciation(sounds, tuple(dict.fromkeys(a for group in groups for a in group.approximated)))


def _checked(stretch: Stretch, length: int) -> Stretch:
    start, end = stretch
    if not 0 <= start < end <= length:
        raise TextError(f"a stretch must lie within the text's 0–{length} characters, not {start}–{end}")
    return stretch


def _short(written: str) -> str:
    return repr(written if len(written) <= 40 else written[:39] + "…")
