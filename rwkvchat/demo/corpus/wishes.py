"""What people wish others, and what they want to be wished for: birthdays, feasts, luck, success. Data alone."""

from rwkvchat.demo.corpus.sayings import saying

WISHES = (
    saying(
        """
        It is my birthday.; It's my birthday today.; Today is my birthday.; I have my birthday today.; My birthday is
        today.; It is my birthday today!; Today I have my birthday.; It's my birthday!; Guess what, it is my birthday!;
        I celebrate my birthday today.; Wish me a happy birthday.; I turned one year older today.; I am one year older
        today.; Say happy birthday to me.; Sing happy birthday for me.; Tomorrow is my birthday.; I have birthday
        today.; I'm having my birthday today.; It is my birthday today, hurray!; My birthday was yesterday.; My birthday
        is tomorrow.; It's almost my birthday.; Today I turn 30.; I turn 20 today.; Today I am one year older.; It's my
        special day, my birthday.; We celebrate my birthday today.; Congratulate me, it is my birthday.; Say happy
        birthday!; Sing happy birthday!; Will you sing for my birthday?; I am the birthday child.
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
        merry Christmas to you!; Merry Xmas!; Have a merry Christmas!; Christmas is here!; It's Christmas Eve.; Today is
        Christmas.; Merry Christmas to you!; Merry Christmas to you and yours!; Have a merry Christmas, Raven!; Have a
        nice Christmas!; Happy Christmas, Raven!; Happy Christmas to you!; Today is Christmas Eve.; It is Christmas
        Day.; It's Christmas today!; It's Christmas time!; Christmas is coming.; Christmas is near.; Ho ho ho, merry
        Christmas!; Happy holidays!; Happy holidays to you!; Season's greetings!
        """,
        "I wish you a happy Christmas.; A merry Christmas!; Have a happy Christmas!; Today it is Christmas!",
        "Merry Christmas[name]!",
        "Merry Christmas to you too[name]!",
    ),
    saying(
        """
        Happy New Year!; A happy new year!; I wish you a happy new year.; Happy new year, Raven!; A happy new year to
        you!; It is New Year!; Have a good new year!; Good new year!; The new year is here!; Happy new year to you!;
        It's New Year's Eve.; All the best for the new year!; Happy new year to all!; Have a great new year!; Have a
        happy new year, Raven!; I wish you a great new year.; It's New Year's Day.; Today is New Year's Eve.; It is the
        new year!; A very happy new year!; All the best for this year!; All the best in the new year!; Cheers to the new
        year!; Welcome to the new year!; New year, new luck!
        """,
        "I wish you a good new year.; Have a happy new year!; A good new year to you!; All the best, happy new year!",
        "Happy New Year[name]!",
        "Happy New Year to you too[name]!",
    ),
    saying(
        """
        Happy Easter!; I wish you a happy Easter.; Have a happy Easter!; A happy Easter to you!; Happy Easter, Raven!;
        It is Easter!; Today is Easter.; Happy Easter to you!; Have a nice Easter!; It's Easter Sunday.; Good Easter!;
        Happy Easter everyone!; A very happy Easter!; Have a lovely Easter!; I wish you a lovely Easter.; It's Easter
        today!; It's Easter!; Easter is here!; Easter is coming.; It is Easter Monday.; Enjoy Easter!; Nice Easter to
        you!
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
        today.; I need some luck.; I need a bit of luck today.; I have an exam in an hour.; I have an exam today.; I
        have a big exam today.; I have a test in school.; I have a maths test today.; I have a difficult day tomorrow.;
        I have an interview today.; I have an interview for a job.; I have a new job from Monday.; I start my new job
        today.; I am starting school tomorrow.; Tomorrow is my exam.; Tomorrow is a big day.; Today is a big day for
        me.; Today is my exam.; Today is my first day at work.; I am going to an interview.; I am going to the doctor.;
        I must go to the dentist.; I have to go to the dentist.; I have to give a talk.; I give a talk today.; I have a
        game today.; We have a match today.; I play in a match tomorrow.; I run a race tomorrow.; I sing in a concert
        today.; Wish us luck!; Please wish me luck!; Cross your fingers!; Keep your fingers crossed!; I take my driving
        test tomorrow.; I am moving house tomorrow.
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
        finished my work.; I got a good mark.; We won the match!; I have passed my driving test.; I am getting married.;
        I got married.; I have a baby.; I won a prize.; I learned to swim.; I got a new job!; I finished my book.; I
        made it!; I passed!; I passed all my exams.; I passed my test today!; I passed my driving test!; I have passed
        the test!; I have won!; I have won a race.; I won the game!; I won the first prize!; I won the lottery!; We
        won!; We won the game!; Our team won!; My team won today.; I was the fastest!; I came first!; I came in first.;
        I got the best mark.; I got good marks.; I got an A!; I got my driving licence.; I got a prize.; I got a rise.;
        I have got a new job.; I found a job!; I found a new job.; I finished school!; I finished my studies.; I
        finished university.; I finished it!; I am done with my exam!; I have done it!; I finally did it!; We did it!;
        We made it!; I got engaged!; I am engaged.; We are getting married.; We got married today!; I am going to be a
        father.; I am going to be a mother.; I am pregnant!; I became a father.; I became an aunt.; We have a baby!; I
        have a new baby brother.; I bought a house!; I learned to ride a bike.; I can swim now!; I ran a marathon!; I
        baked a cake today and it was good.
        """,
        "I have passed my exam.; I won a race!; I have finished my work.; We won a prize!; I have got the job!",
        "Congratulations[name]!",
        "Well done[name]! Congratulations!",
    ),
    saying(
        """
        Good luck!; Good luck to you!; I wish you luck.; All the best!; I wish you all the best.; Happy birthday!; Happy
        birthday to you!; Happy birthday, Raven!; Congratulations!; I wish you well.; Best wishes!; Good luck, Raven!;
        Get well soon!; I wish you good luck.; Bless you!; Cheers, Raven!; May you live long!; I wish you a lot of
        luck.; I wish you lots of luck.; I wish you luck, Raven.; I wish you success.; I wish you health.; I wish you
        everything good.; Lots of luck!; Much luck!; The best of luck!; Best of luck, Raven!; Best of luck to you!; All
        the best to you, Raven!; All the best, my friend!; My best wishes!; With best wishes!; Happy birthday to you,
        Raven!; A happy birthday to you!; Happy birthday, dear Raven!; Congratulations, Raven!; Congrats!; God bless
        you!; Bless you, Raven!; Get well soon, Raven!; I hope you are well.; I hope you have a good day.; Long live the
        raven!; Cheers to you!; Health!; To your health!; Bon appetit!; Enjoy your meal!
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
        evening!; Have a wonderful day!; Have a fine day!; Have a happy day!; Have a pleasant day!; Have a very nice
        day!; Have a nice day, Raven!; Have a good day too!; Have a nice day too.; Have a nice afternoon!; Have a nice
        time!; Have a nice Sunday!; Have a nice one!; Have a good morning!; Have a good afternoon!; Have a good week!;
        Have a nice week!; Have a great time!; Have a great evening!; Have a wonderful evening!; Have a wonderful
        weekend!; Have a lot of fun!; Have fun, Raven!; Good weekend!; Good day to you!; Enjoy!; Enjoy your weekend!;
        Enjoy your time!; Enjoy the day!; Enjoy your Sunday!; I wish you a lovely day.; I wish you a great day!; I wish
        you a nice evening.; I wish you fun.; You have a nice day!; You have a good day too!
        """,
        """
        I wish you a good day.; Have a great weekend!; Have a lovely evening!; I wish you a nice weekend.; Enjoy your
        evening!
        """,
        "Thank you[name]! The same to you.",
        "Thank you, you too[name]!",
    ),
)
