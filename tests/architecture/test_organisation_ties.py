"""Every foreign key to an organisation is moved by somebody when two records are joined, or stays for a reason."""

from __future__ import annotations

import pghistory.models
from django.apps import apps
from django.db.models import ForeignKey

from kuznia.directory.models import Organisation
from kuznia.directory.services.ties import STAYS
from kuznia.lib.ports import organisation_ties

# It is no foreign key: files name their owner by its kind and number.
BY_OWNER = {"files.StoredFile.owner"}


def ties_of_the_house() -> set[str]:
    """Return every foreign key to an organisation, those of many-to-many tables too; row histories keep copies."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, pghistory.models.Event)
    ]
    return {
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Organisation
    }


def test_every_tie_to_an_organisation_is_answered_for_when_records_are_joined() -> None:
    answered = [name for app in organisation_ties for name in app.labels()]

    assert sorted([*answered, *STAYS]) == sorted(ties_of_the_house() | BY_OWNER)
