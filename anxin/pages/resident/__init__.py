"""What a resident sees: one box to ask, the talk about her question, the code to come back with, the poster with the QR."""
