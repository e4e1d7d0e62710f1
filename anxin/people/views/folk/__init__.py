"""Pages about people: what an organisation keeps of its members, and each member's own page."""
