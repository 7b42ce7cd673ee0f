from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.errors import TextError
from tts.text.symbols import CONSONANTS, VOWELS
from tts.text.transcription import transcribe


def written(ipa: str) -> list[str]:
    return [" ".join(symbol + "1" * stress for symbol, stress in group.sounds) for group in transcribe(ipa)]


@pytest.mark.parametrize(
    ("ipa", "expected"),
    [
        ("təˈmɑːtoʊ", ["t ə m ɑ1 t oʊ"]),
        ("/təˈmɑːtoʊ/", ["t ə m ɑ1 t oʊ"]),
        ("[ʃɪˈvɔn smɪθ]", ["ʃ ɪ v ɔ1 n", "s m ɪ1 θ"]),
        ("ˌɪntəˈnæʃənəl", ["ɪ1 n t ə n æ1 ʃ ə n ə l"]),
        ("t͡ʃɜːt͡ʃ", ["tʃ ɝ1 tʃ"]),
        ("bʌt.ɚ", ["b ʌ1 t ɝ"]),
        ("'nu:", ["n u1"]),
        ("ɡrɪr", ["ɡ ɹ ɪ1 ɹ"]),
        ("m̩", ["ə1 m"]),
        ("ʃː", ["ʃ"]),
    ],
)
def test_groups_and_stress(ipa: str, expected: list[str]) -> None:
    assert written(ipa) == expected
    assert not any(group.approximated for group in transcribe(ipa) if ipa != "m̩")


def test_sounds_the_inventory_lacks_are_exchanged_and_told() -> None:
    (group,) = transcribe("ˈbyːçɐ")
    assert [symbol for symbol, _ in group.sounds][:3] == ["b", "u", "ʃ"]
    assert group.approximated[0].startswith("yː → u")


@pytest.mark.parametrize(
    ("ipa", "message"),
    [
        ("tom%", r"'%' \(U\+0025\)"),
        ("təˈma1", r"'1' \(U\+0031\)"),
        ("", "has no sound"),
        ("  ", "has no sound"),
        ("//", "has no sound"),
        ("tə ˈˌ", "'ˈˌ' in the IPA"),
        ("\ud800", r"U\+D800"),
        ("ʰ", r"U\+02B0"),
        ("a" * 1_001, "at most 1000"),
    ],
)
def test_bad_ipa_is_named(ipa: str, message: str) -> None:
    with pytest.raises(TextError, match=message) as caught:
        transcribe(ipa)
    assert "\n" not in str(caught.value)


@given(st.lists(st.sampled_from([*VOWELS, *CONSONANTS]), min_size=1, max_size=8))
def test_the_inventory_is_itself(symbols: list[str]) -> None:
    (group,) = transcribe(".ˈ".join(symbols))
    assert "".join(symbol for symbol, _ in group.sounds) == "".join(symbols).replace(".", "")
    assert not group.approximated


@given(st.text(max_size=30))
def test_any_text_is_sounds_or_an_error(text: str) -> None:
    try:
        groups = transcribe(text)
    except TextError:
        return
    assert all(symbol in (*VOWELS, *CONSONANTS) for group in groups for symbol, _ in group.sounds)
