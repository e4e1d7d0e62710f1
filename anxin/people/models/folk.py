"""What an organisation keeps of its members: credentials, whom to call, hours, pauses, sheets that came in."""

from django.db import models

from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.core.models import list_of
from anxin.people.kinds import Checked, HoursFrom, HoursState, Profession
from anxin.people.models.joining import Application
from anxin.people.models.place import Member, Organisation


class CredentialKind(models.Model):
    """A kind of credential (资质): a medic's licence, a counsellor's certificate, …"""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    professions = list_of(models.CharField(max_length=20, choices=[(p.value, p.value) for p in Profession]))
    required = models.BooleanField(default=True)  # to serve in one of these professions
    expires = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="credential_kind_once")]


class Credential(models.Model):
    """A credential of a member or an applicant, with a photo, looked at by a person; it expires and is renewed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    kind = models.ForeignKey(CredentialKind, on_delete=models.PROTECT, related_name="credentials")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="credentials")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="credentials")
    number = SealedText(null=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    file = models.CharField(max_length=120, blank=True)  # the photo's place in the file store
    type = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, default=Checked.WAITING, choices=[(s.value, s.value) for s in Checked])
    reason = SealedText(null=True)  # told to her when it is refused
    checked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    renews = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="renewals")
    warned_days = models.SmallIntegerField(null=True)  # the last warning before it expires: 30, 7 or 0 days before
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member__isnull=False) | models.Q(application__isnull=False), name="credential_whose"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="credential_state"),
            models.Index(fields=["expires_on"], name="credential_expiry"),
        ]


class EmergencyContact(models.Model):
    """Whom to call when something happens to a member; opened only by who needs it, and every look is kept."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="emergency_contact")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    name = SealedText()
    relation = SealedText(null=True)
    phone = SealedText()
    changed_at = models.DateTimeField()


class HoursEntry(models.Model):
    """Hours of service of a member (服务时长). Those from check-in count at once; others when somebody else approved them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="hours")
    begins_at = models.DateTimeField()
    minutes = models.IntegerField()
    what = models.CharField(max_length=120)  # the service it was for, or what she did
    source = models.CharField(max_length=12, choices=[(s.value, s.value) for s in HoursFrom])
    origin_id = models.UUIDField(null=True, unique=True)  # the attendance that it comes from
    state = models.CharField(
        max_length=10, default=HoursState.COUNTED, choices=[(s.value, s.value) for s in HoursState]
    )
    entered_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(minutes__gt=0), name="hours_forward")]
        indexes = [models.Index(fields=["member", "-begins_at"], name="hours_of_member")]


class Pause(models.Model):
    """That a member does not serve for a while. She gives no reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="pauses")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)  # including; None: until she comes back
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Certificate(models.Model):
    """A certificate of service that was made (志愿服务证明): who holds the paper can have its number looked up."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="certificates")
    number = models.CharField(max_length=24, unique=True)
    name = SealedText(null=True)  # as it stands on the paper; masked when she leaves
    first_on = models.DateField()
    last_on = models.DateField()
    minutes = models.IntegerField()
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)


class PeopleSheet(models.Model):
    """A sheet of members that came in: read, looked at row by row, and taken over or dropped. Kept for a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    rows = SealedText()  # JSON: what each row would do, and its faults
    fit = models.IntegerField()
    unfit = models.IntegerField()
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)


class Invitation(models.Model):
    """A link by which a member whose account has no password yet chooses her user name and one. It opens once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    digest = models.BinaryField(unique=True)  # SHA-256 of the key in the link
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # a newer one took its place

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(used_at=None, dropped_at=None), name="invitation_open_once"
            )
        ]


class PeopleExport(models.Model):
    """That a sheet about members left the house: who took it, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10)  # people or hours
    kind = models.CharField(max_length=10)  # xlsx or csv
    reason = SealedText()
    with_phones = models.BooleanField(default=False)
    rows = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at"], name="people_export_of_house")]
