"""The jars that are no part of pyspark: pinned by hash, fetched once by the Ivy inside pyspark, into ``.cache/jars/`` of the checkout."""

import hashlib
import importlib.util
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shopstream.errors import EnvironmentProblem
from shopstream.local.checkout import root
from shopstream.local.java import need_java

PATIENCE_SECONDS = 600


@dataclass(frozen=True)
class Jar:
    """A jar by its coordinates; ``sha256`` is that of the file."""

    organisation: str
    artifact: str
    revision: str
    sha256: str

    @property
    def file(self) -> str:
        return f"{self.artifact}-{self.revision}.jar"


SPARK = (
    Jar("io.delta", "delta-spark_4.1_2.13", "4.4.0", "75a9400986853c061f5109f012547de2545a5759e5e752e5ef633dabe16a4f10"),
    Jar("io.delta", "delta-storage", "4.4.0", "c46735481fa8e326b0957be02b4420cbcab4b325bb08009b7f2045a95133f1cc"),
    Jar("org.apache.spark", "spark-sql-kafka-0-10_2.13", "4.1.1", "9c1ce986f548e6b1dcb0e2dfe2f253a0bc58f2232a32a0c9c6c674dd25a8570c"),
    Jar(
        "org.apache.spark",
        "spark-token-provider-kafka-0-10_2.13",
        "4.1.1",
        "e510adc37b03d01d0a190d0dab472b5538e05eaa77454f7e9477156d7a6820ae",
    ),
    Jar("org.apache.kafka", "kafka-clients", "3.9.1", "7568b998572d256f0b7bc0afdc1b7a2588b8b08415c62ce314c864a6851ae9d9"),
    Jar("org.apache.commons", "commons-pool2", "2.12.1", "5273c8bc8c0dca2211175c0d27efbd7228efae99689aac001a8e1ef8e872e9ef"),
)
"""What Spark 4.1.1 needs for Delta and for Kafka: 20 MB."""


def jar_folder() -> Path:
    """Where the jars of Spark are kept."""
    return root() / ".cache" / "jars" / "spark"


def wrong(jars: Sequence[Jar], folder: Path) -> list[Jar]:
    """The jars that are not in the folder, or are with another content."""
    return [jar for jar in jars if not _is_right(folder / jar.file, jar)]


def _is_right(path: Path, jar: Jar) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == jar.sha256


def need_jars(jars: Sequence[Jar] = SPARK, folder: Path | None = None) -> list[Path]:
    """The files of the jars, fetched where they are missing.

    Raises:
        EnvironmentProblem: naming each file that could not be had, its hash, and the folder to put it in.
    """
    folder = folder or jar_folder()
    if absent := wrong(jars, folder):
        print(f"Fetching {len(absent)} jars for Spark (20 MB in all), once, to {folder}", file=sys.stderr, flush=True)
        trouble = fetch(absent, folder)
        if absent := wrong(jars, folder):
            raise EnvironmentProblem(missing(absent, folder, trouble))
    return [folder / jar.file for jar in jars]


def missing(absent: Sequence[Jar], folder: Path, trouble: str) -> str:
    """What to do by hand."""
    listed = "\n".join(f"  {jar.organisation}:{jar.artifact}:{jar.revision}  {jar.file}  sha256 {jar.sha256}" for jar in absent)
    return (
        f"{len(absent)} jars could not be fetched ({trouble}). Call again with a network, or without Spark: ENGINE=python; or put these "
        f"files, from whatever Maven repository you may use, into {folder} and call again:\n{listed}"
    )


def fetch(jars: Sequence[Jar], folder: Path) -> str:
    """Fetch jars by Ivy's own defaults; a file whose hash is wrong is not kept. Returns what went wrong, or an empty text."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetch-") as name:
        work = Path(name)
        (work / "ivy.xml").write_text(ivy_module(jars), encoding="utf-8")
        command = [
            *(
                need_java().program,
                *proxy_options(),
                *trust_options(work),
                "-cp",
                *pyspark_jars("ivy-*.jar"),
                "org.apache.ivy.Main",
                "-warn",
            ),
            *("-ivy", work / "ivy.xml", "-cache", work / "cache", "-confs", "all"),
            *("-retrieve", f"{work}/[artifact]-[revision].[ext]"),
        ]
        try:
            done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            return f"no answer in {PATIENCE_SECONDS // 60} minutes"
        for jar in jars:
            if _is_right(work / jar.file, jar):
                shutil.move(work / jar.file, folder / jar.file)
            elif (work / jar.file).exists():
                return f"{jar.file} was fetched, but with another hash"
        return last_words(done.stdout + done.stderr) if done.returncode or wrong(jars, folder) else ""


def last_words(output: str) -> str:
    """The first complaint of Ivy that names a cause, without addresses."""
    lines = [line.strip() for line in output.splitlines() if "error" in line.lower() or "Exception" in line or "not found" in line.lower()]
    words = " ".join(word for word in (lines or ["no word from Ivy"])[0].split() if "://" not in word)
    return words if len(words) <= 160 else f"{words[:157]}..."


def ivy_module(jars: Sequence[Jar]) -> str:
    """The list for Ivy; nothing but these files, not what they depend on."""
    listed = "".join(
        f'<dependency org="{jar.organisation}" name="{jar.artifact}" rev="{jar.revision}" transitive="false"/>' for jar in jars
    )
    return (
        '<ivy-module version="2.0"><info organisation="shopstream" module="jars"/><configurations><conf name="all"/></configurations>'
        f'<dependencies defaultconf="all->master">{listed}</dependencies></ivy-module>'
    )


def pyspark_jars(pattern: str = "*.jar") -> list[Path]:
    """The jars that pyspark ships, in a fixed order.

    Raises:
        EnvironmentProblem: pyspark is not installed.
    """
    return sorted((need_pyspark() / "jars").glob(pattern))


def need_pyspark() -> Path:
    """The folder of pyspark. To be asked before the first import of it.

    Raises:
        EnvironmentProblem: pyspark is not installed.
    """
    package = importlib.util.find_spec("pyspark")
    if package is None or package.origin is None:
        raise EnvironmentProblem("pyspark is not installed: `make spark` installs it, with Java")
    return Path(package.origin).parent


def proxy_options() -> list[str]:
    """What Java has to be told of the proxy that the environment names."""
    from urllib.parse import urlsplit
    from urllib.request import getproxies, getproxies_environment

    found = getproxies_environment() or getproxies()
    options = []
    for scheme in ("http", "https"):
        proxy = urlsplit(found.get(scheme, ""))
        if proxy.hostname:
            options += [f"-D{scheme}.proxyHost={proxy.hostname}", f"-D{scheme}.proxyPort={proxy.port or 80}"]
    if options and (spared := os.environ.get("no_proxy") or os.environ.get("NO_PROXY")):
        options.append(f"-Dhttp.nonProxyHosts={'|'.join(host.strip() for host in spared.split(','))}")
    return options


def trust_options(folder: Path) -> list[str]:
    """Make Java trust the authorities that Python trusts: behind a company's proxy its own list does not do."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import NoEncryption
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12Certificate, serialize_java_truststore

    trusted = ssl.create_default_context().get_ca_certs(binary_form=True)
    if not trusted:
        return []
    entries = []
    with warnings.catch_warnings(action="ignore"):  # old authorities break today's rules; the others do
        for number, der in enumerate(trusted):
            with suppress(ValueError):
                entries.append(PKCS12Certificate(x509.load_der_x509_certificate(der), f"authority {number}".encode()))
    store = folder / "trusted.p12"
    store.write_bytes(serialize_java_truststore(entries, NoEncryption()))
    return [f"-Djavax.net.ssl.trustStore={store}", "-Djavax.net.ssl.trustStoreType=PKCS12", "-Djavax.net.ssl.trustStorePassword="]
