"""Which engine speaks: our own models with a voice pack, or a server that speaks OpenAI's protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from personas import Persona, persona
from personas.distance import distance
from studio.voices import OPENAI_VOICES
from tts.errors import RequestError

if TYPE_CHECKING:
    from tts.engine import Engine
    from tts.style.identity import Identity

KINDS = ("native", "openai")


@dataclass(frozen=True)
class EngineOptions:
    """What may be said of an engine; plain values, so that they go between processes.

    kind: of `KINDS`. pack: of a native engine, a folder or hub id, None = ours. The rest is of a server:
    base_url: such as http://127.0.0.1:8000/v1, None = OpenAI's own. model: its name there. api_key_file: a
    file with the key in place of the environment's. voice: of everybody. voices: a YAML file that gives
    personas voices of the server, ``butler: onyx``.

    Raises RequestError where options contradict each other.
    """

    kind: str = "native"
    pack: str | None = None
    base_url: str | None = None
    model: str | None = None
    api_key_file: Path | None = None
    voice: str | None = None
    voices: Path | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise RequestError(f"unknown engine {self.kind!r}; valid: {', '.join(KINDS)}")
        remote = {
            "--base-url": self.base_url,
            "--model": self.model,
            "--api-key-file": self.api_key_file,
            "--voice": self.voice,
            "--voices": self.voices,
        }
        if self.kind == "native" and (given := [name for name, value in remote.items() if value is not None]):
            raise RequestError(f"{given[0]} is of a server; add --engine openai")
        if self.kind == "openai" and self.pack is not None:
            raise RequestError("--pack is of our own engine; leave it out with --engine openai")
        if self.kind == "openai" and self.model is None:
            raise RequestError("name the server's model with --model")


@dataclass(frozen=True)
class Chosen:
    """An engine ready to speak.

    name: for people. fingerprint: hexadecimal, what its takes depend on besides the request. exact: whether
    it holds durations and speaks parts of a text in a style of their own; else speed alone can be asked for.
    voices: persona → voice of a server; empty for our own engine, which speaks personas as they are.
    """

    engine: Engine
    name: str
    fingerprint: str
    exact: bool = True
    voices: Mapping[str, str] | None = None


def engine_from(options: EngineOptions, speakers: Iterable[Persona] = ()) -> Chosen:
    """The engine of these options. speakers: the personas that will speak, who need voices of a server.

    Raises PackError, EngineError where a server cannot be reached, RequestError where a persona has no voice.
    """
    if options.kind == "native":
        from tts.engine import load

        engine = load(options.pack)
        return Chosen(engine, "dramatis", engine.pack.hash)
    from tts.remote import RemoteEngine
    from tts.server import Server, read_key

    key = read_key(options.api_key_file)
    server = Server(options.model or "", options.base_url, key)
    people = {each.id: each for each in speakers}
    listed = RemoteEngine(replace(server, retries=1), {}).listed_voices()
    given = _given(options.voices) if options.voices else {}
    named = {
        id: given.get(id) or options.voice or _voice(each, listed, server.host) for id, each in people.items()
    }
    for id, voice in named.items():
        if listed is not None and voice not in listed:
            raise RequestError(f"{server.host} has no voice {voice!r} for {id}; valid: {_some(listed)}")
    voices: dict[Identity, str] = {}
    for id, voice in named.items():
        if voices.setdefault(people[id].identity, voice) != voice:
            raise RequestError(f"{id} has the same voice as another persona, and cannot have {voice!r} alone")
    remote = RemoteEngine(server, voices, options.voice)
    return Chosen(remote, remote.name, remote.fingerprint, exact=False, voices=named)


def _voice(speaker: Persona, listed: Sequence[str] | None, host: str) -> str:
    """The server's voice for a persona: of the same name, else of OpenAI's the one that sounds nearest."""
    if listed is not None and speaker.id in listed:
        return speaker.id
    known = [voice for voice in OPENAI_VOICES if listed is None or voice in listed]
    if not known:
        raise RequestError(
            f"no voice of {host} is known for {speaker.id}; name one with --voice or --voices: "
            f"{_some(listed or ())}"
        )
    return min(known, key=lambda voice: distance(persona(OPENAI_VOICES[voice]).identity, speaker.identity))


def _given(path: Path) -> dict[str, str]:
    """Persona → voice, as a file says."""
    import yaml

    from personas import find

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RequestError(f"cannot read the voices: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict) or not all(isinstance(each, str) for pair in data.items() for each in pair):
        raise RequestError(f"{path} must have a line such as 'butler: onyx' for each persona")
    return {find(name).id: voice for name, voice in data.items()}


def _some(names: Sequence[str]) -> str:
    """At most twenty names."""
    return ", ".join(names[:20]) + (", …" if len(names) > 20 else "")
