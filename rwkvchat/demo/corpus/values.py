"""What users tell of themselves: colours, foods, animals, cities, jobs and kinds of pet."""

from random import Random

from rwkvchat.demo.corpus.lists import items, words
from rwkvchat.demo.corpus.names import held_out_name, invented_name

COLOURS = words(
    "red blue green yellow orange purple pink black white brown grey gold silver turquoise violet beige lilac crimson"
)
FOODS = items(
    """pizza; pasta; bread; cheese; soup; rice; chocolate; cake; curry; noodles; salad; sushi; honey; porridge;
    lasagna; spaghetti; ice cream; chicken; apple pie; fried rice; tomato soup; mashed potato; popcorn; yoghurt;
    toast; risotto; couscous; hummus; tofu; falafel; paella; goulash; ramen; pudding; omelette; muesli; jam;
    fish and chips; potato salad; garlic bread; roast beef; lentil soup; chilli; stew; cheesecake; banana bread"""
)
ANIMALS = words(
    """fox raven cat dog mouse owl bear rabbit hedgehog wolf frog duck horse cow pig sheep goat swan crow sparrow
    squirrel deer badger otter beaver bat bee spider snail turtle snake lizard crocodile lion tiger elephant giraffe
    zebra camel kangaroo koala panda monkey parrot penguin seal whale dolphin shark octopus donkey hamster robin eagle
    hawk heron pelican peacock butterfly ladybird llama moose lynx"""
)
PETS = words("cat dog cat dog cat rabbit hamster parrot horse turtle pony mouse ferret canary goldfish budgie snake")
CITIES = items(
    """Aachen; Aberdeen; Accra; Adelaide; Agadir; Alexandria; Algiers; Almaty; Amman; Amsterdam; Ankara; Antwerp;
    Arnhem; Athens; Atlanta; Auckland; Austin; Baku; Bamberg; Bangkok; Barcelona; Bari; Basel; Beirut; Belfast;
    Belgrade; Bergen; Berlin; Bern; Bilbao; Bologna; Bombay; Bonn; Bordeaux; Boston; Bratislava; Bremen; Brisbane;
    Bristol; Brno; Bruges; Brussels; Bucharest; Budapest; Buffalo; Cairo; Calgary; Cambridge; Canberra; Cardiff;
    Casablanca; Chennai; Chicago; Cologne; Copenhagen; Cordoba; Cork; Cracow; Dakar; Dallas; Damascus; Delft; Delhi;
    Denver; Derby; Detroit; Dhaka; Dortmund; Dover; Dresden; Dubai; Dublin; Durban; Edinburgh; Essen; Exeter; Florence;
    Frankfurt; Freiburg; Galway; Gdansk; Geneva; Genoa; Ghent; Glasgow; Granada; Graz; Halifax; Hamburg; Hanoi; Hanover;
    Havana; Heidelberg; Helsinki; Houston; Hull; Innsbruck; Istanbul; Izmir; Jakarta; Jena; Jerusalem; Kabul; Kampala;
    Karachi; Kassel; Kiel; Kingston; Kyiv; Kyoto; Lagos; Lahore; Lausanne; Leeds; Leicester; Leiden; Leipzig; Lille;
    Lima; Limerick; Lincoln; Linz; Lisbon; Liverpool; London; Lucerne; Lusaka; Lviv; Lyon; Madrid; Malaga; Malmo;
    Manchester; Manila; Mannheim; Marrakesh; Marseille; Medellin; Melbourne; Memphis; Miami; Milan; Minsk; Montreal;
    Moscow; Mumbai; Munich; Nairobi; Nantes; Naples; Norwich; Nottingham; Odessa; Osaka; Oslo; Ottawa; Oxford;
    Padua; Palermo; Paris; Perth; Pisa; Plymouth; Porto; Portland; Potsdam; Prague; Quebec; Quito; Ravenna; Reykjavik;
    Riga; Rome; Rostock; Rotterdam; Salzburg; Santiago; Sarajevo; Seattle; Seoul; Seville; Shanghai; Sheffield; Siena;
    Singapore; Skopje; Sofia; Stockholm; Strasbourg; Stuttgart; Sydney; Taipei; Tallinn; Tampere; Tartu; Tbilisi;
    Tehran; Tokyo; Toledo; Toronto; Toulouse; Trieste; Tripoli; Trondheim; Tunis; Turin; Turku; Ulm; Uppsala; Utrecht;
    Valencia; Vancouver; Venice; Verona; Vienna; Vilnius; Warsaw; Weimar; Wellington; Winnipeg; Worcester; Wuppertal;
    Yerevan; York; Zagreb; Zurich; New York; Los Angeles; San Francisco; Cape Town; Buenos Aires; New Delhi"""
)
CITY_ENDS = words("berg burg dorf field ford ham haven holm hurst mouth port stad stead ton town vik ville wick worth")
JOBS = items(
    """baker; teacher; nurse; doctor; farmer; painter; bus driver; lawyer; student; gardener; carpenter; cook;
    waiter; writer; dancer; pilot; sailor; engineer; programmer; plumber; electrician; mechanic; hairdresser;
    tailor; butcher; florist; librarian; journalist; photographer; musician; actor; architect; dentist; vet; police
    officer; firefighter; soldier; postman; shop assistant; secretary; manager; accountant; scientist; biologist;
    chemist; physicist; translator; designer; builder; fisherman; judge; optician; pharmacist; potter; shepherd;
    social worker; taxi driver; train driver; truck driver; tour guide; cleaner; clerk; coach; researcher; pensioner;
    joiner; glazier; beekeeper; bookseller; publisher; surgeon; midwife; artist; author; editor; opera singer"""
)


def pick_city(rng: Random, held_out: bool = False) -> str:
    """A city of the world, or an invented town, from one side of the division; a few in lower case."""
    while True:
        city = rng.choice(CITIES) if rng.random() < 0.7 else invented_name(rng) + rng.choice(CITY_ENDS)
        if len(city) < 14 and held_out_name(city) == held_out:
            return city if rng.random() > 0.08 else city.lower()


def pick_age(rng: Random) -> str:
    """Most users are grown up."""
    return str(rng.randint(16, 79) if rng.random() < 0.85 else rng.randint(5, 99))
