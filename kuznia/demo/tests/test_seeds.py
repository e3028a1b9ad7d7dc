"""The five notices stand retold on the site: every date, name, sum, role and difference of theirs is found there."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

FEDERATION = """15 listopada 2012
w siedzibie powiatu
pierwsza Konferencja Organizacji Pozarządowych Powiatu Pruszkowskiego
Pruszkowska Grupa Robocza i Federacja MAZOWIA
Elżbieta Smolińska, Starosta Pruszkowski
Arkadiusz Kosiński, Burmistrz Gminy Brwinów
Alicja Szpigiel, doradca Starosty ds. organizacji pozarządowych
co zakładał i co dał roczny program współpracy w 2012 roku
współpracy międzysektorowej
Iwona Radzimirska, przedstawicielka Partnerstwa Michałowice
Ryszard Koszczyński, członek Pruszkowskiej Grupy Roboczej i inicjator Forum
prowadził Marcin Mitzner
prowadziła Monika Chrzczonowicz
prowadziła Olga Wojciechowska
ciało dialogu
wstępnie zadeklarowała przystąpienie
środę 12 grudnia 2012, godz. 16.30
Urzędzie Miejskim w Pruszkowie przy ul. Kraszewskiego 14/16, sala 21
ponad 30 reprezentantów organizacji i instytucji
http://www.mazowia.org.pl/40,p_pruszkowski.html
„Budujemy współpracę na Mazowszu – od organizacji do federacji”
żeby powstało Forum"""
COUNTY = """15 listopada 2012
sali konferencyjnej starostwa
Patronowała jej Elżbieta Smolińska
nazywa je inicjatorami
zbliżyć środowiska
NGO
sektorem prywatnym
Roczny Program Współpracy Powiatu Pruszkowskiego z Organizacjami Pozarządowymi oraz innymi podmiotami
prowadzącymi działalność pożytku publicznego na rok 2012
200 000 zł
Arkadiusz Kosiński, Burmistrz Gminy Brwinów
30 000 zł, nie licząc pieniędzy dla klubów sportowych
Metodologia tworzenia diagnozy lokalnej, prowadził Marcin Mitzner
Status OPP: przywilej czy uciążliwy dodatek?, prowadziła Monika Chrzczonowicz
Fundraising, prowadziła Olga Wojciechowska
nie wzbudziła dużego zainteresowania
opracowała Alicja Szpigiel, Doradca Starosty ds. Organizacji Pozarządowych"""
CONGRESS = """sobotę 4 marca 2017
Starostwie Powiatowym w Pruszkowie
II Kongres Organizacji Pozarządowych
Starosta Maksym Gołoś
Ponad sto osób z organizacji i ruchów społecznych
„Powiat dla społecznie aktywnych”
„nowe otwarcie”
„Akademia Społecznie Aktywnych”
letni Piknik Organizacji Pozarządowych
otwarcie Centrum Dialogu Społecznego
jesienią
„Powiat Społecznie Aktywny”
co powiat planuje w roku 2017
Grupa I: organizacje pomocowe, czyli pomoc społeczna i zdrowotna
Grupa II: organizacje społeczno-obywatelskie
Grupa III: organizacje patriotyczne i obronne, w tym kombatanckie
Grupa IV: organizacje młodzieżowe, sportowe i turystyczne
dyskusji plenarnej
otwartych konkursach ofert
Crowdfunding
Źródło: ogłoszenie Powiatu Pruszkowskiego"""
CENTRE = """środy 14 grudnia 2016
Starosta Pruszkowski Maksym Gołoś
Powiatowe Centrum Dialogu Społecznego
członkowie Zarządu i Rady Powiatu
„Deklarację Dobrej Woli, Dialogu i Współpracy”
akt założycielski
wsparciem, rozwojem i integracją
pierwszy na Mazowszu
samorząd powiatowy
prowadzą miasta
dobrą praktyką dla innych powiatów
śródmieściu Pruszkowa na wspólne spotkania, szkolenia i warsztaty
nie należą do żadnej organizacji
ogłoszenie o otwarciu podaje dzień: 14 grudnia
Źródło: ogłoszenie Powiatu Pruszkowskiego"""
FORGE = """weekend 9 i 10 września 2017
„Powiatowa Kuźnia Aktywności Obywatelskiej”
Funduszu Inicjatyw Obywatelskich
9 stowarzyszeń społeczno-obywatelskich razem ze starostwem
kilka tysięcy projektów
najwyżej ocenionych
tak dużego projektu społecznego z dofinansowaniem FIO jeszcze na jego terenie nie było
wszystkich 6 gminach
około 20 liderów
coachami i mentorami
Stała sieć wsparcia
stały punkt informacji i porad
Miesiące wakacyjne: nabór
Od września do listopada
częściowo wyjazdowe
Grudzień 2017: duża konferencja
samorządowcami i przedsiębiorcami
„Standardy rozwoju aktywności obywatelskiej w Powiecie Pruszkowskim”
Stowarzyszenie Mieszkańców Osiedla-Ogrodu Malichy
Brwinowskie Stowarzyszenie Rodzin Abstynenckich „Szansa”
Forum Organizacji Pozarządowych Powiatu Pruszkowskiego
Pruszkowskie Stowarzyszenie Rodzin Abstynenckich „Socjus”
Pruszków: Stowarzyszenie Mieszkańców Osiedla-Ogrodu Malichy
Brwinów: Stowarzyszenie Projekt Brwinów
Michałowice: Towarzystwo Przyjaciół Miasta-Ogrodu Komorów „Komorowianie”
Nadarzyn: Towarzystwo Przyjaciół Gminy Nadarzyn
Piastów: Stowarzyszenie „Możesz”
Raszyn: Stowarzyszenie Projekt Raszyn
Partnerem samorządowym, który daje projektowi możliwości organizacyjne, jest Powiat Pruszkowski
ngo.pruszkow@gmail.com
501 750 705
Źródło: ogłoszenie Powiatu Pruszkowskiego"""
# The address of each article and the facts of the notices that it retells.
NOTICES = (
    ("pierwsza-konferencja-organizacji-pozarzadowych-za-nami", FEDERATION),
    ("pierwsza-konferencja-organizacji-pozarzadowych-za-nami", COUNTY),
    ("powiat-dla-spolecznie-aktywnych-ii-kongres-organizacji", CONGRESS),
    ("centrum-dialogu-spolecznego-otwarte", CENTRE),
    ("startuje-powiatowa-kuznia-aktywnosci-obywatelskiej", FORGE),
)


@pytest.mark.parametrize(
    ("slug", "facts"), NOTICES, ids=["federation", "county", "congress", "centre", "forge"]
)
def test_article_tells_every_fact_of_its_notice(demo, client: Client, slug: str, facts: str):
    page = client.get(f"/aktualnosci/{slug}/")

    told = unescape(page.content.decode()).replace("\u00a0", " ")
    assert page.status_code == 200
    assert [fact for fact in facts.splitlines() if fact not in told] == []


def test_article_on_2012_says_where_its_two_sources_differ(demo, client: Client):
    page = unescape(client.get(f"/aktualnosci/{NOTICES[0][0]}/").content.decode()).replace("\u00a0", " ")

    assert "Gdzie ogłoszenia się różnią" in page
    for beginning in ("Kto zorganizował.", "Czy Forum się spodobało.", "Ile osób przyszło."):
        assert beginning in page


def test_shelf_of_the_demo_has_three_guides_and_two_public_practices(demo, client: Client):
    guides = client.get("/poradniki/").content.decode()
    practices = client.get("/dobre-praktyki/").content.decode()

    assert guides.count('href="/poradniki/') >= 3
    assert (practices.count('class="practice"'), "Bus do lekarza na telefon" in practices) == (2, True)
