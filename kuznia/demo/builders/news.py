"""The news: what the notices told of the past, and some of these weeks, made up and saying so."""

from __future__ import annotations

from datetime import datetime, timedelta

from kuznia.demo.builders.past_news import build_past_news
from kuznia.demo.builders.stage import Stage
from kuznia.lib.clock import WARSAW
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.newsroom.services import Part, publish_news
from kuznia.newsroom.states import Category


def build_news(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    """Publish the news, each at its own time."""
    build_past_news(stage, clock)
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
