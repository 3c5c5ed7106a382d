"""The limits that the document states are those that the server keeps, no wider and no narrower.

For every property of every request body: a value just beyond a stated limit must be refused at that
property, a value at the limit must not be, and an enormous value of a property without a stated limit
must not meet an unstated one.
"""

import copy

import pytest

from objects import Objects
from schema import Schema, operations_with_body
from server import SERVER, document, send, sign_in

DOCUMENT = document()
OPERATIONS = operations_with_body(DOCUMENT)


@pytest.fixture(scope="session")
def token():
    return sign_in()


@pytest.fixture(scope="session")
def objects(token):
    return Objects(OPERATIONS, token)


#: The words for a limit that was missed; a value may be refused for other reasons, such as being no address.
LIMITS = {"too_long", "too_short", "too_many", "too_few", "too_large", "too_small", "out_of_range"}


def with_value(body, path, value, parents):
    """The body with another value at the path, whose parents are those of the document where they are missing."""
    body = copy.deepcopy(body)
    parent = body
    for key, example in zip(path[:-1], parents):
        if not isinstance(parent.get(key), dict):
            parent[key] = copy.deepcopy(example)
        parent = parent[key]
    parent[path[-1]] = value
    return body


def refusals(answer, pointer):
    """What the answer says of the property, of something in it or of the object it is in."""
    assert answer.status_code < 500, answer.text
    if answer.status_code == 413:
        return ["too_large"]
    # A batch by the Segment specification tells of its wrong messages in a 200; a single message is a batch of one.
    errors = answer.json().get("errors", []) if answer.status_code in (200, 400, 422) else []
    told = [(error["pointer"].removeprefix("/batch/0"), error["code"]) for error in errors]
    return [
        code
        for place, code in told
        if (place + "/").startswith(pointer + "/") or pointer.startswith((place or "-") + "/")
    ]


def test_the_document_has_operations_with_bodies_to_try():
    assert OPERATIONS


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_no_value_beyond_a_stated_limit_is_taken(operation, token, objects):
    wrong = []
    for pointer, why, answer in answers(operation, token, objects, allowed=False):
        if not refusals(answer, pointer):
            wrong.append(f"{pointer}: {why} was not refused ({answer.status_code}): {answer.text}")
    assert not wrong, "\n".join(wrong)


#: Behind the other test, since what is taken changes the objects: a lead that was converted is not converted again.
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_no_value_within_the_stated_limits_is_refused_for_an_unstated_one(operation, token, objects):
    wrong = []
    for pointer, why, answer in answers(operation, token, objects, allowed=True):
        # Money of a kind may be narrower than all money: a budget is not negative.
        if not pointer.endswith("/amount") and LIMITS.intersection(refusals(answer, pointer)):
            wrong.append(f"{pointer}: {why} was refused: {answer.text}")
    assert not wrong, "\n".join(wrong)


def answers(operation, token, objects, allowed):
    """What the server says to the example with one value at or beyond a limit: where, why, and the answer."""
    example = objects.fill_body(operation.example)
    if operation.takes_a_write_key:
        token = SERVER["apiKey"]
    for path, schema, parents in Schema(DOCUMENT).properties(operation.schema):
        for value, is_allowed, why in schema_values(schema):
            if is_allowed == allowed:
                body = with_value(example, path, value, parents)
                answer = send(operation.method, objects.fill_path(operation), body, token)
                yield "/" + "/".join(path), why, answer


def schema_values(schema):
    """Values of a property, whether they are allowed, and why."""
    kind = schema.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if "enum" in schema:
        yield "no_such_value", False, "a value that is not in the list"
    elif "string" in kinds and not constrained_otherwise(schema):
        yield from string_values(schema)
    elif "integer" in kinds or "number" in kinds:
        if "maximum" in schema:
            yield schema["maximum"] + 1, False, "a number above the maximum"
            yield schema["maximum"], True, "the maximum"
        if "minimum" in schema:
            yield schema["minimum"] - 1, False, "a number below the minimum"
            yield schema["minimum"], True, "the minimum"
    elif "array" in kinds and "maxItems" in schema:
        yield ["x"] * (schema["maxItems"] + 1), False, "too many items"


def string_values(schema):
    if "maxLength" in schema:
        yield "长" * (schema["maxLength"] + 1), False, "a text longer than allowed"
        yield "长" * schema["maxLength"], True, "a text as long as allowed"
    else:
        yield "长" * 100_000, True, "an enormous text without a stated limit"
    if schema.get("minLength", 0) > 0:
        yield "", False, "a text shorter than allowed"


def constrained_otherwise(schema):
    """Texts of a form, such as dates and addresses, whose lengths say little."""
    return "format" in schema or "pattern" in schema
