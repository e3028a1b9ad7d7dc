import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuznia.files.kinds import ContentType
from kuznia.files.names import safe_name

SIGNS = st.text(max_size=300)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("statut.pdf", "statut.pdf"),
        ("Życiorys Ewy.PDF", "Życiorys Ewy.pdf"),
        ("statut.pdf.exe", "statut.pdf.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ewa\\statut.doc", "statut.pdf"),
        ("", "plik.pdf"),
        ("...", "plik.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("fdp\u202eexe.pdf", "fdp exe.pdf"),
        ("😀.pdf", "😀.pdf"),
        ("<script>alert(1)</script>.pdf", "script.pdf"),
        ("x" * 10_000 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_name_is_made_harmless_when_it_is_odd(sent, kept):
    assert safe_name(sent, ContentType.PDF) == kept


@given(SIGNS)
def test_name_fits_its_column_and_stands_in_an_address_whatever_was_sent(sent):
    kept = safe_name(sent, ContentType.DOCX)

    assert len(kept) <= 120
    assert kept.endswith(".docx")
    assert not set(kept) & set("/\\\r\n\x00%?#")
