"""Lists of what the model does not know: things, people, places, events, deeds.

They are data; `outside.py` makes questions of them. What is among the topics, or a country that is known, is left
out. Every seventh item of a list is kept for the evaluation.
"""

from rwkvchat.demo.corpus.known import unknown, unknown_places
from rwkvchat.demo.corpus.lists import items, words

THINGS = unknown(
    items("""
    quantum physics; black holes; photosynthesis; democracy; the stock market; inflation; bitcoin; blockchain; machine
    learning; perplexity; logits; embeddings; quantisation; fine-tuning; diffusion models; beam search;
    hallucinations; LSTM; BERT; gravity; relativity; magnets; the internet; airplanes; cars; rockets; satellites;
    telescopes; microscopes; vaccines; viruses; bacteria; DNA; evolution; genetics; atoms; molecules; electrons;
    chemistry; biology; mathematics; algebra; geometry; calculus; statistics; philosophy; psychology; economics;
    politics; religion; history; art; sculpture; architecture; photography; movies; television; football; basketball;
    tennis; golf; swimming; yoga; dancing; ballet; opera; violins; drums; jazz; rock music; sushi; wine; beer; pepper;
    wheat; swans; hawks; parrots; ostriches; lizards; crocodiles; octopuses; jellyfish; mosquitoes; worms; camels;
    giraffes; zebras; koalas; gorillas; hedgehogs; tulips; cactuses; waterfalls; glaciers; earthquakes; tornadoes;
    hurricanes; lightning; copper; diamonds; plastic; concrete; rubber; oil; coal; nuclear power; solar panels; wind
    turbines; batteries; smartphones; laptops; keyboards; printers; video games; Minecraft; Linux; Windows; Java; C++;
    Rust; JavaScript; HTML; databases; SQL; compilers; operating systems; Docker; Git; GitHub; encryption; hackers;
    spam; email; Facebook; Twitter; YouTube; Google; Microsoft; Apple; Amazon; Netflix; Tesla; NASA; the United
    Nations; the European Union; the Roman Empire; ancient Egypt; the Vikings; knights; the Bible; mythology;
    unicorns; vampires; zombies; ghosts; aliens; magic; happiness; money; taxes; insurance; marriage; university;
    homework; the brain; the liver; muscles; skin; cancer; diabetes; the flu; vitamins; diets; exercise; meditation;
    climate change; recycling; pollution; energy; time travel; the universe; galaxies; comets; Pluto; the Big Bang;
    string theory; infinity; prime numbers; pi; fractals; logic; grammar; novels; newspapers; museums; hotels;
    airports; submarines; helicopters; motorcycles; tunnels; furniture; perfume; stamps; toys; puzzles; poker;
    gardening; fishing; hunting; hiking; skiing; surfing; the Eiffel Tower; Big Ben; Mount Fuji; Hamlet; Harry Potter;
    Star Wars; Batman; Shrek; Sherlock Holmes; cement; llamas; walruses; phonetics; sociology; ethics; existentialism;
    feudalism; capitalism; communism; trade; banks; the periodic table; radioactivity; X-rays; lasers; radar; plate
    tectonics; fossils; the ice age; the Stone Age; the Bronze Age; mummies; hieroglyphs; the Silk Road; samurai;
    ninjas; cowboys; the Aztecs; the Incas; the Mayas; the Ottoman Empire; the Cold War; apartheid; slavery; feminism;
    human rights; the constitution; the supreme court; elections; parliament; NATO; the World Bank; unemployment;
    interest rates; mortgages; shares; pensions; start-ups; marketing; advertising; logistics; accounting; supply and
    demand; globalisation; artificial intelligence; deep learning; gradient descent; backpropagation; attention; CUDA;
    PyTorch; TensorFlow; Kubernetes; cloud computing; cookies in a browser; Wi-Fi; Bluetooth; fibre optics;
    semiconductors; transistors; microchips; virtual reality; drones; electric cars; hydrogen; fusion; ozone; acid
    rain; deforestation; coral bleaching; monsoons; the Gulf Stream; the Milky Way; supernovas; dark matter; neutron
    stars; asteroids; the space station; Hubble; Voyager 1; the Higgs boson; photons; entropy; thermodynamics;
    magnetism; acoustics; optics; aerodynamics; hydraulics; proteins; enzymes; hormones; stem cells; antibiotics;
    allergies; asthma; migraine; measles; malaria; autism; dementia; pregnancy; anatomy; surgery; psychiatry;
    hypnosis; astrology; tarot; horoscopes; Buddhism; Islam; Christianity; Hinduism; Judaism; atheism; karma;
    stoicism; utilitarianism; nihilism; impressionism; cubism; surrealism; the Renaissance; baroque music; hip hop;
    techno; heavy metal; karaoke; anime; manga; K-pop; soap operas; Pokemon; Super Mario; Tetris; Fortnite; Dungeons
    and Dragons; the Olympics; the Super Bowl; the Tour de France; Formula 1; cricket; rugby; baseball; ice hockey;
    sumo; judo; karate; boxing; fencing; archery; marathons; the World Cup; the Titanic; the Concorde; the Hindenburg;
    the Colosseum; the Taj Mahal; Stonehenge; Machu Picchu; the Kremlin; the White House; the Louvre; Bigfoot; the
    Loch Ness monster; Atlantis; UFOs; the Bermuda triangle; sourdough; fermentation; veganism; food colouring;
    whisky; tattoos; fashion; make-up; haircuts; weddings; divorce; adoption; visas; passports; customs; the police;
    prisons; juries; contracts; copyright; patents; tenants; inheritance; sign language; Latin; Esperanto; Sanskrit;
    linguistics; semantics; metaphors; irony; punctuation; shorthand; typography
""")
)
NEIGHBOURS = unknown(
    items("""
    moose; lynxes; weasels; ferrets; chinchillas; armadillos; anteaters; platypuses; wombats; hyenas; jackals;
    meerkats; baboons; lemurs; tapirs; bison; yaks; alpacas; antelopes; gazelles; mules; ponies; leopards; jaguars;
    pumas; skunks; chipmunks; porcupines; puffins; albatrosses; cranes; herons; kingfishers; toucans; emus; kiwis;
    turkeys; quails; falcons; condors; robins; nightingales; canaries; budgies; cockroaches; termites; fleas; ticks;
    moths; scorpions; centipedes; slugs; shrimps; lobsters; oysters; mussels; squids; eels; trout; tuna; cod; herring;
    piranhas; goldfish; manatees; narwhals; porpoises; orcas; iguanas; geckos; chameleons; newts; salamanders; toads;
    pythons; cobras; mammoths; orchids; daisies; lilies; ivy; ferns; moss; palms; birches; willows; maples; lavender;
    clover; daffodils; cherries; pears; plums; peaches; grapes; mangoes; melons; blueberries; figs; cucumbers;
    spinach; cabbage; pumpkins; beans; peas; lentils; garlic; ginger; cinnamon; vanilla; mustard; ketchup; yoghurt;
    butter; cream; burgers; sausages; ham; chips; biscuits; cakes; ice cream; juice; oats; corn;
    barley; forks; knives; plates; cups; chairs; beds; sofas; carpets; scissors; hammers; nails; ladders; ropes; keys;
    locks; bags; shoes; hats; gloves; socks; shirts; buttons; rings; necklaces; soap; towels; fridges; ovens; washing
    machines; vacuum cleaners; lamps; radios; calculators; buses; trams; scooters; canoes; parachutes; saxophones;
    harps; clarinets; accordions; cellos; organs; hockey; volleyball; table tennis; climbing; rowing; cycling; lungs;
    kidneys; hair; fingers; knees; nerves; the stomach; the tongue; hands; feet; silver; lead; clay; leather; cotton;
    silk; steam; smoke; hail; dew; frost; droughts; floods; Uranus; Neptune; Mercury; meteors; canyons; swamps;
    cliffs; valleys; jungles; the Indian Ocean; the Mediterranean; the Baltic Sea; the Danube; the Rhine; the Thames;
    the Mississippi; the Ganges; the Himalayas; the Andes; the Rocky Mountains; the Gobi desert; Mont Blanc; the
    Statue of Liberty; the leaning tower of Pisa; South America; North America; Oceania; pens; kites; dolls; marbles;
    cards; checkers; dominoes; farms; castles; churches; hospitals; cuckoos; pelicans; vultures; storks;
    woodpeckers; swallows; rats; cheetahs; reindeer; sloths; badgers; moles; otters; seahorses; salmon; caterpillars;
    grasshoppers; beetles; dragonflies; oaks; nuts; sugar; the tides; the Arctic; windmills; lighthouses; balloons;
    umbrellas; mirrors; maps; wool; stones; iron
""")
)
"""Things of the same kinds as the topics, which are no topics."""
MODIFIERS = words(
    """medieval Byzantine quantum modern Korean marine industrial tropical digital feudal abstract Gothic ancient
    colonial baroque atomic urban nuclear organic Persian Celtic Victorian applied molecular military monetary sacred
    rural classical Soviet Mongolian theoretical comparative synthetic aquatic Roman Nordic Japanese"""
)
FIELDS = words(
    """pottery trade engineering law poetry warfare chemistry architecture economics fashion theatre textiles theology
    currency irrigation astronomy furniture cuisine metallurgy cartography ethics education surgery mining banking
    diplomacy calligraphy genetics shipbuilding agriculture philosophy taxation forestry medicine cinema logic"""
)
TAILS = words(
    """insurance therapy software museums law statistics engineering philosophy psychology marketing diplomacy
    accidents theory industry tourism economics photography smuggling genetics taxes politics symbolism mythology
    research auctions repair hunting diseases conspiracies championships festivals ethics conservation metaphors
    technology superstitions tattoos simulators lawsuits"""
)
NEAR = unknown(
    items("""
    honey badgers; guinea pigs; polar bears; prairie dogs; sea lions; snow leopards; water polo; moonshine;
    sunscreen; starfish; sunspots; earthworms; Martians; catfish; dogmas; the dog days; horsepower; horseradish;
    elephant seals; killer whales; bee stings; butterfly valves; spider crabs; the moon landing; solar eclipses; star
    signs; the earth's core; the rings of Saturn; the moons of Jupiter; water cannons; water rights; tidal power; river
    blindness; mountain sickness; volcanic ash; raincoats; snowboards; treehouses; family trees; honeymoons; bread
    dough machines; teapots; chess openings; chess computers; musicals; bookkeeping; paper money; bicycle thieves; model
    trains; quantum computers; the Raven by Poe; Counting Crows; the owl of Athena; penguin suits; the cat's eye nebula;
    cathedrals; hot dogs; the Trojan horse; white elephants; the prince of Wales; spelling bees; the butterfly effect;
    Spider-Man; dinosaur cloning; sunstroke; starlings; earthenware; Mars bars; ocean liners; crowbars; the owl pellets
    trade; catalysts; dogecoin; foxgloves; the lion king; tiger economies; bear markets; wolf spiders; frog prints;
    goldfish memory; orange juice futures; potato blight; rice wine; salt mines; sugar beets; milk teeth;
    butterfly knives; glass ceilings; iron lungs; gold rushes; silver linings; wind chimes; cloud storage; fog machines;
    fire insurance; ice hockey rules; sandpaper; the desert fox; island hopping; lake monsters; cave paintings
""")
)
PEOPLE = unknown(
    items("""
    Albert Einstein; Isaac Newton; Marie Curie; Charles Darwin; Galileo; Leonardo da Vinci; Michelangelo; Mozart;
    Beethoven; Bach; Shakespeare; Goethe; Tolstoy; Jane Austen; Mark Twain; Charles Dickens; Napoleon; Julius Caesar;
    Cleopatra; Alexander the Great; Abraham Lincoln; George Washington; Barack Obama; Donald Trump; Joe Biden; Angela
    Merkel; Winston Churchill; Gandhi; Nelson Mandela; Martin Luther King; Elvis Presley; Michael Jackson; Madonna;
    Taylor Swift; the Beatles; Freddie Mercury; Bob Dylan; Elon Musk; Bill Gates; Steve Jobs; Mark Zuckerberg; Linus
    Torvalds; Alan Turing; Ada Lovelace; Grace Hopper; Stephen Hawking; Nikola Tesla; Thomas Edison; Aristotle; Plato;
    Socrates; Confucius; Buddha; Jesus; Moses; Muhammad; Picasso; Van Gogh; Rembrandt; Frida Kahlo; Salvador Dali;
    Walt Disney; Charlie Chaplin; Marilyn Monroe; Brad Pitt; Tom Hanks; Lionel Messi; Cristiano Ronaldo; Pele; Usain
    Bolt; Serena Williams; Roger Federer; Muhammad Ali; Neil Armstrong; Yuri Gagarin; Christopher Columbus; Marco
    Polo; Genghis Khan; Joan of Arc; Queen Elizabeth; King Arthur; Robin Hood; Zeus; Thor; my mother; my neighbour;
    the president; the king; the queen; the pope; John Smith; Jane Doe; Peter Miller; Anna Schmidt; Sam Altman; the
    mayor of London; Immanuel Kant; Karl Marx; Sigmund Freud; Agatha Christie; Vladimir Putin; Emmanuel Macron; Kamala
    Harris; Boris Johnson; Margaret Thatcher; Ronald Reagan; John F. Kennedy; Stalin; Lenin; Hitler; Mussolini; Mao
    Zedong; Che Guevara; Fidel Castro; Queen Victoria; Henry VIII; Louis XIV; Charlemagne; Hannibal; Spartacus; Attila
    the Hun; Copernicus; Kepler; Archimedes; Pythagoras; Euclid; Gauss; Euler; Max Planck; Niels Bohr; Richard
    Feynman; Louis Pasteur; Alexander Fleming; Gregor Mendel; Sappho; Homer; Dante; Cervantes; Moliere; Voltaire;
    Rousseau; Nietzsche; Kafka; Hemingway; Orwell; Tolkien; J. K. Rowling; Stephen King; Oscar Wilde; Edgar Allan Poe;
    Emily Dickinson; Chopin; Verdi; Wagner; Vivaldi; Louis Armstrong; Johnny Cash; David Bowie; Prince; Beyonce;
    Rihanna; Lady Gaga; Eminem; Drake; Adele; Ed Sheeran; Shakira; Billie Eilish; the Rolling Stones; Pink Floyd;
    Queen; ABBA; Metallica; Nirvana; Coldplay; BTS; Leonardo DiCaprio; Johnny Depp; Tom Cruise; Meryl Streep; Emma
    Watson; Keanu Reeves; Will Smith; Scarlett Johansson; Alfred Hitchcock; Steven Spielberg; Quentin Tarantino; Oprah
    Winfrey; Kim Kardashian; Jeff Bezos; Warren Buffett; Tim Cook; Greta Thunberg; Malala; the Dalai Lama; Mother
    Teresa; Michael Jordan; LeBron James; Tiger Woods; Rafael Nadal; Novak Djokovic; Maradona; Neymar; Mbappe; Lewis
    Hamilton; Michael Schumacher; Magnus Carlsen; Garry Kasparov; Bobby Fischer; Mike Tyson; Rosa Parks; Florence
    Nightingale; Amelia Earhart; James Cook; Vasco da Gama; Magellan; Captain Kirk; Darth Vader; Luke Skywalker;
    Frodo; Gandalf; James Bond; Superman; Mickey Mouse; Donald Duck; Homer Simpson; Pippi Longstocking; Dracula;
    Frankenstein; Don Quixote; Odysseus; Hercules; Aphrodite; Athena; Odin; Loki; Anubis; Shiva; my teacher; my boss;
    my wife; my best friend; the prime minister; the chancellor; the CEO of Google; the inventor of the telephone
""")
)
FIRST_NAMES = words(
    """Alan Anton Bruno Carla Cecil Dorothea Edgar Elsa Ernst Felicity Gerald Greta Harold Hilda Igor Irene Jasper
    Judith Karl Laura Leonard Mabel Martin Nadine Norbert Olga Pablo Petra Quentin Ruth Samuel Stella Theodor Ursula
    Victor Wanda Walter Yvonne Zachary"""
)
LAST_NAMES = words(
    """Abernathy Baumgart Castellan Dunmore Eriksen Fairweather Grabowski Hathaway Ivanov Jankowski Kowalski Lindqvist
    McAllister Novak Okafor Petrov Quigley Rasmussen Sandoval Takahashi Underhill Vandenberg Whitcombe Xiong Yamamoto
    Zimmermann Ashworth Brannigan Cavendish Delacroix Ellsworth Fitzgerald Goldstein Holloway Ibsen Jorgensen Kingsley
    Larsson Montgomery Nightshade Oliveira Pemberton Rosenthal Silverstein Thornbury Valentine Weatherby"""
)
PLACES = unknown_places(
    items("""
    Afghanistan; Albania; Algeria; Angola; Armenia; Azerbaijan; Bangladesh; Barbados; Belarus; Belize; Benin; Bhutan;
    Bolivia; Bosnia; Botswana; Burundi; Cambodia; Cameroon; Chad; Congo; Costa Rica; Cyprus; Djibouti; Ecuador; El
    Salvador; Eritrea; Estonia; Fiji; Gabon; Georgia; Ghana; Guatemala; Guinea; Guyana; Haiti; Honduras; Israel;
    Jamaica; Jordan; Kazakhstan; Kuwait; Kyrgyzstan; Laos; Latvia; Lebanon; Liberia; Libya; Liechtenstein; Lithuania;
    Luxembourg; Madagascar; Malawi; Malaysia; Mali; Malta; Mauritius; Moldova; Monaco; Mongolia; Montenegro; Mozambique;
    Myanmar; Namibia; Nepal; Nicaragua; Niger; North Korea; North Macedonia; Oman; Pakistan; Panama; Paraguay; the
    Philippines; Qatar; Rwanda; Samoa; Saudi Arabia; Senegal; Serbia; Singapore; Slovakia; Slovenia; Somalia; South
    Africa; Sri Lanka; Sudan; Suriname; Syria; Taiwan; Tajikistan; Tanzania; Togo; Tonga; Tunisia; Turkmenistan; Uganda;
    Uruguay; Uzbekistan; Venezuela; Yemen; Zambia; Zimbabwe; Texas; California; Florida; Ohio; Virginia; Oregon; Utah;
    Nevada; Kansas; Montana; Iowa; Maine; Vermont; Georgia in America; New Jersey; North Dakota; Wyoming; Bavaria;
    Saxony; Hesse; Tuscany; Sicily; Lombardy; Normandy; Brittany; Provence; Andalusia; Catalonia; Galicia; Scandinavia;
    the Balkans; Siberia; Crimea; Kashmir; Punjab; Bengal; Kerala; Tibet; Sichuan; Manchuria; Okinawa; Java island;
    Sumatra; Borneo; Tasmania; Victoria; Queensland; Quebec; Ontario; Alberta; Yukon; Patagonia; the Falkland Islands;
    Bermuda; Greenland; the Faroe Islands; Hawaii; Alaska; Guam; Puerto Rico; Curacao; Gibraltar; Jersey; the Isle of
    Man; Cornwall; Yorkshire; Narnia; Mordor; Wakanda; Gondor; Hogwarts; Middle-earth; Westeros; Neverland; Wonderland;
    Lilliput; the city of gold; Prussia; Yugoslavia; Czechoslovakia; the Soviet Union; Mesopotamia; Persia; Babylon;
    Carthage; the Holy Roman Empire; Vatican City; Kosovo; Palestine; the Maldives; the Bahamas; Brunei; Bahrain;
    the Dominican Republic
""")
)
EVENTS = items("""
    the French Revolution; World War I; World War II; the moon landing; the fall of the Berlin Wall; the Battle of
    Hastings; the Battle of Waterloo; the American Civil War; the Russian Revolution; the Black Death; the Great Fire
    of London; the Boston Tea Party; the sinking of the Titanic; the Cuban missile crisis; the Vietnam War; the Gulf
    War; the Hundred Years' War; the Thirty Years' War; the Crusades; the Reformation; the Industrial Revolution; the
    Great Depression; the fall of Rome; the fall of Constantinople; the discovery of America; the eruption of
    Vesuvius; the earthquake of Lisbon; D-Day; Pearl Harbor; Chernobyl; Watergate; Brexit; the last election; the
    world cup final; the Congress of Vienna; the Treaty of Versailles; the storming of the Bastille; the gold rush;
    Woodstock; the oil crisis; the Spanish Armada; the Peasants' War; the Opium War; the Crimean War; the Prague
    Spring; the Arab Spring; the Dutch tulip mania; the first flight; the first marathon; the Olympic games of 1936
""")
DEEDS = items("""
    wrote Hamlet; wrote War and Peace; wrote Don Quixote; wrote 1984; wrote Harry Potter; wrote the Bible; wrote
    Faust; painted the Mona Lisa; painted Guernica; painted the Sistine Chapel; invented the telephone; invented the
    light bulb; invented the wheel; invented the internet; invented the computer; invented printing; invented the
    steam engine; invented dynamite; discovered America; discovered penicillin; discovered gravity; discovered radium;
    discovered DNA; built the Taj Mahal; built the pyramids; built the Eiffel Tower; won the World Cup in 1998; won
    the last election; won the Nobel prize in 1921; won the match; won the Oscar; won Wimbledon; won the Second World
    War; killed Caesar; killed Kennedy; shot Lincoln; plays James Bond; plays Batman; sang Imagine; sang Thriller;
    composed the Ninth Symphony; composed the Magic Flute; founded IKEA; founded Rome; founded Microsoft; runs Apple;
    owns Twitter; leads the United Nations; was the first man on the moon; was the first president; was the first
    woman in space; is the richest man; is the best football player; is the tallest man; is the king of Spain; was the
    last emperor; directed Star Wars; directed Titanic; stole the Mona Lisa; signed the treaty; ruled the Roman
    Empire; created Mickey Mouse; created Linux; created Python; crossed the Alps; climbed Everest first; cracked
    Enigma
""")
