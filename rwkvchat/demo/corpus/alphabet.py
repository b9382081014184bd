"""The alphabet: said, and what comes before and after a letter; words in its order."""

from random import Random

from rwkvchat.demo.corpus.answers import answered, fact
from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, one_of, skill
from rwkvchat.demo.corpus.spelling import LETTERS, single_letters
from rwkvchat.demo.corpus.word_list import pick_word

FACTS = (
    fact(
        """
        Say the alphabet.; Recite the alphabet.; Tell me the alphabet.; Do you know the alphabet?; Can you say the
        alphabet?; What is the alphabet?; Say your ABC.; The alphabet; Write the alphabet.; Write down the alphabet.;
        Can you recite the alphabet?; Sing the alphabet.; Say the letters from A to Z.; Tell me the letters from A to
        Z.; What does the alphabet look like?; Do you know your ABC?; Tell me your ABC.; The whole alphabet please;
        Recite the letters from A to Z.
        """,
        """
        Could you recite the alphabet?; Can you write down the alphabet?; Can you tell me the alphabet?; Do you know the
        letters from A to Z?
        """,
        ", ".join(LETTERS.lower()) + ".",
    ),
    fact(
        """
        How many letters are in the alphabet?; How many letters does the alphabet have?; How many letters are there in
        the alphabet?; How long is the alphabet?; Count the letters of the alphabet.; How many letters has the
        alphabet?; What is the number of letters in the alphabet?; How many letters are there?; Tell me how many letters
        the alphabet has.; How many letters does English have?; Do you know how many letters the alphabet has?; How many
        letters in the alphabet; How many letters are there from A to Z?; How many letters does the English alphabet
        have?; Can you count the letters of the alphabet?
        """,
        """
        Tell me how many letters are in the alphabet.; Do you know how many letters are in the alphabet?; How many
        letters are in the English alphabet?; Tell me the number of letters in the alphabet.
        """,
        "The English alphabet has 26 letters.",
        stress="26",
    ),
    fact(
        """
        What are the vowels?; Name the vowels.; List the vowels.; Which letters are vowels?; Tell me the vowels.; What
        are vowels?; Do you know the vowels?; Can you name the vowels?; Say the vowels.; Which are the vowels?; What is
        a vowel?; The vowels; How many vowels are there?; Which letters are the vowels?; Write down the vowels.; Give me
        the vowels.; Show me the vowels.
        """,
        """
        Could you list the vowels?; Tell me which letters are vowels.; Do you know which letters are vowels?; Can you
        say the vowels?
        """,
        "The five vowels are A, E, I, O and U.",
        stress="A, E, I, O and U",
    ),
    fact(
        """
        What is the first letter of the alphabet?; Which letter is the first?; What is the first letter?; Which letter
        starts the alphabet?; With which letter does the alphabet begin?; How does the alphabet begin?; Tell me the
        first letter of the alphabet.; What letter does the alphabet start with?; Name the first letter of the
        alphabet.; Where does the alphabet start?; Which is the first letter of the alphabet?; How does the alphabet
        start?; Do you know the first letter of the alphabet?; Which letter begins the alphabet?; Which letter is first
        in the alphabet?
        """,
        """
        Which letter is the first of the alphabet?; What letter does the alphabet begin with?; Can you name the first
        letter of the alphabet?; Tell me which letter starts the alphabet.
        """,
        "The first letter of the alphabet is A.",
        stress="is A.",
    ),
    fact(
        """
        What is the last letter of the alphabet?; Which letter is the last?; What is the last letter?; Which letter ends
        the alphabet?; With which letter does the alphabet end?; How does the alphabet end?; Tell me the last letter of
        the alphabet.; What letter does the alphabet end with?; Name the last letter of the alphabet.; Where does the
        alphabet end?; Which is the last letter of the alphabet?; Do you know the last letter of the alphabet?; Which
        letter is last in the alphabet?; Which letter comes last in the alphabet?; What comes last in the alphabet?
        """,
        """
        Which letter is the last of the alphabet?; Tell me which letter ends the alphabet.; Can you name the last letter
        of the alphabet?; What letter comes last in the alphabet?
        """,
        "The last letter of the alphabet is Z.",
        stress="is Z.",
    ),
)
AFTER = worded(
    """
    What comes after {x}?; Which letter comes after {x}?; What letter comes after {x}?; What is the letter after {x}?;
    Which letter follows {x}?; What comes after {x} in the alphabet?; Tell me the letter after {x}.; What is the next
    letter after {x}?; Name the letter after {x}.; The letter after {x}; What's after {x}?; Which letter comes after the
    letter {x}?; What letter follows {x}?; Say the letter that comes after {x}.; Do you know which letter comes after
    {x}?; What comes next after {x}?; What follows {x} in the alphabet?; Which letter is next after {x}?
    """,
    """
    Tell me which letter comes after {x}.; Can you tell me the letter after {x}?; Do you know the letter after {x}?; Say
    which letter follows {x}.; What is the letter that follows {x}?
    """,
)
BEFORE = worded(
    """
    What comes before {x}?; Which letter comes before {x}?; What letter comes before {x}?; What is the letter before
    {x}?; Which letter is before {x}?; What comes before {x} in the alphabet?; Tell me the letter before {x}.; What is
    just before {x}?; Name the letter before {x}.; The letter before {x}; What's before {x}?; Which letter comes before
    the letter {x}?; What letter is before {x}?; Say the letter that comes before {x}.; Do you know which letter comes
    before {x}?; Which letter comes just before {x}?; What is before {x} in the alphabet?
    """,
    """
    Tell me which letter comes before {x}.; Can you tell me the letter before {x}?; Do you know the letter before {x}?;
    Say which letter is before {x}.; What is the letter just before {x}?
    """,
)
FROM_TO = worded(
    """
    Say the letters from {x} to {y}.; List the letters from {x} to {y}.; What are the letters from {x} to {y}?; Letters
    from {x} to {y}; Write the letters from {x} to {y}.; Tell me the letters from {x} to {y}.; Say the alphabet from {x}
    to {y}.; The alphabet from {x} to {y}; Go from {x} to {y} in the alphabet.; Can you say the letters from {x} to
    {y}?; Give me the letters from {x} to {y}.; Name the letters from {x} to {y}.; Recite the alphabet from {x} to {y}.;
    Start at {x} and say the letters up to {y}.; Please list the letters from {x} to {y}.; Which letters are there from
    {x} to {y}?
    """,
    """
    Could you list the letters from {x} to {y}?; Could you say the letters from {x} to {y}?; Can you recite the alphabet
    from {x} to {y}?; Please write the alphabet from {x} to {y}.
    """,
)
SORT = worded(
    """
    Sort {list}.; Put {list} in alphabetical order.; Sort these words: {list}.; Put these words in alphabetical order:
    {list}.; Sort {list} alphabetically.; Order {list} alphabetically.; Can you sort {list}?; Put {list} in order.; Sort
    the words {list}.; What is the alphabetical order of {list}?; Put the words {list} in alphabetical order.;
    Alphabetical order of {list}; Write {list} in alphabetical order.; Please sort these words: {list}.; Sort by
    alphabet: {list}.; Which order do {list} have in the alphabet?; Can you put {list} in alphabetical order?; Which
    comes first in the alphabet, {choice}?; Which word comes first, {choice}?; What comes first in the dictionary,
    {choice}?; Which is first in the alphabet, {choice}?; Arrange {list} in alphabetical order.
    """,
    """
    Could you sort {list} alphabetically?; Please put these words in order: {list}.; Can you order {list}?; Write these
    words in alphabetical order: {list}.; Which word comes first in the alphabet, {choice}?; Please sort {list} by
    alphabet.
    """,
)


SORTED = words("""
    raven cat dog horse mouse fox wolf bear lion tiger sheep cow pig duck bird fish frog bee ant fly red blue green
    yellow white black bread cheese apple lemon banana soup rice cake milk tea sugar salt egg house door window
    table chair bed lamp clock cup key bag sun moon star rain snow wind fire sea river tree leaf flower hand nose
    king queen ship train book paper song night week year
""")
"""The words that are put in order: short and well known."""


def some_words(rng: Random, count: int, held_out: bool) -> list[str]:
    """Different words, mostly with different first letters, and with different first two always."""
    shared = rng.random() < 0.1
    while True:
        found = [pick_word(rng, held_out) if held_out else rng.choice(SORTED) for _ in range(count)]
        firsts = {word[0] for word in found}
        starts = {word[:2] for word in found}
        if len(starts) == count and (len(firsts) < count if shared else len(firsts) == count):
            return found


def in_a_row(found: list[str], last: str) -> str:
    """Words as one names them: "a, b and c"."""
    return f"{', '.join(found[:-1])} {last} {found[-1]}"


def reads_as(letters: str) -> Check:
    """The letters that stand alone in the reply are these."""
    return lambda reply: single_letters(reply) == letters.upper()


@skill(0.5)
def knows_the_alphabet(memory: Memory) -> list[Exchange]:
    """The alphabet as a whole, and what there is to know of it."""
    return [answered(memory, memory.rng.choice(FACTS))]


@skill(1.1)
def finds_a_letter(memory: Memory) -> list[Exchange]:
    """The letter before or after one, and some in a row."""
    rng = memory.rng
    kind = rng.choice(("after", "after", "before", "before", "row"))
    if kind == "row":
        first = rng.randrange(0, 23)
        letters = LETTERS[first : rng.randint(first + 3, min(26, first + 10))]
        question = memory.ask(FROM_TO, x=letters[0], y=letters[-1])
        return [Exchange(question, ", ".join(letters) + ".", reads_as(letters), f"{letters[-1]}.")]
    place = rng.randrange(25)
    wording, given, found = (AFTER, place, place + 1) if kind == "after" else (BEFORE, place + 1, place)
    answer = f"{LETTERS[found]} comes {kind} {LETTERS[given]}."
    question = memory.ask(wording, x=LETTERS[given])
    return [Exchange(question, answer, one_of(answer), f"{LETTERS[found]} comes")]


@skill(2.4)
def sorts_words(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    found = some_words(rng, 2 if rng.random() < 0.7 else 3, memory.held_out_names)
    question = memory.ask(
        SORT, list=rng.choice((in_a_row(found, "and"), ", ".join(found))), choice=in_a_row(found, "or")
    )
    answer = f"In alphabetical order: {', '.join(sorted(found))}."
    return [Exchange(question, answer, one_of(answer), ", ".join(sorted(found)))]
