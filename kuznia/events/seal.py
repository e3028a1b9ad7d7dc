"""Seals the answers of an anonymous survey while it is open: a copy of the database alone reads none of them.

The key comes from the secret key of the installation. Every sealed response has the same length, and the seal carries
no time (Fernet would write one), so that neither tells whose it is.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

PADDED_TO = 16_384
NO_TIME = 0


def sealed(answers: dict[str, Any]) -> str:
    """Return the answers so that only this installation can open them."""
    written = json.dumps(answers, ensure_ascii=False).encode()
    length = -(-len(written) // PADDED_TO) * PADDED_TO
    return _seal().encrypt_at_time(written.ljust(length), NO_TIME).decode()


def opened(seal: str) -> dict[str, Any]:
    """Return what `sealed` closed."""
    answers: dict[str, Any] = json.loads(_seal().decrypt(seal.encode()))
    return answers


def _seal() -> MultiFernet:
    return MultiFernet(
        [_key_from(str(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key_from(secret: str) -> Fernet:
    digest = salted_hmac("kuznia.events.survey", "key", secret=secret, algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(digest))
