"""The chat page, the API beside it, and what a server tells about its health."""
