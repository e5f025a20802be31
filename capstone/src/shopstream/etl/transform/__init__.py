"""Events in, tables out: pure functions of pandas frames. No file, no database, no clock.

Moments are ISO text: it sorts as time does, and cutting it is truncating. Whole numbers that may be missing are ``Int64``,
so that an id never becomes a float.
"""
