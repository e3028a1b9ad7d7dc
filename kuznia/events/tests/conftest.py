from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.utils import translation

from kuznia.directory.queries.authorities import forget_county_profile


@pytest.fixture(autouse=True)
def polish() -> Iterator[None]:
    """Speak Polish, and let no test see a page that another one kept."""
    forget_county_profile()
    caches["fragments"].clear()
    with translation.override("pl"):
        yield
    caches["fragments"].clear()
    forget_county_profile()
