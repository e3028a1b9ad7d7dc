from pathlib import Path
from typing import Any

import pytest

from kuznia.directory.models import Authority, Municipality
from kuznia.directory.tests.factories import make_county


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
