"""Countries with their capitals and continents, and the other names that people use for some of them."""

from rwkvchat.demo.corpus.lists import items


def pairs(text: str) -> dict[str, str]:
    """
    Pairs written as "France: Paris; Germany: Berlin".
    """
    return dict(pair.split(": ") for pair in items(text))


BY_CONTINENT = {
    "Europe": pairs("""
        France: Paris; Germany: Berlin; Italy: Rome; Spain: Madrid; Portugal: Lisbon; England: London; Scotland:
        Edinburgh; Wales: Cardiff; Ireland: Dublin; Belgium: Brussels; the Netherlands: Amsterdam; Denmark: Copenhagen;
        Norway: Oslo; Sweden: Stockholm; Finland: Helsinki; Iceland: Reykjavik; Poland: Warsaw; the Czech Republic:
        Prague; Slovakia: Bratislava; Austria: Vienna; Hungary: Budapest; Switzerland: Bern; Croatia: Zagreb; Serbia:
        Belgrade; Greece: Athens; Bulgaria: Sofia; Romania: Bucharest; Ukraine: Kyiv; Lithuania: Vilnius; Estonia:
        Tallinn; Malta: Valletta
    """),
    "Europe and in Asia": pairs("Russia: Moscow; Turkey: Ankara"),
    "Africa": pairs("""
        Egypt: Cairo; Libya: Tripoli; Tunisia: Tunis; Algeria: Algiers; Morocco: Rabat; Sudan: Khartoum; Ethiopia:
        Addis Ababa; Kenya: Nairobi; Uganda: Kampala; Tanzania: Dodoma; Ghana: Accra; Nigeria: Abuja; Senegal: Dakar;
        Zimbabwe: Harare; Madagascar: Antananarivo
    """),
    "Asia": pairs("""
        China: Beijing; Japan: Tokyo; India: New Delhi; South Korea: Seoul; North Korea: Pyongyang; Mongolia:
        Ulaanbaatar; Thailand: Bangkok; Vietnam: Hanoi; Malaysia: Kuala Lumpur; the Philippines: Manila; Indonesia:
        Jakarta; Nepal: Kathmandu; Bangladesh: Dhaka; Pakistan: Islamabad; Afghanistan: Kabul; Iran: Tehran; Iraq:
        Baghdad; Syria: Damascus; Saudi Arabia: Riyadh; Qatar: Doha
    """),
    "North America": pairs("""
        the United States: Washington; Canada: Ottawa; Mexico: Mexico City; Cuba: Havana; Jamaica: Kingston; Costa
        Rica: San Jose; Panama: Panama City
    """),
    "South America": pairs("""
        Brazil: Brasilia; Argentina: Buenos Aires; Chile: Santiago; Peru: Lima; Colombia: Bogota; Venezuela: Caracas;
        Ecuador: Quito; Uruguay: Montevideo
    """),
    "Oceania": pairs("Australia: Canberra; New Zealand: Wellington; Fiji: Suva"),
}
CAPITALS = {country: city for countries in BY_CONTINENT.values() for country, city in countries.items()}
CONTINENTS = {country: place for place, countries in BY_CONTINENT.items() for country in countries}
SAME = {
    "the UK": "England",
    "the United Kingdom": "England",
    "Great Britain": "England",
    "Britain": "England",
    "the USA": "the United States",
    "the US": "the United States",
    "the United States of America": "the United States",
    "America": "the United States",
    "Holland": "the Netherlands",
    "Czechia": "the Czech Republic",
}
"""
    Other names; each has the capital and the continent of the country beside it.
    """
OTHER_NAMES = {name: CAPITALS[country] for name, country in SAME.items()}
