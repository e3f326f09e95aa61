"""The reference: one FastAPI endpoint with the same bodies that computes nothing; prints where it listens."""

import asyncio

import uvicorn
from fastapi import FastAPI

from bot.listening import listen
from bot.web.api import AmountBody, AskRequest, AskResponse, CitationBody

app = FastAPI()
ANSWER = AskResponse(
    text="Kiruna kommun får rekvirera högst 2 672 587 kronor för 2025 enligt beslut S2025/00122.",
    language="sv",
    answered=True,
    clarify=[],
    suggestions=["Vad får pengarna användas till?", "När ska rekvisitionen vara inne?"],
    amounts=[AmountBody(recipient="Kiruna", kind="kommun", year=2025, kronor=2_672_587)],
    citations=[CitationBody(document="Regeringens beslut S2025/00122", section="Bilaga 1")],
    trace={
        "topic": "amount",
        "mentions": [{"written": "Kiruna", "target": ["Kiruna"], "tier": "exact", "distance": 0}],
    },
)


@app.post("/api/ask")
async def ask(question: AskRequest) -> AskResponse:
    """The same answer to everything."""
    return ANSWER.model_copy(update={"language": question.language or "sv"})


if __name__ == "__main__":
    listening = listen("127.0.0.1", 0)
    print(f"the page      http://127.0.0.1:{listening.getsockname()[1]} ", flush=True)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False, ws="none"))
    asyncio.run(server.serve(sockets=[listening]))
