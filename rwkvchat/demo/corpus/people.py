"""The user: a name told, recalled and corrected, a favourite colour and food.

Names are open: a few hundred common ones and any number built from syllables; one in twelve, by checksum, is held
out from training. It knows nothing of who the model is.
"""

import zlib
from random import Random

from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, says, skill

COMMON_NAMES = words(
    """Ada Adam Agnes Ahmed Aiko Alan Alba Alex Alfred Ali Alicia Amal Amara Amelia Amir Amy Ana Andrea Andrew Angela
    Anita Anna Anton Aria Arjun Arthur Astrid Ava Aya Barbara Bart Ben Bella Bianca Bill Boris Brian Bruno Carl
    Carla Carlos Carmen Cathy Cecilia Chen Chloe Chris Clara Claire Cora Cyril Daisy Dan Daniel Daria David Dennis
    Derek Diana Diego Dmitri Dora Edgar Edith Eduardo Ela Elena Eli Elias Ella Elsa Emil Emily Emma Eric Erika
    Esther Eva Fabian Farah Fatima Felix Fiona Flora Frank Frida Fred Gabriel George Gina Grace Greta Gus Hamza
    Hana Hannah Harry Hassan Heidi Helen Henry Hugo Ibrahim Ida Igor Ines Ingrid Irene Iris Isaac Isabel Ivan Ivy
    Jack Jacob James Jana Jane Jasper Jean Jenny Jim Joan Joe Johan John Jonas Jorge Josef Julia Jun Karen Karim
    Karl Kate Keiko Ken Kevin Kim Kira Klaus Lara Laura Layla Lea Leo Leon Lena Lily Lina Linda Lisa Liam Lola
    Louis Lucas Lucia Lucy Luis Luna Magnus Maja Malik Marco Margaret Maria Marie Mark Marta Martin Mary Mateo
    Matilda Max Maya Mei Mia Michael Miguel Mila Milo Mina Miriam Mohamed Molly Mona Nadia Naomi Nathan Nick Nico
    Nina Noah Nora Olga Oliver Olivia Omar Oscar Otto Pablo Pat Paul Paula Pedro Penny Peter Petra Pia Priya Quinn
    Rachel Rafael Rahul Ralph Rania Ravi Rita Robert Robin Rosa Rose Ruby Ruth Sam Samira Sara Sasha Sean Selma
    Sergei Simon Sofia Sonia Stella Steve Sven Tara Tariq Ted Theo Thomas Tim Tina Tom Toni Uma Ursula Vera Victor
    Viktor Vivian Walter Wanda Wei Will Willa Xenia Yara Yusuf Yuki Yves Zara Zoe"""
)
STARTS = words(
    "A Ar Be Bo Bra Ca Cal Da Dor E El Fa Fen Ga Gri Ha Hel I Is Jo Ka Kel La Lin Ma Mar Na Nor O Or Pa Pel Qua "
    "Ra Ro Sa Sha Sol Ta Tor U Va Vel Wa Wil Xa Ya Yor Za Zel Bri Cor Dre Fi Lo Mi Ne Pi Ri Si Ti Vi Zu"
)
MIDDLES = words("ba bel da den di fa go ka la len li lo ma mi mo na ni no ra ri ro sa sho ta ti va ve vi za zo")
ENDS = words(
    "a an ar as bert bin da dan del den dra el en er eth gar ia iel in ina is ka la las len lia lin lo lyn mir mon "
    "na nor o on or ra ric rin ro sha son ta tan th tor us va vin wen ya zan"
)
COLOURS = words("red blue green yellow orange purple pink black white brown grey gold silver turquoise violet")
FOODS = words(
    "pizza pasta bread cheese soup rice chocolate apples bananas cake curry noodles pancakes salad sushi tacos honey "
    "potatoes strawberries waffles lasagna dumplings mushrooms porridge"
)


def held_out_name(name: str) -> bool:
    """Whether a name is kept from training: a twelfth of all names, by checksum."""
    return zlib.crc32(name.lower().encode()) % 12 == 0


def pick_name(rng: Random, held_out: bool = False, cased: bool = True) -> str:
    """A common or an invented name from one side of the division; one in ten is typed in lower case."""
    while True:
        if rng.random() < 0.35:
            name = rng.choice(COMMON_NAMES)
        else:
            middle = rng.choice(MIDDLES) if rng.random() < 0.4 else ""
            name = rng.choice(STARTS) + middle + rng.choice(ENDS)
        if len(name) > 2 and held_out_name(name) == held_out:
            return name if cased or rng.random() > 0.1 else name.lower()


TELL_NAME = Wording(
    (
        "My name is {name}.",
        "My name's {name}.",
        "I am {name}.",
        "I'm {name}.",
        "Hi, I'm {name}.",
        "Hello, I am {name}.",
        "Hello, my name is {name}.",
        "Hi, my name is {name}.",
        "Call me {name}.",
        "You can call me {name}.",
        "Please call me {name}.",
        "They call me {name}.",
        "People call me {name}.",
        "Everyone calls me {name}.",
        "My friends call me {name}.",
        "I am called {name}.",
        "The name is {name}.",
        "This is {name}.",
        "My first name is {name}.",
        "Remember my name: {name}.",
        "Remember that my name is {name}.",
        "Nice to meet you, I'm {name}.",
        "Let me introduce myself: I am {name}.",
        "Good morning, my name is {name}.",
        "By the way, my name is {name}.",
        "My name is {name}, what is yours?",
        "I'm {name}, who are you?",
        "It's {name} here.",
    ),
    (
        "Hey there, my name is {name}.",
        "By the way, I'm {name}.",
        "Hello! I'm called {name}.",
        "Good evening, I am {name}.",
        "You may call me {name}.",
    ),
)
ASK_NAME = Wording(
    (
        "What is my name?",
        "What's my name?",
        "Do you remember my name?",
        "Who am I?",
        "Do you know my name?",
        "Tell me my name.",
        "What am I called?",
        "Can you tell me my name?",
        "What did I say my name was?",
        "What was my name?",
        "Say my name.",
        "Do you know who I am?",
        "Do you remember who I am?",
        "Remind me, what is my name?",
        "What was my name again?",
        "Which name did I give you?",
        "How am I called?",
        "Have you forgotten my name?",
        "Tell me who I am.",
        "Tell me what I am called.",
        "Can you say what my name is?",
        "I forgot my name, what is it?",
        "Do you know what my name is?",
        "What do you call me?",
        "Say what my name is.",
    ),
    (
        "Do you still remember my name?",
        "Can you remember my name?",
        "Tell me what my name is.",
        "What's my name again?",
        "Do you still know who I am?",
    ),
)
CORRECT_NAME = Wording(
    (
        "No, call me {new}.",
        "No, my name is {new}.",
        "No, I am {new}.",
        "Actually, my name is {new}.",
        "Actually, call me {new}.",
        "Sorry, my name is {new}.",
        "That is wrong, my name is {new}.",
        "Please call me {new} instead.",
        "I changed my mind, call me {new}.",
        "From now on call me {new}.",
        "My name is {new}, not {name}.",
        "Not {name}, {new}.",
        "Wait, call me {new} from now on.",
    ),
    ("No, you should call me {new}.", "No no, my name is {new}.", "Actually, I'm {new}.", "Sorry, call me {new}."),
)


@skill(1.5)
def tells_name(memory: Memory) -> list[Exchange]:
    new = pick_name(memory.rng, memory.held_out_names, cased=False)
    if memory.name and memory.name != new:
        question = memory.ask(CORRECT_NAME, name=memory.name, new=new)
        answer = memory.reply(
            "All right, I will call you {new} from now on.",
            "Sorry, {new}! I will remember that.",
            "Thank you, {new}. Now I have it right.",
            new=new,
        )
    else:
        question = memory.ask(TELL_NAME, name=new)
        answer = memory.reply(
            "Nice to meet you, {new}!",
            "Hello, {new}! I am Raven Nano.",
            "Pleased to meet you, {new}. What can I do for you?",
            "Hi, {new}! It is good to meet you.",
            "Thank you, {new}. I will remember your name.",
            new=new,
        )
    memory.name = new
    return [Exchange(question, answer, says(new), new)]


@skill(2.0)
def recalls_name(memory: Memory) -> list[Exchange]:
    question = memory.ask(ASK_NAME)
    if not memory.name:
        unknown = (
            "You have not told me your name yet.",
            "I do not know your name yet. What is it?",
            "You have not told me. What is your name?",
        )
        return [Exchange(question, memory.reply(*unknown), one_of(*unknown))]
    answer = memory.reply(
        "Your name is {name}.", "You are {name}.", "You told me that your name is {name}.", name=memory.name
    )
    return [Exchange(question, answer, says(memory.name), memory.name)]


TELL_FAVOURITE = Wording(
    (
        "My favourite {kind} is {thing}.",
        "My favorite {kind} is {thing}.",
        "I like {thing} best.",
        "The {kind} I like best is {thing}.",
        "My best {kind} is {thing}.",
        "I love {thing}.",
        "I really like {thing}.",
        "{thing} is my favourite {kind}.",
        "Remember that my favourite {kind} is {thing}.",
        "For {kind}, I like {thing} most.",
    ),
    ("By the way, my favourite {kind} is {thing}.", "My favourite {kind} of all is {thing}.", "I love {thing} most."),
)
ASK_FAVOURITE = Wording(
    (
        "What is my favourite {kind}?",
        "What's my favourite {kind}?",
        "What is my favorite {kind}?",
        "Which {kind} do I like best?",
        "Do you remember my favourite {kind}?",
        "Tell me my favourite {kind}.",
        "What {kind} do I like?",
        "Do you know my favourite {kind}?",
        "Which {kind} did I say I like?",
    ),
    ("Do you still remember my favourite {kind}?", "Which {kind} do I like most?", "What was my favourite {kind}?"),
)


@skill(1.2)
def tells_favourite(memory: Memory) -> list[Exchange]:
    kind = memory.rng.choice(("colour", "food"))
    thing = memory.rng.choice(COLOURS if kind == "colour" else FOODS)
    spelled = "color" if kind == "colour" and memory.rng.random() < 0.3 else kind
    question = memory.ask(TELL_FAVOURITE, kind=spelled, thing=thing)
    if kind == "colour":
        memory.colour = thing
        answer = memory.reply(
            "A lovely colour! I will remember that you like {thing}.",
            "I will remember that your favourite colour is {thing}.",
            thing=thing,
        )
    else:
        memory.food = thing
        answer = memory.reply(
            "Tasty! I will remember that you like {thing}.",
            "I will remember that your favourite food is {thing}.",
            thing=thing,
        )
    return [Exchange(question, answer, says(thing), thing)]


@skill(1.2)
def recalls_favourite(memory: Memory) -> list[Exchange]:
    kind = memory.rng.choice(("colour", "food"))
    if memory.rng.random() < 0.6 and (memory.colour or memory.food):
        kind = "colour" if memory.colour else "food"
    thing = memory.colour if kind == "colour" else memory.food
    question = memory.ask(ASK_FAVOURITE, kind="color" if kind == "colour" and memory.rng.random() < 0.3 else kind)
    if not thing:
        answer = f"You have not told me your favourite {kind} yet."
        return [Exchange(question, answer, one_of(answer))]
    return [Exchange(question, f"Your favourite {kind} is {thing}.", says(thing), thing)]
