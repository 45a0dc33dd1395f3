"""The commands: parse, call, print, exit code."""

import gc

_ALLOCATED = 200_000
"""Objects that are made before cycles among them are looked for: a brief of 1,000 articles consists of millions of
words and next to no cycle; looking as often as the interpreter does by itself took a tenth of its time, and of the time
that the imports take."""

gc.set_threshold(_ALLOCATED)  # here, as it holds for the imports of the commands too
