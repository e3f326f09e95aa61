"""A Question in, an Answer out; figures and dates by key from the facts."""
