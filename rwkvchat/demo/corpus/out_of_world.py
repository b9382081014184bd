"""Questions from outside the model's world that are never trained: other things, people and places, for the evaluation.

What stands in brackets is nowhere in the lists that training draws from; the brackets are taken off.
"""

from random import Random

from rwkvchat.demo.corpus import declining
from rwkvchat.demo.corpus.declining import decline, declines
from rwkvchat.demo.corpus.known import COUNTRIES, KNOWN, bare
from rwkvchat.demo.corpus.lists import items
from rwkvchat.demo.corpus.out_of_world_more import MORE
from rwkvchat.demo.corpus.registry import Exchange

REASONS = {
    "science": declining.UNKNOWN,
    "technology": declining.UNKNOWN,
    "history": declining.UNKNOWN,
    "people": declining.UNKNOWN,
    "culture": declining.UNKNOWN,
    "places": declining.UNKNOWN,
    "capitals": declining.NO_CAPITAL,
    "neighbours": declining.UNKNOWN,
    "near misses": declining.UNKNOWN,
    "how to": declining.UNKNOWN,
    "news, time and files": declining.OFFLINE,
    "advice": declining.NO_ADVICE,
    "opinions": declining.NO_OPINION,
    "maths": declining.TOO_HARD,
    "code": declining.NO_CODE,
    "texts": declining.NOT_ABLE,
    "translations": declining.NOT_ABLE,
    "pictures": declining.NO_PICTURES,
    "roleplay": declining.NO_ROLE,
    "harm": declining.NO_HARM,
    "other languages": declining.ONLY_ENGLISH,
    "nonsense": declining.NO_WORDS,
}
PROMPTS = {
    "science": """
        Tell me about [quasars].; What is [osmosis]?; Explain [chromosomes] to me.; How does [photolithography] work?;
        What are [neutrinos]?; What is [vacuum polarisation]?; Tell me something about [tardigrades].; What do you
        know about [stalactites]?; What is the [Doppler effect]?; Who discovered [oxygen]?; What is [absolute zero]?;
        How do [geysers] work?; What is [mitosis]?; Tell me about [lichens].; What is [superconductivity]?; Give me
        some facts about [plankton].; Why is [nitrogen] important?; What is the difference between [torque] and
        [momentum]?; Describe [echolocation].; what are [pulsars]
    """,
    "technology": """
        What is [Ethereum]?; How does [a catalytic converter] work?; What is [a quantum dot]?; Tell me about
        [RISC-V].; What is [WebAssembly]?; Explain [hash tables].; What is [Photoshop] used for?; How does [GPS]
        work?; Who invented [the zip fastener]?; What is [TikTok]?; Tell me about [Mastodon].; What is [a firewall]?;
        What does [Nvidia] make?; How are [contact lenses] made?; What is [Reddit]?; Do you know anything about
        [Spotify]?
    """,
    "history": """
        When was [the Battle of Agincourt]?; Who won [the Punic Wars]?; Tell me about [the Ming dynasty].; What was
        [the Marshall Plan]?; What caused [the Irish famine]?; Who was [Tutankhamun]?; When did [the Boer War] end?;
        What happened in [1789]?; Explain [the Magna Carta].; Who were [the Etruscans]?; What was [the Manhattan
        Project]?; Who [signed the Declaration of Independence]?; Tell me about [the Suez crisis].; Why did [the Boxer
        Rebellion] happen?; Who [unified Germany]?
    """,
    "people": """
        Who is [Noam Chomsky]?; Who was [Otto von Bismarck]?; Tell me about [Simone de Beauvoir].; When was [Franz
        Schubert] born?; What did [Rosalind Franklin] do?; Is [Harrison Ford] married?; Do you know [Ariana Grande]?;
        How old is [Kylian Haaland]?; What is [Yo-Yo Ma] famous for?; Who is [Bernie Sanders]?; Who was [Catherine the
        Great]?; What did [Doris Lessing] write?; When did [Kurt Cobain] die?; Tell me about [Sitting Bull].; Who is
        [Jackie Chan]?; Who is [Gerda Brinkmann]?; Tell me about [Tobias Lundqvist].; Who is [my uncle]?; Who is [my
        hairdresser]?; Who was [Tycho Brahe]?
    """,
    "culture": """
        What is [Parsifal] about?; Who [wrote Beowulf]?; Who painted [the Girl with a Pearl Earring]?; Tell me about
        [flamenco].; What is [kabuki]?; Who plays in [Casablanca]?; Explain [Dadaism].; What is [origami]?; Who is
        [Winnie-the-Pooh]?; Tell me about [the Smurfs].; What is [Diwali]?; When is [Ramadan]?; Who wrote [Ulysses]?;
        What is [a villanelle]?; How does [Les Miserables] end?; Who won [the Eurovision contest]?; What are the rules
        of [lacrosse]?; Tell me about [badminton].; What is [Zelda]?
    """,
    "places": """
        Tell me about [Dubrovnik].; How many people live in [Timbuktu]?; What can I see in [Angkor]?; Where is
        [Samarkand]?; What is [Lapland] famous for?; Who is the mayor of [Gotham]?; What language do they speak in
        [Macau]?; How big is [Zanzibar]?; Tell me about [Route 66].; How do I get to [Kathmandu]?; Is [Mogadishu] a
        nice place?; What is the history of [Byzantium]?; How high is [Kilimanjaro]?; What is the population of
        [Arizona]?
    """,
    "capitals": """
        What is the capital of [Arizona]?; Name the capital of [Minnesota].; What's the capital of [Louisiana]?;
        Capital of [Burgundy]; Tell me the capital of [Transylvania].; What is the capital of [Elbonia]?; Which city
        is the capital of [Latveria]?; Do you know the capital of [Aruba]?; What is the capital of [Abkhazia]?; What
        is the capital of [Rhodesia]?; What is the capital of [Genovia]?; What is the capital of [Fresonia]?; Capital
        of [Marzania]?; What is the capital of [the Moon people]?; What is the capital of [Flanders]?; Name the
        capital of [Zanzibar].
    """,
    "neighbours": """
        Tell me about [aardvarks].; What do [capybaras] eat?; Where do [wolverines] live?; What are [stingrays]?; Tell
        me about [pomegranates].; What is [a trombone]?; Describe [dandelions].; What do you know about [ravioli]?;
        Tell me something about [sandals].; Explain [hot-water bottles].; What is [cauliflower]?; Tell me about
        [okapis].; Give me some facts about [barnacles].; Tell me about [Halley].; Do you know anything about
        [wheelbarrows]?; What is [brass]?; Tell me about [the Black Sea].; What do [praying mantises] eat?; Tell me
        about [the spleen].; What is [table salt mining]?; Where do [warthogs] live?; Talk about [tambourines].; What
        is [quinoa]?; Tell me a fact about [the Yangtze].
    """,
    "near misses": """
        Tell me about [raven sickle-cell studies].; What is [a moonwalk]?; What are [sea urchins]?; Tell me about [bee
        gees].; What is [a water clock]?; What is [horsehair plaster]?; Tell me about [the Dog Star].; What is [a cat
        scan]?; Tell me about [mountain dew].; What is [a tree diagram]?; Tell me about [elephant jokes in Finland].;
        What is [a star chamber]?; What is [the tea party movement]?; Tell me about [rainmakers].; What are
        [bookmakers]?; Tell me about [penguin publishing].; What is [a whale curve]?; What is [snowboarding cross]?;
        Tell me about [the spider's web festival].; What is [a bread line]?; How does [owl pellet dissection] work?
    """,
}


def _prompts() -> tuple[tuple[str, str], ...]:
    """All of them with their kinds, but for those on what has become a topic."""
    found = []
    for kind, text in (PROMPTS | MORE).items():
        for prompt in items(text):
            things = [part.split("]")[0] for part in prompt.split("[")[1:]]
            if not any(bare(thing) in KNOWN or bare(thing) in COUNTRIES for thing in things):
                found.append((kind, prompt))
    return tuple(found)


MARKED = _prompts()
COUNT = len(MARKED)


def out_of_world(index: int) -> tuple[str, Exchange]:
    """One of `COUNT` questions that training never asks, with its kind; no more than a decline is a right answer."""
    kind, prompt = MARKED[index % COUNT]
    answer = decline(Random(f"out of world:{index}"), REASONS[kind])
    return kind, Exchange(prompt.replace("[", "").replace("]", ""), answer, declines)
