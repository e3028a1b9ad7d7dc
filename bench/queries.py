"""How many queries a page makes, asked in this process; `python -m bench.queries` prints them as JSON.

The lists are asked twice, with one row and with thirty; everything happens in a transaction that is rolled back.
"""

from __future__ import annotations

import json
import time
from typing import Any

import django
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from bench.plan import READ_EVENT, TIME_TRAP_SECONDS
from bench.visits import Kuznia

MANY = 30
HOST = "localhost"


def main() -> None:
    """Prints queries by page, and by list for one row and for many."""
    with transaction.atomic():
        counted = _pages() | {"lists": _lists()}
        transaction.set_rollback(True)
    print(json.dumps(counted))


def _pages() -> dict[str, Any]:
    client, site = Client(headers={"host": HOST}), Kuznia()
    event, form = site.forms(READ_EVENT)
    pages = {"home": "/", "event": event, "form": form}
    for path in pages.values():
        _get(client, path)
    counted: dict[str, Any] = {name: _get(client, path)[0] for name, path in pages.items()}
    _count, answer = _get(client, form)
    hidden = {field.html_name: str(field.value() or "") for field in answer.context["form"]}
    hidden |= {
        "csrfmiddlewaretoken": "",
        "block_1": str(answer.context["form"].choices[0]["lines"][0]["line"].session.pk),
    }
    time.sleep(TIME_TRAP_SECONDS)
    with CaptureQueriesContext(connection) as queries:
        sent = client.post(form, site.filled(hidden, 0), headers={"host": HOST})
    assert sent.status_code == 303, sent.content.decode()
    counted["submit"] = len(queries)
    counted["sent"] = _get(client, sent["Location"])[0]
    counted["own page"] = _get(client, site.own_pages([0])[0])[0]
    return counted


# Each leaves so many rows in a list.
EVENTS = """UPDATE events_event SET state = 'draft' WHERE id NOT IN (SELECT id FROM events_event
    WHERE state = 'published' AND starts_at > kuznia_clock() ORDER BY starts_at LIMIT %s)"""
OWN_EVENTS = """UPDATE events_event SET authority_id = (SELECT min(id) FROM directory_authority WHERE kind <> 'county')
    WHERE id NOT IN (SELECT id FROM events_event WHERE starts_at > kuznia_clock() ORDER BY starts_at LIMIT %s)"""
ORGANISATIONS = """UPDATE directory_organisation SET state = 'closed', closed_at = kuznia_clock() WHERE id NOT IN
    (SELECT id FROM directory_organisation ORDER BY id DESC LIMIT %s)"""
MAILBOX = (
    "DELETE FROM notify_message WHERE id NOT IN (SELECT id FROM notify_message ORDER BY id DESC LIMIT %s)"
)
SIGN_UPS = """UPDATE events_registration SET event_id = (SELECT max(id) FROM events_event WHERE slug LIKE 'nawal-%%')
    WHERE event_id = (SELECT id FROM events_event WHERE slug = 'zebranie-0') AND id NOT IN (SELECT id
    FROM events_registration WHERE event_id = (SELECT id FROM events_event WHERE slug = 'zebranie-0') LIMIT %s)"""


def _lists() -> dict[str, tuple[int, int]]:
    from kuznia.demo.accounts import OFFICER
    from kuznia.people.models import Person

    visitor, officer = Client(headers={"host": HOST}), Client(headers={"host": HOST})
    person = Person.objects.get(email=OFFICER.email)
    officer.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    lists = {
        "events": (visitor, "/wydarzenia/", EVENTS),
        "organisations": (visitor, "/organizacje/", ORGANISATIONS),
        "mailbox": (visitor, "/skrzynka/", MAILBOX),
        "desk: events": (officer, "/urzad/wydarzenia/", OWN_EVENTS),
        "desk: sign-ups of an event": (officer, "/urzad/wydarzenia/zebranie-0/", SIGN_UPS),
    }
    return {name: (_with_rows(1, *spec), _with_rows(MANY, *spec)) for name, spec in lists.items()}


def _with_rows(rows: int, client: Client, path: str, leave: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(leave, [rows])
        _get(client, path)
        count, _answer = _get(client, path)
        transaction.set_rollback(True)
    return count


def _get(client: Client, path: str) -> tuple[int, Any]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path, headers={"host": HOST})
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return len(queries), answer


if __name__ == "__main__":
    django.setup()
    setup_test_environment()
    main()
