"""What import-linter does not see: records, migrations, templates and the doors between apps point downwards."""

import pytest
from django.apps import apps as registry
from django.db.migrations.loader import MigrationLoader

from tests.architecture import house, text_rules


def our_models():
    return [
        model
        for model in registry.get_models(include_auto_created=True)
        if model.__module__.startswith("kuznia.")
    ]


def links_between_apps():
    """Return every link from one of our models to one in another app of ours, as (field, from, to)."""
    for model in our_models():
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            other = field.remote_field.model if field.is_relation else None
            if (
                other
                and other.__module__.startswith("kuznia.")
                and other._meta.app_label != model._meta.app_label
            ):
                yield field, model._meta.app_label, other._meta.app_label


def test_every_app_stands_on_a_floor():
    assert [app for app in house.apps() if not any(app in layer for layer in house.floors())] == []


def test_records_point_downwards_only():
    wrong = [str(field) for field, low, high in links_between_apps() if not house.is_below(high, low)]

    assert wrong == []


def test_a_record_does_not_lend_its_neighbours_a_way_back():
    """A reverse accessor across apps would let the low app read the high one (related_name="+" forbids it)."""
    wrong = [str(field) for field, _low, _high in links_between_apps() if not field.remote_field.hidden]

    assert wrong == []


def test_migrations_depend_downwards_only():
    labels = {config.label: config.name for config in registry.get_app_configs()}
    ours = {label for label, name in labels.items() if name.startswith("kuznia.")}
    migrations = MigrationLoader(connection=None).disk_migrations

    wrong = [
        f"{app}.{name} -> {other}"
        for (app, name), migration in migrations.items()
        for other, _name in migration.dependencies
        if app in ours and other in ours and other != app and not house.is_below(other, app)
    ]

    assert wrong == []


def template_owner(name):
    """Return the app whose templates hold this one, or nothing where it comes from a dependency."""
    owners = [app for app in house.apps() if (house.HOUSE / app / "templates" / name).exists()]
    return owners[0] if owners else ""


@pytest.mark.parametrize("template", house.templates(".html", ".txt"), ids=house.name_of)
def test_template_refers_downwards_only(template):
    here = house.app_of(template)
    wrong = []
    for tag, name in text_rules.references(template.read_text(encoding="utf-8")):
        other = name.partition(":")[0] if tag == "url" else template_owner(name)
        if other in house.apps() and other != here and not house.is_below(other, here):
            wrong.append(f"{tag} {name}")

    assert wrong == []


@pytest.mark.parametrize(
    "template", [path for path in house.templates(".html") if house.app_of(path) == "ui"], ids=house.name_of
)
def test_the_look_of_the_house_knows_no_addresses(template):
    assert "{% url" not in template.read_text(encoding="utf-8")


def strange_doors(path):
    """Return the imports that enter another app by something else than its open modules."""
    here = house.app_of(path)
    for line, name in house.imports_of(house.tree_of(path)):
        top, _dot, rest = name.partition(".")
        other, _dot, inside = rest.partition(".")
        if top != "kuznia" or other in {here, "lib"} or not inside:
            continue
        module = inside.partition(".")[0]
        declared = {f"{other}.{module}", f"{other}.*"} & house.ALSO_OPEN.keys()
        if module not in house.OPEN_MODULES and not declared:
            yield f"{house.name_of(path)}:{line} {name}"


@pytest.mark.parametrize("app", [app for app in house.apps() if app not in house.COMPOSERS])
def test_app_enters_others_by_the_open_doors_only(app):
    sources = [path for path in house.app_sources() if house.app_of(path) == app]

    assert [door for path in sources for door in strange_doors(path)] == []
