"""Threads of messages; questions speak through them, later rooms and sessions too."""
