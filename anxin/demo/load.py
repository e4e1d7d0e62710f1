"""Builds the demo town through the same actions that people use."""

import json
import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from anxin.campaigns.models import Campaign, Participant, default_clocks
from anxin.clients.actions import open_identity
from anxin.clients.models import Resident
from anxin.core import clock
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.demo.cast import AWAY, CAST, HOME, Person
from anxin.demo.stories import AWAY_STORIES, STORIES, Step, Story
from anxin.desk.actions.answer import answer_question, write_back
from anxin.desk.actions.ask import ask_question
from anxin.desk.actions.claim import claim_question
from anxin.desk.actions.close import close_question, plan_follow_up
from anxin.desk.actions.decide import decide_second
from anxin.desk.actions.risk import lower_risk, raise_risk
from anxin.desk.actions.transfer import sort_question
from anxin.desk.kinds import LowerReason, Outcome
from anxin.desk.models import Question
from anxin.people.actions import add_member, found_organisation, open_account
from anxin.people.kinds import Profession
from anxin.people.models import Member, Organisation
from anxin.rota.actions import check_in, enter_slot

ALL_DAY = {"weekly": [[["00:00", "24:00"]]] * 7, "exceptions": {}}
SHIFTS = (2, 8, 14, 20)  # hours at which demo shifts change, in the campaign's zone
RESTS = {"lin": 2, "he": 14, "wu": 20, "chen": 2, "liu": 8}  # the shift that each does not serve


def load(at: datetime | None = None) -> None:
    """Fill an empty database with the town, all of it or nothing; the logins go to the data folder (mode 600)."""
    at = at or clock.now()
    with transaction.atomic():
        people = _people(at)
        campaigns = _campaigns(people, at)
        duty(campaigns["huzhu"], people, at)
        told = [_tell(story, campaigns["huzhu"], people, at) for story in STORIES]
        told += [_tell(story, campaigns["chenguang"], people, at) for story in AWAY_STORIES]
    _write(
        "demo-stories.json",
        [{"question": str(q.pk), "seq": q.conversation.seq, "state": q.state, "at": at.isoformat()} for q in told],
    )
    _write(
        "demo-accounts.json",
        [
            {
                "username": each.username,
                "password": each.password,
                "profession": each.profession.value,
                "role": each.roles[0].value,
                "organisation": each.organisation[0],
            }
            for each in CAST
        ],
    )


def _write(name: str, rows: list[dict[str, Any]]) -> None:
    aside = settings.HOME / f".{name}"
    with os.fdopen(os.open(aside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)
    aside.replace(settings.HOME / name)


def _people(at: datetime) -> dict[str, Member]:
    places = {
        names: found_organisation(name=names[0], short_name=names[1], by=MACHINE, at=at) for names in (HOME, AWAY)
    }
    return {each.username: _move_in(each, places[each.organisation], at) for each in CAST}


def _move_in(person: Person, organisation: Organisation, at: datetime) -> Member:
    account = open_account(
        organisation=organisation, username=person.username, password=person.password, by=MACHINE, at=at
    )
    return add_member(
        organisation=organisation, account=account, name=person.name, profession=person.profession,
        roles=person.roles, by=MACHINE, at=at,
    )  # fmt: skip


def _campaigns(people: dict[str, Member], at: datetime) -> dict[str, Campaign]:
    found = {}
    for slug, name, welcome, lead in (
        ("huzhu", "社区互助群", "有医生、心理咨询师、社工和志愿者轮流值班。", "qin"),
        ("chenguang", "晨光邻里服务", "社工为邻里答疑。", None),
    ):
        organisation = (people[lead] if lead else people["zhao"]).organisation
        campaign = Campaign.objects.create(
            organisation=organisation,
            slug=slug,
            name=name,
            welcome=welcome,
            starts_on=at.date() - timedelta(days=7),
            ends_on=at.date() + timedelta(days=30),
            hours=ALL_DAY,
            clocks=default_clocks(),
            professions=[Profession.MEDIC, Profession.COUNSELLOR, Profession.SOCIAL_WORKER, Profession.VOLUNTEER],
            on_call=people[lead] if lead else None,
        )
        for member in people.values():
            if member.organisation_id == organisation.pk:
                Participant.objects.create(organisation=organisation, campaign=campaign, member=member)
        record("campaign.opened", about=campaign, by=MACHINE, at=at)
        found[slug] = campaign
    return found


def duty(campaign: Campaign, people: dict[str, Member], at: datetime) -> None:
    """Shifts of yesterday to tomorrow with a gap to see, and everyone who is meant to be there checked in."""
    today = at.astimezone(campaign.tz).date()
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        enter_day(campaign, people, day, at)
    for person in CAST:
        if person.on_duty and person.organisation == HOME:
            check_in(
                campaign=campaign,
                member=people[person.username],
                by=people[person.username],
                at=at - timedelta(hours=1),
            )


def enter_day(campaign: Campaign, people: dict[str, Member], day: date, at: datetime) -> None:
    """The demo's shifts of one day; each begins another person's rest, so that the cover has thin hours and a gap."""
    for hour in SHIFTS:
        begin = datetime.combine(day, time(hour), campaign.tz)
        for person in CAST:
            if person.on_duty and person.organisation == HOME and hour != RESTS.get(person.username):
                enter_slot(
                    campaign=campaign,
                    member=people[person.username],
                    begins_at=begin,
                    ends_at=begin + timedelta(hours=6),
                    by=people["chen"],
                    at=at,
                )


def _tell(story: Story, campaign: Campaign, people: dict[str, Member], at: datetime) -> Question:
    first, *rest = story.steps
    asked_at = at - timedelta(minutes=first.ago)
    resident, _ = open_identity(organisation=campaign.organisation, handle=story.handle, at=asked_at)
    question = ask_question(
        campaign=campaign, resident=resident, text=first.text, private=story.private, by=resident, at=asked_at
    )
    _put_right(question, story, people, asked_at)
    for step in rest:
        moment = at - timedelta(minutes=step.ago)
        VERBS[step.verb](question, step, resident, people.get(step.who), moment)
        if step.who == "resident":
            _put_right(question, story, people, moment)
    question.refresh_from_db()
    question.conversation.refresh_from_db()
    return question


def _put_right(question: Question, story: Story, people: dict[str, Member], at: datetime) -> None:
    """Where the machine misread, people correct it, as they would: the coordinator, and the supervisor as the second."""
    if question.organisation_id != people["chen"].organisation_id:
        return
    question.refresh_from_db()
    if question.topic != story.topic:
        sort_question(question=question, topic=story.topic, by=people["chen"], at=at)
    if question.risk > story.risk:
        why = LowerReason.MISREAD
        if lower_risk(question=question, risk=story.risk, why=why, reason="", by=people["chen"], at=at):
            decide_second(question=question, yes=True, by=people["qin"], at=at)
    elif question.risk < story.risk:
        raise_risk(question=question, risk=story.risk, reason="值班人员判断", by=people["chen"], at=at)
    question.refresh_from_db()


def _says(question: Question, step: Step, resident: Resident, by: Any, at: datetime) -> None:
    write_back(question=question, text=step.text, by=resident, at=at)


def _claims(question: Question, step: Step, resident: Resident, by: Any, at: datetime) -> None:
    claim_question(question=question, by=by, at=at)


def _answers(question: Question, step: Step, resident: Resident, by: Any, at: datetime) -> None:
    question.refresh_from_db()
    if question.owner_id != by.pk:  # a misread level had taken it from her
        claim_question(question=question, by=by, at=at)
    answer_question(question=question, text=step.text, by=by, at=at)


def _closes(question: Question, step: Step, resident: Resident, by: Any, at: datetime) -> None:
    close_question(question=question, outcome=Outcome.ANSWERED, by=by, at=at)


def _plans_follow_up(question: Question, step: Step, resident: Resident, by: Any, at: datetime) -> None:
    plan_follow_up(question=question, comes_back_at=at + timedelta(days=1), by=by, at=at)


VERBS: dict[str, Callable[..., None]] = {
    "says": _says,
    "claims": _claims,
    "answers": _answers,
    "closes": _closes,
    "plans_follow_up": _plans_follow_up,
}
