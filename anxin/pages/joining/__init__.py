"""Taking an applicant on: a place among the people, and at once a part in services."""
