"""The same amount of speech from other systems, their published configurations filled with random weights.

How long a network takes does not depend on the values of its weights; how long it speaks does, so each is
made to speak for a given time. What is spoken is noise. Pocket TTS comes from its own package (`pip install
pocket-tts`), VITS (MMS-TTS) and Bark from `transformers`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.cost import Cost

TEXT_TOKENS = 4  # a second of speech, about what these systems' tokenizers make of English
_SECONDS = {"Bark small": 2.0}  # of speech; the others speak longer


def measured(name: str, seconds: float, rows: int, threads: int, repeat: int = 3) -> dict[str, Any]:
    """One system in a process of its own: a row with its parameters and costs.

    name: a key of `PEERS`. rows: utterances spoken together, `seconds` long each.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, name, seconds, rows, threads, repeat).result()


def _measured(name: str, seconds: float, rows: int, threads: int, repeat: int) -> dict[str, Any]:
    import torch

    from benchmarks.cost import cost_of

    torch.manual_seed(0)
    speak, parameters = PEERS[name]()
    torch.set_num_threads(threads)  # after the packages, some of which set it
    with torch.inference_mode():
        cost = cost_of(lambda: speak(seconds, rows), repeat)
    return _row(name, parameters, rows, threads, cost)


def _row(name: str, parameters: int, lines: int, threads: int, cost: Cost) -> dict[str, Any]:
    from benchmarks.cost import peak_memory

    about = {"system": name, "parameters, M": parameters / 1e6, "lines": lines, "threads": threads}
    return {**about, **cost.row, "memory, MiB": peak_memory()}


def beside(pack: Path, texts: Sequence[str], seconds: float, threads: int) -> list[dict[str, Any]]:
    """Our speed beside other systems', one line at a time and several together."""
    from benchmarks.cost import cost_of
    from tts.engine import NativeEngine, load
    from tts.request import SpeechRequest

    engine = NativeEngine(load(pack).pack, threads=threads)
    voice = engine.pack
    size = sum(map(_size, (voice.tokenizer, voice.gpt, voice.refiner, voice.vocoder)))
    requests = [SpeechRequest(text, seed=n) for n, text in enumerate(texts)]

    def stream() -> float:
        return sum(len(c.samples) / c.sample_rate for request in requests[:8] for c in engine.stream(request))

    rows = []
    for lines, work in ((1, stream), (64, lambda: sum(t.seconds for t in engine.speak_batch(requests)))):
        cost = cost_of(work)
        rows.append(_row("Dramatis", size, lines, threads, cost))
    for name in PEERS:
        for lines in (1, 8):
            if lines == 1 or name != "Bark small":
                rows.append(measured(name, _SECONDS.get(name, seconds), lines, threads))
    for row in rows:
        ours = rows[0] if row["lines"] == 1 else rows[1]
        row |= {"× our time": row["RTF"] / ours["RTF"], "× our CPU": row["CPU s/s"] / ours["CPU s/s"]}
    return rows


Speak = Callable[[float, int], float]
"""(seconds asked, rows) → seconds spoken, of all rows."""


def _pocket(name: str) -> tuple[Speak, int]:
    """Kyutai's Pocket TTS: its flow language model frame by frame, then its Mimi decoder in one call."""
    import torch
    from pocket_tts.models.flow_lm import FlowLMModel
    from pocket_tts.models.mimi import build_mimi
    from pocket_tts.models.tts_model import stamp_state_names
    from pocket_tts.modules import text_conditioner
    from pocket_tts.modules.stateful_module import increment_steps, init_states
    from pocket_tts.utils.config import CONFIGS_DIR, load_config

    config = load_config(str(CONFIGS_DIR / f"{name}.yaml"))
    text_conditioner.build_tokenizer = lambda *_: None  # its file is on the hub; tokens are drawn instead
    model: Any = torch.nn.Module()
    model.flow_lm = lm = FlowLMModel.from_pydantic_config(
        config.flow_lm,
        latent_dim=config.mimi.quantizer.dimension,
        insert_bos_before_voice=config.flow_lm.insert_bos_before_voice,
    )
    model.mimi = mimi = build_mimi(config.mimi)
    model.eval()
    stamp_state_names(model)

    def speak(seconds: float, rows: int) -> float:
        frames, tokens = round(seconds * mimi.frame_rate), round(seconds * TEXT_TOKENS)
        state = init_states(lm, rows, frames + tokens + 1)

        def step(latents: torch.Tensor, prompt: torch.Tensor) -> torch.Tensor:
            made, _ = lm._sample_next_latent(
                latents, prompt, model_state=state, sampler_decode_steps=1, temp=0.3, noise_clamp=None,
                eos_threshold=0.0,
            )  # fmt: skip
            increment_steps(lm, state, latents.shape[1] + prompt.shape[1])
            latent: torch.Tensor = made[:, None]
            return latent

        drawn = torch.randint(config.flow_lm.lookup_table.n_bins, (rows, tokens))
        step(torch.empty(rows, 0, lm.ldim), lm.conditioner(drawn))
        latent, nothing, latents = torch.full((rows, 1, lm.ldim), torch.nan), torch.empty(rows, 0, lm.dim), []
        for _ in range(frames):
            latent = step(latent, nothing)
            latents.append(latent)
        steps = round(mimi.encoder_frame_rate / mimi.frame_rate)
        wave = mimi.decode_from_latent(torch.cat(latents, 1), init_states(mimi, rows, frames * steps))
        return float(rows * wave.shape[-1] / mimi.sample_rate)

    decoder = (mimi.decoder, mimi.decoder_transformer)
    return speak, _size(lm) + sum(_size(part) for part in decoder)


def _vits() -> tuple[Speak, int]:
    """VITS with the configuration of facebook/mms-tts-eng."""
    import torch

    from tts.models.torchaudio_shim import import_torchaudio

    import_torchaudio()
    from transformers import VitsConfig, VitsModel

    model: Any = VitsModel(VitsConfig())
    model.eval()
    rate = model.config.sampling_rate
    factor = {"rate": 1.0}  # random weights speak too fast or too slowly

    def speak(seconds: float, rows: int) -> float:
        letters = round(seconds * 28)  # fourteen a second, and blanks between
        model.speaking_rate = factor["rate"]
        out = model(torch.randint(1, model.config.vocab_size - 1, (rows, letters)))
        spoken = float(out.sequence_lengths.float().sum()) / rate
        factor["rate"] *= spoken / (rows * seconds)
        return float(spoken)

    return speak, _size(model)


def _bark() -> tuple[Speak, int]:
    """Bark with the configuration of suno/bark-small."""
    import torch

    from tts.models.torchaudio_shim import import_torchaudio

    import_torchaudio()
    from transformers import (
        BarkCoarseConfig,
        BarkConfig,
        BarkFineConfig,
        BarkModel,
        BarkSemanticConfig,
        EncodecConfig,
    )
    from transformers.models.bark.generation_configuration_bark import BarkGenerationConfig

    small: dict[str, Any] = {"hidden_size": 768, "num_heads": 12, "num_layers": 12, "block_size": 1024}
    model: Any = BarkModel(
        BarkConfig(
            semantic_config=BarkSemanticConfig(
                input_vocab_size=129_600, output_vocab_size=10_048, **small
            ).to_dict(),
            coarse_acoustics_config=BarkCoarseConfig(
                input_vocab_size=12_096, output_vocab_size=12_096, **small
            ).to_dict(),
            fine_acoustics_config=BarkFineConfig(
                input_vocab_size=1056, output_vocab_size=1056, **small
            ).to_dict(),
            codec_config=EncodecConfig().to_dict(),
        )
    )
    model.eval()
    settings = model.generation_config = BarkGenerationConfig()
    for part in ("semantic_config", "coarse_acoustics_config", "fine_acoustics_config"):
        setattr(settings, part, getattr(settings, part).to_dict())  # as one that was loaded has them

    def speak(seconds: float, rows: int) -> float:
        text = torch.randint(1000, (rows, 256))
        tokens = round(49.9 * seconds)
        wave = model.generate(
            text,
            attention_mask=torch.ones_like(text),
            semantic_max_new_tokens=tokens,
            semantic_min_new_tokens=tokens,
        )
        return float(rows * wave.shape[-1] / 24_000)

    return speak, _size(model)


def _size(model: Any) -> int:
    return sum(parameter.numel() for parameter in model.parameters())


PEERS: dict[str, Callable[[], tuple[Speak, int]]] = {
    "Pocket TTS": lambda: _pocket("english"),
    "Pocket TTS 18M": lambda: _pocket("english_18m_2026-10"),
    "Pocket TTS 2M": lambda: _pocket("english_2m_2026-10"),
    "VITS (MMS)": _vits,
    "Bark small": _bark,
}
"""Systems to compare with; the smaller Pocket TTS are later and distilled from the first."""
