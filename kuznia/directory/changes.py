"""Compares what is kept with what was typed, so that the history names exactly what changed."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


def changed_fields(kept: models.Model, values: Mapping[str, object]) -> list[str]:
    """Give `kept` the new values, unsaved, and return the names of the fields that differ, in their order."""
    names = {field.name: field.attname for field in kept._meta.concrete_fields}
    changed = [name for name, value in values.items() if getattr(kept, names[name]) != _stored(value)]
    for name in changed:
        setattr(kept, name, values[name])
    return changed


def _stored(value: object) -> object:
    return value.pk if isinstance(value, models.Model) else value
