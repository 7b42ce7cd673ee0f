"""The user's books: projects in one folder, each under a name that the shelf gave and nobody can guess."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from studio.book.project import SETTINGS, Project
from tts.errors import BookError

BOOKS_VARIABLE = "DRAMATIS_BOOKS"
"""Environment variable that names another folder than `books` in the user's data folder of dramatis."""

_NAME = re.compile(r"\w[\w-]{0,79}")
_LONGEST = 40  # characters of a book's file name that its project's name begins with


@dataclass(frozen=True)
class Shelf:
    """The folder of all projects. Several processes may use it at once."""

    folder: Path

    @staticmethod
    def default() -> Shelf:
        """The folder that `BOOKS_VARIABLE` names, or `books` in the user's data folder of dramatis."""
        if chosen := os.environ.get(BOOKS_VARIABLE):
            return Shelf(Path(chosen))
        from platformdirs import user_data_path

        return Shelf(user_data_path("dramatis", appauthor=False) / "books")

    def names(self) -> tuple[str, ...]:
        """The names of all projects, the one that was changed last first."""
        if not self.folder.is_dir():
            return ()
        found = [each for each in self.folder.iterdir() if (each / SETTINGS).is_file()]
        found = [each for each in found if _NAME.fullmatch(each.name)]
        return tuple(each.name for each in sorted(found, key=_changed, reverse=True))

    def project(self, name: str) -> Project:
        """The project of this name. Raises BookError when there is none, or its settings are wrong."""
        if not isinstance(name, str) or not _NAME.fullmatch(name) or not (self.folder / name).is_dir():
            raise BookError("there is no such book; it may have been deleted")
        return Project.open(self.folder / name)

    def vacant(self, title: str) -> Path:
        """A folder for a new project, which does not exist yet; the folder that it lies in is made.

        title: what the name begins with, such as the name of the book's file; anything.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        start = "-".join(re.findall(r"[^\W_]+", title))[:_LONGEST].strip("-") or "book"
        return self.folder / f"{start}-{secrets.token_hex(5)}"

    def remove(self, name: str) -> None:
        """Delete a project with everything in it. Raises BookError when there is none of this name."""
        if not _NAME.fullmatch(name) or not (self.folder / name / SETTINGS).is_file():
            raise BookError("there is no such book; it may have been deleted")
        gone = self.folder / f".{name}-{secrets.token_hex(4)}"
        (self.folder / name).rename(gone)  # at once, also for those who have it open
        shutil.rmtree(gone, ignore_errors=True)


def _changed(folder: Path) -> float:
    return max(each.stat().st_mtime for each in (folder, folder / SETTINGS))
