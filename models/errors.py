"""The base of every error that this service raises on purpose."""


class BidragslotsError(Exception):
    """Something that a person can act on.

    The message is one line that says what happened, where, and what to do. `name` and `values` let a
    chat say the same in its reader's language (messages/templates/sv/telegram/refused.html). `retry`
    tells a worker whether the same call may succeed later.
    """

    retry: bool = False

    def __init__(self, message: str = "", name: str = "", /, **values: object) -> None:
        super().__init__(message)
        self.name, self.values = name, values
