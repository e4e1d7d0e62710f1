"""Rooms for those on duty: `pages` the list, one room, one message of it; `acts` what is done there."""
