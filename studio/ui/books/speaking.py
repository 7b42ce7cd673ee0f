"""Single lines of a book are spoken on the page: auditions, names, and takes anew."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from personas import Persona
from studio.book.executors import Executor, Inline, Speaker
from studio.book.plan import PlannedLine, directed, spoken_language
from studio.book.project import Project
from studio.book.script import Script, ScriptLine
from studio.engines import Chosen
from studio.ui.voice import Steps
from studio.ui.voices.audition import asked
from tts.engine import NativeEngine
from tts.request import SpeechRequest
from tts.text.lexicon import Lexicon

_TIMED = 4  # lines, which other sessions wait for


def audition(persona: Persona, line: ScriptLine | None, script: Script) -> SpeechRequest:
    """What is spoken to hear somebody in a book: a line of theirs, else a sentence that suits the persona.

    Raises a DramatisError for what cannot be spoken.
    """
    if line is None:
        return asked(persona)
    language = spoken_language(script.language, persona.language)
    return directed(persona, line.direction, line.intensity).request(line.text, language=language)


def pronunciation(word: str, said: str, persona: Persona, script: Script) -> SpeechRequest:
    """What is spoken to hear a name. said: as a lexicon has it, "" = as it is read anyway."""
    from dataclasses import replace

    request = audition(persona, ScriptLine(f"{word}."), script)
    return replace(request, lexicon=Lexicon.of({word: said})) if said else request


def retaking(project: Project, line: PlannedLine, anew: bool) -> Steps[None]:
    """The work of speaking one line into its project. anew: another take, though it has one.

    Raises BookError where it fails.
    """

    def steps(speaks: Chosen) -> Generator[float, None, None]:
        from studio.book.coverage import proven
        from studio.book.redo import another
        from studio.book.render import render
        from studio.book.speaking import executor_of

        yield 0.1
        expected = project.voice().pack
        executor: Executor
        if isinstance(speaks.engine, NativeEngine) and speaks.fingerprint == expected:
            loaded = Speaker(speaks.engine, proven(speaks.engine), expected)
            executor = Inline(project.pack, expected, _speaker=loaded)
        else:
            executor = executor_of(project, [line.persona], patience=0.0)  # somebody waits at the page
        yield 0.4
        if anew:
            another(project, line, executor)
        else:
            render(project, executor, lines=(line,))

    return steps


def timing(lines: Sequence[PlannedLine]) -> Steps[float]:
    """The work of finding out the `studio.book.estimate.pace` of this machine, with a few lines."""

    def steps(speaks: Chosen) -> Generator[float, None, float]:
        from studio.book.coverage import Judge
        from studio.book.estimate import pace

        yield 0.1
        speaker = Speaker(speaks.engine, Judge(None), speaks.fingerprint, at_server=not speaks.exact)
        return pace(speaker, lines, _TIMED)

    return steps
