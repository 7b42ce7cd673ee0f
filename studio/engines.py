"""Which engine speaks: our own models with a voice pack, or a server that speaks OpenAI's protocol."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from personas import Persona, Store, persona, presets
from personas.distance import distance
from studio.settings import default_pack
from studio.voices import OPENAI_VOICES
from tts.errors import PersonaError, RequestError

if TYPE_CHECKING:
    from tts.engine import Engine
    from tts.server import Server
    from tts.style.identity import Identity

KINDS = ("native", "openai")

VARIABLES = {
    "kind": "DRAMATIS_ENGINE",
    "base_url": "DRAMATIS_BASE_URL",
    "model": "DRAMATIS_MODEL",
    "api_key_file": "DRAMATIS_API_KEY_FILE",
    "voice": "DRAMATIS_VOICE",
    "voices": "DRAMATIS_VOICES",
}
"""Environment variables of the engine that books and the studio speak by where they name none themselves."""


@dataclass(frozen=True)
class EngineOptions:
    """What may be said of an engine; plain values, so that they go between processes.

    kind: of `KINDS`. pack: of a native engine, a folder or hub id, None = ours. The rest is of a server:
    base_url: such as http://127.0.0.1:8000/v1, None = OpenAI's own. model: its name there. api_key_file: a
    file with the key in place of the environment's. voice: of everybody. voices: gives personas voices of the
    server, ``butler: onyx``, or is a YAML file that does. parallel: requests under way at once.

    Raises RequestError where options contradict each other.
    """

    kind: str = "native"
    pack: str | None = None
    base_url: str | None = None
    model: str | None = None
    api_key_file: Path | None = None
    voice: str | None = None
    voices: Path | Mapping[str, str] | None = None
    parallel: int = 4

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


def default_engine() -> EngineOptions:
    """The engine that `VARIABLES` name, or our own with the pack that is in use."""
    said = {name: found for name, variable in VARIABLES.items() if (found := os.environ.get(variable))}
    if said.pop("kind", "native") == "native":
        return EngineOptions(pack=default_pack())
    paths = {name: Path(said.pop(name)) for name in ("api_key_file", "voices") if name in said}
    return EngineOptions(os.environ[VARIABLES["kind"]], **said, **paths)  # type: ignore[arg-type]


def in_variables(options: EngineOptions) -> dict[str, str]:
    """Options of a server as `default_engine` reads them; its voices must be in a file."""
    said = {variable: getattr(options, name) for name, variable in VARIABLES.items()}
    return {variable: str(value) for variable, value in said.items() if value is not None}


def server_name(options: EngineOptions) -> str:
    """Model and server, for people."""
    from tts.server import Server

    server = Server(options.model or "", options.base_url)
    return f"{server.model} at {server.host}"


def fingerprint(options: EngineOptions) -> str:
    """What takes depend on besides the request and the voice that a persona was given, hexadecimal; a server
    is not asked for it. Raises PackError when there is no such pack."""
    if options.kind == "native":
        from tts.index import BASE, pack_hash

        return pack_hash(options.pack or BASE)
    told = repr((options.base_url, options.model, options.voice))
    return hashlib.sha256(told.encode()).hexdigest()


def given_voices(options: EngineOptions, speakers: Iterable[str] = ()) -> dict[str, str]:
    """Id of a persona → voice of the server, as the options say. speakers: ids of personas that are known
    besides those of the user. Raises RequestError when the file cannot be read."""
    if options.voices is None:
        return {}
    pairs = _read(options.voices) if isinstance(options.voices, Path) else options.voices
    known = set(speakers)
    return {name if name in known else _id(name): voice for name, voice in pairs.items()}


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

    people = {each.id: each for each in speakers}
    server, voice_of = _server(options)
    given = given_voices(options, people)
    named = {id: voice_of(given.get(id), id, each.identity) for id, each in people.items()}
    voices: dict[Identity, str] = {}
    for id, voice in named.items():
        if voices.setdefault(people[id].identity, voice) != voice:
            raise RequestError(f"{id} has the same voice as another persona, and cannot have {voice!r} alone")
    remote = RemoteEngine(server, voices, options.voice)
    return Chosen(remote, remote.name, remote.fingerprint, exact=False, voices=named)


def engine_for_anybody(options: EngineOptions) -> Chosen:
    """The same for personas that are not known yet: a server's voice is found when one of them speaks.

    Raises PackError, and EngineError where a server cannot be reached.
    """
    if options.kind == "native":
        return engine_from(options)
    from tts.remote import RemoteEngine

    server, voice_of = _server(options)
    given = given_voices(options)

    def find(identity: Identity) -> str:
        people = (*Store.default().read()[0], *presets())
        id = next((each.id for each in people if each.identity == identity), "")
        return voice_of(given.get(id), id, identity)

    remote = RemoteEngine(server, {}, find=find)
    return Chosen(remote, remote.name, fingerprint(options), exact=False)


def _server(options: EngineOptions) -> tuple[Server, Callable[[str | None, str, Identity], str]]:
    """The server, and what tells its voice for somebody: by what was given, a persona's id, and identity."""
    from tts.remote import RemoteEngine
    from tts.server import Server, read_key

    key = read_key(options.api_key_file)
    server = Server(options.model or "", options.base_url, key, parallel=options.parallel)
    listed = RemoteEngine(replace(server, retries=1), {}).listed_voices()

    def voice_of(given: str | None, id: str, identity: Identity) -> str:
        voice = given or options.voice or _voice(id, identity, listed, server.host)
        if listed is not None and voice not in listed:
            who = f" for {id}" if id else ""
            raise RequestError(f"{server.host} has no voice {voice!r}{who}; valid: {_some(listed)}")
        return voice

    return server, voice_of


def _voice(id: str, identity: Identity, listed: Sequence[str] | None, host: str) -> str:
    """The server's voice for a persona: of the same name, else of those that we know the one that sounds
    nearest: OpenAI's, and names of personas."""
    if listed is not None and id in listed:
        return id
    known = {voice: persona(name).identity for voice, name in OPENAI_VOICES.items()}
    if listed is not None:
        known |= {each.id: each.identity for each in presets()}
        known = {voice: own for voice, own in known.items() if voice in listed}
    if not known:
        raise RequestError(
            f"no voice of {host} is known for {id or 'this persona'}; name one with --voice or --voices: "
            f"{_some(listed or ())}"
        )
    return min(known, key=lambda voice: distance(known[voice], identity))


def _read(path: Path) -> dict[str, str]:
    """Persona → voice, as a file says."""
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RequestError(f"cannot read the voices: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict) or not all(isinstance(each, str) for pair in data.items() for each in pair):
        raise RequestError(f"{path} must have a line such as 'butler: onyx' for each persona")
    return data


def _id(name: str) -> str:
    """The id of a persona by its id or name."""
    from personas import find

    try:
        return find(name).id
    except PersonaError as error:
        raise RequestError(f"voices: {error}") from None


def _some(names: Sequence[str]) -> str:
    """At most twenty names."""
    return ", ".join(names[:20]) + (", …" if len(names) > 20 else "")
