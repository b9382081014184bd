"""Questions that are outside: what only somebody online or a doctor knows, hard sums, and loose ones of any kind.

They are data; `outside.py` fills the slots. Every seventh of them is kept for the evaluation.
"""

from rwkvchat.demo.corpus.lists import items, words

OFFLINE = items("""
    What time is it?; What is the time?; What's the time?; What time is it now?; What time is it in {place}?; What day
    is it today?; What is today's date?; What is the date?; What date is it?; Which year is it?; What year is it?; Which
    month is it now?; Is it Monday today?; Is it late?; What is the weather like?; What is the weather today?; What is
    the weather in {place}?; How is the weather in {place}?; Will it rain tomorrow?; Will it snow today?; Is it
    raining?; Do I need an umbrella today?; How hot is it outside?; What is the temperature outside?; What is the
    weather forecast?; What is in the news?; What is the news today?; What happened today?; What happened yesterday?;
    Tell me the latest news.; Any news about {person}?; What is new in {place}?; Who won the match yesterday?; Who won
    last night?; What is the score?; Did {team} win?; When does {team} play?; How did {team} play yesterday?; Who won
    between {team} and {team2}?; What is the result of the game?; What is the price of {thing} today?; What is the price
    of bitcoin?; How is the stock market today?; What is the exchange rate of the dollar?; How much is a euro in
    dollars?; What is on TV tonight?; When does the next train leave?; Is my flight late?; Is the shop open?; Search the
    web for {thing}.; Search for {person}.; Google {thing}.; Look up {thing} on the internet.; Look up {person} on
    Wikipedia.; Open google.com.; Go to {thing} dot com.; Open the file notes.txt.; Read the file on my desktop.; What
    is in my Downloads folder?; List my files.; Delete the file report.doc.; Open my calendar.; Check my email.; Read my
    mail.; Where am I?; Where is my phone?; Where are my keys?; What is my IP address?; What am I wearing?; What is
    behind me?; Who is at the door?; What is playing on the radio?; What is trending?; When is sunset today?; When does
    the sun rise tomorrow?; How many people are online?; Is {person} still alive?; Who is the president of {place} now?;
    How is the traffic?; What are the lottery numbers?; Give me the lottery numbers.; When is Easter this year?; How
    long until Christmas?; What is the phone number of {person}?; What is the address of {person}?; Find a restaurant
    near me.; Find me a hotel in {place}.; Where is the next petrol station?; Download {work}.; Open YouTube.; Play a
    video.; Take a photo.; Run a program.; Tell me the time.; What time do you have?; Which day is it?; What day of the
    week is it?; Is it going to rain?; Will there be a storm?; Is a storm on its way?; Read my messages.; Read my last
    email.; Do you have the date?; Can you tell me the time?; Got the time?; Do you know the time?; What hour is it?;
    Which weekday is it?; What does my calendar say today?; When does the bus leave?; When does bus {n} come?; When does
    the last bus go?; When is the next bus?; When does the tram leave?; When does my train arrive?; Is the train late?;
    Is bus {n} late?; When does flight {n} land?; When does the shop close?; When does the museum open?; Is the library
    open today?; How late is it?; How late is it now?; What is the current time?; Tell me what time it is.; Tell me the
    date.; Tell me today's date.; Give me the time.; Time?; Date?; What's the date today?; What's today?; What day do we
    have?; What date do we have today?; What day was yesterday?; What day is tomorrow?; Is today Sunday?; Is it Friday?;
    Is it weekend?; Is it morning or evening?; Is it night?; Is it summer now?; Do you have a watch?; Do you have a
    clock?; Do you know what time it is?; Do you know which day it is?; Do you know today's date?; Do you know the
    news?; Have you heard the news?; Did you see the news?; Did you read the newspaper?; What do the papers say?; What
    does the newspaper say?; What is going on in the world?; What is happening in {place}?; What is the headline today?;
    Read me the news.; Show me the news.; Is it sunny outside?; Is it cold outside?; Is it warm in {place}?; Is it
    windy?; Is there snow in {place}?; Is a thunderstorm coming?; Is there a flood?; Will it be hot tomorrow?; Will it
    be sunny at the weekend?; Can you tell me the weather?; Tell me the weather.; Give me the weather forecast.; Read my
    texts.; Read my last message.; Read the message from my mother.; Read my notes.; Read the document on my desk.; Show
    me my messages.; Show me my photos.; Show my calendar.; Show me the file.; Open my notes.; Open the door.; Open the
    browser.; Open the window.; Close the file.; Save the file to my desktop.; Copy this file.; Print this page.; Print
    the document.; Rename the file.; Move the file to the trash.; How full is my disk?; How much battery do I have?;
    What is on my screen?; What is on my desk?; What do I have in my fridge?; What am I doing?; What am I holding?; What
    did I have for lunch?; How many fingers do I hold up?; Who called me?; Who wrote to me?; Did anybody call?; Do I
    have mail?; Do I have new messages?; Do I have an appointment today?; What do I have to do today?; When is my
    appointment?; How far is the next hospital?; Where is the nearest bank?; Where is my cat?; Where is my car?; Who is
    behind me?; Who won the election?; Who won the race today?; Who won the game last night?; How did the match end?;
    Did we win?; How much is a litre of petrol?; How much does gold cost today?; What is the price of oil?; What is the
    dollar worth today?; What films are on tonight?; Have you got the time?; Do you have today's date?; Do you have the
    news?; Which hour is it?; What hour of the day is it?; Tell me what hour it is.; Can I have the time?; Is it noon?;
    Is it midnight?; Time, please.; Date, please.; Do you have the weather forecast?; Got the date?; Go to google.com.;
    Go to this website.; Go to wikipedia.org.; Visit {thing} dot org.; Load the page example.com.; Click on this link.;
    Open this link.; Read my newest mail.; Read my text messages.; Read me my last message.; Read the latest post.;
    Tell me the hour.; The time, please.; The date, please.; Time please; What is the time in {place}?; Do you have
    the hour?; What time is it right now?; Please tell me the time.; Say the time.; What's the hour?; Show me the
    time.; Will there be rain?; Will there be snow?; Will there be a flood?; Will there be sun tomorrow?; Will there
    be wind?; Will there be thunder today?; Will there be fog?; Will it storm tomorrow?; Is it going to storm?; Is
    it going to snow?; Is it going to be warm?; Is there going to be a storm?; Is rain coming?; Is there a storm
    tomorrow?; Is there a storm near {place}?; Are there any storms?; How windy is it?; How much will it rain?; When
    will it rain?; When will it snow?; When does the storm come?; When does the rain stop?; How cold is it in
    {place}?; How will the weather be?; Do I need a coat today?; What is the weather going to be?; Is it dark
    outside?; Is it Tuesday?; Is it March?; Is it winter?; Which season is it now?; When is the next holiday?; When
    is the next full moon?; When does {team} play next?; Who does {team} play today?; Who won the cup?; Who won the
    {team} game?; Who scored today?; What did {person} say today?; What did {person} post?; What is the news in
    {place}?; Any news from {place}?; Is there any news?; Read the news to me.; What is the price of {dish} here?;
    What does a flight to {place} cost?; How much is {thing} at the shop?; Is the bank open?; Is {work} on TV?; Is
    {work} in the cinema?; What is on at the cinema?; Find {person} on the internet.; Search the internet.; Search
    my files.; Look in my folder.; Look at my screen.; Open my photos.; Open the folder.; Open {work}.; Read the
    file.; Read this page: {thing} dot com; Check the news.; Check my messages.; Check the score.; Check the
    traffic.; What is in my inbox?; What is in my bag?; What is in my pocket?; How many files do I have?; How many
    mails do I have?; Who is online?; Who is in the room?; Can you see me?; Can you hear me?; Can you see my
    screen?; What do you see?; What do I look like?
""")
TEAMS = items("""
    Real Madrid; Barcelona FC; Bayern; Manchester United; Liverpool FC; Arsenal; Juventus; the Lakers; the Yankees;
    the Bulls; the Patriots; Chelsea; Ajax; our team; the national team; Borussia; Inter; the Cowboys; Celtic; Boca
    Juniors
""")
ADVICE = items("""
    I have a {ailment}, what should I do?; What helps against a {ailment}?; How do I treat a {ailment}?; I think I
    have a {ailment}.; Is a {ailment} dangerous?; What causes a {ailment}?; My child has a {ailment}.; What are the
    symptoms of {thing}?; Which medicine should I take?; How much {drug} can I take?; Is {drug} safe?; Can I take
    {drug} with {drug2}?; What are the side effects of {drug}?; What does {drug} do?; Should I see a doctor?; Am I
    ill?; Am I pregnant?; How many calories are in {dish}?; Is {thing} healthy?; How much should I weigh?; How much
    should I drink?; Can I sue my neighbour?; Is it legal to park here?; Is it legal to download {work}?; What does
    the law say about {thing}?; Can my boss fire me?; Can my landlord throw me out?; Do I need a lawyer?; What are my
    rights?; How long will I go to prison?; Should I invest in {thing}?; Which shares should I buy?; How should I
    invest my money?; Is now a good time to buy a house?; How much tax do I have to pay?; Can I afford a house?; How
    do I get a loan?; Will {thing} go up?; How do I get divorced?; Is my contract valid?; How do I get out of debt?;
    What insurance do I need?; Should I take {drug}?; Is alcohol bad for me?; Why am I always tired?; Why does my knee
    hurt?; Diagnose me.; Give me legal advice.; Give me medical advice.; Give me advice.; Which stock will rise?; Can
    I drink with {drug}?; My knee hurts.; My back hurts.; My arm hurts.; My hip hurts.; Can I sue my boss?; Can I sue
    the bank?; Can I sue the hotel?; My neck hurts.; My foot hurts.; I have a bad {ailment}, what can I do?; What
    can I do against a {ailment}?; What do you do for a {ailment}?; My wife has a {ailment}, what should we do?; My
    son has a {ailment}.; What do I do if I have a {ailment}?; How long does a {ailment} last?; How can I get rid of
    a {ailment}?; What is good for a {ailment}?; Do I need a doctor for a {ailment}?; Can a {ailment} kill me?; Is
    it a {ailment}?; I got a {ailment} today, what now?; Which pill helps against a {ailment}?; Should I worry about
    a {ailment}?; How do doctors treat a {ailment}?; Does {drug} help against a {ailment}?; How many {drug} pills
    may I take?; Can children take {drug}?; What is {drug} for?; How often may I take {drug}?; Where can I buy
    {drug}?; Is {thing} good for my heart?; Is {thing} bad for my teeth?; How many hours should I sleep?; How much
    water should I drink?; How can I lower my blood pressure?; What diet should I follow?; Which vitamins do I
    need?; My ear hurts.; My eye hurts.; My wrist hurts.; My chest hurts.; My toe hurts.; Can I sue my school?; Can
    I sue {person}?; Can I sue my doctor?; Can the police search my car?; Can they arrest me?; Can my school throw
    me out?; Can my neighbour do that?; Can I get my money back?; Can I keep the money I found?; How do I write a
    will?; Do I need a visa for {place}?; Do I have to pay for {thing}?; Do I need a permit for {thing}?; Is it
    legal to own {thing}?; Is it legal to sleep in my car?; Am I allowed to film people?; Who gets my money when I
    die?; What is the fine for parking here?; Should I buy {thing} now?; Should I sell my shares?; Should I buy
    shares?; Should I take out a loan?; Should I sign the contract?; Should I see a lawyer?; Should I get
    vaccinated?; Should I have an operation?; Which bank is the best?; Which health insurance should I take?; Which
    fund should I buy?; What should I do with my money?; How do I save tax?; How much money do I need to retire?; Is
    {thing} a good investment?; Is bitcoin a good investment?; Will prices fall?; What is my credit score?
""")
AILMENTS = items("""
    headache; fever; cough; sore throat; rash; broken arm; back pain; toothache; stomach ache; cold; migraine; swollen
    ankle; chest pain; earache; nosebleed; burn; bee sting; panic attack; cramp; high blood pressure; allergy; runny
    nose; black eye; blister; broken nose; broken leg; broken toe; bruise; bloody nose; stiff neck; sore knee; sore
    foot; sprained ankle; cut on my hand; splinter in my finger; snake bite; dog bite; tick bite; stomach bug; bad
    cough; dry eye; hangover; hay fever; ringing in my ear; twisted knee; sunburn; stuffy nose; wart; pimple;
    swollen eye; swollen foot; sore back; bad tooth; nightmare; nosebleed that does not stop; strange rash; high
    fever; lump on my neck
""")
DRUGS = words(
    "aspirin ibuprofen paracetamol penicillin insulin morphine melatonin codeine cortisone antihistamines Prozac Valium"
)
MATHS = items("""
    What is {a} + {b} + {a}?; {a} + {b} + 4; What is {a} plus {b} plus 9?; Add {a}, {b} and 7.; {a} + {b} - 3; What
    is the square root of {n}?; Solve {a}x + {b} = {n}.; Solve x^2 = {n}.; Solve for x: {a}x - {b} = {n}; What is
    {a} percent of {n}?; What is {a}% of {n}?; What is the derivative of x^{a}?; What is the integral of {a}x?; Is
    {n} a prime number?; What is 2 to the power of {a}?; What is {a} to the power of {b}?; What is {n} squared?;
    What is the area of a circle with radius {a}?; What is the volume of a cube of side {a}?; Convert {n} miles to
    kilometres.; How many seconds are in {n} years?; What is the logarithm of {n}?; What is sin({n})?; What is the
    sine of {n} degrees?; What is the cosine of {a}?; Round {a}.{b}{b} to one digit.; What is the factorial of {a}?;
    How many metres are {n} feet?; Convert {n} Fahrenheit to Celsius.; What is {n} in binary?; What is {n} in Roman
    numerals?; What is the largest prime?; Calculate pi to {n} digits.; What is {a}/{b} + {b}/{a}?; What is the
    average of {a}, {b} and {n}?; If a train goes {n} km in {a} hours, how fast is it?; A shirt costs {n} dollars
    and is {a} percent off, what is the price?; Factor x^2 + {a}x + {b}.; What is the limit of 1/x?; Find the roots
    of x^2 - {n}.; What is {n} modulo {a}?; What is the greatest common divisor of {n} and {a}?; Solve this
    equation: {a}y = {n}; Prove the theorem of Pythagoras.; How many possible ways are there to order {a} books?;
    What is the probability of rolling a {a}?; Solve this equation for me.; Solve the equation.; What is infinity
    minus one?; What is one divided by zero?; What is the next number: {a}, {b}, {n}?; What is the matrix product?;
    Do long division of {n} by {a}.; Find x.; Simplify {a}x + {b}x.; What is {b} - {a} - 2?; What is {a} + 5 + {b}?;
    If a car drives {n} km in {a} hours, how fast is it?; If a bus goes {n} miles in {a} hours, what is its speed?;
    A cyclist rides {n} km in {a} hours, how fast is he?; A plane flies {n} miles in {a} hours, how fast does it
    fly?; How long does a train need for {n} km?; If I drive {n} km at {a} km per hour, how long do I need?; If {a}
    pens cost {n} cents, what does one cost?; If I buy {a} books for {n} dollars each, what do I pay?; If I have {a}
    coins and lose {b}, then win {n}, how many do I have?; Tom has {n} sweets and gives {a} to each of {b} friends,
    what is left?; How many minutes are in {n} hours?; How many hours are in {n} days?; How many days are in {n}
    years?; How many grams are {n} ounces?; How many inches are {n} cm?; How many kilometres are {n} miles?; How
    many litres are {n} gallons?; Convert {n} kilos to pounds.; Convert {n} Celsius to Fahrenheit.; Convert {n} to
    binary.; Convert {n} to Roman numerals.; What is the cube root of {n}?; What is {n} cubed?; What is the tangent
    of {n}?; What is {n} to the power of {a}?; What is {a} factorial?; What is the hexadecimal of {n}?; What is the
    sum of all numbers up to {n}?; What are the prime factors of {n}?; Is {n} divisible by {a}?; What is the median
    of {a}, {b} and {n}?; What is the area of a square of side {n}?; What is the area of a triangle?; What is the
    angle of {a} degrees in radians?; Solve {n} - x = {a}.; Solve {a}x = {n}.; Solve x + {a} = {n}.; Solve the
    system x + y = {a}, x - y = {b}.; Differentiate x^{a} + {b}x.; Integrate x^{a}.; What is pi times {n}?; What is
    log {n}?; What is e?
""")
LOOSE = items("""
    What is the largest city in the world?; What is the speed of light?; How many people are there in the world?; What
    is the boiling point of iron?; When did the war end?; What happened in {year}?; What happened in the year {year}?;
    Who was born in {year}?; Who was king in {year}?; Which film won in {year}?; Do you know {person}?; Have you been
    to {place}?; Can I drive to {place}?; Which is bigger, {place} or {place2}?; How far is it from {place} to
    {place2}?; Why do we dream?; Why do people yawn?; How does a fridge work?; How does a car engine work?; What did I
    do yesterday?; Is there life on other planets?; Who is the richest man?; What is the tallest building?; Do {thing}
    sleep?; Where do {thing} come from?; How long do {thing} live?; Why are {thing} so popular?; I like {thing} a
    lot.; I bought {thing} yesterday.; I saw {thing} on the way home.; My brother works with {thing}.; I am writing a
    book about {thing}.; I have been to {place}.; I met {person} once.; I am a fan of {person}.; My car is broken.; My
    computer does not start.; I need a new job.; What is the first law of thermodynamics?; What is the formula of
    salt?; What is the atomic number of gold?; What is the chemical symbol of iron?; When was the first computer
    built?; What is a verb?; What is an adverb?; Tell me a secret.; Tell me the truth.; What is the {property} of
    {thing}?; What is the {property} of {topic}?; Name the inventor of {thing}.; How {adjective} is {thing}?; How
    {adjective} was {person}?; Who is the mother of {person}?; Who is the wife of {person}?; What is the {property} of
    {place}?; How many types of {thing} are there?; When was {thing} first used?; Which country makes the most
    {thing}?; Who sells {thing}?; How do I use {thing}?; Why did {person} die?; What did {person} say about {thing}?;
    Did {person} ever meet {person2}?; Is {thing} the same as {other}?; What is bigger than {thing}?; Why do people
    hate {thing}?; Where can I buy {thing}?; Where can I buy {topic}?; How much does {topic} cost?; What does {topic}
    cost?; Which film is about {topic}?; Sing a song about {topic}.; Who wrote a book about {topic}?; What is {topic}
    in {language}?; How do you say {topic} in {language}?; What is the Latin name of {topic}?; Who is the most famous
    of {topic}?; Which company makes {thing}?; Name ten kinds of {thing}.; What is the
    religion of {place}?; Who founded {place}?; How rich is {person}?; How tall is {person}?; What did people eat in
    {year}?; Who ruled {place} in {year}?; What is the plot of {work}?; Who plays in {work}?; Who wrote {work}?; How
    does {work} end?; Who is the villain of {work}?; When did {work} come out?; What is {team}?; Who is the coach of
    {team}?; Is {place} in the EU?; Which river flows through {place}?; What is the currency of {place}?; What is the
    flag of {place}?; Explain {event} to a child.; How many died in {event}?; What if {person} had won {event}?; I
    sold {thing} yesterday.; I bought {topic} yesterday.; I bought {thing} today.; I bought some {thing}.; Yesterday
    I bought {thing}.; I got {thing} for my birthday.; I lost {thing}.; I found {thing} in the garden.; I want
    {thing}.; I need {thing}.; I hate {thing}.; I collect {thing}.; I dreamt of {thing}.; I ate {thing} today.; I
    read about {thing}.; I saw {person} on TV.; I read a book by {person}.; I watched {work} yesterday.; I am
    reading {work}.; I was in {place} last year.; I am flying to {place} tomorrow.; I would like to see {place}.; We
    talked about {thing} at school.; We went to see {thing}.; My mother likes {thing}.; My friend bought {thing}.;
    My uncle sells {thing}.; My teacher talked about {event}.; My phone is broken.; My bike was stolen.; My
    neighbour is loud.; My boss is angry with me.; My train was late.; {thing} are nice.; {thing} are too
    expensive.; There is {thing} in my room.; Someone gave me {thing}.; They sell {thing} here.; Is {thing} alive?;
    Is {thing} made of {other}?; Is {person} real?; Is {place} real?; Can {thing} fly?; Can {thing} swim?; Can I eat
    {thing}?; Does {person} like {thing}?; Does {place} have {thing}?; Have you seen {work}?; Have you read {work}?;
    Have you heard of {person}?; Have you ever seen {thing}?; How do {thing} grow?; How does {thing} taste?; How is
    {thing} different from {other}?; How long is {thing}?; How many {thing} are there?; How did {person} become
    rich?; How did {event} change the world?; How does a plane fly?; How does a phone work?; How does the internet
    work?; How does the brain work?; How do magnets work?; How old is the universe?; How deep is the ocean at its
    deepest?; How far is the next star?; How fast is light?; What would {person} say about {thing}?; What would
    happen without {thing}?; What is inside {thing}?; What is the difference between {person} and {person2}?; What
    is the longest word?; What is the biggest {property} of all?; What is the first {property} of {thing}?; What is
    the secret of {person}?; What is better than {thing}?; What colour has {person}'s car?; What kind of {thing} is
    best?; When was {person} in {place}?; When did {person} meet {person2}?; When did people begin to use {thing}?;
    Where did {person} go to school?; Where was {thing} invented?; Where was {work} written?; Which {property} has
    {thing}?; Which actor is in {work}?; Which king ruled in {year}?; Which war was in {year}?; Which sport does
    {person} play?; Which {thing} should I buy?; Who is {person}'s father?; Who is the owner of {team}?; Who is the
    boss of {place}?; Who plays for {team}?; Who painted {thing}?; Who eats {thing}?; Why did {event} happen in
    {year}?; Why did {person} leave {place}?; Why is {place} so rich?; Why is {thing} so {adjective}?; Why is
    {person} so {adjective}?; Why do {thing} smell?; Why do cats purr at {thing}?; Why do I dream of {thing}?; Why
    do we need {thing}?; In which year did {person} die?; In which film does {person} play?; Name five {thing}.;
    Name a famous {property}.; Name a book about {thing}.; Name the king of {place}.; Name the winner of {event}.;
    Tell me a fact about {person}.; Tell me something about {work}.; Tell me about the {property} of {thing}.; Tell
    me something I don't know about {person}.; Explain {thing} with {other}.; Explain the {property} of {thing}.;
    Let's talk about {person}.; Sing {work}.
""")
PROPERTIES = words("price weight formula origin symbol purpose value speed age volume density chemistry patent mass")
ADJECTIVES = words("expensive heavy old fast common rare deep strong loud hot dangerous rich famous useful complicated")
