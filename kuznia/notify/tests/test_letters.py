import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kuznia.notify.letters import Letter, site_address
from kuznia.notify.mail import html_twin, text_twin
from kuznia.notify.tests.factories import full_letter, letter


def test_letter_comes_back_from_the_database_as_it_was():
    kept = full_letter().to_json()

    assert Letter.from_json(kept) == full_letter()


@given(st.text(), st.lists(st.text()), st.lists(st.tuples(st.text(), st.text())))
def test_letter_comes_back_as_it_was_whatever_people_typed(subject, paragraphs, facts):
    written = letter(subject=subject, paragraphs=paragraphs, facts=facts)

    assert Letter.from_json(written.to_json()) == written


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zapis\r\nBcc: wszyscy@przyklad.pl", "Zapis Bcc: wszyscy@przyklad.pl"),
        ("Zapis\u2028Bcc: x\u0085y", "Zapis Bcc: x y"),
        ("gdp.\u202eexe\u2066", "gdp.exe"),
        ("Zapis \x00\x1b[31mna bal", "Zapis [31mna bal"),
        ("👩‍👩‍👧 piknik 🎉", "👩‍👩‍👧 piknik 🎉"),
        ("=?utf-8?q?Wygrana?=", "= ?utf-8?q?Wygrana?="),
        ("x" * 10_000, "x" * 200),
    ],
)
def test_subject_is_one_harmless_line_when_the_title_is_hostile(typed, kept):
    assert letter(subject=typed).subject == kept


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "/zapis/", "https://a b", "https://a\r\nX: y", "https://a\u202eb"]
)
def test_button_is_refused_when_its_address_is_not_a_whole_web_address(url):
    with pytest.raises(ValueError, match="whole web address"):
        letter(button=("Zobacz", url))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_paragraph_fact_and_link_stands_in_both_twins(language):
    written = full_letter()
    parts = [written.preheader, written.heading, written.reason, *written.paragraphs, *written.closing]
    parts += [text for fact in written.facts for text in fact] + list(written.button or ())

    # Hard spaces tie one-letter words in the HTML only.
    html = html_twin(written, language=language).replace("\u00a0", " ")
    text = text_twin(written, language=language)

    assert [part for part in parts if part not in html or part not in text] == []


@pytest.mark.django_db
def test_own_words_of_the_twins_are_in_the_language_of_the_reader():
    with translation.override("en"):
        polish = text_twin(full_letter(), language="pl")

    assert "Dzień dobry,\n" in polish
    assert "Odpowiedz na tę wiadomość, jeśli masz pytanie.\n" in polish


@pytest.mark.django_db
def test_html_twin_prints_what_people_typed_as_text():
    written = letter(heading="<script>alert(1)</script>", facts=[("<b>", "</table>")], paragraphs=["a\n<i>"])

    html = html_twin(written, language="pl")

    assert "<script>" not in html
    assert "&lt;b&gt;" in html
    assert "&lt;/table&gt;" in html
    assert "a<br>&lt;i&gt;" in html


@pytest.mark.django_db
def test_text_twin_prints_what_people_typed_without_entities():
    text = text_twin(letter(paragraphs=["„Ja & Ty” <razem>"]), language="pl")

    assert "„Ja & Ty” <razem>" in text


def test_link_begins_with_the_configured_address(settings):
    settings.KUZNIA_BASE_URL = "https://kuznia.powiat.example"

    assert site_address("/zapis/1/") == "https://kuznia.powiat.example/zapis/1/"
