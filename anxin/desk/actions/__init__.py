"""Every write of the desk, one verb a file; each is an action with one event."""
