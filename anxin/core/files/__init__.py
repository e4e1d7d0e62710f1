"""Photos and voice notes of people: judged, made anew in a process of their own, sealed, and kept in a folder or in S3."""
