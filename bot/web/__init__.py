"""The web: chat page, API and health checks."""
