"""Photos and voice notes of questions and rooms: who may open them, and how a thread shows them."""
