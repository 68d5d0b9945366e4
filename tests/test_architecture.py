"""The house keeps its floors and its manners: what imports what, how large modules are, what files say."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "briefmaker").rglob("*.py"))
MOST_LINES = 400
WORDS_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "misc",
    "manager",
    "managers",
}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked_files() -> list[Path]:
    """The files that git knows; outside a clone, or where there is no git, none."""
    if shutil.which("git") is None:
        return []
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_floor_imports_what_lies_above_or_beside_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as r; r()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_floor_says_what_it_is_for() -> None:
    for package in sorted((ROOT / "briefmaker").rglob("__init__.py")):
        docstring = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8")))
        assert docstring, f"{place(package)} has no docstring: what is it for, what must it not know?"


def test_modules_are_small() -> None:
    large = {
        place(path): count for path in MODULES if (count := path.read_text("utf-8").count("\n")) > MOST_LINES
    }
    assert not large, f"more than {MOST_LINES} lines: {large}"


def test_modules_and_classes_have_names_that_say_something() -> None:
    empty = [place(path) for path in MODULES if WORDS_THAT_SAY_NOTHING & set(path.stem.lower().split("_"))]
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith(("Manager", "Helper", "Utils")):
                empty.append(f"{place(path)}: {node.name}")
    assert not empty


def test_only_the_faces_print() -> None:
    printing = []
    for path in MODULES:
        if path.relative_to(ROOT / "briefmaker").parts[0] in {"cli", "__main__.py"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                printing.append(f"{place(path)}:{node.lineno}")
    assert not printing


def test_below_the_faces_nobody_asks_for_the_time() -> None:
    """Today and now are arguments."""
    asking = re.compile(r"\b(?:date\.today|datetime\.now|datetime\.today|datetime\.utcnow)\(")
    floors = {
        "letter", "notation", "content", "forms", "rendering", "spelling", "packs", "problems", "errors",
        "i18n", "places",
    }  # fmt: skip
    found = [
        f"{place(path)}:{number}"
        for path in MODULES
        if path.relative_to(ROOT / "briefmaker").parts[0] in floors
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if asking.search(line)
    ]
    assert not found


def test_the_command_line_starts_without_qt_and_without_heavy_libraries() -> None:
    heavy = ("PySide6", "docxtpl", "lxml", "rdocx", "pikepdf", "pypdfium2", "page", "hunspell")
    code = (
        "import sys, contextlib, io\n"
        "from briefmaker.__main__ import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['types'])\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_start_page_waits_for_nothing_heavy() -> None:
    heavy = ("pydantic", "babel", "docxtpl", "lxml", "rdocx", "pikepdf", "pypdfium2", "page", "isal")
    code = (
        "import sys\n"
        "import briefmaker.qt.application, briefmaker.qt.start_page\n"
        "from briefmaker.app.installed import installed_packs\n"
        "assert installed_packs().glimpses()\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- Requirements -----------------------------------------------------------------------------------


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Package -> its pinned version and the number of its hashes."""
    pins: dict[str, tuple[str, int]] = {}
    current = ""
    for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines():
        if line.strip().startswith("--hash=sha256:"):
            version, hashes = pins[current]
            pins[current] = (version, hashes + 1)
        elif line and not line.startswith("#"):
            requirement = Requirement(line.rstrip(" \\"))
            current = requirement.name.lower().replace("_", "-")
            pins[current] = (str(requirement.specifier), 0)
    return pins


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_requirements_are_pinned_hashed_and_without_addresses(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=)", text, flags=re.MULTILINE), (
        "no options: pip looks where it is set up to"
    )
    for package, (version, hashes) in locked(name).items():
        assert re.fullmatch(r"==[^*,]+", version), package
        assert hashes, f"{package} has no hash"


def test_the_locked_versions_are_those_the_project_allows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for name, wanted in {
        "runtime.txt": project["dependencies"],
        "dev.txt": project["dependencies"] + extras["dev"] + extras["install"],
    }.items():
        pins = locked(name)
        for line in wanted:
            requirement = Requirement(line)
            version = pins[requirement.name.lower().replace("_", "-")][0].removeprefix("==")
            assert requirement.specifier.contains(version), f"{name}: {line}, but {version}: make lock"


def test_both_lock_files_agree() -> None:
    runtime, dev = locked("runtime.txt"), locked("dev.txt")
    assert runtime.items() <= dev.items()


IMPORT_NAMES = {
    "python-docx": "docx", "pyside6-essentials": "PySide6", "page-validation": "page",
    "markdown-it-py": "markdown_it", "fonttools": "fontTools",
    "chunspell-next": "hunspell", "pillow": "PIL",
}  # fmt: skip


def imported_names() -> set[str]:
    """The top-level packages that the program imports from elsewhere."""
    names: set[str] = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"briefmaker", "tests", "bench", "catalogue"}


def runtime_packages() -> dict[str, str]:
    """Package -> the name it is imported by."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = {Requirement(line).name.lower() for line in project["dependencies"]}
    return {package: IMPORT_NAMES.get(package, package.replace("-", "_")) for package in packages}


def test_everything_imported_is_asked_for() -> None:
    brought_along = {"shiboken6"}  # by PySide6
    of_other_programs = {"uno", "com", "unohelper"}  # runs in LibreOffice's own Python
    assert imported_names() - set(runtime_packages().values()) - brought_along - of_other_programs == set()


def test_everything_asked_for_is_imported() -> None:
    imported = imported_names()
    unused = {package for package, name in runtime_packages().items() if name not in imported}
    assert unused <= {"python-docx", "jinja2", "markupsafe"}, (
        "what docxtpl stands on is named to pin it; the rest must be used"
    )


# --- What files may say -----------------------------------------------------------------------------


def test_no_file_names_a_place_on_the_machine_it_was_written_on() -> None:
    own = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/\w+")
    found = []
    for path in tracked_files():
        if path.suffix not in {
            ".py",
            ".md",
            ".toml",
            ".txt",
            ".sh",
            ".json",
            ".po",
            ".cfg",
            "",
        } or path == Path(__file__):
            continue
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="ignore").splitlines(), start=1
        ):
            if own.search(line):
                found.append(f"{place(path)}:{number}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


def test_nothing_that_is_made_is_kept() -> None:
    made = [
        place(path) for path in tracked_files()
        if path.suffix in {".pyc", ".mo"} or path.name == "briefmaker.po" or "__pycache__" in path.parts
    ]  # fmt: skip
    assert not made
