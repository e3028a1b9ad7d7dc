from pathlib import Path

import pytest

from runner import catalogue

SEATS = """
msgid "%(n)d seat"
msgid_plural "%(n)d seats"
msgstr[0] "jedno miejsce"
msgstr[1] "%(n)d miejsca"
msgstr[2] "%(n)d miejsc"
"""
GREETING = """
msgid "Hello, %(name)s."
msgstr "Dzień dobry, %(name)s."
"""
CODE = """
from django.utils.translation import gettext_lazy as say, ngettext
say("Hello, %(name)s.")
ngettext("%(n)d seat", "%(n)d seats", 3)
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    app = tmp_path / "kuznia" / "fair"
    app.mkdir(parents=True)
    (app / "__init__.py").touch()
    (app / "views.py").write_text(CODE, encoding="utf-8")
    return app


def write(app: Path, *entries: str) -> Path:
    path = catalogue.catalogue_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(catalogue.HEADER.format(app=app.name) + "".join(entries), encoding="utf-8")
    return path


def faults(app: Path) -> list[str]:
    return list(catalogue.faults_of(app))


def test_check_finds_nothing_when_catalogue_is_complete(app: Path) -> None:
    write(app, GREETING, SEATS)

    assert faults(app) == []


def test_check_names_missing_entry_when_code_has_more(app: Path) -> None:
    write(app, SEATS)

    assert faults(app) == [
        "fair: missing from the catalogue: 'Hello, %(name)s.' (kuznia/fair/views.py); run update"
    ]


def test_check_names_stale_entry_when_code_has_less(app: Path) -> None:
    write(app, GREETING, SEATS, '\nmsgid "Gone"\nmsgstr "Nie ma"\n')

    assert faults(app) == ["fair: stale, no longer in the code: 'Gone'; run update"]


@pytest.mark.parametrize(
    ("translated", "fault"),
    [
        ('msgid "Hello, %(name)s."\nmsgstr ""\n', "fair: not translated: 'Hello, %(name)s.'"),
        ('#, fuzzy\nmsgid "Hello, %(name)s."\nmsgstr "O, %(name)s"\n', "fair: fuzzy: 'Hello, %(name)s.'"),
        (
            'msgid "Hello, %(name)s."\nmsgstr "O, %(nmae)s"\n',
            "fair: wrong placeholders in 'O, %(nmae)s': 'Hello, %(name)s.'",
        ),
        (
            'msgid "Hello, %(name)s."\nmsgstr "O, %(name)s w 5%."\n',
            "fair: wrong placeholders in 'O, %(name)s w 5%.': 'Hello, %(name)s.'",
        ),
    ],
)
def test_check_names_fault_when_entry_has_one(app: Path, translated: str, fault: str) -> None:
    write(app, "\n" + translated, SEATS)

    assert faults(app) == [fault]


def test_check_names_plural_when_third_form_is_missing(app: Path) -> None:
    write(app, GREETING, SEATS.replace('msgstr[2] "%(n)d miejsc"\n', ""))

    assert faults(app) == ["fair: a plural with fewer than 3 forms: '%(n)d seat'"]


def test_check_names_plural_when_code_lost_it(app: Path) -> None:
    (app / "views.py").write_text(
        CODE.replace('ngettext("%(n)d seat", "%(n)d seats", 3)', 'say("%(n)d seat")')
    )
    write(app, GREETING, SEATS)

    assert faults(app) == ["fair: stale, its plural changed: '%(n)d seat'; run update"]


def test_check_names_obsolete_entry_when_it_is_commented_out(app: Path) -> None:
    write(app, GREETING, SEATS, '\n#~ msgid "Old"\n#~ msgstr "Stary"\n')

    assert faults(app) == ["fair: obsolete entry: 'Old'; delete it"]


def test_check_names_both_apps_when_they_translate_one_text_differently(app: Path) -> None:
    other = app.with_name("market")
    write(app, GREETING)
    write(other, GREETING.replace("Dzień dobry", "Witaj"))

    fault = "market, fair: one text, two translations: 'Hello, %(name)s.': 'Witaj, %(name)s.', 'Dzień dobry, %(name)s.'"
    assert list(catalogue.conflicts_between([app, other])) == [fault]


def test_update_keeps_translations_and_drops_what_left_the_code(app: Path) -> None:
    path = write(app, GREETING, '\nmsgid "Gone"\nmsgstr "Nie ma"\n')

    catalogue.update(app, known={})

    entries = {message.id: message.string for message in catalogue.read(path) if message.id}
    assert entries == {
        "Hello, %(name)s.": "Dzień dobry, %(name)s.",
        ("%(n)d seat", "%(n)d seats"): ("", "", ""),
    }


def test_update_changes_nothing_when_run_again(app: Path) -> None:
    path = write(app, GREETING, SEATS)
    catalogue.update(app, known={})
    first = path.read_text(encoding="utf-8")

    catalogue.update(app, known={})

    assert path.read_text(encoding="utf-8") == first


def test_extract_reads_templates_with_context_plural_and_indentation(app: Path) -> None:
    (app / "views.py").unlink()
    (app / "templates").mkdir()
    (app / "templates" / "page.html").write_text(
        '<p title="it\'s">\n    {% translate "Book" context "verb" %}\n  <b>{{ _("Seat") }}</b>\n'
        "{% blocktranslate count n=n trimmed %}\n one\n {% plural %}\n many\n{% endblocktranslate %}"
    )

    found = {key: source.plural for key, source in catalogue.extract(app).items()}

    assert found == {("verb", "Book"): None, (None, "Seat"): None, (None, "one"): "many"}


def test_compile_writes_mo_only_when_po_is_newer(app: Path) -> None:
    write(app, GREETING, SEATS)

    assert [catalogue.compile_one(app), catalogue.compile_one(app)] == [True, False]
