"""What a voice is heard on: a sentence that suits its role, its mood or its age."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from personas.ages import age_group
from personas.schema import Persona

_SENTENCES = Path(__file__).parent / "auditions.yaml"
_MOODY = 0.35  # intensity × weight from which an emotion decides what is said


@dataclass(frozen=True)
class Sentence:
    """english: what is spoken. chinese: its meaning, to be shown."""

    english: str
    chinese: str


def audition(persona: Persona) -> Sentence:
    """The sentence for a persona: by a tag that is a role, or else its habitual emotion, or else its age.

    Where there are several, the persona's seed chooses.
    """
    table = _table()
    style = persona.style
    strongest = max(style.emotions, key=lambda name: style.emotions[name], default="")
    moody = strongest and style.emotions[strongest] * style.intensity >= _MOODY
    group = age_group(persona.age)
    keys = [*persona.tags, *([strongest] if moody else []), f"{group} {persona.gender}", group]
    choices = next(table[key] for key in keys if key in table)
    return choices[persona.seed % len(choices)]


@cache
def _table() -> Mapping[str, tuple[Sentence, ...]]:
    """Role, emotion, or age group with or without gender → sentences."""
    import yaml

    table: dict[str, tuple[Sentence, ...]] = {}
    for entry in yaml.safe_load(_SENTENCES.read_text(encoding="utf-8")):
        for key in entry["for"]:
            table[key] = (*table.get(key, ()), Sentence(entry["en"], entry["zh"]))
    return table
