# Tables of words read better in long lines.
# ruff: noqa: E501
"""Speakers: what words say about who speaks, and roles with what they imply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

AGE_WORDS: dict[int, str] = {
    2: "婴儿, 小婴儿, newborn, 牙牙学语, 咿呀学语, 学步, two year old toddler",
    4: "nursery school, in nursery school, 上幼儿园, 刚上幼儿园, 幼儿园小班, 小班的",
    6: "just started school, has just started school, first grader, starting school, 刚上小学, 刚上学, 刚入学",
    7: "second grader",
    8: "third grader",
    9: "fourth grader",
    10: "fifth grader",
    11: "sixth grader",
    13: "豆蔻, 豆蔻年华, 刚上初中",
    14: "puberty, in puberty, adolescence, voice is breaking, 青春期, 正值青春期, 变声期",
    15: "未成年, under age, underage, 及笄, 及笄之年, 志学之年",
    16: "in his teens, in her teens, in their teens, teens, 刚上高中",
    18: "just come of age, freshman, 刚成年, 刚上大学",
    20: "弱冠, 弱冠之年, 桃李年华, 双十年华, 刚刚二十",
    22: "fresh out of college, just out of college, fresh graduate, gen z, 刚毕业, 大学刚毕业, 刚工作, 初入职场",
    25: "in his twenties, in her twenties, in their twenties, twenties, 花信年华",
    30: "而立, 而立之年, 三十而立",
    35: "in his thirties, in her thirties, in their thirties, thirties",
    38: "prime of life, in the prime of life, in his prime, in her prime, 壮年, 正当壮年, 正值壮年, 年富力强, 春秋鼎盛",
    41: "不惑, 不惑之年, 四十不惑",
    45: "in his forties, in her forties, in their forties, forties, middle age, in middle age, 人到中年",
    51: "知命之年, 知天命之年, 天命之年, 年届半百",
    55: "in his fifties, in her fifties, in their fifties, fifties",
    60: "greying, graying, grey haired, gray haired, silver haired, grizzled, 两鬓斑白, 鬓角斑白, 鬓发斑白, 头发花白, 两鬓花白, 花白头发",
    61: "花甲, 花甲之年, 耳顺之年, 年届花甲, 年近花甲",
    65: "in his sixties, in her sixties, in their sixties, sixties",
    67: "retired, 退休, 退了休, 刚退休",
    73: "septuagenarian, 古稀, 古稀之年, 年逾古稀, 年近古稀",
    74: "white haired, 白发苍苍, 满头白发, 白发, 老态龙钟, 风烛残年, 七老八十",
    75: "in his seventies, 七十多岁, in her seventies, in their seventies, seventies",
    83: "octogenarian, 耄耋, 耄耋之年, in his eighties, in her eighties, in their eighties, eighties",
    92: "nonagenarian, in his nineties, in her nineties, in their nineties, nineties",
    100: "centenarian, hundred years old, a hundred years old, 百岁, 百岁高龄, 期颐, 期颐之年, 长命百岁的",
}
"""Age in years → what tells it as plainly as a figure."""

HINT_WORDS: list[tuple[str, dict[str, str | int]]] = [
    ("man, male, guy, gentleman, masculine, fellow, bloke, dude, lad, men, sir, mister, bachelor, nephew, stepfather, godfather, brother in law, king's son, gents, 男, 汉, 单身汉, 光棍, 哥哥, 弟弟, 兄弟, 表哥, 表弟, 堂哥, 堂弟, 师兄, 师弟, 学长, 学弟, 侄子, 外甥, 姐夫, 妹夫, 舅舅, 女婿, 老公, 丈夫, 相公, 夫君, 新郎官, 老板哥, 掌柜, 店主大哥, 大哥, 二哥, 老哥, 老弟, 小弟, 小和尚, 小沙弥, 男性, 男人, 男声, 男士, 先生, 汉子, 男子, 爷们, 大汉, 壮汉, 小子, brother, husband, son, actor, groom, chap, mr, boys", {"gender": "male"}),
    ("woman, female, lady, feminine, gal, women, madam, spinster, niece, stepmother, godmother, sister in law, landlady, mistress, 女, 姐姐, 妹妹, 姐妹, 表姐, 表妹, 堂姐, 堂妹, 师姐, 师妹, 学姐, 学妹, 侄女, 外甥女, 嫂子, 嫂嫂, 大嫂, 弟妹, 弟媳, 姑姑, 姨妈, 舅妈, 婶婶, 老婆, 妻子, 太太, 夫人, 娘子, 新娘子, 佳人, 丽人, 佳丽, 美女, 女神, 美人, 老板娘, 大姐, 贵妃, 格格, 宫女, 丫鬟, 道姑, 尼姑, 寡妇, 熟女, 名媛, 闺蜜, 闺女, 女儿, 女性, 女人, 女声, 女士, 女子, 妇女, 妇人, 女郎, 女童声, girls, sister, wife, daughter, actress, bride, dame, lass, lassie, chick, matron, missus, mrs, miss, ms", {"gender": "female"}),
    ("大学女生, 女大学生, college girl", {"gender": "female", "age": 20}), ("大学男生, 男大学生, college boy", {"gender": "male", "age": 20}),
    ("小学男生, primary school boy", {"gender": "male", "age": 9}), ("小学女生, primary school girl", {"gender": "female", "age": 9}),
    ("初中男生, 中学男生, middle school boy", {"gender": "male", "age": 13}), ("初中女生, 中学女生, middle school girl", {"gender": "female", "age": 13}),
    ("小妹, 邻家小妹, 邻家妹妹, 妹子, 邻家女孩, girl next door", {"gender": "female", "age": 18}), ("大姐姐, 邻家大姐姐, 邻家姐姐, 知心大姐姐, big sister", {"gender": "female", "age": 25}),
    ("boy, little boy, small boy, schoolboy, young boy, 男孩, 小男孩, 男童, 小男生", {"gender": "male", "age": 9}),
    ("girl, little girl, small girl, schoolgirl, young girl, 女孩, 小女孩, 女童, 小姑娘, 小女生", {"gender": "female", "age": 8}),
    ("child, kid, children, kiddo, 孩子, 小孩, 儿童, 孩童, 小朋友, 幼儿, 童声, 小孩子, 娃娃", {"age": 8}),
    ("toddler, little one, infant, tiny tot, 幼儿, 幼童, 小宝宝, 奶娃", {"age": 3}),
    ("幼儿园小朋友, 幼儿园的小朋友, 幼儿园孩子, 幼儿园的孩子, 幼儿园小孩, 幼儿园的小孩, 幼儿园娃, 幼儿园大班, 大班孩子", {"age": 5}),
    ("preschooler, kindergartner, kindergartener, 学龄前儿童", {"age": 5}),
    ("schoolchild, schoolkid, 小学生, 小娃, 小鬼, 娃", {"age": 9}),
    ("小丫头, 丫头, 女娃, 小女娃", {"gender": "female", "age": 9}),
    ("男娃, 小男娃, 小毛孩", {"gender": "male", "age": 8}),
    ("tween, preteen, 初中生, 中学生", {"age": 13}),
    ("high schooler, high school student, 高中生", {"age": 16}),
    ("college student, university student, undergraduate, undergrad, 大学生", {"age": 20}),
    ("pensioner, retiree, oap, 退休老人", {"age": 68}),
    ("teenager, teen, teenage, adolescent, youth, youngster, teenaged, 青少年, 少年, 年轻人", {"age": 16}),
    ("teenage boy, young lad, 小伙子, 男生", {"gender": "male", "age": 17}),
    ("teenage girl, 少女, 女生", {"gender": "female", "age": 16}),
    ("young, youthful, young adult, 年轻, 青年", {"age": 24}),
    ("young man, 青年男子, 年轻男子, 年轻男人, 小哥", {"gender": "male", "age": 25}),
    ("young woman, young lady, maiden, damsel, 年轻女子, 年轻女人, 小姐, 姑娘, 小姐姐, 大小姐, 千金, 千金小姐, 少妇, 小媳妇, 小媳妇儿, 新媳妇, 媳妇, 媳妇儿", {"gender": "female", "age": 25}),
    ("housewife, homemaker, stay at home mum, stay at home mom, 家庭主妇, 主妇, 少奶奶, 姨太太, 徐娘, 半老徐娘", {"gender": "female", "age": 42}),
    ("小伙, 小伙儿, 小青年, 愣头青, 公子, 少爷, 书生, 小哥哥", {"gender": "male", "age": 22}),
    ("granddaughter, 孙女, 外孙女, 小侄女", {"gender": "female", "age": 12}),
    ("grandson, 孙子, 外孙, 小侄子", {"gender": "male", "age": 12}),
    ("middle aged, mature, grown up, adult, 中年, 成熟, 成年", {"age": 45}),
    ("uncle, middle aged man, middle aged gentleman, 大叔, 叔叔, 叔, 老叔, 老爷, 员外, 大老爷们, 中年男人, 中年男子, 中年男性, 大伯", {"gender": "male", "age": 48}),
    ("aunt, auntie, middle aged woman, middle aged lady, 阿姨, 婶子, 婶儿, 大姐大, 姨, 姑妈, 姨娘, 大妈, 大婶, 中年女人, 中年女性", {"gender": "female", "age": 48}),
    ("old, elderly, aged, senior, ancient, elder, geriatric, 老, 年老, 老年, 老人, 年迈, 苍老, 老年人, 上了年纪", {"age": 72}),
    ("old man, grandfather, grandpa, granddad, elderly man, old gentleman, old timer, 老爷爷, 爷爷, 老头, 老头子, 老翁, 老大爷, 外公, 老先生, 老爷子, 大爷, 老汉, 老伯, 伯伯, 老伯伯, 老太爷, 姥爷, 老公公, 老丈人, 岳父, 老头儿, 老叟, 老朽, 老夫, 糟老头, 糟老头子, 老爹, great grandfather, grandad, gramps", {"gender": "male", "age": 74}),
    ("old woman, grandmother, grandma, granny, elderly woman, old lady, crone, 老奶奶, 奶奶, 老太太, 老婆婆, 外婆, 老妇人, 姥姥, 婆婆, 老妪, 老大娘, 大娘, 老婆子, 老太, 老太婆, 老身, 外祖母, 祖母, 丈母娘, 岳母, 老妈子, great grandmother, gran, nan, nana, grandmama", {"gender": "female", "age": 72}),
    ("mother, mum, mom, mommy, 妈妈, 母亲, 娘", {"gender": "female", "age": 38}),
    ("father, dad, daddy, 爸爸, 父亲, 爹", {"gender": "male", "age": 40}),
    ("scottish, scotsman, highlander, 苏格兰", {"accent": "scottish"}),
    ("american, 美式, 美国", {"accent": "american"}),
    ("british, english accent, 英式, 英国", {"accent": "british"}),
]  # fmt: skip
"""Words about the speaker: hint → value; an age is in years."""

GENDERED: dict[str, tuple[str, str]] = {
    "female": (
        r"\w*woman|women|girls?|lady|ladies|mothers?|mum|mom|mama|mommy|mummy|grandma|granny|grandmother|nana|aunt|auntie|"
        r"sister|daughter|wife|widow|bride|bridesmaid|queen|princess|duchess|countess|empress|goddess|nuns?|witch|maid|"
        r"housewife|heroine|mistress|madam|governess|priestess|sorceress|stewardess|landlady|waitress|actress|hostess|"
        r"schoolgirl|cowgirl|diva|ballerina|midwife|geisha|mermaid|matron|spinster|she|her",
        r"[妈母姐妹婆姨妇嫂婶妃媳妻尼丫姆]|女(?!婿)|姑(?!爷)|奶奶|奶妈|娘(?!炮)|皇后|太后|王后|公主|太太|夫人|闺",
    ),
    "male": (
        r"(?!\w*wo)(?!hu)(?!ger)(?!sha)\w*man|men|boys?|fathers?|dad|daddy|papa|pop|grandpa|grandad|granddad|grandfather|uncle|"
        r"brother|son|husband|widower|groom|king|prince|duke|count|emperor|monk|friar|gentleman|lad|guy|bloke|butler|"
        r"landlord|sir|lord|bachelor|schoolboy|cowboy|wizard|he|his",
        r"[爸父叔伯舅翁僧]|男|哥|弟(?!子)|爷|汉(?![语字代奸])|丈夫|夫君|夫妻|夫妇|和尚|王子|国王|帝王|君王|皇上|王爷|皇帝|绅士|女婿|公公|少爷|老头|小伙|太监",
    ),
}
"""Gender → English words and Chinese characters of a role's name that tell it, as patterns."""

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
    Role("rallying the troops, before a battle, pep talk, motivational speaker, motivational speech, rally, giving a speech, orator, 战前动员, 演讲, 演说, 励志演讲, 鼓舞士气", {}, {"excited": 0.6, "proud": 0.4}, 1.2, {"loudness": 3}),
    Role("in a library, library, someone is sleeping, at night, not to wake anyone, in church, 图书馆, 深夜, 夜深人静, 怕吵醒别人", {}, {}, 1.0, {"loudness": -6, "tilt": -3}),
    Role("stuck in traffic, in a traffic jam, 堵车", {}, {"angry": 0.6, "bored": 0.4}, 0.9, {}),
    Role("opening a present, christmas morning, birthday, on christmas morning, first day of summer, 收到礼物, 拆礼物, 过年, 生日", {}, {"happy": 0.6, "excited": 0.4}, 1.3, {}),
    Role("reading a phone book, phone book, reading a shopping list, shopping list, reading terms and conditions, 念电话簿, 念清单, 读说明书, 念经", {}, {"bored": 1}, 1.0, {}),
    Role("job interview, first date, before an exam, 面试, 考试前, 第一次约会, 上台前", {}, {"anxious": 1}, 1.0, {}),
    Role("bomb is about to go off, running out of time, about to explode, house is on fire, fire, emergency, 着火了, 着火, 紧急情况, 救命, 十万火急", {}, {"afraid": 0.5, "anxious": 0.5}, 1.5, {"rate": 20}),
)  # fmt: skip
