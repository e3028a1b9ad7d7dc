"""Every page of ours carries the strict headers, and nothing in it would need looser ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse

from kuznia.directory.tests.factories import make_county, make_organisation
from kuznia.lib.access import Role
from tests.permissions.roles import Cast
from tests.permissions.site_map import WAGTAIL_HOME, declared
from tests.permissions.targets import TARGETS

STRICT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LOOSE = re.compile(r"unsafe|\*|data:|https?:|blob:")
# May stand in a frame of anybody's site, under a policy that newsroom's own tests hold word by word.
FRAMED = {"newsroom:embedded"}
# A script without an address that is no data, a style of its own, an attribute that runs.
INLINE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|ld\+json))|<style|\sstyle=\"|\son[a-z]+=\"|href=\"javascript:", re.I
)


@pytest.fixture(scope="module")
def cast(module_database: str) -> Cast:
    """The county's people, signed in once for all the addresses."""
    return Cast(county=make_county(), organisation=make_organisation("Stowarzyszenie Próbne"))


@pytest.fixture(autouse=True)
def undone(cast: Cast, settings) -> Iterator[None]:
    """Roll back what the test makes."""
    settings.KUZNIA_DEMO, settings.ROOT_URLCONF = True, "tests.demo_urls"
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(declared().keys() - {WAGTAIL_HOME} - FRAMED))
def test_answer_carries_the_strict_headers_whoever_asks(name: str, cast: Cast) -> None:
    access = declared()[name]
    address = reverse(name, kwargs=TARGETS[access.target](cast) if access.target else {})

    for role in (Role.VISITOR, Role.RESIDENT, Role.OFFICER, Role.ADMINISTRATOR):
        answer = cast.browser(role).get(address)
        policy = answer["Content-Security-Policy"]
        assert {header: answer.headers.get(header) for header in STRICT} == STRICT
        assert "default-src 'none'" in policy
        assert LOOSE.findall(policy) == []
        if answer["Content-Type"].startswith("text/html"):
            assert INLINE.findall(answer.content.decode()) == []


@pytest.mark.parametrize(
    ("address", "host", "status"), [("/nie-ma-takiej/", "testserver", 404), ("/", "zly.example", 400)]
)
def test_page_of_an_error_carries_the_strict_headers(
    cast: Cast, address: str, host: str, status: int
) -> None:
    answer = cast.browser(Role.VISITOR).get(address, headers={"host": host})

    assert answer.status_code == status
    assert LOOSE.findall(answer["Content-Security-Policy"]) == []
    assert answer["X-Frame-Options"] == "DENY"
