"""Moods and the weather: what the model says to them. It knows nothing of why somebody feels so."""

from rwkvchat.demo.corpus.jokes import JOKES
from rwkvchat.demo.corpus.lists import items, words
from rwkvchat.demo.corpus.outside import SUGGESTIONS
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, skill
from rwkvchat.demo.corpus.sayings import replied, saying, spoken
from rwkvchat.demo.corpus.stories import ANIMALS, story, story_about

FEELING = Wording(
    items("""
        I am {feeling}.; I'm {feeling}.; I feel {feeling}.; I am {feeling} today.; I am so {feeling}.; I am very
        {feeling}.; I'm a bit {feeling}.; I feel {feeling} today.; I am feeling {feeling}.; I am really {feeling}.; I
        am a little {feeling}.; I feel so {feeling}.; I'm so {feeling}!; I'm very {feeling}.; I am {feeling} right
        now.; I'm {feeling} today.; I feel a bit {feeling}.; {feeling}; I am still {feeling}.; I was {feeling} all
        day.; I have been {feeling} all day.; Today I am {feeling}.; Today I feel {feeling}.; My day was bad, I am
        {feeling}.; I think I am {feeling}.; I'm feeling really {feeling}.
    """),
    items("""
        I'm so {feeling} today.; I feel very {feeling}.; I'm feeling {feeling}.; I feel a little {feeling} today.; I am
        {feeling} all day.; Today I'm really {feeling}.
    """),
)
GLAD_FEELING = Wording(
    items("""
        I am {feeling}.; I'm {feeling}.; I feel {feeling}.; I am {feeling} today.; I am so {feeling}.; I am very
        {feeling}.; I feel {feeling} today.; I am feeling {feeling}.; I am really {feeling}.; I feel so {feeling}.; I'm
        {feeling}, thanks.; I am {feeling}, thank you.; I am {feeling}, and you?; I'm {feeling}, how are you?; Today I
        am {feeling}.; Today I feel {feeling}.; I'm so {feeling}!; I'm {feeling} today.; {feeling}; I am {feeling}
        right now.; Thanks, I am {feeling}.; I am {feeling} too.; I'm doing fine.; I am doing well.
    """),
    items("""
        I'm so {feeling} today.; I feel very {feeling}.; I'm feeling {feeling}.; Thank you, I am very {feeling}.; Today
        I'm really {feeling}.
    """),
)
GLAD = words("happy glad fine good great well cheerful ok pleased relaxed okay calm wonderful fantastic content better")
MOODS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        words("sad lonely unhappy upset down depressed heartbroken miserable alone"),
        (
            "I am sorry to hear that[name]. Would you like a story?",
            "I am sorry to hear that[name]. Shall I tell you a joke?",
        ),
    ),
    (words("tired sleepy exhausted weary"), ("Then have a good rest[name].", "A little rest will do you good[name].")),
    (
        words("angry annoyed mad furious cross grumpy"),
        ("I am sorry to hear that[name]. Take a deep breath.", "Take a deep breath[name]. It will pass."),
    ),
    (words("ill sick unwell"), ("Get well soon[name]!", "I am sorry to hear that[name]. Get well soon!")),
    (words("excited thrilled curious"), ("How exciting[name]!", "That sounds exciting[name]!")),
    (
        words("nervous worried stressed afraid scared anxious frightened"),
        ("Do not worry[name]. Take it slowly.", "Take it slowly[name]. It will be all right."),
    ),
    (words("hungry starving"), ("Then it is time to eat something good[name].",)),
    (words("thirsty"), ("Then drink something[name].",)),
    (words("cold freezing"), ("Then put on something warm[name].",)),
    (words("hot sweating"), ("Then drink some cold water[name].",)),
)
YES = Wording(
    items("""
        Yes.; Yes please.; Yes, please.; Sure.; Ok, yes.; Please do.; Yes!; Go ahead.; Yeah; Of course.; I would like
        that.; Yes, I would like that.; Why not.; That would be nice.; Gladly.; Yep; Ok; Sure, go ahead.
    """),
    items("Sure, please do.; Yes, that would be nice.; Yes, of course.; Ok, go ahead please."),
)
NO = Wording(
    items("No.; No, thanks.; No thank you.; Not now.; Nope; Not today.; No, not now.; Maybe later.; No, maybe later."),
    items("No thanks, maybe later.; No, not today.; Not now, thank you."),
)
ALL_RIGHT = ("All right[name]. What would you like instead?",)
ILL = saying(
    """
    I have a cold.; I have a fever.; I have a headache.; My head hurts.; I caught a cold.; I do not feel well.; I don't
    feel so good.; I feel bad.; I am in bed with a cold.; I have the flu.; My tooth hurts.; My back hurts.; I have a
    cough.; My stomach hurts.; I have to stay in bed.; I broke my leg.; I hurt my foot.; I have toothache.
    """,
    "I have a bad cold.; I am in bed with a fever.; My foot hurts.; I don't feel well.; I have a bad headache.",
    "Get well soon[name]!",
    "I am sorry to hear that[name]. Get well soon!",
)
BORED = Wording(
    items("""
        I am bored.; I'm bored.; I am so bored.; I feel bored.; This is boring.; Boring!; I have nothing to do.; What
        shall we do?; What should we do?; Entertain me.; I do not know what to do.; I'm bored, do something.; What can
        I do against boredom?; Nothing happens here.; Amuse me.; Let's do something.; Do something.; I am very bored.;
        Talk to me.; Let's talk.; Let's chat.; What shall we talk about?; What do you want to talk about?; What do you
        want to do?; Suggest something.; Do you have an idea?; I want to chat.; Can we talk?; Let us do something fun.;
        What would be fun?; I have no idea what to do.; Choose something.; You choose.; What now?; What next?
    """),
    items("""
        I'm so bored.; I am bored, entertain me.; Let's do something fun.; What do you suggest?; What should we talk
        about?; I have nothing to do today.; Do you have an idea what to do?
    """),
)
SKIES = (
    saying(
        """
        It is raining.; It's raining.; It rains.; It is raining outside.; What a rainy day!; It rains all day.; It is
        wet outside.; I got wet in the rain.; The weather is bad.; It's raining again.; It is a rainy day.; Rain
        again.; Bad weather today.; What terrible weather!; It is grey outside.; The weather is terrible.
        """,
        "It is raining again.; It is raining all day.; What bad weather!; It's wet and grey outside.",
        "Then stay dry[name]!",
        "A rainy day is a good day for a story.",
    ),
    saying(
        """
        It is sunny.; The sun is shining.; What a nice day!; It's a beautiful day.; It is a sunny day.; The weather is
        nice.; Nice weather today.; What lovely weather!; The weather is great.; It is nice outside.; It's sunny
        today.; The sky is blue.; Such a lovely day!; It is warm outside.; It's so sunny outside.; Beautiful weather!
        """,
        "The sun is shining today.; What a beautiful day!; It is a lovely day.; The weather is lovely today.",
        "How nice[name]! Enjoy the sun.",
        "That is lovely[name]! Enjoy the day.",
    ),
    saying(
        """
        It is snowing.; It's snowing!; It snows.; There is snow outside.; It snowed last night.; Everything is white
        outside.; We have snow.; Look, snow!; It is snowing outside.; Snow everywhere!; It's snowing again.; Snow at
        last!
        """,
        "It's snowing outside!; There is snow everywhere.; It is snowing again.; Look, it is snowing!",
        "How lovely[name]! Build a snowman.",
        "How lovely[name]! Keep warm.",
    ),
    saying(
        """
        It is so cold outside.; It is cold today.; It's freezing outside.; What a cold day!; It is very cold.; It's
        cold here.; It is icy outside.; The weather is cold.; It's so cold today.; It is freezing.; Winter is coming.
        """,
        "It is freezing today.; It's very cold outside.; What cold weather!; It is so cold here.",
        "Keep warm[name]!",
        "Then put on something warm[name].",
    ),
    saying(
        """
        It is so hot outside.; It is hot today.; It's too hot.; What a hot day!; It is very hot.; It's hot here.; The
        weather is hot.; It's so hot today.; The heat is terrible.; What a heat!; It is too warm here.; Such a hot
        summer!
        """,
        "It is too hot today.; It's very hot outside.; What hot weather!; It is so hot here.",
        "Then drink some cold water[name].",
        "Stay in the shade[name].",
    ),
    saying(
        """
        It is windy.; It is very windy today.; There is a storm.; A storm is coming.; It's stormy outside.; There is
        thunder outside.; The wind is strong today.; It is storming.; What a storm!; It's so windy!; There is lightning
        outside.
        """,
        "There is a storm outside.; It's very windy outside.; What a windy day!; The storm is strong.",
        "Then stay safe inside[name].",
    ),
)


def is_story_or_joke(reply: str) -> bool:
    """What was offered to cheer somebody up."""
    return reply in JOKES or story_about()(reply)


@skill(1.6)
def hears_a_feeling(memory: Memory) -> list[Exchange]:
    """A good or a bad mood; who is sad may take the story or the joke that is offered, or not."""
    rng = memory.rng
    if rng.random() < 0.3:
        question = memory.ask(GLAD_FEELING, feeling=rng.choice(GLAD))
        return [replied(memory, question, ("I am glad to hear that[name]!", "That is good to hear[name]!"))]
    if rng.random() < 0.12:
        return [spoken(memory, ILL)]
    moods, replies = MOODS[0] if rng.random() < 0.25 else rng.choice(MOODS)
    exchange = replied(memory, memory.ask(FEELING, feeling=rng.choice(moods)), replies)
    if replies is not MOODS[0][1] or rng.random() < 0.5:
        return [exchange]
    if rng.random() < 0.25:
        return [exchange, replied(memory, memory.ask(NO), ALL_RIGHT)]
    told, check = rng.choice(JOKES), one_of(*JOKES)
    if "story" in exchange.answer:
        told, check = story(rng, rng.choice(ANIMALS)), story_about()
    return [exchange, Exchange(memory.ask(YES), told, check)]


def suggests_two(reply: str) -> bool:
    """Whether a reply offers two things that the model can do."""
    return reply.endswith("?") and sum(suggestion in reply for suggestion in SUGGESTIONS) == 2


@skill(0.7)
def suggests_something(memory: Memory) -> list[Exchange]:
    one, two = memory.rng.sample(SUGGESTIONS, 2)
    answer = memory.reply("I can {one} or {two}. What would you like?", "Shall I {one} or {two}?", one=one, two=two)
    return [Exchange(memory.ask(BORED), answer, suggests_two)]


@skill(0.35)
def talks_about_weather(memory: Memory) -> list[Exchange]:
    return [spoken(memory, memory.rng.choice(SKIES))]
