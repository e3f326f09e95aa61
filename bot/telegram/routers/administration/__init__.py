"""What administrators alone may do. For anybody else these commands and buttons are unknown texts."""
