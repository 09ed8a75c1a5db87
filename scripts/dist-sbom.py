"""Writes the list of components beside each file of a release; scripts/dist-sbom calls it.

Crates are those that `cargo tree` names for the platform of the file, without what only runs while it is compiled; the scripts of the page are those that
Vite names. Names, versions, licences and checksums come from `cargo metadata`, Cargo.lock and package-lock.json.
"""

import base64
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import uuid
import zipfile
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
LICENCE = LicenseFactory()
LINUX, ARM = "x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"
WASM = "wasm32-unknown-unknown"
AREAS = "award,differential,payment,credit,volume,execution,rulebook"

# What a file is: pattern of its name, package URL type, and the crate with its platform and features.
KINDS = [
    (r"jicai-[0-9.]+\.crate", "cargo", ("jicai", LINUX, "")),
    (r"jicai-.*\.whl", "pypi", ("jicai-python", LINUX, "")),
    (r"jicai-[0-9.]+\.tar\.gz", "pypi", ("jicai-python", LINUX, "")),
    (r"jicai-[0-9.]+\.tgz", "npm", ("jicai-wasm", WASM, AREAS)),
    (r"jicai-page-.*\.zip", "generic", ("jicai-wasm", WASM, AREAS)),
    (r"libjicai-.*-linux-x86_64\.tar\.gz", "generic", ("jicai-c", LINUX, "")),
    (r"libjicai-.*-linux-aarch64\.tar\.gz", "generic", ("jicai-c", ARM, "")),
    (r"libjicai-.*-windows-x64\.zip", "generic", ("jicai-c", "x86_64-win7-windows-gnu", "")),
    (r"libjicai-.*-windows-x86\.zip", "generic", ("jicai-c", "i686-win7-windows-gnu", "")),
]


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def known_crates():
    """What the registry says of each crate, by name and version."""
    locked = {(one["name"], one["version"]): one.get("checksum") for one in tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]}
    packages = json.loads(cargo("metadata", "--locked", "--format-version", "1"))["packages"]
    return {(one["name"], one["version"]): (one["license"], locked[one["name"], one["version"]]) for one in packages}


def crates_of(crate, platform, features):
    """Each with those that it uses: the lines of `cargo tree`, which begin with their depth."""
    edges = ("--edges", "normal,no-proc-macro", "--prefix", "depth")
    lines = cargo("tree", "--locked", "--package", crate, "--target", platform, "--features", features, *edges)
    above, uses = [], {}
    for depth, name, version in re.findall(r"^([0-9]+)(\S+) v(\S+)", lines, re.M):
        del above[int(depth) :]
        uses.setdefault((name, version), set())
        if above:
            uses[above[-1]].add((name, version))
        above.append((name, version))
    return uses


def component(kind, name, version, licence, hashes=(), type=ComponentType.LIBRARY):
    return Component(
        type=type,
        name=name,
        version=version,
        # Old ways to write "or".
        licenses=[LICENCE.make_from_string(licence.replace("/", " OR "))] if licence else [],
        purl=PackageURL(kind, None, name, version),
        bom_ref=f"{kind}:{name}@{version or ''}",
        hashes=hashes,
    )


def scripts_of(page):
    """The npm packages that Vite put into the scripts of the page."""
    with zipfile.ZipFile(page) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/third-party-scripts.md"))
        text = archive.read(name).decode()
    locked = json.loads((ROOT / "bindings-wasm/package-lock.json").read_text())["packages"]
    for name, version, licence in re.findall(r"^## (\S+) - (\S+) \((.*)\)$", text, re.M):
        integrity = locked.get(f"node_modules/{name}", {}).get("integrity", "")
        sums = [HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(integrity.removeprefix("sha512-")).hex())] if integrity else []
        yield component("npm", name, version, licence, sums)


def required_by_python():
    project = tomllib.loads((ROOT / "bindings-python/pyproject.toml").read_text())["project"]
    # Whoever installs the package decides about the version.
    return [component("pypi", re.split(r"[^\w-]", line)[0], None, None) for line in project["dependencies"]]


def describe(path, kind, root, known):
    bom = Bom()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    version = root["version"]
    name = "jicai" if kind in ("cargo", "npm", "pypi") else path.name.partition(f"-{version}")[0]
    sums = [HashType(alg=HashAlgorithm.SHA_256, content=digest)]
    whole = component(kind, name, version, root["license"], sums, ComponentType.APPLICATION if "page" in path.name else ComponentType.LIBRARY)
    whole.bom_ref.value = path.name
    bom.metadata.component = whole
    bom.metadata.timestamp = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    # The same file has the same list.
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"sha256:{digest}")

    uses = crates_of(*root["crate"])
    made = {}
    for (crate, number), _ in uses.items():
        licence, checksum = known[crate, number]
        made[crate, number] = component("cargo", crate, number, licence, [HashType(alg=HashAlgorithm.SHA_256, content=checksum)] if checksum else [])
    first = next(iter(made))
    # The crate is the file itself; of all others the crate of the binding is the outermost component.
    made[first] = whole if kind == "cargo" else made[first]
    extra = list(scripts_of(path)) if "page" in path.name else required_by_python() if kind == "pypi" else []
    for one in [*made.values(), *extra]:
        if one is not whole:
            bom.components.add(one)
    for user, used in uses.items():
        bom.register_dependency(made[user], [made[one] for one in used])
    bom.register_dependency(whole, [*extra, *([] if made[first] is whole else [made[first]])])

    text = JsonV1Dot6(bom).output_as_string(indent=1)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong:
        sys.exit(f"{path.name}: {wrong}")
    path.with_name(f"{path.name}.cdx.json").write_text(text + "\n", encoding="utf-8")
    print(f"{path.name}: {len(bom.components)} components")


def main(folder):
    workspace = tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]
    known = known_crates()
    for path in sorted(folder.iterdir()):
        found = [(kind, crate) for pattern, kind, crate in KINDS if re.fullmatch(pattern, path.name)]
        if path.name.endswith(".cdx.json") or path.name == "SHA256SUMS":
            continue
        if len(found) != 1:
            sys.exit(f"{path.name}: of no known kind")
        ((kind, crate),) = found
        describe(path, kind, {**workspace, "crate": crate}, known)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
