"""Questions of residents: routing, clocks, answering, danger."""
