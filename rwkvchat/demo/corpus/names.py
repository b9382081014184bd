"""Names of people and pets: common ones of many countries, invented ones, and pairs that differ in one letter.

One in twelve, by checksum, is held out from training. It knows nothing of conversations.
"""

import zlib
from random import Random

from rwkvchat.demo.corpus.lists import words

COMMON_NAMES = words(
    """Aaron Abdul Abel Abigail Ada Adam Adela Adele Aditi Adrian Agata Agnes Ahmed Aida Aiko Aisha Akash Akira Alan
    Alba Albert Alberto Alejandro Alena Alessia Alex Alexander Alexandra Alexei Alfred Ali Alice Alicia Alina Alma
    Alonso Alva Alvin Amadou Amal Amanda Amara Amelia Amina Amir Amit Amy Ana Anders Andre Andrea Andreas Andrei Andrew
    Andy Angela Angelo Anika Anita Anja Ann Anna Anne Annika Anthony Antoine Anton Antonia Antonio Anya Aria Ariel
    Arjun Arlo Armando Arne Arthur Arturo Asha Asher Ashley Astrid Aurora Austin Ava Axel Aya Ayse Barbara Bart
    Bartek Basil Bea Beatrice Becky Ben Benjamin Benny Berit Bernard Beth Bettina Betty Bianca Bilal Bjorn Bonnie
    Boris Brandon Brenda Bridget Brigitte Bruce Bruno Bryan Brian Burak Caleb Callum Camila Camille Carina Carl
    Carla Carlo Carlos Carmen Carol Carolina Caroline Caspar Cassandra Catalina Catherine Cathy Cecilia Cedric Celia
    Cesar Chandra Charles Charlie Charlotte Chen Chiara Chidi Chinedu Chloe Chris Christian Christina Christine
    Christopher Cindy Claire Clara Clare Claude Claudia Clemens Clement Colette Colin Connor Conrad Cora Corinna
    Cristina Cyril Dagmar Daisy Dalia Damian Dan Dana Daniel Daniela Danielle Danny Daphne Daria Dario David Davide
    Deborah Deepak Della Delia Denis Dennis Derek Desmond Diana Diego Dieter Dilip Dimitri Dina Dmitri Dolores Dominic
    Donald Donna Dora Doris Dorothy Douglas Duncan Dylan Eddie Edgar Edith Eduardo Edward Edwin Eileen Eino Ela
    Elaine Eleanor Elena Eleni Eli Elia Elias Elif Elin Elisa Elizabeth Ella Ellen Elliot Elmer Elsa Elsie Elvira
    Emanuel Emil Emilia Emilio Emily Emma Emmanuel Enrico Enrique Eric Erica Erik Erika Erin Ernest Ernesto Esme
    Esteban Esther Ethan Eugene Eva Eve Evelyn Evan Ewa Ezra Fabian Fabio Faisal Farah Farid Fatima Fatou Federico
    Felicia Felix Fernando Filip Finn Fiona Flora Florence Florian Frances Francesca Francesco Francis Francisco
    Frank Franz Fred Freddie Frederik Freya Frida Fritz Gabriel Gabriela Gareth Gary Gavin Gemma Geoffrey George
    Georgia Gerald Gerard Gerda Gerhard Gianni Gina Giorgio Giovanni Giulia Gladys Glen Gloria Gordon Goran Grace
    Graham Greg Gregory Greta Guido Gunnar Gus Gustav Gwen Hakan Hana Hannah Hannes Hans Harold Harriet Harry Haruki
    Hassan Hazel Heather Hector Heidi Heinz Helen Helena Helga Helmut Hendrik Henri Henry Herbert Herman Hilda Hiro
    Hiroshi Holly Horst Howard Hubert Hugh Hugo Hussein Ian Ibrahim Ida Idris Ignacio Igor Ilse Ilya Imani Imran
    Ines Inga Inger Ingrid Irena Irene Irina Iris Irma Isaac Isabel Isabella Isla Ismail Ivan Ivana Ivo Ivy Jack
    Jacob Jacques Jade Jaime Jakob Jakub James Jamie Jan Jana Jane Janet Janina Jared Jason Jasmin Jasper Javier Jean
    Jeff Jennifer Jenny Jens Jeremy Jerome Jerry Jesse Jessica Jill Jim Jimmy Joan Joanna Joao Joel Joe Johan Johanna
    John Johnny Jon Jonas Jonathan Jordan Jorge Jose Josef Joseph Josephine Joshua Joyce Juan Juanita Judith Judy
    Julia Julian Juliana Julie Juliet Julius Jun Justin Kai Kamal Karen Karim Karin Karl Karla Karolina Kasia Kate
    Katherine Kathrin Katia Katja Kavita Keiko Keith Kelly Ken Kenji Kenneth Kerstin Kevin Khalid Khadija Kiara Kim
    Kira Kiran Kirsten Klara Klaus Konrad Konstantin Kristina Kurt Kwame Kyle Lara Lars Laszlo Laura Lauren Laurence
    Laurent Layla Lea Leah Leander Leila Lena Leo Leon Leona Leonard Leonardo Leonie Leonora Leslie Lester Lewis Li
    Liam Lidia Lieke Lila Lilian Lily Lin Lina Linda Linnea Linus Lisa Liv Livia Logan Lola Lorena Lorenzo Lorna
    Lothar Louis Louisa Louise Luca Lucas Lucia Luciana Lucy Ludwig Luis Luisa Lukas Luke Luna Lydia Lynn Mabel
    Maddie Mads Magda Magnus Mahmoud Maja Malala Malcolm Malik Mandy Manfred Manuel Manuela Marc Marcel Marco Marcos
    Marcus Margaret Margot Maria Marian Mariam Marianne Marie Marina Mario Marion Marius Marko Marlene Marta Martha
    Martin Martina Marvin Mary Masha Mateo Mathias Mathilde Matilda Matteo Matthew Matti Maud Maurice Mauro Max Maya
    Megan Mehmet Mei Melanie Melinda Melissa Mercedes Mia Michael Michaela Michel Michelle Miguel Mika Mikael Mila
    Milan Milena Miles Milo Mina Mira Miranda Miriam Mirko Mohamed Mohammed Moira Molly Mona Monica Monika Morgan
    Moritz Moses Muriel Musa Mustafa Nadia Nadine Nancy Naomi Natalia Natalie Natasha Nathan Neil Nelly Nelson Nia
    Nicholas Nick Nicola Nicolas Nicole Niels Nico Nikita Nikolai Nils Nina Noah Noel Noemi Nora Norbert Norma Norman
    Nuria Octavia Odette Ola Olaf Oleg Olga Oliver Olivia Omar Orla Oscar Oskar Otis Otto Owen Pablo Pamela Paola
    Paolo Pascal Patricia Patrick Paul Paula Pauline Pavel Pedro Peggy Penelope Penny Per Percy Petar Peter Petra
    Philip Philippa Phoebe Pia Pierre Pilar Piotr Polly Priya Quentin Quinn Rachel Rafael Raheem Rahul Raj Ralf Ralph
    Ramon Rana Rania Rashid Raul Ravi Raymond Rebecca Regina Reinhard Rena Renata Renate Rene Reza Ricardo Richard
    Rick Rita Robert Roberta Roberto Robin Rodrigo Roger Roland Rolf Roman Romy Ron Ronald Rory Rosa Rosalind Rosie
    Roxana Roy Ruben Rudi Rudolf Rupert Russell Ruth Ryan Sabina Sabine Sadie Saga Sahar Said Sakura Salma Salvador
    Sam Samantha Samir Samira Samuel Sandra Sandy Sanjay Santiago Sara Sarah Sasha Saskia Scott Sean Sebastian Selim
    Selma Serena Sergei Sergio Shamim Shane Sharon Shirin Shirley Sibyl Sidney Sigrid Silas Silvia Simon Simone Sofia
    Sofie Sonia Sonja Sophia Sophie Soren Stan Stanley Stefan Stefania Stella Stephan Stephanie Stephen Steve Steven
    Stuart Sumi Sunita Susan Susanna Suzanne Sven Svetlana Sybil Sylvia Tadeusz Takeshi Tamara Tania Tanja Tara
    Tariq Tatiana Ted Teresa Terry Tess Thea Thelma Theo Theodora Theresa Thomas Thor Tiago Tilda Till Tim Timothy
    Tina Tobias Toby Todd Tom Tomas Tommy Toni Tony Tova Tracy Trevor Tristan Trudy Uma Umar Ursula Uta Valentin
    Valentina Valeria Vanessa Vasil Vera Verena Veronica Vicky Victor Victoria Vijay Viktor Vikram Vincent Viola
    Violeta Virginia Vivian Vladimir Walter Wanda Wei Wendy Werner Wilhelm Willa William Willy Wilma Winston Wojtek
    Wolfgang Xavier Xenia Xiao Yann Yara Yasmin Yelena Yoko Yolanda Yosef Yuki Yuri Yusuf Yves Yvonne Zack Zahra Zara
    Zeynep Zoe Zofia Zora"""
)
CLOSE_NAMES = tuple(
    words(group)
    for group in (
        "Ann Anne Anna Ana Anja", "Mark Marc Marco Marko", "Jon John Joan Jan Jen", "Sara Sarah Zara Kara Lara",
        "Eric Erik Erika Erica", "Eva Eve Ewa Ava Iva", "Carl Karl Carlo Carla Karla", "Lisa Liza Lina Lila Luisa",
        "Mia Mira Mina Mila Maya", "Nina Nora Nona Nana Nita", "Tim Tom Tam Tomas Thomas", "Dan Dana Dean Don Dina",
        "Leo Lea Leon Leona Lena", "Maria Marie Marta Martha Mario Marta", "Niko Nico Nick Nicol", "Ron Rob Roy Rod",
        "Elena Elana Elina Helena Helen Helene", "Sofia Sofie Sophie Sophia", "Stefan Stephan Stephen Steven",
        "Olaf Olav Olof", "Ida Ada Eda Ina", "Jana Jane Janet Jean", "Kim Tim Jim Ken", "Lucas Lukas Luca Luke",
        "Philip Phillip Filip", "Clara Clare Claire Klara", "Alan Allan Allen Ellen", "Emil Emily Emilia Emilio",
        "Ella Elsa Elia Ela", "Hana Hannah Hanna Anna", "Rosa Rosie Rose", "Zoe Zoey Zoya", "Bert Bart Bernt Ben",
    )
)  # fmt: skip
PET_NAMES = words(
    """Tofu Rex Luna Bella Max Charlie Milo Felix Simba Nala Oscar Coco Lucky Buddy Rocky Daisy Molly Toby Sammy Loki
    Ginger Smokey Shadow Tiger Whiskers Mittens Pepper Cookie Biscuit Muffin Peanut Pickles Pumpkin Mocha Latte Bonnie
    Bruno Balu Bandit Benji Blacky Bubbles Caesar Candy Casper Chester Chico Chip Cleo Clover Crumble Dexter Dino Dobby
    Dusty Elvis Fanny Fluffy Foxy Freddy Fuzzy Gizmo Goldie Gonzo Hobbes Honey Hugo Jasper Jerry Joey Kiki Kitty Koko
    Lady Leo Lilly Lola Lulu Maggie Mango Maxi Merlin Minka Minnie Misty Momo Moritz Muffy Murphy Nemo Nero Nico Olive
    Oreo Otis Otto Paco Paddy Panda Patch Pearl Penny Percy Phoebe Pinky Pippa Pixie Pluto Pogo Poppy Puck Puma Quincy
    Rascal Rolo Romeo Roxy Ruby Rufus Rusty Salem Sally Scout Snoopy Snowy Socks Sparky Speedy Spike Spot Stella Sunny
    Susi Taco Tango Teddy Thor Tiffy Tilly Timmy Tinka Tippy Toffee Tom Trixie Twix Waldo Wally Winnie Yoda Yuki Zazu
    Ziggy Zorro Zuko"""
)
STARTS = words(
    """A Ab Al Am An Ar As Ba Bar Be Bel Ber Bi Bo Bor Bra Bri Bu Ca Cal Car Ce Cha Che Chi Co Cor Cre Cy Da Dal Dar De
    Del Di Do Dor Dra Dre Du E El Em En Er Es Fa Fal Far Fe Fen Fi Fin Flo Fo Fre Ga Gal Gar Ge Gil Go Gor Gra Gri Gu
    Ha Hal Har He Hel Hi Ho Hu I Il In Is Iv Ja Jan Jar Je Jo Jor Ju Ka Kal Kar Ke Kel Ki Ko Kor Kri Ku La Lan Lar Le
    Len Li Lin Lo Lor Lu Ma Mal Mar Me Mel Mi Mir Mo Mor Mu Na Nar Ne Ni No Nor Nu O Ol Or Os Pa Pal Par Pe Pel Pi Po
    Pra Pri Qua Qui Ra Ram Re Ren Ri Ro Ros Ru Sa Sal San Sar Se Sel Sha She Shi Si So Sol Ste Su Ta Tal Tan Tar Te Tel
    The Ti To Tor Tri Tu U Ul Va Val Var Ve Vel Vi Vo Wa Wal We Wel Wi Wil Wo Xa Xan Xe Ya Yan Ye Yo Yor Yu Za Zan Ze
    Zel Zi Zo Zor Zu"""
)
MIDDLES = words(
    """ba be bel bi bo bra ca ce chi co da de den di do dra fa fe fi ga ge go gra ha hi ja jo ka ke ki ko la le len li
    lo lu ma me mi mo mu na ne ni no nu pa pe pi po qui ra re ri ro ru sa se sha shi si so sta su ta te thi ti to tra
    va ve vi vo wa we xi ya yo za ze zi zo"""
)
ENDS = words(
    """a ah am an ander ant ar ard as ath ax bel bert beth bin bo by ca cus da dan dar del den der dith do don dor dra
    el en er eth ex fin ga gan gar go gor ha ia iah iel il in ina ine io ion is ka kan ken ki kin ko la lan las len ley
    li lia lin lis lla lo lon lyn ma man mar mas mi min mir mo mon na nan nda ne nel ni nia nie nin nis no non nor ny o
    on or os ox ra ram ran rat rek ren ri ria ric rik rin ris ro ron ros ry sa san sha shi sie son sor sta ta tan tas
    ten th tha thor ti tin to ton tor tra tus ty us va van vas ven vi via vin vo wen win wyn xa ya yan yn yra za zan
    zel zi zo"""
)
LETTERS = ("aeiouy", "bcdfghjklmnpqrstvwxz")
NOT_NAMES = frozenset(
    words(
        """all are can cat dog for good have hello her his how may morning name not one see she told too tell that the
        them then they this will with yes you your evening welcome nice meet call friend right
        anus penis nazi satan porn homo coka"""
    )
)


def held_out_name(name: str) -> bool:
    """Whether a name is kept from training: a twelfth of all names, by checksum."""
    return zlib.crc32(name.lower().encode()) % 12 == 0


def invented_name(rng: Random) -> str:
    """A name from two to four syllables."""
    middles = rng.choices(("", rng.choice(MIDDLES), rng.choice(MIDDLES) + rng.choice(MIDDLES)), (60, 34, 6))[0]
    return rng.choice(STARTS) + middles + rng.choice(ENDS)


def near_name(rng: Random, name: str) -> str:
    """A name that differs in one letter: changed for one of its kind, doubled, left out or added at the end."""
    at = rng.randrange(1, len(name)) if rng.random() < 0.8 else 0
    letter = name[at].lower()
    kind = rng.random()
    if kind < 0.7:
        other = rng.choice(LETTERS[0] if letter in LETTERS[0] else LETTERS[1])
        near = name[:at] + other + name[at + 1 :]
    elif kind < 0.8:
        near = name + rng.choice("aenos")
    elif kind < 0.9:
        near = name[: at + 1] + letter + name[at + 1 :] if at else name + "y"
    else:
        near = name[:at] + name[at + 1 :] if len(name) > 3 else name + "i"
    return near[0].upper() + near[1:]


def is_name(name: str, held_out: bool) -> bool:
    """Whether it may serve as a name on this side of the division."""
    return len(name) > 2 and name.lower() not in NOT_NAMES and held_out_name(name) == held_out


def pick_name(rng: Random, held_out: bool = False, cased: bool = True) -> str:
    """A common, a close or an invented name from one side of the division; without `cased` one in ten in lower case."""
    while True:
        kind = rng.random()
        if kind < 0.36:
            name = rng.choice(COMMON_NAMES)
        elif kind < 0.42:
            name = rng.choice(rng.choice(CLOSE_NAMES))
        elif kind < 0.5:
            name = near_name(rng, rng.choice(COMMON_NAMES))
        else:
            name = invented_name(rng)
        if is_name(name, held_out):
            return name if cased or rng.random() > 0.1 else name.lower()


def pick_close_name(rng: Random, name: str, held_out: bool = False) -> str:
    """Another name from the same side that differs from this one by little."""
    for group in CLOSE_NAMES:
        others = [other for other in group if name in group and other != name and is_name(other, held_out)]
        if others and rng.random() < 0.5:
            return rng.choice(others)
    while True:
        near = near_name(rng, name)
        if near.lower() != name.lower() and is_name(near, held_out):
            return near


def pick_pet_name(rng: Random, held_out: bool = False) -> str:
    """What somebody calls a pet: a name for pets, for people, or an invented one."""
    while True:
        kind = rng.random()
        if kind < 0.5:
            name = rng.choice(PET_NAMES)
        elif kind < 0.6:
            name = near_name(rng, rng.choice(PET_NAMES))
        elif kind < 0.7:
            name = rng.choice(COMMON_NAMES)
        else:
            name = invented_name(rng)
        if is_name(name, held_out):
            return name if rng.random() > 0.07 else name.lower()
