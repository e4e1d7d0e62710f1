"""How a member wants to be reached: her choices, the browsers that take messages, her address for mail."""

import hashlib
import json
from datetime import datetime

from anxin.core import outside
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.people.models import Account, Member, PushAddress, Reach
from anxin.people.reach.kinds.push import unpadded
from anxin.people.reach.local import local_too
from anxin.people.reach.seal import seal

MOST_BROWSERS = 10
BROWSER = "people.browser"  # the session's key of the browser's own subscription, which ends when she signs out
BAD_BROWSER = Finding(
    "bad_push_address",
    _("This browser gave an address that we cannot send to."),
    next_step=_("Try another browser, or choose e-mail."),
)
TOO_MANY = Finding(
    "too_many_browsers",
    _("You have ten devices that take messages."),
    next_step=_("Remove one that you no longer use, then try again."),
)


@action
def choose_reach(
    *, member: Member, push: bool, email: bool, only_urgent: bool, address: str, by: Member, at: datetime
) -> Reach:
    """What reaches her beside the page, and her address for mail (may be empty). Danger uses all that she has anyway."""
    account = lock(Account.objects.get(pk=member.account_id))
    if account.email != address:
        save(account, email=address)
    values = {"organisation_id": member.organisation_id, "push": push, "email": email, "only_urgent": only_urgent}
    reach, _made = Reach.objects.update_or_create(member=member, defaults={**values, "changed_at": at})
    record("reach.changed", about=member, by=by, at=at, push=push, email=email, only_urgent=only_urgent)
    return reach


@action
def add_browser(
    *, member: Member, endpoint: str, p256dh: str, auth: str, label: str, by: Member, at: datetime
) -> PushAddress:
    """This browser takes messages from now on. Adding it again renews its keys; it belongs to who added it last.

    Refused: bad_push_address (422), too_many_browsers.
    """
    check_browser(endpoint, p256dh, auth)
    account = lock(Account.objects.get(pk=member.account_id))
    digest = digest_of(endpoint)
    hers = PushAddress.objects.filter(account=account, ended_at=None).exclude(digest=digest)
    if hers.count() >= MOST_BROWSERS:
        raise Refused(TOO_MANY)
    keys = json.dumps({"p256dh": p256dh, "auth": auth})
    values = {"account": account, "endpoint": endpoint, "keys": keys, "label": label, "failures": 0, "ended_at": None}
    row, _made = PushAddress.objects.update_or_create(
        digest=digest, defaults=values, create_defaults={**values, "made_at": at}
    )
    record("push.added", about=member, by=by, at=at, address=row.pk)
    return row


@action
def remove_browser(*, address: PushAddress, by: Member, at: datetime) -> PushAddress:
    """That browser gets nothing more. Removing it twice is once."""
    address = lock(address)
    if address.ended_at is None:
        save(address, ended_at=at)
        record("push.removed", about=by, by=by, at=at, address=address.pk)
    return address


@action
def end_browser(*, account: Account, id: str | None, at: datetime) -> bool:
    """She signed out in the browser whose subscription this is; sign-out is the event. Whether there was one."""
    rows = PushAddress.objects.filter(account=account, pk=id, ended_at=None) if id else PushAddress.objects.none()
    return bool(rows.update(ended_at=at))


def check_browser(endpoint: str, p256dh: str, auth: str) -> None:
    """Refused (422, bad_push_address) where it is not an address of the public internet with keys that work."""
    try:
        outside.check(endpoint, local_too=local_too())
        seal(b"", unpadded(p256dh), unpadded(auth))
    except (outside.NotAllowed, ValueError) as error:
        raise Refused(BAD_BROWSER, 422) from error


def digest_of(endpoint: str) -> bytes:
    """By what an address is found again; it says nothing of it."""
    return hashlib.sha256(endpoint.encode()).digest()
