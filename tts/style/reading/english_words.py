# Tables of words read better in long lines.
# ruff: noqa: E501
"""English words that say how a line is spoken: caption → the words that ask for it."""

from __future__ import annotations

VERBS: dict[str, str] = {
    "whisper": "whisper, mouth",
    "breathy, quiet": "breathe",
    "quiet": "murmur, mutter, mumble",
    "shouting": "shout, yell, holler, bellow, roar, bawl, scream, shriek, yowl",
    "angry, shouting": "thunder, screech, explode, bark",
    "loud": "boom",
    "angry": "snap, growl, snarl, rage, storm, fume, bristle, rant, seethe, bluster",
    "stern": "scold, rebuke, chide, demand, reprimand, admonish",
    "annoyed, quiet": "grumble, grouse, gripe, huff",
    "hateful, quiet": "hiss",
    "hateful": "spit",
    "contemptuous": "sneer, scoff, jeer, mock, taunt, sniff, snort, deride",
    "sad, trembling": "sob, blubber",
    "sad": "weep, lament, mourn, sniffle, snivel",
    "very sad, loud": "wail, howl, keen",
    "sad, quiet, trembling": "whimper",
    "disappointed, breathy": "sigh",
    "disappointed": "groan, moan",
    "happy": "cheer, beam, chirp, trill, rejoice, chirrup",
    "excited": "squeal, whoop, gush, enthuse, exult",
    "amused": "giggle, laugh, chuckle, snicker, snigger, titter, cackle, guffaw, joke, tease, quip, chortle, grin",
    "surprised, breathy": "gasp",
    "afraid, trembling": "quaver, quail, quake, tremble, shudder",
    "afraid, high": "squeak, yelp",
    "anxious, with pauses": "stammer, stutter, falter, hesitate",
    "pleading": "plead, beg, implore, beseech, entreat",
    "proud": "boast, brag, gloat, crow",
    "bored": "yawn",
    "bored, monotone": "drone",
    "slow": "drawl",
    "tender": "coo, croon, soothe, comfort, console",
    "menacing": "threaten",
    "hoarse": "rasp, croak",
    "breathless": "pant, wheeze, puff",
    "fast": "blurt, babble, gabble, jabber, rattle",
}
"""Speech verbs that say how."""

WEAK_VERBS: dict[str, str] = {
    "excited, lively": "exclaim",
    "lively, slightly loud": "cry",
}
"""Verbs that hint at a feeling, unless something else names another."""

PLAIN_VERBS = """say, ask, reply, answer, tell, add, continue, explain, remark, observe, note, state, announce, declare, repeat, begin,
    start, inquire, enquire, respond, agree, admit, suggest, insist, wonder, comment, mention, report, think, promise, warn,
    order, command, call, interrupt, conclude, lie, offer, reason, go on, speak, proclaim, object, protest, urge, confess, correct,
    finish, resume, retort, echo, affirm, assure, advise, argue, assert, concede, confirm, counter, greet, guess, point out, put in,
    chime in, reckon, reflect, sing, read, recite, swear, venture, volunteer, vow, rejoin, return, intone, reassure, complain"""
"""Speech verbs that say nothing about the voice."""

IRREGULAR: dict[str, str] = {
    "say": "said says saying",
    "tell": "told tells telling",
    "begin": "began begins beginning",
    "go": "went goes going",
    "speak": "spoke spoken speaks speaking",
    "spit": "spat spits spitting",
    "weep": "wept weeps weeping",
    "think": "thought thinks thinking",
    "sing": "sang sung sings singing",
    "read": "read reads reading",
    "lie": "lied lies lying",
    "put": "put puts putting",
    "swear": "swore sworn swears swearing",
}
"""Forms of verbs that are not formed by rule."""

DOUBLED = frozenset("snap sob beg brag spit grin quip admit chat nod".split())
"""Verbs that double their last letter."""

TAG_PHRASES: dict[str, str] = {
    "loud": "aloud across, called out, calling out, called across, at the top of his voice, at the top of her voice, over the noise",
    "shouting": "at the top of his lungs, at the top of her lungs, at the top of their lungs",
    "quiet": "under his breath, under her breath, barely above a whisper, just above a whisper, almost to himself, half to himself, half to herself, in a small voice",
    "whisper": "in a whisper, into his ear, into her ear, in my ear, in his ear, in her ear",
    "angry": "through gritted teeth, through clenched teeth, between his teeth, between her teeth, gritting his teeth, gritting her teeth, clenching his fists, clenching her fists, slamming his fist, stamping his foot, stamping her foot, shaking his fist, shaking her fist",
    "sad, trembling": "between sobs, through his tears, through her tears, through tears, choking back a sob, fighting back tears, holding back tears, choking back tears, blinking back tears, wiping away a tear, wiping his eyes, wiping her eyes, bursting into tears, burst into tears",
    "ashamed": "hanging his head, hanging her head, blushing, cheeks burning, red with shame",
    "contemptuous": "rolling his eyes, rolling her eyes, curling his lip, curling her lip, looking down his nose",
    "disgusted": "wrinkling his nose, wrinkling her nose, holding his nose, holding her nose, pulling a face",
    "amused": "laughing, chuckling, giggling, grinning, with a laugh, with a chuckle, with a giggle, with a grin, trying not to laugh",
    "happy": "smiling, beaming, with a smile, clapping her hands, clapping his hands, jumping up and down",
    "sad": "sobbing, weeping, in tears, sniffling, close to tears",
    "breathless": "panting, gasping for breath, gasping for air, out of breath",
    "trembling": "shivering, trembling, shaking all over",
    "bored": "yawning, with a yawn, stifling a yawn",
    "disappointed": "sighing, with a sigh, shaking his head sadly, shaking her head sadly",
}
"""Whole phrases of a tag; each also with another possessive."""

ADVERBS: dict[str, str] = {
    "happy": "brightly, breezily, gaily, sunnily, blithely",
    "menacing": "darkly, ominously, dangerously",
    "stern": "sharply, firmly, crisply, coldly but firmly",
    "angry": "hotly, crossly, savagely, testily, snappishly, tartly",
    "contemptuous": "dryly, drily, coldly, icily, loftily, frostily, witheringly",
    "sad": "thickly, brokenly, forlornly, dolefully, glumly",
    "disappointed": "heavily, flatly, dully",
    "playful": "lightly, archly, impishly, coyly",
    "grave": "grimly, gravely, solemnly",
    "anxious": "tensely, uneasily, fearfully, uncertainly",
    "casual": "airily, offhandedly, nonchalantly",
    "surprised": "blankly, wonderingly",
    "tender": "warmly, kindly, fondly, soothingly, tenderly, lovingly",
    "quiet": "low",
    "fast": "rapidly, hurriedly, in a rush",
}
"""Adverbs whose meaning in a tag differs from that in a caption."""

PLAIN_ADVERBS = frozenset(
    """simply clearly plainly finally only really suddenly merely nearly early family lovely easily naturally evenly hardly barely
    briefly shortly presently eventually immediately probably possibly certainly surely truly actually apparently obviously
    seriously formally normally ordinarily casually professionally efficiently silently faintly slightly highly deeply badly
    heavily-built supposedly""".split()
)
"""Words in -ly that a tag uses without a sound in mind."""

NOUNS: dict[str, str] = {
    "smile": "smiling", "grin": "amused", "smirk": "smug, contemptuous", "sneer": "contemptuous", "laugh": "laughing", "chuckle": "laughing",
    "giggle": "laughing", "sob": "sobbing", "sobs": "sobbing", "sigh": "sighing", "shudder": "afraid", "shiver": "afraid", "frown": "displeased", "scowl": "angry",
    "wink": "playful", "yawn": "bored", "groan": "disappointed", "gasp": "surprised", "snort": "contemptuous", "glare": "angry",
    "whimper": "sad, quiet", "growl": "angry", "snarl": "angry", "hiss": "hateful", "whoop": "excited", "tears": "sad", "sniff": "contemptuous",
    "stammer": "anxious", "smugness": "smug",
}  # fmt: skip
"""What somebody says something with."""

VOICE_HEADS = "voice, voices, tone, tones, whisper, murmur, shout, scream, growl, drawl, hiss, undertone, monotone, rasp, croak, singsong"
"""Nouns that make a phrase be about the sound, whatever else is in it."""

VOICE_WORDS: dict[str, str] = {
    "trembling": "shook, shaking, trembled, trembling, quavered, quavering, quivered, quivering, wavered, wavering, unsteady, cracked, cracking, broke, breaking, shaky",
    "hoarse": "hoarse, husky, raw, rough, rasping, raspy, gravelly",
    "quiet": "dropped, low, lowered, small, faint, hushed, soft, softened, softening, fell, quiet",
    "loud": "rose, rising, raised, loud, booming",
    "shouting": "rose to a shout, rose to a scream",
    "contemptuous": "cold, icy, ice, dripping with scorn",
    "angry": "rage, fury, anger, sharp, hard as flint, tight with anger",
    "monotone": "flat, toneless, dead, monotone, expressionless, empty",
    "sad": "sadness, grief, sorrow, tears, thick with tears",
    "afraid": "fear, terror, panic",
    "tender": "gentle, warm, tender, kind",
    "high": "high, shrill, squeaky",
    "happy": "joy, happy, delight",
    "excited": "excitement, excited",
    "anxious": "tense, strained, tight, nervous, anxious, urgent, urgency",
    "calm": "calm, steady, serene, even, level, measured",
    "disgusted": "disgust, revulsion",
    "hateful": "bitter, bitterness, hatred, hate, venom",
    "bored": "bored, weary, tired",
    "contemptuous, mocking": "contempt, scorn, sarcasm, mocking, disdain",
    "slow": "slow, slowed",
    "clipped": "clipped, curt, terse",
    "proud": "authoritative, commanding, proud",
}
"""What a voice does or is."""

BEAT_VERBS: dict[str, str] = {
    "amused": "laugh, giggle, chuckle, snicker, grin",
    "sad, trembling": "sob, weep",
    "sad": "sniffle",
    "disappointed, breathy": "sigh",
    "afraid, trembling": "shudder, shiver, tremble",
    "ashamed": "blush",
    "contemptuous": "sneer, smirk, scoff",
    "angry": "scowl, glower, snarl",
    "bored": "yawn",
    "happy": "smile, beam",
    "surprised": "gasp",
}
"""What a speaker does beside speaking, in a short sentence of its own."""

BEAT_PHRASES: dict[str, str] = {
    "sad, trembling": "burst into tears, tears ran, tears were running, tears streamed, tears rolled, tears filled, began to cry, started to cry, broke into sobs",
    "amused": "burst out laughing, broke into laughter, began to laugh, started to laugh",
    "ashamed": "hung his head, hung her head, turned red, blushed deeply",
    "angry": "slammed his fist, slammed her fist, stamped his foot, stamped her foot, clenched his fists, clenched her fists, gritted his teeth, gritted her teeth, face was red with anger",
    "contemptuous": "rolled his eyes, rolled her eyes, curled his lip, curled her lip",
    "disgusted": "wrinkled his nose, wrinkled her nose",
    "happy": "jumped for joy, clapped her hands, clapped his hands",
    "afraid, trembling": "went pale with fear, was trembling, was shaking, hands were shaking, hands shook, shook with fear",
}
"""Phrases of such a sentence."""

INTERJECTIONS: dict[str, str] = {
    "disgusted": "ugh, yuck, eww, ew, yech, blech, bleh, phew what a stink, gross, urgh, ick",
    "surprised": "wow, whoa, gosh, my goodness, good heavens, good grief, good lord, blimey, goodness me, oh my god, oh my goodness, my word, crikey, huh, what, gee, holy cow, heavens",
    "sad": "alas, boo hoo, boohoo, woe is me",
    "excited, happy": "hooray, hurray, hurrah, yay, yippee, woo hoo, woohoo, yahoo, whoopee, bravo, hallelujah, eureka, congratulations, yeah, oh boy, wahoo",
    "relieved": "phew, thank goodness, thank god, thank heavens",
    "tender": "aww, aw, there there",
    "amused": "ha ha, haha, ha ha ha, hahaha, hee hee, hehe, ho ho, ho ho ho, tee hee, lol",
    "contemptuous": "hmph, pfft, tsk, tsk tsk, tut tut, humph, pah, bah, pooh",
    "angry": "argh, grr, damn, damn it, dammit, blast, curse you, confound it, damn you, for heaven's sake, for god's sake, for crying out loud, how dare you",
    "afraid": "eek, aah, aaah, help, yikes, help me, mercy",
    "anxious": "oh no, oh dear, uh oh, oops, dear me, oh god",
    "bored": "meh, blah, blah blah, blah blah blah, ho hum",
    "whisper": "shh, shhh, psst, hush",
    "hesitant": "um, uh, er, erm",
    "disappointed": "aw man, darn, shucks, oh man",
    "in pain, sad": "ouch, ow",
}
"""Cries that begin a sentence or are one."""

NEEDS_MARK = frozenset("what help yeah heavens gross mercy blast huh gee hush oh-god".split())
"""Interjections that are ordinary words, and count with a mark of exclamation or alone."""

PHRASES: dict[str, str] = {
    "excited, happy": "we did it, we won, we actually won, i did it, i won, we made it, i made it, we got it, i got it!, i can't wait, can't wait to, best day ever, best day of my life, dream come true, i've got great news, it worked!, it works!, at last!, finally!, let's go!, guess what!, how exciting, how wonderful, how marvellous, how marvelous, how lovely!, how fantastic, that's wonderful, that's fantastic, that's amazing!, that's great!, incredible!, amazing!, wonderful!, fantastic!, marvellous!, marvelous!, magnificent!, splendid!, awesome!, brilliant!",
    "happy": "happy birthday!, merry christmas!, what a lovely, what a wonderful, what a beautiful, what a splendid, i'm so glad",
    "surprised": "i can't believe it, i don't believe it, what a surprise, is it really you, you're kidding, you must be joking, who would have thought, i had no idea!, that's impossible!, it can't be!, what on earth!, did not see that coming, didn't see that coming, no way!, you did what, really?!",
    "angry": "how dare you, how dare he, how dare she, shut up, get out of my, get out!, get lost, leave me alone, go to hell, i've had enough, i have had enough, that's enough!, stop it!, stop that!, cut it out, what's wrong with you, what is wrong with you, drop dead, you liar, you idiot, you fool, get off!, get away from me!, who do you think you are, this is outrageous, that's outrageous, knock it off, don't you dare, mind your own business",
    "hateful": "i hate you, i hate him, i hate her, i hate them, i despise you, you'll pay for, you will pay for, i'll kill you, i'll make you pay, rot in hell, i can't stand you, wish you were dead",
    "contemptuous": "you pathetic, you're pathetic, how pathetic, you're beneath me, is that all you've got, what a joke!, don't make me laugh",
    "disgusted": "how disgusting, that's disgusting, it's disgusting, you disgust me, disgusts me, makes me sick, make me sick, that's revolting, how revolting, it's revolting, it stinks, what a stink, i'm going to be sick, i'm going to throw up, what a disgusting, tastes awful!, smells awful!",
    "tender": "i love you, my darling, my love, my sweetheart, my dear child, my little one, my precious, sweet dreams, good night my, i'll always be there",
    "tender, calm": "don't worry, don't be afraid, don't be scared, don't cry, it's all right now, everything will be all right, everything is going to be all right, everything's going to be okay, you're safe now, i'm right here, it's going to be okay, there's no need to cry, no need to be afraid",
    "sad": "i miss you, i miss him, i miss her, i miss them, i miss my, breaks my heart, broke my heart, my heart is broken, i've lost everything, i have lost everything, i can't go on, why did he have to die, why did she have to die, i wish he were here, i wish she were here, i wish you were here, i'll never see him again, i'll never see her again, i'm all alone, i am all alone, so alone, so lonely, nobody loves me, i want to die, what have we lost",
    "ashamed": "i'm so sorry, i am so sorry, i'm really sorry, i am really sorry, i'm terribly sorry, i am terribly sorry, please forgive me, forgive me, i beg your forgiveness, what have i done, i feel terrible about, it's all my fault, it is all my fault, i should never have, i want to disappear, sink into the ground",
    "afraid": "help me!, save me!, somebody help, don't hurt me, don't kill me, please don't hurt, we're going to die, i'm going to die, we're all going to die, it's coming for us, they're coming for us, they're going to kill, watch out!, look out!, get it off me, i don't want to die, there's something in",
    "anxious": "i don't know what to do, we're running out of time, we'll be late!, we're late!, i hope nothing has happened, something's wrong!, something is wrong!",
    "disappointed": "what a pity, what a shame, such a shame, not again!, i expected better, i expected more, you let me down, you've let me down, what a letdown, what a disappointment, if only i had, if only we had",
    "proud": "so proud of, proud of you, proud of myself, very proud of, i'm the best, i told you i could, all by myself!",
    "amused": "that's hilarious, that is hilarious, it's hilarious, that's so funny, that is so funny, you crack me up, should have seen your face, very funny, can't stop laughing, funniest thing",
    "bored": "i'm so bored, so boring, this is boring, are we there yet, when is it over, when will it be over, same old, bored to death, bored to tears, it's boring",
    "happy, tender": "thank you so much, i'm so grateful, i can't thank you enough",
}
"""Phrases of the words themselves; one that ends in "!" counts in an exclamation only."""

FEELINGS = """happy glad thrilled delighted overjoyed ecstatic excited sad heartbroken devastated miserable depressed lonely scared afraid terrified
    frightened petrified worried anxious nervous angry furious mad livid disgusted revolted ashamed embarrassed humiliated mortified
    disappointed bored proud jealous shocked astonished amazed stunned surprised relieved desperate hopeless""".split()
"""Adjectives of "I am so …"."""

POLITE = {
    "happy": "to",
    "glad": "to",
    "afraid": "i it that the not so there we you he she they",
    "delighted": "to",
    "pleased": "to",
    "mad": "about",
}
"""Words after which "I'm happy", "I'm afraid" is a manner of speaking."""

ACRONYMS = frozenset(
    """NASA ESA NATO USA FBI CIA BBC CNN UNO UNESCO UNICEF HTML CEO PDF USB DNA RNA CPU GPU RAM ROM LED GPS SMS ATM VIP PHD DIY FAQ
    AIDS COVID HIV NBA NFL FIFA UEFA OPEC IKEA LASER RADAR IBM NBC ABC CBS HBO MTV NYPD LAPD MP TV UK EU UN US AM PM AI IT OK""".split()
)
"""Words that are written in capitals without being shouted."""
