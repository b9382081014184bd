"""Words: their opposites, what rhymes with them, and their plurals."""

import re

from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.knowing import not_known, sentence, unknown_one
from rwkvchat.demo.corpus.language_data import IRREGULAR, NO_OPPOSITE, NO_RHYME, OPPOSITES, REGULAR, RHYMES
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, says, skill


def partners() -> dict[str, list[str]]:
    """Every word with its opposites, in the order in which the pairs name them."""
    found: dict[str, list[str]] = {}
    for pair in OPPOSITES:
        one, _, other = pair.partition(": ")
        for word, opposite in ((one, other), (other, one)):
            if opposite not in found.setdefault(word, []):
                found[word].append(opposite)
    return found


OPPOSITE_OF = partners()
RHYME_WORDS = tuple((word, group) for group in RHYMES for word in group)

ASK_OPPOSITE = worded(
    """
    What is the opposite of {word}?; What is the opposite of {word}?; What's the opposite of {word}?; Opposite of
    {word}; The opposite of {word}?; Tell me the opposite of {word}.; Name the opposite of {word}.; Give me the
    opposite of {word}.; Which word is the opposite of {word}?; What word is the opposite of {word}?; What word means
    the opposite of {word}?; Do you know the opposite of {word}?; Can you tell me the opposite of {word}?; The
    opposite of {word} is; What is the contrary of {word}?; I need the opposite of {word}.; What is the opposite of
    the word {word}?; Find the opposite of {word}.; Say the opposite of {word}.; Can you name the opposite of {word}?;
    Which word means the opposite of {word}?; And the opposite of {word}?; What would be the opposite of {word}?; What
    do you call the opposite of {word}?; Not {word}, but the opposite: what is it?; Write the opposite of {word}.;
    Give the opposite of the word {word}.; What is the antonym of {word}?; Antonym of {word}?
    """,
    """
    Could you tell me the opposite of {word}?; Do you know what the opposite of {word} is?; Tell me the opposite of
    the word {word}.; Can you give me the opposite of {word}?; Which is the opposite of {word}?; Do you know the
    opposite of the word {word}?
    """,
)
ASK_RHYME = worded(
    """
    What rhymes with {word}?; What rhymes with {word}?; Which word rhymes with {word}?; What word rhymes with {word}?;
    Find a rhyme for {word}.; Tell me some words that rhyme with {word}.; Give me some rhymes for {word}.; Give me a
    rhyme for {word}.; Tell me a word that rhymes with {word}.; Do you know a rhyme for {word}?; Which words rhyme
    with {word}?; What words rhyme with {word}?; Name a word that rhymes with {word}.; Name a rhyme for {word}.; Can
    you find a rhyme for {word}?; I need a rhyme for {word}.; I need a word that rhymes with {word}.; A rhyme for
    {word}?; Rhyme with {word}; Find a word that rhymes with {word}.; Do you know a word that rhymes with {word}?; Can
    you tell me what rhymes with {word}?; Tell me what rhymes with {word}.; Give me a word that rhymes with {word}.;
    Words that rhyme with {word}?; What is a good rhyme for {word}?
    """,
    """
    Could you find a rhyme for {word}?; Do you know what rhymes with {word}?; Tell me a rhyme for {word}.; Can you
    give me a word that rhymes with {word}?; What is a word that rhymes with {word}?; Do you know some words that
    rhyme with {word}?
    """,
)
ASK_PLURAL = worded(
    """
    What is the plural of {word}?; What is the plural of {word}?; What's the plural of {word}?; Plural of {word}; The
    plural of {word}?; Tell me the plural of {word}.; Give me the plural of {word}.; Name the plural of {word}.; What
    is the plural form of {word}?; Do you know the plural of {word}?; Can you tell me the plural of {word}?; One
    {word}, two what?; One {word}, many what?; The plural of {word} is; What is the plural of the word {word}?; How do
    you say more than one {word}?; What do you call more than one {word}?; What are many of one {word} called?; Write
    the plural of {word}.; Make the plural of {word}.; I have one {word}, you have two what?; And the plural of
    {word}?; Say the plural of {word}.; I need the plural of {word}.; What are two of {word} called?; Put the word
    {word} into the plural.
    """,
    """
    Could you tell me the plural of {word}?; Do you know what the plural of {word} is?; Tell me the plural form of
    {word}.; Can you make the plural of {word}?; Which is the plural of {word}?; Do you know the plural form of the
    word {word}?
    """,
)
ASK_SINGULAR = worded(
    """
    What is the singular of {word}?; What's the singular of {word}?; Singular of {word}; The singular of {word}?; Tell
    me the singular of {word}.; Give me the singular of {word}.; What is the singular form of {word}?; Do you know the
    singular of {word}?; Can you tell me the singular of {word}?; What do you call one of many {word}?; The singular
    of {word} is; What is the singular of the word {word}?; Two {word}, one what?; Name the singular of {word}.; Put
    the word {word} into the singular.
    """,
    """
    Could you tell me the singular of {word}?; Do you know what the singular of {word} is?; Tell me the singular form
    of {word}.; Which is the singular of {word}?
    """,
)


def ends_as(start: str, *wanted: str) -> Check:
    """The reply names the word that was asked about, and its last word is one of those wanted."""
    asked = says(start)
    allowed = [[word.lower()] for word in wanted]
    return lambda reply: asked(reply) and re.findall(r"[a-z-]+", reply.lower())[-1:] in allowed


@skill(1.5)
def knows_an_opposite(memory: Memory) -> list[Exchange]:
    if memory.rng.random() < 0.1:
        word = unknown_one(memory, NO_OPPOSITE)
        return [not_known(memory.ask(ASK_OPPOSITE, word=word), f"I do not know an opposite of {word}.", word)]
    word = memory.rng.choice(list(OPPOSITE_OF))
    opposites = OPPOSITE_OF[word]
    question = memory.ask(ASK_OPPOSITE, word=word)
    answer = f"The opposite of {word} is {opposites[0]}."
    return [Exchange(question, answer, ends_as(f"opposite of {word}", *opposites), opposites[0])]


def rhymes_from(word: str, group: tuple[str, ...]) -> Check:
    """After "rhymes with" the reply names words of the group, and nothing else."""
    allowed = {other.lower() for other in group} - {word.lower()}

    def check(reply: str) -> bool:
        start, marker, rest = reply.lower().strip().partition(" rhymes with ")
        found = re.findall(r"[a-z]+", rest)
        named = [other for other in found if other != "and"]
        return bool(marker) and start == word.lower() and named != [] and set(named) <= allowed

    return check


@skill(1.5)
def finds_a_rhyme(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    if rng.random() < 0.1:
        word = unknown_one(memory, NO_RHYME)
        return [not_known(memory.ask(ASK_RHYME, word=word), f"I do not know a rhyme for {word}.", word)]
    word, group = rng.choice(RHYME_WORDS)
    place = group.index(word)
    following = [*group[place + 1 :], *group[:place]][:2]
    told = " and ".join(following)
    question = memory.ask(ASK_RHYME, word=word)
    return [Exchange(question, f"{sentence(word)} rhymes with {told}.", rhymes_from(word, group), told)]


@skill(0.8)
def knows_a_plural(memory: Memory) -> list[Exchange]:
    """Plurals, the irregular ones most often, and now and then the singular of a plural."""
    rng = memory.rng
    word, many = rng.choice(IRREGULAR if rng.random() < 0.6 else REGULAR).split(": ")
    if rng.random() < 0.2:
        question = memory.ask(ASK_SINGULAR, word=many)
        return [Exchange(question, f"The singular of {many} is {word}.", ends_as(f"singular of {many}", word), word)]
    question = memory.ask(ASK_PLURAL, word=word)
    answers = [many, *({"fish": ["fishes"], "cactus": ["cactuses"], "person": ["persons"]}.get(word, []))]
    return [
        Exchange(question, f"The plural of {word} is {many}.", ends_as(f"plural of {word}", *answers), f"is {many}")
    ]
