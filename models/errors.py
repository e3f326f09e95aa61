"""The base of every error that this service raises on purpose."""


class BidragslotsError(Exception):
    """Something that a person can act on.

    The message is one line that says what happened, where, and what to do. `retry` tells a worker
    whether the same call may succeed later.
    """

    retry: bool = False
