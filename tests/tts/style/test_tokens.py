import pytest

from tts.style.tokens import is_base, joined, normal, phrases, stem, tokenize


def test_words_characters_figures_and_marks_are_tokens():
    assert tokenize("Don't SHOUT, 慢 1.5 秒!") == ["don't", "shout", ",", "慢", "1.5", "秒", "!"]
    assert tokenize("“quoted” *stress*") == ["quoted", "stress"]
    assert tokenize(" \n\t") == []


def test_spelling_is_made_one():
    assert normal("ＦＡＳＴ　語速") == "fast 语速"
    assert normal("high-pitched") == "high pitched"
    assert normal("−3") == "-3"
    assert normal("百分之二十") == "20%"
    assert normal("慢一半") == "慢50%"
    assert "\x00" not in normal("a\x00b")


def test_chinese_numbers_count_before_units():
    assert tokenize("三个半音") == ["3", "个", "半", "音"]
    assert tokenize("三心二意") == list("三心二意")


def test_phrases_are_parted_by_commas():
    assert phrases("so blue, 心碎") == [("so", "blue"), ("心", "碎")]


def test_joined_puts_spaces_between_words_only():
    assert joined(["very", "sad"]) == "very sad"
    assert joined(["很", "难", "过"]) == "很难过"


@pytest.mark.parametrize(
    "words",
    [("fight", "fights", "fighting", "fought"), ("worry", "worries", "worried"), ("tremble", "trembling")],
)
def test_forms_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1


def test_stems_of_silent_words_and_of_other_things():
    assert stem("the") == stem("着") == ""
    assert stem("慢") == "慢"
    assert stem("sing") != stem("sings on")
    assert is_base("tremble")
    assert not is_base("trembling")
    assert not is_base("sad")  # too short to be inflected safely
