from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kuznia.lib.policy import Actor
from kuznia.lib.ports import file_owners
from tests.small_site import SmallSite, small_site


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path: Path) -> None:
    settings.KUZNIA_FILES_DIR = tmp_path / "files"


class OwnFilesOnly:
    """A person reads the files of her own record."""

    owner_label = "people.Person"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        return getattr(actor, "person_id", None) == owner_id


@pytest.fixture
def people_own_files() -> Iterator[None]:
    """The files of a person are read by her alone."""
    answer = OwnFilesOnly()
    file_owners.register(answer)
    yield
    file_owners._answers.remove(answer)


@pytest.fixture
def site(settings, monkeypatch) -> Iterator[SmallSite]:
    """The address of a file, asked as whoever the test chooses."""
    with small_site("kuznia.files.urls", settings, monkeypatch) as site:
        yield site
