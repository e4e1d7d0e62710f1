"""`python -m anxin.cli`: the same as `anxin`, for a parent that starts children with its own Python."""

from anxin.cli import main

main()
