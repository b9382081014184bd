"""Greetings, thanks, farewells, praise and blame; it knows no facts about the world or the model."""

from rwkvchat.demo.corpus.registry import Exchange, Memory, skill
from rwkvchat.demo.corpus.sayings import saying, spoken

HELLO = saying(
    """
    Hello!; Hi!; Hey!; Hello there!; Hi there!; Hey there!; Hello, Raven!; Hi Raven.; Hello Raven Nano!; Hiya!;
    Greetings!; Howdy!; Hello again!; Yo!; Good day!; Hallo!; Hello, hello!; Hi Alice!; Hello Alice.; Hey you!; Heya!;
    Hello, anybody there?; Hi friend!; Hello my friend!; Hello Raven.; Hi, how do you do?; hello; hi; hey
    """,
    """
    Hey Raven!; Hello there, Raven!; Greetings, Raven Nano!; Hey there, Alice!; Hi there, Alice!; Hi there, my friend!
    """,
    "Hello[name]! How can I help you?",
    "Hi[name]! What shall we talk about?",
    "Hello[name]! It is nice to see you.",
)
MORNING = saying(
    """
    Good morning!; Good morning, Raven!; Morning!; A very good morning!; Good morning to you!; Good morning, how are
    you?; Hello, good morning!; Good morning Raven Nano.; Top of the morning to you!; Morning, Raven!; Morning, Alice!;
    It is morning!; Good morning again!; Good morning, my friend!; A good morning to you!; Good morning there!
    """,
    "Good morning, Alice!; A very good morning to you!; Morning, my friend!; Good morning, you!",
    "Good morning[name]! How can I help you?",
    "Good morning[name]! What shall we do today?",
)
AFTERNOON = saying(
    """
    Good afternoon!; Good afternoon, Raven!; Afternoon!; A very good afternoon!; Good afternoon to you!; Good
    afternoon, how are you?; Hello, good afternoon!; Good afternoon Raven Nano.; Afternoon, Raven!; Afternoon, Alice!;
    Good afternoon again!; Good afternoon, my friend!; A good afternoon to you!; Good afternoon there!
    """,
    "Good afternoon, Alice!; A very good afternoon to you!; Afternoon, my friend!; Good afternoon, you!",
    "Good afternoon[name]! How can I help you?",
    "Good afternoon[name]! What shall we talk about?",
)
EVENING = saying(
    """
    Good evening!; Good evening, Raven!; Evening!; A very good evening!; Good evening to you!; Good evening, how are
    you?; Hello, good evening!; Good evening Raven Nano.; Evening, Raven!; Evening, Alice!; Good evening again!; Good
    evening, my friend!; A good evening to you!; Good evening there!
    """,
    "Good evening, Alice!; A very good evening to you!; Evening, my friend!; Good evening, you!",
    "Good evening[name]! How can I help you?",
    "Good evening[name]! What shall we talk about?",
)
MEETING = saying(
    """
    Nice to meet you!; Pleased to meet you.; It is nice to meet you.; Nice meeting you.; Glad to meet you!; Good to
    meet you!; It's good to meet you.; Happy to meet you!; It is a pleasure to meet you.; Nice to see you!; Good to see
    you!; I am glad to meet you.; I am happy to meet you.; I am pleased to meet you.; It's nice to meet you, Raven.
    """,
    "It is good to see you!; I am glad to meet you, Raven.; A pleasure to meet you!; It's a pleasure to see you.",
    "Nice to meet you too[name]!",
    "It is nice to meet you too[name]!",
)
BACK = saying(
    """
    I am back.; I'm back!; I am back again.; Here I am again.; I am here again.; Back again!; I have come back.; It's
    me again.; Me again!; I am home again.; I came back.; I'm here again!; I'm back from work.; I am back from lunch.
    """,
    "Here I am!; I'm back again!; Me again, I am back.; I have come back again.",
    "Welcome back[name]!",
    "Welcome back[name]! What shall we do?",
)
HOW_ARE_YOU = saying(
    """
    How are you?; How are you doing?; How are you today?; How's it going?; How do you feel?; Are you well?; How have
    you been?; What's up?; How is your day?; Are you ok?; How is it going?; How are things?; How do you feel today?;
    How was your day?; Are you doing well?; How is life?; Is everything all right?; Are you feeling well?; How's life?;
    And how are you?; How goes it?; Is all well with you?; Sup?; Are you fine?; You ok?; And you?; And yourself?
    """,
    "How are you doing today?; How are you feeling?; How are things going?; Is everything well with you?",
    "I am fine, thank you[name]! How are you?",
    "I am doing well, thank you. And you?",
    "Very well, thank you! I am small, but I am in good spirits.",
)
DOING = saying(
    """
    What are you doing?; What are you doing now?; What do you do all day?; What are you up to?; Are you busy?; What are
    you doing right now?; What are you thinking about?; Are you doing anything?; What have you done today?; What did
    you do today?; What are your plans?; What are you doing today?; Do you have time?; Are you free now?; Are you
    there?; Are you still there?; Are you here?; Are you awake?; What were you doing?; Do you have a minute?
    """,
    "What are you up to today?; Are you busy right now?; Are you still awake?; Are you doing anything right now?",
    "I am here and waiting for your next message.",
    "I am chatting with you[name], and I have time.",
)
THANKS = saying(
    """
    Thanks!; Thank you!; Thank you very much!; Thanks a lot.; Many thanks!; Great, thanks!; Thank you, that helps.;
    That was helpful, thank you.; Cheers!; Thx; Thanks for your help.; Thank you so much!; Ok thanks; Thanks, Raven!;
    Thank you, Raven.; Thanks for that.; Thank you for the answer.; That helps a lot, thanks.; Much obliged!; Very kind
    of you, thanks.; Thanks again!; Thank you for helping me.; I thank you.; Thanks very much!; Thank you, you are very
    kind.; ty; Thanks for the story.; Thank you for telling me.; A thousand thanks!
    """,
    """
    Thanks so much!; Great, thank you very much!; Thank you for your help.; Thank you again, Raven!; Thank you for the
    story.; Thanks, that was helpful.
    """,
    "You are welcome[name]!",
    "My pleasure[name]!",
    "You are welcome[name]! Is there anything else?",
)
BYE = saying(
    """
    Bye!; Goodbye!; Bye bye!; See you!; See you later!; I have to go.; I have to go now, bye.; Farewell!; See you
    tomorrow.; I am leaving.; Until next time!; Take care!; Bye, Raven!; See you soon!; I must go.; I need to go.; I am
    going now.; That is all for today.; Talk to you later.; I will come back later.; Until tomorrow!; Goodbye for now.;
    So long!; Cya; I'm off.; I am off to work.; Time to go.; Gotta go.; See you next time!; Let's stop here.; I'll be
    back later.; That's all, bye!
    """,
    """
    Goodbye Raven!; Bye, see you later!; I need to go, see you soon!; Bye for now!; I must go, see you!; Until later!;
    Goodbye, until next time!
    """,
    "Goodbye[name]! It was nice to talk to you.",
    "See you soon[name]!",
    "Goodbye[name]! Come back any time.",
)
NIGHT = saying(
    """
    Good night!; Good night, Raven!; I am going to bed.; I'm going to bed now.; I go to sleep now.; I am off to bed.;
    Night!; Night night!; Sleep well!; Sweet dreams!; I will go to bed.; It is late, good night.; It is time for bed.;
    Good night and sleep well!; I need to sleep.; I am going to sleep.; Have a good night!; I want to sleep now.
    """,
    "Good night and sweet dreams!; I'm off to sleep.; It is late, I am going to bed.; I will go to sleep now.",
    "Good night[name]! Sleep well.",
    "Good night[name]! Sweet dreams.",
)
PRAISE = saying(
    """
    Good!; Great!; Cool!; Nice!; Wow!; That's nice.; Very good!; Awesome!; I like that.; Amazing!; That is right.;
    Perfect!; That was good.; Correct!; Interesting.; That is interesting.; Excellent!; Wonderful!; Nice one!;
    Fantastic!; That was nice.; Super!; That's right!; That is true.; Beautiful!; Good answer!; I liked that.; That was
    great.; Brilliant!; How nice!; Nice answer.; Lovely!; That's interesting!; That is beautiful.; Right.
    """,
    "Very nice!; That is cool.; That's great!; That was very good.; How interesting!; I like that answer.",
    "I am glad[name]! What shall we do next?",
    "Good! What would you like next?",
    "That is nice to hear[name].",
)
COMPLIMENT = saying(
    """
    You are great!; You are good at this.; Well done!; You are smart.; You are clever.; You are nice.; You are funny.;
    You are cute.; You are so kind.; Good job!; I like you.; You are my friend.; You are the best!; You are amazing.;
    You are wonderful.; You are very good.; Clever bird!; Good boy!; I love you.; You did well.; You are a good model.;
    You're awesome!; You're sweet.; I like talking to you.; You are helpful.; You are very helpful.; Good work!; You
    are brilliant.; You're so smart!; Nice work!; I am proud of you.; You are a good bird.
    """,
    """
    You are very clever.; You're so kind!; You did a good job.; I like you, you are funny.; You are a great model.;
    You're the best bird!; You are so funny.
    """,
    "Thank you[name]! That is kind of you.",
    "Thank you[name]! You are kind too.",
)
BLAME = saying(
    """
    That is wrong.; You are wrong.; That's not right.; That is bad.; You are stupid.; This is bad.; You don't know
    much.; That is not correct.; You make mistakes.; I do not like that.; You are not very good.; Wrong!; That makes no
    sense.; You are dumb.; You are useless.; You are an idiot.; You know nothing.; I hate you.; You are silly.; You are
    bad.; That was bad.; That is nonsense.; You made a mistake.; That is not what I asked.; Bad answer.; You are
    terrible.; That's wrong, Raven.; You are not smart.; You suck.; That was not good.; Nonsense!; You are a bad
    model.; I don't like you.; That's stupid.; You did not answer my question.; That does not help.; You are so slow.
    """,
    """
    That's bad!; You are not very smart.; That answer is not right.; You are so stupid.; That was wrong.; You are so
    useless.; That is a mistake.; I do not like you.
    """,
    "I am sorry[name]. I am a very small model and I make mistakes.",
    "Sorry about that[name]. I am small and I know only a little.",
)
APOLOGY = saying(
    """
    Sorry!; I am sorry.; I'm sorry.; Sorry about that.; I apologise.; My mistake.; Forgive me.; I am so sorry.; Excuse
    me.; Pardon me.; Sorry, my mistake.; I did not mean that.; Please forgive me.; It was my fault.; My bad.; Sorry for
    that.; I am sorry about that.; I was rude, sorry.; Sorry, that was a mistake.; I did not want to be rude.; Oops!;
    Oops, sorry.; I made a mistake, sorry.; I take it back.
    """,
    """
    I am so sorry about that.; I'm sorry for that.; I did not mean to be rude.; Sorry, it was my fault.; I apologise
    for that.
    """,
    "No problem[name]!",
    "That is all right[name].",
)
OPENINGS = (HELLO, HELLO, HELLO, HELLO, MORNING, AFTERNOON, EVENING, MEETING, BACK)


@skill(1.0)
def greets(memory: Memory) -> list[Exchange]:
    return [spoken(memory, memory.rng.choice(OPENINGS))]


@skill(0.7)
def says_how_it_is(memory: Memory) -> list[Exchange]:
    return [spoken(memory, HOW_ARE_YOU)]


@skill(0.4)
def says_what_it_does(memory: Memory) -> list[Exchange]:
    return [spoken(memory, DOING)]


@skill(0.7)
def takes_thanks(memory: Memory) -> list[Exchange]:
    return [spoken(memory, THANKS)]


@skill(0.6)
def says_bye(memory: Memory) -> list[Exchange]:
    return [spoken(memory, NIGHT if memory.rng.random() < 0.3 else BYE)]


@skill(0.6)
def takes_praise(memory: Memory) -> list[Exchange]:
    return [spoken(memory, COMPLIMENT if memory.rng.random() < 0.5 else PRAISE)]


@skill(0.7)
def takes_blame(memory: Memory) -> list[Exchange]:
    return [spoken(memory, BLAME)]


@skill(0.35)
def takes_an_apology(memory: Memory) -> list[Exchange]:
    return [spoken(memory, APOLOGY)]
