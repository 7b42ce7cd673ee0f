# Tables of words read better in long lines.
# ruff: noqa: E501
"""The words that only a direction has, beside those of captions in `tts.style.wordings`, as data."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "undo": """undo, undo that, undo it, undo last, undo the last, undo the last one, undo the last change, take that back, take it back, revert, revert that, go back, back, go back one,
        step back, one step back, previous, previous version, previous take, 撤销, 撤回, 后退, 退回, 返回, 上一个, 上一版, 撤销上一步, 回到上一个, 回到上一版""",
    "redo": "redo, redo that, redo it, step forward, go forward, forward, undo the undo, 重做, 前进, 恢复撤销, 取消撤销",
    "reset": """reset, reset it, reset everything, reset all, start over, start again, from the start, back to the start, go back to the start, back to the first take, go back to the first take, back to the first version, go back to the first version, back to the first one, first take, first version,
        like the first take, original, the original, back to the original, go back to the original, back to the beginning, as at first, 重置, 重来, 从头来, 从头开始,
        回到最初, 回到开头, 最初, 恢复原样, 还原, 回到第一次, 像第一次一样""",
    "neutral": """back to neutral, go back to neutral, go neutral, return to neutral, to neutral, reset to neutral, back to normal, go back to normal, 回到正常, 恢复正常, 回到中性, 回到中立, 恢复中性, 恢复中立, 变回中性, 归零""",
    "same": """like before, as before, just like before, same as before, the same as before, exactly like before, like last time, as last time, same again, the same again, same thing, the same thing, same,
        the same, again, once more, one more time, like that, like this, 像刚才一样, 像刚才那样, 跟刚才一样, 和刚才一样, 像之前一样, 像之前那样, 跟之前一样, 和之前一样, 和上次一样,
        像上次一样, 同上, 同样, 一样, 再来一次, 再来一遍, 再说一遍""",
}
"""What is done with the history rather than with the style → its wordings, each a clause of its own."""

POLITENESS = "please, now, ok, okay, just, so, well, let's, can you, could you, the, to, a, i want, i want it, make it, do it, 请, 麻烦, 一下, 吧, 了, 好, 嗯"
"""What may stand around a command."""

COUNTED = "times, time, steps, step, takes, changes, 次, 步, 个"
"""What is counted after "undo"."""

GRADES: dict[str, str] = {
    "more": """more, even more, still more, much more of, more of the, more of a, more of, needs more, needs to be more, should be more, add, add some, add more, add a bit of,
        add a bit more, add a little, add a little more, mix in, mix in some, bring in, bring out, bring out the, throw in, throw in some, inject, inject some, inject more, ramp up, ramp up the, dial up, dial up the,
        turn up the, amp up, amp up the, pump up the, not enough, not nearly enough, too little, too few, 更, 更加, 更为, 更多, 更多的, 再, 再更, 还要, 还要更, 还得, 越来越, 再多, 加点, 加一点, 加些, 加入,
        加上, 来点, 来一点, 多点, 多一点, 多些, 多一些, 再多一点, 再加点, 再加一点, 再来点, 不够, 还不够, 不太够""",
    "less": """less, too, too much, way too much, far too much, overly, not so much, without so much, not as, not that, don't be so, don't be that, don't sound so, don't sound that, don't get so,
        lower the, reduce the, turn down the, ease off the, less of the, less of a, less of, take down the, 太, 太过, 过于, 过分, 过度, 不要这么, 别这么, 别再那么, 没必要那么, 不必那么, 不用那么, 少, 少点, 少一点, 少些, 少一些, 再少, 再少一点""",
    "not": """remove, remove the, take out the, take away the, take off the, get rid of, get rid of the, undo the, kill the, cut out the, forget, forget the, ditch, ditch the, scrap the, skip the, no more, 去掉, 拿掉, 取消, 不要再, 别再, 停止""",
    "limit": """as possible, as can be, maximal, maximally, maximum, max, max out, max out the, maximise, maximise the, maximize, maximize the, to the max, to the maximum, all the way up, the most, most, utmost,
        to the limit, all out, go all out, 最, 最大, 最大程度, 最大限度, 尽可能, 尽量, 极致, 到极致, 到极限, 拉满, 顶格""",
    "keep": """keep, keep the, keep your, keep the same, same, same the, the same, with the same, leave, leave the, hold the, hold, don't change, don't change the, don't touch the, maintain, maintain the,
        unchanged, 保持, 不变, 不动, 维持, 别动, 别改, 别改变, 不要改变, 同样的""",
    "enough": "enough, 足够",
    "than": "than, 比",
    "filler": "make it, make this, make that, making it, take, this take, the take, that take, thing, anymore, any more, any longer, a notch, notch, actually, 现在, 下来",
}
"""Kind of grade → the words that give it to the emotion, attribute or axis they stand by."""

WHOLE: dict[float, str] = {
    1.3: """dial it up, amp it up, step it up, ramp it up, bring it up, push it, push it further, push harder, push more, go bigger, go further, heighten it, play it up, ham it up,
        let go, let it out, let it all out, let loose, 放开, 加码, 投入, 丰富, 再来一点, 给多点""",
    0.7: """tone it down, take it down, take it down a notch, take it down a bit, bring it down, dial it back, dial it down, hold back, hold it back, rein it in, reel it in, pull it back, pull back, underplay, underplay it,
        play it down, don't overdo it, less is more, ease up, ease off, 收, 收着, 收住, 压一压, 压着点, 别过头, 别演过了""",
}
"""Factor on intensity → what is said of the performance as a whole."""

STEPS: list[tuple[str, str]] = [
    ("faster", "speed it up, speed this up, speed that up, pick it up, get a move on"),
    ("slower", "slow it down, slow this down, slow that down, ease it down"),
    (
        "quieter",
        "more quietly, speak quietly, talk quietly, say it quietly, quiet down, quieten down, quiet it down, pipe down, soften it, soften",
    ),
    ("calmer", "calm down, calm it down, cool down, cool it, settle down, relax, 冷静下来, 平静下来"),
    ("happier", "cheer up, lighten up"),
]
"""A word of the captions → phrases that ask for a step of the same."""

STEP_WORDS = """speed up, slow down, slowing down, hurry up, hurry, pick up the pace, ease off the pace, accelerate, quicken, decelerate, step on it, speak up, speak down,
    raise your voice, lower your voice, keep it down, keep your voice down, hold your voice down, hush, 加快, 加速, 提速, 放慢, 减慢, 减速, 降速, 压低声音, 压低嗓音"""
"""Attribute words of captions that ask for a step by themselves."""

STATES = """high, low, big, large, little range, wide, broad, long, short, narrow, small, many, few, strong, frequent, limited, restricted, above average, below average, 高, 低, 大, 小, 多, 少, 长, 短, 宽, 窄, 偏高,
    偏低, 偏大, 偏小, 偏长, 偏短, 高于, 低于"""
"""Direction words of captions that describe a state; all others ask for a step."""

WARNINGS = """not too, don't be too, don't sound too, without being too, without too much, nothing too, never too, not overly, not too much, 不要太, 别太, 不能太, 不必太, 不用太, 不会太, 不太,
    不要过于, 不过于, 不过分"""
"""Soft negations that hold something back while something else is asked for."""

FIRM = "more, less, too, 更"
"""Words that grade what follows, even where captions know a longer phrase ("more volume")."""

ENDINGS = ("一点", "一些", "点儿", "点声", "点", "些")
"""What a Chinese phrase ends with that asks for a bit more of itself."""

MOVED = "it, things, this, that, speed, pace, volume, voice, energy, pitch, tempo"
"""What goes "up" or "down" in a phrase that asks for a step."""
