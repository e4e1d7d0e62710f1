"""The mail server, from one address: smtp[s]://user:password@host:port/?from=anxin@example.org."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT_S = 8
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class MailServer:
    """Where mail goes out. `tls`: the connection is opened encrypted; `starttls`: it is encrypted before the password."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    starttls: bool
    sender: str


def read_mail_url(text: str) -> MailServer | None:
    """The server named in `text`; None where it is empty. Raises ValueError, which never repeats the password.

    smtps:// is encrypted from the first byte (port 465); smtp:// is encrypted by STARTTLS (port 587), and goes plainly
    only on this machine or with ?tls=no, which a server without certificates needs and a password forbids.
    """
    if not text.strip():
        return None
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError as error:
        raise ValueError("ANXIN_EMAIL_URL is not an address") from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("ANXIN_EMAIL_URL reads smtp://user:password@host:587 or smtps://user:password@host:465")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    user = unquote(parts.username or "")
    sender = asked.get("from") or (user if "@" in user else "")
    if "@" not in sender or not sender.isprintable():
        raise ValueError("ANXIN_EMAIL_URL names no sender; add ?from=anxin@example.org")
    tls = parts.scheme == "smtps"
    plain = not tls and (asked.get("tls") == "no" or parts.hostname in LOOPBACK)
    if plain and user and parts.hostname not in LOOPBACK:
        raise ValueError("ANXIN_EMAIL_URL would send a password in the open; leave out tls=no")
    return MailServer(
        host=parts.hostname,
        port=port or (465 if tls else 587),
        user=user,
        password=unquote(parts.password or ""),
        tls=tls,
        starttls=not tls and not plain,
        sender=sender,
    )
