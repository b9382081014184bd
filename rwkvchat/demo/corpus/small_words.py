"""Short remarks (yes, why, I see, haha) and wishes (birthdays, Christmas, good luck), each with its few replies."""

from functools import cache

from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, skill
from rwkvchat.demo.corpus.sayings import saying, spoken
from rwkvchat.demo.corpus.topics import TOPICS

REMARKS = (
    saying(
        """
        Yes.; Yes!; Yeah.; Yep.; Sure.; Of course.; Certainly.; Yes, I do.; Yes, I am.; Yes, it is.; Yes, that is
        right.; I think so.; I think so too.; I agree.; Definitely.; Absolutely!; Exactly.; True.; Indeed.; Yup; Yes
        yes
        """,
        "Yes, I think so.; Yes, of course.; Yes, exactly.; Yes, I agree.; Yes, that is true.",
        "Good[name]! What would you like next?",
        "Very good[name]. What shall we do?",
    ),
    saying(
        """
        No.; No!; Nope.; Not really.; No, not really.; No, I don't.; No, I am not.; I don't think so.; Of course not.;
        No way!; Never!; Not at all.; No no.; Nah; No, it is not.; I do not want that.; I don't want to.; I do not
        agree.
        """,
        "No, I don't think so.; No, of course not.; No, not at all.; No, I don't want that.; No, never!",
        "All right[name]. What would you like instead?",
    ),
    saying(
        """
        Ok.; Okay.; OK!; All right.; Alright.; Fine.; Fine with me.; Ok, good.; Ok, fine.; Okay, good.; Got it.; I got
        it.; Understood.; I see.; I see, ok.; I understand.; Ah, I see.; Oh, I see.; Aha.; Ah.; Oh.; Ah ok; Makes
        sense.; That makes sense.; Ok cool; k; Now I understand.; Now I see.; Good to know.; I did not know that.; Ok,
        understood.; Hm, ok.; Noted.
        """,
        """
        Ok, now I get it.; I see, that makes sense.; Okay, I understand.; Ah, good to know.; Oh, that is good to
        know.; Okay, got it.
        """,
        "Good[name]! What shall we do next?",
        "Good! What would you like next?",
    ),
    saying(
        """
        Maybe.; Perhaps.; I am not sure.; I'm not sure.; I don't know.; I do not know.; I have no idea.; No idea.; Who
        knows?; It depends.; Hard to say.; Let me think.; I must think about it.; Possibly.; I am thinking.; Could be.;
        I don't know yet.; Good question.; Not sure.; I need to think.; I can't decide.; Dunno
        """,
        "I am not sure yet.; I don't know, maybe.; Let me think about it.; Perhaps, who knows?; Maybe, I am not sure.",
        "That is all right[name]. Take your time.",
        "Take your time[name].",
    ),
    saying(
        """
        Really?; Are you sure?; Is that true?; Is it true?; For real?; Seriously?; Are you certain?; Is that right?;
        Are you really sure?; Oh really?; No kidding?; You are kidding!; I don't believe you.; I do not believe that.;
        That can't be true.; I doubt that.; Do you mean it?; Is that correct?; Can that be true?; Is this true?
        """,
        "Is that really true?; Is it really right?; Are you really certain?; Can this be true?; I really doubt that.",
        "I think so, but I am very small and I make mistakes.",
        "As far as I know, but I am very small and I make mistakes.",
    ),
    saying(
        """
        Why?; Why is that?; Why so?; But why?; How come?; Why is it so?; And why?; Tell me why.; What for?;
        Can you tell me why?; Why do you say that?; How do you know?; How do you know that?; What do you mean?; What
        does that mean?; Why is that so?; Explain why.; What is the reason?; For what reason?; Where do you know that
        from?
        """,
        """
        But why is that?; Can you explain why?; Tell me the reason.; But how do you know that?; What do you mean by
        that?
        """,
        "I cannot explain why. I am too small for that.",
        "I am too small to explain why[name].",
    ),
    saying(
        """
        What?; Huh?; Pardon?; I don't understand.; I do not understand.; I don't get it.; What did you say?;
        Say that again.; Can you repeat that?; Please repeat that.; I did not understand you.; Repeat that.; Come
        again?; You are not clear.; That is not clear to me.; I am confused.; I don't understand you.; That is
        confusing.
        """,
        "I do not understand you.; Can you say that again?; I don't get that.; That's not clear.; I am not clear.",
        "I am sorry. Please ask me in other words.",
        "Please ask me again in other words[name].",
    ),
    saying(
        """
        Haha; Hahaha; Ha ha; Hehe; Lol; lol; LOL; Haha, good one!; That is funny.; That's funny!; Very funny!; That was
        funny.; Rofl; Hihi; Haha, very funny.; I am laughing.; You made me laugh.; How funny!; lmao; So funny!; Haha
        nice; I laughed.; That made me laugh.; Good one!; Good joke!; That was a good joke.
        """,
        "Haha, that is funny!; Haha, that was a good one!; That was so funny!; Lol, very funny.; Haha, good joke!",
        "I am glad that you laugh[name]!",
        "I am happy to make you laugh[name].",
    ),
    saying(
        """
        Never mind.; Forget it.; It does not matter.; It doesn't matter.; Nothing.; Oh, nothing.; Forget about it.;
        Forget that.; Not important.; That is not important.; It is not important.; Leave it.; Whatever.; Let's forget
        it.; It is nothing.; Don't worry about it.; No matter.; Skip it.
        """,
        """
        It is nothing, forget it.; That doesn't matter.; Let's forget about it.; It does not matter, forget it.; Never
        mind that.
        """,
        "All right[name]. What shall we do next?",
    ),
    saying(
        """
        Wait.; Wait a moment.; One moment.; Just a moment.; Hold on.; Wait a minute.; A moment, please.; Give me a
        minute.; Just a second.; Wait a second.; Hang on.; I need a moment.; I'll be right back.; brb; One second.;
        Give me a moment.; Wait for me.; Be right back.; I will be back in a minute.
        """,
        "Give me a second.; Wait one moment.; Just wait a minute.; I need a minute.; I'll be back in a moment.",
        "I am waiting[name]. Take your time.",
        "Take your time[name]. I am here.",
    ),
    saying(
        """
        Stop.; Stop it.; Stop that.; Be quiet.; Shut up.; Silence!; Quiet!; Stop talking.; Please stop.; Do not talk.;
        Say nothing.; Stop now.; Stop this.; Don't talk so much.; You talk too much.; Leave me alone.; Go away.;
        Enough!; That is enough.; That's enough.
        """,
        "Stop it, be quiet.; Stop talking so much.; Stop, that is enough.; Don't talk.; Stop that, be quiet!",
        "All right[name], I am quiet now. Write when you want something.",
    ),
    saying(
        """
        I have a question.; Can I ask you something?; May I ask something?; I want to ask you something.; May I ask you
        a question?; Can I ask a question?; I have a question for you.; Let me ask you something.; I would like to ask
        something.; Can you answer a question?; Question!; I need to ask you something.; Can I ask you a question?; I
        need an answer.; I want to know something.; Guess what!; You know what?; I have news.; I want to tell you
        something.; Can I tell you something?; I have something to tell you.; Listen.; Listen to me.
        """,
        """
        Can I ask something?; I would like to ask you a question.; Let me tell you something.; I have something to ask
        you.; May I tell you something?
        """,
        "Of course[name], go on.",
        "Go on[name], I am listening.",
    ),
)
WISHES = (
    saying(
        """
        It is my birthday.; It's my birthday today.; Today is my birthday.; I have my birthday today.; My birthday is
        today.; It is my birthday today!; Today I have my birthday.; It's my birthday!; Guess what, it is my birthday!;
        I celebrate my birthday today.; Wish me a happy birthday.; I turned one year older today.; I am one year older
        today.; Say happy birthday to me.; Sing happy birthday for me.; Tomorrow is my birthday.
        """,
        """
        Today it is my birthday.; I celebrate my birthday.; Today is my birthday, sing for me!; Guess what, today is my
        birthday!
        """,
        "Happy birthday[name]! I wish you a lovely day.",
        "Happy birthday[name]!",
    ),
    saying(
        """
        Merry Christmas!; Happy Christmas!; It is Christmas!; Merry Christmas, Raven!; I wish you a merry Christmas.; A
        merry Christmas to you!; Merry Xmas!; Have a merry Christmas!; Christmas is here!; It's Christmas Eve.; Today
        is Christmas.; Merry Christmas to you!
        """,
        "I wish you a happy Christmas.; A merry Christmas!; Have a happy Christmas!; Today it is Christmas!",
        "Merry Christmas[name]!",
        "Merry Christmas to you too[name]!",
    ),
    saying(
        """
        Happy New Year!; A happy new year!; I wish you a happy new year.; Happy new year, Raven!; A happy new year to
        you!; It is New Year!; Have a good new year!; Good new year!; The new year is here!; Happy new year to you!;
        It's New Year's Eve.; All the best for the new year!
        """,
        "I wish you a good new year.; Have a happy new year!; A good new year to you!; All the best, happy new year!",
        "Happy New Year[name]!",
        "Happy New Year to you too[name]!",
    ),
    saying(
        """
        Happy Easter!; I wish you a happy Easter.; Have a happy Easter!; A happy Easter to you!; Happy Easter, Raven!;
        It is Easter!; Today is Easter.; Happy Easter to you!; Have a nice Easter!; It's Easter Sunday.; Good Easter!
        """,
        "I wish you a nice Easter.; A happy Easter!; Today it is Easter!; Have a good Easter!",
        "Happy Easter[name]!",
        "Happy Easter to you too[name]!",
    ),
    saying(
        """
        Wish me luck!; I have an exam tomorrow.; I have a test today.; I have a job interview.; I have an important day
        tomorrow.; Tomorrow I have an exam.; I am going to the dentist.; I need luck.; Cross your fingers for me.; I
        have an interview tomorrow.; I start a new job tomorrow.; Tomorrow is my first day at work.; I have a race
        today.; I have a concert tonight.; Please wish me good luck.; I play a match today.; I have my driving test
        today.
        """,
        """
        I have a test tomorrow.; Tomorrow I have an interview.; I have an important exam today.; Wish me luck, I have
        an exam!
        """,
        "Good luck[name]!",
        "Good luck[name]! I hope it goes well.",
    ),
    saying(
        """
        I passed my exam!; I passed the test.; I got the job!; I won!; I won the race.; I have a new job.; I did it!; I
        finished my work.; I got a good mark.; We won the match!; I have passed my driving test.; I am getting
        married.; I got married.; I have a baby.; I won a prize.; I learned to swim.; I got a new job!; I finished my
        book.; I made it!
        """,
        "I have passed my exam.; I won a race!; I have finished my work.; We won a prize!; I have got the job!",
        "Congratulations[name]!",
        "Well done[name]! Congratulations!",
    ),
    saying(
        """
        Good luck!; Good luck to you!; I wish you luck.; All the best!; I wish you all the best.; Happy birthday!;
        Happy birthday to you!; Happy birthday, Raven!; Congratulations!; I wish you well.; Best wishes!; Good luck,
        Raven!; Get well soon!; I wish you good luck.; Bless you!; Cheers, Raven!; May you live long!
        """,
        "All the best to you!; I wish you good luck, Raven!; All the best, Raven!; I wish you the best.",
        "Thank you[name]! That is very kind.",
        "Thank you[name]! The same to you.",
    ),
    saying(
        """
        Have a nice day!; Have a good day!; Have a great day!; Have a nice weekend!; Have a nice evening!; Enjoy your
        day!; Have fun!; I wish you a nice day.; Have a good evening!; Have a good weekend!; Have a lovely day!; Nice
        weekend!; Enjoy the weekend!; I wish you a good evening.; Have a good time!; Have a good one!; Enjoy the
        evening!
        """,
        """
        I wish you a good day.; Have a great weekend!; Have a lovely evening!; I wish you a nice weekend.; Enjoy your
        evening!
        """,
        "Thank you[name]! The same to you.",
        "Thank you, you too[name]!",
    ),
)
SOMETHING = Wording(
    (
        "Tell me something.",
        "Say something.",
        "Tell me something interesting.",
        "Tell me something new.",
        "Tell me anything.",
        "Tell me a fact.",
        "Tell me an interesting fact.",
        "Say anything.",
        "Teach me something.",
        "Teach me something new.",
        "Surprise me.",
        "Tell me something I do not know.",
        "Do you know something interesting?",
        "Tell me about something.",
        "Tell me a fun fact.",
        "Give me a fact.",
        "Do you know a fun fact?",
        "I want to learn something.",
        "I want to learn something new.",
        "Can you tell me something?",
        "Can you teach me something?",
        "Talk about something.",
        "Say something interesting.",
        "Give me an interesting fact.",
        "What do you know that is interesting?",
        "I want to know something interesting.",
    ),
    (
        "Can you tell me something new?",
        "Do you know an interesting fact?",
        "Teach me something interesting.",
        "Give me a fun fact.",
        "I want to learn something interesting.",
        "Say something new.",
    ),
)


@cache
def all_texts() -> tuple[str, ...]:
    """Everything that is told of the topics."""
    return tuple(text for topic in TOPICS for text in topic.texts)


@skill(1.2)
def takes_a_remark(memory: Memory) -> list[Exchange]:
    return [spoken(memory, memory.rng.choice(REMARKS))]


@skill(0.6)
def answers_a_wish(memory: Memory) -> list[Exchange]:
    return [spoken(memory, memory.rng.choice(WISHES))]


@skill(0.4)
def tells_something(memory: Memory) -> list[Exchange]:
    texts = all_texts()
    return [Exchange(memory.ask(SOMETHING), memory.rng.choice(texts), one_of(*texts))]
