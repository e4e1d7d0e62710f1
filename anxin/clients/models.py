from enum import StrEnum

from django.db import models

from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.core.words import _
from anxin.people.models import Member, Organisation


class AskerKind(StrEnum):
    """Which kind of asker she says she is, if she likes; it sorts, it never gates."""

    RESIDENT = "resident"
    COMMUNITY_WORKER = "community_worker"
    HOME_QUARANTINE = "home_quarantine"
    CENTRAL_QUARANTINE = "central_quarantine"
    FAMILY = "family"
    SUSPECTED_PATIENT = "suspected_patient"
    SEVERELY_ANXIOUS = "severely_anxious"


ASKER_NAMES = {
    AskerKind.RESIDENT: _("resident"),
    AskerKind.COMMUNITY_WORKER: _("community worker"),
    AskerKind.HOME_QUARANTINE: _("in quarantine at home"),
    AskerKind.CENTRAL_QUARANTINE: _("in central quarantine"),
    AskerKind.FAMILY: _("family of someone in quarantine"),
    AskerKind.SUSPECTED_PATIENT: _("suspected patient"),
    AskerKind.SEVERELY_ANXIOUS: _("severely anxious"),
}


class Resident(models.Model):
    """Somebody who asks (居民): anonymous, of one organisation, never linked to any other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    handle = SealedText(null=True)
    handle_seal = models.BinaryField(null=True)  # blind index of the handle, so that who may read it can find it
    kind = models.CharField(max_length=20, blank=True, choices=[(k.value, k.value) for k in AskerKind])
    return_code = models.BinaryField(null=True, unique=True)  # blind index of the code she wrote down
    language = models.CharField(max_length=10, blank=True)
    came_at = models.DateTimeField()
    blocked_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "handle_seal"],
                condition=models.Q(handle_seal__isnull=False),
                name="resident_handle",
            )
        ]

    actor_kind = "resident"

    @property
    def short(self) -> str:
        """Four characters that tell her from others on a list, and say nothing of her."""
        return self.id.hex[-4:].upper()


class ResidentKey(models.Model):
    """What a phone keeps so that its owner is known again; only its SHA-256 is here."""

    digest = models.BinaryField(primary_key=True)
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="keys")
    made_at = models.DateTimeField()


class Consent(models.Model):
    """What a resident agreed to (知情同意): for which purpose, in which words, when, and when she took it back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30)
    wording = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)


class Block(models.Model):
    """That a resident may not write for a while: by whom, why, until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="blocks")
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    reason = SealedText()
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
