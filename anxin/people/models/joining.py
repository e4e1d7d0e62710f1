"""From a stranger who wants to help to a member who serves: recruiting, screening, the pledge."""

from django.db import models

from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.core.models import list_of
from anxin.people.kinds import Applying, Profession
from anxin.people.models.place import Member, Organisation


class Drive(models.Model):
    """A recruiting drive (招募) of an organisation, with a public page /join/<slug> while it is open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    text = models.TextField(blank=True)  # Markdown: what one does, how long, what is asked
    professions = list_of(models.CharField(max_length=20, choices=[(p.value, p.value) for p in Profession]))
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-opens_at"], name="drive_of_house")]


class Application(models.Model):
    """Somebody's wish to help (报名), from the public page to her place. She comes back to it by a secret link."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="applications")
    digest = models.BinaryField(unique=True)  # SHA-256 of the key in her link
    state = models.CharField(max_length=12, default=Applying.SENT, choices=[(s.value, s.value) for s in Applying])
    name = SealedText()
    phone = SealedText()
    phone_blind = models.BinaryField()
    email = SealedText(null=True)
    profession = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Profession])
    languages = list_of(models.CharField(max_length=20))
    times = models.JSONField(default=list)  # when she can: [weekday, part of the day] pairs
    why = SealedText(null=True)
    consent = models.CharField(max_length=40)  # code of the text she agreed to
    screener = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = SealedText(null=True)  # told to her when she is refused
    member = models.OneToOneField(Member, on_delete=models.SET_NULL, null=True, related_name="application")
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # her words are gone; the row stays for the count

    actor_kind = "applicant"

    class Meta:
        indexes = [
            models.Index(fields=["drive", "-sent_at"], name="application_of_drive"),
            models.Index(fields=["organisation", "phone_blind"], name="application_phone"),
        ]


class ScreeningNote(models.Model):
    """What a screener wrote about an application; read by coordinators alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = SealedText()
    made_at = models.DateTimeField()


class PledgeText(models.Model):
    """One version of what members of an organisation pledge (承诺): the four principles, and confidentiality."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    number = models.SmallIntegerField()
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="pledge_number_once")]


class Pledge(models.Model):
    """That a member pledged to a version of the text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="pledges")
    text = models.ForeignKey(PledgeText, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "text"], name="pledge_once")]
