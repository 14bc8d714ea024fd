"""Every operation of the server, each driven by AWS's client for Python."""

import tables  # noqa: F401
import settings  # noqa: F401
import items  # noqa: F401
import resources  # noqa: F401
import indexes  # noqa: F401
import transactions  # noqa: F401
import partiql  # noqa: F401
import changes  # noqa: F401
import legacy  # noqa: F401
