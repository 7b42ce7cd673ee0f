"""Teachers: free speech engines that read a sentence and tell exactly which phone they spoke when.

flite (Black & Lenzo 2001) is driven in-process through its C library, festival's HTS voice (Zen et al.
2009) in batches through the command line. Both speak CMUdict phones, which map one to one to `PHONES`.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tts.errors import CorpusError
from tts.style.identity import SPEAKERS
from tts.text.symbols import Phone

SAMPLE_RATE = 24_000

_IPA = {
    "aa": "ɑ", "ae": "æ", "ah": "ʌ", "ao": "ɔ", "aw": "aʊ", "ax": "ə", "ay": "aɪ", "eh": "ɛ", "er": "ɝ",
    "ey": "eɪ", "ih": "ɪ", "iy": "i", "ow": "oʊ", "oy": "ɔɪ", "uh": "ʊ", "uw": "u", "ch": "tʃ", "dh": "ð",
    "g": "ɡ", "hh": "h", "jh": "dʒ", "ng": "ŋ", "r": "ɹ", "sh": "ʃ", "th": "θ", "y": "j", "zh": "ʒ",
    **{c: c for c in "bdfklmnpstvwz"},
}  # fmt: skip
_PAUSE_BY_MARK = {",": ",", ";": ",", ":": ",", "(": ",", ")": ",", ".": ".", "?": "?", "!": "!", "-": "…"}
_FLITE_VOICES = {"rms": "rms", "awb": "awb", "kal": "kal16"}
EDGE_SILENCE = 0.06  # s kept before and after the speech


@dataclass(frozen=True)
class Speech:
    """One sentence as a teacher read it.

    samples: float64 (n,) at 24 kHz, peak below 1. phones: what was spoken, pauses included.
    ends: end of each phone, s, rising, the last one = the length of the samples.
    """

    samples: np.ndarray
    phones: tuple[Phone, ...]
    ends: tuple[float, ...]


@dataclass(frozen=True)
class _Segment:
    name: str
    end: float
    stress: int
    word: object  # equal for segments of one word, None in a pause
    punctuation: str


def speak(speaker: str, texts: Sequence[str]) -> list[Speech]:
    """Read every text with one of `SPEAKERS`.

    Raises CorpusError when the engine is not installed or does not speak a text.
    """
    if speaker == "slt":
        return _festival(texts)
    if speaker in _FLITE_VOICES:
        return [_flite(speaker, text) for text in texts]
    raise CorpusError(f"unknown teacher {speaker!r}; valid teachers: {', '.join(SPEAKERS)}")


# ---------------------------------------------------------------- flite


class _Wave(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    ]


@functools.lru_cache(maxsize=1)
def _flite_library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL("libflite.so.1", mode=ctypes.RTLD_GLOBAL)
        ctypes.CDLL("libflite_cmulex.so.1", mode=ctypes.RTLD_GLOBAL)
        ctypes.CDLL("libflite_usenglish.so.1", mode=ctypes.RTLD_GLOBAL)
    except OSError as error:
        raise CorpusError(
            f"flite is not installed; install the Debian package 'libflite1' ({error})"
        ) from None
    pointer, string = ctypes.c_void_p, ctypes.c_char_p
    for name, result, arguments in (
        ("flite_synth_text", pointer, [string, pointer]),
        ("utt_relation", pointer, [pointer, string]),
        ("relation_head", pointer, [pointer]),
        ("item_next", pointer, [pointer]),
        ("path_to_item", pointer, [pointer, string]),
        ("ffeature_string", string, [pointer, string]),
        ("ffeature_float", ctypes.c_float, [pointer, string]),
        ("utt_wave", ctypes.POINTER(_Wave), [pointer]),
        ("delete_utterance", None, [pointer]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.flite_init()
    return library


@functools.lru_cache(maxsize=8)
def _flite_voice(speaker: str) -> int:
    _flite_library()
    name = _FLITE_VOICES[speaker]
    register = getattr(
        ctypes.CDLL(f"libflite_cmu_us_{name}.so.1", mode=ctypes.RTLD_GLOBAL), f"register_cmu_us_{name}"
    )
    register.restype, register.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
    return int(register(None))


def _flite(speaker: str, text: str) -> Speech:
    library = _flite_library()
    ctypes.CDLL(None).srand(
        1
    )  # its noise comes from C's rand(): the same for a text, whatever was said before
    utterance = library.flite_synth_text(text.encode(), _flite_voice(speaker))
    if not utterance:
        raise CorpusError(f"flite could not speak {text!r}")
    try:
        segments = []
        item = library.relation_head(library.utt_relation(utterance, b"Segment"))
        while item:
            word = library.path_to_item(item, b"R:SylStructure.parent.parent")
            segments.append(
                _Segment(
                    library.ffeature_string(item, b"name").decode(),
                    library.ffeature_float(item, b"end"),
                    int(library.ffeature_string(item, b"R:SylStructure.parent.stress") or 0),
                    word,
                    library.ffeature_string(
                        item, b"R:SylStructure.parent.parent.R:Token.parent.punc"
                    ).decode()
                    if word
                    else "",
                )
            )
            item = library.item_next(item)
        wave = library.utt_wave(utterance).contents
        samples = np.ctypeslib.as_array(wave.samples, (wave.num_samples,)).astype(np.float64) / 32768
        return _speech(samples, wave.sample_rate, segments, text)
    finally:
        library.delete_utterance(utterance)


# ---------------------------------------------------------------- festival

_SCHEME = """
(define (segment s)
  (let ((node (item.relation s 'SylStructure)) (word nil))
    (if node (set! word (item.parent (item.parent node))))
    (format t "%s %f %s %l|%s\\n" (item.name s) (item.feat s 'end)
      (item.feat s "R:SylStructure.parent.stress") word
      (if word (item.feat word "R:Token.parent.punc") ""))))
"""


def _festival(texts: Sequence[str]) -> list[Speech]:
    if not shutil.which("festival"):
        raise CorpusError(
            "festival is not installed; install the Debian packages 'festival festvox-us-slt-hts'"
        )
    with tempfile.TemporaryDirectory() as folder:
        script = [_SCHEME, "(voice_cmu_us_slt_arctic_hts)"]
        for index, text in enumerate(texts):
            plain = text.replace('"', "").replace("\\", "")
            script.append(
                f'(set! u (utt.synth (Utterance Text "{plain}")))\n(format t "== {index}\\n")\n'
                f"(mapcar segment (utt.relation.items u 'Segment))\n"
                f'(utt.save.wave u "{folder}/{index}.wav" \'riff)'
            )
        path = Path(folder, "batch.scm")
        path.write_text("\n".join(script), encoding="latin-1", errors="replace")
        done = subprocess.run(["festival", "-b", str(path)], capture_output=True, text=True, errors="replace")
        if done.returncode:
            raise CorpusError(f"festival failed: {done.stderr.strip().splitlines()[-1:]}")
        result: list[Speech] = []
        for text, block in zip(texts, done.stdout.split("== ")[1:], strict=True):
            segments = []
            for line in block.splitlines()[1:]:
                head, _, punctuation = line.partition("|")
                name, end, stress, word = head.split(" ", 3)
                segments.append(
                    _Segment(name, float(end), int(stress), None if word == "nil" else word, punctuation)
                )
            import soundfile

            samples, rate = soundfile.read(f"{folder}/{len(result)}.wav", dtype="float64")
            result.append(_speech(samples, rate, segments, text))
        return result


# ---------------------------------------------------------------- both


def _speech(samples: np.ndarray, rate: int, segments: Sequence[_Segment], text: str) -> Speech:
    """Map segments to phones, cut the edges to `EDGE_SILENCE`, resample to 24 kHz."""
    import soxr

    phones: list[Phone] = []
    ends: list[float] = []
    words: list[object] = []
    mark = ""
    final = next((c for c in reversed(text) if c in ".?!"), ".")
    for index, segment in enumerate(segments):
        if segment.word is None:
            symbol = "_" if not phones else _PAUSE_BY_MARK.get(mark[-1:] if mark != "0" else "", "_")
            if index == len(segments) - 1:
                symbol = final
            if phones and phones[-1].is_pause:
                ends[-1] = segment.end
                continue
            phones.append(Phone(symbol))
        else:
            if segment.name not in _IPA:
                raise CorpusError(f"unknown teacher phone {segment.name!r} in {text!r}")
            if not words or words[-1] != segment.word:
                words.append(segment.word)
            phone = Phone(_IPA[segment.name], 0, len(words) - 1)
            phones.append(Phone(phone.symbol, segment.stress if phone.is_vowel else 0, phone.word))
            mark = segment.punctuation.strip("\"'")
        ends.append(segment.end)
    if len(phones) < 3 or not phones[0].is_pause:
        raise CorpusError(f"the teacher spoke nothing for {text!r}")
    length = len(samples) / rate
    if not phones[-1].is_pause:
        phones.append(Phone(final))
        ends.append(max(length, ends[-1] + 0.02))
    begin = max(0.0, ends[0] - EDGE_SILENCE)
    stop = min(length, ends[-2] + EDGE_SILENCE)
    ends = [end - begin for end in ends]
    ends[-1] = stop - begin
    if any(b - a < 0.001 for a, b in zip([0.0, *ends], ends, strict=False)):
        raise CorpusError(f"the teacher's timings do not rise in {text!r}")
    cut = samples[round(begin * rate) : round(stop * rate)]
    return Speech(soxr.resample(cut, rate, SAMPLE_RATE, quality="HQ"), tuple(phones), tuple(ends))
