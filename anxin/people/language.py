"""The language of a person's pages."""

from django.conf import settings
from django.http import HttpResponse


def put_language(response: HttpResponse, language: str) -> None:
    """Remember `language` on this device."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
