"""Residents: who asks, without a name; their handle, keys, consent, and who is blocked."""
