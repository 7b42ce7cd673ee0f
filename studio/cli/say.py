"""`dramatis say`: a text in a persona's voice, in a style given in words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from studio.cli.engines import BaseUrl, EngineKind, KeyFile, Model, Voice, Voices
from studio.cli.personas import chosen
from studio.cli.terminal import Json, Pack, Verify, print_json, tell, tell_misunderstandings
from tts.errors import RequestError

if TYPE_CHECKING:
    from tts.engine import NativeEngine
    from tts.request import SpeechRequest
    from tts.style.reading import Proposal

DEFAULT_OUT = Path("speech.wav")
_SHOWN = 5  # places that are told of those that direct a text


def say(
    text: Annotated[str | None, typer.Argument(help="What to speak.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="Speak a UTF-8 file; - is stdin.")] = None,
    markup: Annotated[
        bool, typer.Option("--markup", help="The text has *stress*, [sad] … [/], [pause 300 ms].")
    ] = False,
    ssml: Annotated[bool, typer.Option("--ssml", help="The text is an SSML document.")] = False,
    persona: Annotated[str | None, typer.Option(help="Id or name of a preset, or a .yaml file.")] = None,
    style: Annotated[str | None, typer.Option(help='In words: "mostly calm, a hint of fear".')] = None,
    intensity: Annotated[float | None, typer.Option(help="0 neutral, 1 natural, 2 maximal.")] = None,
    like: Annotated[
        Path | None, typer.Option(help="A recording to say it like: pace, range, melody; not whose voice.")
    ] = None,
    like_text: Annotated[
        str | None, typer.Option(help="What the recording says; default: the text itself, if it sounds so.")
    ] = None,
    auto_direct: Annotated[
        bool,
        typer.Option(
            "--auto-direct/--no-auto-direct",
            help="Without --style and --like, let the words direct: “he whispered”, “We won!” (en, zh).",
        ),
    ] = True,
    speed: Annotated[float, typer.Option(help="Factor on the speaking rate, 0.25–4.")] = 1.0,
    duration: Annotated[float | None, typer.Option(help="Seconds the whole text shall take.")] = None,
    seed: Annotated[int | None, typer.Option(help="Same seed, same take; default: the persona's.")] = None,
    language: Annotated[str | None, typer.Option(help="Such as en-gb; default: the persona's.")] = None,
    verify: Verify = False,
    pack: Pack = None,
    engine: EngineKind = "native",
    base_url: BaseUrl = None,
    model: Model = None,
    api_key_file: KeyFile = None,
    voice: Voice = None,
    voices: Voices = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", help="A wav, mp3, flac, ogg or opus file.")
    ] = DEFAULT_OUT,
    take_file: Annotated[
        bool, typer.Option("--take/--no-take", help="Write OUT.json beside it, which `direct` goes on from.")
    ] = True,
    play: Annotated[bool, typer.Option("--play", help="Play the take as well.")] = False,
    plot: Annotated[Path | None, typer.Option(help="PNG of waveform, mel, pitch and words.")] = None,
    as_json: Json = False,
) -> None:
    """Speak a text in a persona's voice, in a style given in words."""
    from dataclasses import replace

    import personas
    from studio.cli.likeness import checked_recording, speak_like
    from studio.cli.speech import player_if, speak
    from studio.engines import EngineOptions, engine_from
    from studio.plot import checked_plot_path
    from studio.request import direct
    from studio.take import SavedTake, save
    from tts.audio import check_output
    from tts.markup import Marked

    words = _text(text, file)
    options = EngineOptions(engine, pack, base_url, model, api_key_file, voice, voices)
    remote = options.kind != "native"
    if remote and seed is not None:
        raise RequestError("a server cannot be asked for a seed; leave --seed out")
    if remote and like is not None:
        raise RequestError("recordings are followed by our own engine alone; leave --like out")
    who = chosen(persona or personas.DEFAULT)
    directed = direct(who, style, intensity)
    tell_misunderstandings(directed.not_understood, directed.conflicts)
    if markup and ssml:
        raise RequestError("--markup and --ssml are two notations; give one of them")
    marked = Marked(words)
    if markup or ssml:
        marked = directed.marked(words, "ssml" if ssml else "script", language)
    for note in marked.notes:
        tell(f"note: {note}")
    request = directed.request(marked, speed=speed, duration=duration, seed=seed, language=language)
    read = _read_words(request) if auto_direct and style is None and like is None else None
    if read is not None and remote and read.spans:
        tell("note: the words direct parts of the text, which a server cannot speak apart: left alone")
    elif read is not None:
        request = read.applied(request, intensity)
    request = replace(request, verify=verify)
    styles = [request.style, *(span.style for span in request.spans if span.style)]
    if intensity is not None and not any(each.emotions for each in styles):
        tell("note: intensity changes nothing without an emotion; name one with --style")
    # All that can be wrong is found before the models are loaded and anything is spoken.
    check_output(out)
    recording = checked_recording(like, like_text)
    if plot:
        checked_plot_path(plot)
    player = player_if(play)

    speaks = engine_from(options, [who])
    if not remote and (other_pack := who.pack_note(speaks.fingerprint)):
        tell(f"note: {other_pack}")
    for name, theirs in (speaks.voices or {}).items():
        tell(f"note: {name} is spoken by the voice {theirs!r} of {speaks.name}")
    keep = bool(plot or play)
    if recording is None:
        spoken = speak(speaks.engine, request, out, keep)
    else:
        spoken = speak_like(cast("NativeEngine", speaks.engine), request, recording, out, keep)
    take, seconds = spoken.take, spoken.seconds
    if take_file and remote:
        tell("note: no take file is written: `dramatis direct` goes on from takes of our own engine alone")
    elif take_file:
        save(SavedTake.of(out, speaks.fingerprint, who, spoken.request, take, seconds), out)
    for note in take.receipt.notes:
        tell(f"note: {note}")
    for word in take.skipped:
        tell(f"skipped: {word!r} cannot be spoken")
    for name in take.receipt.clamped:
        tell(f"limited: {name} was asked beyond what the voice can do")
    if plot:
        from studio.plot import plot_take

        plot_take(take, plot, title=f"{who.names['en']}: {style}" if style else who.names["en"])
    if player is not None:
        player.play(take.samples, take.sample_rate, blocking=True)
    data = {"out": str(out), "seed": request.seed, "persona": who.id, **take.to_dict(), "seconds": seconds}
    if markup or ssml:
        data["text"] = request.text  # what the offsets of the words count in
    if read is not None and read.evidence:
        data["auto_direct"] = read.to_dict()
    if as_json:
        print_json(data)
        return
    typer.echo(f"{out}: {seconds:.1f} s by {who.id}, seed {request.seed}, spoken in {spoken.wall:.1f} s")


def _read_words(request: SpeechRequest) -> Proposal | None:
    """What the words of a request say of their sound, told to the user; None where they cannot be read."""
    from tts.style.reading import propose, readable

    if not readable(request.language):
        return None
    proposal = propose(request.text, language=request.language)
    says = [f"{each.quote!r} ({each.says})" for each in proposal.evidence[:_SHOWN]]
    more = len(proposal.evidence) - len(says)
    if says:
        rest = f" and {more} more" if more else ""
        tell(f"directed by the words: {', '.join(says)}{rest}; --no-auto-direct leaves them alone")
    return proposal


def _text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise RequestError("give either a text or a file with -f, one of them")
    if file is None:
        return text or ""
    try:
        if str(file) == "-":
            return sys.stdin.read()
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RequestError(f"there is no file {file}; check the path") from None
    except UnicodeDecodeError:
        raise RequestError(f"{file} is not UTF-8 text; save it as UTF-8") from None
