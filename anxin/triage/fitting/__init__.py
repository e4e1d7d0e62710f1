"""How the weights are fitted; nothing here runs in the product."""
