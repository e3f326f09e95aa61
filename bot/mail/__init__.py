"""Mail that comes in: bounces, automatic replies, questions."""
