"""Stories from a grammar, small poems, jokes and lists; heroes are open: any animal, any name."""

from random import Random

from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.people import pick_name
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, Wording, one_of, says, skill

ANIMALS = words(
    """fox raven cat dog mouse owl bear rabbit hedgehog wolf frog duck horse cow pig sheep goat hen goose swan crow
    sparrow squirrel deer badger otter beaver mole bat bee ant spider snail turtle snake lizard crocodile lion tiger
    elephant giraffe zebra camel kangaroo koala panda monkey parrot penguin seal whale dolphin shark crab octopus
    dragon unicorn donkey hamster lamb kitten puppy pony robin eagle hawk stork heron pelican peacock turkey rooster
    butterfly moth beetle ladybird worm fish salmon trout llama moose lynx weasel wombat robot witch wizard king
    queen princess knight pirate sailor baker farmer gardener painter teacher doctor ghost giant dwarf fairy clown
    astronaut fisherman shepherd miller tailor musician boy girl child cloud tree snowman teddy train"""
)
WANTS = (
    ("wanted to see the sea", "saw the sea at last, wide and blue"),
    ("was looking for a lost key", "found the key at the bottom of an old well"),
    ("wanted to learn to sing", "could sing a small song, and everyone listened"),
    ("was afraid of the dark", "was not afraid any more, for the stars were out"),
    ("wanted to climb the highest hill", "stood on top of the hill and looked far around"),
    ("had never seen snow", "saw the first snow fall on the roofs"),
    ("was looking for a friend", "had a friend, and that was better than gold"),
    ("wanted to bake the best cake", "baked a cake so good that nothing was left of it"),
    ("wanted to touch the moon", "saw the moon in a pond and touched it softly"),
    ("was looking for a warm home", "had a warm home with a round window"),
    ("wanted to build a boat", "had a small red boat that did not sink"),
    ("could not sleep", "slept deeply until the morning"),
    ("had lost a golden ring", "found the ring in the nest of a magpie"),
    ("wanted to plant a garden", "had a garden full of flowers"),
)
PLACES = (
    "in a quiet forest", "near a wide river", "on a green hill", "in a small village", "by the sea", "in an old tower",
    "at the edge of a dark wood", "in a valley full of flowers", "on a lonely island", "behind an old mill",
    "in a house with a blue door", "under a big oak tree",
)  # fmt: skip
QUALITIES = words("small brave shy clever old young kind curious cheerful lazy quiet gentle hungry merry")
HELPERS = (
    "an old owl", "a friendly mouse", "a tired traveller", "a wise turtle", "a funny frog", "a grey cat",
    "a little girl with a lamp", "a singing bird", "a silent snail", "a kind baker", "a shy deer", "a black raven",
)  # fmt: skip
ADVICE = (
    '"Follow the river," said {helper}.',
    '"Do not give up," said {helper}.',
    '"Come with me, I know the way," said {helper}.',
    '"Listen to the wind," said {helper}.',
    '"Wait until the morning," said {helper}.',
    '"Two can do more than one," said {helper}.',
)
TROUBLES = (
    "One night a storm came and the path was gone.",
    "One day the way was blocked by a great stone.",
    "One evening a thick fog fell on the land.",
    "One morning the bridge was broken.",
    "One day everybody said that it could not be done.",
    "One night all the lamps went out.",
)
WALKS = (
    "So they walked together for three days.",
    "They went on, slowly and carefully.",
    "Together they crossed the fields.",
    "They shared their bread and went on.",
    "They sang on the way and were not afraid.",
)
ENDINGS = (
    "And so they lived happily for a long time.",
    "And if you listen well, you can still hear them laugh.",
    "From that day on they were the best of friends.",
    "And that is the end of the story.",
    "They never forgot that day.",
)
ASK_STORY = Wording(
    (
        "Tell me a story.",
        "Tell me a short story.",
        "Write a story.",
        "Write a short story.",
        "Can you tell me a story?",
        "I want to hear a story.",
        "Tell a story.",
        "Please tell me a story.",
        "Make up a story.",
        "A story, please.",
        "Tell me a tale.",
        "Tell me a bedtime story.",
        "I would like a story.",
        "Give me a story.",
        "Do you know a story?",
        "story",
    ),
    ("Could you tell me a story?", "Let me hear a story.", "Tell me another story."),
)
ASK_STORY_ABOUT = Wording(
    (
        "Tell me a story about {hero}.",
        "Write a story about {hero}.",
        "Tell me a short story about {hero}.",
        "Write a short story about {hero}.",
        "Can you tell me a story about {hero}?",
        "I want a story about {hero}.",
        "A story about {hero}, please.",
        "Make up a story about {hero}.",
        "Tell a story about {hero}.",
        "I would like to hear a story about {hero}.",
        "Do you know a story about {hero}?",
        "Give me a story about {hero}.",
        "Story about {hero}",
        "Tell me a tale about {hero}.",
        "Tell me a bedtime story about {hero}.",
    ),
    ("Could you tell me a story about {hero}?", "Let me hear a story about {hero}.", "Invent a story about {hero}."),
)


def with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def story(rng: Random, noun: str = "", name: str = "") -> str:
    """A story of five to seven sentences about a noun, a name, or a noun with a name."""
    want, outcome = rng.choice(WANTS)
    helper = rng.choice(HELPERS)
    quality, place = rng.choice(QUALITIES), rng.choice(PLACES)
    start = rng.choice(("Once upon a time", "Once", "Long ago", "Many years ago"))
    if not noun:
        opening, hero = f"{start} {name} lived {place}.", name
    elif name:
        opening, hero = f"{start} there was {with_article(noun)} named {name} who lived {place}.", name
    else:
        opening, hero = f"{start} there was {with_article(f'{quality} {noun}')} who lived {place}.", f"the {noun}"
    meeting = f"Then {hero} met {helper}." if rng.random() < 0.6 else f"But {helper} came along."
    short = helper.split(" ", 1)[1].split(" with ")[0]
    sentences = [
        opening,
        f"{hero[0].upper()}{hero[1:]} {want}.",
        rng.choice(TROUBLES),
        meeting,
        rng.choice(ADVICE).format(helper=f"the {short}"),
        rng.choice(WALKS),
        f"In the end {hero} {outcome}.",
        rng.choice(ENDINGS),
    ]
    if rng.random() < 0.5:
        del sentences[5]
    return " ".join(sentences)


def story_about(*words: str) -> Check:
    """A whole story, a few sentences long, that has these words in it."""
    named = says(*words)
    return lambda reply: named(reply) and reply.count(".") >= 5 and reply.strip().endswith(ENDINGS)


@skill(5.0)
def tells_a_story(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    kind = rng.random()
    noun, name = rng.choice(ANIMALS), ""
    if kind < 0.3:
        return [Exchange(memory.ask(ASK_STORY), story(rng, noun), story_about(), noun)]
    if memory.name and kind < 0.38:
        return [
            Exchange(
                memory.ask(ASK_STORY_ABOUT, hero="me"),
                story(rng, "", memory.name),
                story_about(memory.name),
                memory.name,
            )
        ]
    if kind < 0.6:
        name = pick_name(rng, memory.held_out_names)
        noun = "" if rng.random() < 0.5 else noun
    hero = f"{with_article(noun)} {rng.choice(('named', 'called'))} {name}" if noun and name else name
    if not name:
        hero = rng.choice((with_article(noun), with_article(noun), f"the {noun}", f"{with_article('little ' + noun)}"))
    question = memory.ask(ASK_STORY_ABOUT, hero=hero)
    return [Exchange(question, story(rng, noun, name), story_about(*filter(None, (noun, name))), name or noun)]


JOKES = (
    "Why did the raven cross the road? To prove that it was not a chicken.",
    "What do you call a bear without teeth? A gummy bear.",
    "Why do bees have sticky hair? Because they use honeycombs.",
    "What is brown and sticky? A stick.",
    "Why did the scarecrow win a prize? He was outstanding in his field.",
    "What do you call a fish without eyes? A fsh.",
    "Why can a bicycle not stand alone? It is two tired.",
    "What did the zero say to the eight? Nice belt!",
    "Why was six afraid of seven? Because seven ate nine.",
    "What do clouds wear? Thunderwear.",
    "How does the moon cut its hair? Eclipse it.",
    "Why did the cookie go to the doctor? It felt crumby.",
)
ASK_JOKE = Wording(
    (
        "Tell me a joke.",
        "Do you know a joke?",
        "Tell me a funny joke.",
        "Make me laugh.",
        "Say something funny.",
        "A joke, please.",
        "Can you tell me a joke?",
        "Do you know any jokes?",
        "I want to hear a joke.",
        "Another joke.",
        "Tell me another joke.",
        "joke",
        "One more joke, please.",
        "Tell a joke.",
        "Give me a joke.",
    ),
    ("Could you tell me a joke?", "Let me hear a joke.", "Do you have a joke for me?"),
)


@skill(2.2)
def tells_a_joke(memory: Memory) -> list[Exchange]:
    return [Exchange(memory.ask(ASK_JOKE), memory.rng.choice(JOKES), one_of(*JOKES))]


FIRST_LINES = ("The moon is high, the night is deep,", "The wind is soft, the fields all sleep,")
SECOND_LINES = ("the river sings the hills to sleep.", "the stars come out, the shadows creep.")
THIRD_LINES = ("A raven sits upon a tree", "A little boat is on the sea")
FOURTH_LINES = ("and dreams of lands beyond the sea.", "and all the world is wild and free.")
ASK_POEM = Wording(
    (
        "Write a poem.",
        "Tell me a poem.",
        "Write a short poem.",
        "Can you write a poem?",
        "A poem, please.",
        "Do you know a poem?",
        "Make a poem.",
        "Write me a poem.",
        "Say a poem.",
        "I would like a poem.",
        "poem",
        "Give me a poem.",
    ),
    ("Could you write a poem?", "Let me hear a poem.", "Please write a little poem."),
)


def poem(rng: Random) -> str:
    return "\n".join(rng.choice(lines) for lines in (FIRST_LINES, SECOND_LINES, THIRD_LINES, FOURTH_LINES))


def is_poem(reply: str) -> bool:
    lines = reply.strip().split("\n")
    known = (FIRST_LINES, SECOND_LINES, THIRD_LINES, FOURTH_LINES)
    return len(lines) == 4 and all(line in choices for line, choices in zip(lines, known, strict=True))


@skill(1.2)
def writes_a_poem(memory: Memory) -> list[Exchange]:
    return [Exchange(memory.ask(ASK_POEM), poem(memory.rng), is_poem)]


LISTS = {
    "days of the week": "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday",
    "months of the year": "January, February, March, April, May, June, July, August, September, October, "
    "November, December",
    "seasons": "spring, summer, autumn, winter",
    "planets": "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune",
    "colours of the rainbow": "red, orange, yellow, green, blue, indigo, violet",
    "letters of the alphabet": "a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z",
}
ASK_LIST = Wording(
    (
        "Name the {items}.",
        "List the {items}.",
        "What are the {items}?",
        "Tell me the {items}.",
        "Which are the {items}?",
        "Say the {items}.",
        "Can you name the {items}?",
        "Do you know the {items}?",
        "Write down the {items}.",
    ),
    ("Could you list the {items}?", "Please give me the {items}.", "What are the names of the {items}?"),
)


@skill(1.5)
def lists_things(memory: Memory) -> list[Exchange]:
    items, answer = memory.rng.choice(list(LISTS.items()))
    return [Exchange(memory.ask(ASK_LIST, items=items), answer + ".", one_of(answer + "."))]
