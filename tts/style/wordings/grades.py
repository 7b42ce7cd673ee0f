# Tables of words read better in long lines.
# ruff: noqa: E501
"""Grades: words of degree, share, denial and number, for what stands beside them."""

from __future__ import annotations

DEGREE_WORDS: dict[float, str] = {
    0.4: "vaguely, the faintest, the slightest, the tiniest, low level, low grade, barely there, barely noticeable, hardly noticeable, scarcely noticeable, barely perceptible, imperceptibly, just a trace of, ever so faintly, ever so lightly, ever so, remotely, fleeting, fleetingly, dim, slightly, faintly, barely, ever so slightly, a tiny bit, a teeny bit, a tad, marginally, mildly, subtly, faint, 隐约, 隐约的, 淡淡, 浅浅, 若有若无, 似有若无, 似有似无, 不易察觉, 难以察觉, 几不可察, 细微, 轻轻的一点, 依稀, 些微, 点点, a shade, just barely, "
         "略, 略微, 偏, 偏于, 稍显, 略显, 稍微, 微微, 稍, 稍稍, 些微, 一丝丝, 丝毫, 微, 轻微, 隐隐",
    0.6: "a notch, a bit, bit, only a little, just a little, only slightly, something of a, not without, partway, halfway, semi, a little, little, a little bit, somewhat, kind of, sort of, moderately, fairly gently, a trifle, light, lightly, "
         "some, moderate, a fair bit, certain, a certain, audible, 一定, 适度, 有点, 有些, 一点, 一点点, 有点儿, 一些, 点儿, 点, 些, 有一点, 有一些, 些许, 几分, 一点儿",
    0.9: "rather, quite, fairly, pretty, reasonably, noticeably, clearly audible, 比较, 较, 较为, 还算, 挺, 蛮, 颇, 颇为, 相当",
    1.2: "more, even more, 更, 更加, 更为, 再, 还要, 越来越",
    1.4: "barely able to contain, hardly able to contain, barely contain, hardly contain, can barely contain, can hardly contain, barely containing, unable to contain, cannot contain, can't contain, couldn't contain, struggling to contain, a good deal, a great deal, good deal, great deal, no small, not a little, 不胜, 十足的, 满腔, 满腹, 一腔, 满脸, 满眼, 满心, 全是, 尽是, 掩不住的, 难掩, 难以掩饰, 毫不掩饰的, a sea of, an ocean of, a world of, a storm of, a flood of, floods of, waves of, a wave of, a mountain of, a torrent of, a surge of, a burst of, bursts of, a rush of, a wealth of, depths of, the depths of, a whirlwind of, an avalanche of, a tidal wave of, an explosion of, an eruption of, 说不出的, 说不出, 难以言喻, 难以形容, 无法形容, 无以言表, 难以名状, 满满, 满满的, 排山倒海, 铺天盖地, 滔天, 汹涌, 翻涌, 汹涌澎湃, 无法自拔, 难以自拔, 难以抑制, 抑制不住, 抑制不住的, 掩饰不住, 掩饰不住的, 按捺不住的, 藏不住, 藏不住的, 掩不住, 掩不住的, 溢于言表, 爆棚, 强烈, 强烈的, 极强, 剧烈, 浓烈, 浓重, 浓厚, 深重, 沉重的, 巨大, 巨大的, 莫大, 莫大的, 由衷, 由衷的, 发自内心, 实在, 着实, 真的, 真是, 好生, 老, 贼, 巨, 超, 狠狠, overcome with, overcome by, overwhelmed with, overwhelmed by, consumed by, consumed with, bursting with, brimming with, brimming over with, overflowing with, bubbling with, bubbling over with, drowning in, drowned in, paralysed with, paralysed by, paralyzed with, paralyzed by, seized by, seized with, gripped by, in the grip of, filled with, racked with, wracked with, racked by, wracked by, choked with, sick with, mad with, crazed with, drunk with, beside himself with, beside herself with, beside oneself with, beside themselves with, beside yourself with, burning with, ablaze with, aflame with, boiling with, crippled by, crushed by, crushed with, flooded with, swept away by, carried away by, possessed by, riddled with, dripping with, oozing, exuding, radiating, aglow with, weighed down by, weighed down with, numb with, faint with, wild with, giddy with, weak with, blind with, blinded by, eaten up with, eaten up by, torn apart by, haunted by, awash with, steeped in, soaked in, drenched in, nothing but, pure, sheer, unadulterated, raw, blazing, searing, profound, profoundly, immense, intense, enormous, colossal, towering, bottomless, infinite, untold, unspeakable, abject, mortal, crushing, overpowering, all consuming, uncontrollable, uncontrollably, uncontainable, unmistakable, unmistakably, unmistakeably, red hot, white hot, violent, acute, keenly, sorely, ridiculously, crazy, hell of a, oh so, more than a little, good and, downright, flat out, full on, full blown, properly, bloody, damn, damned, fully, wholly, entirely, every inch, every bit of, at its peak, at its height, in the extreme, like never before, as never before, more than ever, beyond, beyond words, very, strikingly, exceptionally, overwhelming, boundless, unbearable, utter, extreme, greatest possible, the greatest possible, burning, endless, plenty of, plain to hear, very, really, so, much, a lot, lots of, strongly, highly, considerably, truly, particularly, especially, full of, deeply, greatly, "
         "awfully, big time, genuinely, heavily, great, profoundly, heavy, far, way, seriously, too, overly, such, with great, remarkably, badly, "
         "明显, 很, 无尽, 无尽的, 无法抑制, 无法抑制的, 无穷, 尽情, 透顶, 难当, 非常, 十分, 特别, 格外, 好, 真, 得多, 多了, 充满, 满怀, 满, 尤其, 深深, 太, 大大, 极为, 甚, 满是, 无比, 异常, 许多, 很多, 不少, 万分, 浓浓, 好不",
    1.8: "dripping from every word, oozing from every word, pouring out of every word, in every word, in every syllable, written all over, so strong it hurts, so much it hurts, it hurts, until it hurts, till it hurts, your heart out, his heart out, her heart out, their hearts out, your eyes out, her eyes out, his eyes out, your head off, his head off, her head off, like crazy, like mad, like hell, like anything, like nobody's business, no end, to no end, something awful, something terrible, through and through, with a vengeance, with every fibre, with every fiber, from head to toe, to the nth degree, to distraction, to excess, beyond reason, beyond endurance, beyond control, past bearing, past endurance, turned up to the max, turned up to the maximum, turned all the way up, turned right up, cranked to the max, cranked all the way up, cranked up to the max, dialled to the max, dialed to the max, dialled all the way up, dialed all the way up, set to max, up to the max, too big for words, too deep for words, too great for words, too much for words, too strong for words, out of your mind, out of his mind, out of her mind, out of their mind, half to death, to tears, to pieces, more than words can say, like nothing before, like there's no tomorrow, like there is no tomorrow, as hell, as can possibly be, blow the roof off with, bouncing off the walls with, jumping out of my skin with, 爆表, 开到最大, 调到最大, 拉到最大, 开到最满, 拉满, 推到极致, 到极致, 到了极致, 到了极点, 到顶, 到顶点, 到骨子里, 入骨, 到无以复加, 无以复加, 透骨, 得不得了, 要死, 得要死, 到爆, 到炸, 得没边, 没边, 无与伦比, 前所未有, 史无前例, 到了顶点, 无敌, 至极点, 彻头彻尾, 十二分, off the charts, beyond words, beyond belief, beyond all measure, to the max, max, the max, to the hilt, to the core, to the bone, to bits, up to eleven, turned up to eleven, dialled up to eleven, dialed up to eleven, cranked up to eleven, turned up to ten, dialled up to ten, dialed up to ten, cranked to eleven, all the way up, at full throttle, as can be, as you can, as you possibly can, as it gets, out of control, extremely, incredibly, intensely, utterly, absolutely, completely, totally, insanely, overwhelmingly, immensely, as possible, "
         "wildly, unbelievably, exceedingly, enormously, tremendously, terribly, thoroughly, violently, maximally, super, hugely, most, "
         "through the roof, beyond measure, the most, ever so, positively, to death, out of his mind, out of her mind, out of your mind, "
         "极其, 极度, 极, 极了, 无比地, 超级, 超, 完全, 最, 死了, 透了, 不得了, 到极点, 至极, 得要命, 要命, 彻底, 绝对, 万般, 得不行, 不已, 不得, 巨",
}  # fmt: skip
"""Factor → degree words, before what they grade or after it."""

AFTER_DEGREES = "dripping from every word, oozing from every word, pouring out of every word, in every word, in every syllable, written all over, so strong it hurts, so much it hurts, it hurts, until it hurts, till it hurts, your heart out, his heart out, her heart out, their hearts out, your eyes out, her eyes out, his eyes out, your head off, his head off, her head off, like crazy, like mad, like hell, like anything, like nobody's business, no end, to no end, something awful, something terrible, through and through, with a vengeance, with every fibre, with every fiber, from head to toe, to the nth degree, to distraction, to excess, beyond reason, beyond endurance, beyond control, past bearing, past endurance, turned up to the max, turned up to the maximum, turned all the way up, turned right up, cranked to the max, cranked all the way up, cranked up to the max, dialled to the max, dialed to the max, dialled all the way up, dialed all the way up, set to max, up to the max, too big for words, too deep for words, too great for words, too much for words, too strong for words, out of your mind, out of his mind, out of her mind, out of their mind, half to death, to tears, to pieces, more than words can say, like nothing before, like there's no tomorrow, like there is no tomorrow, as hell, as can possibly be, off the charts, beyond words, beyond belief, beyond measure, beyond all measure, to the max, to the hilt, to the core, to the bone, to bits, up to eleven, turned up to eleven, dialled up to eleven, dialed up to eleven, cranked up to eleven, turned up to ten, dialled up to ten, dialed up to ten, cranked to eleven, all the way up, at full throttle, as can be, as you can, as you possibly can, as it gets, out of control, in the extreme, like never before, as never before, at its peak, at its height, through the roof, 爆表, 爆棚, 到极致, 到了极致, 到了极点, 到骨子里, 入骨, 得不得了, 要死, 得要死, 到爆, 无以复加, 无法自拔, 难以自拔, 滔天, 溢于言表, 开到最大, 拉满, 到顶, 一点, 一些, 点, 些, 点儿, 一点点, 一点儿, 得多, 多了, 极了, 死了, 透了, 不得了, 到极点, 至极, 得要命, 要命, 得不行, 不已, 透顶, 难当, 万分, 许多, 很多, as possible, to death"
"""Degree words that grade what stands right before them."""

BEFORE_EMOTIONS: dict[float, str] = {
    0.6: "gently, softly, quietly, coolly, private, secret, half hearted, lukewarm, tepid, passing, momentary, tiny, little, minor, pale, thin, muffled, distant, muted, faint, faintly, weakly, weak, mild, moderate, low, small, light, certain, quiet, 低, 小, 淡淡",
    1.0: "plain, clear, cool, 明显",
    1.4: "hopelessly, fiercely, desperately, madly, painfully, furiously, miserably, blissfully, gloriously, hotly, savagely, passionately, achingly, agonisingly, agonizingly, unashamedly, huge, massive, wild, blazing, roaring, hot, total, complete, naked, dizzying, staggering, blinding, full, outright, out and out, deep, bitter, bitterly, dark, high, strong, big, large, hard, deadly, raw, bitter, 深, 深沉, 强, 重, 大, 高, 高度, 深切, 厚",
}
"""Factor → words that are degree words where an emotion follows at once, whatever else they mean."""

AMOUNTS = (
    "more",
    "even more",
    "much",
    "lots of",
    "a lot of",
    "plenty of",
    "extra",
    "lot of",
    "a bit more",
    "no",
    "not much",
    "without",
    "without any",
    "some",
    "多一些",
    "更多",
    "一些",
)
"""Words that ask for a quantity where one follows ("more volume")."""

SHARE_WORDS: dict[float, str] = {
    0.15: "a whisper of, a ghost of, a smidgen of, a smidge of, an ounce of, a speck of, a grain of, a sliver of, a modicum of, an iota of, a soupcon of, the merest, the faintest trace of, the faintest hint of, the slightest hint of, just a hint of, just a touch of, just a trace of, only a hint of, only a touch of, the ghost of, a breath of, an echo of, a trace of, a trace, a whiff of, traces of, 一丝, 一缕, 丝丝, 一抹",
    0.2: "tainted by, tainted with, stained by, stained with, poisoned by, soured by, sweetened by, sweetened with, warmed by, cooled by, chilled by, sharpened by, dulled by, edged by, marred by, spoiled by, spoilt by, mellowed by, hint at, hints at, hint at the, hints at the, just hint at, only hint at, spiked with, streaked with, dotted with, speckled with, brushed with, salted with, tempered with, tempered by, softened by, cut with, underlaid with, undercut by, undercut with, tinted with, touched by, touched with, flecked with, sprinkled with, peppered with, spiced with, seasoned with, shot through with, shaded with, shadowed by, clouded by, dusted with, coloured by, colored by, coloured with, colored with, edged with, flavoured with, flavored with, a thread of, threads of, a streak of, a flash of, flashes of, a glint of, a gleam of, a spark of, a ray of, a spot of, a spoonful of, a teaspoon of, a shadow of, a stab of, a twinge of, a pang of, a ripple of, a shiver of, a tint of, a vein of, a strain of, a current of, a splash of, a squeeze of, a note of, notes of, an air of, a whiff of, an aftertaste of, a residue of, a little bit of, with some, with a bit of, with a little, with a slight, with a certain, and slightly, but slightly, and a little, but a little, and somewhat, but somewhat, a hint of, hints of, hint of, a hint, a touch of, touch of, a touch, a dash of, a note of, a tinge of, a pinch of, tinged with, a suggestion of, "
         "a flicker of, a drop of, a bit of, an edge of, a sting of, a bite of, a slight, undertones of, an undertone of, a glimmer of, a shade of, a sprinkle of, "
         "laced with, hinting at, an undercurrent of, undercurrents of, 带一点, 带点, 带有一丝, 透着一丝, 略带, 带着一丝, 稍带, 夹杂一丝, 微带, 带着点, 带了点, 隐约带着, 带有一点",
    0.35: "but also, also a bit, 也有, 也有些, 也带",
    0.3: "peeping through, poking through, glinting through, flickering through, leaking through, leaking out, seeping out, slipping through, slipping out, spilling through, cutting through, bubbling under, bubbling underneath, simmering underneath, simmering beneath, simmering under, lurking, lurking underneath, lurking beneath, lurking under, lurking behind, just beneath, just below, below, at the edges, around the edges, at the back of, in the undertone, deep down, inside, on the inside, in the mix, thrown in, mingled with, intermingled with, blended with, interwoven with, woven with, interlaced with, suffused with, infused with, accompanied by, coupled with, combined with, showing through, shining through, seeping through, underneath, underlying, beneath, beneath it, below the surface, mixed in, mixed with, in which, peeking through, "
         "coming through, creeping in, partly, bleeding through, breaking through, partially, in the background, just under the surface, secretly, hiding, covering, masking, "
         "透露, 透露出, 夹杂, 夹杂着, 夹着, 隐含, 隐藏着, 隐藏, 藏着, 掺杂着, 掺杂, 暗含, 暗藏, 少许, 小部分, 部分",
    0.5: "fifty fifty, half and half, as much, at once, at the same time, simultaneously, in the same breath, side by side, in equal parts, half, equal parts, equally, in equal measure, evenly, 一半, 半, 各半, 又, 既, 一边, 同样",
    0.75: "first and foremost, in the main, largely, mostly just, nine parts, almost entirely, almost all, almost completely, the bulk of it, by and large, essentially, at its core, at heart, mostly, mainly, primarily, largely, predominantly, chiefly, for the most part, on the whole, above all, overall, generally, 主要, 大部分, 大体, 总体, 多半, 为主, 基本, 整体",
}  # fmt: skip
"""Share of a mixture → its words; they belong to the next emotion, or to the one before at a clause's end."""

CARRYING_WORDS = "带着, 带有, 透着, 流露, 流露出, 伴随着, 伴着, 蕴含"
"""Words that add an undertone to an emotion named before, and mean nothing where none was."""

NEGATIONS = """zero, never mind the, never mind your, forget about, forget about the, forget about your, put aside, put aside the, set aside, set aside the, put away the, push aside the, enough with, can the, nix the, wipe that, wipe off the, wipe off that, drop that, lose that, none of that, quite the opposite, the opposite, on the contrary, the contrary, the other way round, is wrong, wrong, nope, nah, no way, leave out, leave out the, leave out any, skip the, spare me the, spare us the, cut the, cut out the, remove, remove the, take out the, take away the, get rid of, get rid of the, kill the, ditch the, forget the, enough of the, enough with the, no need for, no need to be, no need to sound, refuse to be, refuse to sound, refuses to be, refuses to sound, don't let, do not let, hardly, hardly any, scarcely, scarcely any, not exactly, barely any, no room for, there is no, there's no, no hint of, with none of, none of the, not one bit, not one bit of, far away from, as far as possible from, opposite of, the opposite of, the reverse of, exempt from, rid of, stripped of, drained of, emptied of, purged of, bereft of, deprived of, in the absence of, absence of, an absence of, absent, no such thing as, not remotely, not even a little, not even slightly, not even a hint of, not a shred of, without a shred of, not an ounce of, without an ounce of, not a drop of, without a drop of, not a touch of, without so much as, resist, resisting, quit, quit being, quit sounding, cease, cease being, stop sounding, don't sound, don't get, don't go, not sounding, not being, no more, no more of, isn't any, ain't, couldn't, wouldn't, hasn't, haven't, hadn't, not, no, never, without, without any, nothing, don't, doesn't, do not, does not, isn't, aren't, wasn't, not at all, none of, free of, free from,
    neither, nor, by no means, cannot, can't, didn't, shouldn't, should not, rather than, instead of, avoid, avoiding, stop being, stop, devoid of, lacking, anything but,
    far from, in no way, no longer, not even, shan't, won't, must not, mustn't, sans, no sign of, less than, not in the least, without a trace of,
    without a hint of, drop the, don't be, lose the, unlike, void of, no trace of, no hint of, minus the, not a hint of, not a trace of, not a bit,
    去掉, 去除, 拿掉, 收起, 收起你的, 抹去, 丢掉, 抛开, 除去, 剔除, 摒弃, 停止, 别再, 不再, 何来, 哪来, 哪来的, 哪有, 哪里有, 哪里是, 哪是, 谈不上, 说不上, 算不上, 称不上, 远谈不上, 怎么可能, 怎么会, 听不出, 听不出任何, 看不出, 看不出任何, 不掺, 不夹, 不夹杂, 不流露, 不露, 不允许, 无需, 不需要, 用不着, 犯不着, 少来, 禁止, 杜绝, 毫无半点, 没有半点, 不带半点, 不带一点, 没有一点, 没有一点儿, 才不, 才没, 才没有, 根本不, 根本没, 根本没有, 完全不, 完全没有, 全无, 了无, 未曾, 从未, 从没, 从来不, 从来没有, 绝非, 决非, 绝不是, 决不是, 远非, 反而不, 不像, 不似, 别太过, 忌, 切忌, 拒绝, 不沾, 不掺杂, 一丝也没有, 一点也没有, 一点都没有, 不, 没有, 没, 别, 不要, 不是, 并不, 并非, 毫不, 毫无, 勿, 绝不, 决不, 不带, 而不是, 而非, 非, 无, 不能, 不再, 不用, 从不, 避免, 切勿, 没有一丝, 没有丝毫, 不带一丝,
    不带任何, 没有任何, 别那样, 不许, 不可, 不必, 不应, 不该, 不显, 不含, 毫不显, 一点也不, 一点都不, 一点儿也不, 丝毫不, 不见"""

SOFT_NEGATIONS = """not as, nothing over the top, not so very, don't get too, don't go too, don't be so, don't sound so, never overly, not excessively, without getting too, without sounding too, no need to be too, not too, not very, not so, not that, not overly, not particularly, not really, not terribly, not quite, not all that, not especially, not extremely, not entirely, not completely, not wholly, not fully,
    don't be too, don't sound too, without being too, without being overly, without too much, nothing too, never too, isn't too, isn't very, neither too, nor too,
    不太, 不那么, 不是很, 不怎么, 不要太, 别太, 不会太, 不大, 不算太, 不过分, 不至于太, 不很, 不必太, 不用太, 不甚, 没那么, 没有那么, 别那么, 不要那么, 不过于, 并不太, 并不很, 不特别, 不能太, 不算"""

LESS_WORDS = "rein in, rein in the, curb, curb the, tame the, check the, contain the, restrain the, easy on the, light on the, go light on, go light on the, cool it with the, watch the, mind the, careful with the, ease off, ease off the, ease off on, ease off on the, go easy on, go easy on the, go lighter on, lay off the, back off on, back off the, take some of the, less of the, less of a, take the edge off the, less, tone down, tone down the, dial back, dial back the, dial down, dial down the, ease up on, ease up on the, decreasingly, cut back on, 少一点, 少一些, 减少些, 少些, 少点"
"""Negations: of the whole thing, of a high degree of it, and a smaller amount of it."""

NUMBER_WORDS: dict[str, float] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty five": 25, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "half a": 0.5, "half an": 0.5, "thirteen": 13, "fourteen": 14, "sixteen": 16, "eighteen": 18, "thirty five": 35, "a hundred": 100, "one hundred": 100, "triple": 3, "thrice": 3, "a": 1, "an": 1, "twice": 2, "double": 2,
}  # fmt: skip
"""English numbers that count where a unit follows."""

UNIT_WORDS: dict[str, str] = {
    "semitones": "semitones, semitone, st, half steps, half step, 半音, 个半音",
    "octaves": "octaves, octave, 八度, 个八度",
    "tones": "tone, tones, whole tones, whole tone, whole steps, whole step, 全音, 个全音",
    "dB": "db, decibels, decibel, 分贝",
    "percent": "%, percent, per cent, pct",
    "parts": "parts, part, measures of, 份",
    "times": "x, times, ×, 倍, 倍速, fold",
    "tenths": "分, 成",
    "years": "years old, year old, years of age, yo, 岁, 周岁",
}
"""Unit → how it is written."""
