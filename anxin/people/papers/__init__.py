"""Papers that people take along: one function gathers what is on each, a page and a PDF show it."""
