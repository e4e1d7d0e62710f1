"""The question ledger (提问台账): every question, every clock, late ones with a cause; as a page, as JSON, as a sheet.

- `lines`: a line of it, from a question's row, its events, who was there · `sheet`: its columns, in the reader's language
- `writing`: a file of any length in little memory, kept sealed in pieces until it is fetched
"""
