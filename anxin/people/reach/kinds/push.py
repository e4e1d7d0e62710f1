"""By Web Push: to a browser that subscribed, through the push service of its maker."""

import base64
import json
from datetime import datetime

from anxin.core import outside
from anxin.people.models import Delivery
from anxin.people.reach import vapid
from anxin.people.reach.kinds.result import TAKEN, Result
from anxin.people.reach.local import local_too
from anxin.people.reach.seal import seal
from anxin.people.reach.texts import Text

LIVES_S = 600  # how long the service keeps it for a phone that is away; danger older than that was told to others
GONE = (404, 410)
BUSY = (408, 425, 429)


def send(delivery: Delivery, text: Text, at: datetime) -> Result:
    """Try once; within 8 s."""
    address = delivery.push_address
    if address is None:
        return Result(fault="no_address")
    try:
        keys = json.loads(address.keys or "{}")
        body = seal(_payload(text), unpadded(keys["p256dh"]), unpadded(keys["auth"]))
    except (ValueError, KeyError, TypeError):
        return Result(fault="bad_keys", gone=True)
    endpoint = address.endpoint or ""
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(LIVES_S),
        "Urgency": "high" if text.urgent else "normal",
        "Topic": text.tag,  # one that waits at the service is replaced by the next about the same thing
        "Authorization": vapid.authorization(endpoint, at),
    }
    try:
        answer = outside.post(endpoint, body, headers, local_too=local_too())
    except outside.NotAllowed:
        return Result(fault="not_allowed")
    except outside.Unreachable as away:
        return Result(fault="timeout" if away.timed_out else "no_connection", again=True)
    return read(answer)


def read(answer: outside.Answer) -> Result:
    """What a push service's answer means."""
    if 200 <= answer.status < 300:
        return TAKEN
    if answer.status in GONE:
        return Result(fault="gone", gone=True)
    if answer.status in BUSY or answer.status >= 500:
        return Result(fault="busy", again=True, retry_after=answer.retry_after)
    return Result(fault="refused")


def unpadded(text: str) -> bytes:
    """Bytes from base64url as browsers write it; raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _payload(text: Text) -> bytes:
    said = {
        "title": text.title,
        "body": text.body,
        "url": text.url,
        "tag": text.tag,
        "silent": text.quiet,
        "urgent": text.urgent,
        "receipt": text.receipt,
    }
    return json.dumps(said, ensure_ascii=False).encode()
