"""Tokens over HTTP (contracts.md): a program signs in as a person and works with her rights."""

from datetime import datetime
from typing import cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from anxin.core import clock
from anxin.core.door import PUBLIC, door
from anxin.core.paging import page
from anxin.people.access import account_of, token_of, tokens_of
from anxin.people.actions import make_token, revoke_token
from anxin.people.doors import SIGNED_IN
from anxin.people.models import Account, Token
from anxin.people.signing_in import sign_in

router = Router()


class SignIn(Schema):
    username: str = Field(max_length=200)
    password: str = Field(max_length=1000)
    otp: str = Field("", max_length=40, description="A code of the authenticator app, or a recovery code.")
    label: str = Field("", max_length=60, description="What the token is for; stands in the list of her tokens.")


class NewToken(Schema):
    id: UUID
    token: str = Field(description="Shown this once; send it as `Authorization: Bearer`.")
    label: str


class TokenOut(Schema):
    id: UUID
    label: str
    made_at: datetime
    used_at: datetime | None


class TokenList(Schema):
    items: list[TokenOut]
    next: str | None


@router.post("/tokens", response={201: NewToken})
@door(PUBLIC)
def make(request: HttpRequest, body: SignIn) -> Status[dict[str, object]]:
    """A token with that person's rights. Refused: wrong_password, otp_needed (401), locked_out, too_fast (429)."""
    account = sign_in(request, body.username, body.password, body.otp)
    token, key = make_token(account=account, label=body.label, at=clock.now())
    return Status(201, {"id": token.pk, "token": key, "label": token.label})


@router.get("/tokens", response=TokenList)
@door(SIGNED_IN)
def mine(request: HttpRequest, cursor: str | None = None) -> dict[str, object]:
    """My tokens that still open something, the newest first; never their text."""
    found = page(tokens_of(_me(request)), ("-made_at", "-id"), cursor)
    return {"items": found.items, "next": found.next}


@router.delete("/tokens/{token_id}", response=TokenOut)
@door(SIGNED_IN)
def revoke(request: HttpRequest, token_id: UUID) -> Token:
    """From now on that token of mine opens nothing."""
    return revoke_token(token=token_of(_me(request), token_id), at=clock.now())


def _me(request: HttpRequest) -> Account:
    return cast(Account, account_of(request))  # the door saw to it
