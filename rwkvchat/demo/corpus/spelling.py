"""Words letter by letter: spelled, turned round, counted, in capitals and back.

What needs the letters of a word begins by spelling it ("R-A-V-E-N backwards is N-E-V-A-R."), so that all of it rests
on one thing learnt. Names and other made-up words are spelled too, for the sake of the words that no list has.
"""

import re
from random import Random

from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.names import pick_name
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, Wording, skill
from rwkvchat.demo.corpus.word_list import pick_word

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SPELL = worded(
    """
    Spell {word}.; How do you spell {word}?; Can you spell {word}?; Please spell {word}.; Spell {word} for me.; How is
    {word} spelled?; How is {word} spelt?; What is the spelling of {word}?; Tell me how to spell {word}.; Tell me the
    spelling of {word}.; I want you to spell {word}.; Spell out {word}.; How do I spell {word}?; How would you spell
    {word}?; Give me the letters of {word}.; Which letters are in {word}?; What are the letters of {word}?; Do you know
    how to spell {word}?; Spell this word: {word}; Spell: {word}; How to spell {word}; Say the letters of {word}.; What
    letters are in {word}?; I do not know how to spell {word}.; Spelling of {word}; Spell {word} letter by letter.
    """,
    """
    Could you spell {word} for me?; Would you spell out {word}?; Tell me how you spell {word}.; Do you know the spelling
    of {word}?; Give me the spelling of {word}.; Tell me the letters of {word}.
    """,
)
SPELL_MY_NAME = worded(
    """
    Spell my name.; How do you spell my name?; Can you spell my name?; How is my name spelled?; Please spell my name.;
    Do you know how to spell my name?; Spell my name for me.; How is my name spelt?; Spell out my name.; What are the
    letters of my name?; Tell me how to spell my name.; Which letters are in my name?; Now spell my name.; How would you
    spell my name?; Give me the letters of my name.
    """,
    """
    Could you spell my name for me?; Tell me how you spell my name.; Tell me the letters of my name.; Would you spell
    out my name?
    """,
)
REVERSE = worded(
    """
    Spell {word} backwards.; Reverse {word}.; What is {word} backwards?; Can you spell {word} backwards?; Write {word}
    backwards.; How do you spell {word} backwards?; Reverse the letters of {word}.; Say {word} backwards.; Turn {word}
    around.; What is {word} spelled backwards?; Can you reverse {word}?; Please reverse {word}.; Tell me {word}
    backwards.; What is {word} in reverse?; Spell {word} in reverse.; Spell {word} backward.; What is the reverse of
    {word}?; Read {word} backwards.; Spell {word} from the end to the start.; Write the letters of {word} backwards.;
    What do you get if you reverse {word}?; I want you to spell {word} backwards.; Turn the letters of {word} around.;
    How is {word} spelled backwards?; Reverse this word: {word}
    """,
    """
    Could you spell {word} backwards?; Can you write {word} in reverse?; Tell me how to spell {word} backwards.; Can you
    turn {word} around?; Can you say {word} backwards?; Can you spell {word} in reverse?
    """,
)
FIRST = worded(
    """
    What is the first letter of {word}?; What letter does {word} start with?; Which letter does {word} begin with?;
    What's the first letter of {word}?; Tell me the first letter of {word}.; Which letter comes first in {word}?; What
    does {word} start with?; What does {word} begin with?; The first letter of {word}; Name the first letter of {word}.;
    With which letter does {word} begin?; Do you know the first letter of {word}?; Which is the first letter of {word}?;
    Can you tell me the first letter of {word}?; Give me the first letter of {word}.; What is the first letter in
    {word}?; What letter is at the start of {word}?; {word} starts with which letter?; {word} begins with which letter?
    """,
    """
    Tell me which letter {word} starts with.; What letter does {word} begin with?; Do you know which letter {word}
    begins with?; Can you name the first letter of {word}?; What letter is first in {word}?
    """,
)
LAST = worded(
    """
    What is the last letter of {word}?; What letter does {word} end with?; Which letter does {word} end with?; What's
    the last letter of {word}?; Tell me the last letter of {word}.; Which letter comes last in {word}?; What does {word}
    end with?; What does {word} end in?; The last letter of {word}; Name the last letter of {word}.; With which letter
    does {word} end?; Do you know the last letter of {word}?; Which is the last letter of {word}?; Can you tell me the
    last letter of {word}?; Give me the last letter of {word}.; What is the last letter in {word}?; What letter is at
    the end of {word}?; {word} ends with which letter?; {word} ends in which letter?
    """,
    """
    Tell me which letter {word} ends with.; What letter does {word} end in?; Do you know which letter {word} ends with?;
    Can you name the last letter of {word}?; What letter is last in {word}?
    """,
)
HOW_LONG = worded(
    """
    How many letters are in {word}?; How many letters does {word} have?; How long is {word}?; Count the letters in
    {word}.; Count the letters of {word}.; What is the number of letters in {word}?; How many letters has {word}?; Tell
    me how many letters {word} has.; How many letters are there in {word}?; Can you count the letters of {word}?; Tell
    me the number of letters in {word}.; What is the length of {word}?; How many letters in {word}; Do you know how many
    letters {word} has?; Number of letters in {word}; Please count the letters in {word}.; How many letters do I need
    for {word}?; How many letters do you need to write {word}?
    """,
    """
    Could you count the letters in {word}?; Tell me how many letters are in {word}.; Do you know the number of letters
    in {word}?; Can you tell me how many letters {word} has?; Tell me the length of {word}.
    """,
)
CAPITALS = worded(
    """
    Write {word} in capitals.; Write {word} in capital letters.; Write {word} in upper case.; Put {word} in capitals.;
    {word} in capitals; What is {word} in capitals?; Turn {word} into capitals.; Can you write {word} in capitals?; Make
    {word} upper case.; Convert {word} to upper case.; Write {word} in uppercase.; What is {word} in upper case?; Show
    me {word} in capital letters.; Write {word} in big letters.; Please write {word} in capitals.; Change {word} to
    capital letters.; Can you write {word} in upper case?; Convert {word} to uppercase.
    """,
    """
    Could you write {word} in capital letters?; Please put {word} in upper case.; Can you turn {word} into capitals?;
    Show me {word} in capitals.
    """,
)
SMALL_LETTERS = worded(
    """
    Write {word} in small letters.; Write {word} in lower case.; Put {word} in lower case.; {word} in lower case; What
    is {word} in lower case?; Turn {word} into lower case.; Can you write {word} in small letters?; Make {word} lower
    case.; Convert {word} to lower case.; Write {word} in lowercase.; What is {word} in small letters?; Show me {word}
    in lower case.; Please write {word} in small letters.; Change {word} to small letters.; Can you write {word} in
    lower case?; Convert {word} to lowercase.
    """,
    """
    Could you write {word} in lower case?; Please put {word} in small letters.; Can you turn {word} into lower case?;
    Show me {word} in small letters.
    """,
)


def spelled(word: str) -> str:
    """The letters of a word in capitals: "R-A-V-E-N"."""
    return "-".join(word.upper())


def single_letters(text: str) -> str:
    """The letters that stand alone in a text, in capitals."""
    return "".join(re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", text)).upper()


def spells_out(word: str, then: str = "") -> Check:
    """The letters that stand alone in the reply are those of the word, and then others; or only the others."""
    wanted = word.upper() + then.upper()
    return lambda reply: single_letters(reply) in (wanted, then.upper() or wanted)


def has_letters(word: str) -> Check:
    """The word's number of letters; where it is spelled, rightly so."""
    number = re.compile(rf"(?<!\d){len(word)} letters")
    return lambda reply: bool(number.search(reply)) and single_letters(reply) in ("", word.upper())


def consists_of(word: str) -> Check:
    """The reply is the word, in just these letters."""
    return lambda reply: re.sub("[^A-Za-z]", "", reply) == word


def quoted(rng: Random, word: str) -> str:
    """A word as people point at it."""
    return rng.choice((word, word, word, word, f"the word {word}", f"the word {word}", f'"{word}"', f"'{word}'"))


def a_word(memory: Memory, made_up: float = 0.0) -> str:
    """A word of the list, or now and then a name or a made-up word; words kept for the evaluation come with names."""
    rng = memory.rng
    if rng.random() < made_up:
        name = pick_name(rng, memory.held_out_names)
        return name if rng.random() < 0.5 else name.lower()
    word = pick_word(rng, memory.held_out_names)
    return word.capitalize() if rng.random() < 0.08 else word


def asked(memory: Memory, wording: Wording, word: str, **slots: str) -> str:
    """A question about a word."""
    return memory.ask(wording, word=quoted(memory.rng, word), **slots)


@skill(1.8)
def spells(memory: Memory) -> list[Exchange]:
    if memory.name and memory.rng.random() < 0.25:
        question, word = memory.ask(SPELL_MY_NAME), memory.name
    else:
        word = a_word(memory, 0.0 if memory.held_out else 0.25)
        question = asked(memory, SPELL, word)
    return [Exchange(question, f"{spelled(word)}.", spells_out(word), spelled(word))]


@skill(1.0)
def spells_backwards(memory: Memory) -> list[Exchange]:
    word = a_word(memory)
    letters, turned = spelled(word), spelled(word[::-1])
    answer = f"{letters} backwards is {turned}."
    return [Exchange(asked(memory, REVERSE, word), answer, spells_out(word, word[::-1]), turned)]


@skill(1.0)
def names_the_first_or_last_letter(memory: Memory) -> list[Exchange]:
    word = a_word(memory, 0.0 if memory.held_out else 0.15)
    does, wording, place = memory.rng.choice((("begins", FIRST, 0), ("ends", LAST, -1)))
    letter = word[place].upper()
    answer = f"{spelled(word)} {does} with {letter}."
    return [Exchange(asked(memory, wording, word), answer, spells_out(word, letter), f"with {letter}.")]


@skill(1.0)
def counts_letters(memory: Memory) -> list[Exchange]:
    word = a_word(memory, 0.0 if memory.held_out else 0.1)
    answer = f"{spelled(word)} has {len(word)} letters."
    return [Exchange(asked(memory, HOW_LONG, word), answer, has_letters(word), f"has {len(word)}")]


@skill(2.4)
def writes_capitals(memory: Memory) -> list[Exchange]:
    """A word in capitals, or one in capitals in small letters."""
    word = a_word(memory).lower()
    if memory.rng.random() < 0.6:
        answer = f"{word.upper()}."
        return [Exchange(asked(memory, CAPITALS, word), answer, consists_of(word.upper()), answer)]
    question = asked(memory, SMALL_LETTERS, word.upper())
    return [Exchange(question, f"{word}.", consists_of(word), word)]
