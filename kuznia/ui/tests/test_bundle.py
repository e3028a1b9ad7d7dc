import re

import pytest

from kuznia.ui import bundle

HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")
SOURCES = sorted(path for path in bundle.CSS.rglob("*.css") if path != bundle.BUNDLE)
COLOURED = {"tokens.css", "print.css"}
ONCE_IMPORTANT = {"print.css"}


def _block(tokens: str, selector: str) -> list[str]:
    inside = tokens.partition(selector + "{")[2].partition("}")[0]
    return re.sub(r"\s+", "", inside).split(";")


def test_stylesheet_is_fresh_when_sources_are_bundled_again():
    bundled = bundle.BUNDLE.read_text(encoding="utf-8")

    assert bundled == bundle.stylesheet(), "Run python -m kuznia.ui.bundle."


def test_sprite_is_fresh_when_icons_are_gathered_again():
    sprite = bundle.SPRITE.read_text(encoding="utf-8")

    assert sprite == bundle.sprite(), "Run python -m kuznia.ui.bundle."


def test_dark_blocks_are_identical_when_chosen_and_when_preferred():
    tokens = (bundle.CSS / "tokens.css").read_text(encoding="utf-8")

    chosen = _block(tokens, ":root[data-theme=dark]")
    preferred = _block(tokens, ":root:not([data-theme])")

    assert chosen == preferred
    assert len(chosen) > 10


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_colours_stand_in_tokens_and_print_only_when_sheets_are_read(path):
    text = path.read_text(encoding="utf-8")

    colours = [] if path.name in COLOURED else HEX.findall(text)

    assert colours == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_important_stands_in_print_only_when_sheets_are_read(path):
    text = path.read_text(encoding="utf-8")

    assert ("!important" in text) == (path.name in ONCE_IMPORTANT)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_braces_pair_when_sheets_are_read(path):
    text = path.read_text(encoding="utf-8")

    assert text.count("{") == text.count("}")


def test_every_variable_has_a_value_when_the_bundle_is_read():
    text = bundle.stylesheet()

    used = {name for name, fallback in re.findall(r"var\((--[\w-]+)(,?)", text) if not fallback}
    given = set(re.findall(r"(--[\w-]+):", text))

    assert used - given == set()


def test_stylesheet_calls_nothing_outside_when_read():
    text = bundle.stylesheet()

    assert re.findall(r"url\((?!\.\./fonts/)", text) == []


def test_both_files_are_written_when_the_bundle_is_built(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path / "bundle.css")
    monkeypatch.setattr(bundle, "SPRITE", tmp_path / "icons.svg")

    bundle.build()

    assert bundle.BUNDLE.read_text(encoding="utf-8") == bundle.stylesheet()
    assert bundle.SPRITE.read_text(encoding="utf-8") == bundle.sprite()
