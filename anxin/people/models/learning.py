"""Training: a course has lessons and a quiz."""

from django.db import models

from anxin.core.ids import new_id
from anxin.core.models import list_of
from anxin.people.kinds import Profession
from anxin.people.models.place import Member, Organisation


class Course(models.Model):
    """A course (培训). A member whose profession it is for passes it before she serves, where it is required."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    title = models.CharField(max_length=80)
    about = models.TextField(blank=True)
    professions = list_of(
        models.CharField(max_length=20, choices=[(p.value, p.value) for p in Profession])
    )  # none: all
    required = models.BooleanField(default=True)
    pass_mark = models.SmallIntegerField(default=80)  # percent
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)


class Lesson(models.Model):
    """A lesson in Markdown, with pictures."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    place = models.SmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.TextField()

    class Meta:
        ordering = ["place", "id"]


class Picture(models.Model):
    """A picture of a course, made anew by us and kept in the file store; a lesson names it as ![…](picture:<id>)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="pictures")
    file = models.CharField(max_length=120)  # its place in the file store
    type = models.CharField(max_length=40)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    made_at = models.DateTimeField()


class QuizQuestion(models.Model):
    """A question of a course's quiz. `choices`: [{"text", "right", "why"}]; why is told when it was chosen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    place = models.SmallIntegerField()
    text = models.TextField()
    choices = models.JSONField()

    class Meta:
        ordering = ["place", "id"]


class LessonRead(models.Model):
    """That a member read a lesson to its end."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="lessons_read")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "lesson"], name="lesson_read_once")]


class Attempt(models.Model):
    """One try at a quiz. `answers`: question id → places of the choices that were chosen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="attempts")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="attempts")
    answers = models.JSONField(default=dict)
    right = models.SmallIntegerField()
    of = models.SmallIntegerField()
    passed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["member", "course", "-at"], name="attempt_of_member")]
