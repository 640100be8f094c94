"""
One tool and variant in a process of its own: `worker.py <exercise.json> <tool> <variant>`.

Reads one request a line and answers one line of JSON each, until its input ends:
  first-step  the first training step after the start -> {"loss"}
  check       a fresh network without dropout trains some steps -> {"losses"}
  pass        some training steps, timed -> {"seconds", "steps", "loss"}
  memory      -> {"peakBytes"} since the start of the process, {"ownBytes"} now: without pages of files; None where the system doesn't tell
"""
import importlib
import json
import os
import resource
import sys
import time

# What a library prints must not mix with the answers.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def own_bytes():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("RssAnon:"))
    except OSError:
        return None


class Worker:
    def __init__(self, tool, exercise):
        self.tool, self.exercise, self.done, self.trainer = tool, exercise, 0, None

    def first_step(self, _):
        self.trainer = self.tool.trainer(self.exercise.plan)
        return {"loss": self._steps(1)}

    def check(self, request):
        trainer = self.tool.trainer(self.exercise.without_dropout())
        return {"losses": [float(trainer.step(self.exercise.batch(step))) for step in range(request["steps"])]}

    def timed_pass(self, request):
        started = time.perf_counter()
        loss = self._steps(request["steps"])
        return {"seconds": time.perf_counter() - started, "steps": request["steps"], "loss": loss}

    def memory(self, _):
        # Linux counts in KiB, macOS in bytes.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"peakBytes": peak * (1 if sys.platform == "darwin" else 1024), "ownBytes": own_bytes()}

    def _steps(self, count):
        for _ in range(count):
            loss = self.trainer.step(self.exercise.batch(self.done))
            self.done += 1
        # Reading the number waits for a device that works ahead.
        return float(loss)

    def answer(self, request):
        requests = {"first-step": self.first_step, "check": self.check, "pass": self.timed_pass, "memory": self.memory}
        return requests[request["do"]](request)


def main():
    path, name, variant = sys.argv[1:4]
    from exercise import Exercise

    exercise = Exercise(path)
    tool = importlib.import_module(f"{name}_tool").Tool(exercise, variant)
    worker = Worker(tool, exercise)
    for line in sys.stdin:
        request = json.loads(line)
        answer = tool.together(request, worker.answer) if hasattr(tool, "together") else worker.answer(request)
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
