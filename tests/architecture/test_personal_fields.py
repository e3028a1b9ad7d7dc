"""Every field that could hold something about a human being is tagged: why, how long, exported, erased."""

import importlib

import pytest
from django.apps import apps as registry
from django.contrib.postgres.fields import ArrayField
from django.db import models
from pghistory.models import Event as RowVersion

from kuznia.people.models import Person
from tests.architecture import house

HOLDS_WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    models.GenericIPAddressField,
    ArrayField,
)


def our_models(app):
    return [
        model for model in registry.get_app_config(app).get_models() if model.__module__.startswith("kuznia.")
    ]


def may_be_personal(field):
    """Say whether the field could hold something about a human being: words, a file, or the human being."""
    return isinstance(field, HOLDS_WORDS) or (field.is_relation and field.related_model is Person)


def fields_to_tag(model):
    """Return the names of the model's own fields that need a tag; row versions need those of their origin."""
    names = [field.name for field in model._meta.local_fields if may_be_personal(field)]
    if not issubclass(model, RowVersion):
        return {f"{model.__name__}.{name}" for name in names}
    origin = model.pgh_tracked_model
    return {f"{origin.__name__}.{name}" for name in names if not name.startswith("pgh_")}


def tags_of(app):
    module = importlib.import_module(f"kuznia.{app}.personal")
    return set(module.PERSONAL), set(module.IMPERSONAL)


APPS = [
    app
    for app in house.apps()
    if (house.HOUSE / app / "models.py").exists() or (house.HOUSE / app / "models").is_dir()
]


@pytest.mark.parametrize("app", APPS)
def test_every_field_that_may_be_personal_has_one_tag(app):
    needed = {name for model in our_models(app) for name in fields_to_tag(model)}
    personal, impersonal = tags_of(app)

    assert needed - personal - impersonal == set()
    assert personal & impersonal == set()


@pytest.mark.parametrize("app", APPS)
def test_every_tag_belongs_to_a_field(app):
    known = {
        f"{model.__name__}.{field.name}" for model in our_models(app) for field in model._meta.local_fields
    }
    known |= {
        f"{model.__name__}.{field.name}"
        for model in our_models(app)
        for field in model._meta.local_many_to_many
    }
    personal, impersonal = tags_of(app)

    assert (personal | impersonal) - known == set()


@pytest.mark.parametrize("app", APPS)
def test_every_link_to_a_person_is_personal(app):
    links = {
        f"{model.__name__}.{field.name}"
        for model in our_models(app)
        for field in model._meta.local_fields
        if field.is_relation and field.related_model is Person and not issubclass(model, RowVersion)
    }

    assert links & tags_of(app)[1] == set()
