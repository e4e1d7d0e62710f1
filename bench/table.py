"""Figures as a table of Markdown, so that what is printed can stand in README.md."""

import platform
from collections.abc import Iterable, Sequence
from pathlib import Path


def share(values: Iterable[float], part: float) -> float:
    """The value below which `part` of `values` lie (nearest rank); not a number for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("nan")


def ms(seconds: float) -> str:
    """Milliseconds, for people."""
    return f"{seconds * 1000:,.1f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"


def spread(seconds: Sequence[float]) -> str:
    """p50 · p95 · p99 · max of times in seconds."""
    if not seconds:
        return "none"
    return " · ".join(
        [f"p{part * 100:.0f} {ms(share(seconds, part))}" for part in (0.5, 0.95, 0.99)] + [f"max {ms(max(seconds))}"]
    )


def mb(resident: Iterable[int]) -> str:
    """Megabytes of each process."""
    return " + ".join(f"{each / 1e6:,.0f} MB" for each in resident) or "none"


def show(title: str, rows: Iterable[tuple[str, object]]) -> None:
    """Print one table."""
    print(f"\n| {title} | |\n| --- | --- |")
    for name, value in rows:
        print(f"| {name} | {value} |", flush=True)


def machine() -> str:
    """What this ran on."""
    memory = next(
        (line.split()[1] for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal")), "0"
    )
    cores = Path("/proc/cpuinfo").read_text().count("processor\t")
    load = Path("/proc/loadavg").read_text().split()[0]
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{cores} cores, {int(memory) / 2**20:.0f} GiB, {system}, load before: {load}"
