"""The catalogue: one folder per grant, and the places that receive grants. Data beside its loader."""
