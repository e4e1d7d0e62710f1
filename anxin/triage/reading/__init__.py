"""From what somebody typed to something that can be read: characters, spelling, clauses, words."""
