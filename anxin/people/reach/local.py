"""Whether messages may go to this machine itself."""

from django.conf import settings


def local_too() -> bool:
    """In tests and in the demo town, which is never reached from outside, a push service may run right here."""
    return bool(settings.TESTING or settings.DEMO)
