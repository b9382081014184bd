"""Short clean jokes, each a question with its answer."""

from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, skill

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
    "What do you call a sleeping bull? A bulldozer.",
    "What do you call cheese that is not yours? Nacho cheese.",
    "Why did the tomato blush? It saw the salad dressing.",
    "What room has no doors and no windows? A mushroom.",
    "Why did the snail stay at home? It was already there.",
    "Why do trees have so many friends? They branch out.",
    "Why is the sea so friendly? It always waves.",
    "Why did the pencil go to bed? It had lost its point.",
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
        "Do you have a good joke?",
        "I need a joke.",
        "Tell me something funny.",
        "Can you make me laugh?",
        "Got any jokes?",
        "Tell me a short joke.",
        "I would like to hear a joke.",
        "Let's hear a joke.",
        "Could you tell me something funny?",
        "Let me hear something funny.",
        "A good joke for me, please.",
    ),
    ("Could you tell me a joke?", "Let me hear a joke.", "Do you have a joke for me?", "Please tell me a good joke."),
)
ANOTHER_JOKE = Wording(
    (
        "Another one.",
        "Another one, please.",
        "One more.",
        "One more, please.",
        "Tell me another one.",
        "Tell me another.",
        "Haha, another one!",
        "Do you know another one?",
        "Can you tell me another one?",
        "Ha ha, one more!",
        "And another one?",
        "Do you have more jokes?",
        "More jokes, please.",
        "Again!",
        "Tell me one more.",
    ),
    ("Haha, one more!", "Can you tell me one more?", "Do you have another one?"),
)


@skill(0.8)
def tells_a_joke(memory: Memory) -> list[Exchange]:
    """A joke, and now and then another one."""
    first, second = memory.rng.sample(JOKES, 2)
    exchanges = [Exchange(memory.ask(ASK_JOKE), first, one_of(*JOKES))]
    if memory.rng.random() < 0.15:
        others = [joke for joke in JOKES if joke != first]
        exchanges.append(Exchange(memory.ask(ANOTHER_JOKE), second, one_of(*others)))
    return exchanges
