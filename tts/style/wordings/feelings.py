# Tables of words read better in long lines.
# ruff: noqa: E501
"""Feelings: what words say about emotion and its strength."""

from __future__ import annotations

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

EMOJI: dict[str, str] = {
    "happy": "😀😃😄😊🙂☺😁🥳", "amused": "😂🤣😆😜", "tender": "🥰😍❤💕😘", "sad": "😢😭😞🙁☹😔", "angry": "😠😡🤬",
    "afraid": "😱😨", "anxious": "😰😟😬", "surprised": "😮😲🤯", "disgusted": "🤢🤮", "bored": "😴🥱😑", "contemptuous": "🙄😏",
    "calm": "😌", "excited": "🤩🎉", "ashamed": "😳",
}  # fmt: skip
"""Emotion id → the emoji that ask for it."""

INTENSITY_WORDS: dict[float, str] = {
    0.5: """not get carried away, don't get carried away, let's not get carried away, without getting carried away, under wraps, keep it under wraps, kept under wraps, tone it down, toned right down, dial it back, dial it down, dialled back, dialed back, scaled back, scale it back, scaled down, pull it back, reel it in, reined right in, hold it back, hold back, played down, played small, played very small, play it small, kept small, kept low, kept quiet about, swallowed, swallow it, bitten back, smothered, stifled, buried, bottled, hidden well, well hidden, barely showing, hardly showing, scarcely showing, barely visible, hardly visible, barely let it show, hardly let it show, don't let it show, doesn't let it show, not letting it show, unwilling to show it, less is more, keep a lid on it, with a lid on it, under a lid, at half strength, at half power, in miniature, minimalist, minimalistic, sparing, sparingly, economical, subdued, restrained, understated, muted, toned down, keep it small, keep it subtle, keep it low key, play it down, underplay it, underplayed, don't overdo it, do not overdo it, not overdone, rein it in, reined in, hold it in, held in, holding it in, holding back, held in check, in check, bottled up, in small doses, tamped down, tempered, softened, with restraint, restraint, contained, not showing it, trying not to show it, low key, reserved, contained, suppressed, controlled, held back,
        收着点, 收一点, 收着些, 收着演, 收着来, 收一收, 往回收, 往回收一点, 收住情绪, 情绪收着, 情绪收着点, 不外露, 不表露, 不张扬, 不声张, 不能表现出来, 不表现出来, 不流于表面, 点到为止, 点到即止, 含而不露, 引而不发, 藏着掖着, 埋在心里, 藏在心里, 憋在心里, 压在心底, 压在心里, 深藏不露, 不显山不露水, 留三分, 别演过, 别过火, 不过火, 别用力过猛, 不要用力过猛, 克制, 内敛, 压抑, 隐忍, 含蓄, 收敛, 低调""",
    0.7: "natural, naturally, subtle, subtly, 自然, 微妙, 细腻",
    1.3: "expressive, emotional, emotion, with feeling, vivid, intense, 有感情, 富有感情, 感情丰富, 生动, 饱满, 声情并茂, 情绪化, 强",
    1.5: "go all out, all out, going all out, let it rip, let her rip, let rip, let loose, cut loose, dial it up, amp it up, ramp it up, play it big, played big, played up, play it up, chew the scenery, chewing the scenery, go over the top, go overboard, overboard, nothing held back, with nothing held back, no holding back, not holding back, holding nothing back, hold nothing back, don't hold back, don't hold anything back, no restraint, without restraint, without any restraint, unchecked, off the leash, off the chain, unleashed, unleash, unleash it, unfiltered, at full intensity, full intensity, in full flood, in full flow, in full cry, wear it on your sleeve, heart on your sleeve, heart on his sleeve, heart on her sleeve, give it all you've got, all you've got, everything you've got, everything you have, with everything, leave nothing in the tank, lean into it, really lean into it, lean in, go all in, all in, go for it, let it all out, give it everything, give it your all, pull out all the stops, milk it, ham it up, hammy, lay it on thick, go big, to the hilt, no holds barred, unrestrained, unbridled, uninhibited, wholehearted, wholeheartedly, full blooded, larger than life, operatic, histrionic, dramatic, drama, theatrical, over the top, melodramatic, exaggerated, 放开了演, 放开演, 放开来演, 毫无保留, 毫不保留, 不加保留, 毫不掩饰, 不加掩饰, 不再掩饰, 淋漓尽致, 尽情释放, 彻底释放, 完全释放, 情绪释放, 释放出来, 火力全开, 往大了演, 演大一点, 演得大一点, 情绪拉满, 情绪给足, 给足情绪, 给足, 情绪饱满, 夸张, 戏剧化, 戏剧性, 浮夸",
    2.0: "maxed out, max it out, maximal, maximum, at the top, as emotional as possible, 极致, 最大程度",
}
"""Factor on intensity → the words."""
