"""What makes Java start faster belongs to one Java and to the very files of its jars: Java takes no archive made with others."""

import os

import pytest
from shopstream.local import tuning
from shopstream.local.java import need_java


@pytest.fixture
def jar(tmp_path):
    path = tmp_path / "a.jar"
    path.write_bytes(b"jar")
    return path


def test_a_jar_that_was_installed_anew_asks_for_a_new_archive(needs_spark, jar):
    before = tuning.folder(need_java(), [jar])
    assert tuning.folder(need_java(), [jar]) == before
    os.utime(jar, (1, 1))
    after = tuning.folder(need_java(), [jar])
    assert after != before
    assert after.parent == before.parent


@pytest.mark.parametrize(
    ("folder", "can"),
    [("course", True), ("a+b, (c)@1", False), ("a+b,(c)@1", True), ("a course", False), ("50%", False), ("#1", False)],
)
def test_java_archives_nothing_from_a_path_that_it_writes_otherwise(tmp_path, folder, can):
    assert tuning.can_archive([tmp_path / "a.jar", tmp_path / folder / "b.jar"]) == can


def test_only_other_folders_of_the_same_java_are_outdated(tmp_path):
    for name in ("one/now", "one/earlier", "other/now"):
        (tmp_path / name).mkdir(parents=True)
    assert tuning.outdated(tmp_path / "one" / "now") == [tmp_path / "one" / "earlier"]
    assert tuning.outdated(tmp_path / "new" / "now") == []
