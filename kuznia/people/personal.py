"""Tags of the personal fields of people."""

from kuznia.lib.personal import Erasure, Personal, Purpose, Retention

_ACCOUNT = Personal(
    purpose=Purpose.ACCOUNT, retention=Retention.ACCOUNT, export=True, erasure=Erasure.ANONYMISE
)

PERSONAL = {
    "Person.name": _ACCOUNT,
    "Person.email": _ACCOUNT,
    "Person.phone": _ACCOUNT,
    "Person.language": _ACCOUNT,
    "Person.password": Personal(
        purpose=Purpose.SECURITY, retention=Retention.ACCOUNT, export=False, erasure=Erasure.DELETE
    ),
}
IMPERSONAL: frozenset[str] = frozenset()
