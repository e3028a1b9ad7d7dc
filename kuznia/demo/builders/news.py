"""A few pieces of news; the facts of 2012 name their source, the others are made up and say so."""

from __future__ import annotations

from datetime import datetime, timedelta

from kuznia.demo.builders.stage import Stage, warsaw
from kuznia.lib.clock import WARSAW
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.newsroom.services import Part, publish_news
from kuznia.newsroom.states import Category


def build_news(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    """Publish the news, each at its own time."""
    clock.move_to(warsaw(2012, 11, 16, 12))
    publish_news(
        title="Pierwsza konferencja organizacji pozarządowych za nami",
        lead="Ponad 30 osób z organizacji i instytucji powiatu rozmawiało 15 listopada 2012 o współpracy.",
        title_en="The first conference of non-governmental organisations is behind us",
        lead_en="On 15 November 2012 more than 30 people from organisations and institutions talked about cooperation.",
        category=Category.NGO,
        author_name="Redakcja pokazowa, na podstawie ogłoszeń powiatu i Federacji MAZOWIA",
        body=_paragraphs(
            "Konferencji patronowała Elżbieta Smolińska, Starosta Pruszkowski. Otworzyła ją Alicja Szpigiel, "
            "doradca Starosty ds. organizacji pozarządowych.",
            "O współpracy rozmawiali Arkadiusz Kosiński, Iwona Radzimirska i Ryszard Koszczyński. Potem trwały trzy "
            "warsztaty: o diagnozie lokalnej, statusie OPP i fundraisingu.",
            "Dalszy ciąg 12 grudnia 2012 o godz. 16.30 w Urzędzie Miejskim w Pruszkowie, sala 21.",
        ),
        actor=stage.editor,
    )
    for days, title, lead, title_en, lead_en, category, body in LIVING:
        clock.move_to((today - timedelta(days=days)).astimezone(WARSAW).replace(hour=9, minute=30))
        publish_news(
            title=title,
            lead=lead,
            title_en=title_en,
            lead_en=lead_en,
            category=category,
            author_name="Redakcja pokazowa",
            body=_paragraphs(*body),
            actor=stage.editor,
        )
    clock.move_to(today)


def _paragraphs(*texts: str) -> list[Part]:
    return [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in texts]


LIVING = (
    (
        11,
        "Zapisy na konferencję organizacji już trwają",
        "Trzy warsztaty do wyboru, 60 miejsc, bez opłat. Zapis trwa minutę i nie wymaga konta.",
        "Sign-up for the conference of organisations is open",
        "Three workshops to choose from, 60 seats, free of charge. It takes a minute and needs no account.",
        Category.EVENTS,
        (
            "Wybierz warsztat, podaj imię i adres e-mail. Link do zmiany zapisu przyjdzie pocztą.",
            "To wiadomość pokazowa.",
        ),
    ),
    (
        4,
        "Grupy nieformalne spotkają się w starostwie",
        "Masz pomysł, a nie masz stowarzyszenia? To spotkanie jest dla Ciebie.",
        "Informal groups will meet at the county office",
        "You have an idea but no association? This meeting is for you.",
        Category.NGO,
        ("Opowiemy, skąd wziąć salę, doradcę i pierwsze pieniądze.", "To wiadomość pokazowa."),
    ),
    (
        2,
        "Organizacje powiatu w jednym katalogu",
        "Sprawdź, kto działa w Twojej gminie i czym się zajmuje.",
        "",
        "",
        Category.COUNTY,
        ("Katalog prowadzą same organizacje, a urząd sprawdza wpisy.", "To wiadomość pokazowa."),
    ),
)
