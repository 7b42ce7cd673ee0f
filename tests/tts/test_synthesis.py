"""Streams → samples, in one piece and in windows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tts.line import plan
from tts.models.spectrogram import HOP
from tts.pack import VoicePack
from tts.request import Span, SpeechRequest
from tts.style.space import Style
from tts.synthesis import Renderer, Streams, decode, decode_steps

TEXT = "Nobody had expected the old lighthouse keeper to come back before the winter."


@pytest.fixture(scope="module")
def pack() -> VoicePack:
    return VoicePack.new("tiny")


def line_of(pack, **changes):
    return plan(SpeechRequest(TEXT, **changes), pack).lines[0]


def upto(streams: Streams, frames: int) -> Streams:
    return Streams(*(values[: frames // 4] for values in vars(streams).values()))


def level(difference, signal) -> float:
    """dB of the one against the other."""
    return float(10 * np.log10((np.square(difference).sum() + 1e-20) / np.square(signal).sum()))


def test_steps_are_the_decoding(pack):
    line = line_of(pack)
    (whole,) = decode(pack, [line])
    parts = list(decode_steps(pack, line))
    assert [part.frames for part in parts] == [4 * (k + 1) for k in range(len(parts))]
    for part in (parts[3], parts[-1]):
        for name, values in vars(part).items():
            assert values.tolist() == getattr(whole, name)[: len(values)].tolist()
    assert parts[-1].frames == whole.frames


def test_lines_of_any_length_decode_together(pack):
    texts = ("No.", TEXT, "A short one, then.")
    lines = [plan(SpeechRequest(text, seed=7), pack).lines[0] for text in texts]
    lines[1] = replace(lines[1], contour=((0.2, 1.0), (1.0, 4.0)))
    for line, together in zip(lines, decode(pack, lines), strict=True):
        (alone,) = decode(pack, [line])
        for name, values in vars(alone).items():
            assert values.tolist() == getattr(together, name).tolist()


@pytest.mark.parametrize("steps", [0, 1, 4])
@pytest.mark.parametrize("roughness", [0.0, 1.0])
def test_windows_with_all_context_join_to_the_whole(pack, steps, roughness):
    line = line_of(pack, steps=steps, style=Style(roughness=roughness))
    (streams,) = decode(pack, [line])
    whole = Renderer(pack, line).window(streams, streams.frames)
    assert len(whole) == streams.frames * HOP
    renderer = Renderer(pack, line)
    ends = [*range(20, streams.frames, 36), streams.frames]
    joined = np.concatenate([renderer.window(streams, end) for end in ends])
    assert level(joined - whole, whole) < -80


def test_windows_that_know_little_of_what_follows_are_close(pack):
    line = line_of(pack)
    (streams,) = decode(pack, [line])
    whole = Renderer(pack, line).window(streams, streams.frames)
    renderer = Renderer(pack, line)
    pieces = [renderer.window(upto(streams, end + 24), end) for end in range(24, streams.frames - 24, 24)]
    pieces.append(renderer.window(streams, streams.frames))
    assert level(np.concatenate(pieces) - whole, whole) < -40


def test_a_window_of_nothing_changes_nothing(pack):
    line = line_of(pack)
    (streams,) = decode(pack, [line])
    renderer, other = Renderer(pack, line), Renderer(pack, line)
    for one in (renderer, other):
        one.window(streams, 40)
    assert len(renderer.window(streams, 40)) == 0
    assert np.array_equal(renderer.window(streams, 80), other.window(streams, 80))


def test_gain_bends_before_it_clips(pack):
    line = line_of(pack)
    (streams,) = decode(pack, [line])

    def at(gain: float) -> np.ndarray:
        manners = (replace(line.manners[0], gain=gain),)
        return Renderer(pack, replace(line, manners=manners)).window(streams, 60)

    plain, loud = at(1e-3), at(1.0)
    quiet = np.abs(loud) < 0.8
    np.testing.assert_allclose(loud[quiet], 1000 * plain[quiet], rtol=1e-3, atol=1e-5)
    assert np.abs(at(1e4)).max() <= 0.97
    assert loud.dtype == np.float32


def test_a_rough_voice_trembles_in_level_from_frame_to_frame(pack, monkeypatch):
    monkeypatch.setattr("tts.synthesis._ROUGHNESS", 0.0)  # the same melody, so that only the level differs
    line = line_of(pack)
    (streams,) = decode(pack, [line])

    def at(roughness: float) -> np.ndarray:
        manners = (replace(line.manners[0], roughness=roughness, gain=1e-3),)
        return Renderer(pack, replace(line, manners=manners)).window(streams, streams.frames)

    smooth, rough = at(0.0)[::HOP], at(0.5)[::HOP]
    change = 20 * np.log10(rough[smooth != 0] / smooth[smooth != 0])
    assert 0.8 < change.std() < 1.6  # dB; half of what roughness 1 has
    assert abs(change.mean()) < 0.4


def test_a_drawn_loudness_is_followed_to_the_sample(pack):
    line = line_of(pack)
    (streams,) = decode(pack, [line])
    quiet = replace(line, manners=(replace(line.manners[0], gain=1e-3),))
    drawn = replace(quiet, swell=((0.2, 0.0), (0.5, 12.0), (0.8, -20.0)))
    plain = Renderer(pack, quiet).window(streams, streams.frames)
    renderer = Renderer(pack, drawn)
    ends = [*range(20, streams.frames, 36), streams.frames]
    swelling = np.concatenate([renderer.window(streams, end) for end in ends])

    def change(seconds: float) -> float:
        here = slice(round((seconds - 0.01) * 24_000), round((seconds + 0.01) * 24_000))
        return level(swelling[here], plain[here])

    assert [change(s) for s in (0.1, 0.35, 0.5, 1.0)] == pytest.approx([0.0, 6.0, 12.0, -20.0], abs=0.8)


@pytest.mark.parametrize("window", [20, 36, 1000])
def test_manners_change_inside_a_line_and_windows_still_join(pack, window):
    spans = (Span(12, 30, Style(loudness=9.0, pitch=6.0)), Span(40, 60, Style(whisper=True, roughness=1.0)))
    line = line_of(pack, spans=spans)
    assert len(line.manners) == 3
    (streams,) = decode(pack, [line])
    whole = Renderer(pack, line).window(streams, streams.frames)
    renderer = Renderer(pack, line)
    ends = [*range(window, streams.frames, window), streams.frames]
    joined = np.concatenate([renderer.window(streams, end) for end in ends])
    assert level(joined - whole, whole) < -60
    # Between the two louder and softer stretches nothing differs but the gain.
    plain = replace(line, manners=tuple(replace(m, gain=line.manners[0].gain) for m in line.manners))
    level_of = Renderer(pack, plain).window(streams, streams.frames)
    ratio = np.abs(whole) / np.maximum(np.abs(level_of), 1e-6)
    assert np.quantile(ratio[np.abs(level_of) > 1e-3], 0.02) < 0.8
    assert np.quantile(ratio[np.abs(level_of) > 1e-3], 0.98) > 2


def test_a_drawn_melody_is_in_the_stream(pack):
    line = line_of(pack, contour=((0.0, 0.0), (1.0, 6.0)))
    (streams,) = decode(pack, [line])
    drawn = streams.pitch[:23]
    voiced = drawn[drawn > 0]
    assert (np.diff(voiced) >= 0).all()
    assert len(voiced) > 3
