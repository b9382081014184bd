"""Greetings, thanks, farewells, praise and blame; it knows no facts about the world or the model."""

from rwkvchat.demo.corpus.registry import Exchange, Memory, skill
from rwkvchat.demo.corpus.sayings import saying, spoken

HELLO = saying(
    """
    Hello!; Hi!; Hey!; Hello there!; Hi there!; Hey there!; Hello, Raven!; Hi Raven.; Hello Raven Nano!; Hiya!;
    Greetings!; Howdy!; Hello again!; Yo!; Good day!; Hallo!; Hello, hello!; Hi Alice!; Hello Alice.; Hey you!; Heya!;
    Hello, anybody there?; Hi friend!; Hello my friend!; Hello Raven.; Hi, how do you do?; hello; hi; hey; Hello, how
    are you today?; Hi, nice to meet you!; Hello, is anyone there?; Hi, are you there?; Hello world!; Hiya Raven!; Hey
    hey!; Hi hi; Oh, hello!; Well, hello there!; Hello to you!; Hi again!; Hey, it's me!; Hello, it is me.; Hello, old
    friend!; A big hello!; Hello, can you hear me?; Hello bot!; Hi bot; Hey bird!; Hello, little bird!; Hi, little
    raven!; Hello computer!; Hi everyone!; Hello Nano!; Hi Nano!; Ahoy!; Aloha!; G'day!; Hola!; Salut!; hullo; hellooo;
    hiii; heyyy; yo yo; 'ello!
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
    It is morning!; Good morning again!; Good morning, my friend!; A good morning to you!; Good morning there!; Good
    morning, good morning!; Good morning, Nano!; Gm; A lovely morning to you!; Hello and good morning!; Hi, good
    morning!; Good morning, is anyone there?; Good morning, little bird!; Good morning, sunshine!; Good morning
    everyone!; I just woke up.; I am up early.; Good morning, did you sleep well?
    """,
    "Good morning, Alice!; A very good morning to you!; Morning, my friend!; Good morning, you!",
    "Good morning[name]! How can I help you?",
    "Good morning[name]! What shall we do today?",
)
AFTERNOON = saying(
    """
    Good afternoon!; Good afternoon, Raven!; Afternoon!; A very good afternoon!; Good afternoon to you!; Good afternoon,
    how are you?; Hello, good afternoon!; Good afternoon Raven Nano.; Afternoon, Raven!; Afternoon, Alice!; Good
    afternoon again!; Good afternoon, my friend!; A good afternoon to you!; Good afternoon there!; Good afternoon,
    Nano!; Hi, good afternoon!; Hello and good afternoon!; A lovely afternoon to you!; Good afternoon, little bird!;
    Good afternoon everyone!; Good afternoon, is anyone there?; It is afternoon!
    """,
    "Good afternoon, Alice!; A very good afternoon to you!; Afternoon, my friend!; Good afternoon, you!",
    "Good afternoon[name]! How can I help you?",
    "Good afternoon[name]! What shall we talk about?",
)
EVENING = saying(
    """
    Good evening!; Good evening, Raven!; Evening!; A very good evening!; Good evening to you!; Good evening, how are
    you?; Hello, good evening!; Good evening Raven Nano.; Evening, Raven!; Evening, Alice!; Good evening again!; Good
    evening, my friend!; A good evening to you!; Good evening there!; Good evening, Nano!; Hi, good evening!; Hello and
    good evening!; A lovely evening to you!; Good evening, little bird!; Good evening everyone!; Good evening, is anyone
    there?; It is evening!
    """,
    "Good evening, Alice!; A very good evening to you!; Evening, my friend!; Good evening, you!",
    "Good evening[name]! How can I help you?",
    "Good evening[name]! What shall we talk about?",
)
MEETING = saying(
    """
    Nice to meet you!; Pleased to meet you.; It is nice to meet you.; Nice meeting you.; Glad to meet you!; Good to meet
    you!; It's good to meet you.; Happy to meet you!; It is a pleasure to meet you.; Nice to see you!; Good to see you!;
    I am glad to meet you.; I am happy to meet you.; I am pleased to meet you.; It's nice to meet you, Raven.; Nice to
    meet you, Raven!; Hello, nice to meet you!; Lovely to meet you!; Great to meet you!; Glad to see you!; I am glad to
    see you.; I'm happy to meet you.; Nice meeting you, Raven.; Good to see you again!; Nice to see you again!; How nice
    to meet you!; It was nice to meet you.; So nice to meet you!; I'm pleased to meet you.; Nice to have you here!; Long
    time no see!; I have missed you.; I missed you!
    """,
    "It is good to see you!; I am glad to meet you, Raven.; A pleasure to meet you!; It's a pleasure to see you.",
    "Nice to meet you too[name]!",
    "It is nice to meet you too[name]!",
)
BACK = saying(
    """
    I am back.; I'm back!; I am back again.; Here I am again.; I am here again.; Back again!; I have come back.; It's me
    again.; Me again!; I am home again.; I came back.; I'm here again!; I'm back from work.; I am back from lunch.; I am
    back now.; OK, I'm back.; Hi, I'm back!; Hello, I am back!; I am here!; I'm here.; I am online again.; I returned.;
    I have returned.; I am home.; I'm home!; I am back home.; It is me again.; Guess who is back!; So, I am back.; I
    just came back.; I was away, now I am back.
    """,
    "Here I am!; I'm back again!; Me again, I am back.; I have come back again.",
    "Welcome back[name]!",
    "Welcome back[name]! What shall we do?",
)
HOW_ARE_YOU = saying(
    """
    How are you?; How are you doing?; How are you today?; How's it going?; How do you feel?; Are you well?; How have you
    been?; What's up?; How is your day?; Are you ok?; How is it going?; How are things?; How do you feel today?; How was
    your day?; Are you doing well?; How is life?; Is everything all right?; Are you feeling well?; How's life?; And how
    are you?; How goes it?; Is all well with you?; Sup?; Are you fine?; You ok?; And you?; And yourself?; How are you,
    Raven?; Hi, how are you?; Hello, how are you?; Hey, how are you doing?; How are you, my friend?; So how are you?;
    How do you do?; How are you this morning?; How are you tonight?; How have you been lately?; Are you good?; Are you
    all right?; You alright?; How's everything?; How is everything?; How is your day going?; How's your day?; Did you
    have a good day?; How was your night?; Did you sleep well?; Are you okay today?; What's new?; What is new?; What's
    going on?; What's happening?; Is everything fine?; How are you feeling right now?; How r u?; wassup; hru; And how do
    you feel?; Tell me how you are.; Everything ok?; Having a good day?
    """,
    "How are you doing today?; How are you feeling?; How are things going?; Is everything well with you?",
    "I am fine, thank you[name]! How are you?",
    "I am doing well, thank you. And you?",
    "Very well, thank you! I am small, but I am in good spirits.",
)
DOING = saying(
    """
    What are you doing?; What are you doing now?; What do you do all day?; What are you up to?; Are you busy?; What are
    you doing right now?; What are you thinking about?; Are you doing anything?; What have you done today?; What did you
    do today?; What are your plans?; What are you doing today?; Do you have time?; Are you free now?; Are you there?;
    Are you still there?; Are you here?; Are you awake?; What were you doing?; Do you have a minute?; What are you up to
    right now?; What do you do when I am away?; What do you do at night?; What did you do yesterday?; What will you do
    tomorrow?; What do you do for fun?; What have you been doing?; What have you been up to?; Are you working?; Are you
    working right now?; Are you waiting for me?; Are you listening?; Are you with me?; Are you ready?; Are you ready to
    talk?; Do you have time for me?; Do you have time to chat?; Got a minute?; Got time?; Can you talk now?; Are you
    awake now?; Still there?; You there?; Anyone there?; Is anybody there?; What's on your mind?; What is on your mind?;
    Are you online now?; Am I disturbing you?; How do you spend your day?; What is your plan for today?; Do you have
    plans for tonight?; wyd
    """,
    "What are you up to today?; Are you busy right now?; Are you still awake?; Are you doing anything right now?",
    "I am here and waiting for your next message.",
    "I am chatting with you[name], and I have time.",
)
THANKS = saying(
    """
    Thanks!; Thank you!; Thank you very much!; Thanks a lot.; Many thanks!; Great, thanks!; Thank you, that helps.; That
    was helpful, thank you.; Cheers!; Thx; Thanks for your help.; Thank you so much!; Ok thanks; Thanks, Raven!; Thank
    you, Raven.; Thanks for that.; Thank you for the answer.; That helps a lot, thanks.; Much obliged!; Very kind of
    you, thanks.; Thanks again!; Thank you for helping me.; I thank you.; Thanks very much!; Thank you, you are very
    kind.; ty; Thanks for the story.; Thank you for telling me.; A thousand thanks!; Thanks for the joke.; Thanks for
    the help.; Thank you for the poem.; Thank you for the recipe.; Thanks, that was nice.; Thanks, that is all.; Thanks,
    that is enough.; Thank you, that was great.; Ok, thank you.; Okay, thanks a lot.; Oh, thank you!; Perfect, thank
    you!; Cool, thanks!; Wow, thanks!; Thanks a million!; Thanks a bunch!; Thank you kindly.; I am grateful.; I really
    appreciate it.; I appreciate that.; I appreciate your help.; That was very kind of you.; That is very kind of you.;
    How kind of you!; Thanks for listening.; Thank you for listening to me.; Thanks for your time.; Thanks for talking
    to me.; Thank you for chatting with me.; Thanks for everything.; Thank you for everything!; Thank you, my friend.;
    Thanks buddy!; Thanks mate.; Thank you, little bird.; tysm; thanx; Thank you, that is what I needed.; Thanks, I
    needed that.
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
    back later.; That's all, bye!; Goodbye, my friend!; Bye bye, Raven!; Bye, Nano!; Goodbye and thanks!; Ok, bye!;
    Okay, goodbye!; Well, goodbye!; Bye, have a nice day!; Goodbye, have a good day!; See ya!; See you around!; See you
    on Monday!; See you next week!; Catch you later!; Later!; Talk to you soon!; Talk to you tomorrow.; I will talk to
    you later.; I'll see you later.; I will see you tomorrow.; I have to leave now.; I have to leave.; I must leave
    now.; I need to leave.; I am leaving now.; I'm leaving, bye!; I will go now.; I'll go now.; I should go now.; I
    should be going.; I am going home.; I am going out now.; I am off now.; I am done for today.; I am done, bye.; That
    was all, goodbye.; That will be all.; We are done.; Let's end here.; Let us stop for today.; Let's call it a day.;
    It is time to go.; Time to say goodbye.; I have to work now.; I have to go to work.; I have to go to school.; I have
    to go home.; I have to eat now.; Duty calls.; Ciao!; Adios!; Cheerio!; Ta-ta!; bb; ttyl; Take care, bye!; Take care
    of yourself!; All the best, bye!; Until we meet again!; We will talk again.; It was nice talking to you.; It was
    nice to talk to you.; It was fun, bye!; Nice chatting with you.; exit; quit
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
    Good night and sleep well!; I need to sleep.; I am going to sleep.; Have a good night!; I want to sleep now.; Good
    night, Nano!; Good night, my friend!; Good night, little bird!; Ok, good night!; Good night, see you tomorrow!;
    Thanks, good night!; Nighty night!; gn; I am going to bed now.; I will sleep now.; I'll go to bed now.; I must go to
    bed.; I have to go to bed.; I have to sleep.; I need to go to bed.; I should go to bed.; I should sleep now.; Time
    to sleep.; It's time for bed.; It is bedtime.; It's late, I should sleep.; It is late, I must sleep.; I am in bed.;
    I'm already in bed.; I wish you a good night.; Sleep tight!; Dream well!; Rest well!; Off to bed!
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
    great.; Brilliant!; How nice!; Nice answer.; Lovely!; That's interesting!; That is beautiful.; Right.; That's good.;
    That's cool!; That is great!; That is very nice.; That is very good.; That is wonderful!; That is amazing!; That's
    amazing!; That's awesome!; That's lovely.; That's perfect!; That is perfect.; That was perfect!; That was fun.; That
    was lovely.; That was interesting.; That is fun!; That is so nice!; So nice!; So cool!; So good!; Very interesting.;
    Very cool!; Really nice!; Really good!; I love it!; I love that!; I like it.; I like it a lot.; I like this.; I like
    your answer.; I like your story.; I liked the story.; I liked your joke.; What a nice story!; What a good answer!;
    What a lovely poem!; What a great idea!; Great idea!; Good idea!; Nice story!; Nice poem!; Great story!; Great
    answer!; Good point!; You are right.; You're right!; Yes, that's correct.; Impressive!; Magnificent!; Splendid!;
    Superb!; Marvellous!; Neat!; Sweet!; Yay!; Hurray!; Bravo!; Well said!; Not bad!; Not bad at all.; 10 out of 10!;
    Nailed it!; Exactly right!; It is beautiful.; It was beautiful.; That is exactly right.; It works!; That worked.
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
    You're awesome!; You're sweet.; I like talking to you.; You are helpful.; You are very helpful.; Good work!; You are
    brilliant.; You're so smart!; Nice work!; I am proud of you.; You are a good bird.; You are so nice.; You are so
    smart!; You are so cute.; You are so good!; You are so helpful!; You are very nice.; You are very smart.; You are
    very kind.; You are very funny.; You are very cute.; You are really good.; You are really smart.; You are really
    funny!; You are lovely.; You are fantastic!; You are perfect.; You are cool.; You are fun.; You are a good friend.;
    You are a nice bird.; You are a genius!; You are a star!; You are my best friend.; You are my favourite model.;
    You're great!; You're good!; You're nice.; You're cute.; You're funny!; You're cool!; You're amazing!; You're the
    best!; You're wonderful.; You're a good bot.; You're a clever bird.; Good bot!; Good raven!; Good girl!; Smart
    bird!; What a clever bird!; What a smart model!; How clever you are!; How smart of you!; You are better than I
    thought.; You know a lot!; You know so much!; You do that well.; You did great!; You did that very well.; You answer
    well.; You write well.; You tell good stories.; You tell good jokes.; You are good company.; You make me happy.; You
    made my day!; You made me smile.; I like you a lot.; I like you very much.; I really like you.; I love you, Raven.;
    I love talking to you.; I enjoy talking to you.; I think you are great.; I think you are clever.; I am impressed.; I
    am a fan of you.
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
    terrible.; That's wrong, Raven.; You are not smart.; You suck.; That was not good.; Nonsense!; You are a bad model.;
    I don't like you.; That's stupid.; You did not answer my question.; That does not help.; You are so slow.; You are
    not right.; That is not true.; That's not true!; That's not it.; No, that is wrong.; No, that's wrong!; No, wrong.;
    No, that is not right.; No, that's not what I meant.; That is not what I meant.; That is not what I wanted.; That's
    not what I said.; I did not say that.; I did not ask that.; I did not ask for that.; I said something else.; I asked
    something else.; You got it wrong.; You got that wrong.; You are mistaken.; You're wrong!; You're mistaken.; You're
    stupid.; You're dumb.; You're useless!; You're bad at this.; You're terrible!; You're not helpful.; You're not very
    clever.; You are not helpful.; You are not clever.; You are so bad.; You are so dumb.; You are so boring.; You are
    boring.; You are annoying.; You are crazy.; You are broken.; You are weird.; You are strange.; You are too slow.;
    You are slow.; You are a bad bird.; You are a stupid bird.; You are the worst.; You are no good.; You are not good
    at this.; You are worse than ChatGPT.; You can do nothing.; You can't do anything.; You cannot even count.; You
    don't know anything.; You do not know anything.; You don't understand me.; You do not understand anything.; You
    never understand me.; You forgot what I said.; You forgot my name!; You lied to me.; You are lying.; You make no
    sense.; You are making things up.; You made that up.; That's a lie!; That is a bad answer.; That is a stupid
    answer.; That was a bad joke.; That was a bad story.; That joke was bad.; That's terrible.; That is terrible.; That
    is silly.; That is rubbish.; That is not funny.; That was not funny.; That's not helpful.; That is not helpful.;
    That did not help.; That was useless.; This is useless.; This is terrible.; This is stupid.; This does not work.; It
    does not work.; What a bad answer!; What a stupid answer!; What nonsense!; Rubbish!; Boo!; Bad bot!; Bad bird!; I am
    disappointed.; I am disappointed in you.; I expected more.; I do not like your answer.; I don't like your story.; I
    hate this.; Not correct.; Not true!; Incorrect.; False!; Try again, that is wrong.; Learn to count!; Are you
    stupid?; Are you dumb?
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
    Oops, sorry.; I made a mistake, sorry.; I take it back.; I'm so sorry.; I'm very sorry.; I am very sorry.; I am
    really sorry.; Oh, sorry!; Oh sorry, my mistake.; So sorry!; Sorry, I was wrong.; I was wrong.; I was wrong, sorry.;
    I am sorry, I was wrong.; I am sorry I was rude.; I am sorry for being rude.; I'm sorry I said that.; Sorry for what
    I said.; I should not have said that.; I did not mean it.; I didn't mean that.; I didn't mean it like that.; Excuse
    me, please.; Excuse me for that.; Please excuse me.; Can you forgive me?; Do you forgive me?; Are you angry with
    me?; Are we still friends?; My apologies.; Apologies!; I must apologise.; It was my mistake.; It's my fault.; That
    was my fault.; That was my mistake.; That was rude of me.; Pardon, I made a mistake.; Sorry, I made a typo.; Sorry,
    a typo.; Sorry for the typo.; Whoops!; Ups; sry; I regret that.
    """,
    """
    I am so sorry about that.; I'm sorry for that.; I did not mean to be rude.; Sorry, it was my fault.; I apologise
    for that.
    """,
    "No problem[name]!",
    "That is all right[name].",
)
OPENINGS = (HELLO, HELLO, HELLO, HELLO, MORNING, AFTERNOON, EVENING, MEETING, BACK)


@skill(1.5)
def greets(memory: Memory) -> list[Exchange]:
    return [spoken(memory, memory.rng.choice(OPENINGS))]


@skill(1.0)
def says_how_it_is(memory: Memory) -> list[Exchange]:
    return [spoken(memory, HOW_ARE_YOU)]


@skill(0.7)
def says_what_it_does(memory: Memory) -> list[Exchange]:
    return [spoken(memory, DOING)]


@skill(0.9)
def takes_thanks(memory: Memory) -> list[Exchange]:
    return [spoken(memory, THANKS)]


@skill(0.9)
def says_bye(memory: Memory) -> list[Exchange]:
    return [spoken(memory, NIGHT if memory.rng.random() < 0.3 else BYE)]


@skill(1.0)
def takes_praise(memory: Memory) -> list[Exchange]:
    return [spoken(memory, COMPLIMENT if memory.rng.random() < 0.5 else PRAISE)]


@skill(1.0)
def takes_blame(memory: Memory) -> list[Exchange]:
    return [spoken(memory, BLAME)]


@skill(0.5)
def takes_an_apology(memory: Memory) -> list[Exchange]:
    return [spoken(memory, APOLOGY)]
