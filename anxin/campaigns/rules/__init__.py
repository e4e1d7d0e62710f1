"""Pure rules of a campaign."""
