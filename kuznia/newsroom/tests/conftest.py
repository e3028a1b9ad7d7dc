from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kuznia.directory.models import Authority
from kuznia.directory.tests.factories import make_county
from kuznia.lib.policy import ForAuthority
from kuznia.newsroom.tests.factories import make_editor


@pytest.fixture(autouse=True)
def fresh(settings: Settings, tmp_path: Path) -> None:
    """Keep pictures apart, and make every page anew."""
    settings.MEDIA_ROOT = tmp_path
    settings.KUZNIA_PAGE_CACHE = False


@pytest.fixture
def county(db: None) -> Authority:
    return make_county()


@pytest.fixture
def editor(county: Authority) -> ForAuthority:
    return make_editor(county)
