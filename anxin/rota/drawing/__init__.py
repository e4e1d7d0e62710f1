"""The solver at work in a process of its own: it can be killed, and its memory goes with it."""
