"""How it is said: templates, formats, composed messages and the channels that carry them."""
