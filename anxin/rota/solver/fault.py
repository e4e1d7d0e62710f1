"""What is wrong with a problem or a roster that was handed in."""

from anxin.core.finding import Finding


class Fault(Exception):
    """It cannot be read. `finding` says where and why; a page or a terminal shows it."""

    def __init__(self, code: str, sentence: str, **params: object) -> None:
        super().__init__(sentence % params)
        self.finding = Finding(code, sentence, params)


# No real rota is larger; beyond these a typing error is likelier than a wish, and it would take the machine's memory.
MOST_DAYS = 1_000
MOST_PEOPLE = 2_000
MOST_SHIFTS = 200
MOST_NUMBER = 10_000_000  # of a price, a need or minutes: sums of them stay exact in every solver
MOST_ID = 100  # characters
