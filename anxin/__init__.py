"""Anxin (安心): a joint response of social work and psychology."""
