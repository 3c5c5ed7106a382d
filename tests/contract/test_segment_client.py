"""The published Segment client for Python, unmodified: only host and key are ours."""

import http.server
import subprocess
import sys
import threading
import time

import requests
from segment.analytics.client import Client

from server import SERVER, send

KEY = SERVER["apiKey"]

# A program that ends without a word: the client sends what it holds when the interpreter exits.
PROGRAM = """
import sys
import segment.analytics as analytics
analytics.write_key, analytics.host = sys.argv[1], sys.argv[2]
for number in range(30):
    analytics.track(sys.argv[3], "step", {"number": number})
"""


def events_of(person):
    page = send("GET", "/v1/events?limit=200", None, KEY).json()
    return [event for event in page["data"] if event["person_external_id"] == person]


class Road(http.server.BaseHTTPRequestHandler):
    """A road to the server on which the first request is refused and the answer of the second gets lost."""

    seen = 0

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        Road.seen += 1
        if Road.seen == 1:
            self.send_response(503)
            self.end_headers()
            return
        headers = {name: self.headers[name] for name in ("authorization", "content-type", "content-encoding") if self.headers[name]}
        answer = requests.post(SERVER["url"] + self.path, data=body, headers=headers, timeout=30)
        if Road.seen == 2:
            self.connection.close()
            return
        self.send_response(answer.status_code)
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_):
        pass


def test_people_accounts_and_events_of_the_client_arrive():
    person = f"py-{time.time_ns()}"
    failures = []
    client = Client(KEY, host=SERVER["url"], on_error=lambda error, _: failures.append(error), gzip=True)
    client.identify(person, {"first_name": "伟", "last_name": "张", "email": f"{person}@example.com"})
    client.group(person, f"shop-{person}", {"name": f"Shop {person}"})
    client.track(person, "order_paid", {"amount": 12.5}, context={"groupId": f"shop-{person}"})
    client.page(person, name="Orders")
    client.screen(person, name="Cash desk")
    client.alias(f"visitor-{person}", person)
    client.flush()
    client.join()

    assert failures == []
    assert sorted(event["name"] for event in events_of(person)) == ["order_paid", "page_viewed", "screen_viewed"]
    people = send("GET", f"/v1/people?q={person}", None, KEY).json()["data"]
    assert [found["name"] for found in people] == ["张伟"]
    accounts = send("GET", f"/v1/accounts?q={person}", None, KEY).json()["data"]
    assert [found["external_id"] for found in accounts] == [f"shop-{person}"]


def test_what_a_program_holds_when_it_exits_is_sent():
    person = f"py-exit-{time.time_ns()}"
    subprocess.run([sys.executable, "-c", PROGRAM, KEY, SERVER["url"], person], check=True, timeout=60)
    assert sorted(event["properties"]["number"] for event in events_of(person)) == list(range(30))


def test_messages_of_the_client_take_effect_once_whatever_gets_lost_on_the_way():
    person = f"py-lost-{time.time_ns()}"
    road = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Road)
    threading.Thread(target=road.serve_forever, daemon=True).start()
    client = Client(KEY, host=f"http://127.0.0.1:{road.server_port}", max_retries=8)
    for number in range(20):
        client.track(person, f"step_{number % 2}")
    client.flush()
    client.join()
    road.shutdown()
    assert Road.seen > 2, "it was sent again"
    assert len(events_of(person)) == 20
