"""Riddles: the model asks, the user guesses or gives up."""

from collections.abc import Callable

from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, Wording, one_of, says, skill

RIDDLES = {
    "What has hands but cannot clap?": "a clock",
    "What has teeth but never bites?": "a comb",
    "What gets wetter the more it dries?": "a towel",
    "What has one eye but cannot see?": "a needle",
    "What has a neck but no head?": "a bottle",
    "What has keys but opens no door?": "a piano",
    "What has four legs but never walks?": "a table",
    "What goes up but never comes down?": "your age",
    "What can you catch but not throw?": "a cold",
    "What grows bigger the more you take away?": "a hole",
    "What has leaves but is no tree?": "a book",
    "What has cities and rivers but no people?": "a map",
    "What runs all day but never gets tired?": "a river",
    "What follows you in the sun and is gone in the dark?": "a shadow",
    "What has many words but never speaks?": "a letter",
    "What comes back every night without being called?": "a star",
    "What breaks as soon as you say its name?": "silence",
    "What gets smaller the longer it burns?": "a candle",
    "What carries its house on its back?": "a snail",
    "What falls in winter but is never hurt?": "snow",
}
ASK_RIDDLE = Wording(
    items("""
        Tell me a riddle.; Do you know a riddle?; Give me a riddle.; Ask me a riddle.; A riddle, please.; Another
        riddle.; I want a riddle.; Can you tell me a riddle?; Do you know any riddles?; riddle; One more riddle.; I
        would like a riddle.; Tell me another riddle.; Let's play riddles.; I like riddles.; Do you have a riddle for
        me?; Riddle me something.; Let me guess a riddle.; I want to solve a riddle.; Can you ask me a riddle?; Tell a
        riddle.; Tell me a short riddle.; Got any riddles?; Make me guess something.; Give me another riddle.; Test me
        with a riddle.
    """),
    items("""
        Can you give me a riddle?; Let me have a riddle.; Do you have any riddles?; Ask me another riddle.; I want
        another riddle.; Let me solve a riddle.
    """),
)
GIVE_UP = Wording(
    items("""
        I don't know.; I do not know.; I give up.; No idea.; Tell me.; What is it?; What is the answer?; Tell me the
        answer.; I have no idea.; I can't guess it.; What?; Say it.; I am not good at riddles.; That is too hard.; I
        give up, tell me.; Hm, I don't know.; The answer, please.; Give me the answer.; You tell me.; What's the
        answer?; I cannot solve it.; Please tell me the answer.; It is too hard for me.
    """),
    items("""
        I don't know, tell me.; I have no idea, what is it?; I give up, what is the answer?; Tell me what it is.; That
        is too hard for me.; I have no idea, tell me.
    """),
)
GUESS = Wording(
    items("""
        {guess}; {guess}?; {guess}!; Is it {guess}?; It is {guess}.; It's {guess}.; I think it is {guess}.; Maybe
        {guess}?; Could it be {guess}?; The answer is {guess}.; I guess it is {guess}.; Hm, {guess}?; I say {guess}.;
        {guess}, of course.; That is {guess}.; That must be {guess}.; I know it, {guess}!
    """),
    items("I think the answer is {guess}.; Maybe it is {guess}?; Is the answer {guess}?; It must be {guess}."),
)


def solution(riddle: str) -> str:
    """The answer to a riddle; to what is none, a text that nobody says."""
    return RIDDLES.get(riddle.strip(), "?")


def guesses(answer: str) -> tuple[str, ...]:
    """What is a right answer: with its article, and without."""
    return (answer, answer, answer.removeprefix("a "))


def gives_answer(riddle: str) -> Check:
    """The reply says the answer to the riddle that was asked."""
    return says(solution(riddle))


def judges(guess: str) -> Callable[[str], Check]:
    """The reply to a guess says whether it is right, and the answer."""

    def after(riddle: str) -> Check:
        answer = solution(riddle)
        return says("yes" if guess in guesses(answer) else "no", answer)

    return after


@skill(2.3)
def asks_a_riddle(memory: Memory) -> list[Exchange]:
    """A riddle, and what comes of it: it is given up, solved, or guessed wrongly."""
    rng = memory.rng
    riddle, answer = rng.choice(list(RIDDLES.items()))
    exchanges = [Exchange(memory.ask(ASK_RIDDLE), riddle, one_of(*RIDDLES))]
    kind = rng.random()
    if kind < 0.24:
        exchanges.append(Exchange(memory.ask(GIVE_UP), f"The answer is {answer}.", says(answer), answer, gives_answer))
    elif kind < 0.58:
        guess = rng.choice(guesses(answer))
        question = memory.ask(GUESS, guess=guess)
        reply = memory.reply("Yes, {answer}! Well done.", "Yes, it is {answer}!", answer=answer)
        exchanges.append(Exchange(question, reply, says("yes", answer), answer, judges(guess)))
    elif kind < 0.94:
        wrong = rng.choice([other for other in RIDDLES.values() if other != answer])
        guess = rng.choice(guesses(wrong))
        question = memory.ask(GUESS, guess=guess)
        reply = memory.reply("No, it is {answer}.", "No. The answer is {answer}.", answer=answer)
        exchanges.append(Exchange(question, reply, says("no", answer), answer, judges(guess)))
    return exchanges
