"""The JVM of the course has what a long session needs."""

MEGABYTE = 2**20


def test_there_is_room_for_the_code_of_many_loads(spark):
    """The 48 MB that Java takes by itself were full after a few loads; then messages of Spark were lost."""
    pools = spark._jvm.java.lang.management.ManagementFactory.getMemoryPoolMXBeans()
    assert sum(pool.getUsage().getMax() for pool in pools if "Code" in pool.getName()) >= 200 * MEGABYTE
