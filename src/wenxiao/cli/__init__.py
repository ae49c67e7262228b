"""The command line; each module registers one group of commands."""

import atexit
import gc

# Loading makes many objects that all stay; looking through them for rubbish again and again slows short commands.
gc.set_threshold(100_000, 20, 20)
# Nor need what a command leaves behind be taken apart piece by piece when the process ends.
atexit.register(gc.freeze)
