"""What is said in a chapter, turn by turn, with everything that hints at who says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from studio.book.people.mention import DESCRIPTION, NAME, PRONOUN, SELF, Mention
from studio.book.people.register import Forms
from studio.book.quotes import Paragraph, paragraphs
from tts.style.reading.dialogue import Turn
from tts.text.sentences import split

_LEADS = re.compile(r"[:：]\s*$")
_PRONOUN_VOTES = re.compile(
    r"\b(?:(?P<female>she|her|herself|hers)|(?P<male>he|him|his|himself))\b|(?P<she>她)|(?P<it>他)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…:;,。！？：；，—–-][\"'”’」』)]*$")
_BACK = 4  # sentences of telling before a quotation that are searched for who acts
_VOTE_WITHIN = 120  # characters after somebody's name in which a pronoun may mean them


class Reader(Protocol):
    """What must be known of a language to read who speaks. Places are offsets in a chapter's text."""

    def is_tag(self, telling: str) -> bool:
        """Whether a clause beside a quotation tells who speaks."""

    def tag_subject(self, text: str, start: int, end: int, follows: bool) -> Mention | None:
        """Who says it by the tag text[start:end]; follows: whether it stands after the quotation.

        None when it tells nobody, as "called a voice" does.
        """

    def beat_subject(self, text: str, start: int, end: int) -> Mention | None:
        """Who acts in the sentence text[start:end]; None when no person does."""

    def mentions(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Every name in text[start:end]."""

    def addressed(self, speech: str) -> Iterator[Mention]:
        """Whom a speech addresses."""

    def introduced(self, speech: str) -> Iterator[Mention]:
        """As whom a speaker introduces himself."""

    def is_silent(self, sentence: str) -> bool:
        """Whether a sentence tells that somebody does not answer."""

    def is_generic(self, description: str) -> bool:
        """Whether a description may mean somebody who has a name."""


@dataclass(frozen=True)
class TurnCues:
    """What one speaker says in a paragraph, and what hints at who that is.

    quotes: places in the chapter. paragraph: its index. gap: paragraphs of telling since the turn before.
    continues: it goes on with the turn before. tag: who the tag says speaks; beat: who acts beside the
    speech, in its paragraph; before: who acts in the telling before it. silent: who does not answer there.
    addressed: whom it speaks to; introduced: as whom the speaker introduces himself; named: whom else it
    names.
    """

    quotes: tuple[tuple[int, int], ...]
    paragraph: int = 0
    gap: int = 0
    same_paragraph: bool = False
    continues: bool = False
    tag: Mention | None = None
    beat: Mention | None = None
    before: Mention | None = None
    silent: Mention | None = None
    addressed: tuple[Mention, ...] = ()
    introduced: tuple[Mention, ...] = ()
    named: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class ChapterCues:
    """A chapter's turns, and where the telling names somebody: (paragraph, mention, as one who acts)."""

    paragraphs: tuple[Paragraph, ...]
    turns: tuple[TurnCues, ...]
    told: tuple[tuple[int, Mention, bool], ...]
    first_person: bool


def chapter_cues(text: str, reader: Reader) -> ChapterCues:
    """Read a chapter."""
    found = paragraphs(text, reader.is_tag)
    tellings = [_tellings(text, paragraph) for paragraph in found]
    turns: list[TurnCues] = []
    told: list[tuple[int, Mention, bool]] = []
    since = -1  # the paragraph of the turn before
    for at, paragraph in enumerate(found):
        told += [(at, mention, acts) for mention, acts in _told(text, tellings[at], reader)]
        for number, turn in enumerate(_parted(text, paragraph, reader)):
            between = (
                [place for places in tellings[since + 1 : at] for place in places] if number == 0 else []
            )
            answers = bool(turns) and _answers(text, turns[-1], turn)
            cues = _cues(text, turn, tellings[at], between, answers, reader)
            turns.append(
                replace(
                    cues,
                    paragraph=at,
                    gap=max(0, at - since - 1),
                    same_paragraph=number > 0,
                    continues=paragraph.continues and number == 0,
                )
            )
            since = at
    narrated = [text[a:b] for places in tellings for a, b in places]
    return ChapterCues(found, tuple(turns), tuple(told), _is_first_person(narrated, turns))


def collect(text: str, cues: ChapterCues, reader: Reader, forms: Forms) -> None:
    """Add everybody a chapter names to the forms of the book, and the pronouns after them."""
    named = [(mention, acts) for _, mention, acts in cues.told]
    named += [(mention, True) for turn in cues.turns for mention in (turn.tag, turn.beat) if mention]
    starts = sorted({mention.start for mention, _ in named if mention.kind in (NAME, DESCRIPTION)})
    breaks = sorted(
        {p.end for p in cues.paragraphs} | {q.start for p in cues.paragraphs for q in p.parts if q.quoted}
    )
    for mention, acts in named:
        forms.add(mention, acts)
        if mention.kind in (NAME, DESCRIPTION):
            begin = mention.start + len(mention.text)
            end = min(begin + _VOTE_WITHIN, *(_next(each, begin, len(text)) for each in (starts, breaks)))
            if found := _PRONOUN_VOTES.search(text, begin, end):
                forms.vote(mention.text, "female" if found["female"] else "male")
    for turn in cues.turns:
        for mention in (*turn.addressed, *turn.named):
            if mention.kind == NAME:
                forms.add(mention, False)
                forms.addressed[mention.text] += mention in turn.addressed
        for mention in turn.introduced:
            forms.add(mention, True)


def _answers(text: str, before: TurnCues, turn: Turn) -> bool:
    """Whether a turn is a name or the like that answers a question: "Who sent you?" "Mr. Grey."."""
    asked = re.search(r"[?？][”’」』\"']?$", text[slice(*before.quotes[-1])])
    speech = "".join(text[a:b] for a, b in turn.quotes).strip("“”‘’「」『』\"' ")
    return bool(asked and re.fullmatch(r"[^,，!?！？]{1,30}[.。]", speech))


def _next(places: Sequence[int], begin: int, end: int) -> int:
    """The first of sorted places from `begin` on, else `end`."""
    at = bisect_left(places, begin)
    return places[at] if at < len(places) else end


def _cues(
    text: str,
    turn: Turn,
    beside: Sequence[tuple[int, int]],
    between: Sequence[tuple[int, int]],
    answers: bool,
    reader: Reader,
) -> TurnCues:
    """The hints of a turn. beside: the sentences of telling in its paragraph, between: those before it.
    answers: whether it is a word or two after a question, which address nobody."""
    speech = " ".join(text[a:b] for a, b in turn.quotes)
    addressed = () if answers else tuple(reader.addressed(speech))
    forms = {mention.text for mention in addressed}
    tag, beat = _tag(text, turn, reader), None
    if tag is None and between and _LEADS.search(text[slice(*between[-1])]):
        tag = reader.tag_subject(text, *between[-1], follows=False)
    if tag is None or tag.kind == PRONOUN:
        beat = _beat(text, turn, beside, reader)
    before, silent = _before(text, between, reader)
    return TurnCues(
        turn.quotes,
        tag=tag,
        beat=beat,
        before=before,
        silent=silent,
        addressed=addressed,
        introduced=tuple(reader.introduced(speech)),
        named=tuple(m for m in reader.mentions(speech, 0, len(speech)) if m.text not in forms),
    )


def _parted(text: str, paragraph: Paragraph, reader: Reader) -> Iterator[Turn]:
    """The turns of a paragraph, those parted whose quotations have tags of different speakers."""
    for turn in paragraph.turns:
        speaker: Mention | None = None
        begin = 0
        for number, (_, end) in enumerate(turn.quotes):
            tag = next((tag for tag in turn.tags if tag[0] >= end and not text[end : tag[0]].strip()), None)
            told = reader.is_tag(text[slice(*tag)]) if tag else False
            found = reader.tag_subject(text, *tag, follows=True) if tag and told else None
            if found is not None and speaker is not None and _differ(found, speaker):
                yield _part(turn, begin, number)
                begin = number
            speaker = found or speaker
        yield _part(turn, begin, len(turn.quotes))


def _part(turn: Turn, begin: int, end: int) -> Turn:
    """Some of a turn's quotations, with the telling up to the next."""
    first = turn.quotes[begin][0] if begin else 0
    last = turn.quotes[end][0] if end < len(turn.quotes) else None

    def inside(places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple(place for place in places if first <= place[0] and (last is None or place[0] < last))

    return Turn(turn.quotes[begin:end], inside(turn.tags), inside(turn.beats))


def _differ(one: Mention, other: Mention) -> bool:
    """Whether two mentions cannot mean the same person."""
    if one.kind == other.kind:
        return one.text != other.text
    return bool(one.gender and other.gender and one.gender != other.gender) or "they" in (
        one.text,
        other.text,
    )


def _told(text: str, tellings: Sequence[tuple[int, int]], reader: Reader) -> Iterator[tuple[Mention, bool]]:
    """Whom sentences name, and whether as one who acts."""
    for begin, end in tellings:
        subject = reader.beat_subject(text, begin, end)
        if subject is not None and subject.kind != SELF:
            yield subject, True
        for mention in reader.mentions(text, begin, end):
            if subject is None or mention.start != subject.start:
                yield mention, False


def _tellings(text: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    """The sentences of a paragraph that nobody says."""
    found: list[tuple[int, int]] = []
    if not paragraph.turns and not _ENDS.search(text, paragraph.start, paragraph.end):
        return found  # a heading
    for part in paragraph.parts:
        if not part.quoted:
            for sentence in split(text[part.start : part.end], max_words=200):
                if plain := sentence.text.strip():
                    start = part.start + sentence.start + sentence.text.index(plain[0])
                    found.append((start, start + len(plain)))
    return found


def _tag(text: str, turn: Turn, reader: Reader) -> Mention | None:
    for start, end in turn.tags:
        if reader.is_tag(text[start:end]):
            follows = any(stop <= start and not text[stop:start].strip() for _, stop in turn.quotes)
            if found := reader.tag_subject(text, start, end, follows):
                return found
    return None


def _beat(text: str, turn: Turn, beside: Sequence[tuple[int, int]], reader: Reader) -> Mention | None:
    """Who acts beside the speech: in the sentences next to it, else in those before it in its paragraph."""
    earlier = [place for place in beside if place[1] <= turn.quotes[0][0]]
    for start, end in (*(turn.beats or turn.tags), *reversed(earlier)):
        if found := reader.beat_subject(text, start, end):
            return found
    return None


def _before(
    text: str, between: Sequence[tuple[int, int]], reader: Reader
) -> tuple[Mention | None, Mention | None]:
    """Who acts last in the telling before a paragraph, and who does not answer in it."""
    acting = silent = None
    for start, end in reversed(between[-_BACK:]):
        subject = reader.beat_subject(text, start, end)
        if reader.is_silent(text[start:end]):
            silent = silent or subject
        else:
            acting = acting or subject
    return acting, silent


def _is_first_person(narrated: Sequence[str], turns: Sequence[TurnCues]) -> bool:
    spoken = any(turn.tag is not None and turn.tag.kind == SELF for turn in turns)
    told = sum(len(re.findall(r"\b(?:I|my|me)\b|我", telling)) for telling in narrated)
    return spoken or told > max(2, len(narrated) // 10)
