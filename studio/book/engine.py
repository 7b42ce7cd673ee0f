"""The section `engine` of project.yaml: another engine than ours speaks the book.

    kind: openai                          # any server that speaks OpenAI's protocol
    base_url: http://127.0.0.1:8000/v1    # without it, OpenAI's own
    model: tts-1
    voice: onyx                           # of everybody, or
    voices: {butler: onyx, Ann: nova}     # of each persona
    api_key_file: key.txt                 # from the project's folder; without it, OPENAI_API_KEY
    parallel: 4                           # lines that are asked for at once

It says nothing of keys themselves: a project may be given away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from studio.book.script import Script
from studio.engines import KINDS, EngineOptions, server_name
from tts.errors import BookError, RequestError
from tts.server import Server
from tts.text.lexicon import Lexicon

_TEXTS = ("base_url", "model", "voice", "api_key_file")
_KEYS = ("kind", *_TEXTS, "voices", "parallel")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SHOWN = 8  # words that are named one by one


def options_of(section: Mapping[str, Any], folder: Path) -> EngineOptions:
    """What a section says. folder: of the project, from which files are looked up.

    Raises BookError naming the key that is unknown or wrong.
    """
    for key in section:
        if key not in _KEYS:
            secret = "; the server's key stands in a file, named by api_key_file" if "key" in str(key) else ""
            raise BookError(f"engine: unknown key {key!r}; valid: {', '.join(_KEYS)}{secret}")
    values = {key: value for key, value in section.items() if value is not None}
    kind, voices, parallel = values.pop("kind", None), values.pop("voices", None), values.pop("parallel", 4)
    if kind not in KINDS:
        raise BookError(f"engine: kind cannot be {kind!r}; valid: {', '.join(KINDS)}")
    if kind == "native":
        if others := [key for key in section if key != "kind"]:
            raise BookError(f"engine: {others[0]} is of a server; set 'kind: openai', or leave it out")
        return EngineOptions()
    for key, value in values.items():
        if not isinstance(value, str) or not value.strip():
            raise BookError(f"engine: {key} must be a text, not {value!r}")
    pairs = voices.items() if isinstance(voices, Mapping) else [(voices, "")] if voices is not None else []
    if not all(isinstance(each, str) for pair in pairs for each in pair):
        raise BookError("engine: voices must map personas to voices of the server, such as 'butler: onyx'")
    if not isinstance(parallel, int) or isinstance(parallel, bool):
        raise BookError(f"engine: parallel must be a whole number, not {parallel!r}")
    if "model" not in values:
        raise BookError("engine: name the server's model, such as 'model: tts-1'")
    try:
        Server(values["model"], values.get("base_url"), parallel=parallel)
    except RequestError as error:
        raise BookError(f"engine: {error}") from None
    key_file = values.pop("api_key_file", None)
    return EngineOptions(
        kind,
        api_key_file=folder / Path(key_file).expanduser() if key_file else None,
        voices=dict(voices) if voices else None,
        parallel=parallel,
        **values,
    )


def section_of(options: EngineOptions, voices: Mapping[str, str]) -> dict[str, Any]:
    """The section that says these options. voices: who was given which of the server's."""
    key_file = str(options.api_key_file.resolve()) if options.api_key_file else None
    said = {
        "kind": options.kind,
        "base_url": options.base_url,
        "model": options.model,
        "voice": options.voice,
        "voices": dict(voices) or None,
        "api_key_file": key_file,
    }
    return {key: value for key, value in said.items() if value is not None}


def limits(options: EngineOptions, script: Script, lexicon: Lexicon) -> tuple[str, ...]:
    """What an engine cannot do of a book, as sentences; of ours there is nothing to say."""
    if options.kind == "native":
        return ()
    name = server_name(options)
    told = [
        f"spoken by {name}: length, level, silences and clipping of its takes are checked, not whether they "
        "say their text; they have no times of words"
    ]
    if words := _in_ipa(script, lexicon):
        more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
        told.append(
            f"{name} cannot be told the IPA of the lexicon, and says in its own way: "
            f"{', '.join(words[:_SHOWN])}{more}; a respelling such as 'shiv awn' would be put into the text"
        )
    return tuple(told)


def _in_ipa(script: Script, lexicon: Lexicon) -> list[str]:
    """The words of the chapters that are read which the lexicon has in IPA."""
    if len(lexicon.respellings().entries) == len(lexicon.entries):
        return []
    found: Iterable[str] = (
        word
        for chapter in script.chapters
        if chapter.included
        for line in chapter.lines
        for word in _WORD.findall(line.text)
    )
    entries = ((word, lexicon.find(word)) for word in dict.fromkeys(found))
    return [word for word, entry in entries if entry and entry.sounds]
