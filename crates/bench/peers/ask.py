"""Asks other engines what the product was asked, on the same events, and prints answers and times.

Reads on standard input: {"lines": the file of events, "directory": room for databases, "engines": which, "runs": how often
each is asked warm, "questions": [{"key", "kind", "names"}], "parameters": what the kinds are asked about}. Prints for each
engine and question the answer and, by formulation, the best and the median time and the processor time in milliseconds.
Formulations that differ in their answer are an error.

The module of an engine has a Peer that loads the events and answers SQL, and by kind of question the formulations on raw
rows (RAW) and on roll-ups of its own (ROLLUP).
"""

import importlib
import json
import statistics
import sys
import time

THREADS = 2
# A formulation that takes longer is asked only twice.
SLOW_SECONDS = 5


def main():
    task = json.load(sys.stdin)
    answers = {}
    for name in task["engines"]:
        engine = importlib.import_module(f"{name}_peer")
        print(f"loading the events into {name}", file=sys.stderr, flush=True)
        peer = engine.Peer(task["lines"], task["directory"], THREADS)
        print(f"asking {name}", file=sys.stderr, flush=True)
        questions = {question["key"]: ask(engine, peer, question, task) for question in task["questions"]}
        answers[name] = {"questions": questions}
    json.dump(answers, sys.stdout)


def ask(engine, peer, question, task):
    """Every formulation, on raw rows and on the engine's own roll-ups."""
    found = {"answer": None, "raw": {}, "rollup": {}}
    for where, formulations in (("raw", raw), ("rollup", rollup)):
        for name, sql in formulations(engine, question, task["parameters"]).items():
            answer, times, used = timed(peer, question["kind"], sql, task["runs"])
            if found["answer"] not in (None, answer):
                sys.exit(f"{question['key']}: {engine.__name__} {where} {name} says {answer}, not {found['answer']}")
            found["answer"] = answer
            found[where][name] = {
                "best": min(times), "median": statistics.median(times), "used": statistics.median(used),
            }
    return found


def raw(engine, question, parameters):
    """Each is asked on both orders of the rows."""
    names = question["names"]
    active = "true" if names is None else f"name IN ({', '.join(map(str, names))})"
    return {
        f"{name}, {order}": sql
        for order in ("by_user", "by_name")
        for name, sql in engine.RAW[question["kind"]](order, active, parameters).items()
    }


def rollup(engine, question, parameters):
    """Roll-ups are of a class that is known beforehand: any event."""
    kind = question["kind"]
    return engine.ROLLUP[kind](parameters) if question["names"] is None and kind in engine.ROLLUP else {}


def timed(peer, kind, sql, runs):
    times, used = [], []
    for run in range(runs + 1):
        started, used_before = time.perf_counter(), time.process_time()
        rows = peer.rows(sql)
        took = time.perf_counter() - started
        # The first time warms up.
        if run > 0 or runs == 0:
            times.append(took * 1000)
            used.append((time.process_time() - used_before) * 1000)
        if took > SLOW_SECONDS and times:
            break
    return cells(kind, rows), times, used


def cells(kind, rows):
    """Rows of an answer, in the order and the form in which they are compared."""
    rows = sorted([int(value) if value is not None else 0 for value in row] for row in rows)
    if kind == "retention":
        # Cohort, size, then its periods.
        return [row[1:] for row in rows]
    if kind == "trends":
        # Day, then one column for each measure.
        return [[row[measure] for row in rows] for measure in (1, 2, 3)]
    if kind == "stickiness":
        # In how many periods, how many people; those that nobody has are left out.
        return rows
    return rows[0]


if __name__ == "__main__":
    main()
