# Tables of words read better in long lines.
# ruff: noqa: E501
"""Manners: what words say about pitch, pace, loudness, timbre, pauses, whisper and shout."""

from __future__ import annotations

ATTRIBUTE_WORDS: list[tuple[str, dict[str, float | bool]]] = [
    ("""high pitched, high voice, high toned, shrill, squeaky, falsetto, treble, piping, soprano, high in pitch,
        尖细, 尖锐, 尖, 高音, 高亢, 尖声, 高八度, 高音调, 清亮, 尖嗓子""", {"pitch": 4.0}),
    ("""low pitched, deep, deep voice, deep voiced, low voiced, bass, baritone, sonorous, rumbling, booming bass, low in pitch,
        低沉, 深沉, 低音, 浑厚, 低音调, 厚重, 粗犷的低音""", {"pitch": -4.0}),
    ("""fast, quick, quick paced, fast paced, rapid, swift, hurried, rushed, rush, hasty, speedy, brisk, rapid fire, speed up, faster,
        hurry up, hurry, in a hurry, rushing, pick up the pace, snappily, breakneck, in haste, lively pace, speaks fast, at speed,
        accelerated, accelerate, racing, quicken, like an auctioneer, hastily, galloping, at a clip, nimble, chattering, step on it,
        快, 快速, 急促, 飞快, 加快, 加速, 匆忙, 匆匆, 急速, 连珠炮, 连珠炮似, 迅速, 轻快节奏, 赶, 提速, 利落, 干脆, 急匆匆, 语速快""", {"rate": 22.0}),
    ("""slow, slow paced, slow down, leisurely, drawling, drawl, drawn out, dragging, take your time, taking his time, taking her time,
        deliberate, slowed, slowing down, ponderous, ease off the pace, plodding, at a crawl, lingering, long drawn, slack,
        as if there were all the time in the world, with all the time in the world, lumbering, stretched out, decelerate,
        慢, 慢速, 缓慢, 慢慢, 缓缓, 放慢, 减慢, 减速, 慢悠悠, 慢吞吞, 拖长, 拖沓, 悠悠, 徐徐, 一字一句, 一字一顿, 迟缓, 慢条斯理, 降速""", {"rate": -20.0}),
    ("""loud, louder, speak up, loudly, strong voice, powerful, resounding, projecting, projected, raised voice, raise your voice,
        voice raised, booming, full voiced, at full volume, at the top of one's voice, thundering, thunderous, forceful, blaring,
        deafening, at full blast, stentorian, ear splitting,
        大声, 响亮, 洪亮, 高声, 有力, 铿锵有力, 铿锵, 嘹亮, 声如洪钟, 响, 用力, 放声, 掷地有声, 中气十足""", {"loudness": 5.0, "tilt": 2.0}),
    ("""quiet, quieter, soft, softer, softly, soft voice, low volume, low voice, lower your voice, hushed, hush, faint, gentle voice,
        soft spoken, softspoken, under one's breath, under his breath, under her breath, keep it down, muffled, murmuring, murmur,
        mumbling, mumble, muttering, mutter, speak down, barely audible, silent, small voice, voice low, voice down, keep your voice down, hold your voice down, inaudible, pianissimo, meek voice,
        小声, 轻声, 低声, 轻, 轻轻, 细声, 细声细气, 压低声音, 压低嗓音, 轻声细语, 喃喃, 喃喃自语, 嘟囔, 小小声, 微弱, 轻言细语, 悄声,
        低声下气""", {"loudness": -5.0, "tilt": -2.5}),
    ("""lively, ups and downs, big ups and downs, melody, with melody, melodic, singsong, sing song, varied, varied intonation, lilting, modulated, dynamic, musical, colourful, colorful,
        full of ups and downs, up and down, swinging, expressive intonation, undulating,
        活泼, 起伏, 抑扬, 跌宕, 跌宕起伏, 有起伏, 婉转, 起伏大, 悠扬""", {"range": 1.2}),
    ("""monotone, monotonous, monotony, without melody, no melody, flat, level, in a monotone, robotic, mechanical, wooden, unvarying, toneless, unmodulated, deadpan delivery,
        单一, 机械, 呆板, 平直, 没有起伏, 机器人般, 毫无起伏, 平板, 干巴巴, 语调平""", {"range": -1.3}),
    ("""breathy, airy, husky whisper, breathless, out of breath, panting, aspirated, winded, sighing voice, wispy, gasping for breath,
        气声, 气息, 喘, 喘息, 上气不接下气, 气喘吁吁, 喘着气, 气音, 呼吸声, 虚弱, 奄奄一息""", {"breathiness": 0.6}),
    ("""hoarse, rasp, creak in the voice, with a creak in the voice, rough, raspy, gravelly, husky, gruff, croaky, scratchy, creaky, growling, growl, throaty, guttural, grating, gravel,
        vocal fry, harsh, coarse, smoky, rasping,
        沙哑, 嘶哑, 哑, 嗓子哑, 粗糙, 粗犷, 沙沙, 低吼, 粗声粗气, 粗粝, 烟嗓, 粗哑, 破音, 咆哮似, 粗""", {"roughness": 0.55}),
    ("""trembling, tremulous, shaky, shaking, quavering, quivering, wavering, tremble, tremor, voice cracking, voice breaking, unsteady,
        faltering, quaver, choked up, shivering, wobbly, warbling, vibrating,
        颤抖, 发抖, 颤, 颤颤巍巍, 哆嗦, 发颤, 颤声, 抖, 颤音, 战栗""", {"tremor": 0.55}),
    ("""with pauses, pausing, halting, with long pauses, broken, haltingly, stop and start, with gaps, dramatic pauses, weighted pauses,
        pregnant pauses, choppy, measured pauses, 断断续续, 断续, 顿挫, 欲言又止, 吞吐, 有停顿, 断""", {"pauses": 70.0}),
    ("""without pauses, no pauses, breathlessly, nonstop, non stop, without stopping, without a break, fluent, flowing, run on,
        in one breath, without pausing, uninterrupted, 一口气, 不停顿, 没有停顿, 连贯, 流畅, 滔滔不绝, 不间断, 一气呵成""", {"pauses": -50.0}),
    ("tense voice, pressed, strained, strident, piercing, bright, brilliant, hard edged, sharp, crisp, clear cut, penetrating, "
     "明亮, 紧绷, 尖利, 用劲, 刺耳, 清脆, 明快", {"tilt": 4.0}),
    ("lax, dark, dull timbre, mellow timbre, rounded, velvety, silky, smooth, warm timbre, dreamy, ethereal, "
     "柔软, 暗淡, 圆润, 松弛, 慵懒的音色, 丝滑, 绵软, 梦幻, 空灵, 磁性", {"tilt": -4.0}),
    ("rising intonation, a rise at the end, with a rise at the end, 升调, rising tone, rising, questioning, as a question, inquiring, uptalk, interrogative, asking, "
     "上扬, 尾音上扬, 疑问, 反问, 语调上扬, 询问, 质疑, 提问", {"final": 4.0}),
    ("falling intonation, final sounding, 降调, 句尾下沉, 往下沉, falling tone, falling, final sounding, decisive, declarative, definitive, "
     "语调下降, 尾音下沉, 斩钉截铁, 果断, 肯定, 下沉, 果决", {"final": -3.0}),
    ("energetic, energy, high energy, vigorous, spirited, vibrant, bouncy, full of life, zippy, full of energy, with gusto, upbeat pace, "
     "精力充沛, 充满活力, 有活力, 活力, 朝气蓬勃, 元气满满, 有精神, 精神饱满, 生龙活虎, 朝气", {"rate": 10.0, "loudness": 3.0, "range": 0.8}),
    ("weak, feeble, frail, low energy, weakly, sickly, faintly, limp, trailing off, trails off, fading, fading away, lifeless, 无力, 没力气, 衰弱, 软弱, 病恹恹, 气若游丝",
     {"loudness": -4.0, "breathiness": 0.4, "range": -0.6}),
    ("serious, grave, earnest, sober, formal, austere, solemnly serious, no nonsense, 严肃, 认真, 正经, 正式, 郑重, 一本正经, 一丝不苟, 凝重",
     {"pitch": -1.0, "range": -0.6, "rate": -6.0}),
    ("professional, efficient, to the point, 干练, 专业, 简洁, 职业", {"rate": 8.0, "final": -1.5, "tilt": 1.5}),
    ("cute, adorable, childlike, kawaii, 可爱, 奶声奶气, 萌, 软萌, 稚嫩, 天真, 娇滴滴, 嗲", {"pitch": 4.0, "range": 0.6}),
    ("epic, cinematic, movie trailer, trailer voice, like a movie trailer, 史诗, 气势磅礴, 恢弘, 大气, 磅礴", {"pitch": -2.0, "rate": -14.0, "loudness": 3.0, "range": 0.5}),
    ("drunk, drunken, tipsy, slurred, slurring, intoxicated, 醉醺醺, 醉, 喝醉, 醉酒, 微醺", {"rate": -18.0, "pauses": 40.0, "roughness": 0.25, "final": -1.0}),
    ("ill, sick, having a cold, 生病, 病重, 感冒", {"breathiness": 0.35, "loudness": -3.0, "roughness": 0.3}),
    ("ghostly, eerie, otherworldly, 幽灵般, 诡异, 鬼魅, 幽幽", {"breathiness": 0.6, "rate": -15.0, "tremor": 0.3}),
    ("clipped, staccato, terse, curt, 短促, 简短", {"rate": 8.0, "final": -2.0, "tilt": 1.5}),
    ("articulate, enunciated, clearly, clear, well articulated, distinct, enunciating, 清晰, 清楚, 字正腔圆, 吐字清晰, 口齿清晰", {"rate": -5.0, "tilt": 1.5}),
    ("persuasive, convincing, compelling, 有说服力, 循循善诱, 语重心长, 苦口婆心", {"range": 0.6, "rate": -5.0, "pauses": 20.0}),
    ("whisper, whispered, whispering, whispery, in a whisper, sotto voce, voiceless, into your ear, as if telling a secret, "
     "like telling a secret, telling a secret, so nobody hears, secretive, conspiratorial, stage whisper, "
     "耳语, 悄悄, 低语, 悄悄话, 窃窃私语, 说悄悄话, 咬耳朵, 私语, 鬼鬼祟祟", {"whisper": True}),
    ("shout, shouted, shouting, yell, yelling, yelled, scream, screaming, screamed, bellow, bellowing, roar, roaring, holler, hollering, "
     "hollered, at the top of his lungs, at the top of her lungs, at the top of their lungs, at the top of your lungs, crying out, bawling, "
     "barking orders, barking, shrieking, shriek, across a crowded room, over the noise, calling across a field, calling out, exclaiming, "
     "喊, 大喊, 喊叫, 吼, 怒吼, 咆哮, 尖叫, 呐喊, 嘶吼, 叫喊, 大吼, 大叫, 呼喊, 高喊, 吼叫, 声嘶力竭, 扯着嗓子, 吆喝, 叫嚷", {"shout": True}),
]  # fmt: skip
"""Words that ask for delivery: `Style` field → value."""

HEARD_INSIDE = """whisper, whispers, whispered, whispering, shout, shouts, shouted, shouting, scream, screams, screamed, screaming, yell, yells, yelled, yelling, bellow, bellowing, roar, roared, roaring, shriek, shrieking, shrieked, howl, howling,
    quietly, softly, loudly, in a low voice, under his breath, under her breath, under the breath, hushed, muttering, mutter, mumbling, mumble, murmuring, murmur, loud, louder,
    trembling, tremble, trembles, shaking, shaky, shaken, shake, shakes, quivering, quiver, quavering, shivering, shiver, shivers, voice cracking, voice breaking, voice shaking, teeth chattering,
    breathless, breathlessly, out of breath, panting, gasping for breath, hoarse, hoarsely, croaking, husky, slowly, quickly, hurriedly,
    小声, 低声, 轻声, 柔声细语, 轻言细语, 细声, 细声细气, 压低声音, 压低嗓音, 悄声, 喃喃, 呢喃, 嘟囔, 大声, 高声, 放声, 失声尖叫, 尖叫, 尖叫起来, 大喊, 大叫, 大吼, 怒吼, 咆哮, 嘶吼, 狂吼, 呐喊, 狂喊, 嚎叫, 吼,
    颤抖, 发抖, 发颤, 哆嗦, 颤, 抖, 颤声, 颤着, 直哆嗦, 打颤, 打哆嗦, 气喘吁吁, 喘不过气, 上气不接下气, 喘着粗气, 沙哑, 嘶哑, 慢慢, 缓缓, 悄悄, 耳语, 低语"""
"""Attributes that are meant as well where they stand inside a wording of an emotion."""

AXIS_WORDS: dict[str, str] = {
    "pitch": "pitch, tone height, register, notes, pitch level, voice pitch, key, 音区, 调门, 定调, 音阶高低, 音调, 音高, 声调, 调子, 调, 音, 嗓门高低",
    "range": "pitch move, pitch moves, pitch range, tonal range, melodic range, vocal range, pitch movement, pitch swings, melody range, modulation depth, variation in pitch, variation in tone, contour, highs and lows, intonation range, intonation, pitch variation, variation, range, inflection, 音域, 音高波动, 音调波动, 语调波动, 波动, 高低变化, 高低差, 音调起伏, 声调起伏, 声音起伏, 语气起伏, 高低落差, 语调起伏, 音调变化, 语调变化, 起伏幅度, 音高变化, 语调",
    "rate": "rate of speech, rate of speaking, speaking speed, speaking pace, talking pace, velocity, rate, speed, pace, tempo, speaking rate, talking speed, speech rate, 语速, 速度, 节奏, 说话速度",
    "loudness": "vocal volume, voice volume, gain, volume, loudness, sound level, 音量, 响度, 声音大小, 嗓门, 声响",
    "tilt": "effort, vocal effort, brightness, 力度, 亮度",
    "breathiness": "breathiness, breath, air, airiness, breath noise, aspiration, huskiness of breath, 气息感, 气声感",
    "roughness": "roughness, hoarseness, raspiness, rasp, creakiness, gravel, grit, growl, creak, 沙哑度, 粗糙度",
    "tremor": "tremor level, tremor, tremble, wobble, quaver, quiver, unsteadiness, vibrato, shakiness, 颤抖程度",
    "pauses": "gap, gaps between, silences between, pause length, pause time, pausing, beats, a beat, rests, dead air, silence, spaces, pauses, pause, gaps, breaks, silences, 停顿, 停顿时间, 停顿时长, 间隔, 间歇",
    "final": "final, final syllable, final word, last syllable, last word, the last word, sentence ends, ends of sentences, ends of the sentences, phrase ends, line ends, the end of the line, the end of the sentence, end, ends, tail, ending, the end, final tone, sentence endings, 尾音, 句尾, 结尾",
    "intensity": "intensity, intensity level, emotional intensity, emotion level, 强度, 情绪强度, 情感强度, 感情强度",
}
"""What a direction word or a number may be about."""

AXIS_STEPS: dict[str, float] = {
    "pitch": 4.0, "range": 1.2, "rate": 20.0, "loudness": 5.0, "tilt": 4.0, "breathiness": 0.5, "roughness": 0.5,
    "tremor": 0.5, "pauses": 60.0, "final": 3.0, "intensity": 0.35,
}  # fmt: skip
"""What "higher" or "lower" without a number amounts to."""

SELF_SUFFICIENT_AXES = ("pauses", "breathiness", "roughness", "tremor")
"""Axes that ask for more of themselves by being named ("with pauses", "some breath")."""

RISING_WORDS = """amplify, amplified, magnify, hike, hike up, hoist, nudge up, bump up, push up, jack up, kick up, notch up, tune up, transpose up, shift up, move up, step up, scale up, elevate, enlarge, swell, swelling, high, higher, up, raise, loftier, crank, crank the, jump, jumps, climb, climbs, climbing, soaring up, bump, bump up, pump up, ramp up, exaggerate, exaggerated, stretch out, plenty of, lots of, ample, generous, huge, extra, heavy, enhance, enhanced, maximise, maximize, raised, raising, increase, increased, increasing, rise, rises, boost, big, bigger, large, larger,
    wide, wider, widen, broad, broader, long, longer, lengthen, greater, more frequent, frequent, many, plus, added, heightened, extend,
    extended, turn up, crank up, elevated, expand, goes up, lift, lifted, above average, strong, stronger, double, doubled, add,
    扬起, 扬, 翘起, 上移, 上调, 抬升, 推高, 拉升, 上浮, 走高, 扩, 增, 加宽, 加深, 往高, 往上来, 翻, 往上, 往上走, 提上去, 提起来, 上去, 升上去, 抬起来, 拉起来, 往上提, 提一提, 提, 放大, 放宽, 拓宽, 拉大, 拉开, 加深, 加重, 高, 升高, 提高, 上升, 调高, 增加, 增大, 大, 加大, 增强, 提升, 拉高, 变高, 拔高, 扩大, 加长, 延长, 长, 多, 升, 加, 加强, 变大, 宽, 抬高, 调大, 偏高, 偏大,
    高于, 偏长"""

FALLING_WORDS = """squeeze, squeezed, attenuate, attenuated, dampen, damp, diminish, curtail, trim, nudge down, pull down, push down, tune down, transpose down, shift down, move down, scale down, step down, quieten, knock down, slide down, low, lower, lowered, lowering, down, decrease, decreased, decreasing, reduce, reduced, reducing, drop, dropped, fall, falls, small,
    smaller, little range, narrow, narrower, narrowed, short, shorter, shorten, shortened, fewer, few, minus, diminished, turn down, lessen, lessened,
    cut, cut back, back, squash, squashed, shrink, flatten, flattened, dip, dips, sink, sinks, sinking, hold back, tighten, trim, trimmed, minimal, minimise, minimize, slim, thin out, restrain, limited, restricted, goes down, below average, compress, compressed, bring down, halve, halved,
    落下, 下移, 下调, 下压, 回落, 走低, 下探, 缩减, 削减, 削弱, 减缓, 收, 缩, 往低, 往下来, 往下, 往下压, 往下走, 往下降, 压下去, 压下来, 降下来, 降下去, 沉下去, 收窄, 收小, 收紧, 收缩, 压缩, 压, 放低, 低, 降低, 下降, 调低, 减少, 减小, 小, 减弱, 拉低, 变低, 压低, 缩小, 缩短, 短, 少, 降, 减, 变小, 窄, 调小, 偏低, 偏小, 减轻, 低于, 偏短"""
"""Directions on an axis."""

LONE_DIRECTIONS: dict[str, str] = {
    "pitch": "raise, raised, lift, lifted, 拔高, 上移, 下移, 上调, 下调, 走高, 走低, 往高, 往低, high, higher, low, lower, 高, 低, 偏高, 偏低, 高于, 低于, 升高, 降低, 调高, 调低, 提高",
    "loudness": "大, 小, 变大, 变小, 加大, 减小, 减弱, 调大, 调小, 偏大, 偏小, big, bigger, small, smaller",
}
"""Axis → the directions that are about it when no axis is named."""

VOICES = "voice, voices, voiced, tone, tones, whisper, murmur, growl, register, timbre, key, delivery, speech, mumble, mutter, moan, groan, hiss, sob, 声音, 嗓音, 声, 嗓子, 语调, 声线, 音调, 调子, 语气"
"""What is high, low or deep itself, rather than the emotion named before it."""

PARTIAL = "爱平沙拖僵暗柔硬亮绵缓脆锐飘绷弱细糙晃"
"""Characters that are attributes by themselves, but not as part of a word that is not known."""
