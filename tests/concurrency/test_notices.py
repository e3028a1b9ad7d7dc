"""Many clicks publish one version of a notice; and the lock is what makes the others wait (its absence shows)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from kuznia.accounts import services
from kuznia.accounts.tests.factories import last_version
from kuznia.audit.models import CaseEntry
from kuznia.directory.tests.factories import make_county, office_actor
from kuznia.lib.policy import OfficeRole
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
CLICKS, PURPOSE = 8, "inquiries.inquiry"


def _clicks() -> list[Callable[[], Any]]:
    administrator = office_actor(make_county(), role=OfficeRole.ADMINISTRATOR)
    texts: dict[str, Any] = {"titles": ("Nowa", "New"), "bodies": ("Treść.", "Text.")}
    after = last_version(PURPOSE)
    return [
        lambda: services.publish_notice(purpose=PURPOSE, after=after, **texts, actor=administrator)
        for _click in range(CLICKS)
    ]


def test_version_is_published_once_when_its_form_is_sent_many_times_at_once() -> None:
    results = all_at_once(_clicks())

    assert [result.version for result in results] == [2] * CLICKS
    assert CaseEntry.objects.filter(subject_type="accounts.PrivacyNotice").count() == 1
    call_command("verify", verbosity=0)


def test_clicks_meet_the_constraint_when_the_lock_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_lock_versions", lambda purpose: None)
    monkeypatch.setattr(services, "latest_notice", Meeting().after(services.latest_notice))

    results = all_at_once(_clicks())

    assert any(isinstance(result, IntegrityError) for result in results)
