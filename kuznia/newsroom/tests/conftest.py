from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

from kuznia.directory.models import Authority
from kuznia.directory.queries.authorities import forget_county_profile
from kuznia.directory.tests.factories import make_county
from kuznia.lib.policy import ForAuthority
from kuznia.newsroom.tests.factories import make_editor


@pytest.fixture(autouse=True)
def fresh(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Speak Polish, keep pictures apart, and let no test remember another one's county."""
    settings.MEDIA_ROOT = tmp_path
    settings.KUZNIA_PAGE_CACHE = False
    forget_county_profile()
    with translation.override("pl"):
        yield
    forget_county_profile()


@pytest.fixture
def county(db: None) -> Authority:
    return make_county()


@pytest.fixture
def editor(county: Authority) -> ForAuthority:
    return make_editor(county)
