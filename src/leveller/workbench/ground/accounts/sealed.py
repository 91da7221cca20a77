"""Second factors' secrets, encrypted before they reach the database.

The key comes from the secret key, which stands outside the database and its backups: a stolen
backup alone gives no codes. Former secret keys (`SECRET_KEY_FALLBACKS`) still open what they
sealed.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str) -> str:
    return _box(_keys()).encrypt(text.encode()).decode()


def open_(sealed: str) -> str:
    return _box(_keys()).decrypt(sealed.encode()).decode()


def _keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _box(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(secret)) for secret in secrets])


def _derived(secret: str) -> bytes:
    derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"second factors")
    return base64.urlsafe_b64encode(derivation.derive(secret.encode()))
