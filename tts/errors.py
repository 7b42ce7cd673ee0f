"""The errors a caller can expect: each says in one sentence what is wrong, the fix and the valid choices."""

from __future__ import annotations


class DramatisError(ValueError):
    """Any input that cannot be honoured."""


class TextError(DramatisError):
    """Text, lexicon or markup that cannot be spoken, or a language that is not known."""


class MarkupError(TextError):
    """Markup that is malformed or that nobody understands; the message begins with its place.

    line, column: counted from 1. offset: characters of the marked-up text before it.
    """

    def __init__(self, message: str, line: int = 1, column: int = 1, offset: int = 0) -> None:
        super().__init__(message)
        self.line, self.column, self.offset = line, column, offset


class StyleError(DramatisError):
    """A style, caption or direction that is malformed or out of range."""


class PersonaError(DramatisError):
    """A persona that is unknown or malformed."""


class PackError(DramatisError):
    """A voice pack that is missing, damaged or of another version."""


class CorpusError(DramatisError):
    """A corpus, manifest or recording that cannot be read or built."""


class RequestError(DramatisError):
    """A request whose parts contradict each other (duration, speed, seed, format)."""


class DurationError(RequestError):
    """A duration that a text does not fit into.

    asked, shortest, natural, longest: s; what it needs at least, about, and fills at most.
    """

    def __init__(self, asked: float, shortest: float, natural: float, longest: float) -> None:
        super().__init__(asked, shortest, natural, longest)  # as arguments, so that it goes between processes
        self.asked, self.shortest, self.natural, self.longest = asked, shortest, natural, longest

    @property
    def closest(self) -> float:
        """The duration nearest to the asked one that the text fits into, s."""
        return self.shortest if self.asked < self.shortest else self.longest

    def __str__(self) -> str:
        return (
            f"the text does not fit into {self.asked:g} s: it needs {self.shortest:.2f}–{self.longest:.2f} s "
            f"and takes about {self.natural:.2f} s naturally; the closest duration is {self.closest:.2f} s"
        )


class MediaError(DramatisError):
    """A media file that cannot be read or written, or no ffmpeg to do it with."""


class BookError(DramatisError):
    """A book, its script, cast or lexicon, or an audiobook project that cannot be read or made."""


class DubError(DramatisError):
    """Subtitles, a cue sheet or a cast that cannot be dubbed from."""


class EngineError(DramatisError):
    """A speech server that refused, failed or could not be reached: nothing is wrong with the request."""


class BusyError(EngineError):
    """A speech server that wants to be asked later. after: s, 0 where it does not say."""

    def __init__(self, message: str, after: float = 0.0) -> None:
        super().__init__(message, after)  # as arguments, so that it goes between processes
        self.message, self.after = message, after

    def __str__(self) -> str:
        return self.message
