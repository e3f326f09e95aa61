"""Takes a picture of each mail: python tests/messages/picture_mails.py [FOLDER [light|dark [WIDTH]]]

Without arguments it renews docs/mails (light, 600 pixels wide). Needs Debian's Chromium.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from playwright.sync_api import sync_playwright
from sample_mails import SAMPLES
from small_png import small_png

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DOCS = Path(__file__).parents[2] / "docs" / "mails"


def take(folder: Path, scheme: str, width: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": width, "height": 200}, color_scheme=scheme)  # type: ignore[arg-type]
        for name, made in SAMPLES.items():
            for language in ("sv", "en"):
                page.set_content(made(language).html or "")
                (folder / f"{name}.{language}.png").write_bytes(small_png(page.screenshot(full_page=True)))
        browser.close()


if __name__ == "__main__":
    given = sys.argv[1:]
    target = Path(given[0]) if given else DOCS
    take(target, given[1] if len(given) > 1 else "light", int(given[2]) if len(given) > 2 else 600)
