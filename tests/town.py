"""The town everybody shares in tests: two organisations, their people, the campaign huzhu, and plain verbs for all of them.

Its clock stands at nine on a Thursday until somebody acts later; no test reads the real one. What the machine hears in a
text is what the test says it hears (`asks(…, risk=Risk.IMMINENT)`), so no test of the desk leans on the triage model.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from anxin.campaigns.models import Campaign, Participant
from anxin.clients.actions import open_identity
from anxin.core import clock, flood
from anxin.core.finding import Finding
from anxin.core.models import Event
from anxin.core.refusal import Refused
from anxin.desk import jobs
from anxin.desk.actions import answer, ask
from anxin.desk.actions.rooms import post
from anxin.desk.models import Question
from anxin.people.kinds import Profession, Role
from anxin.people.models import Account, Member, Organisation
from anxin.rota.actions import check_in
from anxin.triage import Assessment, Risk, Topic
from tests.townsfolk import Asker, Staff

SHANGHAI = ZoneInfo("Asia/Shanghai")
nine = datetime(2026, 3, 5, 9, 0, tzinfo=SHANGHAI)
ten_at_night = datetime(2026, 3, 5, 22, 0, tzinfo=SHANGHAI)
eight_next_morning = datetime(2026, 3, 6, 8, 0, tzinfo=SHANGHAI)

CAST: tuple[tuple[str, str, str, Profession, list[Role]], ...] = (
    ("medic", "lin", "林医生", Profession.MEDIC, []),
    ("colleague", "he", "何医生", Profession.MEDIC, []),
    ("counsellor", "zhou", "周老师", Profession.COUNSELLOR, []),
    ("social_worker", "liu", "刘社工", Profession.SOCIAL_WORKER, []),
    ("volunteer", "wu", "小吴", Profession.VOLUNTEER, []),
    ("coordinator", "chen", "陈姐", Profession.SOCIAL_WORKER, [Role.COORDINATOR]),
    ("supervisor", "qin", "秦督导", Profession.COUNSELLOR, [Role.SUPERVISOR]),
)


def seconds(n: float) -> timedelta:
    return timedelta(seconds=n)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


def days(n: float) -> timedelta:
    return timedelta(days=n)


@contextmanager
def refused(code: str, status: int | None = None) -> Iterator[None]:
    """What is done inside is refused with `code` (and, where it is named, that HTTP status)."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.finding.code == code
    assert status is None or caught.value.status == status


class Town:
    """种子社工 and 晨光社工 at nine in the morning, everybody of the first checked in."""

    medic: Staff
    colleague: Staff
    counsellor: Staff
    social_worker: Staff
    volunteer: Staff
    coordinator: Staff
    supervisor: Staff

    def __init__(self) -> None:
        self.now = nine
        self.heard: dict[str, Assessment] = {}
        self.organisation = self.founds("种子社工")
        self.other = self.founds("晨光社工")
        self.campaign = self.opens(self.organisation, "huzhu")
        self.elsewhere = self.opens(self.other, "chenguang")
        self.staff = [self.joins(*who) for who in CAST]
        self.campaign.on_call = self.supervisor.member
        self.campaign.save(update_fields=["on_call"])
        self.stranger = self.comes(self.elsewhere, "zhao", "赵社工", Profession.SOCIAL_WORKER, [Role.COORDINATOR])
        self.resident = self.meets(self.organisation)
        self.neighbour = self.meets(self.organisation)
        self.outsider = self.meets(self.other)

    # How it comes to be ------------------------------------------------------------------------------------------------
    def founds(self, name: str) -> Organisation:
        return Organisation.objects.create(name=name, short_name=name, made_at=nine)

    def opens(self, organisation: Organisation, slug: str) -> Campaign:
        return Campaign.objects.create(
            organisation=organisation,
            slug=slug,
            name="同心互助",
            starts_on=date(2026, 3, 1),
            ends_on=date(2026, 3, 15),
            professions=[Profession.MEDIC, Profession.COUNSELLOR, Profession.SOCIAL_WORKER, Profession.VOLUNTEER],
        )

    def joins(self, role: str, username: str, name: str, profession: Profession, roles: list[Role]) -> Staff:
        staff = self.comes(self.campaign, username, name, profession, roles)
        setattr(self, role, staff)
        return staff

    def comes(self, campaign: Campaign, username: str, name: str, profession: Profession, roles: list[Role]) -> Staff:
        """A new member of the campaign's organisation, who takes part in it and is on duty."""
        account = Account.objects.create(username=username, made_at=nine)
        member = Member.objects.create(
            organisation_id=campaign.organisation_id,
            account=account,
            name=name,
            profession=profession,
            roles=roles,
            joined_at=nine,
        )
        Participant.objects.create(organisation_id=campaign.organisation_id, campaign=campaign, member=member)
        check_in(campaign=campaign, member=member, by=member, at=nine)
        return Staff(self, member, campaign)

    def meets(self, organisation: Organisation) -> Asker:
        """A new resident of `organisation`."""
        resident, token = open_identity(organisation=organisation, at=nine)
        return Asker(self, resident, token)

    # What happens by itself --------------------------------------------------------------------------------------------
    def at(self, moment: datetime | None) -> datetime:
        """`moment`, to which the town's clock moves on; without it, what the clock says."""
        if moment is not None:
            self.now = max(self.now, moment)
        return moment or self.now

    def hears(self, text: str) -> Assessment:
        """What the machine hears in `text`: a plain medical question, if the test says nothing else."""
        return self.heard.get(text, Assessment(Topic.MEDICAL, Risk.ORDINARY, ()))

    def will_hear(self, text: str, topic: Topic, risk: Risk) -> None:
        signals = (Finding("heard_danger", "Heard in a test"),) if risk else ()
        self.heard[text] = Assessment(topic, risk, signals)

    def ticks(self, at: datetime | None = None) -> None:
        """What the timetable does every second, and all jobs that follow."""
        jobs.tick(self.at(at))
        self.follows()

    def follows(self) -> int:
        """Run the jobs that reactions have queued, in order; how many."""
        count = 0
        while job := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
            task = app.tasks[job.task_name]
            forget_job(job.id)
            task.func(**job.args)
            count += 1
        return count

    # What one can see --------------------------------------------------------------------------------------------------
    def events_of(self, row: Any) -> list[Event]:
        """What happened to a question or any other row, the oldest first."""
        return list(Event.objects.filter(about_id=row.pk).order_by("id"))

    def names_of(self, row: Any) -> list[str]:
        """The names of its events."""
        return [event.name for event in self.events_of(row)]

    def fresh(self, question: Question) -> Question:
        """The question as it stands in the database."""
        return Question.objects.select_related("campaign", "owner", "resident", "conversation").get(pk=question.pk)

    def browser(self, visitor: "Staff | None" = None) -> Client:
        """A browser, signed in as `visitor` if there is one."""
        client = Client()
        if visitor is not None:
            client.force_login(visitor.member.account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def staff_by_id(self, id: UUID) -> Staff:
        """Whose member id this is."""
        return next(each for each in [*self.staff, self.stranger] if each.member.pk == id)


def forget_job(id: int) -> None:
    """Take a job off the queue, as a worker that did it would."""
    ProcrastinateJob.objects.filter(id=id)._raw_delete("default")


@pytest.fixture
def still_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Town], None]]:
    """Lets a town's clock and ears stand in for the real ones, and starts counting floods anew."""

    def stands_in(town: Town) -> None:
        monkeypatch.setattr(clock, "now", lambda: town.now)
        monkeypatch.setattr(ask, "assess", lambda text: town.hears(text))
        monkeypatch.setattr(answer, "assess", lambda text: town.hears(text))
        monkeypatch.setattr(post, "assess", lambda text: town.hears(text))

    flood.forget()
    yield stands_in
    flood.forget()


@pytest.fixture
def town(db: None, still_clock: Callable[[Town], None]) -> Town:
    """The town, in a transaction that is rolled back."""
    built = Town()
    still_clock(built)
    return built


@pytest.fixture
def busy_town(transactional_db: None, still_clock: Callable[[Town], None]) -> Town:
    """The town in committed rows, for tests with several connections at once (slower: only for races)."""
    ProcrastinateJob.objects.all()._raw_delete("default")  # not Django's table, so it is not emptied after a test
    built = Town()
    still_clock(built)
    return built
