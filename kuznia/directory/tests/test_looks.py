import pytest
from django.urls import reverse

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.colours import ASH, stylesheet_of
from kuznia.directory.models import Authority
from kuznia.directory.services import CountyLook, change_county_look
from kuznia.directory.tests.factories import HOUSE, office_actor, officer_of, signed_in
from kuznia.files.intake import received
from kuznia.files.models import StoredFile
from kuznia.files.tests.factories import PDF, picture, upload
from kuznia.lib.contrast import contrast
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import OfficeRole
from kuznia.lib.ports import county as county_of_house

LOGO, COLOURS = reverse("directory:county-logo"), reverse("directory:county-colours")
LOOK = reverse("directory:county-look")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def uncached(settings):
    settings.KUZNIA_PAGE_CACHE = False


def changed(county, **look):
    return change_county_look(authority=county, look=CountyLook(**look), actor=HOUSE)


def taken(content, name="logo.png"):
    return received(upload(content, name))


@pytest.fixture
def administrator(client, settings, county):
    settings.KUZNIA_DEMO = True
    return signed_in(client, officer_of(county, role=OfficeRole.ADMINISTRATOR))


def sentences(county):
    return [entry.sentence for entry in history_of(county, audiences=list(Audience))][:-1]


def test_colour_reaches_every_page_by_a_stylesheet_of_its_own(client, county):
    assert "kolory.css" not in client.get("/").content.decode()

    changed(county, colour="#17508F")

    assert f'<link rel="stylesheet" href="{COLOURS}?v=17508f">' in client.get("/").content.decode()
    assert "--act:#17508f" in client.get(COLOURS).content.decode()
    assert sentences(county) == ["Zmieniono kolor powiatu."]


def test_stylesheet_is_not_sent_again_when_the_browser_has_it(client, county):
    changed(county, colour="#17508f")
    first = client.get(COLOURS)

    again = client.get(COLOURS, headers={"if-none-match": first["ETag"]})

    assert (first["Content-Type"], first["Cache-Control"]) == (
        "text/css; charset=utf-8",
        "public, max-age=86400",
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("colour", ["#17508f", "#757575", "#000000", "#c80000"])
def test_stylesheet_keeps_letters_readable_on_the_grounds_of_the_house(colour):
    rules = dict(rule.split(":") for rule in stylesheet_of(colour).split("{")[2].partition("}")[0].split(";"))

    assert contrast(rules["--act"], "#ffffff") >= 4.5
    assert contrast(rules["--plum"], ASH) >= 4.5
    assert contrast(rules["--plum"], rules["--plum-soft"]) >= 4.5


@pytest.mark.parametrize(
    ("colour", "sentence"),
    [
        ("zielony", "Zapisz kolor jako krzyżyk i sześć znaków, na przykład #74184f."),
        (
            "#ffcf4a",
            "Białe litery na tym kolorze trudno przeczytać: kontrast to 1,4, a trzeba 4,5. Wybierz ciemniejszy.",
        ),
        (
            "#777777",
            "Białe litery na tym kolorze trudno przeczytać: kontrast to 4,4, a trzeba 4,5. Wybierz ciemniejszy.",
        ),
    ],
)
def test_colour_is_refused_in_words_when_white_letters_cannot_be_read_on_it(county, colour, sentence):
    with pytest.raises(Refused) as refusal:
        changed(county, colour=colour)

    assert (refusal.value.field, refusal.value.message) == ("colour", sentence)


def test_logo_reaches_every_page_and_replaces_the_old_one(client, county):
    changed(county, logo=taken(picture()), logo_alt="Stary herb")
    changed(county, logo=taken(picture(size=(5, 5))), logo_alt="Herb powiatu")

    address = county_of_house().logo

    assert (
        f'<img class="brand__county" src="{address}" alt="Herb powiatu">' in client.get("/").content.decode()
    )
    assert client.get(address)["Content-Type"] == "image/png"
    assert StoredFile.objects.count() == 1
    assert sentences(county) == ["Zmieniono logo powiatu.", "Zmieniono logo powiatu."]


def test_logo_goes_when_it_is_removed_and_stays_when_nothing_is_said(client, county):
    changed(county, logo=taken(picture()), logo_alt="Herb powiatu")
    changed(county)
    assert client.get(LOGO).status_code == 200

    changed(county, without_logo=True)

    assert client.get(LOGO).status_code == 404
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize("address", [LOGO, COLOURS])
@pytest.mark.django_db
def test_look_is_not_there_before_it_is_chosen_or_before_the_county_is(client, address):
    assert client.get(address).status_code == 404


def test_logo_is_refused_when_it_is_no_picture_or_too_large(county, monkeypatch):
    with pytest.raises(Refused) as refusal:
        changed(county, logo=taken(PDF, "logo.pdf"), logo_alt="x")
    assert refusal.value.message == "Logo to obraz: PNG albo JPEG."

    monkeypatch.setattr("kuznia.directory.services.looks.LARGEST_LOGO", 10)
    with pytest.raises(Refused) as refusal:
        changed(county, logo=taken(picture()), logo_alt="x")

    assert refusal.value.message == "Logo może mieć do 500 kB. Zmniejsz je i wyślij jeszcze raz."


def test_change_county_look_is_forbidden_to_officers(county):
    with pytest.raises(Forbidden):
        change_county_look(authority=county, look=CountyLook(), actor=office_actor(county))


def test_administrator_chooses_colour_and_logo(administrator):
    sent = {"colour": "17508f", "logo": upload(picture(), "logo.png"), "logo_alt": "Herb"}

    response = administrator.post(LOOK, sent)

    assert response["Location"] == LOOK
    kept = Authority.objects.values_list("colour", "logo__alt").get(teryt="1421")
    assert kept == ("#17508f", "Herb")
    assert 'alt="Herb"' in administrator.get(LOOK).content.decode()


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"colour": "#ffffff"}, "colour", "Białe litery na tym kolorze trudno przeczytać"),
        ({"logo": (SVG, "logo.svg"), "logo_alt": "x"}, "logo", "Przyjmujemy dokumenty"),
        ({"logo": (picture(), "logo.png")}, "logo_alt", "Napisz, co przedstawia logo"),
    ],
)
def test_administrator_reads_at_the_field_what_is_wrong(administrator, sent, field, sentence):
    data = {name: upload(*value) if isinstance(value, tuple) else value for name, value in sent.items()}

    form = administrator.post(LOOK, data).context["form"]

    assert form.errors[field][0].startswith(sentence)
