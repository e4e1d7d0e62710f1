"""Pure rules of the desk: who may, to whom it goes, when a clock runs out."""
