"""Entries → cues: who says what and how; what is no speech is set apart and told.

A subtitle names its speaker in many ways: ASS has a column for it, WebVTT a voice span, and all of them
``ANNA:`` before the words, where capitals are always a name and ``Anna:`` is one when the cast has it or it
stands before several lines. ``- Yes. / - No.`` are two people, who share the time by the length of their
words. Remarks in brackets are not spoken: one that says how (``[whispering]``, ``(angrily)``) directs the
line, the others are told, like songs between ♪.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from studio.dubbing.cue import NARRATOR, Cue
from studio.dubbing.styling import plain, voices
from studio.dubbing.subtitles import Entry, Subtitles
from tts.errors import DubError, StyleError

_DASH = re.compile(r"[-‐–—−]+\s*(?=\S)")
_NAME = re.compile(
    r"(?P<name>[^\W\d_][\w.'’&# -]{0,39}?)\s*"
    r"(?:[(\[（【](?P<how>[^()\[\]（）【】]*)[)\]）】])?\s*[:：](?!//)\s*"
)
_PARTICLES = frozenset("of the and de del la le di da von van der den du al bin ibn y e".split())
_SQUARE = re.compile(r"\[([^\[\]]*)\]|【([^【】]*)】")
_ROUND = re.compile(r"(?:(?<=^)|(?<=[.!?…。！？:]))\s*[(（]([^()（）]*[^()（）.!?。！？])[)）]")
_STARS = re.compile(r"^\*([^*]+)\*$")
_SONG = re.compile(r"[♪♫♬][^♪♫♬]*(?:[♪♫♬]+|$)|^#\s.*\s#$", re.MULTILINE)
_EVENTS = frozenset(
    "all audience baby bell bells both car children crowd dog door engine everybody everyone fans group man "
    "men music people phone thunder wind woman women".split()
)
"""First words of remarks that tell what happens, not how a line is said."""


@dataclass(frozen=True)
class Script:
    """The cues of a file in its order, and sentences on what was taken for what."""

    cues: tuple[Cue, ...]
    notes: tuple[str, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, those with most letters first."""
        said: Counter[str] = Counter()
        for cue in self.cues:
            if cue.spoken:
                said[cue.speaker] += len(cue.text)
        return tuple(name for name, _ in said.most_common())


def script(
    subtitles: Subtitles,
    known: Collection[str] = (),
    names: bool = True,
    without: Collection[str] = (),
) -> Script:
    """The cues of a subtitle file or a cue sheet.

    known: names of speakers, as a cast has them. names: whether ``NAME:`` before a text is a speaker.
    without: styles of ASS that are not spoken, such as signs. Raises DubError when there is no such style,
    or nothing at all to speak.
    """
    _check_styles(subtitles, without)
    spoken = [
        (at, entry, voice, rows)
        for at, entry in enumerate(subtitles.entries)
        if entry.style not in without
        for voice, rows in _voices(entry, subtitles.format)
    ]
    naming = _Naming.of([(voice, row) for _, _, voice, rows in spoken for row in rows], known, names)
    turns = [
        (at, _Turn(text, entry.line, voice))
        for at, entry, voice, rows in spoken
        for text in _turns(rows, naming) or [""]
    ]
    read = [(at, naming.read(turn)) for at, turn in turns]
    called = _one_spelling([turn.speaker for _, turn in read], known)
    cues: list[Cue] = []
    for at, group in groupby(read, key=itemgetter(0)):
        mine = [replace(turn, speaker=called[turn.speaker]) for _, turn in group]
        cues += _cues(subtitles.entries[at], at, mine, len(cues))
    if not any(cue.spoken for cue in cues):
        raise DubError("there is nothing to speak in the file; it has signs, sounds or songs alone")
    notes = [*subtitles.notes, *naming.doubts([turn for _, turn in turns])]
    if left := sum(entry.style in without for entry in subtitles.entries):
        notes.append(f"left out: {left} subtitles in the style {', '.join(sorted(without))}")
    return Script(tuple(cues), tuple(notes))


def _check_styles(subtitles: Subtitles, without: Collection[str]) -> None:
    styles = {entry.style for entry in subtitles.entries if entry.style}
    for name in without:
        if name not in styles:
            raise DubError(
                f"no subtitle has the style {name!r}; styles: {', '.join(sorted(styles)) or 'none'}"
            )


# Turns: what one person says in one entry


@dataclass(frozen=True)
class _Turn:
    """text: on one line. speaker: empty where nobody is named. line: of the file."""

    text: str
    line: int
    speaker: str = ""
    directions: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()


def _voices(entry: Entry, format: str) -> Iterator[tuple[str, list[str]]]:
    """Who says which rows as far as the file's format tells."""
    for voice, text in voices(entry.text) if format == "vtt" else [("", entry.text)]:
        yield voice or entry.speaker, [row for row in plain(text, format).split("\n") if row]


def _turns(rows: Sequence[str], naming: _Naming) -> list[str]:
    """The rows put together; a dash or a name begins another turn."""
    dashes = bool(rows) and bool(_DASH.match(rows[0]))
    said: list[list[str]] = []
    for row in rows:
        dash = _DASH.match(row) if dashes else None
        if not said or dash or naming.begins(row):
            said.append([])
        said[-1].append(row[dash.end() :] if dash else row)
    return ["\n".join(each) for each in said]


# Names


@dataclass(frozen=True)
class _Naming:
    """Which prefixes are names, in small letters; capitals are always one."""

    names: frozenset[str] = frozenset()
    active: bool = False

    @staticmethod
    def of(rows: Sequence[tuple[str, str]], known: Collection[str], active: bool) -> _Naming:
        """rows: with the speakers that the format names."""
        found = (_prefix(_DASH.sub("", row, count=1)) for _, row in rows)
        seen = Counter(each["name"].casefold() for each in found if each)
        often = {name for name, count in seen.items() if count > 1}
        given = {speaker.casefold() for speaker, _ in rows if speaker}
        return _Naming(frozenset(often | given | {name.casefold() for name in known}), active)

    def begins(self, row: str) -> bool:
        """Whether a row names its speaker."""
        found = _prefix(row)
        return found is not None and self.knows(found["name"])

    def knows(self, name: str) -> bool:
        return self.active and (name.isupper() or name.casefold() in self.names)

    def read(self, turn: _Turn) -> _Turn:
        """The turn with its speaker, and its remarks taken out."""
        turn = _without_songs(turn)
        turn = self._bracketed(turn)
        turn = _without_remarks(turn)
        found = _prefix(turn.text)
        if found is not None and self.knows(found["name"]):
            how = (found["how"],) if found["how"] and found["how"].strip() else ()
            rest = replace(turn, text=turn.text[found.end() :], speaker=found["name"].strip())
            turn = _without_remarks(_heeded(rest, how))
        if not any(map(str.isalnum, turn.text)):  # nobody speaks so
            told = (*turn.asides, *(f"[{remark}]" for remark in turn.directions))
            turn = replace(turn, directions=(), asides=told)
        return replace(turn, text=" ".join(turn.text.split()))

    def _bracketed(self, turn: _Turn) -> _Turn:
        """``[Anna] Come here.`` names the speaker where Anna is known."""
        found = _SQUARE.match(turn.text)
        name = (found[1] or found[2] or "").strip() if found else ""
        if found is None or not self.active or name.casefold() not in self.names:
            return turn
        return replace(turn, text=turn.text[found.end() :].lstrip(" :"), speaker=name)

    def doubts(self, turns: Sequence[_Turn]) -> Iterator[str]:
        """Sentences on what looks like a name and is spoken."""
        for turn in turns:
            found = _prefix(turn.text)
            if self.active and found is not None and not self.knows(found["name"]):
                yield (
                    f"line {turn.line}: {found['name']!r} is spoken, being no speaker that is known; "
                    "name it in the cast if it is one"
                )


def _prefix(text: str) -> re.Match[str] | None:
    """A possible name before a text: at most four words, each with a capital or in a writing without them."""
    found = _NAME.match(text)
    if found is None:
        return None
    words = found["name"].split()
    proper = all(
        word[0].isupper() or not word[0].isalpha() or _caseless(word)
        for word in words
        if word not in _PARTICLES
    )
    return found if len(words) <= 4 and proper and not _PARTICLES.issuperset(words) else None


def _caseless(word: str) -> bool:
    return word[0].isalpha() and word[0].lower() == word[0].upper()


def _one_spelling(names: Sequence[str], known: Collection[str]) -> dict[str, str]:
    """Name → the spelling used for it: the cast's, else the first that is not all capitals, or the first."""
    chosen: dict[str, str] = {}
    for name in (*known, *(name for name in names if not name.isupper()), *names):
        chosen.setdefault(name.casefold(), name)
    return {name: chosen[name.casefold()] for name in names}


# What is not spoken


def _without_songs(turn: _Turn) -> _Turn:
    songs = [" ".join(found[0].split()) for found in _SONG.finditer(turn.text)]
    return replace(turn, text=_SONG.sub(" ", turn.text).strip(), asides=(*turn.asides, *songs))


def _without_remarks(turn: _Turn) -> _Turn:
    remarks: list[str] = []

    def taken(found: re.Match[str]) -> str:
        remarks.append(next(group for group in found.groups() if group is not None).strip())
        return " "

    text = turn.text
    for pattern in (_SQUARE, _ROUND, _STARS):
        text = pattern.sub(taken, text.strip())
    text = text.strip().removeprefix(":").strip()
    return _heeded(replace(turn, text=text), [remark for remark in remarks if remark])


def _heeded(turn: _Turn, remarks: Sequence[str]) -> _Turn:
    """The turn directed by the remarks that say how, beside those that do not."""
    how = tuple(remark for remark in remarks if directs(remark))
    other = tuple(f"[{remark}]" for remark in remarks if remark not in how)
    return replace(turn, directions=(*turn.directions, *how), asides=(*turn.asides, *other))


def directs(remark: str) -> bool:
    """Whether a remark says how a line is spoken ("whispering", "very quietly") and not what happens
    ("door slams", "crowd cheering")."""
    from tts.style.captions import understand
    from tts.style.space import Style

    words = remark.casefold().split()
    if len(words) > 1 and (words[0] in _EVENTS or words[-1].endswith("s")):
        return False
    try:
        understood = understand(remark, guess=False)
    except StyleError:  # no word in it, or a whole page
        return False
    return understood.style != Style() and not understood.not_understood


# Cues


def _cues(entry: Entry, at: int, turns: Sequence[_Turn], before: int) -> Iterator[Cue]:
    """One cue a turn; they share the entry's time by the length of their words."""
    lengths = [len(turn.text) if any(map(str.isalnum, turn.text)) else 0 for turn in turns]
    total = sum(lengths)
    said = 0
    for n, (turn, length) in enumerate(zip(turns, lengths, strict=True), 1):
        start, end = entry.start, entry.end
        if end is not None and sum(each > 0 for each in lengths) > 1:
            span = end - entry.start
            start, end = entry.start + span * said / total, entry.start + span * (said + length) / total
        said += length
        yield Cue(
            number=before + n,
            entry=at,
            line=turn.line,
            start=start,
            end=end,
            text=turn.text,
            speaker=turn.speaker or NARRATOR,
            direction=entry.direction or ", ".join(turn.directions) or None,
            intensity=entry.intensity,
            asides=turn.asides,
        )
