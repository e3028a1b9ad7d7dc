"""The generated pages say what the code says; every page that is linked exists."""

import re
import subprocess
import sys

import pytest

from tests.architecture import house
from tools.docs.graph import nearest
from tools.docs.tables import table

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
PAGES = sorted([*house.ROOT.glob("*.md"), *(house.ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((house.ROOT / "docs" / "adr").glob("0*.md"))


def test_generated_pages_are_fresh():
    # In a process of its own: tests of other files declare rules and machines that no page should name.
    made = subprocess.run(
        [sys.executable, "-m", "tools.docs", "--check"], cwd=house.ROOT, capture_output=True, text=True
    )

    assert made.returncode == 0, made.stdout + made.stderr


@pytest.mark.parametrize("page", PAGES, ids=house.name_of)
def test_links_of_the_page_lead_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))

    # The pictures are made by a script that drives the site.
    assert [each for each in targets if "pictures/" not in each and not (page.parent / each).exists()] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=house.name_of)
def test_decision_is_short_and_has_its_three_parts(decision):
    text = decision.read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.split()) <= 400


def test_index_lists_every_decision():
    index = (house.ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")

    assert re.findall(r"\((0\d{3}-[a-z0-9-]+\.md)\)", index) == [path.name for path in DECISIONS]


def test_graph_leaves_out_what_follows_from_other_imports():
    edges = {"events": {"directory", "lib"}, "directory": {"lib"}, "lib": set()}

    assert nearest(edges, "events") == {"directory"}


def test_table_escapes_bars():
    assert table(["a", "b"], [["x|y", "z"]]) == "| a | b |\n| --- | --- |\n| x\\|y | z |"
