"""A rendered project → what people take: every piece mastered, then put into the format asked for."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import datetime, timezone
from pathlib import Path

from studio.book.assembly import Levels
from studio.book.codings import AAC, CODINGS, MP3, Coding
from studio.book.export import cues as cueing
from studio.book.export.files import write_lossless, write_mp3, write_stems
from studio.book.export.m4b import AacChapter, offsets, write_m4b
from studio.book.export.readalong import ReadAloud, write_readalong
from studio.book.export.subtitles import srt, vtt
from studio.book.export.tags import BookTags, Cover, cover_of, file_name, narrators_of
from studio.book.inventory import Inventory
from studio.book.mastering import delivered_length
from studio.book.masters import Desk, Master
from studio.book.pauses import Pauses
from studio.book.pieces import Piece, pieces
from studio.book.presets import PRESETS, Preset
from studio.book.project import SCRIPT, Project
from studio.book.sample import sample
from tts.errors import BookError

FOLDERS = ("mp3", "flac", "wav", "stems")
"""Formats that are a folder of files."""
FILES = ("m4b", "srt", "vtt", "epub")
"""Formats that are one file."""
FORMATS = (*FOLDERS, *FILES)

LISTING = ".dramatis-export.json"
"""File in an exported folder that lists the others, so that a later export replaces only those."""

Watch = Callable[[int, int, str], None]
"""Told how many of how many pieces are done, and the title of the last."""

_WORTH = 240.0  # s of speech up to which processes take longer to start than they save


@dataclass(frozen=True)
class Book:
    """A project as it is to be delivered: what there is of it, and how it is made."""

    project: Project
    inventory: Inventory
    pieces: tuple[Piece, ...]
    pauses: Pauses
    levels: Levels

    @staticmethod
    def of(project: Project, inventory: Inventory | None = None) -> Book:
        """A project as it is now. inventory: what there is of it, where that is known already.

        Raises BookError where its files are malformed.
        """
        settings = project.settings()
        pauses, levels = Pauses.from_dict(settings.pauses), Levels.from_dict(settings.levels)
        inventory = inventory or project.inventory()
        return Book(project, inventory, pieces(project, inventory, pauses), pauses, levels)

    @property
    def tags(self) -> BookTags:
        """What its files say of it."""
        script = self.project.script()
        tongue = "zh" if script.language.lower().startswith("zh") else "en"
        names = narrators_of((line.persona.names[tongue], 1) for line in self.inventory.lines)
        return BookTags(script.title, script.authors, names, script.language)

    def cover(self) -> Cover | None:
        """Its cover, as containers take it."""
        path = self.project.cover()
        with tempfile.TemporaryDirectory() as folder:
            return cover_of(path.read_bytes() if path else None, Path(folder))

    def desk(self, preset: Preset, coding: Coding) -> Desk:
        """What masters its pieces."""
        return Desk(self.project.folder / "masters", preset, coding, self.pauses, self.levels)

    @property
    def workers(self) -> int:
        """Pieces that are mastered at the same time, where there is enough to master."""
        takes = filter(None, map(self.inventory.delivered, self.inventory.lines))
        if sum(take.seconds for take in takes) < _WORTH:
            return 1
        return max(1, min(len(self.pieces), os.cpu_count() or 1))

    def modified(self) -> str:
        """When its script was last changed, as EPUB has it."""
        changed = (self.project.folder / SCRIPT).stat().st_mtime
        return datetime.fromtimestamp(int(changed), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Export:
    """What an export wrote. masters: of the pieces, in order; empty for formats without sound of their own.
    notes: sentences for people."""

    files: tuple[Path, ...]
    masters: tuple[Master, ...] = ()
    notes: tuple[str, ...] = ()


def default_preset(format: str) -> Preset:
    """The preset of a format unless another is asked for: a store's for files, a player's for whole books."""
    return PRESETS["acx" if format in ("mp3", "flac", "wav") else "m4b"]


def check_target(format: str, target: Path, replace: bool = False) -> None:
    """Whether an export may write there. replace: an earlier export, but nothing else.

    Raises BookError for an unknown format, a missing folder, or where something would be overwritten.
    """
    if format not in FORMATS:
        raise BookError(f"unknown format {format!r}; valid: {', '.join(FORMATS)}")
    if not target.parent.is_dir():
        raise BookError(f"the folder {target.parent} does not exist; create it or choose another output")
    if format in FILES and target.suffix.lower() != f".{format}":
        raise BookError(f"the name {target.name!r} must end with .{format}")
    if format in FILES and target.exists() and not (replace and target.is_file()):
        raise BookError(f"{target} exists already; choose another name, or replace it with --replace")
    if format in FOLDERS and target.exists() and (not target.is_dir() or any(target.iterdir())):
        if not (target / LISTING).is_file():
            raise BookError(f"there is something in {target} that no export wrote; choose another folder")
        if not replace:
            raise BookError(f"{target} holds an export already; choose another folder, or use --replace")


def deliver(
    book: Book,
    format: str,
    target: Path,
    preset: Preset | None = None,
    words: bool = False,
    replace: bool = False,
    watch: Watch = lambda done, total, title: None,
) -> Export:
    """Export a book. preset: None = `default_preset`. words: of a VTT file, whether every word is timed.
    replace: an earlier export at `target`.

    Lines that are missing are heard as two soft notes: whoever does not want that looks at
    `book.inventory` first. Raises BookError as `check_target` does, or where there is nothing to export, and
    MediaError when ffmpeg fails.
    """
    check_target(format, target, replace)
    if not book.pieces:
        raise BookError("no chapter of the book is included; include one with `dramatis book preflight`")
    preset = preset or default_preset(format)
    if format in ("srt", "vtt"):
        return _subtitles(book, target, words, watch)
    if format in ("m4b", "epub"):
        return _whole(book, format, target, preset, watch)
    if format == "stems":
        return _stems(book, target, watch)
    return _files(book, CODINGS[format], target, preset, watch)


def _files(book: Book, coding: Coding, target: Path, preset: Preset, watch: Watch) -> Export:
    """A file a piece, in MP3 with the retail sample and the cover beside them."""
    tags, cover, desk = book.tags, book.cover(), book.desk(preset, coding)
    made = tuple(_mastered(book, preset, coding, watch))
    extra = _sample(book, desk) if coding is MP3 else ()
    notes = list(_notes(made))
    if coding is MP3 and not extra:
        notes.append("no chapter has a minute of paragraphs, so there is no retail sample")
    total = len(made)
    named = [
        (file_name(number, total, master.piece.title, coding.suffix), number, master)
        for number, master in enumerate(made, 1)
    ]
    named += [(f"Retail sample{coding.suffix}", 0, master) for master in extra]
    with _folder(target) as written:
        for name, number, master in named:
            written.append(target / name)
            if coding is MP3:
                write_mp3(master.path, master.piece.title, number, total, tags, cover, written[-1])
            else:
                write_lossless(master.path, master.piece.title, number, total, tags, cover, written[-1])
        if coding is MP3 and cover:
            written.append(target / f"cover{cover.suffix}")
            written[-1].write_bytes(cover.data)
    desk.tidy([*made, *extra])
    return Export(tuple(written), made, tuple(notes))


def _sample(book: Book, desk: Desk) -> tuple[Master, ...]:
    """The retail sample's master, if the book has one."""
    chosen = sample(book.pieces, len(book.project.script().chapters), book.pauses)
    if chosen is None:
        return ()
    return tuple(desk.masters([changed(chosen, title=f"{book.tags.title}: sample")]))


def _whole(book: Book, format: str, target: Path, preset: Preset, watch: Watch) -> Export:
    """M4B or EPUB, from the same AAC masters."""
    made = tuple(_mastered(book, preset, AAC, watch))
    chapters = [AacChapter(each.piece.title, each.path, each.mastered.samples) for each in made]
    if format == "m4b":
        write_m4b(chapters, book.tags, book.cover(), target)
    else:
        aloud = (
            ReadAloud(each.piece.title, [line.line for line in each.piece.lines], each.facts.places, chapter)
            for each, chapter in zip(made, chapters, strict=True)
        )
        write_readalong(aloud, book.tags, book.cover(), book.modified(), target)
    book.desk(preset, AAC).tidy(made)
    return Export((target,), made, tuple(_notes(made)))


def _subtitles(book: Book, target: Path, words: bool, watch: Watch) -> Export:
    """SRT or VTT, timed for the M4B file; nothing is mastered for them."""

    untimed = 0

    def found() -> Iterator[cueing.Cue]:
        nonlocal untimed
        lengths: list[int] = []
        for number, piece in enumerate(book.pieces, 1):
            timeline = piece.timeline(book.pauses)
            lengths.append(delivered_length(timeline.length, AAC.rate))
            yield from cueing.cues(timeline, offsets(lengths)[-1])
            untimed += sum(each.delivered.take is not None and not each.words for each in timeline.placed)
            watch(number, len(book.pieces), piece.title)

    partial = target.with_name(f".{target.name}.partial")
    rows = srt(found()) if target.suffix.lower() == ".srt" else vtt(found(), book.tags, words)
    try:
        with partial.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            for row in rows:
                file.write(row)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    told = f"{untimed} lines were spoken by another engine: their words have no times of their own"
    return Export((target,), notes=(told,) if words and untimed else ())


def _stems(book: Book, target: Path, watch: Watch) -> Export:
    with _folder(target) as written:
        for number, piece in enumerate(book.pieces, 1):
            folder = target / file_name(number, len(book.pieces), piece.title, "")
            for path in write_stems(piece.timeline(book.pauses), book.levels, folder):
                written.append(path)
            watch(number, len(book.pieces), piece.title)
    return Export(tuple(written))


@contextmanager
def _folder(folder: Path) -> Iterator[list[Path]]:
    """Make the folder, or remove what an earlier export wrote into it; list what is written now, even where
    it fails in the middle."""
    folder.mkdir(exist_ok=True)
    listing = folder / LISTING
    if listing.is_file():
        for name in json.loads(listing.read_text(encoding="utf-8")):
            path = folder / name
            if path.resolve().is_relative_to(folder.resolve()):
                path.unlink(missing_ok=True)
    written: list[Path] = []
    try:
        yield written
    finally:
        names = [path.relative_to(folder).as_posix() for path in written]
        listing.write_text(json.dumps(names), encoding="utf-8")


def _mastered(book: Book, preset: Preset, coding: Coding, watch: Watch) -> Iterator[Master]:
    total = len(book.pieces)
    for number, master in enumerate(book.desk(preset, coding).masters(book.pieces, book.workers), 1):
        watch(number, total, master.piece.title)
        yield master


def _notes(masters: Sequence[Master]) -> Iterator[str]:
    """What a person should know: parted chapters, and what does not pass."""
    for master in masters:
        if master.piece.first:
            yield f"{master.piece.title!r} begins where its chapter would have become longer than stores take"
        for fault in master.mastered.faults:
            yield f"{master.piece.title!r} does not pass: {fault}"
