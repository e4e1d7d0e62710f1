"""The same telephone number found again, without anybody reading it."""

from anxin.core.fields import blind


def phone_seal(phone: str) -> bytes:
    """The blind index of a number that `rules.phones.tidy_phone` gave; one for applicants and members alike."""
    return blind(phone, "people.phone")
