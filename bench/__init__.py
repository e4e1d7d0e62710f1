"""Measures the figures of README.md against a real `anxin run` in a folder of its own; nothing is asserted on speed."""
