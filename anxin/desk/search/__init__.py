"""Finding questions again: by words, handle, date, topic, state, helper; newest first, a page at a time, and quickly.

- `words`: the words of the field that the dictionary does not know as one
- `buckets`: how a word is kept (by campaign and day), so that one that everybody uses is as quick as a rare one
- `wish`: what somebody looks for · `walk`: stepping back in time within a budget, and putting two walks together
- `opened`: what was asked in the open, through the index · `hers`: a care team's own private matters, in memory
- `rows`: by topic, clock, state and helper alone · `find`: the page that all of them make
"""
