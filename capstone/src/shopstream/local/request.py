"""A run as it is asked for, checked before a folder is made."""

from dataclasses import replace

from shopstream.datasets.online_retail.records import csv_files
from shopstream.landing import landing_files
from shopstream.local.parameters import Parameters, landing_of, parse_source
from shopstream.simulator import check


def checked(parameters: Parameters) -> Parameters:
    """The parameters with an absolute source folder.

    Raises:
        UsageError: a value that the simulator refuses.
        SourceError: a source folder that holds nothing to read.
    """
    source = parse_source(parameters.source)
    if source.folder is None:
        check(seed=parameters.seed, days=parameters.days, orders_per_day=parameters.orders_per_day, faults=parameters.faults)
        return parameters
    if source.kind == "landing":
        landing_files(landing_of(source.folder))
    else:
        csv_files(source.folder)
    return replace(parameters, source=f"{source.kind}={source.folder.resolve()}")
