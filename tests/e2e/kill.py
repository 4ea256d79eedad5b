#!/usr/bin/env python3
"""Kill a coding run with SIGKILL at random moments, then let it finish: `kill.py KILLS SEED COMMAND...`.

The moments are spread over the whole run: a third fall into its first 50 ms (opening, mending, the scan of what is
there), the rest anywhere up to the time that is left, so that reruns go on from every depth. Every fourth run is
interrupted with SIGINT instead, every fifth is started while the killed one may still be ending. Prints what it did;
the exit status is that of the last, undisturbed run."""
import random
import signal
import subprocess
import sys
import time

kills, seed, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
rng = random.Random(seed)


def start():
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def main():
    ended = 0
    before = None
    # The time of a whole run is found by the runs themselves: the first waits are short and grow until one ends.
    longest = 0.4
    for k in range(kills):
        process = start()
        wait = rng.random() * 0.05 if k % 3 == 0 else rng.random() * longest
        time.sleep(wait)
        if process.poll() is not None:
            ended += 1
            longest = max(0.05, longest / 2)
        elif k % 4 == 3:
            process.send_signal(signal.SIGINT)
        else:
            process.kill()
            longest = min(longest * 1.3, 3)
        if k % 5 != 4:
            process.wait(timeout=120)  # an interrupted run ends by itself
        if before:
            before.wait()
        before = process if k % 5 == 4 else None
    if before:
        before.wait()
    status = subprocess.run(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode
    print(f"  seed {seed}: {kills} runs, {ended} of them ended before they were killed")
    return status


sys.exit(main())
