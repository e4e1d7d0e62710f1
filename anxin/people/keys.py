"""Keys of programs: what they look like, and what we keep of one."""

import hashlib
import secrets

PREFIX = "anx_s_"  # staff; a resident's begins differently, so that neither is taken for the other


def new_key() -> str:
    """A fresh key: the prefix and 43 characters that are safe in an address."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(key: str) -> bytes:
    """The SHA-256 of `key`, which is all that is kept of it."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def bearer(header: str) -> str | None:
    """The staff key in an Authorization header; None where there is none, or another kind of key."""
    kind, _, key = header.partition(" ")
    key = key.strip()
    return key if kind.lower() == "bearer" and key.startswith(PREFIX) else None
