"""Who works when: one kind of problem, one solver; no Django, no database, no clock but the time limit."""
