"""Why there is no rota, why a gap stays, and what would free either: codes and refs for programs, sentences for people."""
