import re
from pathlib import Path

import pytest
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from kuznia.ui.forms import Problem

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
COMPONENTS = {path.stem.replace("_", "-") for path in (TEMPLATES / "cotton").glob("*.html")}
# These carry the page's only h1 or stand at its edge, so the guide can't draw them a second time.
ELSEWHERE = {"cta-bar", "desk-head", "error-summary", "field", "sure"}


def _drawn(rf, template: str, **content: object) -> str:
    compiled = engines["django"].from_string(CottonCompiler().process(template))
    return re.sub(r"\s+", " ", compiled.render(content, rf.get("/"))).strip()


def test_guide_draws_every_component_when_one_is_added():
    guide = (TEMPLATES / "ui" / "styleguide.html").read_text(encoding="utf-8")

    drawn = set(re.findall(r"<c-([a-z-]+)", guide)) - {"slot"}

    assert drawn == COMPONENTS - ELSEWHERE


def test_components_are_listed_when_one_is_added():
    listed = (TEMPLATES.parents[2] / "docs" / "components.md").read_text(encoding="utf-8")

    missing = {name for name in COMPONENTS if f"<c-{name}" not in listed}

    assert missing == {"error-summary", "icon"}


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_component_declares_what_it_takes_when_it_takes_anything(name):
    source = (TEMPLATES / "cotton" / f"{name.replace('-', '_')}.html").read_text(encoding="utf-8")

    assert source.startswith("<c-vars ")


@pytest.mark.parametrize(
    ("template", "drawn"),
    [
        ("<c-button>Zapisz</c-button>", '<button class="btn" type="submit" >Zapisz</button>'),
        (
            '<c-button kind="second" size="s" href="/x/" class="mt4" download>Plik</c-button>',
            '<a class="btn btn--2 btn--s mt4" href="/x/" download>Plik</a>',
        ),
        ('<c-tag kind="ok">są miejsca</c-tag>', '<span class="tag tag--ok" >są miejsca</span>'),
    ],
)
def test_component_is_drawn_when_called(rf, template, drawn):
    assert _drawn(rf, template) == drawn


def test_head_of_success_has_the_heading_when_drawn(rf):
    drawn = _drawn(rf, '<c-sure title="Zapisano" lead="Do zobaczenia." />')

    assert drawn.endswith('<div><h1>Zapisano</h1><p class="lead">Do zobaczenia.</p></div></div>')


def test_head_of_desk_has_the_heading_when_drawn(rf):
    drawn = _drawn(
        rf, '<c-desk-head title="Konferencja" back="/x/" back_text="Wydarzenia" meta="Pruszków" />'
    )

    assert '<li><a href="/x/">Wydarzenia</a></li>' in drawn
    assert '<h1>Konferencja</h1><p class="meta">Pruszków</p>' in drawn


def test_bar_of_a_phone_has_one_way_when_drawn(rf):
    drawn = _drawn(rf, '<c-cta-bar href="/x/" action="Zapisz się"><b>19</b> miejsc</c-cta-bar>')

    assert (
        drawn == '<div class="cta-bar"><p><b>19</b> miejsc</p><a class="btn" href="/x/">Zapisz się</a></div>'
    )


def test_form_carries_a_token_when_it_is_sent_by_post(rf):
    drawn = _drawn(rf, "<c-form>x</c-form>")

    assert drawn.startswith(
        '<form class="form" method="post" novalidate ><input type="hidden" name="csrfmiddlewaretoken"'
    )


def test_form_carries_no_token_when_it_only_asks(rf):
    assert (
        _drawn(rf, '<c-form method="get">x</c-form>')
        == '<form class="form" method="get" novalidate >x</form>'
    )


def test_summary_lists_its_problems_when_drawn(rf):
    drawn = _drawn(
        rf, '<c-error-summary :problems="problems" />', problems=[Problem("Wpisz imię.", "id_name")]
    )

    assert "Popraw 1 rzecz</h2>" in drawn
    assert '<li><a href="#id_name">Wpisz imię.</a></li>' in drawn


def test_text_is_escaped_when_people_typed_it(rf):
    drawn = _drawn(rf, '<c-summary-row term="{{ typed }}">{{ typed }}</c-summary-row>', typed="<script>")

    assert drawn == "<div><dt>&lt;script&gt;</dt><dd>&lt;script&gt;</dd></div>"
