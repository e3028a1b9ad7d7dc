import pytest

from kuznia.speech.page_text import Paragraph, text_of

PAGE = """<!doctype html><html lang="pl"><head><title>x</title></head><body>
<nav>Menu</nav><main><h1>Nabór <b>trwa</b></h1>
<p>Raz <a href="/x/">dwa</a> trzy.<br>Cztery</p><p hidden>Tajne <b>słowo</b></p> ogon<p aria-hidden="true">Grafika</p>
<script>var tajne</script><style>p{}</style><template><p>Wzór</p></template><select><option>Wybór</option></select>
<ul><li>A<li>B <span lang="en">Hello there</span></ul><!-- uwaga --><button>Zapisz</button>
</main><p>Stopka</p></body></html>"""


@pytest.fixture
def page():
    return text_of(PAGE.encode())


def test_main_text_comes_in_paragraphs_of_one_language(page):
    assert page.main == [
        Paragraph("pl", "Nabór trwa"),
        Paragraph("pl", "Raz dwa trzy."),
        Paragraph("pl", "Cztery"),
        Paragraph("pl", "ogon"),
        Paragraph("pl", "A"),
        Paragraph("pl", "B"),
        Paragraph("en", "Hello there"),
    ]


@pytest.mark.parametrize(
    ("drawn", "texts"),
    [
        ("<b>Ewa Iskra</b><span>burmistrz</span>", ["Ewa Iskra", "burmistrz"]),
        ("Ewa Iskra<small>burmistrz</small>", ["Ewa Iskra", "burmistrz"]),
        ("<time>9.00</time>Ogłoszono", ["9.00", "Ogłoszono"]),
        ("<span>Termin</span>, <b>jutro</b>.", ["Termin, jutro."]),
        ("bez<em>płatny</em>", ["bezpłatny"]),
        ("<a>Raz</a><!-- --> dwa", ["Raz dwa"]),
    ],
)
def test_elements_that_touch_are_parted_where_the_page_draws_them_apart(drawn, texts):
    page = text_of(f"<main><p>{drawn}</p></main>".encode())

    assert [paragraph.text for paragraph in page.main] == texts


def test_title_and_language_are_those_of_the_page(page):
    assert (page.title, page.language) == ("Nabór trwa", "pl")


@pytest.mark.parametrize(
    "text", ["dwa trzy", "Raz\n dwa", "Raz dwa trzy. Cztery", "Menu", "Zapisz", "Stopka", "Na\u00adbór"]
)
def test_page_holds_what_stands_on_it(page, text):
    assert page.holds(text)


@pytest.mark.parametrize(
    "text",
    ["Tajne", "słowo", "Grafika", "var tajne", "p{}", "Wzór", "Wybór", "uwaga", "Cudzy tekst", " ", ""],
)
def test_page_does_not_hold_what_is_hidden_or_foreign(page, text):
    assert not page.holds(text)


@pytest.mark.parametrize("empty", [b"", b"  ", b"<!-- -->"])
def test_text_is_empty_when_there_is_no_page(empty):
    assert text_of(empty).main == []
