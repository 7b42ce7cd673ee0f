"""The voice pack: saved, loaded, and refused when anything about it is wrong."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from tts.engine import NativeEngine
from tts.errors import PackError
from tts.pack import SIZES, VoicePack
from tts.request import SpeechRequest
from tts.text.symbols import PHONES

PARTS = ("aligner", "caption_encoder", "tokenizer", "gpt", "refiner", "vocoder")


@pytest.fixture
def folder(tiny_pack: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_pack, tmp_path / "copy"))


def edit(path: Path, **changes: object) -> None:
    data = json.loads(path.read_text(encoding="utf-8")) | changes
    path.write_text(json.dumps(data), encoding="utf-8")


def refused(folder: Path) -> str:
    with pytest.raises(PackError) as caught:
        VoicePack.from_pretrained(folder)
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 600
    return message


def test_a_saved_pack_is_the_pack_in_half_precision(tiny_pack):
    made, loaded = VoicePack.new("tiny"), VoicePack.from_pretrained(tiny_pack)
    assert (loaded.name, loaded.durations) == (made.name, made.durations)
    assert len(loaded.hash) == 64
    for part in PARTS:
        before, after = getattr(made, part).state_dict(), getattr(loaded, part).state_dict()
        assert before.keys() == after.keys()
        for key, value in before.items():
            assert torch.equal(value.half().float() if value.is_floating_point() else value, after[key]), key
        assert getattr(loaded, part).config == getattr(made, part).config
        assert not getattr(loaded, part).training
        assert not any(weight.requires_grad for weight in getattr(loaded, part).parameters())


def test_what_lies_on_disk(tiny_pack):
    assert {path.name for path in tiny_pack.iterdir()} == {*PARTS, "model_index.json"}
    for part in PARTS:
        weights = load_file(tiny_pack / part / "model.safetensors")
        assert {value.dtype for value in weights.values() if value.is_floating_point()} == {torch.float16}


def test_saving_again_gives_the_same_hash_and_keeps_the_card(tiny_pack, tmp_path):
    loaded = VoicePack.from_pretrained(tiny_pack)
    assert loaded.save_pretrained(tmp_path / "again", card="# A voice") == loaded.hash
    assert (tmp_path / "again" / "README.md").read_text() == "# A voice"
    assert VoicePack.from_pretrained(str(tmp_path / "again")).hash == loaded.hash


def test_a_seed_gives_the_same_untrained_pack_and_leaves_the_generator_alone():
    state = torch.get_rng_state()
    a, b, c = (VoicePack.new("tiny", seed).gpt.state_dict() for seed in (0, 0, 1))
    assert torch.equal(torch.get_rng_state(), state)
    assert all(torch.equal(a[key], b[key]) for key in a)
    assert not torch.equal(a["phone.weight"], c["phone.weight"])


def test_sizes():
    assert set(SIZES) == {"tiny", "base", "large"}
    with pytest.raises(PackError, match="unknown size 'huge'; valid sizes: tiny, base, large"):
        VoicePack.new("huge")


def test_another_format(folder):
    edit(folder / "model_index.json", format=99)
    assert "pack format 99, this version of dramatis reads 1" in refused(folder)


@pytest.mark.parametrize("changes", [{"phones": list(PHONES[:-1])}, {"sample_rate": 16_000}])
def test_another_phone_inventory_or_rate(folder, changes):
    edit(folder / "model_index.json", **changes)
    assert "another phone inventory or sample rate" in refused(folder)


@pytest.mark.parametrize("changes", [{"durations": None}, {"durations": [0.1]}])
def test_durations_are_needed(folder, changes):
    edit(folder / "model_index.json", **changes)
    assert "duration" in refused(folder)


def test_a_component_that_is_not_listed(folder):
    edit(folder / "model_index.json", components={"gpt": "GPT"})
    assert "lists no aligner" in refused(folder)


@pytest.mark.parametrize("name", ["model_index.json", "gpt", "gpt/config.json", "vocoder/model.safetensors"])
def test_a_missing_part(folder, name):
    target = folder / name
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    message = refused(folder)
    assert name in message
    assert "not a complete voice pack" in message


def test_a_missing_tensor(folder):
    path = folder / "gpt" / "model.safetensors"
    weights = load_file(path)
    del weights["to_code.bias"]
    save_file(weights, path)
    message = refused(folder)
    assert "to_code.bias" in message
    assert str(path) in message


def test_an_extra_tensor(folder):
    path = folder / "refiner" / "model.safetensors"
    save_file(load_file(path) | {"surprise": torch.zeros(2)}, path)
    assert "surprise" in refused(folder)


def test_a_truncated_file(folder):
    path = folder / "tokenizer" / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])
    message = refused(folder)
    assert "damaged or truncated" in message
    assert str(path) in message


def test_one_changed_weight(folder):
    path = folder / "aligner" / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert "was changed after it was saved" in refused(folder)


@pytest.mark.parametrize(
    ("part", "changes", "expected"),
    [
        ("refiner", {"scale": 0.5}, "was changed after it was saved"),
        ("gpt", {"colour": "red"}, "does not fit a gpt: .*colour"),
        ("gpt", {"heads": 0}, "does not fit a gpt"),
        ("gpt", {"dim": -3}, "does not fit a gpt"),
        ("gpt", {"dim": "wide"}, "does not fit a gpt"),
        ("vocoder", {"dim": 24}, "does not hold the tensors of this vocoder"),
        ("caption_encoder", {"dim": 33}, "does not fit a caption_encoder"),
    ],
)
def test_an_edited_config(folder, part, changes, expected):
    import re

    edit(folder / part / "config.json", **changes)
    assert re.search(expected, refused(folder))


@pytest.mark.parametrize("text", ["", "[1, 2]", "{", b"\xff\xfe"])
def test_a_damaged_index(folder, text):
    path = folder / "model_index.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert "damaged" in refused(folder)


@pytest.mark.parametrize("name", ["/no/such/pack", "./pack", "one", "a/b/c", ""])
def test_no_pack_there(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    message = refused(name)  # type: ignore[arg-type]
    assert "model_index.json" in message


def test_a_hub_id_that_cannot_be_had(monkeypatch):
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    assert "voice pack 'nobody/nothing' is neither a folder nor to be had from the hub" in refused(
        "nobody/nothing"
    )  # type: ignore[arg-type]


def test_a_file_is_no_pack(tmp_path):
    (tmp_path / "pack.zip").write_bytes(b"PK")
    assert "no voice pack at" in refused(tmp_path / "pack.zip")


def test_a_pack_on_another_device_says_that_it_cannot_speak_there():
    from tts.engine import NativeEngine
    from tts.request import SpeechRequest

    pack = VoicePack.new("tiny")
    assert pack.to("meta") is pack
    assert all(weight.is_meta for part in PARTS for weight in getattr(pack, part).parameters())
    with pytest.raises(PackError, match=r"this GPT is on meta; move it with pack.to\('cpu'\)"):
        NativeEngine(pack).speak(SpeechRequest("Hello."))


def test_a_scheduler_of_diffusers_is_kept_and_drives_the_refiner(tiny_pack, tmp_path):
    from diffusers import DDPMScheduler, FlowMatchHeunDiscreteScheduler

    plain = VoicePack.from_pretrained(tiny_pack)
    folder = tmp_path / "heun"
    replace(plain, scheduler=FlowMatchHeunDiscreteScheduler(shift=2.0)).save_pretrained(folder)
    loaded = VoicePack.from_pretrained(folder)
    assert type(loaded.scheduler) is FlowMatchHeunDiscreteScheduler
    assert loaded.scheduler.config.shift == 2.0
    assert loaded.hash != plain.hash
    request = SpeechRequest("A kind word.", steps=3)
    even, heun = (NativeEngine(pack).speak(request) for pack in (plain, loaded))
    assert even.words == heun.words
    assert not np.array_equal(even.samples, heun.samples)
    replace(plain, scheduler=DDPMScheduler()).save_pretrained(folder)
    assert "'DDPMScheduler'; valid: FlowMatchEuler" in refused(folder)
    plain.save_pretrained(folder)
    assert VoicePack.from_pretrained(folder).scheduler is None
