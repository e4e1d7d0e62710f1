"""Template tags of the shared parts; docs/front.md shows each in use."""
