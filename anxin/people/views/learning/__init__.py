"""Training and the pledge: as members take them, and as coordinators write them."""
