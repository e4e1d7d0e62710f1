"""What came of a replay."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Report:
    """Counts, and the first response in milliseconds at the 50th, 95th and 99th percentile (None without an answer)."""

    asked: int
    answered: int
    lost: int
    duplicated: int
    p50: float | None
    p95: float | None
    p99: float | None

    def as_json(self) -> dict[str, object]:
        """As `--json` prints it."""
        return asdict(self)

    def as_text(self) -> str:
        """For a person."""
        pace = (
            "no answer"
            if self.p50 is None
            else f"first response p50 {self.p50:,.0f} ms · p95 {self.p95:,.0f} ms · p99 {self.p99:,.0f} ms"
        )
        counts = (
            f"asked {self.asked:,} · answered {self.answered:,} · lost {self.lost:,} · duplicated {self.duplicated:,}"
        )
        return f"{counts}\n{pace}"


def percentile(values: Iterable[float], share: float) -> float | None:
    """The value below which `share` of `values` lie (nearest rank)."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1) if ordered else None
