"""Photos of tickets: read as people take them, refused in words where nothing can be read."""

from io import BytesIO
from pathlib import Path

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter

from kuznia.events.photos import code_in_photo
from kuznia.events.tickets import code_on_ticket
from kuznia.lib.errors import Refused

CODE = "K7M4RD22"
NO_CODE = "Na zdjęciu nie ma czytelnego kodu. Podejdź bliżej, trzymaj nieruchomo albo wpisz kod."
TOO_MANY = "Zdjęcie ma za dużo pikseli. Zrób je przy zwykłych ustawieniach telefonu."
NO_PHOTO = "Tego zdjęcia nie da się odczytać. Zrób zdjęcie kodu (JPEG, PNG albo WebP)."


def _ticket(text: str = f"KUZNIA:{CODE}", *, scale: int = 12) -> Image.Image:
    picture = BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", scale=scale)
    return Image.open(picture).convert("L")


def _on_paper(*tickets: Image.Image, size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    paper = Image.new("L", size, 190)
    for number, ticket in enumerate(tickets):
        paper.paste(ticket, (150 + number * 700, 300))
    return paper


def _photo(picture: Image.Image, kind: str = "JPEG", **options: object) -> SimpleUploadedFile:
    content = BytesIO()
    picture.save(content, kind, **options)
    return SimpleUploadedFile("zdjecie.jpg", content.getvalue())


def _refusal(photo: SimpleUploadedFile) -> str:
    with pytest.raises(Refused) as refused:
        code_in_photo(photo)
    return refused.value.message


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_code_is_read_when_the_photo_is_clear(kind: str) -> None:
    assert code_in_photo(_photo(_on_paper(_ticket()), kind)) == CODE


@pytest.mark.parametrize("degrees", [17, 90, 180, 233])
def test_code_is_read_when_the_phone_was_turned(degrees: int) -> None:
    turned = _on_paper(_ticket()).rotate(degrees, expand=True, fillcolor=190)

    assert code_in_photo(_photo(turned)) == CODE


def test_code_is_read_when_the_photo_is_blurred_and_dim() -> None:
    blurred = _on_paper(_ticket()).filter(ImageFilter.GaussianBlur(4)).point(lambda tone: 60 + tone // 4)

    assert code_in_photo(_photo(blurred, quality=40)) == CODE


def test_code_is_read_when_the_photo_has_twelve_megapixels_on_its_side() -> None:
    large = _on_paper(_ticket(scale=20), size=(4032, 3024))
    exif = Image.Exif()
    exif[0x0112] = 6

    assert code_in_photo(_photo(large, exif=exif)) == CODE


def test_code_is_read_when_the_ticket_is_far_away() -> None:
    far = _on_paper(_ticket(scale=5), size=(4032, 3024))

    assert code_in_photo(_photo(far)) == CODE


def test_code_is_read_when_the_picture_is_the_ticket_on_a_screen() -> None:
    assert code_in_photo(_photo(_ticket(scale=4), "PNG")) == CODE


def test_photo_is_refused_when_there_is_no_code() -> None:
    assert _refusal(_photo(_on_paper())) == NO_CODE


def test_photo_is_refused_when_there_are_two_tickets() -> None:
    two = _on_paper(_ticket(), _ticket("KUZNIA:ABCD2345"))

    assert _refusal(_photo(two)) == "Na zdjęciu są dwa bilety. Zrób zdjęcie jednego."


def test_photo_is_refused_when_the_code_is_somebody_elses() -> None:
    foreign = _on_paper(_ticket("https://example.org/"))

    assert _refusal(_photo(foreign)) == "Ten kod QR to nie nasz bilet. Wpisz kod ręcznie."


def test_photo_is_refused_when_it_is_no_picture() -> None:
    assert _refusal(SimpleUploadedFile("zdjecie.jpg", b"%PDF-1.7 to nie zdjecie")) == NO_PHOTO


def test_photo_is_refused_when_it_is_cut_off() -> None:
    whole = _photo(_on_paper(_ticket())).read()

    assert _refusal(SimpleUploadedFile("zdjecie.jpg", whole[: len(whole) // 3])) == NO_PHOTO


@pytest.mark.parametrize(
    ("kind", "size"), [("PNG", (30_000, 30_000)), ("PNG", (5_000, 4_000)), ("JPEG", (10_000, 9_000))]
)
def test_photo_is_refused_before_it_is_decoded_when_it_is_a_bomb(kind: str, size: tuple[int, int]) -> None:
    bomb = _photo(Image.new("1" if kind == "PNG" else "L", size), kind)

    assert _refusal(bomb) == TOO_MANY


def test_photo_is_refused_when_it_has_too_many_bytes() -> None:
    heavy = SimpleUploadedFile("zdjecie.jpg", b"\xff\xd8" + bytes(15_000_000))

    assert _refusal(heavy) == "Zdjęcie jest za duże: może mieć najwyżej 15 MB. Zrób mniejsze."


def test_photo_is_never_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    code_in_photo(_photo(_on_paper(_ticket())))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KUZNIA:K7M4RD22", "K7M4RD22"),
        ("kuznia: k7m4-rd22", "K7M4RD22"),
        ("KUZNIA:K7M4RD2O", None),
        ("KUZNIA:", None),
        ("K7M4RD22", None),
        ("https://example.org/?KUZNIA:K7M4RD22", None),
    ],
)
def test_ticket_says_its_code_and_nothing_else(text: str, code: str | None) -> None:
    assert code_on_ticket(text) == code
