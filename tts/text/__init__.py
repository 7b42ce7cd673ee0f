"""Text front end: from written text to phones, with nothing lost in silence."""

from tts.text.frontend import Skip, Utterance, Word, utterances
from tts.text.lexicon import Lexicon, parse_ipa
from tts.text.normalize import normalize, spoken
from tts.text.phonemize import languages, pronounce
from tts.text.sentences import split
from tts.text.symbols import Phone

__all__ = [
    "Lexicon",
    "Phone",
    "Skip",
    "Utterance",
    "Word",
    "languages",
    "normalize",
    "parse_ipa",
    "pronounce",
    "split",
    "spoken",
    "utterances",
]
