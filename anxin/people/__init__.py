"""Organisations, their members, professions, roles, signing in, notices to staff."""
