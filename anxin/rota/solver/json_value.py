"""A value of a JSON document that knows its path, so that each fault names its place: “people[3].run.most”."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from anxin.core.words import _
from anxin.rota.solver.fault import MOST_ID, MOST_NUMBER, Fault

MISSING: Any = object()


@dataclass(frozen=True, slots=True)
class Value:
    """What stands at `path`; `MISSING` where nothing does."""

    path: str
    given: Any

    def fields(self, keys: Set[str], needed: Set[str] = frozenset()) -> dict[str, "Value"]:
        """All `keys`, those not given as missing ones. Refused: no object, a key that is not among them, one that is needed."""
        if not isinstance(self.given, dict):
            raise self.fault("object", _("%(path)s is not an object."))
        for key in self.given:
            if key not in keys:
                raise self.fault(
                    "key",
                    _("%(path)s: there is no “%(key)s” here; there may be %(keys)s."),
                    key=key[:40],
                    keys=", ".join(sorted(keys)),
                )
        for key in sorted(needed):
            if key not in self.given:
                raise self.fault("missing", _("%(path)s: “%(key)s” is missing."), key=key)
        return {
            key: Value(f"{self.path}.{key}" if self.path != "$" else key, self.given.get(key, MISSING)) for key in keys
        }

    def list(self) -> Iterator["Value"]:
        """Each entry; none where nothing is given."""
        if self.given is MISSING:
            return
        if not isinstance(self.given, list):
            raise self.fault("list", _("%(path)s is not a list."))
        for place, each in enumerate(self.given):
            yield Value(f"{self.path}[{place}]", each)

    def pairs(self) -> Iterator[tuple[str, "Value"]]:
        """Each name and value of an object whose names are free; none where nothing is given."""
        if self.given is MISSING:
            return
        if not isinstance(self.given, dict):
            raise self.fault("object", _("%(path)s is not an object."))
        for key, each in self.given.items():
            yield key, Value(f"{self.path}.{key[:40]}", each)

    def text(self, default: str | None = None) -> str:
        """A text of 1 to 100 characters; `default` where nothing is given."""
        if self.given is MISSING and default is not None:
            return default
        if not isinstance(self.given, str) or not 0 < len(self.given) <= MOST_ID:
            raise self.fault("text", _("%(path)s is not a text of 1 to %(most)s characters."), most=MOST_ID)
        return self.given

    def whole(self, default: int | None = None, *, least: int = 0, most: int = MOST_NUMBER) -> int:
        """A whole number from `least` to `most`; `default` where nothing is given."""
        if self.given is MISSING and default is not None:
            return default
        if not isinstance(self.given, int) or isinstance(self.given, bool) or not least <= self.given <= most:
            raise self.fault(
                "number", _("%(path)s is not a whole number from %(least)s to %(most)s."), least=least, most=most
            )
        return self.given

    def truth(self, default: bool) -> bool:
        """True or false."""
        if self.given is MISSING:
            return default
        if not isinstance(self.given, bool):
            raise self.fault("truth", _("%(path)s is neither true nor false."))
        return self.given

    def fault(self, code: str, sentence: str, **params: object) -> Fault:
        """What is wrong here."""
        return Fault(code, sentence, path=self.path, **params)
