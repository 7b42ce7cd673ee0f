"""The whole recipe, top to bottom: a corpus in, a voice pack out.

Stages run in this order and each can be left and taken up again: features, aligner, vocoder, captions,
tokenizer, decoder, gpt, refiner, pack. The tokenizer's codes are fixed after its own stage; the decoder stage
goes on training the decoder alone, so that the GPT may learn the codes at the same time (run the two in
different processes).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from tts.errors import CorpusError, DramatisError
from tts.models.spectrogram import FRAMES_PER_SECOND, normalise
from tts.pack import BASE, VoicePack
from tts.text.symbols import PHONES
from tts.train.batches import stack_inputs
from tts.train.captions import caption_embeddings, caption_stage
from tts.train.features import Corpus, extract, frame_arrays
from tts.train.loop import Plan, Stage, train
from tts.train.samples import write_samples
from tts.train.stages import aligner_stage, gpt_stage, refiner_stage, tokenizer_stage, vocoder_stage

STAGES = ("features", "aligner", "vocoder", "captions", "tokenizer", "decoder", "gpt", "refiner", "pack")
PLANS: dict[str, Plan] = {
    "aligner": Plan(minutes=9, batch=16, rate=2e-3),
    "vocoder": Plan(minutes=70, batch=16, rate=2e-3, betas=(0.8, 0.99)),
    "captions": Plan(minutes=8, batch=64, rate=2e-3, bf16=False),
    "tokenizer": Plan(minutes=16, batch=12, rate=2e-3),
    "decoder": Plan(minutes=40, batch=12, rate=1e-3),
    "gpt": Plan(minutes=85, batch=6000, rate=1.5e-3, betas=(0.9, 0.95), decay=0.05),
    "refiner": Plan(minutes=40, batch=16, rate=2e-3),
}
"""What the shipped pack was trained with, minutes on two CPU threads; multiply with `scale` for more."""
_PART = {"captions": "caption_encoder", "decoder": "tokenizer"}


@dataclass(frozen=True)
class Recipe:
    """One training run.

    corpus: folder with manifests. run: folder for checkpoints. size: one of `pack.SIZES`. scale: factor on
    every stage's minutes. start: a pack to go on from (fine-tuning) instead of random weights; it fixes the
    size.
    device: "cpu" or "cuda". threads: CPU threads, 0 = all.
    """

    corpus: Path
    run: Path
    size: str = "base"
    scale: float = 1.0
    start: str | None = None
    device: str = "cpu"
    threads: int = 0
    seed: int = 0


def run(recipe: Recipe, stages: Sequence[str] = STAGES) -> None:
    """Run the named stages in the recipe's order. Raises DramatisError: unknown stage, missing corpus."""
    for name in stages:
        if name not in STAGES:
            raise DramatisError(f"unknown stage {name!r}; valid stages: {', '.join(STAGES)}")
    recipe.run.mkdir(parents=True, exist_ok=True)
    for name in (stage for stage in STAGES if stage in stages):
        if name == "features":
            extract(recipe.corpus, workers=recipe.threads or torch.get_num_threads())
        elif name == "pack":
            assemble(recipe).save_pretrained(recipe.run / "pack")
        else:
            _train(recipe, name)


def _train(recipe: Recipe, name: str) -> None:
    plan = dataclasses.replace(
        PLANS[name],
        minutes=PLANS[name].minutes * recipe.scale,
        seed=recipe.seed,
        device=recipe.device,
        threads=recipe.threads,
        bf16=PLANS[name].bf16 and recipe.device != "mps",
    )
    stage = _stage(recipe, name)
    speaks = name in ("decoder", "refiner", "gpt")
    train(
        stage,
        plan,
        recipe.run,
        at_checkpoint=(lambda at: write_samples(assemble(recipe), at)) if speaks else None,
    )


def _stage(recipe: Recipe, name: str) -> Stage:
    pack = _beginning(recipe)
    if name == "captions":
        return caption_stage(pack.caption_encoder, recipe.corpus)
    corpus, valid = Corpus(recipe.corpus), _valid(recipe)
    if name == "aligner":
        return aligner_stage(pack.aligner, corpus, valid)
    if name == "vocoder":
        return vocoder_stage(_vocoder(pack), corpus, valid)
    trained = assemble(recipe)
    if name == "tokenizer":
        return tokenizer_stage(pack.tokenizer, corpus, valid, trained.aligner)
    if name == "decoder":
        return tokenizer_stage(trained.tokenizer, corpus, valid, trained.aligner, decoder_only=True)
    if name == "refiner":
        return refiner_stage(pack.refiner, trained.tokenizer, corpus, valid)
    codes = {**acoustic_codes(recipe, "train"), **acoustic_codes(recipe, "valid")}
    ids = [*(corpus.id(i) for i in range(len(corpus))), *(valid.id(i) for i in range(len(valid)))]
    captions = caption_embeddings(trained.caption_encoder, recipe.corpus, ids)
    return gpt_stage(pack.gpt, corpus, valid, codes, captions)


def _valid(recipe: Recipe) -> Corpus:
    valid = Corpus(recipe.corpus, "valid")
    if not len(valid):
        raise CorpusError(f"{recipe.corpus} has no utterances of split 'valid'; mark a few in its manifest")
    return valid


def _vocoder(pack: VoicePack) -> Any:
    return pack.vocoder.requires_grad_(True)


def _beginning(recipe: Recipe) -> VoicePack:
    """Random weights of the recipe's size, or the pack to go on from; trainable."""
    pack = (
        VoicePack.from_pretrained(recipe.start) if recipe.start else VoicePack.new(recipe.size, recipe.seed)
    )
    for field in dataclasses.fields(pack):
        part = getattr(pack, field.name)
        if isinstance(part, nn.Module):
            part.requires_grad_(True)
    return pack


def assemble(recipe: Recipe) -> VoicePack:
    """The best weights so far of every stage as a pack; stages not trained yet stay as they began."""
    pack = _beginning(recipe)
    for name in STAGES[1:-1]:
        last = recipe.run / name / "last.pt"
        if last.exists():
            part = getattr(pack, _PART.get(name, name))
            part.load_state_dict(torch.load(last, map_location="cpu", weights_only=True)["average"])
    for field in dataclasses.fields(pack):
        part = getattr(pack, field.name)
        if isinstance(part, nn.Module):
            part.eval().requires_grad_(False)
    return dataclasses.replace(pack, durations=phone_durations(recipe))


def phone_durations(recipe: Recipe) -> tuple[float, ...]:
    """Mean length of each phone in the corpus' neutral speech, s; measured once per run."""
    path = recipe.run / "durations.json"
    if not path.exists():
        corpus = Corpus(recipe.corpus)
        sums, counts = np.zeros(len(PHONES)), np.zeros(len(PHONES))
        for index in range(0, len(corpus), max(1, len(corpus) // 3000)):
            utterance = corpus[index]
            if utterance.emotion[1:].any():
                continue
            lengths = np.diff(np.append(utterance.starts, len(utterance.mel)))[1:-1] / FRAMES_PER_SECOND
            np.add.at(sums, utterance.phones[1:-1], lengths)
            np.add.at(counts, utterance.phones[1:-1], 1)
        mean = sums.sum() / max(counts.sum(), 1)
        path.write_text(
            json.dumps([float(s / c) if c >= 5 else float(mean) for s, c in zip(sums, counts, strict=True)])
        )
    return tuple(json.loads(path.read_text()))


def acoustic_codes(recipe: Recipe, split: str) -> dict[str, np.ndarray]:
    """The tokenizer's codes of every utterance of a split, computed once, kept in ``codes-*.npz``."""
    path = recipe.run / f"codes-{split}.npz"
    known = dict(np.load(path)) if path.exists() else {}
    corpus = Corpus(recipe.corpus, split)
    missing = [index for index in range(len(corpus)) if corpus.id(index) not in known]
    if missing:
        workers = recipe.threads or torch.get_num_threads()
        parts = [missing[start :: 4 * workers] for start in range(4 * workers)]
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for part in pool.map(partial(_codes, recipe, split), parts):
                known |= part
        np.savez(path, **known)
    return known


def _codes(recipe: Recipe, split: str, indices: Sequence[int]) -> dict[str, np.ndarray]:
    """Codes of some utterances, in a process of its own."""
    torch.set_num_threads(1)
    corpus = Corpus(recipe.corpus, split)
    tokenizer = _beginning(recipe).tokenizer
    state = torch.load(recipe.run / "tokenizer" / "last.pt", map_location="cpu", weights_only=True)
    tokenizer.load_state_dict(state["average"])
    tokenizer.eval()
    codes = {}
    for index in indices:
        utterance = corpus[index]
        inputs = stack_inputs([frame_arrays(utterance)], [utterance.voice])
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            values = tokenizer.encode(normalise(torch.from_numpy(utterance.mel)[None]), inputs)
        codes[utterance.id] = tokenizer.quantiser.indices(values)[0].numpy().astype(np.int16)
    return codes


def main(arguments: Sequence[str] | None = None) -> None:
    """``python -m tts.train.recipe``: see ``--help``."""
    import argparse

    parser = argparse.ArgumentParser(prog="dramatis train", description="Train a voice pack from a corpus.")
    parser.add_argument("--corpus", type=Path, default=Path("corpus/base"))
    parser.add_argument("--run", type=Path, default=Path("runs/base"))
    parser.add_argument("--size", default="base", help="the one dial: tiny, base or large")
    parser.add_argument("--scale", type=float, default=1.0, help="factor on every stage's minutes")
    parser.add_argument("--start", help=f"fine-tune this pack ('base' = the shipped one in {BASE.name})")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("stages", nargs="*", help=f"default: all of {', '.join(STAGES)}")
    options = vars(parser.parse_args(arguments))
    stages = options.pop("stages") or STAGES
    if options["start"] == "base":
        options["start"] = str(BASE)
    run(Recipe(**options), stages)


if __name__ == "__main__":
    main()
