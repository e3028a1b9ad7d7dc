"""Documents: tagged and archivable, Polish, the same twice; what people wrote stays text; nothing else can be read."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from typst import TypstError

from kuznia.lib.pdf import HOUSE, _compiler, compile_pdf
from kuznia.lib.ports import county_port
from kuznia.lib.qr import qr_svg
from tests.pdf_reader import fonts_of, objects_of, text_of

AT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
PANGRAM = "Zażółć gęślą jaźń. PCHNĄĆ W TĘ ŁÓDŹ JEŻA LUB OŚM SKRZYŃ FIG."
TEMPLATES = sorted(HOUSE.glob("*/typst/*.typ"))


@pytest.fixture(autouse=True)
def no_county(monkeypatch):
    """The documents here are of a nameless county, which asks no database."""
    monkeypatch.setattr(county_port, "_answers", [])


def document(text: str = PANGRAM, language: str = "pl", **words: object) -> bytes:
    """Return the specimen with the text."""
    data = {
        "text": text,
        "name": "Kwota",
        "value": "1 200 zł",
        "list": "Lista",
        "rows": [["Koło", "12"]],
        "code": "KRS 0000120",
        "qr": qr_svg("https://example.org/"),
        "alt": "Adres strony",
        **words,
    }
    return compile_pdf("lib/specimen", data, title="Łączność", at=AT, language=language, number="12/2026")


@pytest.mark.parametrize(
    "mark",
    [
        b"/MarkInfo<</Marked true",
        b"/StructTreeRoot",
        b"<pdfuaid:part>1</pdfuaid:part>",
        b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        b"/Lang(pl",
        b"/DisplayDocTitle true",
        b"/Alt(" + b"Adres strony",
        b"/S/TH",
        b"/S/H1",
        b"(D:20261125",
    ],
)
def test_document_is_tagged_named_and_archivable(mark):
    whole = b"\n".join(objects_of(document()).values())

    assert mark in whole


def test_document_carries_its_fonts_and_no_other():
    assert fonts_of(document()) == {
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
        "Signika-Regular",
        "Signika-Bold",
    }
    assert all(
        b"/FontFile2 " in body for body in objects_of(document()).values() if b"/FontDescriptor/" in body
    )


def test_polish_letters_are_read_as_they_were_written():
    assert PANGRAM in text_of(document()).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "header", "footer"),
    [
        ("pl", "nr 12/2026 · 25 listopada 2026", "Strona 1 z 1"),
        ("en", "No. 12/2026 · 25 November 2026", "Page 1 of 1"),
    ],
)
def test_header_and_footer_speak_the_language_of_the_document(language, header, footer):
    text = text_of(document(language=language)).replace("\u00a0", " ")

    assert (header in text, footer in text) == (True, True)


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Олена Шевченко", "Олена Шевченко"),
        ("Ewa \U0001f600\ufe0f", "Ewa "),
        ("\ufeffE\x00wa", "Ewa"),
        ("Ewa 山田", "Ewa \ufffd\ufffd"),
    ],
)
def test_document_is_made_when_a_name_has_signs_that_our_fonts_lack(written, drawn):
    assert f"Koło{drawn}|" in text_of(document(rows=[["Koło", f"{written}|"]]))


@pytest.mark.parametrize(
    "written",
    [
        '#read("/etc/passwd")',
        "*gruby* _krzywy_ `kod` $x^2$",
        '#import "/kuznia.typ": *',
        "= Nagłówek",
        "<etykieta> @odsyłacz",
        "#{panic()} \\ // nic /* nic */",
        '"}; {"title": "x"}',
    ],
)
def test_what_a_person_wrote_stays_text(written):
    text = text_of(document(text=written, value=written, rows=[[written, 1]])).replace("\u00a0", " ")

    assert text.count(written) == 5


@pytest.mark.parametrize("path", ["/etc/passwd", "../pdf.py", "/../pdf.py", "/../../config/settings.py"])
def test_template_reads_nothing_outside_the_shared_layout(path):
    with pytest.raises(TypstError):
        _compiler().compile(input=f'#read("{path}")'.encode(), format="pdf")


def test_document_is_refused_when_a_picture_is_not_described():
    with pytest.raises(TypstError):
        document(alt=None)


def test_document_is_the_same_when_it_is_made_twice():
    assert document() == document()


def test_file_bears_the_time_it_is_told():
    assert b"/CreationDate(D:20261125" in document()


@pytest.mark.parametrize("name", ["specimen", "lib/../config/settings", "/etc/passwd", "Lib/specimen"])
def test_template_is_refused_when_its_name_is_none(name):
    with pytest.raises(ValueError, match=r"A template is named app/name, not "):
        compile_pdf(name, {}, title="Łączność", at=AT)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_template_fetches_no_package_and_runs_no_text(template):
    source = template.read_text(encoding="utf-8")

    assert [word for word in ('"@', "eval(", "plugin(") if word in source] == []


def test_three_hundred_certificates_take_less_than_thirty_seconds():
    document()
    began = time.process_time()

    for number in range(30):
        document(text=f"Osoba {number}", qr=qr_svg(f"https://example.org/{number}"))

    assert time.process_time() - began < 3


def test_pages_do_not_load_typst():
    pages = "import sys, django; django.setup(); import kuznia.config.urls, kuznia.config.wsgi"

    answer = subprocess.run(
        [sys.executable, "-c", f"{pages}; print('typst' in sys.modules)"], capture_output=True, text=True
    )

    assert answer.stdout.strip() == "False", answer.stderr
