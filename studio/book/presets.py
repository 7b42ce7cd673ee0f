"""Presets of delivery: how loud a chapter is to be, and what of the encoded file is checked.

"acx" is the published audio specification of audiobook stores (per file, measured on what was encoded).
Meeting it says nothing about what a store thinks of synthetic voices.
"""

from __future__ import annotations

from dataclasses import dataclass

from tts.errors import BookError

Range = tuple[float, float]


@dataclass(frozen=True)
class Measured:
    """What an encoded file decodes to.

    seconds: its length. rms: of the whole, peak: of a sample, both dBFS (ffmpeg's astats). floor: RMS of the
    quietest half second, dBFS, or the lowest RMS that astats finds where that is higher. integrated: LUFS,
    spread: loudness range, LU, true_peak: dBTP or None where it was not asked (ffmpeg's ebur128). head, tail:
    seconds of room tone at the ends.
    """

    seconds: float
    rms: float
    peak: float
    floor: float
    integrated: float
    spread: float
    true_peak: float | None
    head: float
    tail: float


@dataclass(frozen=True)
class Preset:
    """What is aimed at and what is allowed.

    by: "rms" or "integrated", the measure that is brought to `target` (dBFS or LUFS). ceiling: dBFS of the
    limiter, some way below what is allowed, since encoding raises peaks. rms, integrated, head, tail: lowest
    and highest allowed. peak, true_peak, floor: highest allowed. None = not checked.
    """

    name: str
    told: str
    by: str
    target: float
    ceiling: float
    rms: Range | None = None
    integrated: Range | None = None
    peak: float | None = None
    true_peak: float | None = None
    floor: float | None = None
    head: Range | None = None
    tail: Range | None = None

    def faults(self, found: Measured) -> tuple[str, ...]:
        """What of an encoded file is not as this preset asks, a sentence each; empty when it passes."""
        checks: list[tuple[str, float | None, Range | None, str]] = [
            ("RMS", found.rms, self.rms, "dBFS"),
            ("integrated loudness", found.integrated, self.integrated, "LUFS"),
            ("peak", found.peak, _below(self.peak), "dBFS"),
            ("true peak", found.true_peak, _below(self.true_peak), "dBTP"),
            ("noise floor", found.floor, _below(self.floor), "dBFS"),
            ("room tone at the head", found.head, self.head, "s"),
            ("room tone at the tail", found.tail, self.tail, "s"),
        ]
        return tuple(
            f"{name} is {value:.2f} {unit}, allowed is {_told(allowed, unit)}"
            for name, value, allowed, unit in checks
            if allowed is not None and value is not None and not allowed[0] <= value <= allowed[1]
        )


_LOWEST = float("-inf")

ACX = Preset(
    "acx",
    "ACX-spec audio: RMS -23 to -18 dB, peak at most -3 dB, noise floor at most -60 dB",
    by="rms",
    target=-20.0,
    ceiling=-3.6,
    rms=(-23.0, -18.0),
    peak=-3.0,
    floor=-60.0,
    head=(0.5, 1.0),
    tail=(1.0, 5.0),
)
PODCAST = Preset(
    "podcast",
    "-16 LUFS, true peak at most -1 dB",
    by="integrated",
    target=-16.0,
    ceiling=-1.6,
    integrated=(-16.5, -15.5),
    true_peak=-1.0,
)
M4B = Preset(
    "m4b",
    "-19 LUFS (as loud from both ears as -16 in stereo) within the limits of ACX-spec audio",
    by="integrated",
    target=-19.0,
    ceiling=-3.6,
    rms=(-23.0, -18.0),
    integrated=(-20.0, -18.0),
    peak=-3.0,
    floor=-60.0,
)

PRESETS = {preset.name: preset for preset in (ACX, PODCAST, M4B)}


def preset_of(name: str) -> Preset:
    """A preset by its name. Raises BookError listing those there are."""
    if name not in PRESETS:
        raise BookError(f"there is no preset {name!r}; valid: {', '.join(PRESETS)}")
    return PRESETS[name]


def _below(highest: float | None) -> Range | None:
    return None if highest is None else (_LOWEST, highest)


def _told(allowed: Range, unit: str) -> str:
    low, high = allowed
    return f"at most {high:g} {unit}" if low == _LOWEST else f"{low:g} to {high:g} {unit}"
