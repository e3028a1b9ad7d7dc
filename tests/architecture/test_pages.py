"""Templates and styles: nothing inline, nothing unescaped, colours from tokens."""

import pytest

from tests.architecture import house, text_rules

PAGES = [path for path in house.templates(".html") if not house.is_letter(path)]
STYLES = [path for path in house.files("*.css", under=("kuznia",)) if path.name != "bundle.css"]
# Only these hold raw values, and only these may overrule a rule.
RAW = {"tokens.css", "print.css"}
URGENT = {"print.css"}


@pytest.mark.parametrize("page", PAGES, ids=house.name_of)
def test_page_has_no_inline_code(page):
    assert text_rules.inline_code(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", house.templates(".html"), ids=house.name_of)
def test_page_escapes_what_it_prints(page):
    assert text_rules.unescaped(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("style", [path for path in STYLES if path.name not in RAW], ids=house.name_of)
def test_style_takes_its_colours_from_tokens(style):
    assert text_rules.raw_colours(style.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("style", [path for path in STYLES if path.name not in URGENT], ids=house.name_of)
def test_style_overrules_nothing(style):
    assert text_rules.urgent_styles(style.read_text(encoding="utf-8")) == 0
