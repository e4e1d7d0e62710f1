"""Who we are to push services (VAPID, RFC 8292): a key of this installation, with which each request is signed."""

import base64
import os
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02

from anxin.core.secret import secret_file
from anxin.people.reach.seal import public_bytes

FILE = "vapid-key"
LASTS = timedelta(hours=12)  # services refuse more than 24


class BadKey(ValueError):
    """ANXIN_VAPID_KEY, or the file, does not hold 32 bytes in base64url."""


@cache
def signer(home: Path) -> Vapid02:
    """This installation's key: from ANXIN_VAPID_KEY, else `home`/vapid-key, made on first use. Raises BadKey."""
    text = os.environ.get("ANXIN_VAPID_KEY") or secret_file(home / FILE, _fresh)
    try:
        number = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if len(number) != 32:
            raise ValueError
        return Vapid02(ec.derive_private_key(int.from_bytes(number, "big"), ec.SECP256R1()))
    except ValueError as error:
        raise BadKey("the key for Web Push must be 32 bytes in base64url") from error


def public_key() -> str:
    """What a browser needs to subscribe to us: base64url of 65 bytes."""
    return base64.urlsafe_b64encode(public_bytes(signer(settings.HOME).public_key)).decode().rstrip("=")


def authorization(endpoint: str, at: datetime) -> str:
    """The header that tells the service of `endpoint` who we are and whom to write to."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((at + LASTS).timestamp()),
        "sub": settings.CONTACT,
    }
    return str(signer(settings.HOME).sign(claims)["Authorization"])


def _fresh() -> str:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).decode().rstrip("=")
