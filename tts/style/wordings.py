# Tables of words read better in long lines.
# ruff: noqa: E501
"""The words of captions in English and Chinese, as data: what each says about emotion, delivery or speaker.

Phrases are separated by commas; an English single word stands for its adverb, comparative and noun in
-ness as well. `tts.style.captions` gives the tables their meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

EMOTION_WORDS: dict[str, dict[float, str]] = {
    "neutral": {
        1.0: """neutral, emotionless, without emotion, no emotion, flatly neutral, matter of fact, unemotional, plain,
            expressionless, deadpan, factual, objective, impartial, businesslike, normal, ordinary, everyday, casual,
            中立, 中性, 平淡, 不带感情, 没有感情, 面无表情, 客观, 平铺直叙, 公事公办, 正常, 普通, 随意""",
    },
    "calm": {
        0.8: "laid back, easygoing, unhurried, 从容, 淡然, 淡定, 悠闲, 悠然, 惬意",
        1.0: """calm, calmness, composure, serenity, stillness, ease, peace, tranquillity, tranquility, peaceful, relaxed, serene, tranquil, composed, placid, soothing, even, steady, cool, at ease, mellow,
            meditative, patient, collected, level headed, zen, quietude, reassuring, unruffled, restful, contemplative,
            thoughtful, reflective, content, at peace, carefree, measured,
            平静, 安宁, 心如止水, 踏实, 冷静, 镇定, 沉着, 安静, 安详, 宁静, 平和, 放松, 沉稳, 稳重, 心平气和, 舒缓, 祥和, 不慌不忙,
            不紧不慢, 波澜不惊, 泰然自若, 耐心, 安心, 平稳, 静静, 恬静, 从容不迫, 若无其事""",
    },
    "happy": {
        0.6: "pleased, upbeat, sunny, lighthearted, good natured, smiling, contented, 愉悦, 微笑, 满意, 欣慰, 开朗, 轻快",
        1.0: """pleasure, happy, happiness, cheer, good cheer, joy, joyful, joyous, cheerful, cheery, glad, gleeful, glee, merry, delighted, delight, jolly,
            bubbly, radiant, beaming, jubilant, optimistic, in a good mood, in high spirits, high spirits, perky, positive,
            in good spirits, happily, blissful, bliss, chirpy, jovial, buoyant, grinning, with a smile, with a big smile,
            快乐, 高兴, 开心, 喜悦, 愉快, 欢快, 欢乐, 欢喜, 乐呵呵, 喜气洋洋, 笑眯眯, 幸福, 喜, 乐, 欣喜, 兴高采烈,
            心情好, 心花怒放, 阳光, 美滋滋, 眉开眼笑, 喜滋滋, 带着笑意, 面带笑容, 笑容满面, 乐观""",
        1.6: """elation, overjoyed, ecstatic, elated, on cloud nine, over the moon, walking on air, rapturous, exultant, euphoric,
            欣喜若狂, 狂喜, 大喜, 喜出望外, 乐不可支, 喜极而泣, 大喜过望""",
    },
    "excited": {
        0.7: "eager, animated, peppy, keen, 期待, 热情, 热切, 跃跃欲试, 迫不及待",
        1.0: """zeal, exhilaration, thrill, 心潮澎湃, excited, excitement, fervour, fervor, worked up, buzzing, electrified, thrilled, enthusiastic, enthusiasm, energized, pumped, pumped up, fired up, hyped, hype,
            stoked, exhilarated, exuberant, psyched, passionate, passion, rousing, fervent, zealous, giddy,
            victorious, invigorated, can't wait, bursting with energy, like a sports commentator,
            激动, 兴致勃勃, 有兴致, 昂扬, 兴奋, 激昂, 亢奋, 热血, 慷慨激昂, 热情洋溢, 雀跃, 振奋, 激情, 热烈, 狂热, 热血沸腾, 手舞足蹈""",
        1.6: """wildly excited, beside oneself with excitement, frenzied, raving, 激动不已, 激动万分, 无比激动, 激情澎湃,
            兴奋不已, 沸腾""",
    },
    "amused": {
        0.7: "playful, teasing, mischievous, cheeky, impish, tongue in cheek, 逗趣, 捧腹, 俏皮, 调皮, 顽皮, 打趣, 戏谑, 调侃, 幽默",
        1.0: """merriment, amused, amusement, mirth, mischief, humour, humor, tickled, good humoured, good humored, fun, having fun, making fun, amusing, laughing, laugh, laughter, chuckling, chuckle, giggling, giggle, humorous, funny, joking,
            jocular, witty, comical, trying not to laugh, holding back laughter, can't stop laughing, snickering, hilarious,
            chortling, goofy, silly, entertained, suppressing a laugh, stifling a laugh,
            逗乐, 好笑, 忍俊不禁, 忍不住笑, 忍不住想笑, 憋笑, 憋着笑, 偷笑, 笑着, 大笑, 嬉笑, 开玩笑, 搞笑, 滑稽,
            哈哈大笑, 嬉皮笑脸, 带笑, 笑, 被逗笑, 乐不可支地笑, 诙谐""",
    },
    "tender": {
        0.7: "warm, friendly, kind, caring, warmhearted, welcoming, amiable, cordial, 温暖, 亲切, 友好, 和蔼, 和气, 友善, 暖心",
        1.0: """tender, tenderness, gentle, warmth, mild, care, with care, loving, love, affectionate, affection, sweet, soft hearted, compassionate, compassion,
            sympathetic, sympathy, comforting, consoling, motherly, maternal, fatherly, paternal, intimate, romantic, fond,
            nurturing, doting, adoring, devoted, soothingly loving, heartfelt, lullaby, cuddly, touched, moved, grateful,
            gratitude, thankful, nostalgic, wistful, empathetic,
            温柔, 温存, 柔和, 慈爱, 慈祥, 体贴, 怜爱, 疼爱, 深情, 温和, 柔情, 宠溺, 亲昵, 关切, 关怀, 甜蜜, 甜美, 柔声,
            轻柔, 含情脉脉, 安慰, 爱意, 同情, 感激, 感动, 怀念, 关爱, 撒娇, 娇羞, 爱怜, 怜惜, 呵护, 缱绻, 温情""",
    },
    "proud": {
        0.8: "confident, confidence, self assured, assertive, assured, poised, 自信, 胸有成竹, 有把握, 理直气壮",
        1.0: """triumphant, triumph, honour, honor, self esteem, proud, pride, majesty, honoured, dignified, dignity, majestic, regal, noble, stately, self satisfied, smug, boastful, bragging,
            swaggering, cocky, heroic, honored, authoritative, authority, commanding, imposing, grand, solemn, ceremonial,
            boasting, gloating, self important, resolute, determined, dauntless, brave, courageous, gallant, fearless,
            自豪, 骄傲, 得意, 得意洋洋, 威严, 庄严, 庄重, 高贵, 尊贵, 雍容, 雍容华贵, 自负, 威风, 威风凛凛, 豪迈, 权威,
            趾高气扬, 霸气, 意气风发, 昂首挺胸, 坚定, 坚决, 神气, 洋洋得意, 气宇轩昂, 豪情, 豪爽, 勇敢, 英勇, 隆重, 荣耀, 自得,
            沾沾自喜""",
    },
    "surprised": {
        0.7: "curious, curiosity, intrigued, puzzled, bewildered, confused, perplexed, baffled, 好奇, 疑惑, 困惑, 纳闷, 不解",
        1.0: """surprised, surprise, awe, wondering, amazing, astonished, astonishment, amazed, amazement, startled, in awe, awestruck, wide eyed,
            incredulous, incredulity, in disbelief, disbelief, taken aback, wonder, wonderment, full of wonder, gasping,
            can't believe it, can't believe their ears, can't believe his ears, can't believe her ears, unbelieving,
            惊喜, 瞠目结舌, 惊讶, 吃惊, 诧异, 惊奇, 意外, 惊异, 难以置信, 不敢相信, 不可思议, 惊叹, 出乎意料, 愕然, 讶异, 惊""",
        1.5: "shocked, shock, stunned, flabbergasted, dumbfounded, thunderstruck, 震惊, 目瞪口呆, 大吃一惊, 大惊, 惊呆",
    },
    "sad": {
        0.6: """unhappy, low spirits, in low spirits, down in the dumps, somber, sombre, gloomy, gloom, glum, blue, downcast, lonely,
            loneliness, wistfully sad, pensive, subdued sadness, cheerless, feeling down, homesick,
            不高兴, 不开心, 不快乐, 低落, 郁闷, 忧郁, 忧伤, 惆怅, 孤独, 寂寞, 感伤, 伤感, 阴郁, 忧愁, 沉闷, 落寞""",
        1.0: """downhearted, heartache, woe, sad, sadness, sorrowful, sorrow, mournful, mourning, melancholy, melancholic, tearful, in tears, crying, weeping,
            grieving, grief, miserable, misery, depressed, depressing, dejected, heavy hearted, heavyhearted, teary, sobbing,
            hurt, plaintive, doleful, woeful, on the verge of tears, about to cry, choking back tears, holding back tears,
            fighting back tears, close to tears, forlorn, elegiac, lamenting, broken up, desolate, sniffling, wounded,
            悲伤, 伤心, 难过, 悲, 哀伤, 忧, 哭, 哭泣, 哭着, 流泪, 含泪, 哽咽, 哭腔, 带着哭腔, 悲哀, 悲痛, 沉痛, 心酸, 凄凉,
            悲凉, 哀愁, 抽泣, 啜泣, 委屈, 眼泪, 消沉, 泪水, 哀悼, 要哭, 快哭了, 快要哭出来, 强忍泪水, 酸楚, 哀怨, 悲情""",
        1.6: """heartbroken, devastated, grief stricken, inconsolable, despairing, despair, in despair, hopeless, anguished,
            anguish, bereft, crushed, wailing, tragic, tragedy, desperately sad,
            心碎, 绝望, 悲痛欲绝, 痛不欲生, 撕心裂肺, 痛苦, 肝肠寸断, 嚎啕大哭, 痛哭, 万念俱灰, 悲恸, 悲惨, 大哭, 痛心疾首""",
    },
    "disappointed": {
        1.0: """disappointed, disappointment, let down, disillusioned, disillusion, discouragement, letdown, disheartened, discouraged, deflated, dismayed, dismay,
            crestfallen, regretful, regret, dissatisfied, resigned, resignation, sighing, sigh, disenchanted, fed up,
            defeated, underwhelmed, rueful, wearily resigned, dispirited,
            失望, 沮丧, 不满意, 不太满意, 懊丧, 懊恼, 泄气, 灰心, 扫兴, 遗憾, 惋惜, 无奈, 叹气, 叹息, 失落, 懊悔, 后悔, 不满, 气馁, 灰心丧气, 心灰意冷,
            大失所望, 唉声叹气, 垂头丧气""",
    },
    "ashamed": {
        1.0: """悔恨, 悔恨交加, 羞红了脸, ashamed, shame, humiliation, contrition, humbled, daring to look up, downcast eyes, embarrassed, embarrassment, guilty, guilt, sheepish, apologetic, apologizing, apologising, humiliated,
            mortified, bashful, shy, timid, remorseful, remorse, contrite, self conscious, coy, meek, humble, blushing,
            abashed, penitent, mumbling an apology, awkward,
            羞愧, 难堪, 羞, 羞惭, 惭愧, 害羞, 羞涩, 尴尬, 内疚, 愧疚, 难为情, 不好意思, 羞耻, 自责, 羞怯, 腼腆, 歉意, 抱歉, 怯生生, 道歉,
            无地自容, 窘迫, 脸红, 谦卑, 怯懦, 心虚, 忏悔, 歉疚""",
    },
    "bored": {
        1.0: """ennui, 冷淡, bored, boredom, tedium, tedious, boring, tired, tiredness, weary, sleepy, listless, apathetic, apathy, indifferent, indifference,
            uninterested, disinterested, lethargic, droning, dull, exhausted, fatigue, fatigued, drowsy, lazy,
            unenthusiastic, half asleep, worn out, yawning, jaded, unimpressed, disengaged, drained, sluggish, languid,
            couldn't care less, as if nothing mattered,
            无聊, 百无聊赖, 厌倦, 疲惫, 疲倦, 困倦, 困, 慵懒, 懒洋洋, 冷漠, 漠不关心, 无精打采, 有气无力, 没精打采, 单调, 乏味, 敷衍,
            心不在焉, 昏昏欲睡, 累, 疲乏, 倦怠, 提不起精神, 漫不经心, 麻木, 打哈欠, 没兴趣, 懒散, 枯燥""",
    },
    "afraid": {
        0.8: "uneasy with fear, spooked, wary, apprehensive fear, 胆怯, 畏惧, 发怵, 胆小, 害怕得轻微, 畏缩",
        1.0: """afraid, fear, fearful, frightened, scared, fright, dread, trembling with fear, in fear, alarmed, alarm, scary, spooky,
            haunted, frightening, intimidated, being chased, like a child afraid of the dark, creepy, cowering, haunting,
            恐惧, 害怕, 惊恐, 恐慌, 惧怕, 惊慌, 可怕, 胆战心惊, 怕, 惧, 惊吓, 提心吊胆, 毛骨悚然, 战战兢兢, 后怕, 阴森, 惶恐""",
        1.6: """terrified, terror, petrified, horrified, horror, panicked, panicky, panic, in a panic, panicking, scared to death,
            hysterical with fear, screaming in terror, frantic, for dear life, blood curdling,
            魂飞魄散, 惊恐万分, 吓坏了, 吓得发抖, 吓死, 惊慌失措, 极度恐惧, 瑟瑟发抖, 吓破胆""",
    },
    "anxious": {
        0.7: "hesitant, hesitation, uncertain, unsure, tentative, doubtful, doubt, concerned, concern, 犹豫, 迟疑, 吞吞吐吐, 不确定, 担心",
        1.0: """agitation, anxious, anxiety, nervous, nerves, worried, worry, uneasy, unease, tense, tension, apprehensive, apprehension, jittery,
            edgy, on edge, restless, stressed, fretful, agitated, flustered, troubled, distressed, distress, fidgety, suspenseful,
            insecure, paranoid, suspicious, stressed out, impatient, urgent, urgency, pressing, worrying, pleading, begging,
            desperate, jumpy, hurried and worried, stuttering, stammering, imploring, mysterious, suspense,
            焦虑, 紧张, 不安, 担忧, 忧虑, 焦急, 着急, 忐忑, 忐忑不安, 坐立不安, 心急如焚, 慌张, 慌, 惴惴不安, 急切, 烦躁, 焦躁,
            心神不宁, 紧迫, 急, 局促不安, 发愁, 慌乱, 七上八下, 恳求, 哀求, 结结巴巴, 怀疑, 猜疑, 神秘, 悬疑, 迫切""",
    },
    "angry": {
        0.6: """annoyed, annoyance, had enough, had had enough, fed up with it, irritated, irritation, irritable, grumpy, cross, frustrated, frustration, exasperated, exasperation,
            displeased, stern, sternness, strict, scolding, reproachful, grouchy, snappy, testy, indignant, indignation, aggrieved,
            reprimanding, complaining, accusing, moody, irate grumbling, sulky, severe, complaint, disapproving,
            恼火, 不耐烦, 烦, 严厉, 严肃责备, 责备, 训斥, 埋怨, 抱怨, 不悦, 气恼, 生闷气, 指责, 斥责, 责怪, 没好气, 赌气""",
        1.0: """angry, anger, mad, irate, wrathful, wrath, hot tempered, fuming, aggressive, aggression, hostile, fierce, threatening,
            menacing, menace, heated, outraged, outrage, cranky, bellicose, confrontational, ferocious, belligerent, threat, snarling,
            生气, 愤怒, 怒, 发火, 气愤, 恼怒, 愤慨, 发怒, 凶, 凶狠, 怒气冲冲, 威胁, 激愤, 火大, 气冲冲, 怒斥, 恶狠狠, 愤愤不平, 凶巴巴,
            咬牙切齿, 怒火, 义愤填膺""",
        1.6: """furious, fury, enraged, rage, raging, in a rage, livid, seething, boiling, infuriated, incensed, apoplectic, ballistic,
            losing his temper, losing her temper, losing their temper, blood boiling,
            暴怒, 暴躁, 大发雷霆, 狂怒, 勃然大怒, 大怒, 盛怒, 怒不可遏, 暴跳如雷, 火冒三丈, 怒发冲冠, 气急败坏, 怒火中烧, 歇斯底里, 震怒""",
    },
    "hateful": {
        1.0: """hateful, hatred, venom, hostility, ill will, hate, spiteful, spite, venomous, malicious, malice, vengeful, vengeance, bitter, bitterness, resentful,
            resentment, evil, sinister, wicked, cruel, vicious, ruthless, malevolent, loathing, vindictive, grudge, villainous,
            diabolical, murderous, merciless, acrimonious, antagonistic, poisonous, rancorous, revenge, seeking revenge,
            仇恨, 怨毒, 不共戴天, 歹毒, 憎恨, 痛恨, 怨恨, 恨, 恶毒, 阴险, 阴沉, 狠毒, 敌意, 报复, 邪恶, 恨之入骨, 残忍, 毒辣, 冷酷, 阴狠, 复仇, 深恶痛绝""",
    },
    "contemptuous": {
        0.8: "condescending, condescension, patronizing, patronising, cold, icy, frosty, aloof, 高傲, 冷冰冰, 冰冷, 清高, 高冷",
        1.0: """snooty, stuck up, contemptuous, contempt, derision, withering, scornful, scorn, disdainful, disdain, sarcastic, sarcasm, mocking, mockery, sneering, sneer,
            derisive, dismissive, haughty, arrogant, arrogance, snide, sardonic, cynical, ironic, irony, jeering, taunting,
            supercilious, snobbish, superior, looking down on, rolling his eyes, rolling her eyes, eye rolling, mean, scoffing,
            ridiculing, belittling, snarky, wry, caustic,
            轻蔑, 蔑视, 不屑, 鄙视, 鄙夷, 嘲讽, 讽刺, 嘲笑, 冷笑, 傲慢, 高高在上, 看不起, 瞧不起, 阴阳怪气, 冷嘲热讽, 讥讽, 讥笑, 挖苦,
            目中无人, 不以为然, 嗤之以鼻, 刻薄, 居高临下, 藐视""",
    },
    "disgusted": {
        1.0: """put off, distasteful, disgusted, disgust, repugnance, sick to the stomach, loathsome, revolted, revulsion, repulsed, repulsion, grossed out, nauseated, nausea, sickened, repelled,
            distaste, appalled, queasy, as if smelling something rotten, abhorrence, squeamish, aversion, as if it stank, yuck,
            厌恶, 憎厌, 想吐, 恶心, 反感, 嫌弃, 作呕, 嫌恶, 憎恶, 讨厌, 反胃, 倒胃口, 令人作呕, 膈应""",
    },
}
"""Emotion id → strength at which a word asks for it → the words."""

EMOTION_MIXTURES: list[tuple[str, dict[str, float]]] = [
    ("bittersweet, laughing through tears, smiling through tears, 悲喜交加, 喜忧参半, 苦乐参半, 又哭又笑, 含泪微笑", {"happy": 0.5, "sad": 0.5}),
    ("awe inspiring dread, pleasantly terrified, 又惊又怕", {"surprised": 0.5, "afraid": 0.5}),
    ("又惊又喜", {"surprised": 0.6, "happy": 0.4}),
    ("爱恨交织, 爱恨交加, 又爱又恨, 爱恨情仇, love hate, love and hate", {"tender": 0.5, "hateful": 0.5}),
    ("怒其不争, 哀其不幸怒其不争", {"angry": 0.5, "disappointed": 0.5}),
    ("惊恐交加, 又惊又惧, 又惊又恐", {"surprised": 0.5, "afraid": 0.5}),
    ("又好气又好笑, 又气又好笑, 又气又想笑", {"angry": 0.5, "amused": 0.5}),
    ("敬畏", {"afraid": 0.5, "surprised": 0.5}),
    ("笑里藏刀, 口蜜腹剑, 绵里藏针", {"hateful": 0.6, "tender": 0.4}),
    ("悲愤, 悲愤交加, 又气又伤心, 又急又气", {"angry": 0.55, "sad": 0.45}),
    ("jealous, jealousy, envious, envy, 嫉妒, 妒忌, 吃醋, 酸溜溜", {"hateful": 0.4, "anxious": 0.3, "contemptuous": 0.3}),
    ("hopeful, hope, longing, yearning, 希望, 充满希望, 憧憬, 渴望, 盼望, 向往", {"happy": 0.5, "tender": 0.5}),
    ("relieved, relief, 松了一口气, 如释重负, 释然", {"calm": 0.6, "happy": 0.4}),
    ("flirtatious, flirty, seductive, sultry, sensual, sexy, 性感, 妩媚, 诱惑, 撩人, 暧昧", {"tender": 0.7, "amused": 0.3}),
    ("羞愤, 恼羞成怒", {"angry": 0.6, "ashamed": 0.4}),
]  # fmt: skip
"""Words that name a mixture: emotion id → share."""

INTENSITY_WORDS: dict[float, str] = {
    0.5: """subdued, restrained, understated, muted, toned down, keep it small, keep it subtle, keep it low key, play it down, underplay it, underplayed, don't overdo it, do not overdo it, not overdone, rein it in, reined in, hold it in, held in, holding it in, holding back, held in check, in check, bottled up, in small doses, tamped down, tempered, softened, with restraint, restraint, contained, not showing it, trying not to show it, low key, reserved, contained, suppressed, controlled, held back,
        克制, 内敛, 压抑, 隐忍, 含蓄, 收敛, 低调""",
    0.7: "natural, naturally, subtle, subtly, 自然, 微妙, 细腻",
    1.3: "expressive, emotional, emotion, with feeling, vivid, intense, 有感情, 富有感情, 感情丰富, 生动, 饱满, 声情并茂, 情绪化, 强",
    1.5: "lean into it, really lean into it, lean in, go all in, all in, go for it, let it all out, give it everything, give it your all, pull out all the stops, milk it, ham it up, hammy, lay it on thick, go big, to the hilt, no holds barred, unrestrained, unbridled, uninhibited, wholehearted, wholeheartedly, full blooded, larger than life, operatic, histrionic, dramatic, drama, theatrical, over the top, melodramatic, exaggerated, 夸张, 戏剧化, 戏剧性, 浮夸",
    2.0: "maximal, maximum, at the top, as emotional as possible, 极致, 最大程度",
}
"""Factor on intensity → the words."""

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

AXIS_WORDS: dict[str, str] = {
    "pitch": "pitch, tone height, register, notes, pitch level, voice pitch, key, 音调, 音高, 声调, 调子, 调, 音, 嗓门高低",
    "range": "pitch move, pitch moves, pitch range, tonal range, melodic range, vocal range, pitch movement, pitch swings, melody range, modulation depth, variation in pitch, variation in tone, contour, highs and lows, intonation range, intonation, pitch variation, variation, range, inflection, 音域, 语调起伏, 音调变化, 语调变化, 起伏幅度, 音高变化, 语调",
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

RISING_WORDS = """high, higher, up, raise, loftier, crank, crank the, jump, jumps, climb, climbs, climbing, soaring up, bump, bump up, pump up, ramp up, exaggerate, exaggerated, stretch out, plenty of, lots of, ample, generous, huge, extra, heavy, enhance, enhanced, maximise, maximize, raised, raising, increase, increased, increasing, rise, rises, boost, big, bigger, large, larger,
    wide, wider, widen, broad, broader, long, longer, lengthen, greater, more frequent, frequent, many, plus, added, heightened, extend,
    extended, turn up, crank up, elevated, expand, goes up, lift, lifted, above average, strong, stronger, double, doubled, add,
    往上, 往上走, 提上去, 提起来, 上去, 升上去, 抬起来, 拉起来, 往上提, 提一提, 提, 放大, 放宽, 拓宽, 拉大, 拉开, 加深, 加重, 高, 升高, 提高, 上升, 调高, 增加, 增大, 大, 加大, 增强, 提升, 拉高, 变高, 拔高, 扩大, 加长, 延长, 长, 多, 升, 加, 加强, 变大, 宽, 抬高, 调大, 偏高, 偏大,
    高于, 偏长"""
FALLING_WORDS = """low, lower, lowered, lowering, down, decrease, decreased, decreasing, reduce, reduced, reducing, drop, dropped, fall, falls, small,
    smaller, little range, narrow, narrower, narrowed, short, shorter, shorten, shortened, fewer, few, minus, diminished, turn down, lessen, lessened,
    cut, cut back, back, squash, squashed, shrink, flatten, flattened, dip, dips, sink, sinks, sinking, hold back, tighten, trim, trimmed, minimal, minimise, minimize, slim, thin out, restrain, limited, restricted, goes down, below average, compress, compressed, bring down, halve, halved,
    往下, 往下压, 往下走, 往下降, 压下去, 压下来, 降下来, 降下去, 沉下去, 收窄, 收小, 收紧, 收缩, 压缩, 压, 放低, 低, 降低, 下降, 调低, 减少, 减小, 小, 减弱, 拉低, 变低, 压低, 缩小, 缩短, 短, 少, 降, 减, 变小, 窄, 调小, 偏低, 偏小, 减轻, 低于, 偏短"""
"""Directions on an axis."""

LONE_DIRECTIONS: dict[str, str] = {
    "pitch": "high, higher, low, lower, 高, 低, 偏高, 偏低, 高于, 低于, 升高, 降低, 调高, 调低, 提高",
    "loudness": "大, 小, 变大, 变小, 加大, 减小, 减弱, 调大, 调小, 偏大, 偏小, big, bigger, small, smaller",
}
"""Axis → the directions that are about it when no axis is named."""

DEGREE_WORDS: dict[float, str] = {
    0.4: "vaguely, the faintest, the slightest, the tiniest, low level, low grade, barely there, barely noticeable, hardly noticeable, scarcely noticeable, barely perceptible, imperceptibly, just a trace of, ever so faintly, ever so lightly, ever so, remotely, fleeting, fleetingly, dim, slightly, faintly, barely, ever so slightly, a tiny bit, a teeny bit, a tad, marginally, mildly, subtly, faint, 隐约, 隐约的, 淡淡, 浅浅, 若有若无, 似有若无, 似有似无, 不易察觉, 难以察觉, 几不可察, 细微, 轻轻的一点, 依稀, 些微, 点点, a shade, just barely, "
         "略, 略微, 偏, 偏于, 稍显, 略显, 稍微, 微微, 稍, 稍稍, 些微, 一丝丝, 丝毫, 微, 轻微, 隐隐",
    0.6: "a notch, a bit, bit, only a little, just a little, only slightly, something of a, not without, partway, halfway, semi, a little, little, a little bit, somewhat, kind of, sort of, moderately, fairly gently, a trifle, light, lightly, "
         "some, moderate, a fair bit, certain, a certain, audible, 一定, 适度, 有点, 有些, 一点, 一点点, 有点儿, 一些, 点儿, 点, 些, 有一点, 有一些, 些许, 几分, 一点儿",
    0.9: "rather, quite, fairly, pretty, reasonably, noticeably, clearly audible, 比较, 较, 较为, 还算, 挺, 蛮, 颇, 颇为, 相当",
    1.2: "more, even more, 更, 更加, 更为, 再, 还要, 越来越",
    1.4: "a sea of, an ocean of, a world of, a storm of, a flood of, floods of, waves of, a wave of, a mountain of, a torrent of, a surge of, a burst of, bursts of, a rush of, a wealth of, depths of, the depths of, a whirlwind of, an avalanche of, a tidal wave of, an explosion of, an eruption of, 说不出的, 说不出, 难以言喻, 难以形容, 无法形容, 无以言表, 难以名状, 满满, 满满的, 排山倒海, 铺天盖地, 滔天, 汹涌, 翻涌, 汹涌澎湃, 无法自拔, 难以自拔, 难以抑制, 抑制不住, 抑制不住的, 掩饰不住, 掩饰不住的, 按捺不住的, 藏不住, 藏不住的, 掩不住, 掩不住的, 溢于言表, 爆棚, 强烈, 强烈的, 极强, 剧烈, 浓烈, 浓重, 浓厚, 深重, 沉重的, 巨大, 巨大的, 莫大, 莫大的, 由衷, 由衷的, 发自内心, 实在, 着实, 真的, 真是, 好生, 老, 贼, 巨, 超, 狠狠, overcome with, overcome by, overwhelmed with, overwhelmed by, consumed by, consumed with, bursting with, brimming with, brimming over with, overflowing with, bubbling with, bubbling over with, drowning in, drowned in, paralysed with, paralysed by, paralyzed with, paralyzed by, seized by, seized with, gripped by, in the grip of, filled with, racked with, wracked with, racked by, wracked by, choked with, sick with, mad with, crazed with, drunk with, beside himself with, beside herself with, beside oneself with, beside themselves with, beside yourself with, burning with, ablaze with, aflame with, boiling with, crippled by, crushed by, crushed with, flooded with, swept away by, carried away by, possessed by, riddled with, dripping with, oozing, exuding, radiating, aglow with, weighed down by, weighed down with, numb with, faint with, wild with, giddy with, weak with, blind with, blinded by, eaten up with, eaten up by, torn apart by, haunted by, awash with, steeped in, soaked in, drenched in, nothing but, pure, sheer, unadulterated, raw, blazing, searing, profound, profoundly, immense, intense, enormous, colossal, towering, bottomless, infinite, untold, unspeakable, abject, mortal, crushing, overpowering, all consuming, uncontrollable, uncontrollably, uncontainable, unmistakable, unmistakably, unmistakeably, red hot, white hot, violent, acute, keenly, sorely, ridiculously, crazy, hell of a, oh so, more than a little, good and, downright, flat out, full on, full blown, properly, bloody, damn, damned, fully, wholly, entirely, every inch, every bit of, at its peak, at its height, in the extreme, like never before, as never before, more than ever, beyond, beyond words, very, strikingly, exceptionally, overwhelming, boundless, unbearable, utter, extreme, greatest possible, the greatest possible, burning, endless, plenty of, plain to hear, very, really, so, much, a lot, lots of, strongly, highly, considerably, truly, particularly, especially, full of, deeply, greatly, "
         "awfully, big time, genuinely, heavily, great, profoundly, heavy, far, way, seriously, too, overly, such, with great, remarkably, badly, "
         "明显, 很, 无尽, 无尽的, 无法抑制, 无法抑制的, 无穷, 尽情, 透顶, 难当, 非常, 十分, 特别, 格外, 好, 真, 得多, 多了, 充满, 满怀, 满, 尤其, 深深, 太, 大大, 极为, 甚, 满是, 无比, 异常, 许多, 很多, 不少, 万分, 浓浓, 好不",
    1.8: "爆表, 开到最大, 调到最大, 拉到最大, 开到最满, 拉满, 推到极致, 到极致, 到了极致, 到了极点, 到顶, 到顶点, 到骨子里, 入骨, 到无以复加, 无以复加, 透骨, 得不得了, 要死, 得要死, 到爆, 到炸, 得没边, 没边, 无与伦比, 前所未有, 史无前例, 到了顶点, 无敌, 至极点, 彻头彻尾, 十二分, off the charts, beyond words, beyond belief, beyond all measure, to the max, max, the max, to the hilt, to the core, to the bone, to bits, up to eleven, turned up to eleven, dialled up to eleven, dialed up to eleven, cranked up to eleven, turned up to ten, dialled up to ten, dialed up to ten, cranked to eleven, all the way up, at full throttle, as can be, as you can, as you possibly can, as it gets, out of control, extremely, incredibly, intensely, utterly, absolutely, completely, totally, insanely, overwhelmingly, immensely, as possible, "
         "wildly, unbelievably, exceedingly, enormously, tremendously, terribly, thoroughly, violently, maximally, super, hugely, most, "
         "through the roof, beyond measure, the most, ever so, positively, to death, out of his mind, out of her mind, out of your mind, "
         "极其, 极度, 极, 极了, 无比地, 超级, 超, 完全, 最, 死了, 透了, 不得了, 到极点, 至极, 得要命, 要命, 彻底, 绝对, 万般, 得不行, 不已, 不得, 巨",
}  # fmt: skip
"""Factor → degree words, before what they grade or after it."""

AFTER_DEGREES = "off the charts, beyond words, beyond belief, beyond measure, beyond all measure, to the max, to the hilt, to the core, to the bone, to bits, up to eleven, turned up to eleven, dialled up to eleven, dialed up to eleven, cranked up to eleven, turned up to ten, dialled up to ten, dialed up to ten, cranked to eleven, all the way up, at full throttle, as can be, as you can, as you possibly can, as it gets, out of control, in the extreme, like never before, as never before, at its peak, at its height, through the roof, 爆表, 爆棚, 到极致, 到了极致, 到了极点, 到骨子里, 入骨, 得不得了, 要死, 得要死, 到爆, 无以复加, 无法自拔, 难以自拔, 滔天, 溢于言表, 开到最大, 拉满, 到顶, 一点, 一些, 点, 些, 点儿, 一点点, 一点儿, 得多, 多了, 极了, 死了, 透了, 不得了, 到极点, 至极, 得要命, 要命, 得不行, 不已, 透顶, 难当, 万分, 许多, 很多, as possible, to death"
"""Degree words that grade what stands right before them."""

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
    0.2: "tinted with, touched by, touched with, flecked with, sprinkled with, peppered with, spiced with, seasoned with, shot through with, shaded with, shadowed by, clouded by, dusted with, coloured by, colored by, coloured with, colored with, edged with, flavoured with, flavored with, a thread of, threads of, a streak of, a flash of, flashes of, a glint of, a gleam of, a spark of, a ray of, a spot of, a spoonful of, a teaspoon of, a shadow of, a stab of, a twinge of, a pang of, a ripple of, a shiver of, a tint of, a vein of, a strain of, a current of, a splash of, a squeeze of, a note of, notes of, an air of, a whiff of, an aftertaste of, a residue of, a little bit of, with some, with a bit of, with a little, with a slight, with a certain, and slightly, but slightly, and a little, but a little, and somewhat, but somewhat, a hint of, hints of, hint of, a hint, a touch of, touch of, a touch, a dash of, a note of, a tinge of, a pinch of, tinged with, a suggestion of, "
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

BEFORE_EMOTIONS: dict[float, str] = {
    0.6: "faint, faintly, weakly, weak, mild, moderate, low, small, light, certain, quiet, 低, 小, 淡淡",
    1.0: "plain, clear, cool, 明显",
    1.4: "deep, bitter, bitterly, dark, high, strong, big, large, hard, deadly, raw, bitter, 深, 深沉, 强, 重, 大, 高, 高度, 深切, 厚",
}
"""Factor → words that are degree words where an emotion follows at once, whatever else they mean."""

NEGATIONS = """quite the opposite, the opposite, on the contrary, the contrary, the other way round, is wrong, wrong, nope, nah, no way, leave out, leave out the, leave out any, skip the, spare me the, spare us the, cut the, cut out the, remove, remove the, take out the, take away the, get rid of, get rid of the, kill the, ditch the, forget the, enough of the, enough with the, no need for, no need to be, no need to sound, refuse to be, refuse to sound, refuses to be, refuses to sound, don't let, do not let, hardly, hardly any, scarcely, scarcely any, not exactly, barely any, no room for, there is no, there's no, no hint of, with none of, none of the, not one bit, not one bit of, far away from, as far as possible from, opposite of, the opposite of, the reverse of, exempt from, rid of, stripped of, drained of, emptied of, purged of, bereft of, deprived of, in the absence of, absence of, an absence of, absent, no such thing as, not remotely, not even a little, not even slightly, not even a hint of, not a shred of, without a shred of, not an ounce of, without an ounce of, not a drop of, without a drop of, not a touch of, without so much as, resist, resisting, quit, quit being, quit sounding, cease, cease being, stop sounding, don't sound, don't get, don't go, not sounding, not being, no more, no more of, isn't any, ain't, couldn't, wouldn't, hasn't, haven't, hadn't, not, no, never, without, without any, nothing, don't, doesn't, do not, does not, isn't, aren't, wasn't, not at all, none of, free of, free from,
    neither, nor, by no means, cannot, can't, didn't, shouldn't, should not, rather than, instead of, avoid, avoiding, stop being, stop, devoid of, lacking, anything but,
    far from, in no way, no longer, not even, shan't, won't, must not, mustn't, sans, no sign of, less than, not in the least, without a trace of,
    without a hint of, drop the, don't be, lose the, unlike, void of, no trace of, no hint of, minus the, not a hint of, not a trace of, not a bit,
    去掉, 去除, 拿掉, 收起, 收起你的, 抹去, 丢掉, 抛开, 除去, 剔除, 摒弃, 停止, 别再, 不再, 何来, 哪来, 哪来的, 哪有, 哪里有, 哪里是, 哪是, 谈不上, 说不上, 算不上, 称不上, 远谈不上, 怎么可能, 怎么会, 听不出, 听不出任何, 看不出, 看不出任何, 不掺, 不夹, 不夹杂, 不流露, 不露, 不允许, 无需, 不需要, 用不着, 犯不着, 少来, 禁止, 杜绝, 毫无半点, 没有半点, 不带半点, 不带一点, 没有一点, 没有一点儿, 才不, 才没, 才没有, 根本不, 根本没, 根本没有, 完全不, 完全没有, 全无, 了无, 未曾, 从未, 从没, 从来不, 从来没有, 绝非, 决非, 绝不是, 决不是, 远非, 反而不, 不像, 不似, 别太过, 忌, 切忌, 拒绝, 不沾, 不掺杂, 一丝也没有, 一点也没有, 一点都没有, 不, 没有, 没, 别, 不要, 不是, 并不, 并非, 毫不, 毫无, 勿, 绝不, 决不, 不带, 而不是, 而非, 非, 无, 不能, 不再, 不用, 从不, 避免, 切勿, 没有一丝, 没有丝毫, 不带一丝,
    不带任何, 没有任何, 别那样, 不许, 不可, 不必, 不应, 不该, 不显, 不含, 毫不显, 一点也不, 一点都不, 一点儿也不, 丝毫不, 不见"""
SOFT_NEGATIONS = """not as, nothing over the top, not so very, don't get too, don't go too, don't be so, don't sound so, never overly, not excessively, without getting too, without sounding too, no need to be too, not too, not very, not so, not that, not overly, not particularly, not really, not terribly, not quite, not all that, not especially, not extremely, not entirely, not completely, not wholly, not fully,
    don't be too, don't sound too, without being too, without being overly, without too much, nothing too, never too, isn't too, isn't very, neither too, nor too,
    不太, 不那么, 不是很, 不怎么, 不要太, 别太, 不会太, 不大, 不算太, 不过分, 不至于太, 不很, 不必太, 不用太, 不甚, 没那么, 没有那么, 别那么, 不要那么, 不过于, 并不太, 并不很, 不特别, 不能太, 不算"""
LESS_WORDS = "ease off, ease off the, ease off on, ease off on the, go easy on, go easy on the, go lighter on, lay off the, back off on, back off the, take some of the, less of the, less of a, take the edge off the, less, tone down, tone down the, dial back, dial back the, dial down, dial down the, ease up on, ease up on the, decreasingly, cut back on, 少一点, 少一些, 减少些, 少些, 少点"
"""Negations: of the whole thing, of a high degree of it, and a smaller amount of it."""

JOINING_WORDS = "or, nor, 或, 或者, 也不, 和, 与, 及, 跟, 以及"
"""Words over which a negation reaches on to the next thing."""

DENYING_JOINS = ("nor", "也不")
"""Those that deny even where nothing stands before them."""

CLAUSE_WORDS = "but, yet, while, whereas, though, although, however, then, except, 但, 但是, 却, 而是, 而, 然而, 不过, 可是, 只是, 同时, 并且, 接着, 然后, 尽管, 虽然"
SOFT_CLAUSE_WORDS = "and, with, plus also, &, 且, 并, 还, 中, 里, 之中"
"""Words that end a clause, and words that end only what a number or a direction can be about."""

HINT_WORDS: list[tuple[str, dict[str, str | int]]] = [
    ("man, male, guy, gentleman, masculine, fellow, bloke, dude, lad, men, sir, mister, 男, 男性, 男人, 男声, 男士, 先生, 汉子, 男子, 男高音, 男中音, 男低音, 爷们, 大汉, 壮汉, 小子, brother, husband, son, actor, groom, chap, mr, boys", {"gender": "male"}),
    ("woman, female, lady, feminine, gal, women, madam, 女, 女性, 女人, 女声, 女士, 女子, 妇女, 妇人, 女郎, 女童声, 女高音, 女中音, 女低音, girls, sister, wife, daughter, actress, bride, dame, lass, lassie, chick, matron, missus, mrs, miss, ms", {"gender": "female"}),
    ("boy, little boy, small boy, schoolboy, young boy, 男孩, 小男孩, 男童, 小男生", {"gender": "male", "age": 9}),
    ("girl, little girl, small girl, schoolgirl, young girl, 女孩, 小女孩, 女童, 小姑娘, 小女生", {"gender": "female", "age": 8}),
    ("child, kid, children, kiddo, 孩子, 小孩, 儿童, 孩童, 小朋友, 幼儿, 童声, 小孩子, 娃娃", {"age": 8}),
    ("toddler, little one, infant, tiny tot, 幼儿, 幼童, 小宝宝, 奶娃", {"age": 3}),
    ("preschooler, kindergartner, kindergartener, 学龄前儿童", {"age": 5}),
    ("schoolchild, schoolkid, 小学生, 小娃, 小鬼, 娃", {"age": 9}),
    ("小丫头, 丫头, 女娃, 小女娃", {"gender": "female", "age": 9}),
    ("男娃, 小男娃, 小毛孩", {"gender": "male", "age": 8}),
    ("tween, preteen, 初中生, 中学生", {"age": 13}),
    ("high schooler, high school student, 高中生", {"age": 16}),
    ("college student, university student, undergraduate, undergrad, 大学生", {"age": 20}),
    ("pensioner, retiree, oap, 退休老人", {"age": 68}),
    ("septuagenarian, 古稀, 古稀之年", {"age": 73}),
    ("octogenarian, 耄耋, 耄耋之年", {"age": 83}),
    ("nonagenarian", {"age": 92}),
    ("花甲, 花甲之年", {"age": 61}),
    ("teenager, teen, teenage, adolescent, youth, youngster, teenaged, 青少年, 少年, 年轻人", {"age": 16}),
    ("teenage boy, young lad, 小伙子, 男生", {"gender": "male", "age": 17}),
    ("teenage girl, 少女, 女生", {"gender": "female", "age": 16}),
    ("young, youthful, young adult, 年轻, 青年", {"age": 24}),
    ("young man, 青年男子, 年轻男子, 年轻男人, 小哥", {"gender": "male", "age": 25}),
    ("young woman, young lady, 年轻女子, 年轻女人, 小姐, 姑娘, 小姐姐", {"gender": "female", "age": 25}),
    ("middle aged, mature, grown up, adult, 中年, 成熟, 成年", {"age": 45}),
    ("uncle, middle aged man, 大叔, 叔叔, 中年男人, 中年男子, 中年男性, 大伯", {"gender": "male", "age": 48}),
    ("aunt, auntie, middle aged woman, 阿姨, 大妈, 大婶, 中年女人, 中年女性", {"gender": "female", "age": 48}),
    ("old, elderly, aged, senior, ancient, elder, geriatric, 老, 年老, 老年, 老人, 年迈, 苍老, 老年人, 上了年纪", {"age": 72}),
    ("old man, grandfather, grandpa, granddad, elderly man, old gentleman, old timer, 老爷爷, 爷爷, 老头, 老头子, 老翁, 老大爷, 外公, 老先生, 老爷子", {"gender": "male", "age": 74}),
    ("old woman, grandmother, grandma, granny, elderly woman, old lady, crone, 老奶奶, 奶奶, 老太太, 老婆婆, 外婆, 老妇人, 姥姥, 婆婆", {"gender": "female", "age": 72}),
    ("in his twenties, in her twenties, in their twenties, twenties", {"age": 25}),
    ("in his thirties, in her thirties, in their thirties, thirties", {"age": 35}),
    ("in his forties, in her forties, in their forties, forties", {"age": 45}),
    ("in his fifties, in her fifties, in their fifties, fifties", {"age": 55}),
    ("in his sixties, in her sixties, in their sixties, sixties", {"age": 65}),
    ("in his seventies, 七十多岁, in her seventies, in their seventies, seventies", {"age": 75}),
    ("mother, mum, mom, mommy, 妈妈, 母亲, 娘", {"gender": "female", "age": 38}),
    ("father, dad, daddy, 爸爸, 父亲, 爹", {"gender": "male", "age": 40}),
    ("scottish, scotsman, highlander, 苏格兰", {"accent": "scottish"}),
    ("american, 美式, 美国", {"accent": "american"}),
    ("british, english accent, 英式, 英国", {"accent": "british"}),
]  # fmt: skip
"""Words about the speaker: hint → value; an age is in years."""


PRONOUNS: dict[str, str] = {
    "male": "he, his, him, himself, 他",
    "female": "she, her, hers, herself, 她",
}
"""Gender → pronouns: a hint that yields to every other, since they may be about somebody else."""


@dataclass(frozen=True)
class Role:
    """A role or simile: what it implies unless the caption says otherwise."""

    wordings: str
    hints: Mapping[str, str | int] = field(default_factory=dict)
    emotions: Mapping[str, float] = field(default_factory=dict)
    strength: float = 1.0
    delivery: Mapping[str, float | bool] = field(default_factory=dict)


ROLES: tuple[Role, ...] = (
    Role("drill sergeant, drill instructor, sergeant, army instructor, 魔鬼教官, 教官, 军官训话", {"role": "drill sergeant", "gender": "male", "age": 44},
         {"angry": 1}, 1.0, {"loudness": 6, "tilt": 5, "roughness": 0.35, "rate": 8}),
    Role("news anchor, newsreader, newscaster, news presenter, news reporter, reporter, anchorman, anchorwoman, 新闻主播, 主播, 播音员, 记者, 播音腔, 新闻播报, 新闻联播", {"role": "news anchor"},
         {"neutral": 1}, 1.0, {"rate": 6, "tilt": 1.5}),
    Role("bedtime story, bedtime storyteller, telling a bedtime story, reading a bedtime story, lulling a baby to sleep, putting a child to sleep, 睡前故事, 讲睡前故事, 哄孩子睡觉, 哄睡", {"role": "storyteller"},
         {"tender": 1}, 1.0, {"rate": -15, "loudness": -3}),
    Role("storyteller, narrator, telling a story, audiobook narrator, narrating, narration, 讲故事, 说书人, 旁白, 叙述者, 说书, 讲述者, 解说", {"role": "narrator"}, {"calm": 1}, 0.5, {"range": 0.4}),
    Role("documentary, documentary narrator, nature documentary, 纪录片, 纪录片解说, 纪录片旁白", {"role": "documentary narrator"}, {"calm": 1}, 0.7, {"rate": -6}),
    Role("villain, evil mastermind, supervillain, bad guy, antagonist, 反派, 坏人, 大反派, 恶人", {"role": "villain"}, {"contemptuous": 0.5, "hateful": 0.5}, 1.0, {"rate": -10, "pitch": -2}),
    Role("witch, evil witch, hag, 巫婆, 女巫, 老巫婆", {"role": "witch", "gender": "female", "age": 70}, {"hateful": 0.6, "amused": 0.4}, 1.2, {"roughness": 0.5}),
    Role("king, emperor, queen, monarch, royalty, 国王, 皇帝, 女王, 帝王, 君王, 王者", {"role": "monarch"}, {"proud": 1}, 1.0, {"rate": -10}),
    Role("empress dowager, dowager, 老年太后, 太后, 皇太后, 老佛爷, 慈禧", {"role": "empress dowager", "gender": "female", "age": 66}, {"proud": 0.7, "contemptuous": 0.3}, 1.0, {"rate": -15}),
    Role("kung fu uncle, kung fu master, martial arts master, martial artist, 功夫大叔, 武林高手, 大侠, 侠客, 武术大师, 功夫大师", {"role": "kung-fu master", "gender": "male", "age": 52}, {"proud": 0.7, "amused": 0.3}, 0.9, {"loudness": 2}),
    Role("office lady, executive, businesswoman, office worker, 干练白领, 白领, 职场女性, 女强人, 总裁, 霸道总裁", {"role": "professional", "age": 32}, {"proud": 1}, 0.5, {"rate": 8}),
    Role("sunny youth, sunny boy, 阳光少年, 阳光男孩", {"role": "sunny youth", "gender": "male", "age": 16}, {"happy": 1}, 0.8, {}),
    Role("businessman, ceo, boss, manager, 老板, 经理, 领导", {"role": "professional", "age": 45}, {"proud": 1}, 0.6, {}),
    Role("teacher, schoolteacher, professor, lecturer, kindergarten teacher, explaining to a child, 老师, 教师, 教授, 幼儿园老师, 讲师", {"role": "teacher"}, {"tender": 0.5, "calm": 0.5}, 0.6, {"rate": -6}),
    Role("sports commentator, sportscaster, football commentator, race caller, commentator, 体育解说, 解说员, 足球解说, 球赛解说", {"role": "sports commentator"}, {"excited": 1}, 1.4, {"rate": 25, "loudness": 5}),
    Role("game show host, host, announcer, tv host, radio host, dj, presenter, showman, ringmaster, 主持人, 综艺主持, 司仪, 电台主播", {"role": "host"}, {"excited": 0.5, "happy": 0.5}, 0.8, {}),
    Role("salesman, salesperson, saleswoman, advertiser, commercial, advertisement, infomercial, 推销员, 销售, 广告, 带货主播, 导购", {"role": "salesperson"}, {"excited": 0.5, "happy": 0.5}, 0.9, {"rate": 12}),
    Role("customer service, receptionist, call center agent, assistant, flight attendant, 客服, 前台, 客服人员, 助理, 空姐, 服务员", {"role": "assistant"}, {"happy": 0.4, "calm": 0.6}, 0.6, {}),
    Role("robot, android, computer, machine, automaton, 机器人, 电脑, 机器", {"role": "robot"}, {"neutral": 1}, 1.0, {"range": -1.8}),
    Role("priest, preacher, monk, pastor, 牧师, 神父, 和尚, 僧人, 道士, 传教士", {"role": "clergy"}, {"calm": 0.6, "proud": 0.4}, 0.8, {"rate": -12}),
    Role("doctor, nurse, therapist, 医生, 护士, 心理医生", {"role": "carer"}, {"calm": 0.6, "tender": 0.4}, 0.7, {}),
    Role("pirate, 海盗", {"role": "pirate", "gender": "male", "age": 50}, {"amused": 0.4, "proud": 0.6}, 1.0, {"roughness": 0.6, "loudness": 3}),
    Role("soldier, general, commander, knight, warrior, captain, 船长, 士兵, 将军, 战士, 骑士, 指挥官, 军人", {"role": "soldier"}, {"proud": 1}, 1.0, {"loudness": 3, "tilt": 2}),
    Role("wizard, sage, mentor, guru, wise man, 智者, 巫师, 法师, 导师, 长者, 隐士", {"role": "sage", "age": 70}, {"calm": 1}, 0.8, {"rate": -12, "pitch": -1.5}),
    Role("ghost, spirit, 鬼, 幽灵, 鬼魂", {"role": "ghost"}, {"sad": 0.5, "afraid": 0.5}, 0.6, {"breathiness": 0.6, "rate": -15}),
    Role("princess, fairy, 公主, 仙女, 精灵", {"role": "princess", "gender": "female", "age": 20}, {"tender": 0.5, "happy": 0.5}, 0.8, {}),
    Role("detective, 侦探", {"role": "detective"}, {"calm": 0.7, "anxious": 0.3}, 0.7, {"pitch": -1}),
    Role("auctioneer, 拍卖师", {"role": "auctioneer"}, {"excited": 1}, 0.8, {"rate": 40}),
    Role("meditation guide, meditation teacher, yoga teacher, hypnotist, asmr, 冥想引导, 冥想, 瑜伽老师, 催眠师, 催眠", {"role": "meditation guide"}, {"calm": 1}, 1.2, {"rate": -20, "breathiness": 0.4, "pauses": 60}),
    Role("just won the lottery, won the lottery, who just won the lottery, hit the jackpot, won a prize, 中了彩票, 刚中了彩票, 中彩票, 中了大奖, 中奖", {}, {"excited": 0.6, "happy": 0.4}, 1.7, {}),
    Role("seen a ghost, saw a ghost, just seen a ghost, who saw a ghost, in a haunted house, in a horror film, 见了鬼, 见鬼, 看见鬼, 撞见鬼", {}, {"afraid": 1}, 1.6, {}),
    Role("lost a loved one, lost everything, at a funeral, funeral, eulogy, lost her dog, lost his dog, someone had died, 失去亲人, 失去了一切, 葬礼, 追悼, 失去了亲人, 丧", {}, {"sad": 1}, 1.5, {}),
    Role("breaking up, heart has been broken, 失恋, 刚分手, 分手", {}, {"sad": 0.8, "disappointed": 0.2}, 1.2, {}),
    Role("in love, falling in love, talking to a baby, talking to a lover, pillow talk, 恋爱中, 对恋人, 对婴儿, 情话, 表白, 初恋", {}, {"tender": 1}, 1.2, {}),
    Role("just been betrayed, been betrayed, betrayed, betrayal, was betrayed, 被背叛, 背叛", {}, {"angry": 0.6, "sad": 0.4}, 1.4, {}),
    Role("just woke up, woken up, fallen asleep, falling asleep, 刚睡醒, 没睡醒, 刚起床, 睡着", {}, {"bored": 1}, 1.0, {"roughness": 0.2}),
    Role("ran a marathon, just ran, running, been running, after a long run, 刚跑完步, 跑步, 跑完马拉松", {}, {}, 1.0, {"breathiness": 0.7, "pauses": 40}),
    Role("rallying the troops, before a battle, pep talk, motivational speaker, motivational speech, rally, giving a speech, speech, orator, 战前动员, 演讲, 演说, 励志演讲, 鼓舞士气", {}, {"excited": 0.6, "proud": 0.4}, 1.2, {"loudness": 3}),
    Role("in a library, library, someone is sleeping, at night, not to wake anyone, in church, 图书馆, 深夜, 夜深人静, 怕吵醒别人", {}, {}, 1.0, {"loudness": -6, "tilt": -3}),
    Role("stuck in traffic, in a traffic jam, 堵车", {}, {"angry": 0.6, "bored": 0.4}, 0.9, {}),
    Role("opening a present, christmas morning, birthday, on christmas morning, first day of summer, 收到礼物, 拆礼物, 过年, 生日", {}, {"happy": 0.6, "excited": 0.4}, 1.3, {}),
    Role("reading a phone book, phone book, reading a shopping list, shopping list, reading terms and conditions, 念电话簿, 念清单, 读说明书, 念经", {}, {"bored": 1}, 1.0, {}),
    Role("job interview, first date, before an exam, 面试, 考试前, 第一次约会, 上台前", {}, {"anxious": 1}, 1.0, {}),
    Role("bomb is about to go off, running out of time, about to explode, house is on fire, fire, emergency, 着火了, 着火, 紧急情况, 救命, 十万火急", {}, {"afraid": 0.5, "anxious": 0.5}, 1.5, {"rate": 20}),
)  # fmt: skip

PARTIAL = "爱平沙拖僵暗柔硬亮绵缓脆锐飘绷弱"
"""Characters that are attributes by themselves, but not as part of a word that is not known."""

EMOJI: dict[str, str] = {
    "happy": "😀😃😄😊🙂☺😁🥳", "amused": "😂🤣😆😜", "tender": "🥰😍❤💕😘", "sad": "😢😭😞🙁☹😔", "angry": "😠😡🤬",
    "afraid": "😱😨", "anxious": "😰😟😬", "surprised": "😮😲🤯", "disgusted": "🤢🤮", "bored": "😴🥱😑", "contemptuous": "🙄😏",
    "calm": "😌", "excited": "🤩🎉", "ashamed": "😳",
}  # fmt: skip
"""Emotion id → the emoji that ask for it."""

NUMBER_WORDS: dict[str, float] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty five": 25, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "half a": 0.5, "half an": 0.5, "thirteen": 13, "fourteen": 14, "sixteen": 16, "eighteen": 18, "thirty five": 35, "a hundred": 100, "one hundred": 100, "triple": 3, "thrice": 3, "a": 1, "an": 1, "twice": 2, "double": 2,
}  # fmt: skip
"""English numbers that count where a unit follows."""

UNIT_WORDS: dict[str, str] = {
    "semitones": "semitones, semitone, st, half steps, half step, 半音, 个半音",
    "octaves": "octaves, octave, 八度, 个八度",
    "tones": "whole tones, whole tone, whole steps, whole step, 全音, 个全音",
    "dB": "db, decibels, decibel, 分贝",
    "percent": "%, percent, per cent, pct",
    "parts": "parts, part, measures of, 份",
    "times": "x, times, ×, 倍, 倍速, fold",
    "tenths": "分, 成",
    "years": "years old, year old, years of age, yo, 岁, years, year, 周岁",
}
"""Unit → how it is written."""

FILLERS = """a, an, the, i, me, my, you, your, it, its, this, that, these, those, they, them, their, we, our, one, someone, somebody, who, whom, whose, which, as, if, of, to,
    in, on, at, by, for, from, into, about, through, over, is, are, was, were, be, been, being, am, has, have, had, having, do, does, did, will, would, could, can, should, may,
    might, must, let, make, made, keep, kept, please, like, just, also, only, not only, not just, nothing but, all, every, each, any, both, than, there, here, when, because, since, until, between,
    thanks, thank you, bring, brings, take, takes, let it, let, lets, put, pull, push, dial, turn, hold, run, try to, try to be, under, under the, under a, behind, behind the, voice up, way of, with an air of, each word, every word, every line, every sentence, each sentence, sentences, sentence, phrase, phrases, words, syllable, syllables, dialogue, delivery, version, reading, normally, out loud, aloud, air of, tells, tell, told, seems, seem, heard, strike, taken, plenty, count, play, plays, playing, speak, speaks, speaking, spoken, say, says, saying, said, talk, talks, talking, sound, sounds, sounding, read, reads, reading, deliver, delivered, delivery, voice, voiced, voices,
    tone, tones, way, manner, style, mood, feeling, feelings, feel, feels, line, sentence, text, words, word, speech, timbre, person, people, character, speaker, narrates, quality, air,
    very much, give, gives, giving, given, add, show, shows, showing, express, expressing, convey, conveying, filled, sense, expression, moment, now, bit of, note, use, using, used, s, t, re, ll, ve, d, m,
    pitched, paced, toned, amount, level, degree, side, together, almost, want, wants, need, needs, put, go, goes, going, get, gets, getting, become, becoming, mixed, mix, mixture, blend, blended, combination,
    combined, between them, set, change, turn, adult like, attitude, emotions, emotional state, state, of it, time, and also, too much, the voice, performance, sort, kind, type, in which, rest, other, another, hearted,
    still, even though, despite, trying, try, remain, remains, stay, stays, well, again, always, often, sometimes, perhaps, maybe, little by little, gradually,
    ever, own, per, up to, around, along, within, towards, toward, after, before, during, own voice, audio, clip, recording, utterance, average, usual, in the dark, whatsoever, than usual, than normal, than before, average speed,
    不光, 不光是, 不仅, 不仅仅, 不仅仅是, 不仅是, 不但, 不但是, 不只, 不只是, 不单, 不单是, 不单单, 不单单是, 而且, 还有, 不止, 不止是, 中间, 底下, 底, 光, 明明, 分明, 明, 只, 一副, 一股, 一种, 一点儿的, 那份, 这份, 的那种, 那股, 这股, 有着, 带着的, 之情, 之意, 之色, 之感, 之心, 交织, 交加, 参半, 麻烦, 现, 现在, 道, 员, 一般, 以往, 这, 这个, 那, 那个, 那样, 这样, 的, 地, 得, 着, 了, 过, 用, 以, 说, 讲, 讲话, 说话, 话, 念, 读, 朗读, 语气, 声音, 嗓音, 口吻, 口气, 方式, 感觉, 情绪, 心情, 情感, 感情, 态度, 请, 像,
    一样, 一般, 似的, 般, 似, 如, 如同, 好像, 仿佛, 是, 有, 在, 来, 去, 把, 被, 让, 使, 给, 对, 向, 和, 也, 都, 就, 要, 会, 能, 可以, 一个, 一位, 一名, 个, 位, 名, 人, 者, 我, 你, 您, 它, 们, 自己, 上, 下, 里面, 出, 起来, 出来,
    起, 到, 为, 所, 之, 于, 与, 及, 并, 其, 某, 某人, 那种, 这种, 种, 样子, 样, 风格, 音色, 演绎, 表达, 表现, 表现出, 显得, 听起来, 听上去, 变得, 变, 进行, 保持, 句话, 这句, 这段, 这段话, 段, 句, 一句, 一段, 语言, 台词, 文字, 内容, 一种, 更多,
    刚, 刚刚, 正, 正在, 时, 时候, 的话, 呈现, 充, 感, 意, 吧, 呢, 啊, 哦, 哪, 吗, 嘛, 心, 嗓子, 模样, 状态, 氛围, 气氛, 角色, 一下, 些微的, 既, 又, 一边, 从, 由, 比, 平时, 平常, 往常, 通常, 左右, 大约, 约, 幅度, 声, 那么, 这么, 只有, 还是, 带, 带出, 几乎, 宣布, 十足, 任何, 仍, 仍然, 依然, 不禁, 不由得, 程度, 部分, 语调里, 说出, 传达,
    情, 色彩, 气质, 韵味, 成分"""
"""Words that carry the sentence and nothing about the sound."""

SILENT = """a, an, the, my, your, his, her, their, our, its, one's, i, me, you, he, him, she, it, they, them, we, us, himself, herself, yourself, oneself, themselves, myself, itself,
    s, m, re, ve, ll, d, am, is, are, was, were, be, been, being, has, have, had, just, so, really, very, quite, own, some, any, of, that, this, these, those, almost, all, most,
    的, 地, 得, 了, 着, 过, 都, 就, 也, 很, 把, 一, 个, 那, 这, 到, 有, 在, 被, 他, 她, 我, 你, 您, 自, 己, 那, 这, 又, 正, 刚"""
"""Words that a phrase may have between its others, or lack, and still be the same."""

IRREGULAR = """break: broke broken; fight: fought; lose: lost; win: won; burst: bursted; choke: choked; hold: held; keep: kept; catch: caught; shake: shook shaken; sink: sank sunk;
freeze: froze frozen; steal: stole stolen; fall: fell fallen; feel: felt; find: found; get: got gotten; give: gave given; go: went gone; hang: hung; hear: heard;
hide: hid hidden; leave: left; make: made; meet: met; pay: paid; rise: rose risen; run: ran; say: said; see: saw seen; sell: sold; shrink: shrank; sing: sang sung; sleep: slept; speak: spoke spoken;
spit: spat; spring: sprang; stand: stood; stick: stuck; sting: stung; strike: struck; swallow: swallowed; swear: swore sworn; take: took taken; tell: told; think: thought; throw: threw thrown;
wake: woke woken; wear: wore worn; weep: wept; write: wrote written; bite: bit bitten; blow: blew blown; bring: brought; build: built; buy: bought; come: came; die: died dying dies; lie: lied lying lies;
draw: drew drawn; drink: drank drunk; drive: drove driven; eat: ate eaten; fly: flew flown flies; forget: forgot forgotten; grow: grew grown; know: knew known; lay: laid; lead: led; ring: rang rung;
send: sent; shoot: shot; sit: sat; spill: spilt; teach: taught; wring: wrung; bind: bound; bleed: bled; child: children; tooth: teeth; foot: feet; wife: wives; knife: knives"""
"""Verb or noun: its irregular forms."""

TRADITIONAL = str.maketrans(
    "語調聲樂開興悲憤靜溫聽說話輕緊張驚訝懼歡愛憐慮氣厭惡無聊發顫啞滿點兩種這個風格還沒為與過時見讓從對嚴肅應節強會師員邊樣頓長單傲臉淚錢紀錄講讀親體慈沉穩響壓龍鬆熱烈極細傷懷奮頭憂鬱觀陽",
    "语调声乐开兴悲愤静温听说话轻紧张惊讶惧欢爱怜虑气厌恶无聊发颤哑满点两种这个风格还没为与过时见让从对严肃应节强会师员边样顿长单傲脸泪钱纪录讲读亲体慈沉稳响压龙松热烈极细伤怀奋头忧郁观阳",
)
"""The commonest traditional characters of captions → simplified."""
