"""Private text at rest: AES-256-GCM under a key ring, and a blind index for finding an exact value again.

A sealed value is `version (1 byte) · key number (2 bytes) · nonce (12 bytes) · ciphertext and tag`. What the value is
("desk.message.text") goes in as associated data, so a value copied to another column does not open.
Ring: {"current": 1, "keys": {"1": base64 of 32 bytes}, "index": base64 of 32 bytes}, from ANXIN_KEYS or the data folder.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from anxin.core.secret import secret_file

VERSION = b"\x01"


class CannotOpen(Exception):
    """The value was sealed with a key that is not on the ring, or was changed."""


@dataclass(frozen=True)
class Ring:
    """The keys in use: `current` seals, all of them open, `index` makes blind indexes."""

    current: int
    keys: dict[int, bytes]
    index: bytes

    def seal(self, text: str, what: str) -> bytes:
        """`text` encrypted for the column `what`."""
        return self.seal_bytes(text.encode(), what)

    def seal_bytes(self, data: bytes, what: str) -> bytes:
        """`data` encrypted for the column, or the place in the file store, `what`."""
        nonce = secrets.token_bytes(12)
        body = self._cipher(self.current).encrypt(nonce, data, what.encode())
        return VERSION + self.current.to_bytes(2, "big") + nonce + body

    def open(self, sealed: bytes, what: str) -> str:
        """The text in `sealed`; raises CannotOpen."""
        return self.open_bytes(sealed, what).decode()

    def open_bytes(self, sealed: bytes, what: str) -> bytes:
        """The bytes in `sealed`; raises CannotOpen."""
        number = int.from_bytes(sealed[1:3], "big")
        if sealed[:1] != VERSION or number not in self.keys:
            raise CannotOpen(f"no key {number} on the ring")
        try:
            return self._cipher(number).decrypt(sealed[3:15], sealed[15:], what.encode())
        except (InvalidTag, ValueError) as error:  # ValueError: cut short
            raise CannotOpen("changed, or sealed for another column") from error

    def blind(self, value: str, what: str) -> bytes:
        """32 bytes that are equal for equal values of the same column and say nothing else."""
        return hmac.digest(self.index, f"{what}\0{value}".encode(), hashlib.sha256)

    def _cipher(self, number: int) -> AESGCM:
        return _cipher(self.keys[number])


@cache
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def new_ring() -> str:
    """A fresh ring as JSON text."""

    def fresh() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    return json.dumps({"current": 1, "keys": {"1": fresh()}, "index": fresh()})


def read_ring(text: str) -> Ring:
    """The ring written in `text`; raises ValueError where a key is not 32 bytes or the current one is missing."""
    raw = json.loads(text)
    keys = {int(number): base64.b64decode(key) for number, key in raw["keys"].items()}
    ring = Ring(current=int(raw["current"]), keys=keys, index=base64.b64decode(raw["index"]))
    if ring.current not in keys or any(len(key) != 32 for key in (*keys.values(), ring.index)):
        raise ValueError("a key ring needs a current key, and each key 32 bytes")
    return ring


@cache
def ring(home: Path) -> Ring:
    """This installation's ring; made in `home`/keys.json on first use."""
    return read_ring(os.environ.get("ANXIN_KEYS") or secret_file(home / "keys.json", new_ring))
