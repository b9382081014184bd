"""Animals: the sounds they make and what their young are called."""

from typing import NamedTuple

from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.knowing import not_known, sentence, unknown_one, with_article
from rwkvchat.demo.corpus.lists import items, words
from rwkvchat.demo.corpus.registry import Exchange, Memory, one_of, says, skill


class Sound(NamedTuple):
    """An animal, what it does ("barks") and, where people have a word for it, what it says ("woof")."""

    animal: str
    does: str
    says: str = ""

    def answers(self) -> tuple[str, ...]:
        animal = sentence(with_article(self.animal))
        return (f"{animal} {self.does}.", f"{animal} says {self.says}.") if self.says else (f"{animal} {self.does}.",)


SOUNDS = tuple(
    Sound(*item.split(": "))
    for item in items("""
        cow: moos: moo; dog: barks: woof; cat: meows: meow; horse: neighs: neigh; sheep: bleats: baa; pig: oinks: oink;
        duck: quacks: quack; rooster: crows: cock-a-doodle-doo; hen: clucks: cluck; goose: honks: honk; owl: hoots:
        hoot; raven: croaks: croak; crow: caws: caw; wolf: howls; lion: roars; tiger: roars; bear: growls; snake:
        hisses: hiss; frog: croaks: ribbit; bee: buzzes: buzz; fly: buzzes; mouse: squeaks: squeak; bird: sings: tweet;
        pigeon: coos: coo; donkey: brays: hee-haw; elephant: trumpets; monkey: chatters; cricket: chirps: chirp; seal:
        barks; whale: sings; dolphin: clicks and whistles; parrot: squawks and talks
    """)
)
SILENT = words("""
    giraffe worm snail butterfly ant spider crab octopus starfish jellyfish turtle beetle ladybird moth caterpillar slug
    dinosaur dragon unicorn lobster table stone chair shoe carrot tree
""")
ASK_SOUND = worded(
    """
    What sound does {animal} make?; What noise does {animal} make?; What does {animal} say?; How does {animal} sound?;
    How does {animal} go?; Which sound does {animal} make?; Which noise does {animal} make?; What is the sound of
    {animal}?; What is the noise of {animal} called?; What is the sound of {animal} called?; Tell me the sound of
    {animal}.; Tell me what sound {animal} makes.; Do you know what sound {animal} makes?; Can you tell me what sound
    {animal} makes?; What kind of sound does {animal} make?; What sounds does {animal} make?; Make the sound of
    {animal}.; Tell me what {animal} says.; Do you know what {animal} says?; And what does {animal} say?; What do you
    call the sound of {animal}?; Can you make the sound of {animal}?; What noises does {animal} make?; {animal}: what
    sound does it make?; The sound of {animal}?
    """,
    """
    Could you tell me what sound {animal} makes?; Tell me what noise {animal} makes.; Do you know the sound of
    {animal}?; Can you tell me what {animal} says?; So what sound does {animal} make?; What kind of noise does
    {animal} make?
    """,
)
ASK_WHO_SOUNDS = worded(
    """
    Which animal {does}?; What animal {does}?; Who {does}?; Do you know which animal {does}?; Tell me which animal
    {does}.; What {does}?; Name an animal that {does}.; Can you name an animal that {does}?; Which animal is it that
    {does}?; Can you tell me which animal {does}?; I know an animal that {does}, which one is it?; An animal that
    {does}?
    """,
    """
    Do you know what animal {does}?; Tell me what animal {does}.; Do you know an animal that {does}?; Who is it that
    {does}?
    """,
)


def who(does: str) -> tuple[str, ...]:
    return tuple(sound.animal for sound in SOUNDS if sound.does == does)


ONE_MAKER = tuple(sound for sound in SOUNDS if len(who(sound.does)) == 1)


@skill(1.3)
def knows_a_sound(memory: Memory) -> list[Exchange]:
    """The sound of an animal, or the animal of a sound."""
    rng = memory.rng
    if rng.random() < 0.14:
        animal = with_article(unknown_one(memory, SILENT))
        return [not_known(memory.ask(ASK_SOUND, animal=animal), f"I do not know what sound {animal} makes.", animal)]
    if rng.random() < 0.3:
        sound = rng.choice(ONE_MAKER)
        answer = sound.answers()[0]
        return [Exchange(memory.ask(ASK_WHO_SOUNDS, does=sound.does), answer, one_of(answer), sound.animal)]
    sound = rng.choice(SOUNDS)
    question = memory.ask(ASK_SOUND, animal=with_article(sound.animal))
    answer = rng.choice(sound.answers())
    return [Exchange(question, answer, one_of(*sound.answers()), answer.split(" ", 2)[2])]


YOUNG = dict(
    item.split(": ")
    for item in items("""
        cat: kitten; dog: puppy; cow: calf; horse: foal; sheep: lamb; goat: kid; pig: piglet; duck: duckling; goose:
        gosling; chicken: chick; swan: cygnet; bear: cub; lion: cub; tiger: cub; fox: cub; wolf: pup; seal: pup;
        kangaroo: joey; koala: joey; deer: fawn; rabbit: kit; frog: tadpole; butterfly: caterpillar; owl: owlet; eagle:
        eaglet; elephant: calf; whale: calf; dolphin: calf; giraffe: calf; raven: chick; penguin: chick; donkey: foal
    """)
)
NO_YOUNG = words("""
    snail worm crab octopus jellyfish starfish ant wasp lizard dragonfly mole sloth unicorn dragon robot car table house
    shrimp seahorse bicycle teacher cactus
""")
ASK_YOUNG = worded(
    """
    What is a young {animal} called?; What is a baby {animal} called?; What do you call a baby {animal}?; What do you
    call a young {animal}?; What is the name for a young {animal}?; What is the name of a baby {animal}?; What's a
    baby {animal} called?; What's a young {animal} called?; What is the young of {one} called?; What is the baby of
    {one} called?; What is the child of {one} called?; A baby {animal} is called; A young {animal} is called what?;
    How do you call a baby {animal}?; How do you call a young {animal}?; Tell me what a baby {animal} is called.; Tell
    me what a young {animal} is called.; Do you know what a baby {animal} is called?; Do you know what a young
    {animal} is called?; Can you tell me what a baby {animal} is called?; What is the word for a baby {animal}?; What
    is the word for a young {animal}?; Baby {animal}?; Which name does a young {animal} have?; Name the young of
    {one}.; What do people call a baby {animal}?
    """,
    """
    Could you tell me what a baby {animal} is called?; Can you tell me what a young {animal} is called?; Do you know
    the name for a baby {animal}?; Tell me the word for a young {animal}.; So what is a baby {animal} called?; A baby
    {animal} is called what?
    """,
)
ASK_WHOSE = worded(
    """
    What is {young}?; What is {young}?; What exactly is {young}?; Which animal is {young}?; What kind of animal is
    {young}?; What does {young} become?; What will {young} be when it grows up?; What animal is {young}?; Tell me what
    {young} is.; Do you know what {young} is?; Can you tell me what {young} is?; Explain what {young} is.; {young}:
    what is that?
    """,
    """
    Could you tell me what {young} is?; Do you know what kind of animal {young} is?; Tell me which animal {young} is.;
    What kind of animal will {young} become?
    """,
)
ONE_PARENT = tuple(animal for animal, young in YOUNG.items() if list(YOUNG.values()).count(young) == 1)


@skill(1.3)
def knows_the_young(memory: Memory) -> list[Exchange]:
    """What the young of an animal is called, or of which animal it is the young."""
    rng = memory.rng
    if rng.random() < 0.14:
        animal = unknown_one(memory, NO_YOUNG)
        question = memory.ask(ASK_YOUNG, animal=animal, one=with_article(animal))
        return [not_known(question, f"I do not know what a young {animal} is called.", animal)]
    if rng.random() < 0.3:
        animal = rng.choice([parent for parent in ONE_PARENT if parent != "butterfly"])
        young = with_article(YOUNG[animal])
        answer = f"{sentence(young)} is a young {animal}."
        return [Exchange(memory.ask(ASK_WHOSE, young=young), answer, says(animal, "young"), animal)]
    animal, young = rng.choice(list(YOUNG.items()))
    question = memory.ask(ASK_YOUNG, animal=animal, one=with_article(animal))
    return [Exchange(question, f"A young {animal} is called {with_article(young)}.", says(animal, young), young)]
