"""CPU seconds and memory of a house's processes, from /proc."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.house import House

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
WORDS = {" serve ": "web", "--queues pages": "worker pages", "--queues default": "worker default"}


@dataclass(frozen=True)
class Process:
    """One process: what it is, its CPU seconds, its resident bytes."""

    pid: int
    what: str
    cpu: float
    resident: int


@dataclass
class Reading:
    """All processes of a house at one moment; PostgreSQL as one."""

    processes: list[Process] = field(default_factory=list)

    def cpu(self, what: str) -> float:
        """CPU seconds so far of all that are `what`."""
        return sum(each.cpu for each in self.processes if each.what == what)

    def resident(self, what: str) -> list[int]:
        """Resident bytes of each process that is `what`."""
        return [each.resident for each in self.processes if each.what == what]

    def pids(self, what: str) -> list[int]:
        """Their numbers."""
        return [each.pid for each in self.processes if each.what == what]


def read(house: House) -> Reading:
    """Look at the children of `anxin run`, at PostgreSQL, and at ourselves ("generator")."""
    found = Reading()
    for pid in children(house.process.pid):
        command = _command(pid)
        what = next((name for word, name in WORDS.items() if word in command), None)
        if what:
            found.processes.append(Process(pid, what, _cpu(pid), _resident(pid)))
    server = _postmaster(house)
    parts = list(children(server))
    cpu = _cpu(server, ended=True) + sum(_cpu(pid) for pid in parts)
    found.processes.append(Process(server, "postgres", cpu, 0))
    found.processes.append(Process(os.getpid(), "generator", _cpu(os.getpid()), _resident(os.getpid())))
    return found


def children(parent: int) -> Iterator[int]:
    """The processes whose parent this is."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = _stat(int(entry.name))
            if fields and int(fields[1]) == parent:
                yield int(entry.name)


def _postmaster(house: House) -> int:
    [(folder,)] = house.sql("SHOW data_directory")
    return int((Path(folder) / "postmaster.pid").read_text().split("\n", 1)[0])


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name: state, parent, …"""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def _cpu(pid: int, ended: bool = False) -> float:
    fields = _stat(pid)
    return sum(int(each) for each in fields[11 : 15 if ended else 13]) / TICK if fields else 0.0


def _resident(pid: int) -> int:
    try:
        return int((Path("/proc") / str(pid) / "statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def _command(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode() + " "
    except OSError:
        return ""
