"""The engine of ClickHouse: the events in two orders; as roll-ups the distinct days of people, and a set of people for each
day and each week (groupBitmap)."""

import json

from chdb import session

COLUMNS = "user_id UInt32, account_id UInt32, name UInt8, day UInt16, ts Int64"


class Peer:
    def __init__(self, lines, directory, threads):
        self.db = session.Session(f"{directory}/chdb")
        self.settings = f"SETTINGS max_threads = {threads}, join_use_nulls = 1"
        self.run("CREATE DATABASE peer ENGINE = Atomic")
        self.run("USE peer")
        lines = f"SELECT * FROM file('{lines}', CSV, '{COLUMNS}')"
        self.table("by_user", "user_id, ts", lines)
        self.table("by_name", "name, day, user_id, ts", lines)
        self.table("user_day", "user_id, day", "SELECT DISTINCT user_id, day FROM by_user")
        self.table("signed_up", "user_id", "SELECT user_id, min(day) AS day FROM by_name WHERE name = 0 GROUP BY user_id")
        self.table("day_sets", "day", "SELECT day, groupBitmapState(user_id) AS people FROM user_day GROUP BY day")
        self.table("week_sets", "week", "SELECT intDiv(day, 7) AS week, groupBitmapState(user_id) AS people FROM user_day GROUP BY week")
        self.table("cohort_sets", "week", "SELECT intDiv(day, 7) AS week, groupBitmapState(user_id) AS people FROM signed_up GROUP BY week")

    def run(self, sql, form="Null"):
        return self.db.query(sql, form)

    def table(self, name, order, select):
        """One part, as after the merges of a quiet night."""
        self.run(f"CREATE TABLE {name} ENGINE = MergeTree ORDER BY ({order}) AS {select}")
        self.run(f"OPTIMIZE TABLE {name} FINAL")

    def rows(self, sql):
        return json.loads(self.run(f"{sql} {self.settings}", "JSONCompact").bytes())["data"]


def bits(week):
    return f"bitShiftLeft(toUInt64(1), {week})"


def retained(masks, p):
    """Counts of a table with a person's cohort and the bits of the weeks in which they were active."""
    periods = ", ".join(f"sum(bitAnd(bitShiftRight(weeks, cohort + {k}), 1))" for k in range(p["periods"]))
    return f"""SELECT cohort, count(), {periods} FROM ({masks})
               WHERE cohort BETWEEN {p["first_week"]} AND {p["first_week"] + p["cohorts"] - 1} GROUP BY cohort"""


def retention(ev, active, p):
    mask = f"groupBitOr({bits('intDiv(day, 7)')})"
    return {
        "one pass": retained(
            f"""SELECT intDiv(minIf(day, name = 0), 7) AS cohort,
                groupBitOr(if({active}, {bits("intDiv(day, 7)")}, toUInt64(0))) AS weeks
                FROM {ev} GROUP BY user_id HAVING countIf(name = 0) > 0""", p),
        "join": retained(
            f"""SELECT intDiv(s.day, 7) AS cohort, ifNull(m.weeks, 0) AS weeks
                FROM (SELECT user_id, min(day) AS day FROM {ev} WHERE name = 0 GROUP BY user_id) AS s
                LEFT JOIN (SELECT user_id, {mask} AS weeks FROM {ev}
                           WHERE {active} AND day >= {7 * p["first_week"]} GROUP BY user_id) AS m ON s.user_id = m.user_id""", p),
        "sets": by_sets(
            f"SELECT intDiv(day, 7) AS week, groupBitmapState(user_id) AS people FROM (SELECT user_id, min(day) AS day FROM {ev} WHERE name = 0 GROUP BY user_id) GROUP BY week",
            f"SELECT intDiv(day, 7) AS week, groupBitmapState(user_id) AS people FROM {ev} WHERE {active} GROUP BY week", p),
    }


def by_sets(cohorts, weeks, p):
    """Sets of people of each week against those of each week after it, as the product does it."""
    periods = ", ".join(f"sumIf(n, k = {k})" for k in range(p["periods"]))
    return f"""SELECT cohort, any(size), {periods} FROM
               (SELECT c.week AS cohort, w.week - c.week AS k, bitmapCardinality(c.people) AS size,
                       bitmapAndCardinality(c.people, w.people) AS n
                FROM ({cohorts}) AS c CROSS JOIN ({weeks}) AS w
                WHERE c.week BETWEEN {p["first_week"]} AND {p["first_week"] + p["cohorts"] - 1} AND w.week >= c.week)
               GROUP BY cohort"""


def windows(user_days, p):
    """Each day of a person counts from that day on until the window ends or the person comes again: sums of +1 and -1."""
    ends = [f"least(day + {length}, next)" for length in (1, 7, 30)]
    marks = ", ".join(f"(day, {i}, 1), ({end}, {i}, -1)" for i, end in enumerate(ends))
    sums = ", ".join(f"sum(sumIf(step * n, i = {i})) OVER (ORDER BY at ROWS UNBOUNDED PRECEDING)" for i in range(3))
    return f"""SELECT * FROM (SELECT at, {sums} FROM
                   (SELECT mark.1 AS at, mark.2 AS i, mark.3 AS step, count() AS n FROM
                       (SELECT arrayJoin([{marks}]) AS mark FROM
                           (SELECT toInt32(day) AS day, toInt32(next) AS next FROM ({user_days})))
                    GROUP BY at, i, step)
                GROUP BY at) WHERE at < {p["days"]}"""


def trends(ev, active, p):
    days = f"arraySort(groupUniqArray(day)) AS days FROM {ev} WHERE {active} GROUP BY user_id"
    lead = f"""SELECT day, if(following = 0, {p["days"] + 40}, following) AS next FROM
               (SELECT days, arrayPushBack(arrayPopFront(days), 0) AS nexts FROM (SELECT {days}))
               ARRAY JOIN days AS day, nexts AS following"""
    sets = f"SELECT day, groupBitmapState(user_id) AS people FROM {ev} WHERE {active} GROUP BY day"
    return {"marks": windows(lead, p), "sets": trailing(sets, p)}


def trailing(sets, p):
    """The set of each day takes part in the windows of the days after it."""
    part = lambda length: f"""SELECT toUInt16(day + after) AS at, groupBitmapOr(people) AS n{length} FROM ({sets})
                              ARRAY JOIN range({length}) AS after GROUP BY at"""
    return f"""SELECT at, n1, n7, n30 FROM ({part(1)}) AS a JOIN ({part(7)}) AS b USING (at) JOIN ({part(30)}) AS c USING (at)
               WHERE at < {p["days"]}"""


def stickiness(ev, active, p):
    within = f"{active} AND day BETWEEN {p['sticky_from']} AND {p['days'] - 1}"
    return {
        "bits": f"""SELECT n, count() FROM (SELECT bitCount(groupBitOr({bits(f"day - {p['sticky_from']}")})) AS n
                    FROM {ev} WHERE {within} GROUP BY user_id) GROUP BY n""",
        "uniq": f"""SELECT n, count() FROM (SELECT uniqExact(day) AS n FROM {ev} WHERE {within} GROUP BY user_id) GROUP BY n""",
    }


def reached(attempts):
    """The attempt that gets furthest, the earliest on ties; the median in half milliseconds."""
    return f"""SELECT count(), countIf(furthest >= 2), countIf(furthest = 3), round(2 * quantileExactInclusiveIf(0.5)(took, furthest = 3))
               FROM (SELECT user_id, max(level) AS furthest, argMinIf(t3 - t1, t1, level = 3) AS took
                     FROM ({attempts}) GROUP BY user_id)"""


def funnel(ev, active, p):
    a, b, c = p["steps"]
    level = f"multiIf(t3 > 0 AND t3 - t1 <= {p['window']}, 3, t2 > 0 AND t2 - t1 <= {p['window']}, 2, 1) AS level"
    days = f"day BETWEEN {p['funnel_from']} AND {p['days'] - 1}"
    step = lambda name: f"(SELECT user_id, ts FROM {ev} WHERE name = {name} AND {days})"
    return {
        "ASOF": reached(f"""SELECT user_id, t1, t2, t3, {level} FROM
            (SELECT ab.user_id AS user_id, t1, ifNull(ab.second, 0) AS t2, ifNull(c.ts, 0) AS t3 FROM
                (SELECT a.user_id AS user_id, a.ts AS t1, b.ts AS second FROM {step(a)} AS a
                 ASOF LEFT JOIN {step(b)} AS b ON a.user_id = b.user_id AND a.ts < b.ts) AS ab
             ASOF LEFT JOIN {step(c)} AS c ON ab.user_id = c.user_id AND ifNull(ab.second, 9000000000000) < c.ts)"""),
        "arrays": reached(f"""SELECT user_id, t1, t2, t3, {level} FROM
            (SELECT user_id, t1, t2, if(t2 > 0, arrayFirst(y -> y > t2, cs), 0) AS t3 FROM
                (SELECT user_id, t1, arrayFirst(y -> y > t1, bs) AS t2, cs FROM
                    (SELECT user_id, arraySort(groupArrayIf(ts, name = {a})) AS starts, arraySort(groupArrayIf(ts, name = {b})) AS bs,
                            arraySort(groupArrayIf(ts, name = {c})) AS cs
                     FROM {ev} WHERE name IN ({a}, {b}, {c}) AND {days} GROUP BY user_id)
                 ARRAY JOIN starts AS t1))"""),
    }


def segment(ev, active, p):
    did = f"name = {p['often']} AND day >= {p['days'] - p['often_days']}"
    undone = f"name = {p['never']} AND day >= {p['days'] - p['never_days']}"
    return {
        "one pass": f"""SELECT count() FROM (SELECT user_id FROM {ev} WHERE ({did}) OR ({undone}) GROUP BY user_id
                        HAVING countIf({did}) >= {p["times"]} AND countIf({undone}) = 0)""",
        "not in": f"""SELECT count() FROM (SELECT user_id FROM {ev} WHERE {did} AND user_id NOT IN
                      (SELECT user_id FROM {ev} WHERE {undone}) GROUP BY user_id HAVING count() >= {p["times"]})""",
    }


RAW = {"retention": retention, "trends": trends, "stickiness": stickiness, "funnel": funnel, "segment": segment}

ROLLUP = {
    "retention": lambda p: {
        "sets": by_sets("SELECT week, people FROM cohort_sets", "SELECT week, people FROM week_sets", p),
        "person's days": retained(
            f"""SELECT intDiv(s.day, 7) AS cohort, ifNull(m.weeks, 0) AS weeks FROM signed_up AS s LEFT JOIN
                (SELECT user_id, groupBitOr({bits("intDiv(day, 7)")}) AS weeks FROM user_day GROUP BY user_id) AS m
                ON s.user_id = m.user_id""", p),
    },
    "trends": lambda p: {"sets": trailing("SELECT day, people FROM day_sets", p)},
    "stickiness": lambda p: {
        "count": f"SELECT n, count() FROM (SELECT count() AS n FROM user_day WHERE day >= {p['sticky_from']} GROUP BY user_id) GROUP BY n"
    },
}
