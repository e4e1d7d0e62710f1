"""Answers that serve again: common questions (draft, approve, withdraw), saved replies, and that a suggestion was used."""
