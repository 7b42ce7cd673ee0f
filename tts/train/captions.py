"""The caption encoder's stage, and the embeddings of a corpus' captions that the GPT is trained with.

The encoder learns to read off a caption what it says of delivery, emotion and speaker. Wordings are written
afresh for every batch from what is known of an utterance, so that they never run out; what a caption leaves
out is learnt as what is usual beside what it says. Every third is an expression of the lexicon that captions
are understood by, so that its words are known to the encoder too.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tts.corpus import captions_chinese, captions_english
from tts.corpus.build import read_corpus
from tts.corpus.captions import captions, neutral_of
from tts.corpus.facts import Facts
from tts.corpus.labels import feeling, traits, voice
from tts.corpus.manifest import Measured, Record
from tts.errors import CorpusError
from tts.models.bert import Bert, published
from tts.models.caption_encoder import EMBEDDING, HINTS, CaptionEncoder, tokenise
from tts.models.voice import DELIVERY_SCALE, DELIVERY_SIZE, EMOTION_SIZE, emotion_vector
from tts.style.delivery import DELIVERY_FIELDS
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import Identity
from tts.style.lexicon import Entry
from tts.style.space import Style
from tts.train.expressions import expressed, taught
from tts.train.loop import Stage

SIZE = DELIVERY_SIZE + EMOTION_SIZE + HINTS
"""What is read off a caption: delivery over `DELIVERY_SCALE`, logarithm of the emotion vector against what is
usual (1 / EMOTION_SIZE), logits of the speaker hints."""

_DELIVERY = slice(0, DELIVERY_SIZE)
_EMOTION = slice(DELIVERY_SIZE, DELIVERY_SIZE + EMOTION_SIZE)
_HINTS = slice(DELIVERY_SIZE + EMOTION_SIZE, SIZE)
_RARE = -math.log(EMOTION_SIZE)
_SHARES = {"delivery": 1.0, "emotion": 3.0, "hints": 0.2}
_RECORDS = 32  # a batch's captions are chosen among the wordings of so many utterances
_PROBES = 400  # captions of each kind in a check
_EXPRESSIONS = 0.5  # captions from the lexicon for each one of an utterance
_COMPOSERS: dict[str, Callable[[Facts, random.Random], str]] = {
    "en": captions_english.caption,
    "zh": captions_chinese.caption,
}

Floats = npt.NDArray[np.float32]
Batch = tuple[Tensor, Tensor, Tensor]
"""Byte ids (B, L), targets (B, SIZE) and which of them are known (B, SIZE)."""


@dataclass(frozen=True)
class _Subject:
    """An utterance to be described; its phones are left out to save memory."""

    record: Record
    reference: Measured | None

    def wordings(self, seed: int) -> list[str]:
        """Captions in both languages, new ones for each seed, and those it came with; may be empty."""
        fresh = captions(self.record, self.reference, seed)
        texts = [text for told in (*fresh.values(), *self.record.captions.values()) for text in told]
        return list(dict.fromkeys(texts))


def caption_targets(record: Record) -> tuple[Floats, Floats]:
    """What a caption of this record is to tell, and 1 where that is known, both (SIZE,).

    The hints are 1 or 0 for female, male, child and elder, by `tts.corpus.labels.voice`; where it hears no
    gender, female and male are unknown.
    """
    told, known = np.zeros(SIZE, np.float32), np.zeros(SIZE, np.float32)
    if record.delivery is not None:
        told[_DELIVERY] = np.asarray(record.delivery.as_tuple()) / DELIVERY_SCALE
        known[_DELIVERY] = 1
    if record.emotions:
        told[_EMOTION] = emotion_vector(record.emotions, record.intensity)
        known[_EMOTION] = 1
    if record.identity is not None:
        told[_HINTS], known[_HINTS] = _hints(record.identity)
    return told, known


def expression_targets(entry: Entry, style: Style) -> tuple[Floats, Floats]:
    """What an expression of the lexicon is to tell, and 1 where that is known, both (SIZE,).

    Where it says nothing of delivery, emotion or speaker, that is unknown.
    """
    told, known = np.zeros(SIZE, np.float32), np.zeros(SIZE, np.float32)
    delivery, _ = style.delivery()
    told[_DELIVERY] = np.asarray(delivery.as_tuple()) / DELIVERY_SCALE
    asked = {{"breathiness": "breath"}.get(name, name) for name in entry.delivery}
    if "shout" in asked:
        asked |= {"pitch", "loudness", "tilt"}
    known[_DELIVERY] = [name in asked for name in DELIVERY_FIELDS]
    if entry.emotions:
        told[_EMOTION] = emotion_vector(style.shares(), style.intensity)
        known[_EMOTION] = 1
    gender, age = entry.hints.get("gender"), entry.hints.get("age")
    told[_HINTS] = [gender == "female", gender == "male", int(age or 30) < 13, int(age or 30) >= 60]
    known[_HINTS] = [gender is not None, gender is not None, age is not None, age is not None]
    return told, known


def _hints(identity: Identity) -> tuple[Floats, Floats]:
    heard = voice(identity)
    told = [heard.gender == "female", heard.gender == "male", heard.age == "child", heard.age == "old"]
    gendered = heard.gender is not None
    return np.asarray(told, np.float32), np.asarray([gendered, gendered, True, True], np.float32)


def caption_stage(model: CaptionEncoder, corpus: Path) -> Stage:
    """Delivery by Huber loss, emotion by Poisson likelihood, the speaker hints by binary cross-entropy.

    What is trained is `transformers`' BERT, with the weights of the model's own.

    The Poisson likelihood suits shares of which nearly all are 0: its gradient is that of a classifier, its
    optimum the expected emotion vector.

    corpus: folder with manifests. The check's figures are the losses on captions of the validation split,
    the share of single emotions that are recognised (the strongest but neutral is the right one) and the
    share of named attributes whose direction is right, the latter two by language. A small corpus may have
    nothing to spare for validation: then they are of what is trained on, and stderr says so.
    Raises CorpusError when no utterance is known well enough to be described.
    """
    subjects, valid = _subjects(corpus, "train"), _subjects(corpus, "valid")
    if not any(subject.wordings(0) for subject in subjects):
        raise CorpusError(
            f"no utterance of split 'train' in {corpus} can be described; "
            "give emotions or captions in its manifest, or run 'dramatis corpus annotate'"
        )
    if not any(subject.wordings(0) for subject in valid):
        print(
            f"note: no utterance of split 'valid' in {corpus} can be described; "
            "the checks are made on what is trained on",
            file=sys.stderr,
        )
        valid = subjects
    fixed = [_batch(valid, np.random.default_rng(number), 64) for number in range(4)]
    probes = _emotion_probes(valid), _sign_probes(valid)

    def loss(net: nn.Module, batch: Batch) -> dict[str, Tensor]:
        tokens, told, known = (part.to(next(net.parameters()).device) for part in batch)
        read = net(tokens)[1].float()
        errors = {
            "delivery": F.huber_loss(read[:, _DELIVERY], told[:, _DELIVERY], reduction="none"),
            "emotion": F.poisson_nll_loss(read[:, _EMOTION] + _RARE, told[:, _EMOTION], reduction="none"),
            "hints": F.binary_cross_entropy_with_logits(read[:, _HINTS], told[:, _HINTS], reduction="none"),
        }
        losses = {
            name: (error * known[:, part]).sum() / known[:, part].sum().clamp(min=1)
            for (name, error), part in zip(errors.items(), (_DELIVERY, _EMOTION, _HINTS), strict=True)
        }
        total = torch.stack([share * losses[name] for name, share in _SHARES.items()]).sum()
        return {"loss": total, **losses}

    def check(net: nn.Module) -> dict[str, float]:
        assert isinstance(net, CaptionEncoder)
        figures: dict[str, float] = {}
        with torch.no_grad():
            for batch in fixed:
                for name, value in loss(net, batch).items():
                    figures[name] = figures.get(name, 0.0) + float(value) / len(fixed)
            for kind, probed in zip(("emotion", "sign"), probes, strict=True):
                for language, questions in probed.items():
                    figures[f"{kind}_{language}"] = float(np.mean(_answers(net, questions)))
        return figures

    def sample(rng: np.random.Generator, size: int) -> Batch:
        return _batch(subjects, rng, size, _EXPRESSIONS)

    if isinstance(model.bert, Bert):
        model.bert = published(model.bert)  # type: ignore[assignment]  # it is called as ours is
    return Stage("captions", model, sample, loss, check)


def caption_embeddings(
    encoder: CaptionEncoder, corpus: Path, ids: Sequence[str], wordings: int = 4
) -> dict[str, npt.NDArray[np.float16]]:
    """Embeddings of several captions of each utterance, (n ≤ `wordings`, EMBEDDING), by id.

    Utterances of which nothing can be said are left out. Kept in ``<corpus>/features/captions.npz`` for this
    encoder; only what is not there yet is computed. Raises CorpusError for an id that no manifest has.
    """
    path = corpus / "features" / "captions.npz"
    key = f"{_fingerprint(encoder)} {wordings}"
    found = _cached(path, key)
    missing = {name for name in ids if name not in found}
    if missing:
        todo = [subject for subject in _subjects(corpus) if subject.record.id in missing]
        if unknown := sorted(missing - {subject.record.id for subject in todo}):
            raise CorpusError(
                f"no manifest in {corpus} has an utterance {unknown[0]!r}; extract the features again"
            )
        found |= _embedded(encoder, todo, wordings)
        names = list(found)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial.npz")
        np.savez(
            partial,
            key=np.array(key),
            ids=np.array(names),
            counts=np.array([len(found[name]) for name in names]),
            embeddings=np.concatenate([found[name] for name in names]),
        )
        partial.replace(path)
    return {name: found[name] for name in ids if len(found[name])}


def _subjects(corpus: Path, split: str | None = None) -> list[_Subject]:
    found: list[_Subject] = []
    for _, records in read_corpus(corpus):
        groups: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            groups[record.group or record.id].append(record)
        found += [
            _Subject(replace(record, phones=(), ends=()), neutral_of(group, record))
            for group in groups.values()
            for record in group
            if split in (None, record.split)
        ]
    return found


def _batch(
    subjects: Sequence[_Subject], rng: np.random.Generator, size: int, expressions: float = 0.0
) -> Batch:
    """Captions of about equal length, so that little is padded; `expressions` of the lexicon for each one."""
    told: list[tuple[str, Record | tuple[Entry, Style]]] = []
    while len(told) < size:
        for index in rng.integers(len(subjects), size=_RECORDS):
            subject, seed = subjects[index], int(rng.integers(2**31))
            told += [(text, subject.record) for text in subject.wordings(seed)]
    chance = random.Random(int(rng.integers(2**31)))
    for _ in range(round(expressions * len(told))):
        text, entry, style = expressed(taught(), chance)
        told.append((text, (entry, style)))
    told.sort(key=lambda pair: len(pair[0].encode()))
    begin = int(rng.integers(len(told) - size + 1))
    chosen = told[begin : begin + size]
    labels = [
        caption_targets(each) if isinstance(each, Record) else expression_targets(*each) for _, each in chosen
    ]
    targets, known = zip(*labels, strict=True)
    return (
        tokenise([text for text, _ in chosen]),
        torch.from_numpy(np.stack(targets)),
        torch.from_numpy(np.stack(known)),
    )


# ---------------------------------------------------------------- checks


@dataclass(frozen=True)
class _Probe:
    """A caption that says one thing: which emotion, or (place of a delivery field, its sign)."""

    caption: str
    emotion: int = -1
    field: int = -1
    sign: int = 0


def _emotion_probes(subjects: Sequence[_Subject]) -> dict[str, list[_Probe]]:
    """Captions that name a single emotion, and sometimes a trait, by language."""
    probes: dict[str, list[_Probe]] = defaultdict(list)
    for language, compose in _COMPOSERS.items():
        for subject in subjects:
            emotions, level = feeling(subject.record)
            if len(emotions) != 1 or len(probes[language]) >= _PROBES:
                continue
            chance = random.Random(f"{subject.record.id} {language}")
            found = traits(subject.record.delivery, subject.record.measured, subject.reference)
            facts = Facts(emotions, level, found[: chance.choice((0, 0, 1))])
            probes[language].append(_Probe(compose(facts, chance), EMOTION_IDS.index(emotions[0][0])))
    return {language: found for language, found in probes.items() if found}


def _sign_probes(subjects: Sequence[_Subject]) -> dict[str, list[_Probe]]:
    """Captions that name a single attribute of the delivery, by language."""
    probes: dict[str, list[_Probe]] = defaultdict(list)
    for language, compose in _COMPOSERS.items():
        for subject in subjects:
            chance = random.Random(f"{subject.record.id} {language}")
            found = traits(subject.record.delivery, subject.record.measured, subject.reference)
            for trait in (trait for trait in found if trait.name in DELIVERY_FIELDS):
                if len(probes[language]) < _PROBES:
                    caption = compose(Facts(traits=(trait,), exact=chance.random() < 0.2), chance)
                    sign = 1 if trait.degree > 0 else -1
                    probes[language].append(
                        _Probe(caption, field=DELIVERY_FIELDS.index(trait.name), sign=sign)
                    )
    return {language: found for language, found in probes.items() if found}


def _answers(net: CaptionEncoder, probes: Sequence[_Probe]) -> list[bool]:
    """Whether each probe is understood."""
    device = next(net.parameters()).device
    right = []
    for begin in range(0, len(probes), 64):
        part = probes[begin : begin + 64]
        read = net(tokenise([probe.caption for probe in part]).to(device))[1].float().cpu()
        for probe, row in zip(part, read, strict=True):
            if probe.sign:
                right.append(float(row[probe.field]) * probe.sign > 0)
            else:
                right.append(int(row[_EMOTION][1:].argmax()) + 1 == probe.emotion)  # the first is neutral
    return right


# ---------------------------------------------------------------- embeddings


def _fingerprint(encoder: CaptionEncoder) -> str:
    """SHA-256 over the encoder's settings and weights."""
    digest = hashlib.sha256(json.dumps(encoder.config, sort_keys=True).encode())
    for name, value in sorted(encoder.state_dict().items()):
        digest.update(name.encode() + value.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


def _cached(path: Path, key: str) -> dict[str, npt.NDArray[np.float16]]:
    if not path.exists():
        return {}
    with np.load(path) as data:
        if str(data["key"]) != key:
            return {}
        parts = np.split(data["embeddings"], np.cumsum(data["counts"])[:-1])
        return dict(zip(data["ids"].tolist(), parts, strict=True))


@torch.inference_mode()
def _embedded(
    encoder: CaptionEncoder, subjects: Sequence[_Subject], wordings: int
) -> dict[str, npt.NDArray[np.float16]]:
    from tqdm import tqdm

    encoder.eval()
    device = next(encoder.parameters()).device
    texts: list[str] = []
    counts: list[int] = []
    for subject in subjects:
        told = subject.wordings(0)
        chosen = random.Random(subject.record.id).sample(told, min(wordings, len(told)))
        texts += chosen
        counts.append(len(chosen))
    embeddings = np.zeros((len(texts), EMBEDDING), np.float16)
    order = sorted(range(len(texts)), key=lambda index: len(texts[index].encode()))
    for begin in tqdm(range(0, len(order), 256), desc="captions", disable=len(order) < 10_000):
        part = order[begin : begin + 256]
        tokens = tokenise([texts[index] for index in part])
        embeddings[part] = encoder(tokens.to(device))[0].float().cpu().numpy()
    parts = np.split(embeddings, np.cumsum(counts)[:-1])
    return {subject.record.id: part for subject, part in zip(subjects, parts, strict=True)}
