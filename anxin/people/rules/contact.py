"""Why somebody may open whom to call."""

from anxin.core.finding import Finding
from anxin.core.words import _

LOOKS = {
    "contact_unwell": _("She is unwell, or had an accident"),
    "contact_missing": _("She did not come, and cannot be reached"),
    "contact_danger": _("She may be in danger"),
    "contact_checking": _("To see with her whether it is still right"),
}
NO_REASON = Finding("no_reason", _("Choose why you need it."))
NO_CONTACT = Finding("no_contact", _("She has named nobody."), next_step=_("Ask her to do so on her own page."))
