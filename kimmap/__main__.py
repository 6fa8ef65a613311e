"""The command ``kimmap``, also as ``python -m kimmap``.

Loads nothing before it heeds Ctrl-C: libraries take a moment, and a traceback would be no answer.
"""

import sys


def run() -> None:
    """Run the command; being stopped while it loads ends as being stopped later does."""
    try:
        from kimmap.cli import main

        main()
    except KeyboardInterrupt:
        sys.stderr.write("kimmap: stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
