"""Build the corpus: sentences × teachers × identities × deliveries → wave files and a captioned manifest.

The corpus is made of shards that depend on nothing but the seed and their number, so that any number of
processes may build it, an interrupted build goes on where it stopped, and two builds are the same.
Layout: ``<out>/corpus.json``, ``<out>/shard-00000/{manifest.jsonl, f0.npz, rejected.txt, *.wav}``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

from tts.corpus.captions import captioned
from tts.corpus.manifest import Record, read_manifest, write_manifest
from tts.corpus.sample import emotional_delivery, sample_delivery, sample_emotions, sample_identity
from tts.corpus.teachers import SAMPLE_RATE, speak
from tts.corpus.texts import Sentence, sentences
from tts.corpus.transform import Rendering, same_phones, transform
from tts.corpus.world import Frames, analyse
from tts.errors import CorpusError
from tts.style.delivery import Delivery
from tts.style.identity import SPEAKERS, Identity
from tts.style.measure import measure

VERSION = 2
SENTENCES_PER_SHARD = 40
RENDERINGS = 3  # of each sentence: more sentences teach more than more ways of saying them
_ONE_VOICE = 0.6  # share of sentences whose renderings are all of one voice
_HOURS_PER_SHARD = 0.10  # a low guess, to know how many sentences to draw
_LEADS = ("rms", "awb", "kal", "slt")
_LEAD_SHARES = (0.28, 0.17, 0.2, 0.35)


def build_corpus(out: Path, hours: float, seed: int = 0, workers: int = 0) -> float:
    """Build, or go on building, at least `hours` of speech in `out`; returns the hours it holds.

    workers: processes, 0 = one a core. Raises CorpusError when `out` holds a corpus of another seed or
    version, or when a teacher is not installed.
    """
    out.mkdir(parents=True, exist_ok=True)
    settings = {"version": VERSION, "seed": seed}
    card = out / "corpus.json"
    if card.exists() and json.loads(card.read_text()) != settings:
        raise CorpusError(
            f"{out} holds a corpus with {card.read_text().strip()}; choose another folder or that seed"
        )
    card.write_text(json.dumps(settings))
    shards = int(np.ceil(hours / _HOURS_PER_SHARD)) + 1
    drawn = [s for s in sentences(seed, int(shards * SENTENCES_PER_SHARD * 1.05) + 50) if s.split != "test"]
    tasks = [
        (out / f"shard-{n:05d}", drawn[n * SENTENCES_PER_SHARD : (n + 1) * SENTENCES_PER_SHARD])
        for n in range(shards)
    ]
    from tqdm import tqdm

    total = 0.0
    with (
        ProcessPoolExecutor(workers or os.cpu_count()) as pool,
        tqdm(total=round(hours, 2), unit="h", desc="corpus") as bar,
    ):
        for seconds in pool.map(partial(_build_shard, seed=seed), *zip(*tasks, strict=True)):
            total += seconds / 3600
            bar.update(round(seconds / 3600, 3))
            if total >= hours:
                pool.shutdown(wait=True, cancel_futures=True)
                break
    return total


def read_corpus(folder: Path) -> Iterator[tuple[Path, list[Record]]]:
    """(shard folder, its records) of every finished shard, in order. Raises CorpusError without any."""
    manifests = sorted(folder.glob("shard-*/manifest.jsonl")) or sorted(folder.glob("manifest.jsonl"))
    if not manifests:
        raise CorpusError(
            f"no manifest.jsonl in {folder}; run 'dramatis corpus build' or 'dramatis corpus import'"
        )
    for manifest in manifests:
        yield manifest.parent, list(read_manifest(manifest))


def _build_shard(folder: Path, texts: list[Sentence], seed: int) -> float:
    """Build one shard unless it is there already; returns its seconds of speech."""
    manifest = folder / "manifest.jsonl"
    if manifest.exists():
        return sum(record.duration for record in read_manifest(manifest))
    import soundfile

    folder.mkdir(parents=True, exist_ok=True)
    number = int(folder.name.split("-")[1])
    choices = [np.random.default_rng((seed, number, i)) for i in range(len(texts))]
    pairs = [_speakers(rng) for rng in choices]
    analysed, rejected = _analyse(texts, pairs)
    records: list[Record] = []
    contours: dict[str, np.ndarray] = {}
    for index, (sentence, pair, rng) in enumerate(zip(texts, pairs, choices, strict=True)):
        sources = {name: analysed[index, name] for name in pair if (index, name) in analysed}
        if not sources:
            continue
        for take, (identity, emotions, intensity, delivery) in enumerate(_plan(rng, list(sources), sources)):
            used = sorted(
                (
                    (name, frames)
                    for name, frames in sources.items()
                    if identity.mix[SPEAKERS.index(name)] > 0
                ),
                key=lambda item: -identity.mix[SPEAKERS.index(item[0])],
            )
            emphasised = _emphasis(rng, used[0][1])
            spoken = with_habits(sentence.text, delivery)
            rendering = transform(used, identity, spoken, rng, emphasised)
            name = f"{number:05d}-{index:02d}-{take}"
            if reason := _fault(rendering):
                rejected.append(f"{name}\t{reason}\t{sentence.text}")
                continue
            measured = measure(
                rendering.samples, SAMPLE_RATE, f0=rendering.f0, phones=rendering.phones, ends=rendering.ends
            )
            record = Record(
                id=name,
                audio=f"{name}.wav",
                text=sentence.text,
                duration=len(rendering.samples) / SAMPLE_RATE,
                speaker="+".join(name for name, _ in used),
                split=sentence.split,
                group=f"{number:05d}-{index:02d}",
                phones=rendering.phones,
                ends=rendering.ends,
                identity=identity,
                emotions=emotions,
                intensity=intensity,
                delivery=delivery,
                measured=measured,
            )
            soundfile.write(folder / record.audio, rendering.samples, SAMPLE_RATE, subtype="PCM_16")
            contours[name] = rendering.f0.astype(np.float16)
            records.append(record)
    np.savez(folder / "f0.npz", **contours)  # type: ignore[arg-type]
    (folder / "rejected.txt").write_text("\n".join(rejected))
    write_manifest(manifest, captioned(records, seed))
    return sum(record.duration for record in records)


def _speakers(rng: np.random.Generator) -> tuple[str, str]:
    lead = str(rng.choice(_LEADS, p=_LEAD_SHARES))
    return lead, str(rng.choice([s for s in _LEADS if s != lead]))


def _analyse(
    texts: list[Sentence], pairs: list[tuple[str, str]]
) -> tuple[dict[tuple[int, str], Frames], list[str]]:
    """World frames of each (sentence, speaker) that is needed; what a teacher refused is reported."""
    frames: dict[tuple[int, str], Frames] = {}
    rejected: list[str] = []
    for speaker in SPEAKERS:
        indices = [i for i, pair in enumerate(pairs) if speaker in pair]
        if speaker == "slt":
            spoken = zip(indices, speak(speaker, [texts[i].text for i in indices]), strict=True)
            frames.update({(i, speaker): analyse(speech) for i, speech in spoken})
            continue
        for i in indices:
            try:
                frames[i, speaker] = analyse(speak(speaker, [texts[i].text])[0])
            except CorpusError as error:
                rejected.append(f"{i}\t{error}")
    return frames, rejected


def _plan(
    rng: np.random.Generator, names: list[str], sources: dict[str, Frames]
) -> list[tuple[Identity, dict[str, float], float, Delivery]]:
    """(identity, emotions, intensity, delivery) of each of the `RENDERINGS` of one sentence.

    Of most sentences, one voice says it plainly and then with an emotion at two intensities (that is where
    "more" is learnt); the others are said by three voices in three ways.
    """
    blendable = len(names) == 2 and same_phones(*(sources[name] for name in names))

    def voice() -> Identity:
        if not blendable:
            return sample_identity(rng, names[0], names[0])
        lead, other = names if rng.random() < 0.6 else names[::-1]
        return sample_identity(rng, lead, other)

    if rng.random() < _ONE_VOICE:
        identity, emotions = voice(), sample_emotions(rng)
        plan = [(identity, {"neutral": 1.0}, 0.0, Delivery())]
        for x in (float(rng.uniform(0.2, 1.0)), float(rng.uniform(1.0, 2.0))):
            plan.append((identity, emotions, x, emotional_delivery(rng, emotions, x)))
        return plan
    plan = []
    for _ in range(RENDERINGS):
        identity, fate = voice(), rng.random()
        if fate < 0.15:
            plan.append((identity, {"neutral": 1.0}, 0.0, Delivery()))
        elif fate < 0.55:
            plan.append((identity, {"neutral": 1.0}, 0.0, sample_delivery(rng)))
        else:
            emotions, x = sample_emotions(rng), float(rng.uniform(0, 2))
            plan.append((identity, emotions, x, emotional_delivery(rng, emotions, x)))
    return plan


def _emphasis(rng: np.random.Generator, frames: Frames) -> frozenset[int]:
    """Now and then one stressed word is emphasised."""
    words = sorted({p.word for p in frames.phones if p.is_vowel and p.stress == 1})
    if len(words) < 3 or rng.random() > 0.15:
        return frozenset()
    return frozenset({int(rng.choice(words))})


def with_habits(text: str, delivery: Delivery) -> Delivery:
    """What the punctuation alone asks for: yes/no questions rise, exclamations are livelier."""
    first = text.lstrip("\"' ").split(" ")[0].lower().strip(",")
    if text.rstrip("\"' ").endswith("?"):
        wh = first in {"what", "who", "whom", "whose", "where", "when", "why", "how", "which"}
        return delivery + Delivery(final=0.0 if wh else 3.5)
    if text.rstrip("\"' ").endswith("!"):
        return delivery + Delivery(pitch=0.6, range=0.2, loudness=1.0)
    return delivery


def _fault(rendering: Rendering) -> str | None:
    """Why a rendering may not enter the corpus, or None."""
    seconds = len(rendering.samples) / SAMPLE_RATE
    spoken = [p for p in rendering.phones if not p.is_pause]
    if not np.isfinite(rendering.samples).all():
        return "not finite"
    if not 0.25 <= seconds <= 30:
        return f"lasts {seconds:.2f} s"
    if np.abs(rendering.samples).max() > 0.985:
        return "clips"
    if np.sqrt(np.mean(rendering.samples**2)) < 1e-3:
        return "silent"
    if not 3 <= len(spoken) / seconds <= 40:
        return f"{len(spoken) / seconds:.1f} phones a second"
    return None
