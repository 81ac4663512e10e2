"""Functions around which a process kills itself, so that the moment is exact."""

import os
import random
import signal
from typing import Any


def die_around(module: Any, name: str, chance: random.Random, probability: float) -> None:
    """Kill this process now and then, just before or just after the function is called."""
    function = getattr(module, name)

    def deadly(*args: Any, **options: Any) -> Any:
        maybe_die(chance, probability)
        result = function(*args, **options)
        maybe_die(chance, probability)
        return result

    setattr(module, name, deadly)


def maybe_die(chance: random.Random, probability: float) -> None:
    """Kill this process as the system would, as often as the probability says."""
    if chance.random() < probability:
        os.kill(os.getpid(), signal.SIGKILL)
