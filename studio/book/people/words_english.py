# Tables of words read better in long lines.
# ruff: noqa: E501
"""English words by what they do beside a name."""

from __future__ import annotations

TITLES = frozenset(
    """mr mrs ms miss dr doctor prof professor captain capt colonel col major general gen lieutenant lt sergeant sgt
    corporal commander admiral inspector superintendent detective constable officer sheriff deputy marshal sir lady lord
    madam madame mademoiselle monsieur señor señora señorita herr frau signor signora king queen prince princess duke
    duchess count countess baron baroness earl emperor empress father mother brother sister uncle aunt auntie
    grandfather grandmother grandpa grandma reverend rev saint st president senator judge justice governor mayor chief
    master mistress nurse engineer agent cousin dame deacon bishop archbishop cardinal pope rabbi coach chancellor
    minister ambassador squire granny private cadet ensign pilot commissioner secretary abbess abbot friar""".split()
)
"""Before a name, in small letters and without a full stop."""

EPITHETS = frozenset(
    "old young little big poor dear good great tall fat tiny blind wee sweet crazy mad lazy wise brave".split()
)
"""Before a name, not a part of it."""

KIN = frozenset(
    """mother father mama papa mum mummy mom mommy dad daddy grandmother grandma granny nana grandfather grandpa grandad
    granddad gramps auntie uncle aunt cousin nurse nanny cook sister brother""".split()
)
"""Names of somebody when written with a capital."""

PRONOUNS = {
    "he": "male", "she": "female", "they": "", "we": "", "who": "", "someone": "", "somebody": "", "everyone": "",
    "everybody": "", "nobody": "", "anyone": "", "both": "", "one": "", "another": "", "neither": "",
}  # fmt: skip

DETERMINERS = frozenset(
    "the a an his her my their our your its this that these those another each every".split()
)

NOT_NAMES = frozenset(
    """a an the and but or so yet for nor if then when while as because since until though although after before once
    now here there this that these those what which who whom whose why how where not no yes oh ah well all both each
    every some any many few more most other another such only just even still again also too very never always often
    sometimes soon later suddenly finally meanwhile perhaps maybe slowly quickly outside inside upstairs downstairs
    behind above below beneath beside between beyond across along around against among at by down during from in into
    near of off on onto out over past through to toward towards under up upon with within without about like unlike
    he she it they we i you his her its their our my your him them us me mine hers ours yours theirs himself herself
    itself myself somebody someone nobody everybody everyone nothing something everything anything one two three four
    five six seven eight nine ten first second third last next monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december christmas easter god lord
    heaven english french german spanish latin chinese is was are were be been being do does did have has had will would
    shall should can could may might must let look come go say said tell ask see hear listen wait stop please thank
    thanks good bad great dear right left sure okay ok hello hi hey goodbye bye sorry chapter part book volume act scene
    prologue epilogue having seeing hearing looking turning standing sitting leaning taking being going coming knowing
    thinking speaking saying""".split()
)
"""Written with a capital where a sentence begins, and no names by that."""

PREPOSITIONS = frozenset(
    """of to in on at by for with from into onto out over under above below behind beside between beyond across along
    around against among after before during through toward towards up upon within without about like near off past
    since until till amid despite except inside outside beneath down""".split()
)

OPENERS = PREPOSITIONS | frozenset(
    """then but and so now yet still again suddenly finally meanwhile perhaps slowly quickly outside inside when while
    as once even only here there instead later soon presently afterwards""".split()
)
"""What may stand before the subject of a sentence."""

IRREGULAR_PASTS = frozenset(
    """was were had did said went came took got gave made found thought told became left felt brought began kept held
    wrote stood heard let meant set met ran paid sat spoke lay led read grew lost fell sent built understood drew broke
    spent cut rose drove bought wore chose threw caught drank rode slept shook sang won blew flew knew saw put swung
    swore tore woke bent bit bound burnt cast clung crept dealt dug fed fled flung forgot forgave froze hid hit hung hurt
    knelt laid leapt lit quit rang sank shone shot shut slid slit sought sold spat spun split sprang stole stuck strode
    struck swam swept thrust wept wound wrung is are has does says goes comes takes gets gives makes looks holds turns
    could would should might must may can will shall isn't wasn't didn't doesn't don't couldn't wouldn't hadn't hasn't
    weren't aren't won't can't never always only just still also even then now both all one again""".split()
)
"""What ends a noun phrase though it does not end in -ed."""

PEOPLE = frozenset(
    """man woman boy girl child lad lass lady gentleman fellow guy person stranger visitor guest kid baby youth youngster
    youngest eldest oldest elder twin friend neighbor neighbour husband wife son daughter widow widower bride groom
    father mother brother sister uncle aunt cousin nephew niece grandfather grandmother grandson granddaughter parent
    king queen prince princess duke duchess knight squire page peasant servant maid butler cook gardener coachman footman
    captain sailor soldier guard sergeant lieutenant colonel general officer constable policeman inspector detective
    doctor nurse surgeon professor teacher schoolmaster governess student pupil priest monk nun friar bishop vicar
    merchant pedlar baker butcher miller blacksmith smith tailor farmer shepherd hunter fisherman ferryman innkeeper
    landlord landlady barman bartender waiter waitress clerk secretary manager boss foreman lawyer judge thief robber
    pirate beggar tramp witch wizard giant dwarf elf fairy ghost dragon robot computer voice driver conductor porter
    pilot passenger reporter artist painter poet singer actor host hostess goose fox wolf bear cat dog bird owl mouse
    rabbit lion tiger horse frog fish donkey pig raven crow ladyship lordship majesty highness honour worship""".split()
)
"""Heads of descriptions that do things as people do, beside those of `personas`."""

GENERIC = frozenset(
    """man woman boy girl child lad lass lady gentleman fellow guy person kid youth husband wife son daughter father
    mother brother sister friend other others one companion two three elder younger parent ladyship lordship stranger
    visitor guest creature figure""".split()
)
"""Heads that may mean somebody who has a name."""

RELATIONS = {
    **dict.fromkeys("wife husband lady spouse bride missus".split(), "spouse"),
    **dict.fromkeys("mother father mama papa mamma mum dad".split(), "parent"),
    **dict.fromkeys("son daughter brother sister uncle aunt cousin nephew niece grandmother grandfather".split(), "kin"),
}  # fmt: skip
"""Heads that say, after "his" or "her", whose relation somebody is."""

ANONYMOUS = frozenset(
    "voice voices reply answer response whisper cry shout question crowd chorus silence words".split()
)
"""Heads that tell that somebody speaks, and not who."""

ADDRESSES = {
    "sir": "male", "madam": "female", "ma'am": "female", "madame": "female", "miss": "female", "mister": "male",
    "son": "male", "lad": "male", "boy": "male", "my boy": "male", "my son": "male", "old man": "male",
    "girl": "female", "my girl": "female", "young lady": "female", "young man": "male", "my lord": "male",
    "my lady": "female", "lass": "female", "brother": "male", "sister": "female", "sonny": "male", "old chap": "male",
    "gentlemen": "male", "ladies": "female",
}  # fmt: skip
"""Words that address somebody of a gender."""
