"""A run as it is asked for, checked before a folder is made."""

from dataclasses import replace

from shopstream.local.parameters import Parameters, parse_source


def checked(parameters: Parameters) -> Parameters:
    """The parameters with an absolute source folder.

    Raises:
        UsageError: a value that the simulator refuses.
        SourceError: a source folder that holds nothing to read.
    """
    source = parse_source(parameters.source)
    if source.folder is None:
        return parameters
    return replace(parameters, source=f"{source.kind}={source.folder.resolve()}")
