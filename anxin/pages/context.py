"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Names that the base templates read."""
    return {"demo": settings.DEMO, "nav": [], "hotlines": []}
