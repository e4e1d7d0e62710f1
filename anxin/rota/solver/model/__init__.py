"""The problem as an OR-Tools CP-SAT model: proofs, explanations, and good rotas of an organisation's size."""
