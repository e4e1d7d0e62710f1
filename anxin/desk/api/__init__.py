"""The desk over HTTP (contracts.md). Each operation: door → row → verb → what it said."""

from ninja import Router

from anxin.desk.api import asking, reading, serving

router = Router()
for part in (asking, reading, serving):
    router.add_router("", part.router)
