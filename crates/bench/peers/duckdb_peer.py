"""DuckDB: the events in two orders, and the distinct days of people as a roll-up."""

import duckdb

COLUMNS = "user_id UINTEGER, account_id UINTEGER, name UTINYINT, day USMALLINT, ts BIGINT"


class Peer:
    def __init__(self, lines, directory, threads):
        self.db = duckdb.connect(f"{directory}/peer.duckdb")
        self.db.execute(f"SET threads = {threads}")
        types = ", ".join(f"'{column.split()[0]}': '{column.split()[1]}'" for column in COLUMNS.split(", "))
        self.db.execute(f"CREATE TABLE loaded AS SELECT * FROM read_csv('{lines}', header = false, columns = {{{types}}})")
        self.db.execute("CREATE TABLE by_user AS SELECT * FROM loaded ORDER BY user_id, ts")
        self.db.execute("CREATE TABLE by_name AS SELECT * FROM loaded ORDER BY name, day, user_id, ts")
        self.db.execute("DROP TABLE loaded")
        self.db.execute("CREATE TABLE user_day AS SELECT DISTINCT user_id, day FROM by_user ORDER BY user_id, day")
        self.db.execute("CREATE TABLE user_week AS SELECT DISTINCT user_id, (day // 7)::UTINYINT AS week FROM user_day ORDER BY user_id, week")
        self.db.execute("CREATE TABLE signed_up AS SELECT user_id, min(day) AS day FROM by_name WHERE name = 0 GROUP BY user_id ORDER BY user_id")
        self.db.execute("CHECKPOINT")

    def rows(self, sql):
        return self.db.execute(sql).fetchall()


def retained(masks, p):
    """Counts of a table with a person's cohort and the bits of the weeks in which they were active."""
    periods = ", ".join(f"sum((weeks >> (cohort + {k})) & 1)" for k in range(p["periods"]))
    return f"""SELECT cohort, count(*), {periods} FROM ({masks})
               WHERE cohort BETWEEN {p["first_week"]} AND {p["first_week"] + p["cohorts"] - 1} GROUP BY cohort"""


def retention(ev, active, p):
    bits = "bit_or(1::BIGINT << (day // 7))"
    return {
        "one pass": retained(
            f"""SELECT min(day) FILTER (name = 0) // 7 AS cohort, {bits} FILTER ({active}) AS weeks
                FROM {ev} GROUP BY user_id""", p),
        "join": retained(
            f"""SELECT s.day // 7 AS cohort, coalesce(m.weeks, 0) AS weeks
                FROM (SELECT user_id, min(day) AS day FROM {ev} WHERE name = 0 GROUP BY user_id) s
                LEFT JOIN (SELECT user_id, {bits} AS weeks FROM {ev}
                           WHERE {active} AND day >= {7 * p["first_week"]} GROUP BY user_id) m USING (user_id)""", p),
        "weeks": f"""WITH s AS (SELECT user_id, min(day) // 7 AS cohort FROM {ev} WHERE name = 0 GROUP BY user_id),
                w AS (SELECT DISTINCT user_id, day // 7 AS week FROM {ev} WHERE {active})
                SELECT cohort, (SELECT count(*) FROM s AS t WHERE t.cohort = s.cohort),
                {", ".join(f"count(*) FILTER (week = cohort + {k})" for k in range(p["periods"]))}
                FROM s LEFT JOIN w USING (user_id)
                WHERE cohort BETWEEN {p["first_week"]} AND {p["first_week"] + p["cohorts"] - 1} GROUP BY cohort""",
    }


def windows(user_days, p):
    """Each day of a person counts from that day on until the window ends or the person comes again: sums of +1 and -1."""
    ends = {length: f"least(day::INTEGER + {length}, coalesce(next, {p['days'] + 40}))" for length in (1, 7, 30)}
    marks = " UNION ALL ".join(
        f"SELECT day::INTEGER AS day, {length} AS length, 1 AS step, n FROM (SELECT day, count(*) AS n FROM u GROUP BY day) "
        f"UNION ALL SELECT until, {length}, -1, n FROM (SELECT {end} AS until, count(*) AS n FROM u GROUP BY until)"
        for length, end in ends.items())
    sums = ", ".join(f"sum(sum(step * n) FILTER (length = {length})) OVER (ORDER BY day)" for length in (1, 7, 30))
    return f"""WITH u AS (SELECT day, lead(day) OVER (PARTITION BY user_id ORDER BY day) AS next FROM ({user_days})),
               marks AS ({marks})
               SELECT * FROM (SELECT day, {sums} FROM marks GROUP BY day) WHERE day < {p["days"]}"""


def trends(ev, active, p):
    days = f"SELECT DISTINCT user_id, day FROM {ev} WHERE {active}"
    return {"marks": windows(days, p)}


def stickiness(ev, active, p):
    within = f"{active} AND day BETWEEN {p['sticky_from']} AND {p['days'] - 1}"
    return {
        "bits": f"""SELECT n, count(*) FROM (SELECT bit_count(bit_or(1 << (day - {p["sticky_from"]})::INTEGER)) AS n
                    FROM {ev} WHERE {within} GROUP BY user_id) GROUP BY n""",
        "distinct": f"""SELECT n, count(*) FROM (SELECT count(*) AS n FROM
                        (SELECT DISTINCT user_id, day FROM {ev} WHERE {within}) GROUP BY user_id) GROUP BY n""",
    }


def reached(attempts):
    """The attempt that gets furthest, the earliest on ties; the median in half milliseconds."""
    return f"""SELECT count(*), count(*) FILTER (level >= 2), count(*) FILTER (level = 3), round(2 * median(took))
               FROM (SELECT user_id, max(level) AS level, arg_min(t3 - t1, t1) FILTER (level = 3) AS took
                     FROM ({attempts}) GROUP BY user_id)"""


def funnel(ev, active, p):
    a, b, c = p["steps"]
    level = f"CASE WHEN t3 - t1 <= {p['window']} THEN 3 WHEN t2 - t1 <= {p['window']} THEN 2 ELSE 1 END AS level"
    step = lambda name: f"(SELECT user_id, ts FROM {ev} WHERE name = {name} AND day BETWEEN {p['funnel_from']} AND {p['days'] - 1})"
    after = "OVER (PARTITION BY user_id ORDER BY ts DESC ROWS UNBOUNDED PRECEDING)"
    return {
        "ASOF": reached(f"""SELECT user_id, t1, t2, t3, {level} FROM
            (SELECT ab.user_id, t1, t2, c.ts AS t3 FROM
                (SELECT a.user_id, a.ts AS t1, b.ts AS t2 FROM {step(a)} a
                 ASOF LEFT JOIN {step(b)} b ON a.user_id = b.user_id AND a.ts < b.ts) ab
             ASOF LEFT JOIN {step(c)} c ON ab.user_id = c.user_id AND ab.t2 < c.ts)"""),
        "windows": reached(f"""SELECT user_id, ts AS t1, t2, t3, {level} FROM
            (SELECT user_id, name, ts, min(ts) FILTER (name = {b}) {after} AS t2, min(third) FILTER (name = {b}) {after} AS t3
             FROM (SELECT user_id, name, ts, min(ts) FILTER (name = {c}) {after} AS third FROM {ev}
                   WHERE name IN ({a}, {b}, {c}) AND day BETWEEN {p["funnel_from"]} AND {p["days"] - 1}))
            WHERE name = {a}"""),
    }


def segment(ev, active, p):
    did = f"name = {p['often']} AND day >= {p['days'] - p['often_days']}"
    undone = f"name = {p['never']} AND day >= {p['days'] - p['never_days']}"
    return {
        "one pass": f"""SELECT count(*) FROM (SELECT user_id FROM {ev} WHERE {did} OR {undone} GROUP BY user_id
                        HAVING count(*) FILTER ({did}) >= {p["times"]} AND count(*) FILTER ({undone}) = 0)""",
        "anti join": f"""SELECT count(*) FROM (SELECT user_id FROM {ev} WHERE {did} GROUP BY user_id
                         HAVING count(*) >= {p["times"]}) ANTI JOIN (SELECT user_id FROM {ev} WHERE {undone}) USING (user_id)""",
    }


RAW = {"retention": retention, "trends": trends, "stickiness": stickiness, "funnel": funnel, "segment": segment}

ROLLUP = {
    "retention": lambda p: {
        f"person's {table}": retained(
            f"""SELECT s.day // 7 AS cohort, coalesce(m.weeks, 0) AS weeks FROM signed_up s LEFT JOIN
                (SELECT user_id, bit_or(1::BIGINT << {week}) AS weeks FROM {table} GROUP BY user_id) m USING (user_id)""", p)
        for table, week in (("user_day", "(day // 7)"), ("user_week", "week"))
    },
    "trends": lambda p: {"marks": windows("SELECT user_id, day FROM user_day", p)},
    "stickiness": lambda p: {
        "count": f"""SELECT n, count(*) FROM (SELECT count(*) AS n FROM user_day WHERE day >= {p["sticky_from"]}
                     GROUP BY user_id) GROUP BY n"""
    },
}
