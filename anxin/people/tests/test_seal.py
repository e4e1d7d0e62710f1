"""What a push service carries: sealed as the standard says, signed as the standard says."""

import base64
import json
import os
import time
from pathlib import Path

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from anxin.core import clock
from anxin.people.reach import vapid
from anxin.people.reach.kinds.push import unpadded
from anxin.people.reach.seal import public_bytes, seal


def test_the_example_of_rfc_8291() -> None:
    private = int.from_bytes(unpadded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    sealed = seal(
        b"When I grow up, I want to be a watermelon",
        unpadded("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        unpadded("BTBZMqHH6r4Tts7J_aSIgg"),
        salt=unpadded("DGv6ra1nlYgDCS1FRnbzlw"),
        key=ec.derive_private_key(private, ec.SECP256R1()),
        padded=0,
    )
    assert base64.urlsafe_b64encode(sealed).decode().rstrip("=") == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_another_library_opens_it_and_all_are_of_one_length() -> None:
    key, auth = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
    sealed = [seal(text.encode(), public_bytes(key.public_key()), auth) for text in ("有人需要您", "x" * 900)]
    opened = [http_ece.decrypt(each, private_key=key, auth_secret=auth, version="aes128gcm") for each in sealed]
    assert [each.decode() for each in opened] == ["有人需要您", "x" * 900]
    assert len({len(each) for each in sealed}) == 1


@pytest.mark.parametrize(("p256dh", "auth"), [(b"", b"1" * 16), (b"\4" + b"1" * 64, b"1" * 16), (b"x" * 65, b"")])
def test_bad_keys_are_no_keys(p256dh: bytes, auth: bytes) -> None:
    with pytest.raises(ValueError):
        seal(b"x", p256dh, auth)


def test_who_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    header = vapid.authorization("https://push.example.org/send/1", clock.now())
    assert Vapid02.verify(header)
    token = header.split("t=")[1].split(",")[0].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    assert claims["aud"] == "https://push.example.org"
    assert 0 < claims["exp"] - time.time() < 24 * 3600
    assert header.endswith(f"k={vapid.public_key()}")


def test_the_key_is_made_once_and_for_us_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANXIN_VAPID_KEY", raising=False)
    first = vapid.signer.__wrapped__(tmp_path)
    again = vapid.signer.__wrapped__(tmp_path)
    assert public_bytes(first.public_key) == public_bytes(again.public_key)
    assert (tmp_path / vapid.FILE).stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("ANXIN_VAPID_KEY", (tmp_path / vapid.FILE).read_text())
    assert public_bytes(vapid.signer.__wrapped__(Path("/nowhere")).public_key) == public_bytes(first.public_key)
    for bad in ("short", "!!!", "A" * 43 + "=" * 9, "A" * 43):
        monkeypatch.setenv("ANXIN_VAPID_KEY", bad)
        with pytest.raises(vapid.BadKey):
            vapid.signer.__wrapped__(tmp_path)
