"""The demo county is found: inflected questions, as people type them."""

from __future__ import annotations

from bench import recall


def test_texts_of_the_demo_are_found_by_inflected_questions(demo_database):
    found = recall.measured()

    assert len(recall.QUESTIONS) >= 60
    assert found.share >= recall.LEAST, found.missed
