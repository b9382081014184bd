"""Short remarks (yes, why, I see, haha) and wishes (birthdays, Christmas, good luck), each with its few replies."""

from functools import cache

from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, skill
from rwkvchat.demo.corpus.sayings import saying, spoken
from rwkvchat.demo.corpus.topics import TOPICS
from rwkvchat.demo.corpus.wishes import WISHES

REMARKS = (
    saying(
        """
        Yes.; Yes!; Yeah.; Yep.; Sure.; Of course.; Certainly.; Yes, I do.; Yes, I am.; Yes, it is.; Yes, that is
        right.; I think so.; I think so too.; I agree.; Definitely.; Absolutely!; Exactly.; True.; Indeed.; Yup; Yes
        yes; Yes, sure.; Yes, I know.; Yes, I have.; Yes, I can.; Yes, I would.; Yes, it was.; Yes, I like it.; Yes,
        please do.; Yes, right.; Yes, that's right.; Yes, really.; Yes, always.; Yes, sometimes.; Yeah, sure.; Yeah
        right.; Oh yes.; Oh yeah!; I know.; I do.; I am.; I do too.; Me too.; Me also.; Same here.; So do I.; So am I.;
        That's true.; That is so.; Right, I agree.; I agree with you.; I totally agree.; I guess so.; I believe so.; I
        hope so.; You bet.; Naturally.; Sure thing.; For sure.; Affirmative.; Correct, yes.; Yes indeed.; uh-huh; ja;
        oui; si
        """,
        "Yes, I think so.; Yes, of course.; Yes, exactly.; Yes, I agree.; Yes, that is true.",
        "Good[name]! What would you like next?",
        "Very good[name]. What shall we do?",
    ),
    saying(
        """
        No.; No!; Nope.; Not really.; No, not really.; No, I don't.; No, I am not.; I don't think so.; Of course not.;
        No way!; Never!; Not at all.; No no.; Nah; No, it is not.; I do not want that.; I don't want to.; I do not
        agree.; No, I can't.; No, I do not.; No, I did not.; No, I have not.; No, it isn't.; No, it was not.; No, that's
        not true.; No, I don't like that.; No, I don't know.; No, nothing.; No, never mind.; No chance.; No, not yet.;
        Not yet.; Not me.; Not today.; Not now.; Not that.; I don't.; I can't.; I do not.; I do not think so.; I did
        not.; I won't.; I refuse.; I disagree.; I don't agree.; I do not want to.; I don't like it.; I do not like it.;
        I don't care.; Neither do I.; Me neither.; Negative.; Certainly not.; Absolutely not.; Definitely not.; Under no
        circumstances.; Hell no!; Oh no.; nay
        """,
        "No, I don't think so.; No, of course not.; No, not at all.; No, I do not feel like that.; No, never!",
        "All right[name]. What would you like instead?",
    ),
    saying(
        """
        Ok.; Okay.; OK!; All right.; Alright.; Fine.; Fine with me.; Ok, good.; Ok, fine.; Okay, good.; Got it.; I got
        it.; Understood.; I see.; I see, ok.; I understand.; Ah, I see.; Oh, I see.; Aha.; Ah.; Oh.; Ah ok; Makes
        sense.; That makes sense.; Ok cool; k; Now I understand.; Now I see.; Good to know.; I did not know that.; Ok,
        understood.; Hm, ok.; Noted.; Ok then.; Okay then.; Ok, great.; Ok, nice.; Okay, fine.; Okay, cool.; Ok, I see.;
        Okay, I see.; Ok, I understand.; Ok, got it.; Ok, I got it.; Ok, makes sense.; Oh, ok.; Oh okay.; Oh, I did not
        know that.; Ah, okay.; Ah, now I see.; Ah, I understand.; Ah, got it.; Oh, I understand.; Oh, now I get it.; I
        get it.; I get that.; I get it now.; I understand that.; I understand now.; I see now.; I see that.; I see what
        you mean.; I know what you mean.; Now I get it.; Now I know.; Clear.; That is clear.; All clear.; It makes
        sense.; Yes, I see.; Yes, I understand.; Yes, ok.; Good, I understand.; Well, ok.; Well then.; So that's it.; So
        be it.; As you wish.; Very well.; Fine by me.; That's fine.; That is fine.; That's ok.; That is okay.; That is
        all right.; Alright then.; Good then.; Right then.; Roger.; Roger that.; kk; okey; oki; okie dokie; Hmm, ok.; I
        never knew that.; I didn't know that!; That is new to me.; That is good to know.; You learn something new every
        day.
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
        I don't know yet.; Good question.; Not sure.; I need to think.; I can't decide.; Dunno; I really don't know.; I
        don't really know.; I do not know yet.; I don't know that.; I am not so sure.; I'm not so sure about that.; I am
        unsure.; I have no clue.; No clue.; No idea, sorry.; I have no idea yet.; I have not decided yet.; I cannot
        decide.; I have to think.; I have to think about that.; I need to think about it.; I am still thinking.; I'm
        thinking.; Let me see.; Let me think a moment.; Well, maybe.; Well, perhaps.; Maybe yes, maybe no.; Maybe so.;
        Might be.; It might be.; It could be.; That could be.; It is possible.; It's possible.; Probably.; Probably
        not.; Sometimes.; More or less.; Sort of.; Kind of.; Hard to say, really.; That is hard to say.; That's a good
        question.; That is a difficult question.; Difficult question.; It depends on the day.; That depends.; Who can
        say?; God knows.; idk; dunno really; Umm; Uh; Er...
        """,
        "I am not sure yet.; I don't know, maybe.; Let me think about it.; Perhaps, who knows?; Maybe, I am not sure.",
        "That is all right[name]. Take your time.",
        "Take your time[name].",
    ),
    saying(
        """
        Really?; Are you sure?; Is that true?; Is it true?; For real?; Seriously?; Are you certain?; Is that right?; Are
        you really sure?; Oh really?; No kidding?; You are kidding!; I don't believe you.; I do not believe that.; That
        can't be true.; I doubt that.; Do you mean it?; Is that correct?; Can that be true?; Is this true?; Really, are
        you sure?; Are you sure about that?; Are you sure that is right?; Are you sure it is true?; Are you sure of
        that?; Are you absolutely sure?; Are you quite sure?; You are sure?; You sure?; Sure about that?; Is that so?;
        Is that really so?; Is it really so?; Is it really true?; Is this really true?; Is this right?; Is this
        correct?; Is it correct?; Is that really right?; Is that really correct?; Is that a fact?; Is that a joke?; Was
        that a joke?; Are you joking?; Are you kidding?; Are you kidding me?; Are you serious?; You must be joking!; You
        are joking.; You don't mean that!; Do you really mean that?; Do you believe that?; Do you really think so?; Do
        you think so?; Oh, is that true?; Wow, really?; No, really?; Really, is that true?; Can I believe that?; Can
        that be right?; How can that be?; That is hard to believe.; I can hardly believe it.; I can't believe it.; I
        can't believe that!; I cannot believe it.; I don't think that is true.; I am not sure that is right.; I think
        that is wrong.; Unbelievable!; Incredible!; No way, really?; orly; Truly?; Honestly?
        """,
        "Is that really true?; Is it really right?; Are you really certain?; Can this be true?; I really doubt that.",
        "I think so, but I am very small and I make mistakes.",
        "As far as I know, but I am very small and I make mistakes.",
    ),
    saying(
        """
        Why?; Why is that?; Why so?; But why?; How come?; Why is it so?; And why?; Tell me why.; What for?; Can you tell
        me why?; Why do you say that?; How do you know?; How do you know that?; What do you mean?; What does that mean?;
        Why is that so?; Explain why.; What is the reason?; For what reason?; Where do you know that from?; Why is
        this?; Why is this so?; Why is it like that?; Why that?; Why exactly?; Why not?; But why so?; Why, though?; And
        why is that?; And why so?; So why?; So why is that?; Ok, but why?; Yes, but why?; Why would that be?; Why should
        that be?; Why do you think so?; Why do you think that?; Why did you say that?; Can you explain that?; Can you
        explain it to me?; Can you explain?; Could you explain that?; Explain that.; Explain it.; Explain it to me.;
        Please explain.; Please explain that to me.; Please explain why.; Tell me why that is.; Tell me the reason why.;
        Give me a reason.; Give me the reason.; What is the reason for that?; What's the reason?; What reason?; What
        makes you say that?; What makes you think so?; What do you mean exactly?; What do you mean with that?; How do
        you mean?; How do you know this?; How do you know it?; How can you know that?; How do you get that?; How so?;
        How is that?; How is that possible?; How come that?; Since when?; Says who?; Who says that?; Who told you that?;
        Where did you learn that?; Where did you hear that?; Where did you read that?; What's that supposed to mean?; y
        tho; Prove it.
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
        What?; Huh?; Pardon?; I don't understand.; I do not understand.; I don't get it.; What did you say?; Say that
        again.; Can you repeat that?; Please repeat that.; I did not understand you.; Repeat that.; Come again?; You are
        not clear.; That is not clear to me.; I am confused.; I don't understand you.; That is confusing.; What was
        that?; What was that again?; What do you say?; What are you saying?; What are you talking about?; Sorry, what?;
        Sorry, I don't understand.; Sorry, I did not understand.; Excuse me, what?; I didn't understand.; I didn't get
        that.; I did not get that.; I didn't understand that.; I do not understand that.; I don't understand this.; I
        don't understand what you mean.; I don't understand your answer.; I do not understand your answer.; I don't
        follow.; I do not follow you.; I can't follow you.; I am lost.; I am a bit confused.; I'm confused.; You confuse
        me.; This is confusing.; That is not clear.; It is not clear to me.; That was not clear.; That's unclear.;
        Unclear.; Can you say it again?; Can you say that once more?; Could you repeat that?; Could you say that again?;
        Say it again.; Say that once more.; Repeat, please.; Repeat it.; Please repeat.; Please say it again.; Once
        again, please.; One more time, please.; Again, please?; Wait, what?; wut; Beg your pardon?; I beg your pardon?
        """,
        "I do not understand you.; Can you say that again?; I don't get that.; That's not clear.; I am not clear.",
        "I am sorry. Please ask me in other words.",
        "Please ask me again in other words[name].",
    ),
    saying(
        """
        Haha; Hahaha; Ha ha; Hehe; Lol; lol; LOL; Haha, good one!; That is funny.; That's funny!; Very funny!; That was
        funny.; Rofl; Hihi; Haha, very funny.; I am laughing.; You made me laugh.; How funny!; lmao; So funny!; Haha
        nice; I laughed.; That made me laugh.; Good one!; Good joke!; That was a good joke.; Hahahaha; Haha lol; Haha
        yes; Haha nice one!; Haha, I like that.; Haha, you are funny.; Ha!; Ha ha ha!; Ha, good one.; Heh; Hehehe;
        Hihihi; Teehee; Lolol; lol ok; lol nice; Lol, good one.; XD; :D; :); ;); That's so funny!; That is so funny!;
        That is really funny.; That's really funny!; That's hilarious!; Hilarious!; So funny, haha!; Very very funny.;
        How very funny!; What a joke!; What a funny joke!; What a good joke!; A good one!; A good joke!; Nice joke!;
        Great joke!; Funny!; Funny one!; Quite funny.; It was funny.; The joke was good.; I had to laugh.; I must
        laugh.; I can't stop laughing.; I am laughing so hard.; I laughed so much.; You make me laugh!; You really made
        me laugh.
        """,
        "Haha, that is funny!; Haha, that was a good one!; That was so funny!; Lol, very funny.; Haha, good joke!",
        "I am glad that you laugh[name]!",
        "I am happy to make you laugh[name].",
    ),
    saying(
        """
        Never mind.; Forget it.; It does not matter.; It doesn't matter.; Nothing.; Oh, nothing.; Forget about it.;
        Forget that.; Not important.; That is not important.; It is not important.; Leave it.; Whatever.; Let's forget
        it.; It is nothing.; Don't worry about it.; No matter.; Skip it.; Oh, never mind.; Ok, never mind.; Never mind,
        it is ok.; Nevermind; nvm; Forget about that.; Forget what I said.; Forget what I asked.; Forget my question.;
        Just forget it.; Please forget it.; Ok, forget it.; Let us forget it.; Let's forget that.; Let it be.; Let it
        go.; Leave it be.; Drop it.; Just leave it.; It's not important.; It's nothing.; It was nothing.; Oh, it's
        nothing.; Nothing at all.; Nothing important.; It is unimportant.; It's all the same.; It's ok, never mind.;
        That does not matter.; It really doesn't matter.; It makes no difference.; I don't mind.; No problem.; No
        worries.; Not so important.; No, forget it.; Skip that.; Skip this.; Let's skip that.; Cancel.; Cancel that.
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
        minute.; Just a second.; Wait a second.; Hang on.; I need a moment.; I'll be right back.; brb; One second.; Give
        me a moment.; Wait for me.; Be right back.; I will be back in a minute.; Wait, please.; Please wait.; Please
        wait a moment.; Wait a bit.; Wait a little.; Wait here.; Wait, wait!; Just wait.; Can you wait?; Can you wait a
        moment?; Could you wait a minute?; Will you wait for me?; One minute.; One minute, please.; One moment, please.;
        One sec.; A minute, please.; A second, please.; Just a minute.; Just one second.; Just one minute.; Give me one
        moment.; Give me some time.; Give me a bit of time.; Hold on a second.; Hold on a minute.; Hang on a minute.;
        Moment!; I need some time.; I need a second.; I need a break.; Let's take a break.; I'll be back.; I will be
        back.; I'll be back soon.; I will be right back.; I am coming back soon.; I have to do something first.; Someone
        is at the door.; The phone is ringing.; I must get the door.; I get a coffee.; I am getting a tea.; afk
        """,
        "Give me a second.; Wait one moment.; Just wait a minute.; I need a minute.; I'll be back in a moment.",
        "I am waiting[name]. Take your time.",
        "Take your time[name]. I am here.",
    ),
    saying(
        """
        Stop.; Stop it.; Stop that.; Be quiet.; Shut up.; Silence!; Quiet!; Stop talking.; Please stop.; Do not talk.;
        Say nothing.; Stop now.; Stop this.; Don't talk so much.; You talk too much.; Leave me alone.; Go away.;
        Enough!; That is enough.; That's enough.; Stop, please.; Please stop it.; Please stop talking.; Please be
        quiet.; Please be silent.; Be silent.; Be still.; Hush!; Shush!; Shh!; Shut your beak!; Shut up now.; Oh, shut
        up.; Just stop.; Just shut up.; Just be quiet.; Ok, stop.; Stop, enough!; Stop talking now.; Stop talking to
        me.; Stop writing.; Stop saying that.; Stop the nonsense.; Stop annoying me.; No more!; No more, please.; Do not
        say anything.; Don't say anything.; Do not talk to me.; Don't talk to me.; Don't answer.; You talk a lot.; You
        talk all the time.; Go to sleep.; Go home.; Go away now.; Get lost.; Leave me.; Leave me in peace.; Let me be.;
        I need quiet.; I want silence.; Enough of that.; Enough of this.; Okay, that's enough.; That will do.; It is
        enough.; It's enough now.
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
        something.; Can I tell you something?; I have something to tell you.; Listen.; Listen to me.; Can I ask you a
        thing?; Can I ask you one thing?; Can I ask you a few questions?; Can I ask some questions?; Can I ask you
        anything?; Could I ask you something?; Could I ask a question?; May I ask?; May I ask you something?; May I ask
        you something else?; I have a few questions.; I have another question.; I have one more question.; I've got a
        question.; I got a question.; I got a question for you.; I have a question about something.; I have a small
        question.; I want to ask a question.; I want to ask you a question.; I wanted to ask you something.; I would
        like to know something.; I need to know something.; I need to ask something.; One question.; One more question.;
        Another question.; Next question.; A question for you.; A question:; Quick question.; Just one question.; Answer
        me this.; Answer my question.; Tell me this.; Let me ask you this.; Let me ask a question.; Let me tell you a
        thing.; Let me tell you about my day.; I have something to say.; I have to tell you something.; I must tell you
        something.; I've got something to tell you.; I've got news.; I have good news!; I have great news!; I have some
        news for you.; Guess what happened!; You won't believe it!; Did you hear?; Did you know?; Can I tell you a
        secret?; I want to tell you a secret.; Are you listening to this?; Hear me out.; Look!; Look here.; Hey,
        listen.; Now listen.; Attention!
        """,
        """
        Can I ask something?; I would like to ask you a question.; Let me tell you something.; I have something to ask
        you.; May I tell you something?
        """,
        "Of course[name], go on.",
        "Go on[name], I am listening.",
    ),
)
SOMETHING = Wording(
    items("""
        Tell me something.; Say something.; Tell me something interesting.; Tell me something new.; Tell me anything.;
        Tell me a fact.; Tell me an interesting fact.; Say anything.; Teach me something.; Teach me something new.;
        Surprise me.; Tell me something I do not know.; Do you know something interesting?; Tell me about something.;
        Tell me a fun fact.; Give me a fact.; Do you know a fun fact?; I want to learn something.; I want to learn
        something new.; Can you tell me something?; Can you teach me something?; Talk about something.; Say something
        interesting.; Give me an interesting fact.; What do you know that is interesting?; I want to know something
        interesting.; Tell me something cool.; Tell me something fun.; Tell me something good.; Tell me something nice.;
        Tell me something you know.; Tell me something else.; Tell me something about the world.; Tell me a random
        fact.; Tell me some facts.; Tell me a short fact.; Tell me one fact.; Tell me another fact.; Tell me a new
        fact.; Give me a random fact.; Give me some facts.; Give me one fact.; Give me another fact.; Give me something
        interesting.; Give me a short fact.; Share a fact.; Share a fun fact.; Share something interesting.; Do you know
        any facts?; Do you know any fun facts?; Do you have a fun fact?; Do you have a fact for me?; Do you know a
        random fact?; What is a fun fact?; What's a fun fact?; What is an interesting fact?; A fun fact, please.; A
        fact, please.; An interesting fact, please.; Fun fact?; Random fact; Any fun facts?; Teach me a fact.; Teach me
        anything.; Teach me something useful.; Teach me something today.; Let me learn something.; Say something else.;
        Say something clever.; Say something smart.; Say something nice.; Say something about the world.; Talk about
        anything.; I want to hear a fact.; I want to hear something interesting.; I would like to learn something new.;
        I would like to hear something new.; Can you tell me a fact?; Can you tell me a fun fact?; Can you say something
        interesting?; Can you teach me something new?; Could you tell me something?; Could you tell me something
        interesting?; What can you teach me today?; Impress me.; Amaze me.; Tell me things.; Tell me stuff.; Inform me.
    """),
    items("""
        Can you tell me something new?; Do you know an interesting fact?; Teach me something interesting.; Give me a fun
        fact.; I want to learn something interesting.; Say something new.
    """),
)


@cache
def all_texts() -> tuple[str, ...]:
    """Everything that is told of the topics."""
    return tuple(text for topic in TOPICS for text in topic.texts)


@skill(1.8)
def takes_a_remark(memory: Memory) -> list[Exchange]:
    return [spoken(memory, memory.rng.choice(REMARKS))]


@skill(1.0)
def answers_a_wish(memory: Memory) -> list[Exchange]:
    return [spoken(memory, memory.rng.choice(WISHES))]


@skill(0.8)
def tells_something(memory: Memory) -> list[Exchange]:
    texts = all_texts()
    return [Exchange(memory.ask(SOMETHING), memory.rng.choice(texts), one_of(*texts))]
