"""What the library says in English, in Chinese: sentences are known by their wording, as gettext does it.

A table maps the English sentence to the Chinese one; both name the same values in braces. In the Chinese one
a value may be followed by how it is shown: `{why:told}` is a sentence or a term of its own, `{names:each}`
several of them with commas between, `{word:quoted}` stands in quotation marks. The library stays free of
languages: what it says is for programs and terminals as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from studio.ui.words.sentences import books, dubs, servers, speech, trouble
from studio.ui.words.sentences.terms import PARTS, TERMS

SENTENCES: Mapping[str, str] = {
    "{file}: {what}": "{file}：{what:told}",
    **speech.SENTENCES,
    **books.SENTENCES,
    **dubs.SENTENCES,
    **servers.SENTENCES,
    **trouble.SENTENCES,
}
"""English → Chinese; of those that suit a sentence the first counts."""

_FIELD = re.compile(r"\{(\w+)\}")
_KINDS = {  # what a value of this name may be
    "term": r"[a-z]+",
    "command": r"undo|redo",
    "number": r"[-+−–\d.,]+",
    "place": r"\d+:\d+",
    "s": r"s?",  # of a plural
    "rest": r".*?",
    "hint": r".*?",
    "words": r".*?",
    "file": r"[^:]{1,200}\.\w{2,6}",
}
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def chinese(sentence: str) -> str | None:
    """A sentence of the library in Chinese, None where no table has it."""
    return _found(sentence, _sentences())


def listed(terms: str) -> str:
    """Terms and parts of sentences with commas between, in Chinese as far as tables have them."""
    return f"{_Value(terms):each}"


class _Value(str):
    """A value of a sentence, shown as its Chinese wording asks."""

    def __format__(self, how: str) -> str:
        match how:
            case "":
                return str(self)
            case "told":
                return _part(self)
            case "each":
                return "、".join(map(_part, re.split(r", | and ", self)))
            case "quoted":
                return f"“{_bare(self)}”"
        raise ValueError(f"a value is told, each or quoted, not {how!r}")


def _part(said: str) -> str:
    """What stands inside a sentence: a term, part of a sentence, a whole one, or something of its own."""
    said = str(said)
    return TERMS.get(_bare(said)) or _found(said, _parts()) or chinese(said) or said


def _bare(said: str) -> str:
    """Without the quotation marks around it."""
    return said[1:-1] if len(said) > 1 and said[0] in "'\"" and said[0] == said[-1] else said


def _found(said: str, patterns: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    for pattern, wording in patterns:
        if found := pattern.fullmatch(said):
            return wording.format(**{name: _Value(value) for name, value in found.groupdict().items()})
    return None


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), wording) for english, wording in SENTENCES.items())


@cache
def _parts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), wording) for english, wording in PARTS.items())


def _pattern(english: str) -> re.Pattern[str]:
    parts = _FIELD.split(english)  # literal, name, literal, …
    written = [_value(part) if at % 2 else re.escape(part) for at, part in enumerate(parts)]
    return re.compile("".join(written), re.DOTALL)


def _value(name: str) -> str:
    return f"(?P<{name}>{_KINDS.get(name.partition('_')[0], '.+?')})"
