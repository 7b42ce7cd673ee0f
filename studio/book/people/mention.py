"""One place that speaks of somebody."""

from __future__ import annotations

from dataclasses import dataclass

NAME, PRONOUN, DESCRIPTION, SELF = "name", "pronoun", "description", "self"
"""Kinds of mention: "Mr. Harding", "he", "the old man", and the "I" of a first-person narrator."""


@dataclass(frozen=True)
class Mention:
    """text: as written, without what surrounds it. kind: as above. gender: "female", "male" or "" where the
    words do not tell. start: offset in the chapter. new: an introduction, such as "a man". relation: of "his
    wife" "spouse", of "her mother" "parent", of other kin "kin", else ""."""

    text: str
    kind: str
    gender: str = ""
    start: int = 0
    new: bool = False
    relation: str = ""
