"""What each wish and each gap costs the solver (docs/solver.md). Whole numbers; only their proportions matter.

An hour without somebody who is needed costs more than all wishes of those who could fill it; rest and limits have no price:
they are never broken.
"""

UNDER_HOUR = 1_000  # one person too few, for an hour
OVER_HOUR = 20  # one too many: nobody is called in for nothing
NOT_NEEDED = 100  # a shift in which nobody of her profession is needed at all
RATHER_NOT = 60
WANT = 30
EVENING = 15  # times the square of evenings beyond her share; weekends and shifts likewise
WEEKEND = 15
SHIFT = 5
BEYOND_WISH = 300  # a shift more, or fewer, than she wished; grows with each
NEWCOMER = 1_500  # a new volunteer, a shift long, beside nobody experienced, where that only warns
LEARNER = 150  # a learner without her partner
TOGETHER = 10  # who would like to serve beside a colleague
KEEP = 400  # a shift of the rota as it is that somebody loses, or another gets
FORBIDDEN = 1_000_000  # what must not be, where the solver knows it only as a price
