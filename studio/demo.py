"""A short scene in two voices (`make demo`): text, personas and captions in, audio and a picture out."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from studio.settings import default_pack
from tts.errors import DramatisError

OUT = Path("demo")
_COMPILED = 4.0  # s that the first word takes only where something is compiled
PAUSE = 0.35  # seconds between two lines


@dataclass(frozen=True)
class Line:
    """One line of the scene: who speaks, how in words, and what."""

    persona: str
    caption: str
    text: str


SCENE: tuple[Line, ...] = (
    Line("narrator-warm-female", "calm, a hint of suspense", "It was past midnight when the letter came."),
    Line("narrator-deep-male", "worried, quietly", "Who would write to us at this hour?"),
    Line("narrator-warm-female", "curious, a little faster", "There is no name on it. Only a red seal."),
    Line("narrator-deep-male", "very anxious", "Don't open it. Please, wait until morning."),
    Line("narrator-warm-female", "extremely excited, loud", "We won! We really won the house by the sea!"),
    Line("narrator-deep-male", "happy with disbelief showing through", "You are joking. Let me see that."),
    Line("narrator-warm-female", "amused, tender", "Read it yourself, and then say you believe me."),
    Line("narrator-deep-male", "deeply moved, slow, soft voice", "All these years, and now we can go home."),
)


def main(out: Path = OUT, pack: str | Path | None = None) -> None:
    """Speak the scene into out/scene.wav, one out/line-N.wav a line and out/scene.png; say where they are.

    pack: as in `tts.engine.load`. Raises DramatisError when the pack cannot be loaded.
    """
    import numpy as np

    from personas import persona
    from studio.plot import plot_take
    from studio.request import direct
    from tts.audio import write
    from tts.engine import load
    from tts.request import SAMPLE_RATE, SpeechRequest, Take

    engine = load(pack)
    out.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    engine.speak(SpeechRequest("Ready."))
    if (ready := time.perf_counter() - started) > _COMPILED:
        typer.echo(f"its loops were compiled for this machine in {ready:.0f} s; that is not done again")
    silence = np.zeros(int(PAUSE * SAMPLE_RATE), np.float32)
    samples, words, clock, spent = [], [], 0.0, 0.0
    for number, line in enumerate(SCENE, 1):
        who = persona(line.persona)
        request = direct(who, line.caption).request(line.text)
        started = time.perf_counter()
        take = engine.speak(request)
        spent += time.perf_counter() - started
        path = out / f"line-{number}.wav"
        write(path, take.samples, take.sample_rate)
        typer.echo(f"{path}  {take.seconds:4.1f} s  {who.id} ({line.caption}): {line.text}")
        words += [replace(word, start=word.start + clock, end=word.end + clock) for word in take.words]
        samples += [take.samples, silence]
        clock += take.seconds + PAUSE
    scene = Take(np.concatenate(samples[:-1]), SAMPLE_RATE, tuple(words))
    write(out / "scene.wav", scene.samples, SAMPLE_RATE)
    plot_take(scene, out / "scene.png", title="A letter at midnight")
    spoken = clock - PAUSE * len(SCENE)
    typer.echo(f"{out / 'scene.wav'} and {out / 'scene.png'}: the whole scene, {scene.seconds:.1f} s")
    typer.echo(f"real-time factor {spent / spoken:.3f} ({spoken:.1f} s of speech in {spent:.1f} s)")


if __name__ == "__main__":
    try:
        main(pack=default_pack())
    except DramatisError as error:
        sys.exit(f"error: {error}")
