import pytest

from kuznia.directory.models import Authority
from kuznia.directory.tests.factories import make_county


@pytest.fixture
def county(db: None) -> Authority:
    return make_county()
