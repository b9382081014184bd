"""What can be said of a number to 100: bigger or smaller than another, odd or even, before or after another."""

from random import Random

from rwkvchat.demo.corpus.framing import framed, worded
from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.numbers import LIMIT, typed
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, skill

WHICH = """
    Which is [it], {a} or {b}?; Which number is [it], {a} or {b}?; What is [it], {a} or {b}?; {a} or {b}, which is
    [it]?; Which of {a} and {b} is [it]?; Which one is [it], {a} or {b}?; Tell me which is [it], {a} or {b}.; Do you
    know which is [it], {a} or {b}?; Which of the numbers {a} and {b} is [it]?; What's [it], {a} or {b}?
"""
WHICH_HELD_OUT = """
    Can you tell me which is [it], {a} or {b}?; Which one of {a} and {b} is [it]?; Tell me which number is [it], {a} or
    {b}.
"""
WHICH_BIGGER = Wording(
    (
        *framed(WHICH, "bigger; larger; greater; more; higher"),
        *items("What is the bigger number, {a} or {b}?; Which is the larger number, {a} or {b}?; Compare {a} and {b}."),
    ),
    framed(WHICH_HELD_OUT, "bigger; larger; greater"),
)
WHICH_SMALLER = Wording(
    (
        *framed(WHICH, "smaller; less; lower"),
        *items("What is the smaller number, {a} or {b}?; Which is the smaller of {a} and {b}?"),
    ),
    framed(WHICH_HELD_OUT, "smaller; less; lower"),
)
IS_IT = """
    Is {a} [it] than {b}?; Is {a} really [it] than {b}?; Is the number {a} [it] than {b}?; Would you say that {a} is
    [it] than {b}?; Do you think that {a} is [it] than {b}?; Is it true that {a} is [it] than {b}?; {a} is [it] than
    {b}, right?; Tell me if {a} is [it] than {b}.; Do you know whether {a} is [it] than {b}?; Can you say if {a} is [it]
    than {b}?
"""
IS_IT_HELD_OUT = """
    Is it right that {a} is [it] than {b}?; Can you tell me if {a} is [it] than {b}?; Do you know if {a} is [it] than
    {b}?
"""
IS_BIGGER = Wording(
    (*framed(IS_IT, "bigger; larger; greater; more; higher"), *items("{a} > {b}?; Is {a} > {b}?; {a} > {b}")),
    framed(IS_IT_HELD_OUT, "bigger; larger; greater"),
)
IS_SMALLER = Wording(
    (*framed(IS_IT, "smaller; less; lower"), *items("{a} < {b}?; Is {a} < {b}?; {a} < {b}")),
    framed(IS_IT_HELD_OUT, "smaller; less"),
)
IS_ODD = worded(
    """
    Is {a} odd?; Is {a} an odd number?; Is the number {a} odd?; Is {a} odd, yes or no?; Do you know if {a} is odd?; Tell
    me if {a} is odd.; Can you tell me if {a} is odd?; {a} is odd, right?; Is it true that {a} is odd?; Would you say
    that {a} is odd?; So {a} is odd?; Is {a} really odd?; Do you think that {a} is odd?; Tell me if {a} is an odd
    number.; Check if {a} is odd.
    """,
    """
    Do you know if {a} is an odd number?; Tell me if the number {a} is odd.; Is it right that {a} is odd?; Can you check
    if {a} is odd?
    """,
)
IS_EVEN = Wording(
    tuple(text.replace("odd", "even") for text in IS_ODD.train),
    tuple(text.replace("odd", "even") for text in IS_ODD.held_out),
)
ODD_OR_EVEN = worded(
    """
    Is {a} odd or even?; Is {a} even or odd?; Is the number {a} odd or even?; Is {a} an odd or an even number?; Tell me
    if {a} is odd or even.; {a}: odd or even?; Odd or even: {a}?; Do you know if {a} is even or odd?; Is {a} an even or
    an odd number?; What is {a}, odd or even?; Can you tell me if {a} is odd or even?; Tell me if {a} is even or odd.;
    Check if {a} is odd or even.; Would you say that {a} is odd or even?; What kind of number is {a}, odd or even?
    """,
    """
    Do you know if {a} is odd or even?; Tell me if the number {a} is odd or even.; Can you check if {a} is even or odd?;
    What is the number {a}, even or odd?
    """,
)
NEXT = worded(
    """
    What comes after {a}?; What number comes after {a}?; Which number comes after {a}?; What is the number after {a}?;
    What is the next number after {a}?; Which number follows {a}?; What follows {a}?; Tell me the number after {a}.;
    What is one more than {a}?; What's after {a}?; What comes next after {a}?; The number after {a}; Name the number
    after {a}.; What is the next number, after {a}?; Say the number that comes after {a}.; Do you know what comes after
    {a}?; If I count, what comes after {a}?; {a}, and then?; What number is one more than {a}?; Which number is next
    after {a}?
    """,
    """
    Tell me what comes after {a}.; Do you know which number comes after {a}?; Say which number follows {a}.; Can you
    tell me the number after {a}?; What is the number that follows {a}?
    """,
)
BEFORE = worded(
    """
    What comes before {a}?; What number comes before {a}?; Which number comes before {a}?; What is the number before
    {a}?; Which number is before {a}?; What is just before {a}?; Tell me the number before {a}.; What is one less than
    {a}?; What's before {a}?; What comes right before {a}?; The number before {a}; Name the number before {a}.; Say the
    number that comes before {a}.; Do you know what comes before {a}?; If I count, what comes before {a}?; What number
    is one less than {a}?; Which number comes just before {a}?
    """,
    """
    Tell me what comes before {a}.; Do you know which number comes before {a}?; Say which number is before {a}.; Can you
    tell me the number before {a}?; What is the number just before {a}?
    """,
)
BETWEEN = worded(
    """
    What comes between {a} and {b}?; What number is between {a} and {b}?; Which number is between {a} and {b}?; What is
    between {a} and {b}?; Which number comes between {a} and {b}?; Tell me the number between {a} and {b}.; Name the
    number between {a} and {b}.; What's between {a} and {b}?; What is the number between {a} and {b}?; Which number lies
    between {a} and {b}?; The number between {a} and {b}; Do you know what comes between {a} and {b}?; What number lies
    between {a} and {b}?; Say the number between {a} and {b}.; What is in the middle of {a} and {b}?
    """,
    """
    Tell me what comes between {a} and {b}.; Do you know the number between {a} and {b}?; Say which number is between
    {a} and {b}.; Tell me which number lies between {a} and {b}.
    """,
)


def two_numbers(rng: Random) -> tuple[int, int]:
    """Two numbers to compare: the same, small, any, of the same tens, or with their digits the other way round."""
    kind = rng.random()
    if kind < 0.12:
        same = rng.randint(0, LIMIT)
        return same, same
    if kind < 0.38:
        return rng.randint(0, 20), rng.randint(0, 20)
    if kind < 0.7:
        return rng.randint(0, LIMIT), rng.randint(0, LIMIT)
    tens, ones = rng.randint(1, 9), rng.randint(0, 9)
    other = 10 * tens + rng.randint(0, 9) if kind < 0.9 or not ones else 10 * ones + tens
    return 10 * tens + ones, other


@skill(1.8)
def says_which_is_bigger(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    a, b = two_numbers(rng)
    bigger = rng.random() < 0.65
    first, second = typed(rng, a, b)
    question = memory.ask(WHICH_BIGGER if bigger else WHICH_SMALLER, a=first, b=second)
    if a == b:
        answer = relation(a, b)
        return [Exchange(question, answer, one_of(answer), "are the same")]
    low, high = sorted((a, b))
    answer = f"{high} is bigger than {low}." if bigger else f"{low} is smaller than {high}."
    return [Exchange(question, answer, one_of(answer), str(high if bigger else low))]


def relation(a: int, b: int) -> str:
    """What is true of two numbers."""
    if a == b:
        return f"{a} and {b} are the same."
    return f"{a} is {'bigger' if a > b else 'smaller'} than {b}."


@skill(1.6)
def says_if_it_is_bigger(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    a, b = two_numbers(rng)
    bigger = rng.random() < 0.55
    first, second = typed(rng, a, b)
    question = memory.ask(IS_BIGGER if bigger else IS_SMALLER, a=first, b=second)
    yes = "Yes" if (a > b if bigger else a < b) else "No"
    answer = f"{yes}, {relation(a, b)}"
    return [Exchange(question, answer, one_of(answer), yes)]


@skill(0.6)
def says_odd_or_even(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    a = rng.randint(0, LIMIT if rng.random() < 0.6 else 20)
    kind = "odd" if a % 2 else "even"
    asked, wording = rng.choice((("odd", IS_ODD), ("even", IS_EVEN), ("", ODD_OR_EVEN)))
    question = memory.ask(wording, a=typed(rng, a)[0])
    if not asked:
        answer = f"{a} is {kind}."
        return [Exchange(question, answer, one_of(answer), kind)]
    yes = "Yes" if asked == kind else "No"
    answer = f"{yes}, {a} is {kind}."
    return [Exchange(question, answer, one_of(answer), yes)]


@skill(1.3)
def finds_a_neighbour(memory: Memory) -> list[Exchange]:
    """The number after, before or between others."""
    rng = memory.rng
    kind = rng.choice(("after", "after", "before", "before", "between"))
    a = rng.randint(1, rng.choice((20, LIMIT)) - 1)
    if kind == "between":
        first, second = typed(rng, a - 1, a + 1)
        answer = f"{a} comes between {a - 1} and {a + 1}."
        return [Exchange(memory.ask(BETWEEN, a=first, b=second), answer, one_of(answer), f"{a} ")]
    wording, found = (NEXT, a + 1) if kind == "after" else (BEFORE, a - 1)
    question = memory.ask(wording, a=typed(rng, a)[0])
    answer = f"{found} comes {kind} {a}."
    return [Exchange(question, answer, one_of(answer), str(found))]
