"""The server that the script is told of, and the lines that tell its test how far it came."""

import sys
import time
import traceback
from contextlib import contextmanager

import boto3
from botocore.config import Config

CONNECTION = {
    "endpoint_url": sys.argv[1],
    "region_name": "us-east-1",
    "aws_access_key_id": "anyone",
    "aws_secret_access_key": "anything",
    # One attempt: a second would hide the answer to the first.
    "config": Config(retries={"total_max_attempts": 1}, read_timeout=30),
}

answered = set()


def recording(client):
    """Notes each operation that is answered without an error."""

    def note(model, parsed, **_):
        if "Error" not in parsed:
            answered.add(model.name)

    client.meta.events.register("after-call.*.*", note)
    return client


dynamodb = recording(boto3.client("dynamodb", **CONNECTION))
streams = recording(boto3.client("dynamodbstreams", **CONNECTION))
resource = boto3.resource("dynamodb", **CONNECTION)
recording(resource.meta.client)


@contextmanager
def driving(operation):
    """A part of the script, named for the operation that it cannot do without."""
    answered.discard(operation)
    try:
        yield
        assert operation in answered, f"{operation} was never answered"
        print(f"ok {operation}", flush=True)
    except BaseException:
        print(f"failed {operation}", flush=True)
        traceback.print_exc()
        sys.exit(1)


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


@contextmanager
def refused(error, *words):
    """Expects the service's error, and its words in the message."""
    try:
        yield
    except error as refusal:
        text = str(refusal)
        assert all(word in text for word in words), f"no {words} in: {text}"
    else:
        raise AssertionError(f"not refused: {error.__name__}")


def until(is_ready, ask):
    """Asks again until the answer is as wished. The test that runs the script sets the limit."""
    while not is_ready(answer := ask()):
        time.sleep(0.02)
    return answer


def keyed_by(name, attribute_type="S"):
    """The parameters of a table with a partition key alone."""
    return {
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": attribute_type}],
        "KeySchema": [{"AttributeName": name, "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
