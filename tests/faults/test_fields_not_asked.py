"""Fields that a form does not have cannot be set, by whoever may send the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import override_settings

from kuznia.directory.tests.factories import make_county, make_organisation
from tests.faults.forms import PrintedForm, printed_forms
from tests.permissions.roles import Cast
from tests.permissions.snapshot import contents, number_new_rows_high

pytestmark = pytest.mark.faults
# A password is asked for beside the code, by the same address.
NOT_FOR_FORMS = {"id", "password"}


@pytest.fixture(scope="module")
def forms(module_database: str) -> Iterator[list[PrintedForm]]:
    """Every form of the house that changes something."""
    with override_settings(KUZNIA_DEMO=True, KUZNIA_LIMITS=False, ROOT_URLCONF="tests.demo_urls"):
        cast = Cast(county=make_county(), organisation=make_organisation("Stowarzyszenie Próbne"))
        found = [form for form in printed_forms(cast) if form.method == "post" and form.names]
        number_new_rows_high()
        yield found


def _wish(field: models.Field[Any, Any]) -> str:
    """Return what somebody would send to set this field."""
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateField):
        return "2030-01-01"
    if field.choices:
        return str(list(field.flatchoices)[-1][0])
    return "1" if isinstance(field, models.IntegerField | models.ForeignKey) else "podstawione"


def _every_field() -> dict[str, str]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("kuznia.")]
    wishes: dict[str, str] = {}
    for field in (field for model in ours for field in model._meta.concrete_fields):
        if field.name not in NOT_FOR_FORMS:
            wishes |= {field.name: _wish(field), field.attname: _wish(field)}
    return wishes


def _left_by(form: PrintedForm, data: dict[str, str]) -> tuple[int, dict[str, list[str]]]:
    with transaction.atomic():
        answer = form.sent_for_good(data)
        left = contents()
        transaction.set_rollback(True)
    return answer.status_code, left


def test_nothing_else_is_set_when_every_field_of_every_model_is_sent(forms: list[PrintedForm]) -> None:
    wishes, differing, taken = _every_field(), [], 0

    for form in forms:
        asked = form.filled(lambda _number: "Ewa Iskra")
        plain, wished = _left_by(form, asked), _left_by(form, wishes | asked)
        taken += plain[0] in {302, 303}
        differing += [
            (form.action, table, sorted(set(wished[1][table]) ^ set(rows)))
            for table, rows in plain[1].items()
            if wished[1][table] != rows
        ]

    assert differing == []
    assert taken > 10
