"""The mail server from one address."""

import pytest

from anxin.core.mail import read_mail_url


def test_no_address_is_no_mail() -> None:
    assert read_mail_url("") is None
    assert read_mail_url("  ") is None


def test_encrypted_from_the_first_byte_or_by_starttls() -> None:
    first = read_mail_url("smtps://lin%40example.org:p%3Aw@mail.example.org")
    assert first is not None
    assert (first.host, first.port, first.user, first.password) == ("mail.example.org", 465, "lin@example.org", "p:w")
    assert (first.tls, first.starttls, first.sender) == (True, False, "lin@example.org")
    second = read_mail_url("smtp://me:pw@mail.example.org/?from=anxin@example.org")
    assert second is not None
    assert (second.port, second.tls, second.starttls, second.sender) == (587, False, True, "anxin@example.org")
    here = read_mail_url("smtp://127.0.0.1:1025/?from=anxin@example.org")
    assert here is not None
    assert not here.starttls


@pytest.mark.parametrize(
    "text",
    [
        "mail.example.org", "http://mail.example.org/?from=a@b.org", "smtp://", "smtp://mail.example.org",
        "smtp://me:pw@mail.example.org/?tls=no&from=a@b.org", "smtp://mail.example.org:x/?from=a@b.org",
        "smtp://mail.example.org/?from=a@b.org%0ABcc:x", "smtp://[",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_without_the_password(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        read_mail_url(text)
    assert "pw" not in str(caught.value).replace("password", "")
