from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.utils import translation

from kuznia.directory.models import Authority
from kuznia.directory.queries.authorities import forget_county_profile
from kuznia.directory.tests.factories import make_county


@pytest.fixture(autouse=True)
def polish() -> Iterator[None]:
    """Speak Polish, and let no test see a page that another one kept."""
    forget_county_profile()
    caches["fragments"].clear()
    with translation.override("pl"):
        yield
    forget_county_profile()


@pytest.fixture
def county(db: None) -> Authority:
    return make_county()
