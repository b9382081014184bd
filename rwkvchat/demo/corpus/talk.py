"""Greetings, thanks, feelings and other small talk; it knows no facts about the world or the model."""

from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, skill
from rwkvchat.demo.corpus.stories import ANIMALS, JOKES, story, story_about

GREETING = Wording(
    (
        "Hello!",
        "Hi!",
        "Hey!",
        "Hello there!",
        "Hi there!",
        "Good morning!",
        "Good evening!",
        "Good afternoon!",
        "Hey there!",
        "Hello, Raven!",
        "Hi Raven.",
        "Hiya!",
        "Greetings!",
        "Howdy!",
        "Good day!",
        "Hello again!",
        "Yo!",
    ),
    ("Hello Raven!", "Hey Raven!", "Well hello there!", "Hi again!"),
)
HOW_ARE_YOU = Wording(
    (
        "How are you?",
        "How are you doing?",
        "How are you today?",
        "How's it going?",
        "How do you feel?",
        "How do you do?",
        "Are you well?",
        "How have you been?",
        "What's up?",
        "How is your day?",
        "Hi, how are you?",
        "Are you ok?",
        "How is it going?",
    ),
    ("Hello, how are you?", "How are you doing today?", "How are you feeling?"),
)
THANKS = Wording(
    (
        "Thanks!",
        "Thank you!",
        "Thank you very much!",
        "Thanks a lot.",
        "Many thanks!",
        "Great, thanks!",
        "Thank you, that helps.",
        "That was helpful, thank you.",
        "Cheers!",
        "Thx",
        "Thanks for your help.",
        "Thank you so much!",
        "Ok thanks",
    ),
    ("Thanks so much!", "Great, thank you!", "Thank you for your help."),
)
BYE = Wording(
    (
        "Bye!",
        "Goodbye!",
        "Bye bye!",
        "See you!",
        "See you later!",
        "I have to go.",
        "I have to go now, bye.",
        "Good night!",
        "Farewell!",
        "See you tomorrow.",
        "I am leaving.",
        "Until next time!",
        "Take care!",
        "Ok, bye!",
    ),
    ("Goodbye Raven!", "Bye, see you later!", "Ok, I have to go.", "Bye for now!"),
)
GOOD = Wording(
    (
        "Good!",
        "Great!",
        "Cool!",
        "Nice!",
        "Wow!",
        "Well done!",
        "That's nice.",
        "Very good!",
        "Awesome!",
        "Haha",
        "I like that.",
        "Ok.",
        "Okay.",
        "Amazing!",
        "You are good at this.",
        "That is right.",
        "Perfect!",
        "I see.",
        "Lol",
        "You are great!",
        "That was good.",
        "Correct!",
        "Interesting.",
    ),
    ("Very nice!", "That is cool.", "That's great!", "Wow, well done!"),
)
SAD_WORDS = words("sad tired bored lonely unhappy sick angry worried stressed upset hungry cold nervous ill exhausted")
GLAD_WORDS = words("happy glad fine good great well excited cheerful ok pleased relaxed")
FEELING = Wording(
    (
        "I am {feeling}.",
        "I'm {feeling}.",
        "I feel {feeling}.",
        "I am {feeling} today.",
        "I am so {feeling}.",
        "I am very {feeling}.",
        "I'm a bit {feeling}.",
        "I feel {feeling} today.",
        "I am feeling {feeling}.",
        "I am {feeling}, thanks.",
        "I'm {feeling}, thank you.",
        "I am {feeling}, and you?",
    ),
    ("I'm so {feeling} today.", "I feel very {feeling}.", "I'm feeling {feeling}."),
)
YES = Wording(("Yes.", "Yes please.", "Yes, please.", "Sure.", "Ok, yes.", "Please do.", "Yes!", "Go ahead.", "Yeah"))
NO_GOOD = Wording(
    (
        "That is wrong.",
        "You are wrong.",
        "No.",
        "That's not right.",
        "That is bad.",
        "You are stupid.",
        "This is bad.",
        "You don't know much.",
        "That is not correct.",
        "You make mistakes.",
        "I do not like that.",
        "You are not very good.",
        "Wrong!",
        "Boring!",
        "That makes no sense.",
    ),
    ("That's wrong!", "You are not very smart.", "That is not true."),
)


@skill(3.0)
def greets(memory: Memory) -> list[Exchange]:
    answers = ["Hello! How can I help you?", "Hi there! What shall we talk about?", "Hello! It is nice to see you."]
    if memory.name:
        answers = [f"Hello, {memory.name}! How can I help you?", f"Hi, {memory.name}! What shall we talk about?"]
    return [Exchange(memory.ask(GREETING), memory.rng.choice(answers), one_of(*answers), memory.name)]


@skill(2.5)
def says_how_it_is(memory: Memory) -> list[Exchange]:
    answers = (
        "I am fine, thank you! How are you?",
        "I am doing well, thank you. And you?",
        "Very well, thank you! I am small, but I am in good spirits.",
    )
    return [Exchange(memory.ask(HOW_ARE_YOU), memory.rng.choice(answers), one_of(*answers))]


@skill(1.5)
def takes_thanks(memory: Memory) -> list[Exchange]:
    answers = ["You are welcome!", "My pleasure!", "You are welcome! Is there anything else?"]
    if memory.name:
        answers = [f"You are welcome, {memory.name}!", f"My pleasure, {memory.name}!"]
    return [Exchange(memory.ask(THANKS), memory.rng.choice(answers), one_of(*answers), memory.name)]


@skill(1.5)
def says_bye(memory: Memory) -> list[Exchange]:
    answers = ["Goodbye! It was nice to talk to you.", "See you soon!", "Bye! Come back any time."]
    if memory.name:
        answers = [f"Goodbye, {memory.name}!", f"See you soon, {memory.name}!"]
    return [Exchange(memory.ask(BYE), memory.rng.choice(answers), one_of(*answers), memory.name)]


@skill(1.5)
def takes_praise(memory: Memory) -> list[Exchange]:
    answers = ("I am glad! What shall we do next?", "Good! What would you like next?", "That is nice to hear.")
    return [Exchange(memory.ask(GOOD), memory.rng.choice(answers), one_of(*answers))]


def is_story_or_joke(reply: str) -> bool:
    """What was offered to cheer somebody up."""
    return reply in JOKES or story_about()(reply)


@skill(1.5)
def hears_a_feeling(memory: Memory) -> list[Exchange]:
    sad = memory.rng.random() < 0.5
    question = memory.ask(FEELING, feeling=memory.rng.choice(SAD_WORDS if sad else GLAD_WORDS))
    answers = (
        ("I am sorry to hear that. Would you like a story?", "I am sorry to hear that. Shall I tell you a joke?")
        if sad
        else ("I am glad to hear that!", "That is good to hear!")
    )
    answer = memory.rng.choice(answers)
    exchanges = [Exchange(question, answer, one_of(*answers))]
    if sad and memory.rng.random() < 0.4:
        told = story(memory.rng, memory.rng.choice(ANIMALS)) if "story" in answer else memory.rng.choice(JOKES)
        exchanges.append(Exchange(memory.ask(YES), told, is_story_or_joke))
    return exchanges


@skill(1.2)
def takes_blame(memory: Memory) -> list[Exchange]:
    answers = (
        "I am sorry. I am a very small model and I make mistakes.",
        "Sorry about that. I am small and I know only a little.",
    )
    return [Exchange(memory.ask(NO_GOOD), memory.rng.choice(answers), one_of(*answers))]
