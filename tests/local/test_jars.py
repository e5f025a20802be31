"""Jars are taken by their hash; where they cannot be had the message says what to put where."""

import hashlib

import pytest
from shopstream.errors import EnvironmentProblem
from shopstream.local import jars
from shopstream.local.jars import SPARK, Jar, last_words, need_jars, proxy_options, wrong

CONTENT = b"a jar"
ONE = Jar("org.example", "one", "1.0", hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def fetched(monkeypatch):
    """A function that makes the network answer with some content, or with nothing."""

    def _fetched(content: bytes | None):
        def fetch(absent, folder):
            folder.mkdir(parents=True, exist_ok=True)
            for jar in absent if content is not None else ():
                (folder / jar.file).write_bytes(content)
            return "no route to host" if content is None else ""

        monkeypatch.setattr(jars, "fetch", fetch)

    return _fetched


def test_a_jar_that_is_there_needs_no_network(tmp_path, monkeypatch):
    (tmp_path / ONE.file).write_bytes(CONTENT)
    monkeypatch.setattr(jars, "fetch", None)
    assert need_jars([ONE], tmp_path) == [tmp_path / "one-1.0.jar"]


def test_a_jar_that_is_missing_or_damaged_is_fetched(tmp_path, fetched, capsys):
    (tmp_path / ONE.file).write_bytes(b"half a")
    fetched(CONTENT)
    assert need_jars([ONE], tmp_path) == [tmp_path / ONE.file]
    assert "Fetching 1 jars for Spark (20 MB in all), once" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, b"another jar"], ids=["no network", "another hash"])
def test_what_cannot_be_had_is_named_with_its_hash_and_the_folder(tmp_path, fetched, content):
    fetched(content)
    with pytest.raises(EnvironmentProblem) as refused:
        need_jars([ONE], tmp_path / "jars")
    for part in ("org.example:one:1.0", "one-1.0.jar", ONE.sha256, str(tmp_path / "jars"), "ENGINE=python"):
        assert part in str(refused.value)


def test_every_jar_is_pinned():
    assert all(len(jar.sha256) == 64 for jar in SPARK)
    assert len({jar.file for jar in SPARK}) == len(SPARK) == 6
    assert wrong(SPARK, jars.jar_folder() / "nowhere") == list(SPARK)


def test_ivy_is_told_of_the_proxy_of_the_environment(monkeypatch):
    monkeypatch.setenv("https_proxy", "http://gateway.example:3128")
    monkeypatch.setenv("no_proxy", "localhost, example.org")
    found = proxy_options()
    assert {"-Dhttps.proxyHost=gateway.example", "-Dhttps.proxyPort=3128", "-Dhttp.nonProxyHosts=localhost|example.org"} <= set(found)


def test_what_ivy_says_is_told_without_an_address():
    said = "ok\nServer access error at url https://example.org/x.jar (java.net.UnknownHostException: example.org)\n"
    assert last_words(said) == "Server access error at url (java.net.UnknownHostException: example.org)"
