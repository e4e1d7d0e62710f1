"""Screens that show several packages side by side: views and templates only."""
