from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from kuznia.directory.models import Authority, Municipality
from kuznia.directory.queries.authorities import forget_county_profile
from kuznia.directory.tests.factories import make_county


@pytest.fixture(autouse=True)
def polish() -> Iterator[None]:
    """Speak Polish, and let no test remember another one's county."""
    forget_county_profile()
    with translation.override("pl"):
        yield
    forget_county_profile()


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.KUZNIA_FILES_DIR = tmp_path / "files"


@pytest.fixture
def county(db: None) -> Authority:
    return make_county()


@pytest.fixture
def pruszkow(county: Authority) -> Municipality:
    return Municipality.objects.get(teryt6="142102")


@pytest.fixture
def brwinow(county: Authority) -> Municipality:
    return Municipality.objects.get(teryt6="142103")
