# Tables of words read better in long lines.
# ruff: noqa: E501
"""Connectives: words that join and part clauses, carry the sentence, or are heard past; spelling."""

from __future__ import annotations

JOINING_WORDS = "or, nor, 或, 或者, 也不, 和, 与, 及, 跟, 以及"
"""Words over which a negation reaches on to the next thing."""

DENYING_JOINS = ("nor", "也不")
"""Those that deny even where nothing stands before them."""

CLAUSE_WORDS = "but, yet, while, whereas, though, although, however, then, except, 但, 但是, 却, 而是, 而, 然而, 不过, 可是, 只是, 同时, 并且, 接着, 然后, 尽管, 虽然"

SOFT_CLAUSE_WORDS = "and, with, plus also, &, 且, 并, 还, 中, 里, 之中"
"""Words that end a clause, and words that end only what a number or a direction can be about."""

FILLERS = """years, year, lines, line, 多加, 多来, necessary, needed, than necessary, than needed, a, an, the, i, me, my, you, your, it, its, this, that, these, those, they, them, their, we, our, one, someone, somebody, who, whom, whose, which, as, if, of, to,
    in, on, at, by, for, from, into, about, through, over, is, are, was, were, be, been, being, am, has, have, had, having, do, does, did, will, would, could, can, should, may,
    might, must, let, make, made, keep, kept, please, like, just, also, only, not only, not just, nothing but, all, every, each, any, both, than, there, here, when, because, since, until, between,
    thanks, thank you, bring, brings, take, takes, let it, let, lets, put, pull, push, dial, turn, hold, run, try to, try to be, under, under the, under a, behind, behind the, way of, with an air of, each word, every word, every line, every sentence, each sentence, sentences, sentence, phrase, phrases, words, syllable, syllables, dialogue, delivery, version, reading, normally, out loud, aloud, air of, tells, tell, told, seems, seem, heard, strike, taken, plenty, count, play, plays, playing, speak, speaks, speaking, spoken, say, says, saying, said, talk, talks, talking, sound, sounds, sounding, read, reads, reading, deliver, delivered, delivery, voice, voiced, voices,
    tone, tones, way, manner, style, mood, feeling, feelings, feel, feels, line, sentence, text, words, word, speech, timbre, person, people, character, speaker, narrates, quality, air,
    very much, give, gives, giving, given, add, show, shows, showing, express, expressing, convey, conveying, filled, sense, expression, moment, now, bit of, note, use, using, used, s, t, re, ll, ve, d, m,
    pitched, paced, toned, amount, level, degree, side, together, almost, want, wants, need, needs, put, go, goes, going, get, gets, getting, become, becoming, mixed, mix, mixture, blend, blended, combination,
    combined, between them, set, change, turn, adult like, attitude, emotions, emotional state, state, of it, time, and also, too much, the voice, performance, sort, kind, type, in which, rest, other, another, hearted,
    still, even though, despite, trying, try, remain, remains, stay, stays, well, again, always, often, sometimes, perhaps, maybe, little by little, gradually,
    ever, own, per, up to, around, along, within, towards, toward, after, before, during, own voice, audio, clip, recording, utterance, average, usual, in the dark, whatsoever, than usual, than normal, than before, average speed,
    声线, 不光, 不光是, 不仅, 不仅仅, 不仅仅是, 不仅是, 不但, 不但是, 不只, 不只是, 不单, 不单是, 不单单, 不单单是, 而且, 还有, 不止, 不止是, 中间, 底下, 底, 光, 明明, 分明, 明, 只, 一副, 一股, 一种, 一点儿的, 那份, 这份, 的那种, 那股, 这股, 有着, 带着的, 之情, 之意, 之色, 之感, 之心, 交织, 交加, 参半, 麻烦, 现, 现在, 道, 员, 一般, 以往, 这, 这个, 那, 那个, 那样, 这样, 的, 地, 得, 着, 了, 过, 用, 以, 说, 讲, 讲话, 说话, 话, 念, 读, 朗读, 语气, 声音, 嗓音, 口吻, 口气, 方式, 感觉, 情绪, 心情, 情感, 感情, 态度, 请, 像,
    一样, 一般, 似的, 般, 似, 如, 如同, 好像, 仿佛, 是, 有, 在, 来, 去, 把, 被, 让, 使, 给, 对, 向, 和, 也, 都, 就, 要, 会, 能, 可以, 一个, 一位, 一名, 个, 位, 名, 人, 者, 我, 你, 您, 它, 们, 自己, 上, 下, 里面, 出, 起来, 出来,
    起, 到, 为, 所, 之, 于, 与, 及, 并, 其, 某, 某人, 那种, 这种, 种, 样子, 样, 风格, 音色, 演绎, 表达, 表现, 表现出, 显得, 听起来, 听上去, 变得, 变, 进行, 保持, 句话, 这句, 这段, 这段话, 段, 句, 一句, 一段, 语言, 台词, 文字, 内容, 一种, 更多,
    刚, 刚刚, 正, 正在, 时, 时候, 的话, 呈现, 充, 感, 意, 吧, 呢, 啊, 哦, 哪, 吗, 嘛, 心, 嗓子, 模样, 状态, 氛围, 气氛, 角色, 一下, 些微的, 既, 又, 一边, 从, 由, 比, 平时, 平常, 往常, 通常, 左右, 大约, 约, 幅度, 声, 那么, 这么, 只有, 还是, 带, 带出, 几乎, 宣布, 十足, 任何, 仍, 仍然, 依然, 不禁, 不由得, 程度, 部分, 语调里, 说出, 传达,
    情, 色彩, 气质, 韵味, 成分"""
"""Words that carry the sentence and nothing about the sound."""

ELSEWHERE = """high school, high street, high tea, high chair, high heels, high noon, high society, high tech, high tide, low budget, low tide, low fat, fast food, fast forward button, slow cooker, slow food, quick fix, quick silver, quiet quitting,
    loud shirt, soft drink, soft drinks, soft toy, soft ware, software, hard ware, hardware, deep sea, deep end, deep fried, short story, short stories, short cut, short circuit, long story short, long story, long distance, small talk, flat screen, flat rate, flat tyre,
    light bulb, light year, dark chocolate bar, dark horse, cold call centre, hot dog, sharp dresser, rough draft, rough sketch, smooth jazz, bright idea, bright side, bright future, heavy metal fan, pause button, breathing exercise, big data, big apple, old news, old school, old fashioned cocktail,
    zero tolerance, room 101, catch 22, one man show, eleventh hour, two faced, seven dwarfs, nine to five job, three musketeers, five star hotel, five stars, four stars, three stars, two stars, one star, six pack, second hand, second floor, third floor, first floor, third party, first aid, first class, third world,
    高铁, 高中, 高考, 高速, 高速公路, 高楼, 高手, 高山, 高原, 高价, 高科技, 低头, 低谷, 低碳, 低价, 快递, 快递员, 快餐, 快乐大本营, 快车, 慢车, 慢性病, 慢跑, 大学, 大楼, 大厅, 大门, 大街, 大家, 大会, 大概, 大巴, 大海, 大山, 小说, 小学, 小区, 小巷, 小镇, 小时, 小时候, 小程序, 小组, 小心, 长城, 长江, 长途, 长大, 短信, 短片, 短视频, 重要, 重庆, 平安, 平台, 平板电脑, 轻轨, 轻食, 明天, 明年, 半天, 半夜, 半年, 五星, 五星好评, 四星, 三星, 第一次, 第二次, 第一天, 四大, 十大, 三点钟, 二十四小时"""
"""Words with "high", 快 and the like in them that are about something else."""

SILENT = """a, an, the, my, your, his, her, their, our, its, one's, i, me, you, he, him, she, it, they, them, we, us, himself, herself, yourself, oneself, themselves, myself, itself,
    s, m, re, ve, ll, d, am, is, are, was, were, be, been, being, has, have, had, just, so, really, very, quite, own, some, any, of, that, this, these, those, almost, all, most,
    稍, 略, 微, 点, 些, 挺, 蛮,
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
