from tarn import driving, dynamodb, equal, refused

TABLE = "py-items"

dynamodb.create_table(
    TableName=TABLE,
    AttributeDefinitions=[
        {"AttributeName": "lake", "AttributeType": "S"},
        {"AttributeName": "tube", "AttributeType": "B"},
    ],
    KeySchema=[
        {"AttributeName": "lake", "KeyType": "HASH"},
        {"AttributeName": "tube", "KeyType": "RANGE"},
    ],
    BillingMode="PAY_PER_REQUEST",
)


def key(lake, tube):
    return {"lake": {"S": lake}, "tube": {"B": bytes([tube])}}


# An attribute of each type.
MEASURED = {
    **key("tarn", 255),
    "depth": {"N": "12345678901234567890.123456789"},
    "frozen": {"BOOL": False},
    "comment": {"NULL": True},
    "fish": {"SS": ["char", "trout"]},
    "levels": {"NS": ["-1.5", "2"]},
    "photos": {"BS": [b"\x00", b"\x01\x02"]},
    "readings": {"L": [{"S": "ä€😀"}, {"N": "0"}, {"L": []}]},
    "place": {"M": {"north": {"N": "47.1"}, "empty": {"M": {}}, "name": {"S": ""}}},
}


def ordered(item):
    """Sets have no order of their own."""
    item = dict(item)
    for name, kind in (("fish", "SS"), ("levels", "NS"), ("photos", "BS")):
        item[name] = {kind: sorted(item[name][kind])}
    return item


with driving("PutItem"):
    answer = dynamodb.put_item(TableName=TABLE, Item=MEASURED, ReturnConsumedCapacity="TOTAL")
    equal(answer["ConsumedCapacity"], {"TableName": TABLE, "CapacityUnits": 1.0})
    answer = dynamodb.put_item(TableName=TABLE, Item=MEASURED, ReturnValues="ALL_OLD")
    equal(ordered(answer["Attributes"]), ordered(MEASURED))
    try:
        dynamodb.put_item(
            TableName=TABLE,
            Item=key("tarn", 255),
            ConditionExpression="attribute_not_exists(lake)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
        raise AssertionError("put over an item")
    except dynamodb.exceptions.ConditionalCheckFailedException as error:
        equal(error.response["Item"]["frozen"], {"BOOL": False})
        equal(error.response["Error"]["Message"], "The conditional request failed")

with driving("GetItem"):
    answer = dynamodb.get_item(TableName=TABLE, Key=key("tarn", 255), ConsistentRead=True)
    equal(ordered(answer["Item"]), ordered(MEASURED))
    part = dynamodb.get_item(
        TableName=TABLE,
        Key=key("tarn", 255),
        ProjectionExpression="place.#n, readings[0]",
        ExpressionAttributeNames={"#n": "north"},
    )["Item"]
    equal(part, {"place": {"M": {"north": {"N": "47.1"}}}, "readings": {"L": [{"S": "ä€😀"}]}})
    assert "Item" not in dynamodb.get_item(TableName=TABLE, Key=key("tarn", 1))
    with refused(dynamodb.exceptions.ClientError, "does not match the schema"):
        dynamodb.get_item(TableName=TABLE, Key={"lake": {"S": "tarn"}})

with driving("UpdateItem"):
    updated = dynamodb.update_item(
        TableName=TABLE,
        Key=key("tarn", 255),
        UpdateExpression="SET visits = if_not_exists(visits, :none) + :one REMOVE #c"
        " ADD levels :levels DELETE fish :fish",
        ConditionExpression="size(fish) = :two AND NOT contains(fish, :none_such)",
        ExpressionAttributeNames={"#c": "comment"},
        ExpressionAttributeValues={
            ":none": {"N": "0"},
            ":one": {"N": "1"},
            ":two": {"N": "2"},
            ":none_such": {"S": "pike"},
            ":levels": {"NS": ["7"]},
            ":fish": {"SS": ["trout"]},
        },
        ReturnValues="ALL_NEW",
    )["Attributes"]
    equal(updated["visits"], {"N": "1"})
    equal(updated["fish"], {"SS": ["char"]})
    equal(len(updated["levels"]["NS"]), 3)
    assert "comment" not in updated

with driving("DeleteItem"):
    answer = dynamodb.delete_item(TableName=TABLE, Key=key("tarn", 255), ReturnValues="ALL_OLD")
    equal(answer["Attributes"], updated)
    assert "Attributes" not in dynamodb.delete_item(
        TableName=TABLE, Key=key("tarn", 255), ReturnValues="ALL_OLD"
    )

with driving("BatchWriteItem"):
    puts = [
        {"PutRequest": {"Item": {**key("lake", i), "even": {"BOOL": i % 2 == 0}}}}
        for i in range(25)
    ]
    answer = dynamodb.batch_write_item(RequestItems={TABLE: puts})
    equal(answer["UnprocessedItems"], {})
    with refused(dynamodb.exceptions.ClientError, "less than or equal to 25"):
        dynamodb.batch_write_item(RequestItems={TABLE: puts + puts[:1]})

with driving("BatchGetItem"):
    answer = dynamodb.batch_get_item(
        RequestItems={
            TABLE: {
                "Keys": [key("lake", 3), key("lake", 4), key("lake", 99)],
                "ProjectionExpression": "even",
            }
        }
    )
    equal(sorted(item["even"]["BOOL"] for item in answer["Responses"][TABLE]), [False, True])
    equal(answer["UnprocessedKeys"], {})

with driving("Query"):
    query = {
        "TableName": TABLE,
        "KeyConditionExpression": "lake = :lake AND tube > :from",
        "FilterExpression": "even = :yes",
        "ExpressionAttributeValues": {
            ":lake": {"S": "lake"},
            ":from": {"B": bytes([14])},
            ":yes": {"BOOL": True},
        },
        "ScanIndexForward": False,
    }
    pages = dynamodb.get_paginator("query").paginate(**query, PaginationConfig={"PageSize": 3})
    found = [item["tube"]["B"] for page in pages for item in page["Items"]]
    equal(found, [bytes([i]) for i in (24, 22, 20, 18, 16)])
    counted = dynamodb.query(**query, Select="COUNT")
    equal((counted["Count"], counted["ScannedCount"]), (5, 10))

with driving("Scan"):
    segments = [
        dynamodb.scan(TableName=TABLE, Segment=i, TotalSegments=4)["Count"] for i in range(4)
    ]
    equal(sum(segments), 25)
