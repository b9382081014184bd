"""Counting up, down, between and in steps, at most twenty numbers at a time."""

from random import Random

from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.numbers import LIMIT, counts_as, numbered, typed
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, skill

AT_ONCE = 20
STEPS = {2: ("twos", "two"), 5: ("fives", "five"), 10: ("tens", "ten")}
COUNT_UP = worded(
    """
    Count to {b}.; Count up to {b}.; Count from 1 to {b}.; Can you count to {b}?; Please count to {b}.; Count from one
    up to {b}.; List the numbers from 1 to {b}.; Can you count up to {b} for me?; I want you to count to {b}.; Say the
    numbers up to {b}.; Tell me the numbers from 1 to {b}.; Write the numbers from 1 to {b}.; Start at 1 and count to
    {b}.; Count 1 to {b}.; Numbers from 1 to {b}; Say the numbers from one to {b}.; Show me how you count to {b}.; Begin
    at one and count up to {b}.; Name the numbers from 1 to {b}.; Let's count to {b}.; Do you know how to count to {b}?;
    Give me the numbers from 1 to {b}.
    """,
    """
    Could you count to {b}?; Count for me up to {b}.; Would you count from 1 to {b}?; Can you list the numbers from 1 to
    {b}?; Please say the numbers from 1 up to {b}.
    """,
)
COUNT_BETWEEN = worded(
    """
    Count from {a} to {b}.; Can you count from {a} to {b}?; Count {a} to {b}.; List the numbers from {a} to {b}.; Please
    count from {a} up to {b}.; Start at {a} and count to {b}.; Write the numbers from {a} to {b}.; Count up from {a} to
    {b}.; Say the numbers from {a} to {b}.; Tell me the numbers from {a} to {b}.; I want you to count from {a} to {b}.;
    Numbers from {a} to {b}; Begin at {a} and count up to {b}.; Can you count up from {a} to {b}?; Give me the numbers
    from {a} to {b}.; Name the numbers from {a} to {b}.; Count from {a} until {b}.; Let's count from {a} to {b}.; Show
    me how you count from {a} to {b}.
    """,
    """
    Could you count from {a} to {b}?; Would you count from {a} up to {b}?; Can you list the numbers from {a} to {b}?;
    Please say the numbers from {a} up to {b}.; Count for me from {a} to {b}.
    """,
)
COUNT_DOWN = worded(
    """
    Count down from {a}.; Count backwards from {a}.; Count down from {a} to 1.; Can you count down from {a}?; Countdown
    from {a}.; Please count backwards from {a} to 1.; Count from {a} down to 1.; Can you count backwards from {a}?;
    Start at {a} and count down to 1.; I want you to count down from {a}.; Count back from {a}.; Do a countdown from
    {a}.; Say the numbers from {a} down to 1.; Count from {a} backwards.; Count backward from {a}.; List the numbers
    from {a} down to one.; Begin at {a} and count backwards.; Let's count down from {a}.; Count from {a} to 1.
    """,
    """
    Could you count down from {a}?; Would you count backwards from {a}?; Can you do a countdown from {a}?; Please count
    from {a} down to one.
    """,
)
COUNT_DOWN_TO = worded(
    """
    Count down from {a} to {b}.; Count backwards from {a} to {b}.; Count from {a} down to {b}.; Can you count down from
    {a} to {b}?; Start at {a} and count down to {b}.; Count from {a} to {b}.; Please count backwards from {a} to {b}.;
    Say the numbers from {a} down to {b}.; Count from {a} back to {b}.; List the numbers from {a} down to {b}.; Begin at
    {a} and count down to {b}.; I want you to count down from {a} to {b}.; Count back from {a} to {b}.; Tell me the
    numbers from {a} down to {b}.; Can you count backwards from {a} to {b}?
    """,
    """
    Could you count down from {a} to {b}?; Would you count backwards from {a} to {b}?; Could you count from {a} down to
    {b}?; Can you say the numbers from {a} down to {b}?
    """,
)
COUNT_STEPS = worded(
    """
    Count by {steps} to {b}.; Count in {steps} to {b}.; Count to {b} by {steps}.; Count to {b} in {steps}.; Can you
    count by {steps} to {b}?; Count up to {b} in steps of {n}.; Count in steps of {n} to {b}.; Count to {b} in steps of
    {n}.; Can you count in {steps} up to {b}?; Count up to {b} by {steps}.; Please count to {b} by {steps}.; Count by
    {n} to {b}.; List the numbers to {b} in steps of {n}.; Skip count by {steps} to {b}.; I want you to count in {steps}
    to {b}.; Say the numbers to {b} in steps of {n}.; Let's count to {b} in {steps}.; Count up in {steps} to {b}.
    """,
    """
    Could you count to {b} in {steps}?; Can you count to {b} by {steps}?; Would you count up to {b} in steps of {n}?;
    Please count by {steps} up to {b}.
    """,
)
COUNT_STEPS_FROM = worded(
    """
    Count by {steps} from {a} to {b}.; Count from {a} to {b} in {steps}.; Count from {a} to {b} by {steps}.; Count from
    {a} to {b} in steps of {n}.; Can you count from {a} to {b} by {steps}?; Start at {a} and count to {b} in {steps}.;
    Count in {steps} from {a} to {b}.; Count in steps of {n} from {a} to {b}.; Please count from {a} to {b} by {n}.;
    List the numbers from {a} to {b} in steps of {n}.; Begin at {a} and count to {b} by {steps}.; Say the numbers from
    {a} to {b} in steps of {n}.; Can you count from {a} to {b} in steps of {n}?; Skip count by {steps} from {a} to {b}.;
    I want you to count from {a} to {b} in {steps}.; Count up from {a} to {b} in {steps}.
    """,
    """
    Could you count from {a} to {b} in {steps}?; Would you count by {steps} from {a} to {b}?; Would you count in steps
    of {n} from {a} to {b}?; Can you count from {a} up to {b} in {steps}?
    """,
)


def counted(memory: Memory, wording: Wording, numbers: range, **slots: str) -> list[Exchange]:
    """One exchange whose answer is a list of numbers."""
    return [Exchange(memory.ask(wording, **slots), numbered(numbers), counts_as(numbers), f"{numbers[-1]}.")]


def how_many(rng: Random) -> int:
    """The length of a list."""
    return rng.randint(3, 10)


@skill(0.7)
def counts_up(memory: Memory) -> list[Exchange]:
    b = memory.rng.randint(2, AT_ONCE)
    return counted(memory, COUNT_UP, range(1, b + 1), b=typed(memory.rng, b)[0])


@skill(1.0)
def counts_between(memory: Memory) -> list[Exchange]:
    many = how_many(memory.rng)
    a = memory.rng.randint(0, (AT_ONCE if memory.rng.random() < 0.3 else LIMIT + 1) - many)
    b = a + many - 1
    first, last = typed(memory.rng, a, b)
    return counted(memory, COUNT_BETWEEN, range(a, b + 1), a=first, b=last)


@skill(0.7)
def counts_down(memory: Memory) -> list[Exchange]:
    if memory.rng.random() < 0.5:
        a = memory.rng.randint(2, AT_ONCE)
        return counted(memory, COUNT_DOWN, range(a, 0, -1), a=typed(memory.rng, a)[0])
    many = how_many(memory.rng)
    b = memory.rng.randint(0, LIMIT + 1 - many)
    a = b + many - 1
    first, last = typed(memory.rng, a, b)
    return counted(memory, COUNT_DOWN_TO, range(a, b - 1, -1), a=first, b=last)


@skill(0.8)
def counts_in_steps(memory: Memory) -> list[Exchange]:
    """From the step itself, or from one of its multiples, to another."""
    rng = memory.rng
    step = rng.choice(list(STEPS))
    name, one = STEPS[step]
    slots = {"steps": rng.choice((name, name, f"{step}s")), "n": rng.choice((str(step), one))}
    most = min(AT_ONCE // 2, LIMIT // step)
    many = rng.randint(3, most)
    if rng.random() < 0.6:
        numbers = range(step, step * many + 1, step)
        return counted(memory, COUNT_STEPS, numbers, b=str(numbers[-1]), **slots)
    first = step * rng.randint(0, LIMIT // step - many + 1)
    numbers = range(first, first + step * many, step)
    return counted(memory, COUNT_STEPS_FROM, numbers, a=str(first), b=str(numbers[-1]), **slots)
