"""The desk's screens: `queue` is what waits, `thread` one question, `verbs` what is done with it, `paged` what calls."""
