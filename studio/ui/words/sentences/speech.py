"""What is said of a take, of a direction and of a voice."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # Captions
    "not understood: {part}": "未能理解：{part}",
    "conflict: {what}": "{what:told}",
    "the style asks for a {gender} speaker, {id} is {own}; the persona is kept": (
        "提示要求{gender:told}说话，而角色 {id} 是{own:told}；保留角色"
    ),
    "{name} is both asked for and ruled out; the ask is kept": "既要求又排除了“{name:told}”；按要求处理",
    "whisper and shout exclude each other; the last one, {name}, is kept": (
        "耳语和喊叫不能同时使用；保留后者：{name:told}"
    ),
    "{name} is asked for both up and down; the last, {text}, is kept": (
        "对“{name:told}”的要求前后相反；保留最后的{text:quoted}"
    ),
    "{name} is asked for twice; the last one, {text}, is kept": (
        "“{name:told}”要求了两次；保留最后的{text:quoted}"
    ),
    "{name} is asked for in two ways; the last, {text}, is kept": (
        "“{name:told}”有两种要求；保留最后的{text:quoted}"
    ),
    "the {name} is both {one} and {other}; the first is kept": (
        "{name:told}既是{one:told}又是{other:told}；保留前者"
    ),
    "{text} asks for {name} {asked}, limited to {kept}": (
        "{text:quoted}要求{name:told} {asked}，已限制为 {kept}"
    ),
    # Directions
    "intensity is at its {end} already": "强度已达{end:told}",
    'the take has no emotion that could become more; name one, such as "sadder" ({choices})': (
        "这条录音没有可以加强的情绪；请指明一种，例如“更悲伤”（{choices:each}）"
    ),
    "the take is neutral already, there is nothing to take back": "这条录音已经是平淡语气，无需收敛",
    "{names} can go no further": "{names:each}已到极限",
    "{name} is at its maximum already": "{name:told}已达最高值",
    "the take is not asked to be {name}, so there is nothing to take back": (
        "这条录音没有要求“{name:told}”，无需收敛"
    ),
    "the take is {flag} already": "这条录音已经是{flag:told}",
    "{name} is at its {end} ({value}) already": "{name:told}已达{end:told}（{value}）",
    "{name} is beyond that already ({value})": "{name:told}已经超过这个程度（{value}）",
    "this says who speaks ({who}), not how; a direction keeps the persona": (
        "这句话说的是由谁来说（{who}），而不是怎么说；导演提示不会更换角色"
    ),
    "the take is asked to be like that already": "这条录音已经是这样要求的",
    "the style stays as it is; for another take of it, take another seed": (
        "风格不变；想要另一种读法，请再读一次"
    ),
    'nothing in this direction says what to change{rest}; say "more emotional", "a bit slower", "undo" …': (
        "没有看懂要改什么{rest}；可以说“再激动一点”“慢一点”“撤销”……"
    ),
    "there is nothing to {command}: {why}": "没有可以{command:told}的：{why:told}",
    "there were only {number} to {command}": "只能{command:told} {number} 步",
    "the persona's habit is {what}; the direction goes against it and is followed": (
        "角色习惯于{what:told}；提示与之相反，按提示处理"
    ),
    "the duration of {number} s is lifted, since the rate is directed": (
        "提示涉及语速，因此取消了 {number} 秒的时长限制"
    ),
    "nothing changes": "没有变化",
    # Takes
    "the style on characters {number_1}–{number_2} covers the beginning of no word and is not heard": (
        "第 {number_1}–{number_2} 个字符上的风格没有覆盖任何单词的开头，听不出来"
    ),
    "parts of the text have a style of their own; asked is the rest's, measured the whole's": (
        "部分文字另有风格：要求值指其余部分，实测值指整句"
    ),
    "spoken {number} time{s} again because of {what}": "因{what:each}偏差，重读了 {number} 次",
    "still off: {what}": "仍有偏差：{what:each}",
    "the melody is bent as far as this voice goes, which is not as far as asked": (
        "旋律已调整到这个声音的极限，未能完全达到要求"
    ),
    "persona {id} was designed on pack {one}, this is pack {other}: the same identity, perhaps in another "
    "shade; audition it, and save it again to keep this one": (
        "角色 {id} 是用声音包 {one} 设计的，当前是 {other}：身份相同，音色可能略有差异；试听满意后请重新保存"
    ),
    "the stress on {words} is not passed on": "重读（{words}）无法传给这个引擎",
    "sent in {number} parts, {limit} characters at most": "分 {number} 段发送，每段最多 {limit} 个字符",
    "line {number}, column {column}: {what}": "第 {number} 行第 {column} 列：{what:told}",
    "{text} cannot change who speaks, only how": "{text:quoted}只能改变怎么说，不能更换说话人",
    "{text}: {name} is limited": "{text:quoted}：{name:told}已达上限",
    # Voices
    "the description leaves little room: the nearest candidates are {number} JND apart": (
        "描述留下的余地很小：最接近的两个候选仅相差 {number} 步"
    ),
    "hardly any voice that fits the rest has the {what} that is asked; it is met in part": (
        "符合其余描述的声音几乎都达不到所要求的“{what:told}”，只能部分满足"
    ),
    "{number} Hz is out of reach; voices have {range} Hz": "{number} Hz 超出范围；声音的音高为 {range} Hz",
    "{one} is about {number_1} years old and {other} about {number_2}; {number_3} is kept": (
        "{one:quoted}约 {number_1} 岁，{other:quoted}约 {number_2} 岁；保留 {number_3} 岁"
    ),
}
"""English → Chinese."""
