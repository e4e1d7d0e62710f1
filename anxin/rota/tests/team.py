"""A team with shifts, for tests of drafts: kinds of shifts on the town's campaign, and what its people say of them."""

from datetime import date, time, timedelta

from anxin.people.kinds import Profession
from anxin.people.models import Member
from anxin.rota.actions.draft import assign, begin_draft
from anxin.rota.kinds import Can
from anxin.rota.models import Assignment, Availability, ShiftKind, Slot, Version
from tests.town import Town, nine

FRIDAY = date(2026, 3, 6)


class Team:
    """The town's people before a rota: early, late and night shifts."""

    def __init__(self, town: Town) -> None:
        self.town, self.campaign = town, town.campaign
        self.early = self.kind("早班", 8, 13)
        self.late = self.kind("晚班", 17, 22)

    def kind(self, name: str, begins: int, ends: int, professions: list[Profession] | None = None) -> ShiftKind:
        return ShiftKind.objects.create(
            organisation=self.town.organisation, campaign=self.campaign, name=name, begins=time(begins), ends=time(ends),
            professions=professions or [], made_at=nine,
        )  # fmt: skip

    def says(self, member: Member, can: Can, kind: ShiftKind, day: date = FRIDAY) -> None:
        Availability.objects.update_or_create(
            campaign=self.campaign, member=member, kind=kind, day=day,
            defaults={"organisation": self.town.organisation, "can": can, "said_at": nine},
        )  # fmt: skip

    def draft(self, days: int = 3, *, from_living: bool = False) -> Version:
        return begin_draft(
            campaign=self.campaign, first_on=FRIDAY, last_on=FRIDAY + timedelta(days=days - 1), from_living=from_living,
            by=self.town.coordinator.member, at=nine,
        )  # fmt: skip

    def puts(
        self, version: Version, member: Member, kind: ShiftKind, day: date = FRIDAY, *, anyway: bool = False
    ) -> Assignment:
        return assign(
            version=version, member=member, kind=kind, day=day, anyway=anyway, by=self.town.coordinator.member, at=nine
        )

    def stands(self, version: Version) -> set[tuple[str, str, date]]:
        rows = Assignment.objects.filter(version=version)
        return set(rows.values_list("member__name", "kind__name", "day"))

    def lives(self) -> set[tuple[str, str]]:
        """The living rota: who, and when in the campaign's zone."""
        return {
            (
                slot.member.name,
                f"{slot.begins_at.astimezone(self.campaign.tz):%d %H}-{slot.ends_at.astimezone(self.campaign.tz):%H}",
            )
            for slot in Slot.objects.select_related("member")
        }
