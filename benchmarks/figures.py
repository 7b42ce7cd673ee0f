"""The figures of README and model card, set from what the benchmarks wrote, so that no one types them.

python -m benchmarks.figures          # fills in README.md and docs/model_card.md
python -m benchmarks.figures --check  # only says whether they are up to date
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import cell

BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


@dataclass(frozen=True)
class Section:
    """What one benchmark found out.

    name: of its JSON file. told: a sentence before the table; the command is added. columns: key of a row →
    heading, in order; empty = all as they are. brief: whether the README has it too.
    """

    name: str
    told: str
    columns: Mapping[str, str]
    brief: bool = True

    @property
    def command(self) -> str:
        return f"python -m benchmarks.{_COMMANDS.get(self.name, self.name.split('-')[0])}"


_COMMANDS = {"contour": "control", "duration": "control", "long-text": "speed"}

SECTIONS: tuple[Section, ...] = (
    Section(
        "intelligibility",
        "Unseen sentences. Word errors are PocketSphinx's, percent, with their 95 % interval; phoneme errors "
        "the pack's own aligner's, which knows the corpus' voices only. *teacher* speaks plainly in its own "
        "voice; *transformed* is the teacher through WORLD in the same voice and delivery: "
        "rules alone. Skips and repeats: four words or more in a row that the recogniser missed or made up.",
        {
            "group": "group",
            "speaker": "speaker",
            "lines": "lines",
            "WER %": "word error %",
            "95 %": "95 %",
            "PER %": "phoneme error %",
            "DNSMOS": "DNSMOS",
            "P808": "P.808",
            "skips": "skips",
            "repeats": "repeats",
            "runaways": "runaways",
        },
    ),
    Section(
        "control",
        "Asked against measured by Praat, centred by speaker: correlation, slope, mean error in semitones.",
        {},
    ),
    Section("contour", "Drawn contours: error in log-F0.", {}, brief=False),
    Section("duration", "Asked durations of .7–1.4 × natural: error, s; edge: silence at the ends, s.", {}),
    Section(
        "coverage", "Lines of 1 to 60 words: letters left out, lines not finished, run away, cut off.", {}
    ),
    Section("coverage-heard", "The recogniser on some of those lines, percent.", {}, brief=False),
    Section("speed", "Streaming, line by line: real-time factor, first audio in ms, memory in MiB.", {}),
    Section(
        "speed-peers",
        "Beside other systems, their published configurations filled with random weights: wall-clock and "
        "processor time a second of speech.",
        {},
    ),
    Section("speed-floor", "What the models' multiplications would take alone.", {}, brief=False),
    Section("speed-stages", "Processor seconds a second of speech.", {}, brief=False),
    Section("speed-batches", "Many lines at once, by threads.", {}, brief=False),
    Section("speed-processes", "Worker processes of one thread.", {}, brief=False),
    Section("speed-lengths", "Cost by length of the text.", {}, brief=False),
    Section("speed-start", "Cold processes, s.", {}, brief=False),
    Section("long-text", "One long stream: memory in MiB, and its growth after the first tenth.", {}),
    Section("captions", "Captions that neither rules nor head had seen, percent right.", {}),
    Section("caption_cost", "What a whole caption costs (parse and embedding), ms.", {}, brief=False),
    Section(
        "obedience",
        "Captions asking for a low, normal or high value, classes of Praat's measurements against the "
        "persona's own plain reading: share in the right class.",
        {},
    ),
    Section("intensity-rise", "Measured distance from neutral over intensities 0–2.", {}),
    Section("intensity-direction", 'Three rounds of "more emotional".', {}),
    Section("intensity-voice", "The same speaker at intensity 2.", {}),
    Section("intensity-words", "Word errors at intensity 0 and 2.", {}),
    Section("intensity-emotions", "The same, emotion by emotion.", {}, brief=False),
    Section("emotion", "A classifier trained on the corpus names the emotion of generated speech.", {}),
    Section("mixtures", "A blend's measurements lie between its parts'.", {}),
    Section("leak", "Captioned takes that speak a word of the caption.", {}),
    Section("autodirector", "Without a style the words direct.", {}, brief=False),
    Section(
        "attribution",
        "Who says what in prose: quotations given to the right speaker. (docs/audiobook.md tells what of it "
        "was sealed.)",
        {},
    ),
    Section(
        "audiobook",
        "A book of WordNet's sentences, made an EPUB by pandoc, goes to M4B by commands: import, render, "
        "export. ACX: RMS, peak and floor by ffmpeg's own filters, file by file; marks: how far from where a "
        "chapter is heard to begin; edit: one line changed, rendered and exported again.",
        {},
    ),
    Section("audiobook-files", "The same, file by file.", {}, brief=False),
    Section("book-kills", "Renders killed (SIGKILL) at random moments, and gone on with.", {}),
    Section("book-edits", "What an edit speaks again.", {}, brief=False),
    Section("book-rate", "A book with the shipped pack, tenth by tenth: cost and memory.", {}, brief=False),
    Section(
        "book-length", "The same, as many lines as twenty hours have, with a tiny pack.", {}, brief=False
    ),
    Section("like-melody", "Say it like this: the melody of a recording.", {}, brief=False),
    Section("design", "Voices designed from descriptions, measured.", {}),
    Section("design-distances", "Candidates of one design differ.", {}, brief=False),
    Section("identity-presets", "Presets apart.", {}, brief=False),
    Section("identity-drift", "A chapter with changing emotions: the same voice.", {}),
    Section("identity-bytes", "Two processes, one seed.", {}, brief=False),
    Section(
        "dubbing",
        "Dubbed lines in slots of .75–1.35 × their natural length: how far speech misses its slot before any "
        "stretch, ms; takes a line; share that is not stretched; largest tempo factor.",
        {},
    ),
    Section(
        "dubbing-words", "Words of those lines that are lost, and takes the aligner doubts.", {}, brief=False
    ),
    Section(
        "dubbing-performance",
        "What an original is heard to be spoken with, by noise under it, dBFS: correlation, slope, mean "
        "error in semitones and dB.",
        {},
        brief=False,
    ),
    Section(
        "server",
        "Many clients that stream at once: waits to the first sound, s; the longest over the median; seconds "
        "of audio a second, and as a share of what the bare engines make; memory of all processes, MiB.",
        {
            "engines": "engines",
            "clients": "clients",
            "requests": "requests",
            "failed": "failed",
            "wait_p50": "wait",
            "wait_max": "longest",
            "starvation": "starvation",
            "throughput": "audio a second",
            "share of offline": "of offline",
            "memory": "memory",
            "growth": "growth",
            "alone_p50_ms": "one client alone, ms",
        },
    ),
    Section("studio", "The studio in a browser, on an idle machine.", {}, brief=False),
    Section("longbook", "The Audiobook page with 2,000 lines, on the server.", {}, brief=False),
    Section("faults", "Jobs while workers and servers are killed (SIGKILL).", {}),
    Section("contract", "Requests made up from the OpenAPI document.", {}, brief=False),
)


def table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> str:
    """Rows as a Markdown table."""
    chosen = columns or {key: key for row in rows for key in row}
    lines = ["| " + " | ".join(chosen.values()) + " |", "|" + "---|" * len(chosen)]
    lines += ["| " + " | ".join(cell(row.get(key)) for key in chosen) + " |" for row in rows]
    return "\n".join(lines)


def figures(folder: Path, brief: bool) -> str:
    """All sections whose benchmark has been run, in Markdown."""
    parts = []
    for section in SECTIONS:
        path = folder / f"{section.name}.json"
        if not path.exists() or (brief and not section.brief):
            continue
        data = json.loads(path.read_text(encoding="utf-8"))
        quick = " A quick run on little material." if data.get("quick") else ""
        told = f"{section.told}{quick} (`{section.command}`)"
        parts.append(f"{told}\n\n{table(data['rows'], section.columns)}")
    return "\n\n".join(parts)


def filled(text: str, inside: str) -> str:
    """The text with what stands between its marks exchanged. Raises ValueError without the marks."""
    before, found, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"the document has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{inside}\n{END}{after}"


def main(
    out: Path = Path("runs/bench"),
    readme: Path = Path("README.md"),
    card: Path = Path("docs/model_card.md"),
    check: bool = False,
) -> None:
    """Fill the figures in."""
    for document, brief in ((readme, True), (card, False)):
        text = document.read_text(encoding="utf-8")
        new = filled(text, figures(out, brief))
        if check and new != text:
            raise SystemExit(f"{document} is not up to date; run python -m benchmarks.figures")
        if not check:
            document.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    import typer

    typer.run(main)
