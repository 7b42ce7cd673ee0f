"""Sentence patterns and closed word lists of the corpus texts.

In a pattern, ``{name}`` stands for one of the productions `name`, for a word list of `Templates`
(`person`, `adj`, `past`, …) or for something counted (`number`, `date`, …).
"""

from __future__ import annotations

PRODUCTIONS: dict[str, tuple[str, ...]] = {
    # Noun phrases
    "who": (
        "the {person}", "a {person}", "the {adj} {person}", "my {kin}", "her {kin}", "our {adj} {person}",
        "{first}", "{first} {last}", "the {person} from {place}", "the {person} with the {adj} {thing}",
        "{first}'s {kin}", "an old {person}", "each {person}", "one of the {persons}",
        "the {person} in the {colour} {garment}", "he", "she",
    ),
    "whom": (
        "the {person}", "a {adj} {person}", "my {kin}", "their {kin}", "{first}", "{title} {last}",
        "the {persons}", "him", "her", "us", "them", "me", "you", "the {adj} {persons}", "everybody",
        "the {animal}",
    ),
    "many": (
        "the {persons}", "all the {persons}", "most {adj} {persons}", "two {adj} {persons}", "the {animals}",
        "they", "{first} and {first}", "both {persons}", "the {person} and the {person}",
        "some of the {adj} {animals}", "we", "several {persons}", "my {kin} and I",
    ),
    "what": (
        "the {thing}", "a {thing}", "the {adj} {thing}", "a {colour} {thing}", "the {adj}, {adj} {thing}",
        "his {thing}", "her {adj} {thing}", "the {thing} of the {person}", "the {person}'s {thing}",
        "my {colour} {garment}", "the {things}", "those {adj} {things}", "some {food}",
        "the {thing} and the {thing}", "that {natural}", "this {adj} {thing}", "the {thing} by the {thing}",
        "every {thing}", "no {thing}", "{first}'s {thing}", "the {idea}", "the {adj} {idea}", "a {adj} {act}",
        "the {thing} beneath the {natural}", "your {body}",
    ),
    "it": (
        "the {thing}", "the {adj} {thing}", "the {animal}", "the {natural}", "his {thing}", "the {idea}",
        "the {plant}",
    ),
    "where": (
        "in the {thing}", "near {place}", "behind the {thing}", "beside the {natural}", "under the {plant}",
        "on the {adj} {thing}", "across the {natural}", "in {place}", "between the {thing} and the {natural}",
        "at the edge of the {natural}", "outside", "upstairs", "above the {things}", "not far from {place}",
        "along the {natural}", "by the {thing}", "at home", "over there", "inside the {adj} {thing}",
        "against the {thing}",
    ),
    # Adverbials
    "when": (
        "yesterday", "this morning", "last {weekday}", "in {month}", "after the {event}", "before dawn",
        "at night", "on {weekday} evening", "during the {event}", "a week ago", "at {clock}", "long ago",
        "just now", "in the spring", "on {date}", "the day before", "twice a year", "without warning",
        "after {number} days", "at noon",
    ),
    "how": (
        "{adverb}", "with {feeling}", "{adverb} and {adverb}", "in {feeling}", "with a {adj} {thing}",
        "without {feeling}",
    ),
    # Clauses in the past
    "did": (
        "{past} {what}", "{past} {what} {where}", "{adverb} {past} {what}", "{past} {whom}", "{went} {where}",
        "{past} {what} {how}", "{went} {adverb}", "{past} {what} and {past} {what}", "gave {whom} {what}",
        "{past_who} {whom}", "{past_who} {whom} {when}", "{said} that {it} was {adj}", "was {adj} and {adj}",
        "had never {past} {what}", "wanted to {do} {what}", "could not {do} {what}", "was {doing} {what}",
        "seemed {adj} {when}", "tried to {do} {whom}",
    ),
    "clause": (
        "{who} {did}", "{many} {did_many}", "{it} {was} {adj}", "{who} {did}", "there was {what} {where}",
    ),
    "did_many": (
        "{past} {what}", "{went} {where}", "were {doing} {what}", "{past_who} {whom} {adverb}",
        "had to {do} {what}", "were {adj}, {adj} and {adj}", "{past} {what} {when}", "could {do} {what}",
    ),
    "was": (
        "was", "seemed", "looked", "became", "remained", "was not", "had been", "is", "will be", "can be",
        "must be",
    ),
    "said": (
        "said", "thought", "knew", "believed", "promised", "insisted", "swore", "heard", "noticed", "wrote",
        "dreamed",
    ),
    # Kinds
    "question": (
        "who {past} {what}?", "what did {who} {do} {where}?", "where is {what}?",
        "when will {who} {do} {what}?", "why did {many} {do} {what}?", "how did you {do} {what}?",
        "which {thing} is {adj}?", "whose {thing} is this?", "how many {things} did {who} {do}?",
        "how much {food} is there {where}?", "did {who} {do} {what}?", "have you ever {past} {what}?",
        "is {it} {adj}?", "are {many} {adj}?", "was {it} {adj} or {adj}?", "will {who} {do} {what} {when}?",
        "can you {do} {what}?", "should I {do} {what} {adverb}?", "would you {do} {whom}?",
        "do you like {food} or {food}?", "could {who} have {past} {what} {when}?", "isn't {it} {adj}?",
        "you {past} {what}, didn't you?", "{who} was {adj}, wasn't it?", "{it} is {adj}, isn't it?",
        "does anybody know {who}?", "what makes {whom} so {adj}?", "why not {do} {what}?",
        "how {adj} was {what}?", "what is a {thing} for?", "if {who} {did}, what would {many} {do}?",
        "do you think that {clause}?", "may I {do} {what}, please?", "who is {first} {last}?",
        "where were {many} {when}?", "what if {clause}?", "{first}, did you {do} {what}?",
        "which is more {adj}, {what} or {what}?", "has {who} {past} {what} yet?",
        "did {who} say when {clause}?",
    ),
    "exclamation": (
        "what a {adj} {thing}!", "what {adj} {things}!", "how {adj} {it} is!", "{interjection}, {clause}!",
        "look at {what}!", "{it} is so {adj}!", "we {past} {what}!", "don't you dare {do} {what}!",
        "never {do} {what} {where}!", "stop {doing} {what}!", "I can't believe that {clause}!",
        "{interjection}! {clause}!", "long live {who}!", "{do} {what} at once!", "somebody {do} {what}!",
        "oh, {first}, how {adj} you are!", "{first}! {clause}!", "how {adverb} {who} {past} {what}!",
        "I {past} {what}!", "you are the most {adj} {person} {where}!",
        "{interjection}! the {thing} is {adj}!", "watch out for {what}!", "such {adj} {things}!",
        "congratulations, {first}!", "happy birthday, {title} {last}!", "what {adj} {feeling}!",
        "enough of {what}!", "that is {adj}, {adj} and {adj}!", "get {what} out of here!",
    ),
    "quote": (
        "{clause}", "I {past} {what}", "you must {do} {what}", "I will never {do} {what}", "{it} {was} {adj}",
        "come {where}", "there is {what} {where}", "we should {do} {what} {when}", "{first}, I am {adj}",
        "let us {do} {what}", "I don't know where {what} is", "please don't {do} {what}", "my {body} hurts",
        "it's only {what}", "{do} {what}", "if {who} {did}, I will {do} {what}", "nobody {past} {whom}",
        "you look {adj}", "I {past_who} {whom} {when}",
    ),
    "tag": (
        "{pronoun} {told}", "{pronoun} {told} {adverb}", "{told} {first}", "{told} the {person}",
        "{told} the {adj} {person}", "{pronoun} {told} with {feeling}", "{told} {title} {last} {adverb}",
        "{first} {told}", "{told} my {kin}",
    ),
    "told": (
        "said", "whispered", "shouted", "murmured", "muttered", "replied", "answered", "cried", "exclaimed",
        "sighed", "hissed", "growled", "yelled", "mumbled", "laughed", "snapped", "sobbed", "begged",
        "insisted", "admitted", "warned", "agreed", "explained", "announced", "called", "groaned", "gasped",
        "snarled", "stammered", "screamed", "roared", "giggled", "declared", "confessed", "grumbled",
        "protested", "urged", "added", "repeated", "barked", "chuckled", "croaked",
    ),
    "asked": ("asked", "wondered", "inquired", "demanded", "whispered", "repeated", "shouted", "pleaded"),
    "dialogue": (
        '"{quote}," {tag}.', '"{quote}," {tag}.', '"{quote}!" {tag}.', '"{question}" {asked} {first}.',
        '"{question}" {pronoun} {asked}.', '{who} {told}, "{quote}."', '{first} {told} {adverb}, "{quote}."',
        '"{exclamation}" {tag}.', '"{quote}," {tag}, "and {clause}."', '"{interjection}," {tag}, "{quote}!"',
        '"{quote}," {tag}. "{quote}."', '{pronoun} turned to {whom} and {told}, "{quote}."',
        '"{question}" "{quote}."', '"yes," {tag}, "{quote}."', '"no," {tag}. "{quote}."',
        '"{first}," {tag}, "{question}"', '"{quote}"', 'when {clause}, {first} {told}, "{quote}!"',
    ),
    "list": (
        "{past_i} {thing}, {thing}, {thing} and {thing}", "{who} {past} {food}, {food} and {food}",
        "the {thing} was {adj}, {adj} and {adj}",
        "we saw {animals}, {animals}, {animals} and {animals} {where}",
        "{first}, {first}, {first} and {first} {went} {where}", "{colour}, {colour}, {colour} or {colour}",
        "you need {food}, {food}, a {thing} and some {substance}",
        "in {place}, {place} and {place}, {clause}", "{things}, {things} and {things} lay {where}",
        "neither {food}, nor {food}, nor {food} {was} {adj}",
        "{pronoun} {past} {what}, {past} {what}, and {went} {where}",
        "first {thing}, then {thing}, then {thing}", "{number}, {number}, {number}, {number}",
        "there were three {things}: a {adj} one, a {adj} one and a {colour} one",
        "{weekday}, {weekday} and {weekday} are {adj}",
        "the {persons}, the {persons} and the {persons} {did_many}",
        "{feeling}, {feeling}, {feeling}: {many} knew them all",
        "bring {things}, {things}, and most of all {things}",
    ),
    "name": (
        "{first} {last} {did}", "{title} {last} {did} {when}", "{first} {did} with {first} {last}",
        "my name is {first} {last}", "{first} {last} and {title} {last} {did_many}",
        "this is {first} {last}, the {person}", "{title} {first} {last} of {place}",
        "{first} {last} was born in {place} {when}", "have you met {first} {last} from {place}?",
        "{first}, this is my {kin} {first}", "{title} {last} lives in {place}, and {first} lives in {place}",
        "ask {first} or {first} {last} about {what}", "the {last} family {went} from {place} to {place}",
        "{first}'s {kin} is called {first}", "dear {title} {last}, {clause}",
        "from {place} to {place}, {first} {did}", "good morning, {title} {last}",
        "{first} {last}, {person} and {person}, {did}",
    ),
    "instruction": (
        "{do} {what}, then {do} {what}", "please {do} {what} {where}", "{do} {what} {adverb}",
        "do not {do} {what} {when}", "turn left at the {thing} and {do} {what}",
        "first {do} {what}, and after that {do} {what} {adverb}",
        "take {number} {things} and {do} them {adverb}",
        "mix {food} with {food} and {do} it for {number} minutes", "when {it} is {adj}, {do} {what}",
        "make sure that {it} is {adj} before you {do} {what}", "put {what} {where} and {do} {what}",
        "never {do} {what} without {what}", "to {do} {what}, {do} {what}",
        "hold {what} {adverb} and wait for {number} seconds", "always {do} {what} {when}",
        "keep {what} away from {what}", "add {number} spoons of {food}, then {do} {what}",
        "be {adj}, and {do} {what}", "let {whom} {do} {what}",
        "if {it} is not {adj}, {do} {what} and {do} {what} again",
        "press the {colour} {thing} to {do} {what}",
    ),
    "narration": (
        "{when}, {clause}, and {clause}", "as {clause}, {clause}", "although {clause}, {who} {did}",
        "{who}, who {did}, {did}", "{clause}; {clause}",
        "{when}, when {clause}, {many} {did_many}, and {clause}",
        "once upon a time, {where}, there lived a {adj} {person} who {did}",
        "because {clause}, {clause}, but {clause}", "{clause}, while {where} {many} {did_many}",
        "nobody knew why {clause}, nor how {clause}", "{who} {did}, {doing} {what}, and {did} until {clause}",
        "{adverb}, {who} {did}; then {clause}", "after {clause}, {who} {did}, as if {clause}",
        "it was {when} that {clause}, and since then {clause}",
        "the {thing}, which {who} {past} {when}, {was} {adj}", "{where}, where {clause}, {who} {did}",
        "so {adj} was {it} that {who} {did}", "not only {was} {it} {adj}, but {clause}",
        "had {who} {past} {what}, {many} would {do} {what}; but {clause}",
        "{doing} {what}, {who} {did}, and {clause}",
    ),
    "number": (
        "{who} {past} {number} {things}", "{clause} {when}, at {clock}", "the {thing} costs {money}",
        "it is {clock}", "{first} was born on {date}, {year}", "{number} of the {persons} {did_many}",
        "call me at {digits}", "the {event} of {year} {was} {adj}", "{percent} of all {things} are {adj}",
        "page {number}, line {number}", "{number} and {number} make {number}",
        "the train leaves at {clock} and arrives at {clock}", "{date}", "in {year}, {clause}",
        "the {ordinal} {thing} is {number} {unit} long", "{decimal} {unit} {where}",
        "my {kin} paid {money} for {number} {things}", "room {number} is on the {ordinal} floor",
        "{fraction} of the {food} {was} {adj}", "between {year} and {year}, {many} {did_many}",
        "{pronoun} ran {number} {unit} in {decimal} seconds",
        "the meeting is on {weekday}, {date}, at {clock}", "chapter {number}: the {adj} {thing}",
        "it was {number} degrees {when}", "{number} minus {number} is {number}",
        "flight {digits} to {place} has left", "{who} is {number} years old",
        "the score was {number} to {number} {when}", "more than {big} {persons} live in {place}",
        "number {number}, {first} {last}",
    ),
    # One or two words
    "short_number": ("{number}.", "{clock}.", "{year}.", "{ordinal} {thing}."),
    "short_question": (
        "{first}?", "which {thing}?", "{adj} {things}?", "what {feeling}?", "how {adj}?", "{adverb}?",
        "whose {animal}?",
    ),
    "short_exclamation": (
        "{adj}!", "{interjection}!", "how {adj}!", "{do} it!", "{first}!", "{adj} {feeling}!",
        "what {things}!",
    ),
    "short_dialogue": ('"{adj}."', '"{interjection}!"', '"{adverb}, {first}."', '"{do}!"'),
    "short_list": ("{food}, {food}.", "{thing}, {thing}.", "{colour}, {colour}."),
    "short_name": ("{first} {last}.", "{title} {last}.", "{place}.", "{first}."),
    "short_instruction": ("{do} {adverb}.", "{do} them.", "{do} me.", "be {adj}."),
    "short_narration": ("{adj} {animals}.", "{adj} {feeling}.", "{weekday} night.", "{pronoun} {went}."),
    # Closed classes
    "pronoun": ("he", "she", "I", "they", "we"),
    "title": (
        "Mister", "Missus", "Doctor", "Professor", "Captain", "Aunt", "Uncle", "Judge", "Colonel", "Lady",
        "Sir",
    ),
    "kin": (
        "mother", "father", "brother", "sister", "uncle", "aunt", "cousin", "grandmother", "grandfather",
        "nephew", "niece", "daughter", "son", "husband", "wife", "neighbour", "teacher", "boss",
        "best friend", "twin sister", "partner",
    ),
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "month": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
    "colour": (
        "red", "blue", "green", "yellow", "white", "black", "brown", "grey", "purple", "orange", "pink",
        "golden", "silver", "scarlet", "pale", "dark", "crimson", "turquoise", "violet", "beige",
    ),
    "garment": (
        "coat", "hat", "shirt", "dress", "scarf", "jacket", "uniform", "cloak", "sweater", "apron", "robe",
        "gloves", "trousers", "skirt", "turban", "boots", "glasses", "mask", "cape", "necktie",
    ),
    "unit": (
        "miles", "feet", "inches", "metres", "kilometres", "pounds", "kilograms", "litres", "gallons",
        "hours", "yards", "acres", "degrees", "tons", "ounces", "seconds", "weeks", "volts", "watts", "pages",
    ),
    "interjection": (
        "oh", "ah", "wow", "hey", "hooray", "alas", "well", "oh no", "good heavens", "my goodness", "look",
        "listen", "help", "ouch", "thank goodness", "quick", "silence", "hush", "bravo", "nonsense", "never",
        "please", "hello", "goodbye", "yes", "no", "at last", "come on", "thank you", "for shame", "welcome",
        "of course", "not again", "attention",
    ),
    "went": (
        "went", "came", "ran", "fell", "stood", "sat", "slept", "swam", "flew", "climbed", "waited",
        "vanished", "arrived", "wandered", "lay", "hid", "sang", "wept", "smiled", "trembled", "danced",
        "laughed", "crawled", "hurried", "knelt", "rested", "stumbled", "rode", "walked", "strode", "crept",
        "drove", "shivered", "stayed", "hesitated", "froze",
    ),
    "past_i": (
        "I bought", "she packed", "he listed", "they carried", "we found", "bring me", "please fetch",
        "it had",
    ),
}  # fmt: skip
"""Name → patterns. The kinds of sentences are here under their own name and, in brief, as ``short_…``."""

FIRST = """
Aaron Abigail Adam Agnes Alan Albert Alice Amanda Amy Andrew Angela Anita Anna Anthony Arthur Ashley
Barbara Beatrice Benjamin Bernard Beth Betty Brandon Brenda Brian Bridget Bruce Carl Carol Caroline
Catherine Cecil Charles Charlotte Chloe Christina Christopher Clara Clarence Claude Colin Connie Craig
Cynthia Daisy Daniel David Deborah Dennis Diana Donald Doris Dorothy Douglas Duncan Dylan Edgar Edith
Edward Eleanor Elizabeth Ellen Emily Emma Eric Ernest Esther Ethan Eugene Evelyn Felix Fiona Florence
Frances Francis Frank Frederick Gabriel Gail George Gerald Gilbert Gloria Gordon Grace Graham Gregory
Hannah Harold Harriet Harry Harvey Hazel Heather Helen Henry Herbert Holly Howard Hugh Ian Irene Isaac
Isabel Ivan Jack Jacob James Jane Janet Jason Jean Jeffrey Jennifer Jeremy Jessica Joan John Jonathan
Joseph Joshua Joyce Judith Julia Julian Karen Katherine Keith Kenneth Kevin Larry Laura Lawrence Leah
Leonard Leo Lewis Lillian Linda Lisa Louis Louise Lucy Luke Lydia Mabel Malcolm Margaret Maria Marian Mark
Martha Martin Mary Matthew Maurice Megan Melissa Michael Michelle Mildred Miranda Molly Monica Nancy
Natalie Nathan Neil Nicholas Nicole Nigel Nina Noah Nora Norman Olive Oliver Oscar Pamela Patricia Patrick
Paul Paula Pauline Penelope Peter Philip Phoebe Phyllis Rachel Ralph Raymond Rebecca Richard Robert Robin
Roger Ronald Rosa Rosemary Roy Russell Ruth Ryan Sabrina Sally Samantha Samuel Sandra Sarah Scott Sharon
Sheila Shirley Sidney Simon Sophie Stanley Stella Stephen Stuart Susan Sylvia Teresa Theodore Thomas
Timothy Toby Tracy Ursula Valerie Vanessa Veronica Victor Victoria Vincent Violet Virginia Vivian Walter
Wanda Wendy Wilfred William Winifred Yvonne Zachary Zoe
""".split()
"""First names."""

LAST = """
Abbott Adams Allen Anderson Andrews Armstrong Arnold Atkins Austin Bailey Baker Barnes Barrett Bates
Baxter Bell Bennett Berry Bishop Black Blake Bowen Boyd Bradley Brooks Brown Bryant Burke Burns Burton
Butler Byrne Cameron Campbell Carpenter Carter Chambers Chapman Clark Cole Coleman Collins Cook Cooper Cox
Crawford Cross Cunningham Curtis Daniels Davies Davis Dawson Dixon Douglas Doyle Duncan Dunn Edwards
Elliott Ellis Evans Ferguson Fisher Fitzgerald Fletcher Foster Fox Francis Franklin Fraser Freeman Gardner
Gibson Gilbert Gordon Graham Grant Gray Green Griffin Hall Hamilton Hansen Harper Harris Harrison Hart
Harvey Hawkins Hayes Henderson Hicks Higgins Hill Holland Holmes Howard Hudson Hughes Hunt Hunter Irwin
Jackson Jacobs James Jenkins Jennings Johnson Johnston Jones Jordan Kelly Kennedy Kerr King Knight Lambert
Lawrence Lawson Lee Lewis Lloyd Long Lopez Lynch Macdonald Marsh Marshall Martin Mason Matthews Maxwell
Mcdonald Mills Mitchell Moore Morgan Morris Murphy Murray Myers Nelson Newman Newton Nichols Norris Olson
Owens Palmer Parker Parsons Patterson Payne Pearson Perkins Peters Phillips Pierce Porter Powell Price
Quinn Ramsey Reed Reid Reynolds Rhodes Richards Richardson Riley Roberts Robertson Robinson Rogers Rose
Ross Russell Ryan Sanders Saunders Schmidt Scott Sharp Shaw Simmons Simpson Sinclair Smith Snyder Spencer
Stanley Stephens Stevens Stewart Stone Sullivan Sutton Taylor Thompson Thornton Tucker Turner Underwood
Vaughan Vincent Wagner Walker Wallace Walsh Walters Ward Warren Watkins Watson Watts Weaver Webb Welch
Wells West Wheeler White Whitman Wilkins Williams Williamson Willis Wilson Winters Wood Woods Wright Yates
York Young Zimmerman
""".split()
"""Family names."""

PLACES = """
Aberdeen Africa Alabama Alaska Amsterdam Arizona Athens Atlanta Australia Austria Baltimore Barcelona
Belgium Berlin Birmingham Bombay Boston Brazil Bristol Brussels Budapest Cairo Calcutta California
Cambridge Canada Chicago Chile China Colorado Copenhagen Cornwall Cuba Dallas Damascus Delaware Denmark
Denver Detroit Dublin Edinburgh Egypt England Finland Florence Florida France Geneva Genoa Germany Glasgow
Greece Greenland Hamburg Hawaii Helsinki Holland Houston Hungary Iceland India Indiana Iowa Ireland
Istanbul Italy Jamaica Japan Jerusalem Kansas Kentucky Kenya Lebanon Leeds Lima Lisbon Liverpool London
Louisiana Madrid Maine Manchester Marseille Maryland Melbourne Memphis Mexico Miami Milan Minnesota
Montana Montreal Moscow Munich Naples Nebraska Nevada Norway Norwich Ohio Oregon Oslo Oxford Paris Persia
Peru Philadelphia Pittsburgh Plymouth Poland Portugal Prague Quebec Rome Russia Scotland Seattle Shanghai
Siberia Sicily Singapore Spain Stockholm Sweden Switzerland Sydney Syria Tennessee Texas Tokyo Toronto
Turkey Utah Venice Vermont Vienna Virginia Wales Warsaw Washington Wyoming York Zurich
""".split()
"""Cities, states and countries."""

IRREGULAR = """
bear bore beat beat bend bent bite bit break broke bring brought build built burn burned buy bought catch
caught choose chose cut cut dig dug draw drew drink drank drive drove eat ate feed fed fight fought find
found forget forgot forgive forgave freeze froze get got grind ground hang hung hear heard hide hid hit
hit hold held hurt hurt keep kept lead led leave left lend lent light lit lose lost make made mean meant
meet met pay paid put put read read ride rode ring rang see saw seek sought sell sold send sent set set
shake shook shoot shot shut shut sing sang speak spoke spend spent spin spun split split spread spread
steal stole stick stuck sting stung strike struck sweep swept swing swung take took teach taught tear tore
tell told throw threw understand understood wear wore weave wove win won wind wound write wrote
""".split()
"""Verbs without -ed, each followed by its past."""

NOT_QUALITIES = frozenset(
    """
ablaze able aboard afraid akin alike alive all alone another any asleep awake aware both bound certain due
each either enough entire ex few fewer first former half inner last least less little many more most much
neither no other outer own past same second several some such then third top upper utter very what
whatever which whole worth
""".split()
)
"""Adjectives that do not stand between an article and a noun, or say nothing there."""

BARRED = frozenset(
    """
arse ass asshole bastard bastards bitch bitches boob boobs breast breasts bugger chink christ cock coon
copulate crap cunt damn damned dick dyke erection fag faggot fags fart fuck fucked fucker fucking genitals
gook gypsy hooker hymie jap japs jerk jesus jew jews kike lynch lynched masturbate mulatto naked nazi
nazis negro negroes nigger niggers nipple orgasm orgy penis piss pissed prostitute prostitutes pubic rape
raped rapist redskin screw semen sex sexual sexually shit shitty slut spic squaw suck sucks testicles tit
tits turd vagina vulva whore whores wop
""".split()
)
"""Words that no shipped voice needs to practise."""
