"""Next year's decision: reading an allocation list, checking it, showing what it changes, storing it."""
