"""What is written of a campaign."""
