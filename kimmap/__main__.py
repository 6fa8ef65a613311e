"""``python -m kimmap`` is the command ``kimmap``."""

from kimmap.cli import main

main()
