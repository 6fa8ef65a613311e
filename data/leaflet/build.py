"""Build the Leaflet of kimmap's pages: the parts of it that they use, as small as they go.

    python data/leaflet/build.py [FOLDER]

Needs Node.js and npm (three packages are fetched once; the checksum of Leaflet's is checked).  Writes into
kimmap/outputs/assets, or into FOLDER,

``leaflet.js``
    the parts that ``parts.js`` lists, as the global ``L``;
``tiles.js``
    layers of tiles, an addition for the pages that have some;
``leaflet.css``
    Leaflet's style without its images, old browsers' rules and the parts that the page does not have.

Leaflet's licence goes beside this script.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSION = "1.9.4"
PACKAGES = {"leaflet": VERSION, "rollup": "4.68.8", "terser": "5.51.4"}
CHECKSUM = "sha512-nxS1ynzJOmOlHp+iL3FyWqK89GtNL8U8rvlMOsQdTTssxZwCXh8N2NB3GDQOL+YR3XnWyZAxwQixURb+FA74PA=="
LICENCE = (
    f"/* Parts of Leaflet {VERSION}, a JS library for interactive maps. https://leafletjs.com\n"
    " * (c) 2010-2023 Vladimir Agafonkin, (c) 2010-2011 CloudMade. BSD-2-Clause */"
)
UNUSED = r"leaflet-(?:control-layers|tooltip|retina|oldie|editing|cluster|default-icon|div-icon|vml|ie-)"


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "kimmap" / "outputs" / "assets"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fetch(folder)
        for script in ("parts.js", "tiles.js", "bundle.mjs"):
            shutil.copy(HERE / script, folder)
        for entry, output, exported in (("parts.js", "leaflet.js", ["L"]), ("tiles.js", "tiles.out.js", [])):
            subprocess.run(["node", "bundle.mjs", entry, output, *exported], cwd=folder, check=True)
        style = (folder / "node_modules" / "leaflet" / "dist" / "leaflet.css").read_text(encoding="utf-8")
        write(target / "leaflet.js", f"{LICENCE}\n{(folder / 'leaflet.js').read_text(encoding='utf-8')}")
        write(target / "tiles.js", (folder / "tiles.out.js").read_text(encoding="utf-8"))
        write(target / "leaflet.css", slim(style))
        shutil.copy(folder / "node_modules" / "leaflet" / "LICENSE", HERE / "LICENSE")


def fetch(folder: Path) -> None:
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}), encoding="utf-8")
    subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    got = lock["packages"]["node_modules/leaflet"]["integrity"]
    if got != CHECKSUM:
        raise SystemExit(f"leaflet {VERSION} is not the package that was checked: {got}")


def slim(text: str) -> str:
    """A style sheet without what no page of kimmap has."""
    text = re.sub(r"/\*.*?\*/", "", text.replace("\r\n", "\n"), flags=re.DOTALL)
    text = re.sub(r"[^{}]*\{[^{}]*behavior:[^{}]*\}", "", text)
    text = re.sub(r"background-image:\s*url\([^)]*\);?", "", text)
    text = re.sub(rf"[^{{}}]*\.{UNUSED}[^{{}}]*\{{[^{{}}]*\}}", lambda rule: without(rule[0]), text)
    text = re.sub(r"(?<=[{;\s])(?:-moz-|-ms-|-o-|filter|zoom)[\w-]*\s*:[^;}]*;?", "", text)
    return re.sub(r"\s*([{}:;,\n])\s*", r"\1", text).replace("\n", "").replace(";}", "}").strip()


def without(rule: str) -> str:
    """A rule for those of its selectors that are used; nothing where none is left."""
    selectors, _, body = rule.partition("{")
    kept = [s for s in selectors.split(",") if not re.search(UNUSED, s)]
    return f"{','.join(kept)}{{{body}" if kept else ""


def write(path: Path, text: str) -> None:
    path.write_text(text.strip() + "\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
