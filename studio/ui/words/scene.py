"""Wordings of the Scene page."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "scene": ("Scene", "场景"),
    # What a new session can hear at once; English is what the voice speaks
    "scene.first.1": (
        "You came back. After all these years, you came back.",
        "You came back. After all these years, you came back.",
    ),
    "scene.first.1.how": ("tender, a little sad", "温柔，带一点悲伤"),
    "scene.first.2": (
        "They said yes! I still can't believe it, they really said yes!",
        "They said yes! I still can't believe it, they really said yes!",
    ),
    "scene.first.2.how": ("overjoyed", "欣喜若狂"),
    "scene.first.3": ("How touching. Now give me the letter.", "How touching. Now give me the letter."),
    "scene.first.3.how": ("cold and contemptuous", "冷漠，轻蔑"),
    # The scene as a whole
    "scene.start": (
        "New scene, in another tab; this one stays under its address",
        "在新标签页中新建场景；当前场景保留在原地址",
    ),
    "scene.gone": (
        "The scene of this address is no longer there; this is a new one.",
        "此地址的场景已不存在，已新建一个。",
    ),
    "scene.parted": (
        "Somebody else has changed this scene meanwhile. You go on in one of your own, under a new address.",
        "其他人在此期间修改了这个场景。您的改动已另存为新的场景，地址已更新。",
    ),
    "scene.unkept": (
        "The scene cannot be kept, so a reload would lose it: {what}",
        "无法保存场景，刷新页面会丢失内容：{what}",
    ),
    # The script
    "scene.script": ("Script", "剧本"),
    "scene.lines": ("Lines of the script", "剧本中的台词"),
    "scene.new": ("(empty line)", "（空行）"),
    "scene.add": ("Add line", "添加台词"),
    "scene.up": ("Move up", "上移"),
    "scene.down": ("Move down", "下移"),
    "scene.drop": ("Remove line", "删除台词"),
    "scene.paste": ("Paste or edit as text", "粘贴或编辑文本"),
    "scene.paste.help": (
        "One line each: `Name (direction): what is said`. Lines that stay the same keep their takes.",
        "每行一句：`名字（提示）：台词`。没有改动的台词会保留录音。",
    ),
    "scene.paste.example": (
        "Mia (whispering, afraid): Is somebody there?\nGrandmother (tender): Only me, my dear.",
        "Mia (小声，害怕): Is somebody there?\nGrandmother (温柔): Only me, my dear.",
    ),
    "scene.cast": ("{name} is spoken by {persona}", "{name} 由 {persona} 朗读"),
    "scene.all": ("Speak all", "朗读全部"),
    # The line on the desk
    "scene.line": ("Line {number}", "第 {number} 句"),
    "scene.text": ("What is said", "台词"),
    "scene.text.help": (
        "English. `*word*` is stressed; `[whispering] … [/]` and `[pause 300 ms]` direct a part of the line.",
        "英文台词。`*word*` 表示重读；`[小声] … [/]` 和 `[停顿 300 毫秒]` 只作用于其中一段。",
    ),
    "scene.text.example": ("Write what is said…", "写下台词（英文）…"),
    "scene.direction": ("Direction", "导演提示"),
    "scene.direction.help": (
        "How it should sound, in English or Chinese; never spoken. Empty: the words themselves direct.",
        "用中文或英文描述语气，不会被读出来。留空则由台词本身决定。",
    ),
    "scene.direction.example": ("e.g. happy, with disbelief showing through", "例如：高兴中带着难以置信"),
    "scene.intensity": ("Intensity", "强度"),
    "scene.intensity.help": (
        "0 neutral · 1 natural · 2 maximal. Drag it and hear it.",
        "0 平淡 · 1 自然 · 2 最强。拖动后立即试听。",
    ),
    "scene.intensity.none": (
        "No emotion to grade: name one in the direction, such as “happy”.",
        "没有可调节的情绪：请在提示中写出一种，例如“高兴”。",
    ),
    "scene.lost": ("This persona was removed; choose another.", "这个角色已被删除，请另选一个。"),
    "scene.speak": ("Speak", "朗读"),
    "scene.words": ("from the words", "来自台词"),
    "scene.empty": (
        "This line is empty. Write what is said, then press Speak.",
        "这句台词是空的。写下台词，再点击“朗读”。",
    ),
    "scene.long": (
        "The line has {count} characters; a line holds {limit}. Part it with “Paste or edit as text”.",
        "台词有 {count} 个字符，上限 {limit}。请用“粘贴或编辑文本”分成几句。",
    ),
    # Takes
    "scene.takes": ("Takes", "录音"),
    "scene.takes.none": (
        "No take yet. Press **Speak** and listen, then direct it: “more emotional”, “a bit slower”…",
        "还没有录音。点击 **朗读** 试听，然后继续导演：“再激动一点”“慢一点”……",
    ),
    "scene.takes.dropped": (
        "The newest {count} takes of a line are kept.",
        "每句台词保留最新的 {count} 条录音。",
    ),
    "scene.take": ("Take {number}", "第 {number} 条"),
    "scene.compare": ("Compare with", "对比"),
    "scene.use": ("Go on from this take", "从这条继续"),
    "scene.lock": ("Lock: the scene keeps this take", "锁定：场景始终使用这条录音"),
    "scene.unlock": ("Unlock", "解除锁定"),
    "scene.led.fresh": ("as written", "按剧本"),
    "scene.led.bend": ("melody changed", "调整了旋律"),
    "scene.chart": ("Take {number}: waveform, words and pitch", "第 {number} 条：波形、单词与音高"),
    "scene.facts": ("seed {seed} · made in {spent:.1f} s", "种子 {seed} · 用时 {spent:.1f} 秒"),
    # Directions
    "scene.direct": ("Direct this take", "导演这条录音"),
    "scene.direct.example": ("Say how it should change…", "说说要怎么改……"),
    "scene.more": ("More emotional", "更有感情"),
    "scene.less": ("Less", "收一点"),
    "scene.faster": ("Faster", "快一点"),
    "scene.slower": ("Slower", "慢一点"),
    "scene.softer": ("Softer", "轻一点"),
    "scene.whispered": ("Whisper", "耳语"),
    "scene.more.said": ("more emotional", "更有感情"),
    "scene.less.said": ("less emotional", "收一点"),
    "scene.faster.said": ("faster", "快一点"),
    "scene.slower.said": ("slower", "慢一点"),
    "scene.softer.said": ("softer", "小声一点"),
    "scene.whispered.said": ("whisper", "耳语"),
    "scene.intensity.said": ("intensity {value:.2f}", "强度 {value:.2f}"),
    # Melody
    "scene.melody": ("Melody", "旋律"),
    "scene.melody.help": (
        "Tap the words, then bend their melody. Everything else stays as it is.",
        "先点选单词，再调整旋律；其余部分保持不变。",
    ),
    "scene.melody.none": (
        "Only takes of our own engine can be bent: this one has no times of words.",
        "只有本机引擎的录音可以调整语调：这一条没有单词时间。",
    ),
    "scene.melody.words": ("Words", "单词"),
    "scene.melody.raise": ("Raise", "升高"),
    "scene.melody.lower": ("Lower", "降低"),
    "scene.melody.widen": ("Widen", "加大起伏"),
    "scene.melody.flatten": ("Flatten", "压平起伏"),
    "scene.bend": ("“{text}”", "“{text}”"),
}
"""Key → (English, Chinese)."""
