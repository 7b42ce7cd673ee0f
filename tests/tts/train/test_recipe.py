"""The recipe on a few sentences and tiny models: every stage runs, and the pack that comes out speaks."""

from __future__ import annotations

import csv
import ctypes
import dataclasses
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from tts.corpus.texts import Sentence, split_of
from tts.engine import NativeEngine
from tts.errors import DramatisError
from tts.pack import VoicePack
from tts.request import SpeechRequest
from tts.text.symbols import PHONES
from tts.train.features import Corpus
from tts.train.recipe import PLANS, STAGES, Recipe, main, run

PARTS = ("aligner", "caption_encoder", "tokenizer", "gpt", "refiner", "vocoder")
BRIEF = 1e-6  # scale at which every stage takes one step
TEXTS = [
    Sentence("The old man smiled at us, and then he walked slowly down to the river.", "example", "train"),
    Sentence("Did you see the tall white ship, or were you looking the other way?", "question", "valid"),
]


def teachers_installed() -> bool:
    try:
        ctypes.CDLL("libflite.so.1")
    except OSError:
        return False
    return shutil.which("festival") is not None


needs_teachers = pytest.mark.skipif(
    not teachers_installed(), reason="apt install libflite1 festival festvox-us-slt-hts"
)


@pytest.fixture(autouse=True)
def seeded():
    """A run sets torch's seed and threads."""
    threads = torch.get_num_threads()
    with torch.random.fork_rng():
        yield
    torch.set_num_threads(threads)


@pytest.fixture(params=["invented", pytest.param("teachers", marks=needs_teachers)])
def corpus(request: pytest.FixtureRequest, tiny_corpus: Path, tmp_path: Path) -> Path:
    if request.param == "invented":
        return Path(shutil.copytree(tiny_corpus, tmp_path / "corpus"))
    from tts.corpus import build

    build._build_shard(tmp_path / "corpus" / "shard-00000", TEXTS, seed=5)
    return tmp_path / "corpus"


def speaks(folder: Path) -> VoicePack:
    pack = VoicePack.from_pretrained(folder)
    take = NativeEngine(pack).speak(SpeechRequest("Hello there."))
    assert len(take.samples) > 1000
    assert np.isfinite(take.samples).all()
    return pack


def changed(a: VoicePack, b: VoicePack) -> set[str]:
    """Parts with other weights."""
    states = {part: (getattr(a, part).state_dict(), getattr(b, part).state_dict()) for part in PARTS}
    return {part for part, (x, y) in states.items() if any(not torch.equal(x[key], y[key]) for key in x)}


def test_from_a_corpus_to_a_pack_that_speaks(corpus: Path, tmp_path: Path):
    recipe = Recipe(corpus, tmp_path / "run", size="tiny", scale=BRIEF, threads=1)
    run(recipe, STAGES[:-1])
    pack = speaks(recipe.run / "pack")
    assert changed(pack, VoicePack.new("tiny")) == set(PARTS)
    assert len(pack.durations) == len(PHONES)
    for name in PLANS:
        assert (recipe.run / name / "last.pt").is_file()
        with (recipe.run / name / "log.csv").open() as log:
            (row,) = csv.DictReader(log)
        assert row["step"] == "1"
        assert any(column.startswith("check_") for column in row)
    for name in ("decoder", "gpt", "refiner"):
        assert {path.name for path in (recipe.run / name).glob("sample-*")} == {
            "sample-0.wav", "sample-0.png", "sample-1.wav", "sample-1.png",
        }  # fmt: skip

    run(recipe, STAGES[:-1])  # all is done already
    assert VoicePack.from_pretrained(recipe.run / "pack").hash == pack.hash
    with pytest.raises(DramatisError, match=r"began from another pack or size \(tiny\); choose another"):
        run(dataclasses.replace(recipe, start=str(recipe.run / "pack")))


@pytest.fixture
def recorded(tmp_path: Path, tiny_pack: Path) -> Path:
    """Four recordings of a stranger, imported and annotated."""
    from tts.audio import write
    from tts.corpus.annotate import annotate
    from tts.corpus.importers import import_corpus
    from tts.corpus.render import render
    from tts.style.delivery import Delivery
    from tts.style.identity import Identity

    source, folder = tmp_path / "recordings", tmp_path / "corpus"
    source.mkdir()
    texts = [TEXTS[0].text, TEXTS[1].text, TEXTS[1].text.replace("tall", "small")]
    texts.append("Nobody had ever told her that the garden behind the house was so large.")
    assert {split_of(text) for text in texts} == {"train"}
    rows = ["audio,text,speaker"]
    for number, text in enumerate(texts):
        identity = Identity((0.0, 0.0, 1.0, 0.0), pitch=130.0)
        samples, rate = render(text, identity, Delivery(pitch=float(number % 2)))
        write(source / f"{number}.wav", samples, rate)
        rows.append(f'{number}.wav,"{text}",kim')
    (source / "lines.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert import_corpus(source, folder).layout == "csv"
    assert annotate(folder, VoicePack.from_pretrained(tiny_pack).aligner, progress=False).done == 4
    return folder


@needs_teachers
def test_fine_tuning_on_a_few_recordings(recorded: Path, tiny_pack: Path, tmp_path: Path, capsys):
    recipe = Recipe(recorded, tmp_path / "run", scale=BRIEF, start=str(tiny_pack), threads=1)
    run(recipe, STAGES[:-1])
    start = VoicePack.from_pretrained(tiny_pack)
    pack = speaks(recipe.run / "pack")
    assert pack.hash != start.hash
    assert changed(pack, start) == set(PARTS)
    told = capsys.readouterr().err
    assert "no utterance of split 'valid'" in told
    assert "the checks are made on what is trained on" in told
    rare = PHONES.index("ʒ")
    assert pack.durations[rare] == start.durations[rare]
    assert pack.durations != start.durations


@needs_teachers
def test_a_pack_brings_what_a_stage_needs(recorded: Path, tiny_pack: Path, tmp_path: Path):
    """The GPT alone learns from recordings, with the tokenizer's codes of the pack it starts from."""
    recipe = Recipe(recorded, tmp_path / "run", scale=BRIEF, start=str(tiny_pack), threads=1)
    run(recipe, ["features", "gpt", "pack"])
    pack, start = speaks(recipe.run / "pack"), VoicePack.from_pretrained(tiny_pack)
    assert changed(pack, start) == {"gpt"}
    codes = np.load(recipe.run / "codes-train.npz")
    train = Corpus(recorded)
    assert {name: len(codes[name]) for name in codes.files} == {
        train.id(index): train.lengths[index] // 4 for index in range(len(train))
    }


@pytest.mark.parametrize(
    ("changes", "stages", "message"),
    [
        ({}, ["melody"], "unknown stage 'melody'; valid stages: features, aligner"),
        ({}, ["tokenizer"], "stage 'tokenizer' needs 'aligner', which .* has not trained"),
        ({}, ["gpt"], "stage 'gpt' needs 'captions'"),
        ({}, ["pack"], "stage 'pack' needs 'aligner'"),
        ({"scale": 0.0}, ["aligner"], "scale is a factor on the minutes and must be above 0, not 0.0"),
        ({"scale": float("nan")}, ["aligner"], "must be above 0, not nan"),
        ({"size": "huge"}, ["features"], "unknown size 'huge'; valid sizes: tiny, base, large"),
        ({"start": "nowhere"}, ["features"], "no voice pack at nowhere"),
        ({"device": "gpu"}, ["features"], "cannot train on device 'gpu'; valid devices: cpu, cuda"),
    ],
)
def test_what_cannot_be_run_says_so_at_once(tiny_corpus, tmp_path, changes, stages, message):
    recipe = Recipe(tiny_corpus, tmp_path / "run", **{"size": "tiny"} | changes)
    with pytest.raises(DramatisError, match=message):
        run(recipe, stages)
    assert not list(tmp_path.glob("run/*/last.pt"))


def test_help_names_every_option_and_stage(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    told = " ".join(capsys.readouterr().out.split())
    for field in dataclasses.fields(Recipe):
        assert f"--{field.name}" in told
    assert ", ".join(STAGES) in told
    assert "accelerate launch" in told


def test_without_a_corpus_the_way_to_one_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["--size", "tiny"])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert told == (
        "error: no manifest.jsonl in corpus/base; run 'dramatis corpus build' or 'dramatis corpus import'\n"
    )
    assert not list(tmp_path.rglob("last.pt"))
