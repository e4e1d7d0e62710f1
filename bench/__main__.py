"""`python -m bench [NAME] [OPTIONS]`: one benchmark, or without a name all of them in full size (about half an hour)."""

import runpy
import sys

NAMES = (
    "start",
    "triage",
    "suggest",
    "load",
    "streams",
    "rooms",
    "danger",
    "day",
    "scale",
    "search",
    "roster",
    "rota-board",
    "rota_grid",
    "rota_queue",
)


def main() -> None:
    """Run what is named; its own `--help` says what can be set."""
    names = sys.argv[1:2] if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else list(NAMES)
    if len(sys.argv) > 1 and (len(names) > 1 or names[0] not in NAMES):
        sys.exit(f"usage: python -m bench [{'|'.join(NAMES)}] [OPTIONS]")
    options = sys.argv[2:]
    for name in names:
        print(f"\n## {name}", flush=True)
        sys.argv = [f"bench {name}", *options]
        runpy.run_module(f"bench.{name.replace('-', '_')}", run_name="__main__")


if __name__ == "__main__":
    main()
