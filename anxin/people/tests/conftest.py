"""Two small organisations with the people that these tests need."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client

from anxin.core import flood
from anxin.core.actor import MACHINE
from anxin.people.actions import add_member, found_organisation, open_account
from anxin.people.kinds import Profession, Role
from anxin.people.models import Account, Member, Organisation

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # nine in the morning in Shanghai
PASSWORD = "一句好记的话 and 9"


class Quick(Argon2PasswordHasher):
    """As in production, at a thousandth of its cost."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


@dataclass
class Cast:
    """Who is there."""

    centre: Organisation
    hospital: Organisation
    medic: Member
    coordinator: Member
    stranger: Member

    def join(self, organisation: Organisation, account: Account, name: str, *roles: Role) -> Member:
        """Give `account` a place."""
        return add_member(
            organisation=organisation,
            account=account,
            name=name,
            profession=Profession.MEDIC,
            roles=roles,
            by=MACHINE,
            at=NINE,
        )


def account_called(username: str, organisation: Organisation) -> Account:
    """An account with the password that all of these share."""
    return open_account(organisation=organisation, username=username, password=PASSWORD, by=MACHINE, at=NINE)


@pytest.fixture
def people(db: None, settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = [f"{Quick.__module__}.{Quick.__qualname__}"]
    centre = found_organisation(name="种子社工中心", short_name="种子", by=MACHINE, at=NINE)
    hospital = found_organisation(name="心海心理中心", short_name="心海", by=MACHINE, at=NINE)

    def member(organisation: Organisation, username: str, name: str, profession: Profession, *roles: Role) -> Member:
        account = account_called(username, organisation)
        return add_member(
            organisation=organisation,
            account=account,
            name=name,
            profession=profession,
            roles=roles,
            by=MACHINE,
            at=NINE,
        )

    return Cast(
        centre,
        hospital,
        medic=member(centre, "lin", "林医生", Profession.MEDIC, Role.HELPER),
        coordinator=member(centre, "chen", "陈姐", Profession.SOCIAL_WORKER, Role.COORDINATOR),
        stranger=member(hospital, "gao", "高老师", Profession.COUNSELLOR, Role.HELPER),
    )


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    flood.forget()
    cache.clear()


def post_json(client: Client, path: str, body: Any, **headers: str) -> Any:
    """What the API answers."""
    return client.post(path, body, content_type="application/json", headers=headers)


def sign_in(client: Client, username: str, password: str = PASSWORD, address: str = "10.0.0.1") -> Any:
    """What the sign-in page answers."""
    return client.post("/accounts/login/", {"login": username, "password": password}, REMOTE_ADDR=address)
