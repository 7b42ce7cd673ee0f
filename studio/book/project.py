"""The folder of a book: what a person edits, and what is made from it.

    PROJECT/project.yaml     settings
            source/          the file that was imported
            script.txt       who says what, and how        (`script`)
            cast.yaml        who speaks whom               (`cast`)
            lexicon.yaml     how names are said            (`names`)
            cover.*          the cover, if there is one
            book.sqlite      states, takes, choices        (`store`)
            readings.json    what was read before          (`readings`)
            takes/           what was spoken               (`takes`)
            out/             what was exported

The text files are the truth: what they say is rendered. Nothing else in the folder needs to be edited.
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from personas import Persona
from studio.book import cast as casts
from studio.book import names
from studio.book import script as scripts
from studio.book.cast import Cast
from studio.book.engine import limits, options_of
from studio.book.names import BookLexicon
from studio.book.script import Script
from studio.book.takes import Delivered, Takes, write_durably
from studio.engines import EngineOptions, default_engine, fingerprint, given_voices
from studio.settings import default_pack
from tts.errors import BookError
from tts.text.lexicon import Lexicon

if TYPE_CHECKING:
    from studio.book.inventory import Inventory
    from studio.book.plan import PlannedLine, Voice
    from studio.book.store import Store

VERSION = 1
"""Version of project.yaml; a file states the one it was written for."""

SETTINGS, SCRIPT, CAST, LEXICON, STORE, READINGS = (
    "project.yaml",
    "script.txt",
    "cast.yaml",
    "lexicon.yaml",
    "book.sqlite",
    "readings.json",
)
_COVERS = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"GIF8": "gif", b"RIFF": "webp"}
_SECTIONS = ("engine", "pauses", "levels", "credits")


@dataclass(frozen=True)
class Settings:
    """project.yaml.

    source: name of the imported file in source/. asides: what beside its running text was read, see
    `readers.Asides`. pack: voice pack, folder or hub id; None = what `DRAMATIS_PACK` names, or ours. engine:
    another engine than ours, see `engine`; empty = what the environment names (`studio.engines.VARIABLES`),
    or ours. verify: speak lines again that miss what is asked of them in numbers.
    pauses, levels: as `pauses` and `assembly` read them; empty = their defaults. credits: texts of the
    opening and closing ones, see `credits`; empty = none.
    """

    source: str = ""
    asides: tuple[str, ...] = ()
    pack: str | None = None
    engine: Mapping[str, Any] = field(default_factory=dict)
    verify: bool = False
    pauses: Mapping[str, Any] = field(default_factory=dict)
    levels: Mapping[str, Any] = field(default_factory=dict)
    credits: Mapping[str, Any] = field(default_factory=dict)

    @staticmethod
    def from_dict(data: Any) -> Settings:
        """From the file's values. Raises BookError naming the key that is unknown or wrong."""
        if not isinstance(data, Mapping):
            raise BookError(f"{SETTINGS} must map names to values, such as 'version: {VERSION}'")
        values = dict(data)
        version = values.pop("version", None)
        if version != VERSION or isinstance(version, bool):
            raise BookError(
                f"{SETTINGS} has version {version!r}; this release of dramatis reads {VERSION}: "
                "use the release that made it, or make the project anew"
            )
        known = {f.name for f in fields(Settings)}
        for key, value in values.items():
            if key not in known:
                raise BookError(
                    f"{SETTINGS}: unknown key {key!r}; valid: version, {', '.join(sorted(known))}"
                )
            good = {
                "source": isinstance(value, str),
                "asides": isinstance(value, list) and all(isinstance(each, str) for each in value),
                "pack": value is None or isinstance(value, str),
                "verify": isinstance(value, bool),
            }.get(key, value is None or isinstance(value, Mapping))
            if not good:
                raise BookError(f"{SETTINGS}: {key} cannot be {value!r}")
        values["asides"] = tuple(values.get("asides", ()))
        if (section := values.get("engine")) and options_of(section, Path()).kind != "native":
            for key in ("pack", "verify"):
                if values.get(key):
                    raise BookError(f"{SETTINGS}: {key} is of our own engine; take it out, or the engine")
        return Settings(
            **{key: {} if value is None and key in _SECTIONS else value for key, value in values.items()}
        )

    def to_dict(self) -> dict[str, Any]:
        """Inverse of `from_dict`."""
        values: dict[str, Any] = {"version": VERSION}
        for f in fields(self):
            value = getattr(self, f.name)
            plain = dict(value) if isinstance(value, Mapping) else value
            values[f.name] = list(plain) if isinstance(plain, tuple) else plain
        return values


@dataclass(frozen=True)
class Project:
    """An audiobook in a folder. Its files are read when they are asked for, so that edits count at once."""

    folder: Path

    @staticmethod
    def open(folder: Path) -> Project:
        """The project in a folder. Raises BookError when there is none, or its settings are wrong."""
        if not (folder / SETTINGS).is_file():
            raise BookError(
                f"{folder} is no audiobook project: there is no {SETTINGS} in it; "
                f"make one with `dramatis book new BOOK -o {folder}`"
            )
        project = Project(folder)
        project.settings()
        return project

    @staticmethod
    def create(folder: Path, settings: Settings, source: Path | None = None) -> Project:
        """Make the folder with its settings and a copy of the imported file.

        Raises BookError where there is something in it already.
        """
        check_vacant(folder)
        folder.mkdir(parents=True, exist_ok=True)
        if source is not None:
            (folder / "source").mkdir()
            shutil.copyfile(source, folder / "source" / source.name)
            settings = replace(settings, source=source.name)
        project = Project(folder)
        project.write_settings(settings)
        return project

    # What a person edits

    def settings(self) -> Settings:
        """project.yaml. Raises BookError when it is malformed."""
        import yaml

        try:
            return Settings.from_dict(yaml.safe_load(self._text(SETTINGS)))
        except yaml.YAMLError as error:
            raise BookError(f"{SETTINGS} is not YAML: {' '.join(str(error).split())}") from None

    def write_settings(self, settings: Settings) -> None:
        """Replace project.yaml."""
        import yaml

        class Blocks(yaml.SafeDumper):
            """Texts of several lines, such as credits, stand as they are read."""

        def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
            style = "|" if "\n" in value else None
            return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)

        Blocks.add_representer(str, text)
        values = settings.to_dict()
        written = yaml.dump(values, Dumper=Blocks, allow_unicode=True, sort_keys=False, width=100)
        write_durably(self.folder / SETTINGS, written.encode("utf-8"))

    def script(self) -> Script:
        """script.txt. Raises BookError, naming the line, when it is malformed."""
        return scripts.parse(self._text(SCRIPT))

    def write_script(self, script: Script) -> None:
        """Replace script.txt."""
        write_durably(self.folder / SCRIPT, scripts.write(script).encode("utf-8"))

    def cast(self) -> Cast:
        """cast.yaml. Raises BookError when it is malformed."""
        return casts.load(self.folder / CAST)

    def write_cast(self, cast: Cast) -> None:
        """Replace cast.yaml."""
        write_durably(self.folder / CAST, cast.to_yaml().encode("utf-8"))

    def persona_of(self) -> Callable[[str], Persona]:
        """Speaker → persona, by cast.yaml. Raises BookError, as what it returns does, where that is wrong."""
        return self.cast().personas(self.folder)

    def book_lexicon(self) -> BookLexicon:
        """lexicon.yaml. Raises BookError when it is malformed."""
        return names.load(self.folder / LEXICON)

    def write_lexicon(self, lexicon: BookLexicon) -> None:
        """Replace lexicon.yaml."""
        write_durably(self.folder / LEXICON, lexicon.to_yaml().encode("utf-8"))

    def lexicon(self) -> Lexicon:
        """How names are said: the book's own list before the user's."""
        return names.personal().merged(self.book_lexicon().lexicon())

    def cover(self) -> Path | None:
        """The cover's file, if there is one."""
        return next((path for path in sorted(self.folder.glob("cover.*")) if path.is_file()), None)

    def write_cover(self, image: bytes) -> None:
        """Keep the cover, an image file's bytes, under the ending that suits it."""
        ending = next((end for start, end in _COVERS.items() if image.startswith(start)), "img")
        write_durably(self.folder / f"cover.{ending}", image)

    def _text(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise BookError(
                f"{name} is missing in {self.folder}; put it back, or make the project anew"
            ) from None
        except UnicodeDecodeError as error:
            raise BookError(f"{name} is not UTF-8 ({error}); save it as UTF-8") from None

    # What is made from it

    @property
    def engine(self) -> EngineOptions:
        """What speaks: as project.yaml says, else as the environment does."""
        settings = self.settings()
        if settings.engine:
            options = options_of(settings.engine, self.folder)
            if options.kind != "native":
                return options
        elif not settings.pack:
            return default_engine()
        return EngineOptions(pack=settings.pack or default_pack())

    @property
    def pack(self) -> str | None:
        """The voice pack: folder or hub id, None = ours, or no matter, since another engine speaks."""
        return self.engine.pack

    def limits(self) -> tuple[str, ...]:
        """What the engine cannot do of this book, as sentences."""
        return limits(self.engine, self.script(), self.lexicon())

    @property
    def takes(self) -> Takes:
        """The folder of takes."""
        return Takes(self.folder / "takes")

    @property
    def out(self) -> Path:
        """The folder that exports go to."""
        return self.folder / "out"

    @property
    def locks(self) -> Path:
        """The folder of the renderers at work, see `presence`."""
        return self.folder / ".renderers"

    def store(self) -> Store:
        """The store, opened; close it."""
        from studio.book.presence import is_gone
        from studio.book.store import Store

        return Store(self.folder / STORE, functools.partial(is_gone, self.locks))

    def voice(self) -> Voice:
        """What speaks; the lengths that are expected of a server are those of our own pack.

        Raises PackError when there is no such pack.
        """
        from studio.book.plan import Voice
        from tts.index import BASE, pack_durations

        engine, verify = self.engine, self.settings().verify
        if engine.kind == "native":
            return Voice(fingerprint(engine), pack_durations(engine.pack or BASE), verify)
        if verify:
            raise BookError(f"{SETTINGS}: verify is of our own engine; take it out, or the engine")
        given: dict[str, str] = {}
        if engine.voices is not None:
            given = given_voices(engine, [each.id for each in self.cast().everybody(self.folder)])
        durations = pack_durations(default_pack() or BASE)
        return Voice(fingerprint(engine), durations, voices=tuple(sorted(given.items())))

    def lines(self) -> tuple[PlannedLine, ...]:
        """Every line of the included chapters and of the credits, with its request and its take's address."""
        from studio.book import plan
        from studio.book.credits import credited
        from studio.book.readings import Readings

        script = credited(self.script(), self.settings().credits)
        lexicon, voice = self.lexicon(), self.voice()
        if self.engine.kind != "native":
            lexicon = lexicon.respellings()  # the others are told by `limits`
        kept = Readings(self.folder / READINGS, lexicon, voice)
        found = tuple(plan.lines(script, self.persona_of(), lexicon, voice, kept))
        kept.save()
        return found

    def inventory(self) -> Inventory:
        """What there is of the book now."""
        from studio.book.inventory import Inventory

        with self.store() as store:
            return Inventory.of(self.lines(), store, self.takes)

    def delivered(self, inventory: Inventory, chapter: int) -> Iterator[Delivered]:
        """The lines of a chapter, counted from 0, with their takes, which are read when asked for."""
        for planned in inventory.lines:
            if planned.chapter == chapter:
                record = inventory.delivered(planned)
                take = self.takes.take(record.key) if record else None
                spoken = planned.request is not None or bool(planned.error)
                yield Delivered(planned.line, take, missing=take is None and spoken)


def check_vacant(folder: Path) -> None:
    """Raise BookError where a new project would overwrite something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BookError(f"there is something in {folder} already; choose another folder for the project")
