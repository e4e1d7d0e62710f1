"""What is said of a sheet of people, and of one of its cells."""

from anxin.core.finding import Finding
from anxin.core.words import _

TOO_BIG = Finding(
    "sheet_too_big",
    _("This sheet is too large to be one of people."),
    next_step=_("Copy the cells into a new sheet, and send that."),
)
TOO_MANY_ROWS = Finding(
    "sheet_too_many_rows", _("A sheet holds at most 5,000 people."), next_step=_("Send it in parts.")
)
UNREADABLE = Finding(
    "sheet_unreadable",
    _("This file is not a sheet that we can read, whatever its name says."),
    next_step=_("Save it as .xlsx, or as .csv in UTF-8 or GB18030, and send it again."),
)
EMPTY = Finding("sheet_empty", _("There is nothing in this sheet."), next_step=_("Begin with our template."))
NO_ROWS = Finding(
    "sheet_no_rows",
    _("There are names of columns in this sheet, and no people."),
    next_step=_("One person a row, below the names."),
)
COLUMN_MISSING = Finding(
    "column_missing",
    _("The column “%(column)s” is missing."),
    next_step=_("The first row names the columns; our template has them all."),
)
COLUMN_TWICE = Finding(
    "column_twice", _("The column “%(column)s” is there twice."), next_step=_("Keep one of them, and send it again.")
)
COLUMN_UNKNOWN = Finding("column_unknown", _("The column “%(column)s” is not known here, and was left out."))
TAKEN = Finding("sheet_taken", _("This sheet was taken over already."), next_step=_("The people are in the list."))
MEANWHILE = Finding(
    "changed_meanwhile",
    _("Something changed since this sheet was looked at; it was judged anew."),
    next_step=_("Please look at the rows again, then take them over."),
)
NOTHING = Finding("nothing_to_take", _("No row of this sheet would change anything."))

# Of one cell, by code: a sentence, which stands after the row and the column.
CELLS = {
    "formula": _("holds a formula; paste its value instead"),
    "error_cell": _("holds an error of the spreadsheet program"),
    "merged": _("is merged with other cells; split them, one person a row"),
    "hidden_row": _("this row is hidden in the sheet; show it, or delete it"),
    "missing": _("is empty"),
    "too_long": _("is longer than %(most)s characters"),
    "bad_phone": _("“%(value)s” is not a telephone number that we can call"),
    "phone_twice": _("the same number stands in row %(row)s"),
    "phone_known": _("this number is %(name)s's already"),
    "unknown_profession": _("“%(value)s” is no profession here: medic, counsellor, social worker, volunteer or news"),
    "unknown_role": _("“%(value)s” is no role here"),
    "roles_beyond": _("only an administrator gives or takes the roles of auditor and administrator"),
    "own_roles": _("nobody gives roles to herself"),
    "unknown_standing": _("“%(value)s” is no standing: in training or serving"),
    "standing_elsewhere": _("pauses and leaving are not changed by a sheet; she does so on her own page"),
    "unknown_yes_no": _("“%(value)s” is neither yes nor no"),
    "bad_date": _("“%(value)s” is no day of the calendar; write it as 2026-03-05"),
    "date_ahead": _("%(value)s has not come yet"),
    "bad_email": _("“%(value)s” is no e-mail address"),
    "email_hers": _("her account belongs to other organisations too; she changes it herself"),
    "unknown_number": _("“%(value)s” is nobody's number here; leave it empty for somebody new"),
    "number_twice": _("the same number stands in row %(row)s"),
    "gone": _("%(name)s is no longer here"),
    "several_known": _("%(n)s people have this name; add their number or telephone"),
    "person_twice": _("the same person stands in row %(row)s"),
}
