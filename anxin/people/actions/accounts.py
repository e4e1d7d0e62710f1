"""Accounts: who can sign in at all."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction

from anxin.core.action import action
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.refusal import Refused
from anxin.people.models import Account, Organisation
from anxin.people.rules import places

USER_NAME = re.compile(r"[\w.\-]{2,60}")


@action
def open_account(
    *, organisation: Organisation, username: str, password: str | None, email: str = "", by: Actor, at: datetime
) -> Account:
    """An account that can sign in; `organisation` is the one that opens it (the event stands in its chain).

    Without a password nobody can sign in to it until it gets one. The user name is kept in small letters.
    Refused: bad_user_name (422), name_taken.
    """
    username = username.strip().lower()
    if not USER_NAME.fullmatch(username):
        raise Refused(places.BAD_USER_NAME, 422)
    account = Account(username=username, email=email, made_at=at)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(places.NAME_TAKEN) from error
    record("account.opened", about=organisation, by=by, at=at, account=account.pk)
    return account
