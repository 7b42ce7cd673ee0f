import pytest

from studio.dubbing.encoding import decode
from tts.errors import DubError

FRENCH = "1\n00:00:01,000 --> 00:00:02,000\nÀ bientôt. Où est-il allé ?\n"
RUSSIAN = "1\n00:00:01,000 --> 00:00:02,000\nПривет, как дела? Всё хорошо.\n"
CHINESE = "1\n00:00:01,000 --> 00:00:02,000\n我们已经等了很久了。\n"
HEBREW = "1\n00:00:01,000 --> 00:00:02,000\nשלום, מה שלומך?\n"
POLISH = "1\n00:00:01,000 --> 00:00:02,000\nZażółć gęślą jaźń.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, CHINESE])
def test_unicode_is_read_by_its_mark_or_its_form(encoding, text):
    found = decode(text.encode(encoding))
    assert (found.text, found.notes) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, CHINESE])
def test_unicode_without_a_mark_is_known_by_its_zero_bytes(encoding, text):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "text", "language"),
    [
        ("cp1252", FRENCH, "fr"),
        ("cp1252", FRENCH, None),
        ("cp1251", RUSSIAN, None),
        ("gb18030", CHINESE, "cmn"),
        ("big5", "1\n00:00:01,000 --> 00:00:02,000\n你好，最近怎麼樣？\n", "zh-TW"),
        ("cp932", "1\n00:00:01,000 --> 00:00:02,000\nこんにちは、元気ですか。\n", None),
        ("cp1255", HEBREW, "he"),
        ("cp1250", POLISH, "pl"),
        ("iso8859_2", POLISH, None),
    ],
)
def test_legacy_encodings_are_guessed_and_told(encoding, text, language):
    found = decode(text.encode(encoding), language=language)
    assert found.text == text
    assert "likely" in found.notes[0]


def test_a_file_of_two_encodings_is_read_line_by_line():
    found = decode(FRENCH.encode("cp1252") + CHINESE.encode("utf-8"), language="fr")
    assert found.text == FRENCH + CHINESE
    assert "line 3" in found.notes[0]
    assert "cp1252" in found.notes[0]


def test_line_ends_become_one():
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_the_encoding_can_be_named():
    assert decode(FRENCH.encode("cp1252"), "cp1252").text == FRENCH
    with pytest.raises(DubError, match="line 3 is not ascii"):
        decode(FRENCH.encode("cp1252"), "ascii")
    with pytest.raises(DubError, match="unknown encoding"):
        decode(b"", "klingon")


def test_what_is_no_text_is_refused():
    with pytest.raises(DubError, match="no text"):
        decode(b"\x1aE\xdf\xa3" + bytes(range(1, 200)) + b"\0" + bytes(range(256)))
