"""The public page of a recruiting drive, an applicant's own page, and where coordinators run drives and screen."""
