"""The sheet of people: read, judged row by row before anything is written, taken over, and written out again."""
