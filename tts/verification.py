"""Verification: a take that misses what was asked is spoken again with corrected inputs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from tts.request import Receipt, Take
from tts.style.delivery import Delivery

TOLERANCES: dict[str, float] = {"pitch": 0.5, "range": 0.5, "rate": 6.0, "loudness": 1.0}
"""Errors of a receipt that are let pass: semitones, semitones, percent, dB."""
RETRIES = 2


def verified(take: Take, again: Callable[[Delivery], Take]) -> Take:
    """The take, or the best of it and up to `RETRIES` others; the receipt says what was tried.

    again: speaks the same request with this correction of the models' inputs.
    """
    best, latest, correction = take, take, Delivery()
    missed = _missed(take.receipt)
    retries = 0
    while retries < RETRIES and _missed(latest.receipt):
        correction = correction + _correction(latest.receipt)
        latest = again(correction)
        retries += 1
        if _distance(latest.receipt) < _distance(best.receipt):
            best = latest
    if not retries:
        return take
    notes = [
        f"spoken {retries} time{'s' if retries > 1 else ''} again because of "
        + ", ".join(_told(name, take.receipt.errors[name]) for name in missed)
    ]
    if still := _missed(best.receipt):
        notes.append("still off: " + ", ".join(_told(name, best.receipt.errors[name]) for name in still))
    receipt = replace(best.receipt, retried=retries, notes=(*best.receipt.notes, *notes))
    return replace(best, receipt=receipt)


def _missed(receipt: Receipt) -> list[str]:
    """What to correct; a rate that follows from an asked duration is not."""
    fixed = {"rate"} if "seconds" in receipt.asked else set()
    return [
        name
        for name, most in TOLERANCES.items()
        if name not in fixed and abs(receipt.errors.get(name, 0.0)) > most
    ]


def _distance(receipt: Receipt) -> float:
    """Sum of the errors in tolerances."""
    fixed = {"rate"} if "seconds" in receipt.asked else set()
    return sum(
        abs(receipt.errors.get(name, 0.0)) / most for name, most in TOLERANCES.items() if name not in fixed
    )


def _correction(receipt: Receipt) -> Delivery:
    """What to add to the inputs, by what is missed."""
    errors, missed = receipt.errors, _missed(receipt)
    asked = receipt.asked["range"]
    return Delivery(
        pitch=-errors["pitch"] if "pitch" in missed else 0.0,
        range=math.log2(asked / max(asked + errors["range"], 0.25 * asked)) if "range" in missed else 0.0,
        rate=-math.log2(1 + errors["rate"] / 100) if "rate" in missed else 0.0,
        loudness=-errors["loudness"] if "loudness" in missed else 0.0,
    )


def _told(name: str, error: float) -> str:
    unit = {"pitch": "semitones", "range": "semitones", "rate": "%", "loudness": "dB"}[name]
    return f"{name} {error:+.1f} {unit}"
