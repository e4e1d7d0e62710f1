"""Builds the demo town through the same actions that people use."""

import json
import os
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from anxin.campaigns.models import Campaign, Participant, default_clocks
from anxin.clients.actions import open_identity
from anxin.core import clock
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.demo.answers import load_answers
from anxin.demo.cast import AWAY, CAST, HOME, Person
from anxin.demo.duty import duty
from anxin.demo.fresh import remembered
from anxin.demo.rooms import open_demo_room
from anxin.demo.stories import AWAY_STORIES, STORIES, Story
from anxin.demo.verbs import VERBS, Scene, put_right
from anxin.demo.zhuzhou import TEAM, ask_some, load_zhuzhou
from anxin.desk.actions.ask import ask_question
from anxin.desk.models import Question
from anxin.people.actions import add_member, found_organisation, open_account
from anxin.people.kinds import Profession
from anxin.people.models import Member, Organisation

ALL_DAY = {"weekly": [[["00:00", "24:00"]]] * 7, "exceptions": {}}


def load(at: datetime | None = None, *, zhuzhou: bool = True) -> None:
    """Fill an empty database with the town, all of it or nothing; the logins go to the data folder (mode 600).

    Without `zhuzhou` its second service and the 43 who serve there stay away.
    """
    at = at or clock.now()
    with transaction.atomic():
        people = _people(at)
        campaigns = _campaigns(people, at)
        duty(campaigns["huzhu"], people, at)
        load_answers(campaigns["huzhu"], people, at, editor="liu", approver="he")
        told = [question for story in STORIES for question in _tell(story, campaigns["huzhu"], people, at)]
        told += [question for story in AWAY_STORIES for question in _tell(story, campaigns["chenguang"], people, at)]
        room = open_demo_room(campaigns["huzhu"], people, at)
        if zhuzhou:
            told += ask_some(load_zhuzhou(campaigns["huzhu"].organisation, at), at)
        rows = remembered([*told, *room.questions.all()], [room], at)
    _write("demo-stories.json", rows)
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
            for each in (*CAST, *(TEAM if zhuzhou else ()))
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


def _tell(story: Story, campaign: Campaign, people: dict[str, Member], at: datetime) -> list[Question]:
    first, *rest = story.steps
    asked_at = at - timedelta(minutes=first.ago)
    resident, _ = open_identity(organisation=campaign.organisation, handle=story.handle, at=asked_at)
    question = ask_question(
        campaign=campaign, resident=resident, text=first.text, private=story.private, by=resident, at=asked_at
    )
    scene = Scene(story, people, resident, question)
    put_right(scene, question, asked_at)
    for step in rest:
        VERBS[step.verb](scene, step, at - timedelta(minutes=step.ago))
    return [question, *scene.also]
