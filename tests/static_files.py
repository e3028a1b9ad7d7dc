"""Static files under their plain names: the manifest of hashed names is made when the house is served."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Choose the plain storage; Wagtail has already asked for the hashed one while Django was set up.

    The directory of the collected files is made, empty: WhiteNoise and granian ask for it on a fresh clone.
    """
    from django.conf import settings
    from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    staticfiles_storage._wrapped = StaticFilesStorage()
