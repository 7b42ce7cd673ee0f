"""Chinese captions from facts."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tts.corpus.facts import Difference, Facts
from tts.corpus.labels import Trait, Voice
from tts.corpus.wording import Words, wording

_FORMS = {"tags": 3, "portrait": 2, "manner": 3, "sentence": 4, "direction": 4}
_PRONOUNS = {"female": "她", "male": "他", None: "说话人"}
_DIGITS = "零一二三四五六七八九十"


def caption(facts: Facts, chance: random.Random) -> str:
    """One Chinese caption that tells all of the facts."""
    return _Composer(chance).caption(facts)


def comparison(difference: Difference, chance: random.Random) -> str:
    """One Chinese direction that leads from the first rendering to the second."""
    return _Composer(chance).comparison(difference)


class _Composer:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = wording("zh")

    def caption(self, facts: Facts) -> str:
        form = self._chance.choices(list(_FORMS), list(_FORMS.values()))[0]
        text: str = getattr(self, f"_{form}")(facts)
        if facts.absent:
            denied = self._emotion(facts.absent, "plain")
            text += self._pick(
                (
                    f",不{denied}",
                    f",但并不{denied}",
                    f",没有{self._emotion(facts.absent, 'nouns')}",
                    f",而不是{denied}",
                )
            )
        return self._finish(text)

    # Forms

    def _tags(self, facts: Facts) -> str:
        tags = (
            [self._pick((self._feel(facts), self._feel(facts), self._feeling_noun(facts)))]
            if facts.emotions
            else []
        )
        tags += [self._absolute(trait, facts.exact) for trait in facts.traits]
        if facts.voice:
            tags.append(self._person(facts.voice))
        if facts.role:
            tags.append(self._pick(facts.role.names))
        self._chance.shuffle(tags)
        return self._pick((",", ",", "、", " ", ";")).join(tags)

    def _portrait(self, facts: Facts) -> str:
        """A voice or a person, described."""
        noun = self._pick(("声音", "嗓音", "语气"))
        if facts.voice:
            noun = self._qualities(facts.voice) + self._person(facts.voice)
        elif facts.role:
            noun = self._pick(facts.role.names)
        details = [self._absolute(trait, facts.exact) for trait in facts.traits]
        if facts.emotions:
            feel = self._feel(facts)
            head = f"{feel}的{noun}" if "," not in feel else f"{noun},{feel}"
            head = self._pick(("", "一个", "")) + head if facts.voice or facts.role else head
            return self._commas([head, *details])
        return self._commas(
            [self._pick(("", "一个")) + noun if facts.voice or facts.role else noun, *details]
        )

    def _manner(self, facts: Facts) -> str:
        details = [self._absolute(trait, facts.exact) for trait in facts.traits]
        if facts.voice:
            details.append(
                self._pick(("用{}的声音", "{}的声音", "像{}那样")).format(self._person(facts.voice))
            )
        if facts.role:
            details.append(
                self._pick(("像{}一样", "{}的口吻", "模仿{}的语气")).format(self._pick(facts.role.names))
            )
        if not facts.emotions:
            return self._commas(details)
        lead = self._pick(
            (self._adverb(facts), self._in_tone(facts), f"带着{self._feeling_noun(facts)}", self._way(facts))
        )
        return self._commas([lead, *details] if self._chance.random() < 0.7 else [*details, lead])

    def _sentence(self, facts: Facts) -> str:
        details = [self._absolute(trait, facts.exact) for trait in facts.traits]
        subject = self._pick(("说话人", "这个声音", "旁白", "这个人"))
        if facts.voice:
            subject = self._pick(
                (
                    _PRONOUNS[facts.voice.gender],
                    f"一个{self._qualities(facts.voice)}{self._person(facts.voice)}",
                )
            )
        like = f"像{self._pick(facts.role.names)}一样" if facts.role else ""
        if not facts.emotions:
            return self._commas([f"{subject}{like}{self._pick(('说话', '在说话', '这样说'))}", *details])
        heads = (
            f"{subject}{like}{self._adverb(facts)}{self._pick(('说', '说着', '说道', '讲', '念'))}",
            f"{subject}{like}带着{self._feeling_noun(facts)}说话",
            f"{subject}{like}说话时{self._feel(facts)}",
            f"{subject}{like}听起来{self._feel(facts)}",
            f"{subject}{like}的语气{self._feel(facts)}"
            if not like
            else f"{subject}的语气{self._feel(facts)},{like}",
            f"{subject}{like}{self._in_tone(facts)}说",
        )
        return self._commas([self._pick(heads), *details])

    def _direction(self, facts: Facts) -> str:
        details = [self._absolute(trait, facts.exact) for trait in facts.traits]
        verb = self._pick(("说", "念", "读出来", "说这句话", "念这一句", "表达"))
        please = self._pick(("", "", "请", "麻烦", "要"))
        like = ""
        if facts.role:
            like = f"像{self._pick(facts.role.names)}一样"
        elif facts.voice:
            like = f"用{self._person(facts.voice)}的声音"
        if not facts.emotions:
            return self._commas([f"{please}{like}{verb}", *details])
        heads = (
            f"{please}{like}{self._adverb(facts)}{verb}",
            f"{please}{like}{self._in_tone(facts)}{verb}",
            f"{please}{like}带着{self._feeling_noun(facts)}{verb}",
            f"{please}{like}说得{self._feel(facts)}",
            f"{please}{like}{verb},{self._way(facts)}",
            f"语气要{self._feel(facts)}" + (f",{like}" if like else ""),
            f"你现在{self._feel(facts)},{like}{verb}",
        )
        return self._commas([self._pick(heads), *details])

    # Feelings

    def _feel(self, facts: Facts) -> str:
        (first, share), *others = facts.emotions
        lead = self._adjective(first, facts.level)
        if not others:
            return lead
        bare, second = self._emotion(first, "plain"), self._emotion(others[0][0], "plain")
        noun = self._emotion(others[0][0], "nouns")
        if len(others) > 1:
            return f"{lead},又有{'和'.join(self._emotion(name, 'nouns') for name, _ in others)}"
        other = others[0][1] / (share + others[0][1])
        if self._chance.random() < 0.12:
            tenths = min(9, max(1, round(10 * other)))
            return f"{_DIGITS[10 - tenths]}分{self._emotion(first, 'nouns')}{_DIGITS[tenths]}分{noun}"
        if other > 0.42:
            return self._pick(
                (
                    f"一半{bare}一半{second}",
                    f"又{bare}又{second}",
                    f"既{bare}又{second}",
                    f"{lead}与{second}交织",
                    f"{lead}而{second}",
                )
            )
        if other > 0.25:
            return self._pick(
                (
                    f"{lead}中透露出{noun}",
                    f"{lead}中带着{noun}",
                    f"{lead},夹杂着{noun}",
                    f"以{lead}为主,也有些{second}",
                    f"{lead}里透着{noun}",
                    f"{lead}中流露出{noun}",
                    f"更多的是{bare},也有{noun}",
                )
            )
        return self._pick(
            (
                f"{lead}中带着一丝{noun}",
                f"主要是{lead},略带{noun}",
                f"{lead},隐约有点{second}",
                f"{lead}里藏着一点{noun}",
                f"{lead}中微微透着{noun}",
                f"基本上{lead},稍微有点{second}",
            )
        )

    def _feeling_noun(self, facts: Facts) -> str:
        (first, share), *others = facts.emotions
        noun = self._emotion(first, "nouns")
        if first == "neutral":
            return noun + "的语气"
        lead = self._degree("noun", facts.level) + noun
        if not others:
            return lead
        second = self._emotion(others[0][0], "nouns")
        if others[0][1] / (share + others[0][1]) > 0.42:
            return self._pick(
                (f"{lead}和{second}", f"{lead}与{second}交织的情绪", f"{lead}、{second}各半的心情")
            )
        return self._pick((f"{lead},还有一点{second}", f"{lead}和些许{second}", f"{lead}与隐约的{second}"))

    def _adverb(self, facts: Facts) -> str:
        (first, _), *others = facts.emotions
        if first != "neutral" and (others or facts.level != 3):
            feel = self._feel(facts)
            return f"{feel}地" if "," not in feel and self._chance.random() < 0.5 else f"以{feel}的方式"
        return self._emotion(first, "adverbs")

    def _in_tone(self, facts: Facts) -> str:
        noun = self._pick(("语气", "口吻", "声音", "语调", "情绪", "方式", "腔调"))
        return f"{self._pick(('用', '以'))}{self._feel(facts)}的{noun}"

    def _way(self, facts: Facts) -> str:
        (first, _), *others = facts.emotions
        if facts.level < 3 or others:
            return f"{self._pick(('语气', '情绪', '听起来', '显得'))}{self._feel(facts)}"
        way = self._pick(
            (
                self._emotion(first, "ways"),
                self._pick(("像{}一样", "就像{}一样", "仿佛{}", "好像{}似的")).format(
                    self._emotion(first, "scenes")
                ),
            )
        )
        return (
            f"{self._adjective(first, facts.level)},{way}"
            if facts.level > 3 or self._chance.random() < 0.4
            else way
        )

    def _adjective(self, name: str, level: int) -> str:
        if name == "neutral":
            return self._emotion(name, "plain")
        if level <= 2 and self._chance.random() < 0.2:
            return self._emotion(name, "weak")
        if level == 4 and self._chance.random() < 0.25:
            return self._emotion(name, "strong")
        if level == 5 and self._chance.random() < 0.4:
            return self._emotion(name, "strong")
        if level == 5 and self._chance.random() < 0.2:
            return f"{self._emotion(name, 'plain')}到了极点"
        return self._degree("emotion", level) + self._emotion(name, "plain")

    # Delivery

    def _absolute(self, trait: Trait, exact: bool) -> str:
        """One trait as a predicate, with its degree or its number."""
        if exact and (number := self._number(trait)):
            return number
        words = self._words.traits[trait.key]
        size = abs(trait.degree)
        if trait.name in ("whisper", "shout"):
            return self._pick(words.get("adj", words["more"]))
        if "adj" not in words or (size == 1 and self._chance.random() < 0.25):
            return self._pick(("比平时", "比平常", "比一般")) + self._pick(words["more"]).replace(
                "~", ""
            ).replace("^", self._degree("more", size))
        word = self._pick(words["adj"])
        return word.replace("~", self._degree("trait", size))

    def _compared(self, trait: Trait) -> str:
        word = self._pick(self._words.traits[trait.key]["more"])
        amount = self._degree("more", abs(trait.degree))
        lead = self._pick(
            ("再", "再", "")
            if amount in ("一点", "一些", "些", "一点点", "一点儿", "些许")
            else ("", "要", "")
        )
        return word.replace("~", lead).replace("^", amount)

    def _number(self, trait: Trait) -> str:
        if not (amount := trait.amount):
            return ""
        size, _ = amount
        up = trait.degree > 0
        digits = f"{size:g}"
        spelled = (
            _DIGITS[int(size)] if size == int(size) and size <= 10 and self._chance.random() < 0.4 else digits
        )
        spelled = "两" if spelled == "二" else spelled
        if trait.name == "pitch":
            return self._pick(
                (
                    f"音调{'升高' if up else '降低'}{spelled}个半音",
                    f"高{spelled}个半音" if up else f"低{spelled}个半音",
                    f"音高{'提高' if up else '下调'}{digits}个半音",
                    f"声音{'高' if up else '低'}{spelled}个半音",
                )
            )
        if trait.name == "final":
            return f"句尾{'上扬' if up else '下降'}{spelled}个半音"
        if trait.name == "loudness":
            return self._pick(
                (f"音量{'提高' if up else '降低'}{digits}分贝", f"声音{'大' if up else '小'}{digits}分贝")
            )
        if trait.name == "rate":
            return self._pick(
                (
                    f"语速{'加快' if up else '减慢'}{digits}%",
                    f"{'快' if up else '慢'}百分之{digits}",
                    f"语速{'快' if up else '慢'}{digits}%",
                )
            )
        return f"停顿{'延长' if up else '缩短'}{digits}%"

    # Voices

    def _person(self, speaker: Voice) -> str:
        noun = self._pick(self._words.people[f"{speaker.gender or 'any'} {speaker.age}"])
        if speaker.size and self._chance.random() < 0.4 and not noun.endswith(("声", "性")):
            noun = self._pick(self._words.qualities[speaker.size]) + noun
        return noun

    def _qualities(self, speaker: Voice) -> str:
        count = self._chance.choice((0, 1, 1))
        chosen = self._chance.sample(speaker.timbres, min(count, len(speaker.timbres)))
        return "".join(self._pick(self._words.qualities[name]) for name in chosen)

    # Comparisons

    def comparison(self, difference: Difference) -> str:
        parts = [self._emotional_change(difference)] if difference.emotions else []
        parts += [
            number
            if self._chance.random() < 0.2 and (number := self._number(trait))
            else self._compared(trait)
            for trait in difference.traits
        ]
        if not parts:
            return self._finish(
                self._pick(("和刚才一样", "保持不变", "照原样再来一遍", "不用改", "跟上次一样"))
            )
        heads = ("", "", "", "", "请", "这次", "和刚才一样,但", "重来,")
        return self._finish(self._pick(heads) + self._pick((",", ",并且", ",同时", "、")).join(parts))

    def _emotional_change(self, difference: Difference) -> str:
        (name, _), *others = difference.emotions
        adjective, noun = self._emotion(name, "plain"), self._emotion(name, "nouns")
        if difference.onset:
            if others:
                return f"{adjective}中带点{self._emotion(others[0][0], 'nouns')}"
            return self._pick(
                (
                    f"带着{noun}",
                    f"{adjective}一点",
                    f"用{adjective}的语气",
                    f"要{adjective}",
                    f"改成{adjective}",
                )
            )
        if difference.maximal and self._chance.random() < 0.5:
            return self._pick(
                (
                    "情绪拉到最满",
                    f"最大程度地{adjective}",
                    f"{adjective}到极点",
                    "把感情发挥到极致",
                    "情绪最强烈",
                )
            )
        amount = self._degree("more", abs(difference.steps))
        if difference.steps > 0:
            degree = (
                self._pick(("再", "更"))
                if amount in ("一点", "一些", "些", "一点点", "一点儿", "些许")
                else "更"
            )
            tail = amount if degree == "再" else self._pick(("", "一些")) if abs(difference.steps) < 3 else ""
            much = "更加" if abs(difference.steps) == 3 else degree
            return self._pick(
                (
                    f"{much}{adjective}{tail}",
                    f"{much}{adjective}{tail}",
                    f"情绪{much}强烈{tail}",
                    f"感情{much}丰富{tail}",
                    f"{adjective}{amount}",
                    f"多一些{noun}",
                    f"{much}有戏剧性{tail}",
                )
            )
        return self._pick(
            (
                f"不要那么{adjective}",
                f"没那么{adjective}",
                f"情绪收敛{amount}",
                f"少一些{noun}",
                f"情绪减弱{amount}",
                f"别这么{adjective}",
                f"克制{amount}",
                f"情绪淡{amount}",
            )
        )

    # Small things

    def _pick(self, options: Sequence[str]) -> str:
        return self._chance.choice(options)

    def _emotion(self, name: str, form: str) -> str:
        words: Words = getattr(self._words.emotions[name], form)
        return self._pick(words)

    def _degree(self, part: str, level: int) -> str:
        return self._pick(self._words.degrees[part].get(level, ("",)))

    def _commas(self, parts: list[str]) -> str:
        return self._pick((",", ",", ",", ";")).join(parts)

    def _finish(self, text: str) -> str:
        """Full-width marks, mostly; now and then a full stop."""
        text = text.replace("以以", "以")
        if self._chance.random() < 0.9:
            text = text.replace(",", "，").replace(";", "；")
        return text + self._pick(("", "", "", "。", "。"))
