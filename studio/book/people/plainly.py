"""Prose in a language whose tags we cannot read: what is said is told from telling, who says it is not."""

from __future__ import annotations

from collections.abc import Iterator

from studio.book.people.mention import Mention


class Plainly:
    """Reads nothing: everything that is said is left to the narrator."""

    def is_tag(self, telling: str) -> bool:
        return False

    def tag_subject(self, text: str, start: int, end: int, follows: bool) -> Mention | None:
        return None

    def beat_subject(self, text: str, start: int, end: int) -> Mention | None:
        return None

    def mentions(self, text: str, start: int, end: int) -> Iterator[Mention]:
        return iter(())

    def addressed(self, speech: str) -> Iterator[Mention]:
        return iter(())

    def introduced(self, speech: str) -> Iterator[Mention]:
        return iter(())

    def is_silent(self, sentence: str) -> bool:
        return False

    def is_generic(self, description: str) -> bool:
        return False
