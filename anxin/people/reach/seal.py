"""The payload of a push message, which only the browser that subscribed can open (RFC 8291, "aes128gcm" of RFC 8188)."""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096  # all of it is one record, which push services take up to this size
PADDED = 1024  # every message has the same length on the wire, so that its length says nothing
LAST = b"\x02"


def seal(
    text: bytes,
    p256dh: bytes,
    auth: bytes,
    *,
    salt: bytes | None = None,
    key: ec.EllipticCurvePrivateKey | None = None,
    padded: int = PADDED,
) -> bytes:
    """`text` for the browser whose public key is `p256dh` and whose secret is `auth`; raises ValueError for bad keys.

    `salt` and `key` are made anew for every message; they are named only to check published examples.
    """
    if len(auth) != 16:
        raise ValueError("the secret has 16 bytes")
    them = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), p256dh)
    salt = salt or os.urandom(16)
    key = key or ec.generate_private_key(ec.SECP256R1())
    ours = public_bytes(key.public_key())
    shared = _derive(key.exchange(ec.ECDH(), them), auth, b"WebPush: info\0" + p256dh + ours, 32)
    cipher = AESGCM(_derive(shared, salt, b"Content-Encoding: aes128gcm\0", 16))
    nonce = _derive(shared, salt, b"Content-Encoding: nonce\0", 12)
    record = text + LAST + bytes(max(0, padded - len(text)))
    if len(record) + 16 > RECORD:
        raise ValueError("longer than one record")
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + cipher.encrypt(nonce, record, None)


def public_bytes(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as browsers write it: an uncompressed point of 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
