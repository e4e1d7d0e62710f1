"""The people sheet, judged row by row: what each row would do, and what is wrong with it. Nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anxin.people.kinds import Role, Standing
from anxin.people.rules.sheet_cells import Fault, Vocabulary, day, email, listed, name, one_of, phone, roles

GUARDED = frozenset({Role.AUDITOR.value, Role.ADMINISTRATOR.value})
SHEET_FIELDS = ("name", "phone", "profession", "languages", "roles", "standing", "experienced", "joined", "email")


@dataclass(frozen=True, slots=True)
class Known:
    """A member as the sheet compares her."""

    number: str
    active: bool
    name: str
    phone: str | None
    profession: str
    languages: tuple[str, ...]
    roles: tuple[str, ...]
    standing: str
    experienced: bool | None
    joined: date
    email: str
    shared: bool = False  # her account has a place in another organisation too


@dataclass(frozen=True, slots=True)
class Given:
    """A row as it was read: its number in the sheet, its text by column, and faults that were found while reading."""

    row: int
    cells: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Judged:
    """What a row would do. `values` are what she would have; `changes` names those that differ."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    known: Known | None = None
    changes: tuple[str, ...] = ()
    faults: list[tuple[str, Fault]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """unfit, new, changed or unchanged."""
        if self.faults:
            return "unfit"
        if self.known is None:
            return "new"
        return "changed" if self.changes else "unchanged"

    def wrong(self, column: str, code: str, **params: object) -> None:
        """One more fault in this row."""
        self.faults.append((column, Fault(code, params)))


@dataclass(frozen=True)
class House:
    """What a sheet is compared with: who is there, what words mean, who asks and what day it is."""

    people: Sequence[Known]
    words: Vocabulary
    today: date
    me: str = ""  # the number of who takes it over
    administers: bool = False


def judge(rows: Sequence[Given], house: House) -> list[Judged]:
    """Every row, in order. Two rows about one person, or with one telephone, are a fault of the later."""
    book = _Book(house)
    return [book.judge(row) for row in rows]


class _Book:
    def __init__(self, house: House) -> None:
        self.house = house
        self.by_number = {each.number: each for each in house.people}
        there = [each for each in house.people if each.active]
        self.by_phone = {each.phone: each for each in there if each.phone}
        self.by_name: dict[str, list[Known]] = {}
        for each in there:
            self.by_name.setdefault(each.name, []).append(each)
        self.rows_of: dict[str, int] = {}  # what was seen already → its row
        self.phones: dict[str, int] = {}

    def judge(self, given: Given) -> Judged:
        row = Judged(given.row)
        for column, code in given.faults.items():
            row.wrong(column, code)
        faulty = {column for column, _fault in row.faults}
        row.values = self._read(given, row, faulty)
        row.known = self._find(given, row)
        if row.known is None and not row.faults:
            self._new(row)
        elif row.known is not None:
            self._same(row, row.known)
        self._phone(row)
        return row

    def _read(self, given: Given, row: Judged, faulty: set[str]) -> dict[str, Any]:
        """The cells as values; an empty one says nothing."""
        words, values = self.house.words, {}
        readers = {
            "name": name,
            "phone": phone,
            "profession": lambda text: one_of(text, words.professions, "unknown_profession"),
            "languages": lambda text: listed(text, words.languages),
            "roles": lambda text: roles(text, words.roles, words.nothing),
            "standing": lambda text: one_of(text, words.standings, "unknown_standing"),
            "experienced": lambda text: one_of(text, words.yes_no, "unknown_yes_no"),
            "joined": lambda text: day(text, self.house.today),
            "email": email,
        }
        for column, reader in readers.items():
            text = given.cells.get(column, "").strip()
            if text and column not in faulty:
                found = reader(text)
                if isinstance(found, Fault):
                    row.faults.append((column, found))
                else:
                    values[column] = found
        return values

    def _find(self, given: Given, row: Judged) -> Known | None:
        """Whom the row is about: by her number, her telephone with her name, or her name alone."""
        text = "".join(given.cells.get("number", "").split()).replace("-", "").lower()
        called = row.values.get("name")
        if text:
            found = self.by_number.get(text)
            if found is None:
                row.wrong("number", "unknown_number", value=text[:40])
            elif not found.active:
                row.wrong("number", "gone", name=found.name)
            return found
        number = row.values.get("phone")
        if number in self.by_phone:
            found = self.by_phone[number]
            return found if found.name == called else None
        same = self.by_name.get(called, []) if called else []
        if number:  # another telephone than hers is another person of that name
            same = [each for each in same if each.phone is None]
        if len(same) > 1:
            row.wrong("name", "several_known", n=len(same))
        return same[0] if len(same) == 1 else None

    def _new(self, row: Judged) -> None:
        for column in ("name", "phone", "profession"):
            if column not in row.values:
                row.wrong(column, "missing")
        if row.values.get("standing", Standing.LEARNING) not in (Standing.LEARNING, Standing.SERVING):
            row.wrong("standing", "standing_elsewhere")
        self._guard(row, ())

    def _same(self, row: Judged, known: Known) -> None:
        earlier = self.rows_of.setdefault(known.number, row.row)
        if earlier != row.row:
            row.wrong("name", "person_twice", row=earlier)
        row.changes = tuple(
            each for each in SHEET_FIELDS if each in row.values and row.values[each] != getattr(known, each)
        )
        if "standing" in row.changes:
            row.wrong("standing", "standing_elsewhere")
        if "email" in row.changes and known.shared:
            row.wrong("email", "email_hers")
        if "roles" in row.changes:
            if known.number == self.house.me:
                row.wrong("roles", "own_roles")
            self._guard(row, known.roles)

    def _guard(self, row: Judged, before: tuple[str, ...]) -> None:
        after = row.values.get("roles", before)
        if GUARDED & (set(before) ^ set(after)) and not self.house.administers:
            row.wrong("roles", "roles_beyond")

    def _phone(self, row: Judged) -> None:
        number = row.values.get("phone")
        if not number:
            return
        earlier = self.phones.setdefault(number, row.row)
        if earlier != row.row:
            row.wrong("phone", "phone_twice", row=earlier)
        other = self.by_phone.get(number)
        if other is not None and (row.known is None or other.number != row.known.number):
            row.wrong("phone", "phone_known", name=other.name)
