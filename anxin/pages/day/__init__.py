"""The coordinator's day: is every hour covered, who waits and why, what is past its clock, what is open tonight."""
