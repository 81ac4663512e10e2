"""Draw the share image and the icons of the site: `python -m tests.drawings.draw`."""

from pathlib import Path

from inet3site.environment import BASE_DIR
from tests.pictures import chromium

HERE = Path(__file__).parent
IMAGES = {
    "share.png": ("share.html", 1200, 630),
    "icon-192.png": ("icon.html", 192, 192),
    "icon-512.png": ("icon.html", 512, 512),
    "apple-touch-icon.png": ("icon.html", 180, 180),
}
"""The page that shows each image, and its width and height in pixels."""


def main() -> None:
    """Write every image into `static/`."""
    with chromium() as browser:
        for name, (source, width, height) in IMAGES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto((HERE / source).as_uri())
            path = BASE_DIR / "static" / name
            page.screenshot(path=path)
            print(f"{path.relative_to(BASE_DIR)}: {path.stat().st_size / 1024:.1f} KB")


if __name__ == "__main__":
    main()
