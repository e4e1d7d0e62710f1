"""The people of a campaign as the rota has to know them: papers, training, pauses, strain, wishes. Twelve queries at most."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count

from anxin.campaigns.models import Campaign, Participant
from anxin.people.kinds import Checked, Profession, Standing
from anxin.people.models import Credential, CredentialKind, Member, Pause
from anxin.people.standing import unpledged, untrained
from anxin.rota.kinds import WishKind
from anxin.rota.models import Attendance, Strain, Wish
from anxin.rota.rules.facts import Colleague, Paper

ALWAYS: tuple[tuple[date, date | None], ...] = ((date.min, None),)


def colleagues_of(
    campaign: Campaign, *, also: Collection[UUID] = (), only: Collection[UUID] | None = None,
    beyond: Mapping[UUID, int] | None = None, least: int = 5,
) -> dict[UUID, Colleague]:  # fmt: skip
    """Everyone who takes part, and who is put down though she does not (`also`), by profession and name.

    With `only`, the papers, training and wishes of these alone are read. `least`: a volunteer whom nobody called
    experienced or new is so after that many shifts served.
    """
    members = _members(campaign, also)
    known = _Known(campaign, [row for key, (row, _) in members.items() if only is None or key in only], list(members))
    order = {profession: place for place, profession in enumerate(campaign.professions)}
    rows = sorted(members.values(), key=lambda row: (order.get(row[0].profession, len(order)), row[0].name, row[0].pk))
    return {
        member.pk: known.colleague(member, takes_part=part, beyond=(beyond or {}).get(member.pk, 0), least=least)
        for member, part in rows
    }


def _members(campaign: Campaign, also: Collection[UUID]) -> dict[UUID, tuple[Member, bool]]:
    rows = Participant.objects.filter(campaign=campaign, left_at=None).select_related("member")
    found = {row.member_id: (row.member, True) for row in rows if row.member.active or row.member_id in also}
    missing = set(also) - set(found)
    if missing:
        found |= {row.pk: (row, False) for row in Member.objects.filter(pk__in=missing)}
    return found


class _Known:
    """What stands in other tables about some members."""

    def __init__(self, campaign: Campaign, known: list[Member], everybody: Collection[UUID]) -> None:
        keys = [member.pk for member in known]
        house = campaign.organisation_id
        self.kinds = list(
            CredentialKind.objects.filter(organisation=house, required=True, ended_at=None).order_by("name")
        )
        self.credentials: dict[tuple[UUID, UUID], list[tuple[date | None, date | None]]] = defaultdict(list)
        if self.kinds:
            valid = Credential.objects.filter(member__in=keys, state=Checked.VALID)
            for member, kind, expires in valid.values_list("member", "kind", "expires_on"):
                self.credentials[member, kind].append((None, expires))
        self.untrained, self.unpledged = untrained(known), unpledged(known)
        self.pauses = _lists(Pause, keys, "begins_on", "ends_on", ended_at=None)
        self.strains = _lists(Strain, keys, "ended_at", "highest")
        self.wishes = _lists(Wish, keys, "kind", "partner", "number", campaign=campaign)
        served = Attendance.objects.filter(member__in=everybody, out_at__isnull=False).values_list("member")
        self.served = dict(served.annotate(Count("id")))

    def colleague(self, member: Member, *, takes_part: bool, beyond: int, least: int) -> Colleague:
        """`member` with all that is known of her."""
        wishes = self.wishes.get(member.pk, [])
        number = {kind: n for kind, _partner, n in wishes if n is not None}
        return Colleague(
            id=member.pk,
            name=member.name,
            profession=Profession(member.profession),
            standing=Standing(member.standing) if member.active else Standing.LEFT,
            takes_part=takes_part,
            experienced=self._experienced(member, least),
            pauses=self._pauses(member),
            papers=tuple(
                Paper(kind.name, tuple(self.credentials.get((member.pk, kind.pk), ())))
                for kind in self.kinds
                if member.profession in kind.professions
            ),
            lacks=tuple(course.title for course in self.untrained.get(member.pk, ())),
            pledged=member.pk not in self.unpledged,
            strains=tuple(self.strains.get(member.pk, ())),
            beyond_minutes=beyond,
            least_shifts=number.get(WishKind.LEAST, 0),
            most_shifts=number.get(WishKind.MOST),
            serve_with=_partners(wishes, WishKind.WITH),
            train_with=_partners(wishes, WishKind.TRAIN_WITH),
        )

    def _experienced(self, member: Member, least: int) -> bool:
        """What a coordinator said of her; else a volunteer is after some shifts, and who has a profession is at once."""
        if member.experienced is not None:
            return member.experienced
        return member.profession != Profession.VOLUNTEER or self.served.get(member.pk, 0) >= least

    def _pauses(self, member: Member) -> tuple[tuple[date, date | None], ...]:
        found = tuple(self.pauses.get(member.pk, ()))
        return found or (ALWAYS if member.standing == Standing.PAUSED else ())


def _lists(table: Any, keys: list[UUID], *columns: str, **only: object) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for member, *values in table.objects.filter(member__in=keys, **only).values_list("member", *columns):
        found[member].append(tuple(values))
    return found


def _partners(wishes: list[tuple[str, UUID | None, int | None]], kind: WishKind) -> frozenset[UUID]:
    return frozenset(partner for of, partner, _number in wishes if of == kind and partner is not None)
