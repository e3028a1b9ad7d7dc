"""The application that the real server of these tests serves: the house over the database of one test."""

import os

from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

from kuznia.config.wsgi import application  # noqa: E402

__all__ = ["application"]
