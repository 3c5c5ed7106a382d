"""An object of each kind that can be made from the examples of the document."""

import requests

from schema import UNKNOWN_ID
from server import SERVER, send


class Objects:
    def __init__(self, operations, token):
        me = requests.get(SERVER["url"] + "/v1/me", headers={"Authorization": f"Bearer {token}"}, timeout=30).json()
        self.ids = {"mem": me["member"]["id"]}
        self.slug = "unknown"
        creations = [it for it in operations if it.creates]
        # Twice: some examples name objects that another creation makes.
        for _ in range(2):
            for creation in creations:
                self.create(creation, token)
        for creation in [it for it in operations if it.creates_part]:
            self.create(creation, token)

    def create(self, creation, token):
        body = self.fill_body(creation.example)
        answer = send(creation.method, self.fill_path(creation), body, token)
        if answer.status_code == 422:
            # Some examples name what each workspace defines for itself, such as custom attributes.
            wrong = {error["pointer"].split("/")[1] for error in answer.json()["errors"] if error["pointer"]}
            body = {name: value for name, value in body.items() if name not in wrong}
            answer = send(creation.method, self.fill_path(creation), body, token)
        created = answer.json() if answer.ok else {}
        self.slug = created.get("slug", self.slug)
        identifier = created.get("id", "")
        if "_" in identifier:
            self.ids.setdefault(identifier.split("_")[0], identifier)

    def fill_path(self, operation):
        """The address with ids in the place of its parameters."""
        path = operation.path
        for name, prefix in operation.parameters.items():
            value = self.ids.get(prefix, f"{prefix}_{UNKNOWN_ID}") if prefix else self.slug
            path = path.replace("{" + name + "}", value)
        return path

    def fill_body(self, example):
        """The example with objects that exist in the place of those it makes up."""
        if isinstance(example, dict):
            return {name: self.fill_body(value) for name, value in example.items()}
        if isinstance(example, list):
            return [self.fill_body(item) for item in example]
        if isinstance(example, str) and example.endswith(UNKNOWN_ID):
            return self.ids.get(example.split("_")[0], example)
        return example
