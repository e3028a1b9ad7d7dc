"""Guides: read from text files, put up once, read with their contents in two languages."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Authority
from kuznia.directory.tests.factories import office_actor
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import ForAuthority, OfficeRole
from kuznia.newsroom.models import GuideIndex, GuidePage
from kuznia.newsroom.published_guides import PublishedGuides
from kuznia.newsroom.queries.first_guides import parts_of, written_guides
from kuznia.newsroom.reading_guides import Guide
from kuznia.newsroom.services import put_up_guides
from kuznia.newsroom.tests.factories import browser_of, employ
from kuznia.newsroom.tests.practice_factories import make_guide, written_guide

THREE = ["diagnoza-lokalna", "status-opp", "fundraising"]


def test_text_becomes_headings_lists_steps_and_paragraphs():
    parts = parts_of(
        "## Po co\n\nJedno\nzdanie & <b>.\n\n- raz\n- dwa\n\n1. Zapytaj. Sąsiadów.\n2. Policz. Głosy."
    )

    assert parts == [
        {"type": "heading", "value": "Po co"},
        {"type": "paragraph", "value": "<p>Jedno zdanie &amp; &lt;b&gt;.</p>"},
        {"type": "paragraph", "value": "<ul><li>raz</li><li>dwa</li></ul>"},
        {
            "type": "steps",
            "value": [
                {"title": "Zapytaj", "text": "<p>Sąsiadów.</p>"},
                {"title": "Policz", "text": "<p>Głosy.</p>"},
            ],
        },
    ]


def test_text_is_refused_when_a_step_has_no_title():
    with pytest.raises(ValueError, match=r"Not a step: 2\. Policz głosy"):
        parts_of("1. Zapytaj. Sąsiadów.\n2. Policz głosy")


def test_guide_is_told_by_the_case_history_when_it_is_published_and_taken_down(editor: ForAuthority):
    page = make_guide(editor)

    page.unpublish()

    lines = history_of(page, audiences=[Audience.OFFICE])
    assert [line.sentence for line in lines] == [
        "Wycofano poradnik „Diagnoza”.",
        "Opublikowano poradnik „Diagnoza”.",
    ]


def test_guide_is_refused_when_an_officer_publishes_it(county: Authority):
    with pytest.raises(Forbidden) as refusal:
        make_guide(office_actor(county))

    assert refusal.value.message == "Poradniki publikują tylko osoby, które redagują aktualności powiatu."


def test_shelf_is_put_up_once_and_leaves_what_an_editor_made(editor: ForAuthority):
    own = make_guide(editor, "diagnoza")
    GuidePage.objects.update(title="Diagnoza po naszemu")

    added = put_up_guides(written=[written_guide("diagnoza"), written_guide("opp")], actor=editor)
    again = put_up_guides(written=[written_guide("opp")], actor=editor)

    assert ([page.slug for page in added], again) == (["opp"], [])
    assert GuidePage.objects.get(pk=own.pk).title == "Diagnoza po naszemu"


def test_shelf_is_refused_when_an_officer_puts_it_up(county: Authority):
    with pytest.raises(Forbidden):
        put_up_guides(written=[], actor=office_actor(county))


def test_command_puts_up_the_three_guides_in_the_name_of_an_editor(county: Authority, capsys):
    person = employ(county, OfficeRole.EDITOR)

    call_command("put_up_guides", editor=person.email)
    call_command("put_up_guides", editor=person.email)

    assert [page.slug for page in GuidePage.objects.live().order_by("path")] == THREE
    assert capsys.readouterr().out.splitlines()[-1] == "Every guide is there already."


@pytest.mark.parametrize("role", [None, OfficeRole.OFFICER])
def test_command_says_so_when_the_person_edits_nothing(county: Authority, role):
    email = employ(county, role).email if role else "nikt@example.org"

    with pytest.raises(CommandError, match=f"Nobody with the address {email} edits"):
        call_command("put_up_guides", editor=email)


def test_three_guides_are_complete_in_both_languages():
    guides = written_guides()

    assert [guide.slug for guide in guides] == THREE
    for guide in guides:
        for words in (guide.polish, guide.english):
            kinds = [part["type"] for part in words.parts]
            assert (len(words.lead) <= 400, len(words.for_whom) <= 300, len(words.legal_basis) <= 600) == (
                True,
                True,
                True,
            )
            assert ("steps" in kinds, kinds.count("heading") >= 5) == (True, True)


def test_contents_lead_to_every_heading_once(editor: ForAuthority):
    page = make_guide(editor)
    page.body = [("heading", "Po co"), ("heading", "Po co")]

    assert [part.anchor for part in Guide(page, "pl").contents] == ["po-co", "po-co-2"]


def test_guide_page_shows_contents_steps_law_and_day(editor: ForAuthority, client: Client):
    page = make_guide(editor)

    shown = unescape(client.get(page.address()).content.decode())

    assert '<a href="#po-co">Po co</a>' in shown
    assert '<h2 id="po-co">Po co</h2>' in shown
    assert "Krok 2" in shown
    assert "<p>Odpowiedzi.</p>" in shown
    assert "Art. 4 ustawy." in shown
    assert "21 listopada 2026" in shown


def test_guide_page_speaks_english_where_an_editor_wrote_so(editor: ForAuthority, client: Client):
    make_guide(editor)

    shown = client.get("/en/poradniki/diagnoza/").content.decode()

    assert ("<h1>Diagnosis</h1>" in shown, 'id="why"' in shown, "Po co" in shown) == (True, True, False)


def test_list_shows_guides_and_an_empty_shelf_says_so(editor: ForAuthority, client: Client):
    empty = client.get("/poradniki/").content.decode()
    make_guide(editor)

    assert "Nie ma jeszcze żadnego poradnika." in empty
    assert "Diagnoza" in client.get("/poradniki/").content.decode()


def test_search_sees_published_guides_only(editor: ForAuthority):
    page = make_guide(editor)
    port = PublishedGuides()

    (text,) = port.texts(list(port.keys()))
    page.unpublish()

    assert (text.url, text.title, text.title_en, text.day) == (
        "/poradniki/diagnoza/",
        "Diagnoza",
        "Diagnosis",
        date(2026, 11, 21),
    )
    assert "Sąsiadów." in text.body
    assert list(port.keys()) == []


def test_shelf_of_guides_knows_its_address(county: Authority):
    shelf = GuideIndex.objects.get()

    assert (shelf.address(), shelf.get_url_parts()[2]) == ("/poradniki/", "/poradniki/")


def test_preview_shows_the_public_page_in_the_chosen_language(editor: ForAuthority):
    page = make_guide(editor)

    response = page.make_preview_request(preview_mode="en")

    assert "<h1>Diagnosis</h1>" in response.content.decode()
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_editor_opens_the_empty_guide_in_the_admin_and_an_officer_does_not(county: Authority):
    address = f"/redakcja/pages/add/newsroom/guidepage/{GuideIndex.objects.get().pk}/"

    opened = browser_of(employ(county, OfficeRole.EDITOR)).get(address)
    refused = browser_of(employ(county, OfficeRole.OFFICER)).get(address)

    assert (opened.status_code, refused.status_code) == (200, 302)
    assert "Stan na dzień" in opened.content.decode()


def test_shelf_of_guides_cannot_be_removed(county: Authority):
    editor = browser_of(employ(county, OfficeRole.ADMINISTRATOR))

    answer = editor.post(f"/redakcja/pages/{GuideIndex.objects.get().pk}/unpublish/")

    assert (answer.status_code, GuideIndex.objects.get().live) == (302, True)
