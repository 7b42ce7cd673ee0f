"""A chapter's AAC, put together from passages that are encoded one by one and kept: an edit encodes only what
it touches.

    PROJECT/masters/passages/<key>.aac    the frames of a passage, and one more, which ends a chapter
                             <key>.npz    what is heard in it, see `mastering.Heard`

Neighbours overlap by half a window (time-domain aliasing cancellation, Princen & Bradley 1986). A passage is
encoded with a frame of room tone before it and ends with that same frame, so that what overlaps is alike on
both sides. For that the gain cannot depend on the rest of the chapter: it is the one that lines at the
reference level need. Only where a chapter so encoded does not pass its preset, it is corrected, and the whole
chapter encoded again.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from studio import ffmpeg
from studio.book.assembly import Levels, Passage, Placed, Timeline, sound
from studio.book.codings import AAC, FRAME, encode
from studio.book.frames import frames
from studio.book.mastering import PASSING, Curve, Heard, Mastered, Setting, settled
from studio.book.presets import Measured, Preset
from studio.sound.limiter import RELEASE, limit
from studio.sound.loudness import Sums
from studio.sound.room import room_tone
from tts.audio import Samples

FOLDER = "passages"
_HEARD = ".npz"

_FORMAT = 1
"""Changes when the same passage would be encoded in another way."""

_MAKE_UP = 0.7  # dB that the limiter takes from speech at the usual presets
_OVERSHOOT = 0.6  # dB by which this coding raises peaks beyond others
_FADE = 512  # samples over which the room tone goes over into the frame that ends a passage


@dataclass(frozen=True)
class Shelf:
    """Where encoded passages are kept. levels: of the lines and the room. encoder: ffmpeg's version."""

    folder: Path
    levels: Levels
    encoder: str

    def put_together(
        self, timeline: Timeline, preset: Preset, path: Path
    ) -> tuple[Mastered, tuple[str, ...]]:
        """Write a chapter's frames; returns what came out and the names of its passages.

        Raises BookError where the files of a take are missing or damaged, MediaError when ffmpeg fails.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        gain = preset.target - self.levels.reference + _MAKE_UP
        setting = Setting(gain, preset.ceiling - _OVERSHOOT, RELEASE, self.levels.room)
        rounds: list[list[Path]] = []

        def attempt(setting: Setting) -> tuple[Measured, Curve]:
            asked = preset.true_peak is not None
            rounds.append([self._encoded(passage, setting, asked) for passage in timeline.passages])
            return Heard.together([_load(part) for part in rounds[-1]]).measured(AAC.rate)

        done = settled(timeline.length, setting, preset, attempt)
        with tempfile.TemporaryDirectory(prefix=PASSING, dir=path.parent) as folder:
            made = Path(folder) / f"made{AAC.suffix}"
            _join(rounds[-1], made)
            made.replace(path)
        return done, tuple(part.name for parts in rounds for part in parts)

    def _encoded(self, passage: Passage, setting: Setting, true_peak: bool) -> Path:
        """The file of a passage, encoded if it is not there yet."""
        path = self.folder / f"{self._key(passage, setting, true_peak)}{AAC.suffix}"
        if not path.is_file() or not path.with_suffix(_HEARD).is_file():
            with tempfile.TemporaryDirectory(prefix=PASSING, dir=self.folder) as folder:
                made = Path(folder) / f"made{AAC.suffix}"
                encode([_ending(setting), *_wet(passage, self.levels, setting)], AAC, made)
                _save(_heard(made, true_peak), made.with_suffix(_HEARD))
                kept = list(frames(made))[1:]  # the first is the encoder's own, before the room tone
                made.write_bytes(b"".join(kept))
                made.with_suffix(_HEARD).replace(path.with_suffix(_HEARD))
                made.replace(path)
        return path

    def _key(self, passage: Passage, setting: Setting, true_peak: bool) -> str:
        heard = [
            [
                each.delivered.take.key
                if each.delivered.take
                else "missing"
                if each.delivered.missing
                else "",
                each.start - passage.start,
                each.end - passage.start,
            ]
            for each in passage.placed
        ]
        whole = {
            "format": _FORMAT,
            "heard": heard,
            "length": passage.end - passage.start,
            "levels": asdict(self.levels),
            "setting": asdict(setting),
            "coding": asdict(AAC),
            "encoder": self.encoder,
            "true peak": true_peak,
        }
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:32]


def _heard(path: Path, true_peak: bool) -> Heard:
    """What a passage with the room tone before it decodes to, without that and the encoder's own frame."""
    blocks = (block[:, 0] for block in ffmpeg.decode(path, AAC.rate))
    return Heard.of(_without(2 * FRAME, blocks), AAC.rate, true_peak)


def _without(count: int, blocks: Iterable[Samples]) -> Iterator[Samples]:
    """All but the first samples."""
    for block in blocks:
        yield block[count:]
        count = max(0, count - len(block))


def _save(heard: Heard, path: Path) -> None:
    sums = heard.sums
    np.savez(
        path, windows=heard.windows, head=heard.head, tail=heard.tail, true_peak=heard.true_peak,
        count=sums.count, squares=sums.squares, peak=sums.peak, steps=sums.steps, rest=sums.rest,
    )  # fmt: skip


def _load(path: Path) -> Heard:
    """What is heard in a passage, by the file of its frames."""
    with np.load(path.with_suffix(_HEARD)) as told:
        sums = Sums(
            int(told["count"]),
            float(told["squares"]),
            float(told["peak"]),
            told["steps"],
            float(told["rest"]),
        )
        ends = (float(told[name]) for name in ("head", "tail", "true_peak"))
        return Heard(sums, told["windows"], *ends)


def _said(placed: Placed) -> str:
    """What is heard in a line's place."""
    delivered = placed.delivered
    return delivered.take.key if delivered.take else "missing" if delivered.missing else ""


def _join(parts: Sequence[Path], path: Path) -> None:
    """The frames of passages as those of one chapter: without the last one of each but the last."""
    with path.open("wb") as file:
        for part in parts:
            found = list(frames(part))
            file.write(b"".join(found if part is parts[-1] else found[:-1]))


def _wet(passage: Passage, levels: Levels, setting: Setting) -> Iterator[Samples]:
    """A passage as it is encoded."""
    factor, length = np.float32(10 ** (setting.gain / 20)), passage.end - passage.start
    room = room_tone(0, length, setting.room, AAC.rate).copy()
    ending = room_tone(-FRAME - _FADE, FRAME + _FADE, setting.room, AAC.rate)
    fade = np.minimum(np.arange(1, FRAME + _FADE + 1, dtype=np.float32) / _FADE, 1.0)
    room[-len(ending) :] += fade * (ending - room[-len(ending) :])
    at = 0
    turned = (block * factor for block in sound(passage, levels))
    for block in limit(turned, AAC.rate, setting.ceiling, setting.release):
        yield block + room[at : at + len(block)]
        at += len(block)


def _ending(setting: Setting) -> Samples:
    """The frame of room tone that ends every passage, and goes before the next."""
    return room_tone(-FRAME, FRAME, setting.room, AAC.rate)
