"""The words that are spelled, turned round, counted and put in order; one in twelve is kept for the evaluation."""

import zlib
from random import Random

from rwkvchat.demo.corpus.lists import words

WORDS = words("""
    raven crow owl cat dog horse mouse rabbit fox wolf bear lion tiger sheep goat cow pig duck goose hen bird fish
    whale shark frog snake turtle bee ant spider fly worm snail deer otter seal eagle parrot robin swan puppy kitten
    monkey zebra camel donkey
    red blue green yellow orange purple pink black white brown grey gold silver colour
    bread cheese apple pear plum cherry lemon banana grape peach soup rice cake pie milk tea coffee sugar salt butter
    honey egg potato tomato onion carrot bean nut meat sauce juice water pasta pizza cookie salad
    house home door window roof wall floor room table chair bed lamp clock cup plate bowl spoon fork knife pot pan
    oven sofa shelf mirror towel soap brush candle carpet garden kitchen stairs key bag box basket bottle
    sun moon star sky cloud rain snow wind storm fog ice fire earth sea ocean lake river stream pond island beach sand
    stone rock hill valley forest tree leaf root branch flower grass rose field farm path bridge desert mud
    head face eye ear nose mouth tooth tongue neck arm hand finger leg knee foot toe heart back hair skin bone blood
    shirt coat hat shoe sock glove scarf dress skirt belt button pocket ring crown
    man woman boy girl child baby mother father sister brother friend uncle aunt king queen prince doctor teacher
    farmer baker sailor nurse painter cook
    car bus train bike boat ship plane truck wheel road street city town village market shop school church tower
    castle station harbour
    book page pen pencil paper letter word story poem song music drum flute guitar piano picture map card game ball
    toy doll kite puzzle chess
    day night morning evening week month year hour minute spring summer autumn winter today
    one two three four five six seven eight nine ten eleven twelve zero hundred
    big small long short tall high low wide deep thin thick old young new warm cold hot cool dry wet soft hard light
    dark heavy fast slow loud quiet clean dirty full empty happy sad good bad kind brave clever strong weak rich poor
    sweet sour bitter fresh round flat sharp
    walk run jump swim dance sing play read write draw paint speak talk listen hear look see smell taste touch eat
    drink sleep dream wake work build break open close push pull carry throw catch give take buy sell find lose
    hide laugh cry smile think know learn teach help love like hope wait begin end grow fall climb
    dragon ghost magic pirate knight giant fairy secret gift party money coin wood iron glass rope ladder
    hammer nail rocket robot planet comet winner number circle square corner basil ginger pepper
    north south east west left right answer hello thanks please yes
""")


def held_out_word(word: str) -> bool:
    """Whether a word is kept from training: a twelfth of all words, by checksum."""
    return zlib.crc32(word.encode()) % 12 == 0


TRAINED = tuple(word for word in WORDS if not held_out_word(word))
KEPT = tuple(word for word in WORDS if held_out_word(word))


def pick_word(rng: Random, held_out: bool = False) -> str:
    """A word from one side of the division."""
    return rng.choice(KEPT if held_out else TRAINED)
