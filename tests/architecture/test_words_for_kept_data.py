"""Everything that an app gives of a person has words on the page of her data; what is given as a code has them too."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from django.utils import translation

from kuznia.accounts.labels import KEYS, SECTIONS, VALUES
from kuznia.directory.states import ClaimState
from kuznia.events.states import PatronageState, ProposalState, RegistrationSource, RegistrationState
from kuznia.inquiries.states import InquiryState
from kuznia.jobs.states import ProgressState
from kuznia.lib.policy import OfficeRole
from kuznia.lib.ports import personal_data
from kuznia.newsroom.states import PracticeState

CODES: dict[str, type[Enum]] = {
    "role": OfficeRole,
    "stands_in_as": OfficeRole,
    "claim_state": ClaimState,
    "source": RegistrationSource,
    "state": RegistrationState,
    "patronage_state": PatronageState,
    "proposal_state": ProposalState,
    "inquiry_state": InquiryState,
    "practice_state": PracticeState,
    "work_state": ProgressState,
}


def keys_of(function: Any, owner: type) -> Iterator[str]:
    """Yield the keys of the rows that the function makes, and of those that it has made for it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from (str(key.value) for key in node.keys if isinstance(key, ast.Constant))
        if isinstance(node, ast.Call):
            yield from _keys_of_called(node.func, function, owner)


def _keys_of_called(name: ast.expr, function: Any, owner: type) -> Iterator[str]:
    if isinstance(name, ast.Attribute):
        called = getattr(owner, name.attr, None)
    else:
        called = function.__globals__.get(getattr(name, "id", ""))
    if inspect.isfunction(called) and "dict[str" in str(called.__annotations__.get("return")):
        yield from keys_of(called, owner)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_kept_thing_has_words_in_both_languages(language: str) -> None:
    kept = {answer.section: sorted({*keys_of(type(answer).export, type(answer))}) for answer in personal_data}

    with translation.override(language):
        words = {
            section: [key for key in keys if not str(KEYS.get(key, ""))] for section, keys in kept.items()
        }

    assert all(kept.values())
    assert words == {section: [] for section in SECTIONS if section in kept} == {key: [] for key in kept}


@pytest.mark.parametrize("key", sorted(CODES))
def test_every_code_that_is_kept_has_words(key: str) -> None:
    codes = [str(code) for code in CODES[key]]

    assert sorted(VALUES[key]) == sorted(codes)
