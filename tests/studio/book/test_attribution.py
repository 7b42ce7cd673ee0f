"""Who says what, hint by hint."""

from __future__ import annotations

import pytest

from studio.book.scripting import people, speakers


def who(text: str, language: str = "en") -> list[str]:
    return [each.speaker for each in speakers([text], language)[0]]


TALK = "Matty Brown met Tom Hale at the gate. She smiled at him.\n\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“Come in,” said Matty. “Sit.”", ["Matty", "Matty"]),
        ("Tom Hale whispered, “Come in.”", ["Tom Hale"]),
        ("“Come in,” said the old porter. The porter coughed. “Quick!”", ["the porter", "the porter"]),
        (TALK + "“Hello,” she said.\n\n“Hello,” he said.\n\n“Well?”",
         ["Matty Brown", "Tom Hale", "Matty Brown"]),
        (TALK + "“You’re late, Tom.”\n\n“I know.”", ["Matty Brown", "Tom Hale"]),
        (TALK + "Tom shook his head. “No.”", ["Tom"]),
        (TALK + "“No.” Tom shook his head.", ["Tom"]),
        (TALK + "Tom looked at her and said:\n\n“No.”", ["Tom"]),
        (TALK + "“I’m Matty,” she said.\n\n“Run!” cried Tom, and Matty answered, “Where?”",
         ["Matty", "Tom", "Matty"]),
        ("“Hello,” I said.\n\n“Hello,” said Leo.\n\n“What now?” I asked.", ["narrator", "Leo", "narrator"]),
        ("“First,” said Matty Brown, “there is this.\n\n“Second, there is that.”", ["Matty Brown"] * 3),
        ("“Help!” somebody shouted.", ["narrator"]),
        ("Mr. Hale frowned. Mrs. Hale did not.\n\n“No,” said Hale’s wife.\n\n“Yes,” said Mr. Hale. “Yes.”\n\n"
         "“Then go,” Mrs. Hale said.", [..., "Mr. Hale", "Mr. Hale", "Mrs. Hale"]),
        ("Captain Briggs stood at the wheel. “Hard over!” roared the captain.", ["Captain Briggs"]),
        ("Peter’s eyes shone. “A mystery!”", ["Peter"]),
        ("Dr. Ann Okafor came in.\n\n“Sit down,” said Dr. Okafor.\n\n“Thank you,” said Ann Okafor’s patient.",
         ["Dr. Okafor", ...]),
    ],
)  # fmt: skip
def test_english(text: str, names: list[object]) -> None:
    found = who(text)
    assert len(found) == len(names)
    assert [name for name, wanted in zip(found, names, strict=True) if wanted is not ...] == [
        name for name in names if name is not ...
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“你来了。”老王说。李明点点头：“来了。”", ["老王", "李明"]),
        ("小梅低着头，轻声问：“为什么？”\n\n“睡吧。”奶奶说。\n\n“我不困。”", ["小梅", "奶奶", "小梅"]),
        ("「您的信。」郵差喊道。\n\n陳先生戴上眼鏡。「又是催款的。」", ["郵差", "陳先生"]),
        (
            "青衣少年对掌柜道：“来一壶酒。”\n\n“打烊了。”掌柜说。\n\n“我等人。”少年说。",
            ["青衣少年", "掌柜", "青衣少年"],
        ),
        ("“我走了。”我说。\n\n林芳抬起头：“去哪儿？”", ["narrator", "林芳"]),
    ],
)
def test_chinese(text: str, names: list[str]) -> None:
    alike = {"少年": "青衣少年"}
    assert [alike.get(name, name) for name in who(text, "zh")] == names


COUPLE = """"My dear Mr. Bennet," said his lady, "have you heard?"

Mr. Bennet replied that he had not.

"But it is so," returned she.

"What is his name?"

"Bingley."

"Is he married?" asked Mr. Bennet.

Mrs. Bennet shook her head."""


def test_his_wife_is_who_bears_the_name() -> None:
    names = who(COUPLE)
    assert names == ["Mrs. Bennet", "Mrs. Bennet", "Mrs. Bennet", "Mr. Bennet", "Mrs. Bennet", "Mr. Bennet"]


def test_a_short_name_is_whose_long_one_it_is() -> None:
    text = "Mr. Hale looked up. “You like it, Lizzy?”\n\n“I do.” Elizabeth smiled.\n\n“Good, Lizzy.”"
    assert who(text)[1] == "Elizabeth"
    assert {person.name for person in people([text], "en")} == {"Mr. Hale", "Elizabeth"}


def test_two_people_in_one_paragraph() -> None:
    text = "Alice came in.\n\n“No room!” they cried. “There’s plenty of room!” said Alice."
    assert who(text) == ["narrator", "Alice"]


def test_who_is_spoken_to_and_never_seen_tells_the_story() -> None:
    text = (
        "I was on my way home when I saw his light.\n\n“You have grown fat, Watson,” he remarked.\n\n"
        "“Thin!” I answered.\n\n“Fat. Do not argue, Watson.”\n\n“My dear Holmes,” said I, “this is too much.”"
    )
    assert who(text) == ["Holmes", "narrator", "Holmes", "narrator", "narrator"]


def test_what_is_sure_is_told_apart_from_what_is_not() -> None:
    text = (
        TALK
        + "“Yes,” said Tom.\n\n“Oh, well.” There was a long silence.\n\nThe rain fell.\n\nIt fell.\n\n“So.”"
    )
    tagged, *_, guessed = speakers([text], "en")[0]
    assert tagged.confidence > 0.95
    assert tagged.evidence == "“said Tom.”"
    assert guessed.confidence < 0.7
    assert guessed.evidence == "takes turns"


def test_who_does_not_answer_does_not_speak_next() -> None:
    text = TALK + "“Go home,” said Matty.\n\nTom said nothing.\n\n“Do you hear me?”"
    assert who(text) == ["Matty", "Matty"]


def test_a_book_has_one_register() -> None:
    texts = [
        "Captain James Briggs sat down. “Rum,” he said.",
        "“More rum,” said Briggs.",
        "The captain sang. “Rum!”",
    ]
    assert {each.speaker for chapter in speakers(texts, "en") for each in chapter} == {"Captain James Briggs"}
    briggs = next(person for person in people(texts, "en") if "Briggs" in person.name)
    assert briggs.gender == "male"
    assert {"Captain James Briggs", "Briggs", "the captain"} <= briggs.forms


def test_long_chapters_take_no_longer_by_line() -> None:
    """Hundreds of turns between a score of people: the work grows with their number, not its square."""
    import time

    scene = "“Now,” said {a}.\n\n“No,” said {b}.\n\n“Oh.” {a} sat down.\n\n“Why?”\n\n"
    names = ["Ann", "Ben", "Clara", "Dora", "Emil", "Frank", "Greta", "Hugo", "Iris", "Jonas"]
    text = "".join(scene.format(a=names[n % 10], b=names[(3 * n + 1) % 10]) for n in range(100)).strip()
    started = time.process_time()
    assert len(speakers([text], "en")[0]) == 400
    assert time.process_time() - started < 20
