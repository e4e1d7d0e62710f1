"""Column generation by person: whole schedules priced by dynamic programming, put together by a linear programme."""

from anxin.rota.solver.columns.search import can, solve_columns

__all__ = ["can", "solve_columns"]
