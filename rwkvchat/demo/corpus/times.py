"""The times tables to ten, doubles to a hundred and halves of even numbers."""

from rwkvchat.demo.corpus.arithmetic import ASKED, worked
from rwkvchat.demo.corpus.framing import framed, worded
from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.numbers import counts_as, numbered, typed
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, says, skill

ASK_PRODUCT = Wording(
    (
        *framed(ASKED, "{a} x {b}; {a} times {b}; {a} * {b}; {a}*{b}; {a}x{b}"),
        *items("""
        Multiply {a} by {b}.; Multiply {a} and {b}.; What is {a} multiplied by {b}?; What is the product of {a} and
        {b}?; Can you multiply {a} by {b}?; What do you get if you multiply {a} by {b}?; {a} multiplied by {b}; Tell me
        the product of {a} and {b}.; How much is {a} multiplied by {b}?; Multiply {a} with {b}.; Multiply the numbers
        {a} and {b}.; Please multiply {a} by {b}.
        """),
    ),
    items("""
    Can you tell me what {a} x {b} is?; What does {a} times {b} make?; Tell me how much {a} times {b} is.; Could you
    multiply {a} and {b}?; Do you know the product of {a} and {b}?; Do you know how much {a} x {b} is?
    """),
)
ASK_TABLE = worded(
    """
    Say the {a} times table.; What is the {a} times table?; Tell me the {a} times table.; Write the {a} times table.;
    List the multiples of {a}.; Can you say the {a} times table?; Do you know the {a} times table?; Give me the {a}
    times table.; The {a} times table; Times table of {a}; Show me the {a} times table.; Say the times table of {a}.;
    Write down the {a} times table.; Tell me the multiples of {a}.; Teach me the {a} times table.; I want to learn the
    {a} times table.
    """,
    """
    Could you say the {a} times table?; Please write down the times table of {a}.; Can you list the {a} times table?; I
    want to know the {a} times table.
    """,
)
ASK_DOUBLE = worded(
    """
    What is double {a}?; Double {a}.; What is twice {a}?; Twice {a}; How much is double {a}?; How much is twice {a}?;
    What is {a} doubled?; Tell me double {a}.; Tell me the double of {a}.; What is the double of {a}?; Can you double
    {a}?; What's double {a}?; What's twice {a}?; Double the number {a}.; Do you know double {a}?; What do you get if you
    double {a}?; Calculate twice {a}.; Work out double {a}.; Please double {a}.
    """,
    """
    Can you tell me double {a}?; Tell me what twice {a} is.; Do you know what double {a} is?; Could you double the
    number {a}?
    """,
)
ASK_HALF = worded(
    """
    What is half of {a}?; Half of {a}; Halve {a}.; How much is half of {a}?; What is {a} divided by 2?; {a} / 2; {a}/2;
    {a} divided by two; Divide {a} by 2.; What's half of {a}?; Tell me half of {a}.; What is the half of {a}?; Can you
    halve {a}?; What is {a} / 2?; Halve the number {a}.; Work out half of {a}.; Can you divide {a} by 2?; Do you know
    half of {a}?; How much is {a} divided by 2?; What do you get if you halve {a}?; Calculate half of {a}.; What is one
    half of {a}?; Please halve {a}.; {a} divided by 2; What's {a} / 2?; Calculate {a} / 2.; How much is {a} / 2?
    """,
    """
    Can you tell me half of {a}?; Tell me what half of {a} is.; Do you know how much half of {a} is?; Could you halve
    the number {a}?; Could you divide {a} by 2?
    """,
)


@skill(0.6)
def multiplies(memory: Memory) -> list[Exchange]:
    a, b = memory.rng.randint(0, 10), memory.rng.randint(0, 10)
    first, second = typed(memory.rng, a, b)
    return [worked(memory.ask(ASK_PRODUCT, a=first, b=second), f"{a} x {b} = {a * b}.")]


@skill(0.25)
def says_a_times_table(memory: Memory) -> list[Exchange]:
    a = memory.rng.randint(1, 10)
    numbers = range(a, 10 * a + 1, a)
    return [Exchange(memory.ask(ASK_TABLE, a=typed(memory.rng, a)[0]), numbered(numbers), counts_as(numbers))]


@skill(0.4)
def doubles(memory: Memory) -> list[Exchange]:
    a = memory.rng.randint(0, 50)
    answer = f"Double {a} is {2 * a}."
    return [Exchange(memory.ask(ASK_DOUBLE, a=typed(memory.rng, a)[0]), answer, says(f"is {2 * a}"), f"is {2 * a}.")]


@skill(0.5)
def halves(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    a = rng.randint(0, 100) if rng.random() < 0.3 else 2 * rng.randint(0, 50)
    question = memory.ask(ASK_HALF, a=typed(rng, a)[0])
    if a % 2:
        answer = f"{a} is odd, so half of it is not a whole number."
        return [Exchange(question, answer, one_of(answer), "odd")]
    return [Exchange(question, f"Half of {a} is {a // 2}.", says(f"is {a // 2}"), f"is {a // 2}.")]
