"""Tables that every package writes to through core's own functions."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anxin.core.fields import SealedText


class Event(models.Model):
    """One thing that happened, for good: written by `event.record`, sealed into its organisation's chain by the database.

    `data` holds ids and codes only, never words of people, so that erasure of a person leaves the chain whole.
    """

    organisation_id = models.UUIDField()
    seq = models.BigIntegerField(default=0)  # given by the trigger, under the chain's lock
    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    data = models.JSONField(default=dict)
    hash = models.BinaryField(default=bytes)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation_id", "seq"], name="event_seq_once")]
        indexes = [models.Index(fields=["about_id", "id"])]


class ChainHead(models.Model):
    """The last link of an organisation's chain; its row is the lock that is taken last."""

    organisation_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=bytes)


class Look(models.Model):
    """That someone opened a private row, and why she could. Not chained; kept for the auditor."""

    organisation_id = models.UUIDField()
    actor_id = models.UUIDField()
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    reason = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["about_id", "at"]), models.Index(fields=["organisation_id", "at"])]


class Once(models.Model):
    """A write that was asked for under an Idempotency-Key, and what was answered (encrypted: it may hold private text)."""

    whose = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    asked = models.BinaryField()  # SHA-256 of method, path and body
    status = models.SmallIntegerField(default=0)
    answer = SealedText(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["whose", "key"], name="once_key")]
        indexes = [models.Index(fields=["at"])]


class WebProcess(models.Model):
    """A web process that is alive: it says so every few seconds, and where it falls silent, those it held are gone."""

    id = models.UUIDField(primary_key=True)
    seen_at = models.DateTimeField()


class Presence(models.Model):
    """Somebody who has a page of `topic` open now: counts as long as the web process that holds her stream is alive.

    Not in the write-ahead log (migration core.0005): it costs the disk nothing, and after a crash everyone comes anew.
    """

    topic = models.CharField(max_length=60)
    who_kind = models.CharField(max_length=10)  # member or resident
    who_id = models.UUIDField()
    process = models.UUIDField()  # the web process that holds the stream; all zeros: she only said that she is typing
    typing_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "who_kind", "who_id", "process"], name="presence_once")]
        indexes = [models.Index(fields=["process"])]


def list_of(field: models.Field[Any, Any], **options: Any) -> ArrayField[Any, Any]:
    """A PostgreSQL array column of `field`, empty by default."""
    return ArrayField(field, default=list, blank=True, **options)
