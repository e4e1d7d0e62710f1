"""The desk over HTTP (contracts.md). Each operation: door → row → verb → what it said."""

from ninja import Router

from anxin.desk.api import (
    asking,
    attachments,
    beside,
    crisis,
    ledger,
    reading,
    rooms,
    serving,
    suggestions,
    teamwork,
    typing,
)

router = Router()
for part in (rooms, attachments, asking, reading, serving, beside, typing, ledger, teamwork, crisis, suggestions):
    router.add_router("", part.router)
