"""Common questions and saved replies in order, for the pages that keep them and those that show them."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from anxin.desk.kinds import TOPIC_NAMES
from anxin.desk.models import CommonQuestion, SavedReply
from anxin.people.models import Member, Organisation
from anxin.triage import Topic

ORDER = {topic.value: place for place, topic in enumerate(TOPIC_NAMES)}


def common_shown(organisation: Organisation, topic: str = "") -> list[CommonQuestion]:
    """What everyone may read, by topic, the newest first within one."""
    rows = CommonQuestion.objects.filter(organisation=organisation, approved_at__isnull=False, withdrawn_at=None)
    rows = rows.filter(topic=topic) if topic else rows
    return sorted(rows.order_by("-approved_at"), key=lambda row: ORDER[row.topic])


def common_kept(organisation: Organisation) -> QuerySet[CommonQuestion]:
    """All that are not withdrawn, with who wrote and who approved them; what changed last comes first."""
    rows = CommonQuestion.objects.filter(organisation=organisation, withdrawn_at=None)
    return rows.select_related("drafted_by", "approved_by", "from_question").order_by("-changed_at")


def replies_of_hers(member: Member) -> QuerySet[SavedReply]:
    """Everyone's saved replies of her organisation, and her own."""
    mine = Q(member=None) | Q(member=member)
    return SavedReply.objects.filter(mine, organisation=member.organisation_id, removed_at=None)


def replies_for(member: Member, *, first: str = "") -> list[dict[str, Any]]:
    """The same by topic: {title, replies}; the topic `first` comes first, what has none before the others."""
    rows = sorted(replies_of_hers(member), key=lambda row: row.title)
    topics = sorted({row.topic for row in rows}, key=lambda topic: (topic != first, topic != "", ORDER.get(topic, -1)))
    return [
        {
            "title": gettext(TOPIC_NAMES[Topic(topic)]) if topic else gettext("for all topics"),
            "replies": [row for row in rows if row.topic == topic],
        }
        for topic in topics
    ]
