"""ffmpeg: found on the system (or in imageio-ffmpeg's wheel) and run without a shell.

    executable()                    the program, or one error that says how to get it
    run(arguments, feed)            one command; bytes in piece by piece, its standard output out
    log(arguments)                  one command that only measures; what it reports
    probe(path)                     length, streams, tags and chapters of a file
    decode(path, sample_rate)       any audio file, block by block

Audio goes through pipes, so that its length costs no memory. Files are named by `url`, which keeps a name
such as ``-y.mp3`` or ``concat:a|b`` a file's name, and nothing is read from a network.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from tts.errors import MediaError

_CONTAINERS = (
    "aac", "ac3", "aiff", "amr", "ape", "asf", "au", "avi", "caf", "dts", "dv", "eac3", "flac", "flv", "gif",
    "jpeg_pipe", "matroska", "mov", "mp3", "mpeg", "mpegts", "mxf", "nut", "ogg", "png_pipe", "tta", "w64",
    "wav", "webp_pipe", "wv",
)  # fmt: skip
"""What is read: files that hold what is in them, in ffmpeg's names. No playlists, which name other files."""

LOCAL = ("-protocol_whitelist", "file,pipe", "-format_whitelist", ",".join(_CONTAINERS))
"""Options before an input: it can neither fetch from a network nor open other files of this machine."""

_BLOCK = 1 << 16  # frames a block of decoded audio
_TOLD = 600  # characters of ffmpeg's complaint that an error repeats


@dataclass(frozen=True)
class Stream:
    """One stream of a file.

    kind: "audio", "video", "subtitle", "data" or "attachment". codec: ffmpeg's name, such as "aac".
    sample_rate: Hz, and channels: of audio, else None. width, height: pixels, of pictures, else None.
    attached: whether the picture is a cover. tags: as written, with keys in small letters ("language" …).
    """

    index: int
    kind: str
    codec: str
    sample_rate: int | None = None
    channels: int | None = None
    width: int | None = None
    height: int | None = None
    attached: bool = False
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """A chapter as a file tells it: start and end, s, and its title."""

    start: float
    end: float
    title: str


@dataclass(frozen=True)
class Media:
    """What a file holds. seconds: its length, 0 where unknown. tags: their keys in small letters."""

    seconds: float
    streams: tuple[Stream, ...]
    tags: Mapping[str, str]
    chapters: tuple[Mark, ...] = ()

    def of(self, kind: str) -> tuple[Stream, ...]:
        """The streams of one kind, covers left out."""
        return tuple(stream for stream in self.streams if stream.kind == kind and not stream.attached)


def executable() -> Path:
    """The ffmpeg program: the system's, else imageio-ffmpeg's. Raises MediaError when there is none."""
    found = shutil.which("ffmpeg")
    if found:
        return Path(found)
    try:
        import imageio_ffmpeg

        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        raise MediaError(
            "ffmpeg is not installed; install it (apt install ffmpeg, brew install ffmpeg, winget install "
            "ffmpeg) or its wheel: pip install 'dramatis[media]'"
        ) from None


def url(path: str | Path) -> str:
    """A path as ffmpeg takes it: always a file of this machine, whatever its name looks like."""
    return f"file:{Path(path).absolute()}"


def pcm(sample_rate: int, channels: int = 1) -> list[str]:
    """Options before ``-i -`` (or before an output ``-``): raw 32-bit float samples, little-endian."""
    return ["-f", "f32le", "-ar", str(sample_rate), "-ac", str(channels)]


def run(arguments: Sequence[str], feed: Iterable[bytes] | None = None) -> bytes:
    """Run one command, such as ``["-i", url(a), url(b)]``; returns what it wrote to its standard output.

    feed: pieces for its standard input (``-i -``), drawn in the caller's thread as ffmpeg takes them; an
    exception of `feed` ends ffmpeg and is passed on. Existing outputs are overwritten: writing aside and
    renaming is the caller's task. Raises MediaError with ffmpeg's own words when it fails.
    """
    with tempfile.TemporaryFile() as complaints:
        process = _start([*_QUIET, "-y", *arguments], complaints, feed is not None)
        assert process.stdout is not None
        heard: list[bytes] = []
        listener = threading.Thread(target=_collect, args=(process.stdout, heard), daemon=True)
        listener.start()
        try:
            if feed is not None and process.stdin is not None:
                _pour(process.stdin, feed)
            listener.join()
            code = process.wait()
        finally:
            _end(process)
            listener.join()
            process.stdout.close()
        if code:
            raise _failure(arguments, complaints)
    return b"".join(heard)


def log(arguments: Sequence[str]) -> str:
    """Run a command that writes no file (``-f null -``) and return what it reports, as ebur128 and astats do.

    Raises MediaError when it fails.
    """
    command = [str(executable()), "-hide_banner", "-nostats", "-nostdin", *arguments]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    told = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        raise MediaError(_sentence(arguments, told))
    return told


def decode(
    path: str | Path, sample_rate: int, channels: int = 1, stream: int = 0, from_start: bool = False
) -> Iterator[NDArray[np.float32]]:
    """An audio stream of any file as blocks (T, C) in -1–1 (louder where a lossy coding overshoots).

    stream: which of the file's audio streams, from 0. Resampled and mixed to the rate, Hz, and channels
    asked, as ffmpeg mixes (mono in two channels is 3 dB softer in each); what the file says to cut off at
    its ends (encoder delay) is cut. from_start: with silence where the sound of a film begins later than its
    picture, or has a hole, so that a sample's place is its time. Raises MediaError when the file is missing,
    holds no such stream or is damaged at its beginning.
    """
    _require(path)
    timed = ["-af", "aresample=async=1:first_pts=0"] if from_start else []
    arguments = [*LOCAL, "-i", url(path), "-map", f"0:a:{stream}", *timed, *pcm(sample_rate, channels), "-"]
    with tempfile.TemporaryFile() as complaints:
        process = _start([*_QUIET, *arguments], complaints, feeding=False)
        assert process.stdout is not None
        try:
            while block := process.stdout.read(_BLOCK * channels * 4):
                yield np.frombuffer(block, "<f4").reshape(-1, channels)
            if process.wait():
                raise _failure(arguments, complaints)
        finally:
            _end(process)
            process.stdout.close()


def probe(path: str | Path) -> Media:
    """What a file holds, by ffprobe where there is one, else from what ffmpeg says of an input.

    Raises MediaError when the file is missing or no media file.
    """
    _require(path)
    prober = shutil.which("ffprobe")
    return _probed(prober, path) if prober else _described(path)


# Probing


def _probed(prober: str, path: str | Path) -> Media:
    asked = ["-show_format", "-show_streams", "-show_chapters", "-of", "json"]
    command = [prober, "-v", "error", *LOCAL, *asked, url(path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode:
        raise MediaError(f"{path} is no media file: {_last(done.stderr.decode('utf-8', 'replace'))}")
    told = json.loads(done.stdout)
    return Media(
        seconds=float(told["format"].get("duration", 0)),
        streams=tuple(_stream(one) for one in told["streams"]),
        tags=_tags(told["format"]),
        chapters=tuple(
            Mark(float(one["start_time"]), float(one["end_time"]), _tags(one).get("title", ""))
            for one in told["chapters"]
        ),
    )


def _stream(told: Mapping[str, Any]) -> Stream:
    def number(key: str) -> int | None:
        return int(told[key]) if key in told else None

    return Stream(
        index=int(told["index"]),
        kind=told.get("codec_type", "data"),
        codec=told.get("codec_name", ""),
        sample_rate=number("sample_rate"),
        channels=number("channels"),
        width=number("width"),
        height=number("height"),
        attached=bool(told.get("disposition", {}).get("attached_pic")),
        tags=_tags(told),
    )


def _tags(told: Mapping[str, Any]) -> dict[str, str]:
    return {key.lower(): str(value) for key, value in told.get("tags", {}).items()}


_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_STREAM = re.compile(r"Stream #0:(\d+)(?:\[\w+\])?(?:\((\w+)\))?: (\w+): (\w+)(.*)")
_CHAPTER = re.compile(r"Chapter #0:\d+: start ([\d.]+), end ([\d.]+)")
_TAG = re.compile(r"\s+([^\s:][^:]*?)\s*: (.*)")
_LAYOUTS = {"mono": 1, "stereo": 2, "quad": 4, "5.0": 5, "5.1": 6, "7.1": 8}


def _described(path: str | Path) -> Media:
    """From ffmpeg's description of its input, after which it complains that no output is named."""
    command = [str(executable()), "-hide_banner", "-nostdin", *LOCAL, "-i", url(path)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    told = done.stderr.decode("utf-8", "replace")
    if "Input #0" not in told:
        raise MediaError(f"{path} is no media file: {_last(told)}")
    seconds = 0.0
    streams: list[dict[str, Any]] = []
    marks: list[tuple[float, float, dict[str, str]]] = []
    tags: dict[str, str] = {}
    filled = tags  # whose tags the next lines are
    for line in told[told.index("Input #0") :].splitlines():
        if found := _DURATION.search(line):
            hours, minutes, rest = found.groups()
            seconds = int(hours) * 3600 + int(minutes) * 60 + float(rest)
        elif found := _CHAPTER.search(line):
            filled = {}
            marks.append((float(found[1]), float(found[2]), filled))
        elif found := _STREAM.search(line):
            filled = {"language": found[2]} if found[2] else {}
            streams.append({**_details(found), "tags": filled})
        elif found := _TAG.match(line):
            filled.setdefault(found[1].lower(), found[2].strip())
    return Media(
        seconds,
        tuple(Stream(**one) for one in streams),
        tags,
        tuple(Mark(start, end, told.get("title", "")) for start, end, told in marks),
    )


def _details(found: re.Match[str]) -> dict[str, Any]:
    rest = found[5]
    rate = re.search(r"(\d+) Hz, ([\w.]+(?: channels)?)", rest)
    size = re.search(r"[ ,](\d{2,})x(\d{2,})", rest)
    layout = rate[2] if rate else ""
    count = re.match(r"\d+(?= channels)", layout)
    return {
        "index": int(found[1]),
        "kind": found[3].lower(),
        "codec": found[4],
        "sample_rate": int(rate[1]) if rate else None,
        "channels": int(count[0]) if count else _LAYOUTS.get(layout),
        "width": int(size[1]) if size else None,
        "height": int(size[2]) if size else None,
        "attached": "(attached pic)" in rest,
    }


# Processes

_QUIET = ("-hide_banner", "-loglevel", "error")


def _start(arguments: Sequence[str], complaints: IO[bytes], feeding: bool) -> subprocess.Popen[bytes]:
    stdin = subprocess.PIPE if feeding else subprocess.DEVNULL
    return subprocess.Popen(
        [str(executable()), *arguments], stdin=stdin, stdout=subprocess.PIPE, stderr=complaints
    )


def _pour(stdin: IO[bytes], feed: Iterable[bytes]) -> None:
    """All of `feed`. When ffmpeg stops listening its exit code tells whether that was an error."""
    with contextlib.suppress(BrokenPipeError):
        for piece in feed:
            stdin.write(piece)
    with contextlib.suppress(BrokenPipeError):
        stdin.close()


def _collect(stdout: IO[bytes], heard: list[bytes]) -> None:
    while block := stdout.read(1 << 20):
        heard.append(block)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave no process behind, whatever happened."""
    if process.poll() is None:
        process.kill()
        process.wait()
    if process.stdin is not None:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()


def _require(path: str | Path) -> None:
    if not Path(path).is_file():
        raise MediaError(f"there is no file {path}; check the path")


def _failure(arguments: Sequence[str], complaints: IO[bytes]) -> MediaError:
    complaints.seek(0)
    return MediaError(_sentence(arguments, complaints.read().decode("utf-8", "replace")))


def _sentence(arguments: Sequence[str], told: str) -> str:
    said = told.strip()[-_TOLD:] or "it gave no reason"
    return f"ffmpeg failed: {said} (command: ffmpeg {' '.join(arguments)})"


def _last(told: str) -> str:
    """The last line of a report, in which ffmpeg says what was wrong."""
    lines = [line for line in told.splitlines() if line.strip() and "one output file" not in line]
    return lines[-1].strip() if lines else "it gave no reason"
