"""How often, and when, a message that did not arrive is tried again."""

from datetime import timedelta

MOST_TRIES = 6
MOST_SILENCES = 50  # tries without success in a row, over a week, after which a browser is given up
LONGEST = timedelta(minutes=2)


def wait_after(tries: int, retry_after: int | None = None) -> timedelta:
    """How long to wait after the `tries`-th try: 2, 4, 8 … seconds, or as the other side asks, within two minutes."""
    own = timedelta(seconds=2 ** max(1, min(tries, 10)))
    asked = timedelta(seconds=min(retry_after or 0, int(LONGEST.total_seconds())))
    return min(max(own, asked), LONGEST)
