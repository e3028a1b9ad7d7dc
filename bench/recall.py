"""How well the search finds: questions in inflected forms over the demo county, and the texts that answer them."""

from __future__ import annotations

from dataclasses import dataclass

AT = 10
LEAST = 0.95
CONFERENCE = "Konferencja Organizacji Pozarządowych Powiatu Pruszkowskiego"
MEETING = "Spotkanie w sprawie Forum Organizacji Pozarządowych"
PROPOSAL = "Pierwszy wniosek bez stresu"
LIVING = "Powiat dla społecznie aktywnych: konferencja organizacji"
PICTURES = "Zdjęcia, które mówią: warsztat dla organizacji"
VISIT = "Wizyta w sąsiednim powiecie: jak robią to inni"
GROUPS = "Otwarte spotkanie grup nieformalnych"
NEWS_FIRST = "Pierwsza konferencja organizacji pozarządowych za nami"
NEWS_SIGN_UP = "Zapisy na konferencję organizacji już trwają"
NEWS_GROUPS = "Grupy nieformalne spotkają się w starostwie"
NEWS_LIST = "Organizacje powiatu w jednym katalogu"
MALICHY = "Stowarzyszenie Mieszkańców Osiedla-Ogrodu Malichy"
SZANSA = "Brwinowskie Stowarzyszenie Rodzin Abstynenckich „Szansa”"
SOCJUS = "Pruszkowskie Stowarzyszenie Rodzin Abstynenckich „Socjus”"
KOMOROW = "Towarzystwo Przyjaciół Miasta-Ogrodu Komorów „Komorowianie”"
NADARZYN = "Towarzystwo Przyjaciół Gminy Nadarzyn"
FORUM = "Forum Organizacji Pozarządowych Powiatu Pruszkowskiego"
ISKRA, MIECH = "Stowarzyszenie Pokazowe „Iskra”", "Fundacja Pokazowa „Miech”"
KOWADLO = "Uczniowski Klub Sportowy Pokazowy „Kowadło”"
PALENISKO, PODKOWA = "Koło Gospodyń Pokazowe „Palenisko”", "Stowarzyszenie Pokazowe „Podkowa”"
HUFNAL = "Ochotnicza Straż Pożarna Pokazowa „Hufnal”"
KLAMRA, LIBRARY = "Grupa sąsiedzka pokazowa „Klamra”", "Biblioteka Pokazowa w Raszynie"
GUIDE_OPP, GUIDE_MONEY = (
    "Status OPP: co daje, czego wymaga i jak go dostać",
    "Fundraising: skąd wziąć pieniądze i czego przy tym pilnować",
)
BUS = "Bus do lekarza na telefon"
KOWALE, KUZNIA = "Federacja Pokazowa „Kowale”", "Kuźnia Pokazowa sp. z o.o."

QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("organizacjami pozarządowymi", (FORUM, CONFERENCE, MEETING, NEWS_FIRST)),
    ("organizacji pozarzadowych", (FORUM, CONFERENCE, MEETING, NEWS_FIRST)),
    ("konferencjach", (CONFERENCE, LIVING, NEWS_FIRST, NEWS_SIGN_UP)),
    ("konferencją organizacji", (CONFERENCE, LIVING, NEWS_FIRST, NEWS_SIGN_UP)),
    ("forum pozarządowe", (FORUM, MEETING, CONFERENCE)),
    ("spotkania w sprawie forum", (MEETING,)),
    ("fundraising", (CONFERENCE, LIVING, NEWS_FIRST)),
    ("fundraisingiem", (CONFERENCE, LIVING, NEWS_FIRST)),
    ("diagnozy lokalne", (CONFERENCE, LIVING, NEWS_FIRST)),
    ("diagnozą lokalną", (CONFERENCE, LIVING, NEWS_FIRST)),
    ("statusem pożytku publicznego", (GUIDE_OPP,)),
    ("zbiórek publicznych", (GUIDE_MONEY,)),
    ("malymi grantami", (GUIDE_MONEY,)),
    ("busami do lekarza", (BUS,)),
    ("statusu OPP", (CONFERENCE, NEWS_FIRST)),
    ("budżet powiatu", (CONFERENCE,)),
    ("zadaniom priorytetowym", (CONFERENCE,)),
    ("klub sportowy", (KOWADLO, CONFERENCE)),
    ("klubami sportowymi", (KOWADLO, CONFERENCE)),
    ("Szpigielowi", (CONFERENCE, NEWS_FIRST)),
    ("Alicji Szpigiel", (CONFERENCE, NEWS_FIRST)),
    ("Kosińskiego", (CONFERENCE, NEWS_FIRST)),
    ("kosinskim", (CONFERENCE, NEWS_FIRST)),
    ("Radzimirską", (CONFERENCE, NEWS_FIRST)),
    ("Koszczyńskiemu", (CONFERENCE, NEWS_FIRST)),
    ("Smolińskiej starosty", (NEWS_FIRST,)),
    ("burmistrzem Brwinowa", (CONFERENCE,)),
    ("warsztatów do wyboru", (NEWS_SIGN_UP,)),
    ("zdjęciami", (PICTURES,)),
    ("zdjec ktore mowia", (PICTURES,)),
    ("fotografowania ludzi", (PICTURES,)),
    ("wizerunku", (PICTURES,)),
    ("wniosku", (PROPOSAL,)),
    ("pierwszego wniosku", (PROPOSAL,)),
    ("szkice wniosków", (PROPOSAL,)),
    ("autokarem", (VISIT,)),
    ("sąsiednie powiaty", (VISIT,)),
    ("zwiedzania", (VISIT,)),
    ("grupom nieformalnym", (GROUPS, NEWS_GROUPS)),
    ("grupa nieformalna", (GROUPS, NEWS_GROUPS)),
    ("doradztwem", (GROUPS,)),
    ("pomysły bez stowarzyszenia", (GROUPS, NEWS_GROUPS)),
    ("katalogu organizacji", (NEWS_LIST,)),
    ("wpisów sprawdzanych przez urząd", (NEWS_LIST,)),
    ("federacje", (KOWALE, "Federacja MAZOWIA")),
    ("Mazowią", ("Federacja MAZOWIA",)),
    ("grupą roboczą", ("Pruszkowska Grupa Robocza",)),
    ("partnerstwem Michałowic", ("Partnerstwo Michałowice",)),
    ("osiedle ogród", (MALICHY,)),
    ("mieszkańcami Malich", (MALICHY,)),
    ("rodzinom abstynenckim", (SZANSA, SOCJUS)),
    ("rodzina abstynencka", (SZANSA, SOCJUS)),
    ("szansę", (SZANSA,)),
    ("Socjusa", (SOCJUS,)),
    ("projektu Brwinów", ("Stowarzyszenie Projekt Brwinów",)),
    ("projektem Raszyn", ("Stowarzyszenie Projekt Raszyn",)),
    ("przyjaciołom Komorowa", (KOMOROW,)),
    ("miasto ogród", (KOMOROW,)),
    ("przyjaciel Nadarzyna", (NADARZYN,)),
    ("sąsiadom", (ISKRA,)),
    ("rzemiosłem dla dziecka", (MIECH,)),
    ("młodzieżą", (MIECH,)),
    ("treningi po lekcji", (KOWADLO,)),
    ("gospodyniom", (PALENISKO,)),
    ("przepisami i pieśniami", (PALENISKO,)),
    ("osobie starszej", (PODKOWA,)),
    ("lekarzom", (PODKOWA,)),
    ("osobami niepełnosprawnymi", (PODKOWA,)),
    ("strażą pożarną", (HUFNAL,)),
    ("pierwszą pomocą", (HUFNAL,)),
    ("ratownictwu", (HUFNAL,)),
    ("drzewom na ulicach", (KLAMRA,)),
    ("zwierzętami", (KLAMRA,)),
    ("bibliotekę w Raszynie", (LIBRARY,)),
    ("udostępnianiem sali", (LIBRARY,)),
    ("wspólne głosy", (KOWALE,)),
    ("narzędziem i transport", (KUZNIA,)),
    ("kuzni pokazowej", (KUZNIA,)),
)


@dataclass(frozen=True, slots=True)
class Recall:
    """Which share of the texts was among the first ten, on average; and the questions that missed any."""

    share: float
    missed: dict[str, list[str]]


def measured() -> Recall:
    """Ask every question of the search as it is now."""
    from kuznia.search.queries import asked_for, find

    shares, missed = [], {}
    for question, wanted in QUESTIONS:
        found = {hit.document.title for hit in find(asked_for(question), limit=AT).hits}
        lost = [title for title in wanted if title not in found]
        shares.append(1 - len(lost) / len(wanted))
        if lost:
            missed[question] = lost
    return Recall(sum(shares) / len(shares), missed)
