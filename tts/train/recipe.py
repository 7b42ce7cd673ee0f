"""The whole recipe, top to bottom: a corpus in, a voice pack out.

Stages run in this order and each can be left and taken up again: features, aligner, vocoder, captions,
tokenizer, decoder, gpt, refiner, pack, calibration. The tokenizer's codes are fixed after its own stage; the
decoder stage goes on training the decoder alone, so that the GPT may learn the codes at the same time (run
the two in different processes). Calibration measures the finished pack. Under ``accelerate launch`` all
processes train each stage together.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch import nn

from tts.errors import DramatisError
from tts.index import BASE
from tts.models.spectrogram import FRAMES_PER_SECOND, normalise
from tts.pack import SIZES, VoicePack
from tts.text.symbols import PHONES
from tts.train.batches import stack_inputs
from tts.train.calibrate import calibrate_pack
from tts.train.captions import caption_embeddings, caption_stage
from tts.train.features import Corpus, extract, frame_arrays
from tts.train.loop import BEST, Plan, Stage, train
from tts.train.samples import write_samples
from tts.train.stages import (
    LONGEST_CROP,
    aligner_stage,
    gpt_stage,
    refiner_stage,
    tokenizer_stage,
    vocoder_stage,
)
from tts.train.team import join

STAGES = (
    "features",
    "aligner",
    "vocoder",
    "captions",
    "tokenizer",
    "decoder",
    "gpt",
    "refiner",
    "pack",
    "calibration",
)
PLANS: dict[str, Plan] = {
    "aligner": Plan(minutes=9, batch=16, rate=2e-3),
    "vocoder": Plan(minutes=46, batch=16, rate=2e-3, betas=(0.8, 0.99)),
    "captions": Plan(minutes=8, batch=64, rate=2e-3, bf16=False),
    "tokenizer": Plan(minutes=16, batch=12, rate=2e-3),
    "decoder": Plan(minutes=20, batch=12, rate=1e-3),
    "gpt": Plan(minutes=60, batch=4000, rate=1.5e-3, betas=(0.9, 0.95), decay=0.05),
    "refiner": Plan(minutes=23, batch=16, rate=2e-3),
}
"""Minutes on two CPU threads for some 40 hours of corpus; `scale` multiplies them."""
_PART = {"captions": "caption_encoder", "decoder": "tokenizer"}
_TRAINED = STAGES[1:-2]
_CARD = "beginning.json"
_NEEDS: dict[str, tuple[str, ...]] = {
    "tokenizer": ("aligner",),
    "decoder": ("aligner", "tokenizer"),
    "gpt": ("captions", "tokenizer"),
    "refiner": ("tokenizer",),
    "pack": tuple(name for name in _TRAINED if name != "decoder"),
}
"""Stages whose results another one needs, from the same run or from the pack that it starts from."""


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
    """Run the named stages in the recipe's order.

    Raises DramatisError for an unknown stage, size or device, a scale that is not above 0, a pack to start
    from, a corpus or the results of an earlier stage that are missing, and a folder whose run began from
    something else.
    """
    for name in stages:
        if name not in STAGES:
            raise DramatisError(f"unknown stage {name!r}; valid stages: {', '.join(STAGES)}")
    if not recipe.scale > 0:
        raise DramatisError(f"scale is a factor on the minutes and must be above 0, not {recipe.scale}")
    team = join(recipe.device)
    with team.main_first():
        _begin(recipe)
    for name in (stage for stage in STAGES if stage in stages):
        _check_needs(recipe, name)
        if name == "features":
            with team.main_first():
                extract(recipe.corpus, workers=recipe.threads or torch.get_num_threads())
        elif name == "pack":
            if team.leads:
                assemble(recipe).save_pretrained(recipe.run / "pack")
            team.wait()
        elif name == "calibration":
            if team.leads:
                calibrate_pack(recipe.run / "pack")
            team.wait()
        else:
            with team.main_first():
                stage = _stage(recipe, name)
            _train(recipe, stage)


def _begin(recipe: Recipe) -> None:
    """Note what the run begins from; checkpoints of another size or pack must not be taken up."""
    pack = _beginning(recipe)
    path, card = recipe.run / _CARD, {"name": pack.name, "hash": pack.hash}
    if not path.exists():
        recipe.run.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(card))
    elif (began := json.loads(path.read_text())) != card:
        raise DramatisError(
            f"{recipe.run} holds a run that began from another pack or size ({began['name']}); "
            "choose another folder with --run"
        )


def _check_needs(recipe: Recipe, name: str) -> None:
    missing = [need for need in _NEEDS.get(name, ()) if not (recipe.run / need / BEST).exists()]
    if missing and not recipe.start:
        raise DramatisError(
            f"stage {name!r} needs {missing[0]!r}, which {recipe.run} has not trained; "
            "run that stage first or start from a pack"
        )


def _train(recipe: Recipe, stage: Stage) -> None:
    name = stage.name
    plan = dataclasses.replace(
        PLANS[name],
        minutes=PLANS[name].minutes * recipe.scale,
        seed=recipe.seed,
        device=recipe.device,
        threads=recipe.threads,
    )
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
        return vocoder_stage(pack.vocoder, corpus, valid)
    trained = assemble(recipe)
    if name == "tokenizer":
        return tokenizer_stage(pack.tokenizer, corpus, valid, trained.aligner)
    if name == "decoder":
        tokenizer = trained.tokenizer.requires_grad_(True)
        return tokenizer_stage(tokenizer, corpus, valid, trained.aligner, decoder_only=True)
    if name == "refiner":
        return refiner_stage(pack.refiner, trained.tokenizer, corpus, valid)
    codes = {**acoustic_codes(recipe, "train"), **acoustic_codes(recipe, "valid")}
    ids = [*(corpus.id(i) for i in range(len(corpus))), *(valid.id(i) for i in range(len(valid)))]
    captions = caption_embeddings(trained.caption_encoder, recipe.corpus, ids)
    return gpt_stage(pack.gpt, corpus, valid, codes, captions)


def _valid(recipe: Recipe) -> Corpus:
    """What the checks are made on; a small corpus may have nothing to spare for them."""
    valid = Corpus(recipe.corpus, "valid")
    if len(valid) and valid.sorted_lengths[-1] >= LONGEST_CROP:
        return valid
    seconds = LONGEST_CROP / FRAMES_PER_SECOND
    print(
        f"note: no utterance of split 'valid' in {recipe.corpus} lasts {seconds:.1f} s; "
        "the checks are made on what is trained on",
        file=sys.stderr,
    )
    return Corpus(recipe.corpus)


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
    for name in _TRAINED:
        best = recipe.run / name / BEST
        if best.exists():
            part = getattr(pack, _PART.get(name, name))
            part.load_state_dict(torch.load(best, map_location="cpu", weights_only=True)["average"])
    for field in dataclasses.fields(pack):
        part = getattr(pack, field.name)
        if isinstance(part, nn.Module):
            part.eval().requires_grad_(False)
    return dataclasses.replace(pack, durations=phone_durations(recipe, pack.durations))


def phone_durations(recipe: Recipe, usual: Sequence[float]) -> tuple[float, ...]:
    """Mean length of each phone in the corpus' neutral speech, s; measured once per run.

    usual: of phones that hardly occur there.
    """
    path = recipe.run / "durations.json"
    if not path.exists():
        corpus = Corpus(recipe.corpus)
        sums, counts = np.zeros(len(PHONES)), np.zeros(len(PHONES))
        for index in range(0, len(corpus), max(1, len(corpus) // 3000)):
            utterance = corpus[index]
            if utterance.emotion[0, 1:].any():
                continue
            lengths = np.diff(np.append(utterance.starts, len(utterance.mel)))[1:-1] / FRAMES_PER_SECOND
            np.add.at(sums, utterance.phones[1:-1], lengths)
            np.add.at(counts, utterance.phones[1:-1], 1)
        means = [float(s / c) if c >= 5 else u for s, c, u in zip(sums, counts, usual, strict=True)]
        path.write_text(json.dumps(means))
    return tuple(json.loads(path.read_text()))


def acoustic_codes(recipe: Recipe, split: str) -> dict[str, np.ndarray]:
    """The tokenizer's codes of every utterance of a split, computed once, kept in ``codes-*.npz``."""
    path = recipe.run / f"codes-{split}.npz"
    known = dict(np.load(path)) if path.exists() else {}
    corpus = Corpus(recipe.corpus, split)
    missing = [index for index in range(len(corpus)) if corpus.id(index) not in known]
    if missing:
        workers = recipe.threads or torch.get_num_threads()
        if workers == 1 or recipe.device != "cpu":
            known |= _codes(recipe, split, missing)
        else:
            parts = [missing[start :: 4 * workers] for start in range(4 * workers)]
            spawn = get_context("spawn")
            with ProcessPoolExecutor(workers, spawn, torch.set_num_threads, (1,)) as pool:
                for part in pool.map(partial(_codes, recipe, split), parts):
                    known |= part
        partial_path = path.with_suffix(".partial.npz")
        np.savez(partial_path, **known)
        partial_path.replace(path)
    return known


def _codes(recipe: Recipe, split: str, indices: Sequence[int]) -> dict[str, np.ndarray]:
    """Codes of some utterances, by id."""
    device = torch.device(recipe.device)
    corpus = Corpus(recipe.corpus, split)
    tokenizer = _beginning(recipe).tokenizer
    best = recipe.run / "tokenizer" / BEST
    if best.exists():
        tokenizer.load_state_dict(torch.load(best, map_location="cpu", weights_only=True)["average"])
    tokenizer.to(device).eval()
    codes = {}
    for index in indices:
        utterance = corpus[index]
        inputs = stack_inputs([frame_arrays(utterance)], [utterance.voice]).to(device)
        mel = normalise(torch.from_numpy(utterance.mel)[None]).to(device)
        with torch.inference_mode(), torch.autocast(device.type, torch.bfloat16):
            values = tokenizer.encode(mel, inputs)
        codes[utterance.ids[0]] = tokenizer.quantiser.indices(values)[0].cpu().numpy().astype(np.int16)
    return codes


def main(arguments: Sequence[str] | None = None) -> None:
    """``python -m tts.train.recipe``: see ``--help``."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="dramatis train recipe",
        description="Train a voice pack from a corpus. Checkpoints, logs and the finished pack go to the "
        "run's folder; run it again to go on where it stopped.",
        epilog="Several GPUs: accelerate launch --num_processes 4 -m tts.train.recipe --device cuda. "
        "Fine-tuning: --start base --corpus FOLDER --run FOLDER, after 'dramatis corpus import' and "
        "'dramatis corpus annotate'.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--corpus", type=Path, default=Path("corpus/base"), help="folder with manifests")
    add("--run", type=Path, default=Path("runs/base"), help="folder for checkpoints, logs and samples")
    add("--size", default="base", choices=tuple(SIZES), help="the one dial of a new pack")
    add("--scale", type=float, default=1.0, help="factor on every stage's minutes")
    add(
        "--start",
        default=argparse.SUPPRESS,
        help="fine-tune this pack, a folder or hub id; 'base' is the shipped one",
    )
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="cpu or cuda")
    add("--threads", type=int, default=0, help="CPU threads, 0 = PyTorch's choice")
    add("--seed", type=int, default=0, help="fixes first weights and batches")
    every = f"some of {', '.join(STAGES)}; none = all"
    add("stages", nargs="*", metavar="STAGE", default=argparse.SUPPRESS, help=every)
    options = vars(parser.parse_args(arguments))
    stages = options.pop("stages", STAGES)
    if options.get("start") == "base":
        options["start"] = str(BASE)
    try:
        run(Recipe(**options), stages)
    except DramatisError as error:
        parser.exit(2, f"error: {error}\n")
    join(options["device"]).leave()


if __name__ == "__main__":
    main()
