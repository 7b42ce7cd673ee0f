"""Style: how a line is asked to sound, in the units that people use, with explicit arithmetic."""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tts.errors import StyleError
from tts.style.delivery import Delivery
from tts.style.emotions import EMOTION_IDS, blend

NATURAL_SPREAD = 2.2
"""Standard deviation of pitch, semitones, assumed where no persona's habitual one is given."""

STYLE_LIMITS: dict[str, tuple[float, float, str]] = {
    "pitch": (-12.0, 14.0, "semitones"),
    "range": (-6.0, 6.0, "semitones"),
    "rate": (-50.0, 74.0, "%"),
    "loudness": (-12.0, 10.0, "dB"),
    "tilt": (-10.0, 10.0, "dB"),
    "breathiness": (0.0, 1.0, ""),
    "roughness": (0.0, 1.0, ""),
    "tremor": (0.0, 1.0, ""),
    "pauses": (-64.0, 300.0, "%"),
    "final": (-6.0, 10.0, "semitones"),
}
"""Lowest value, highest value and unit of every number of a `Style`."""

NUMBERS: tuple[str, ...] = tuple(STYLE_LIMITS)
FLAGS: tuple[str, ...] = ("whisper", "shout")

_SHOUT = Delivery(pitch=4.0, range=0.3, loudness=7.0, tilt=6.0, roughness=0.2, pauses=-0.2)
_WHISPER = Delivery(loudness=-5.0, rate=-0.08, whisper=1.0)


@dataclass(frozen=True)
class Style:
    """How a line is spoken, against the persona's own neutral speech.

    emotions: emotion id → weight 0–1; only the proportions matter, empty = none asked.
    intensity: of the emotions; 0 neutral, 1 natural, 2 maximal.

    Each of the others is None (unset: the emotions decide) or the value to reach whatever the emotions
    say; 0 is therefore an ask as well, for the persona's own neutral value:
    pitch: of the mean, semitones (-12–14).
    range: wider or narrower pitch spread, semitones of its standard deviation (-6–6).
    rate: speaking rate, percent (-50–74; 25 = a quarter faster).
    loudness: dB (-12–10).
    tilt: vocal effort as a change of spectral slope, dB (-10–10; + = pressed and bright, - = soft).
    breathiness, roughness, tremor: 0 none – 1 strong.
    pauses: length of pauses, percent (-64–300).
    final: movement of the pitch at the end, semitones (-6–10; + = rise, as in a question).
    whisper, shout: None (unset), True or False (must not).

    Raises StyleError when an emotion is unknown, a value lies outside its range, or both whisper and
    shout are True.
    """

    emotions: Mapping[str, float] = field(default_factory=dict, hash=False)
    intensity: float = 1.0
    pitch: float | None = None
    range: float | None = None
    rate: float | None = None
    loudness: float | None = None
    tilt: float | None = None
    breathiness: float | None = None
    roughness: float | None = None
    tremor: float | None = None
    pauses: float | None = None
    final: float | None = None
    whisper: bool | None = None
    shout: bool | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.emotions, Mapping):
            raise StyleError(f"emotions must map emotion ids to weights, not be {self.emotions!r}")
        for name, weight in self.emotions.items():
            if name not in EMOTION_IDS:
                raise StyleError(_unknown("emotion", str(name), EMOTION_IDS))
            if not _is_number(weight) or not 0 <= weight <= 1:
                raise StyleError(f"the weight of {name} must be a number within 0–1, not {weight!r}")
        # A copy, so that a dict changed by its owner later does not change this style.
        object.__setattr__(self, "emotions", {name: float(weight) for name, weight in self.emotions.items()})
        if not _is_number(self.intensity) or not 0 <= self.intensity <= 2:
            raise StyleError(f"intensity must be a number within 0–2, not {self.intensity!r}")
        for name, (low, high, unit) in STYLE_LIMITS.items():
            value = getattr(self, name)
            if value is not None and (not _is_number(value) or not low <= value <= high):
                allowed = f"{low:g}–{high:g} {unit}".rstrip()
                raise StyleError(f"{name} must be a number within {allowed}, not {value!r}")
        for name in FLAGS:
            if not (getattr(self, name) is None or isinstance(getattr(self, name), bool)):
                raise StyleError(f"{name} must be true, false or null, not {getattr(self, name)!r}")
        if self.whisper and self.shout:
            raise StyleError("whisper and shout cannot both be set; choose one")

    # What the models are given

    def delivery(self, spread: float = NATURAL_SPREAD) -> tuple[Delivery, tuple[str, ...]]:
        """This style as a `Delivery`, and the names of its fields that had to be limited.

        The emotions' delivery at this intensity, plus that of whisper or shout; every number set here then
        takes the place of theirs. spread: the persona's habitual standard deviation of pitch, semitones
        (`Identity.liveliness`): a range of r semitones is a factor (spread + r) / spread on the excursions.
        """
        result = blend(self.emotions, self.intensity)
        if self.whisper:
            result = result + _WHISPER
        if self.shout:
            result = result + _SHOUT
        asked: dict[str, float] = {}
        for name, field_name in (("pitch", "pitch"), ("loudness", "loudness"), ("tilt", "tilt"),
                                 ("breathiness", "breath"), ("roughness", "roughness"),
                                 ("tremor", "tremor"), ("final", "final")):  # fmt: skip
            if (value := getattr(self, name)) is not None:
                asked[field_name] = value
        if self.range is not None:
            # A spread of nothing or less has no logarithm: below a sixteenth, `clamped` limits it anyway.
            asked["range"] = math.log2(max(spread + self.range, spread / 16) / spread)
        if self.rate is not None:
            asked["rate"] = math.log2(1 + self.rate / 100)
        if self.pauses is not None:
            asked["pauses"] = math.log2(1 + self.pauses / 100)
        if self.whisper is False:
            asked["whisper"] = 0.0
        return replace(result, **asked).clamped()

    def effective(self, spread: float = NATURAL_SPREAD) -> dict[str, float]:
        """Every number of `NUMBERS` that this style comes to, emotions included, in the public units."""
        delivery, _ = self.delivery(spread)
        return {
            "pitch": delivery.pitch,
            "range": spread * (2**delivery.range - 1),
            "rate": 100 * (2**delivery.rate - 1),
            "loudness": delivery.loudness,
            "tilt": delivery.tilt,
            "breathiness": delivery.breath,
            "roughness": delivery.roughness,
            "tremor": delivery.tremor,
            "pauses": 100 * (2**delivery.pauses - 1),
            "final": delivery.final,
        }

    # Arithmetic

    def blend(self, other: Style, share: float = 0.5) -> Style:
        """The mixture of this style (1 - share) and another (share, 0–1).

        Emotions mix in proportion to weight and intensity; a number set in one of them only meets what the
        other comes to without it; flags are taken from the style with the larger share.
        """
        if not 0 <= share <= 1:
            raise StyleError(f"share must lie within 0–1, not {share:g}")
        strengths: dict[str, float] = {}
        for style, part in ((self, 1 - share), (other, share)):
            for name, weight in style.shares().items():
                strengths[name] = strengths.get(name, 0.0) + part * weight * style.intensity
        intensity = sum(strengths.values())
        emotions = {name: value / intensity for name, value in strengths.items() if value > 0}
        ours, theirs = self.effective(), other.effective()
        numbers: dict[str, Any] = {
            name: _within(name, (1 - share) * ours[name] + share * theirs[name])
            for name in NUMBERS
            if getattr(self, name) is not None or getattr(other, name) is not None
        }
        larger = other if share > 0.5 else self
        flags = {name: getattr(larger, name) for name in FLAGS}
        return Style(emotions, min(intensity, 2.0) if emotions else 1.0, **numbers, **flags)

    def scale(self, factor: float) -> Style:
        """Away from neutral (factor above 1) or towards it (0–1): intensity and numbers, within limits."""
        if factor < 0:
            raise StyleError(f"factor must be 0 or more, not {factor:g}")
        numbers: dict[str, Any] = {
            name: _within(name, getattr(self, name) * factor)
            for name in NUMBERS
            if getattr(self, name) is not None
        }
        return replace(self, intensity=min(self.intensity * factor, 2.0), **numbers)

    def merge(self, other: Style) -> Style:
        """This style with everything that `other` sets laid over it.

        A mixture and its intensity travel together; an intensity without emotions is taken over when it is
        not the default 1. Setting whisper lifts an earlier shout, and the other way round.
        """
        changes: dict[str, Any] = {
            name: getattr(other, name) for name in (*NUMBERS, *FLAGS) if getattr(other, name) is not None
        }
        if other.emotions:
            changes["emotions"] = other.emotions
        if other.emotions or other.intensity != 1.0:
            changes["intensity"] = other.intensity
        if other.whisper:
            changes["shout"] = other.shout
        elif other.shout:
            changes["whisper"] = other.whisper
        return replace(self, **changes)

    def diff(self, later: Style) -> tuple[Change, ...]:
        """What changes from this style to a later one, each printable; empty when nothing does."""
        changes = [
            Change(name, self.shares().get(name, 0.0), later.shares().get(name, 0.0))
            for name in EMOTION_IDS
            if not math.isclose(self.shares().get(name, 0.0), later.shares().get(name, 0.0), abs_tol=1e-9)
        ]
        changes += [
            Change(name, getattr(self, name), getattr(later, name))
            for name in ("intensity", *NUMBERS, *FLAGS)
            if getattr(self, name) != getattr(later, name)
        ]
        return tuple(changes)

    def shares(self) -> dict[str, float]:
        """The emotions' weights divided by their sum; empty when no emotion has any."""
        total = sum(self.emotions.values())
        return {name: weight / total for name, weight in self.emotions.items()} if total else {}

    # Serialisation

    def to_dict(self) -> dict[str, Any]:
        """All keys, None where unset; ready for JSON and YAML."""
        return {**{f.name: getattr(self, f.name) for f in fields(self)}, "emotions": dict(self.emotions)}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Style:
        """Inverse of `to_dict`; absent keys are unset. Raises StyleError naming an unknown key."""
        if not isinstance(data, Mapping):
            raise StyleError(f"a style must be an object with keys such as emotions and rate, not {data!r}")
        known = tuple(f.name for f in fields(Style))
        for key in data:
            if key not in known:
                raise StyleError(_unknown("style key", str(key), known))
        return Style(**data)

    def to_json(self) -> str:
        """`to_dict` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Style:
        """Inverse of `to_json`. Raises StyleError when the text is not JSON or not a style."""
        try:
            data = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            raise StyleError(f"the style is not valid JSON: {error}") from None
        return Style.from_dict(data)

    def to_yaml(self) -> str:
        """What is set, as YAML text: keys that are unset are left out."""
        import yaml

        told = {key: value for key, value in self.to_dict().items() if value not in (None, {})}
        return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)

    @staticmethod
    def from_yaml(text: str) -> Style:
        """Inverse of `to_yaml`. Raises StyleError when the text is not plain YAML or not a style."""
        import yaml

        try:
            data = yaml.safe_load(text)
        except (yaml.YAMLError, RecursionError) as error:
            raise StyleError(f"the style is not valid YAML: {' '.join(str(error).split())}") from None
        return Style.from_dict(data)


@dataclass(frozen=True)
class Change:
    """One difference between two styles; `str()` reads "rate +12 %" or "sad 0.50 → 0.70"."""

    name: str
    before: float | bool | None
    after: float | bool | None

    def __str__(self) -> str:
        if self.name not in STYLE_LIMITS:
            return f"{self.name} {_shown(self.before)} → {_shown(self.after)}"
        before, after = ("unset" if v is None else f"{v:+.3g}" for v in (self.before, self.after))
        if self.after is None:
            return f"{self.name} {before} → {after}"
        told = after if self.before is None else f"{before} → {after}"
        return f"{self.name} {told} {STYLE_LIMITS[self.name][2]}".rstrip()


def _shown(value: float | bool | None) -> str:
    if value is None:
        return "unset"
    return str(value).lower() if isinstance(value, bool) else f"{value:.2f}"


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < math.inf


def _within(name: str, value: float) -> float:
    low, high, _ = STYLE_LIMITS[name]
    return min(max(value, low), high)


def _unknown(kind: str, name: str, valid: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, valid, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ";"
    return f"unknown {kind} {name!r}{hint} valid: {', '.join(valid)}"
