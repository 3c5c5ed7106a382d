"""The running server that `cargo xtask test` hands to the contract tests."""

import json
import os
import time

import requests

SERVER = json.loads(os.environ["PERENNIAL_TEST_SERVER_EN"])


def document():
    return requests.get(SERVER["url"] + "/openapi.json", timeout=30).json()


def sign_in():
    """A session of the workspace's owner, who may do everything."""
    answer = requests.post(SERVER["url"] + "/v1/auth/sign-in", json=SERVER["account"], timeout=30)
    answer.raise_for_status()
    return answer.json()["access_token"]


def send(method, path, body, token):
    """Sends a JSON body, waiting where the server asks for patience."""
    while True:
        answer = requests.request(
            method, SERVER["url"] + path, json=body, headers={"Authorization": f"Bearer {token}"}, timeout=60
        )
        if answer.status_code != 429:
            return answer
        time.sleep(int(answer.headers["Retry-After"]))
