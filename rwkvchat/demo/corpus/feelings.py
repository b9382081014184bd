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
        {feeling}.; I'm a bit {feeling}.; I feel {feeling} today.; I am feeling {feeling}.; I am really {feeling}.; I am
        a little {feeling}.; I feel so {feeling}.; I'm so {feeling}!; I'm very {feeling}.; I am {feeling} right now.;
        I'm {feeling} today.; I feel a bit {feeling}.; {feeling}; I am still {feeling}.; I was {feeling} all day.; I
        have been {feeling} all day.; Today I am {feeling}.; Today I feel {feeling}.; My day was bad, I am {feeling}.; I
        think I am {feeling}.; I'm feeling really {feeling}.; I'm {feeling} again.; I am {feeling} again.; I feel
        {feeling} again.; I feel {feeling} now.; I feel {feeling} right now.; I'm feeling {feeling} today.; I am feeling
        {feeling} today.; I am feeling so {feeling}.; I am feeling a bit {feeling}.; I am feeling very {feeling} today.;
        I am so {feeling} today.; I am very {feeling} today.; I am really {feeling} today.; I am a bit {feeling} today.;
        I am too {feeling}.; I am quite {feeling}.; I am rather {feeling}.; I'm pretty {feeling}.; I'm quite {feeling}
        today.; I'm really {feeling}.; I'm too {feeling} to work.; I am too {feeling} to sleep.; I am {feeling} and I do
        not know why.; I don't know why, but I am {feeling}.; I am always {feeling}.; I am often {feeling}.; I'm just
        {feeling}.; I am just so {feeling}.; I am {feeling}, what should I do?; I'm {feeling}, what can I do?; What
        should I do when I am {feeling}?; I feel so {feeling} today.; I feel so {feeling} right now.; I feel really
        {feeling}.; I feel quite {feeling}.; I feel {feeling} and tired.; My friend is {feeling}.; I woke up {feeling}.;
        I came home {feeling}.; I am getting {feeling}.; I have been feeling {feeling}.; I have been {feeling} since
        yesterday.; I was {feeling} yesterday too.; So {feeling} today.; Very {feeling}.; So {feeling}!; A bit
        {feeling}.; Feeling {feeling}.; Feeling {feeling} today.; To be honest, I am {feeling}.; Honestly, I feel
        {feeling}.; Not good, I am {feeling}.; Well, I am {feeling}.; Oh, I am so {feeling}.; Today was hard, I feel
        {feeling}.; It makes me {feeling}.; That makes me {feeling}.; This makes me so {feeling}.; I can't help it, I am
        {feeling}.; I hate being {feeling}.; I do not want to be {feeling}.
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
        am {feeling}.; Today I feel {feeling}.; I'm so {feeling}!; I'm {feeling} today.; {feeling}; I am {feeling} right
        now.; Thanks, I am {feeling}.; I am {feeling} too.; I'm doing fine.; I am doing well.; I'm feeling {feeling}
        today.; I am feeling {feeling} today.; I am feeling so {feeling}.; I am feeling very {feeling}.; I feel really
        {feeling}.; I feel {feeling} now.; I feel {feeling} again.; I feel so {feeling} today.; I feel quite {feeling}.;
        I'm really {feeling}.; I'm very {feeling}.; I'm quite {feeling}.; I'm pretty {feeling}.; I am very {feeling}
        today.; I am so {feeling} today.; I am so {feeling} right now.; I am quite {feeling}.; I am really {feeling}
        today.; I am {feeling} now.; I'm {feeling} again.; I am {feeling} again.; I'm {feeling}, thank you.; I'm
        {feeling} too, thanks.; I am {feeling}, thanks for asking.; I'm {feeling}, thanks for asking!; Thanks, I feel
        {feeling}.; Thank you, I feel {feeling}.; Thank you, I am {feeling}.; I am also {feeling}.; I am {feeling} as
        well.; Also {feeling}.; Very {feeling}, thanks.; {feeling}, thanks; {feeling}, thank you; {feeling} and you?;
        Feeling {feeling}.; Feeling {feeling} today!; Quite {feeling}.; Pretty {feeling}.; So {feeling}!; Very
        {feeling}!; I woke up {feeling}.; I have been {feeling} all day.; I was {feeling} all day.; It makes me
        {feeling}.; That makes me {feeling}.; You make me {feeling}.; My day was {feeling}.; I'm doing {feeling}.; I am
        doing {feeling}, thanks.; Never better!; I could not be better.; I have a good day.; I had a good day.; I had a
        great day!; My day was good.; My day was great!; It was a good day.; I am in a good mood.; I'm in a great mood
        today!; Life is good.; Everything is fine.; All good.; All is well.; Not bad, thanks.; Not too bad.; I can't
        complain.; So far so good.
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
        that.; Yes, I would like that.; Why not.; That would be nice.; Gladly.; Yep; Ok; Sure, go ahead.; Yes, do it.;
        Yes, tell me.; Yes, go on.; Yes, why not.; Yes, gladly.; Yes, I want that.; Yes, I do.; Yes yes!; Oh yes!; Oh
        yes, please!; Please!; Yeah, please.; Yeah sure.; Sure, why not.; Sure, thanks.; Ok, please.; Okay, do that.;
        Ok, tell me.; All right.; All right, go ahead.; I want that.; I'd like that.; I would love that.; I'd love to.;
        That sounds good.; Sounds good.; Good idea.; That is a good idea.; Do it.; Go on.; Let's hear it.; Let me hear
        it.; Tell me.; Absolutely.; Definitely.; Certainly.; Yup; y; aye
    """),
    items("Sure, please do.; Yes, that would be nice.; Yes, of course.; Ok, go ahead please."),
)
NO = Wording(
    items("""
        No.; No, thanks.; No thank you.; Not now.; Nope; Not today.; No, not now.; Maybe later.; No, maybe later.; No, I
        don't want that.; No, I do not.; No, not really.; No, not that.; No, it's fine.; No, it is all right.; No need.;
        Not really.; Not right now.; I'd rather not.; I would rather not.; Rather not.; Please don't.; No no; Nah;
        Another time.; Some other time.; Maybe tomorrow.; n
    """),
    items("No thanks, maybe later.; No, not today.; Not now, thank you."),
)
ALL_RIGHT = ("All right[name]. What would you like instead?",)
ILL = saying(
    """
    I have a cold.; I have a fever.; I have a headache.; My head hurts.; I caught a cold.; I do not feel well.; I don't
    feel so good.; I feel bad.; I am in bed with a cold.; I have the flu.; My tooth hurts.; My back hurts.; I have a
    cough.; My stomach hurts.; I have to stay in bed.; I broke my leg.; I hurt my foot.; I have toothache.; I am not
    well.; I am not feeling well.; I'm not feeling well today.; I am not feeling so good.; I'm not well today.; I do not
    feel good.; I don't feel good today.; I feel terrible.; I feel awful.; I feel really bad.; I feel so bad today.; I
    feel weak.; I feel dizzy.; I have a sore throat.; My throat hurts.; My teeth hurt.; Everything hurts.; I have pain
    in my back.; I have a stomach ache.; I have a runny nose.; I have a pain in my knee.; I think I have a cold.; I
    think I am getting a cold.; I am getting a cold.; I got a cold.; I caught the flu.; I have a terrible headache.; I
    have a bad cough.; I am coughing all day.; I am home sick.; I am ill in bed.; I'm sick at home.; I broke my arm.; I
    cut my finger.; I hurt my knee.; I hurt my back.; I fell down the stairs.; I had to throw up.; I cannot stop
    coughing.; I have a fever today.
    """,
    "I have a bad cold.; I am in bed with a fever.; My foot hurts.; I don't feel well.; I have a bad headache.",
    "Get well soon[name]!",
    "I am sorry to hear that[name]. Get well soon!",
)
BORED = Wording(
    items("""
        I am bored.; I'm bored.; I am so bored.; I feel bored.; This is boring.; Boring!; I have nothing to do.; What
        shall we do?; What should we do?; Entertain me.; I do not know what to do.; I'm bored, do something.; What can I
        do against boredom?; Nothing happens here.; Amuse me.; Let's do something.; Do something.; I am very bored.;
        Talk to me.; Let's talk.; Let's chat.; What shall we talk about?; What do you want to talk about?; What do you
        want to do?; Suggest something.; Do you have an idea?; I want to chat.; Can we talk?; Let us do something fun.;
        What would be fun?; I have no idea what to do.; Choose something.; You choose.; What now?; What next?; I am
        bored today.; I'm so bored today.; I am really bored.; I'm really bored right now.; I am bored to death.; I am a
        bit bored.; I feel so bored.; I feel bored today.; bored; It is boring here.; It's so boring.; Life is boring.;
        Today is boring.; I have nothing to do right now.; There is nothing to do.; I don't know what to do.; I don't
        know what to do now.; I do not know what to say.; I don't know what to talk about.; What do we do now?; What
        shall we do now?; What shall we do today?; What should we do now?; What can we talk about?; What should I do
        now?; What should I do today?; What could we do?; What could I ask?; What would you like to do?; What would you
        like to talk about?; What do you feel like doing?; What do you want to do now?; What can I do now?; So, what
        now?; And now?; Any ideas?; Any idea what to do?; Have you any ideas?; Do you have any ideas?; Do you have a
        suggestion?; Give me an idea.; Give me something to do.; Give me a suggestion.; Make a suggestion.; Suggest
        something fun.; Suggest a topic.; Choose a topic.; Pick something.; Pick a topic.; You decide.; You decide what
        we do.; I can't decide, you choose.; Let's talk about something.; Let's talk about something else.; Let's do
        something else.; Let's have some fun.; Let us talk.; Let us chat.; I want to talk.; I want to talk to you.; I
        would like to chat.; I'd like to talk.; I feel like talking.; Chat with me.; Will you chat with me?; Do you want
        to chat?; Do you want to talk?; Shall we talk?; Shall we chat?; Can we chat?; Could we talk a bit?; Entertain
        me, please.; Cheer me up.; Keep me company.; I want to have fun.; I want to do something fun.; Let's play.;
        Let's play a game.; Something else, please.
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
        wet outside.; I got wet in the rain.; The weather is bad.; It's raining again.; It is a rainy day.; Rain again.;
        Bad weather today.; What terrible weather!; It is grey outside.; The weather is terrible.; It's raining
        outside.; It rains again.; It rained all day.; It is raining hard.; It's raining cats and dogs.; It is pouring.;
        It's pouring outside.; It is raining here.; It is raining now.; It won't stop raining.; So much rain!; I hate
        rain.; I am wet from the rain.; I forgot my umbrella.; The sky is grey.; It is cloudy.; It is cloudy today.;
        It's foggy outside.; It is foggy.; The weather is awful.; The weather is bad today.; What awful weather!; What a
        grey day!; It looks like rain.; The weather is not good.; We have rain.; We have bad weather.; Rainy day today.;
        Rain, rain, rain.
        """,
        "It is raining again.; It is raining all day.; What bad weather!; It's wet and grey outside.",
        "Then stay dry[name]!",
        "A rainy day is a good day for a story.",
    ),
    saying(
        """
        It is sunny.; The sun is shining.; What a nice day!; It's a beautiful day.; It is a sunny day.; The weather is
        nice.; Nice weather today.; What lovely weather!; The weather is great.; It is nice outside.; It's sunny today.;
        The sky is blue.; Such a lovely day!; It is warm outside.; It's so sunny outside.; Beautiful weather!; It is
        sunny today.; It's a sunny day.; It's a nice day.; It is a nice day today.; It's a lovely day outside.; It is a
        beautiful day today.; It's beautiful outside.; It is so sunny!; What a sunny day!; What a wonderful day!; What
        nice weather!; What beautiful weather today!; Lovely weather today.; Great weather today!; We have nice
        weather.; The weather is good.; The weather is nice today.; The weather is beautiful.; The sun is out.; The sun
        is back!; The sun shines.; There is no cloud in the sky.; Sunny today!; Spring is here!; Summer is here!; I am
        in the sun.; I sit in the sun.; It's warm and sunny.
        """,
        "The sun is shining today.; What a beautiful day!; It is a lovely day.; The weather is lovely today.",
        "How nice[name]! Enjoy the sun.",
        "That is lovely[name]! Enjoy the day.",
    ),
    saying(
        """
        It is snowing.; It's snowing!; It snows.; There is snow outside.; It snowed last night.; Everything is white
        outside.; We have snow.; Look, snow!; It is snowing outside.; Snow everywhere!; It's snowing again.; Snow at
        last!; It is snowing today.; It's snowing here.; It's snowing a lot.; It snowed!; It snowed today.; It has
        snowed.; We got snow.; There is so much snow!; So much snow!; The first snow!; There is snow on the street.; The
        garden is white.; Everything is full of snow.; Snow is falling.; It is snowing and cold.; Hurray, snow!
        """,
        "It's snowing outside!; There is snow everywhere.; It is snowing again.; Look, it is snowing!",
        "How lovely[name]! Build a snowman.",
        "How lovely[name]! Keep warm.",
    ),
    saying(
        """
        It is so cold outside.; It is cold today.; It's freezing outside.; What a cold day!; It is very cold.; It's cold
        here.; It is icy outside.; The weather is cold.; It's so cold today.; It is freezing.; Winter is coming.; It is
        cold outside.; It's cold outside today.; It is really cold.; It's really cold outside.; It is too cold.; It's
        too cold here.; It is so cold today!; It's cold today, brr.; Brr, it is cold!; It is very cold today.; It is
        cold in here.; My hands are cold.; My feet are cold.; What a cold morning!; What a cold winter!; Winter is
        here.; There is ice on the street.; It is below zero outside.; The weather is so cold.; I hate the cold.
        """,
        "It is freezing today.; It's very cold outside.; What cold weather!; It is so cold here.",
        "Keep warm[name]!",
        "Then put on something warm[name].",
    ),
    saying(
        """
        It is so hot outside.; It is hot today.; It's too hot.; What a hot day!; It is very hot.; It's hot here.; The
        weather is hot.; It's so hot today.; The heat is terrible.; What a heat!; It is too warm here.; Such a hot
        summer!; It is hot outside.; It's hot outside today.; It is really hot.; It's really hot today.; It is too hot
        here.; It's too hot outside.; It is so hot!; It's so hot here.; It is very hot today.; It is hot in here.; It is
        too warm.; It's too warm for me.; What a hot summer!; What a warm day!; The sun is too hot.; I hate the heat.; I
        am melting.; This heat is terrible.; It is 35 degrees outside.; Such heat!
        """,
        "It is too hot today.; It's very hot outside.; What hot weather!; It is so hot here.",
        "Then drink some cold water[name].",
        "Stay in the shade[name].",
    ),
    saying(
        """
        It is windy.; It is very windy today.; There is a storm.; A storm is coming.; It's stormy outside.; There is
        thunder outside.; The wind is strong today.; It is storming.; What a storm!; It's so windy!; There is lightning
        outside.; It's windy today.; It is windy outside.; It's very windy.; It is so windy today.; The wind is strong.;
        The wind is blowing.; The wind is so loud.; It is stormy.; It's stormy today.; There is a big storm.; There was
        a storm.; A storm is here.; The storm is loud.; It thunders.; It is thundering.; I hear thunder.; I can hear
        thunder.; There is thunder and lightning.; A thunderstorm is coming.; There is a thunderstorm.; There is hail
        outside.; It is hailing.; What a wind!
        """,
        "There is a storm outside.; It's very windy outside.; What a windy day!; The storm is strong.",
        "Then stay safe inside[name].",
    ),
)


@skill(2.2)
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


@skill(1.1)
def suggests_something(memory: Memory) -> list[Exchange]:
    one, two = memory.rng.sample(SUGGESTIONS, 2)
    answer = memory.reply("I can {one} or {two}. What would you like?", "Shall I {one} or {two}?", one=one, two=two)
    return [Exchange(memory.ask(BORED), answer, suggests_two)]


@skill(0.8)
def talks_about_weather(memory: Memory) -> list[Exchange]:
    return [spoken(memory, memory.rng.choice(SKIES))]
