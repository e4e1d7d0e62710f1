"""The certificate of service: what is on it, and as a PDF."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from anxin.people.hours_queries import hours_text
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import Certificate
from anxin.people.papers.pdf import pdf


@dataclass(frozen=True, slots=True)
class Paper:
    """All that stands on it, in the reader's language."""

    title: str
    body: str
    facts: list[list[str]]
    thanks: str
    organisation: str
    made_on: str
    number: str
    number_label: str
    check: str
    check_url: str


def paper_of(certificate: Certificate, check_url: str) -> Paper:
    """What the certificate says; `check_url` is where its number can be looked up."""
    member = certificate.member
    profession = _(PROFESSION_NAMES[Profession(member.profession)])
    days = f"{certificate.first_on:%Y-%m-%d} – {certificate.last_on:%Y-%m-%d}"
    name, organisation = certificate.name or "", certificate.organisation.name
    hours = hours_text(certificate.minutes)
    return Paper(
        title=_("Certificate of volunteer service"),
        body=_("This is to certify that %(name)s served with %(organisation)s, %(hours)s hours in all.")
        % {"name": name, "organisation": organisation, "hours": hours},
        facts=[
            [_("Full name"), name],
            [_("Profession"), profession],
            [_("Days"), days],
            [_("Hours of service"), hours],
        ],
        thanks=_("Thank you for every hour."),
        organisation=organisation,
        made_on=f"{certificate.made_at:%Y-%m-%d}",
        number=certificate.number,
        number_label=_("Number"),
        check=_("Whoever holds this paper can check it here:"),
        check_url=check_url,
    )


def as_pdf(paper: Paper) -> bytes:
    """The paper, A4."""
    return pdf("certificate", asdict(paper))
