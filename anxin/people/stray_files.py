"""Files of people and courses that no row names: left by a process that was killed between file and row."""

from datetime import datetime, timedelta

from django.db.models import Model

from anxin.core.files import vault
from anxin.people.models import Credential, Picture

CREDENTIALS = ("credentials", ".photo")
PICTURES = ("pictures", ".picture")
OURS: dict[tuple[str, str], type[Model]] = {
    CREDENTIALS: Credential,
    PICTURES: Picture,
}  # (folder, ending) → whose rows name such files
YOUNG = timedelta(days=1)
"""What was kept so lately may still be waiting for its row."""


def sweep(at: datetime) -> int:
    """Remove photos of credentials and pictures of courses that no row names, a day after they were kept; how many."""
    removed = 0
    for place, when in vault.store().places():
        model = _rows_for(place)
        if model is not None and when < at - YOUNG and not model._default_manager.filter(file=place).exists():
            vault.drop(place)
            removed += 1
    return removed


def _rows_for(place: str) -> type[Model] | None:
    parts = place.split("/")
    if len(parts) != 3:
        return None
    return next((model for (folder, end), model in OURS.items() if parts[1] == folder and place.endswith(end)), None)
