from tarn import driving, dynamodb, equal, refused

TABLE = "py-legacy"

dynamodb.create_table(
    TableName=TABLE,
    AttributeDefinitions=[
        {"AttributeName": "song", "AttributeType": "S"},
        {"AttributeName": "year", "AttributeType": "N"},
    ],
    KeySchema=[
        {"AttributeName": "song", "KeyType": "HASH"},
        {"AttributeName": "year", "KeyType": "RANGE"},
    ],
    ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
)


def key(year):
    return {"song": {"S": "x"}, "year": {"N": str(year)}}


def compared(operator, *values):
    return {"ComparisonOperator": operator, "AttributeValueList": list(values)}


with driving("PutItem"):
    for year in (1990, 2000, 2010):
        put = {
            "TableName": TABLE,
            "Item": {**key(year), "plays": {"N": "1"}, "label": {"S": f"l{year}"}},
            "Expected": {"song": {"Exists": False}},
        }
        dynamodb.put_item(**put)
        with refused(dynamodb.exceptions.ConditionalCheckFailedException):
            dynamodb.put_item(**put)

with driving("UpdateItem"):
    updated = dynamodb.update_item(
        TableName=TABLE,
        Key=key(2000),
        AttributeUpdates={
            "plays": {"Action": "ADD", "Value": {"N": "4"}},
            "label": {"Action": "DELETE"},
            "genre": {"Value": {"S": "folk"}},
        },
        Expected={"plays": compared("GE", {"N": "7"}), "label": compared("NOT_NULL")},
        ConditionalOperator="OR",
        ReturnValues="ALL_NEW",
    )["Attributes"]
    equal(updated, {**key(2000), "plays": {"N": "5"}, "genre": {"S": "folk"}})
    with refused(dynamodb.exceptions.ClientError, "both expression and non-expression"):
        dynamodb.update_item(
            TableName=TABLE,
            Key=key(2000),
            AttributeUpdates={"plays": {"Value": {"N": "1"}}},
            ConditionExpression="attribute_exists(song)",
        )

with driving("GetItem"):
    answer = dynamodb.get_item(TableName=TABLE, Key=key(2000), AttributesToGet=["genre", "none"])
    equal(answer["Item"], {"genre": {"S": "folk"}})

with driving("BatchGetItem"):
    request = {TABLE: {"Keys": [key(1990)], "AttributesToGet": ["label"]}}
    answer = dynamodb.batch_get_item(RequestItems=request)
    equal(answer["Responses"][TABLE], [{"label": {"S": "l1990"}}])

with driving("Query"):
    answer = dynamodb.query(
        TableName=TABLE,
        KeyConditions={"song": compared("EQ", {"S": "x"}), "year": compared("GT", {"N": "1990"})},
        QueryFilter={"label": compared("BEGINS_WITH", {"S": "l2"})},
        AttributesToGet=["year"],
    )
    equal(answer["Items"], [{"year": {"N": "2010"}}])

with driving("Scan"):
    answer = dynamodb.scan(
        TableName=TABLE,
        ScanFilter={"genre": compared("NULL"), "plays": compared("IN", {"N": "1"}, {"N": "2"})},
    )
    equal((answer["Count"], answer["ScannedCount"]), (2, 3))

with driving("DeleteItem"):
    with refused(dynamodb.exceptions.ConditionalCheckFailedException):
        dynamodb.delete_item(
            TableName=TABLE, Key=key(1990), Expected={"plays": {"Value": {"N": "2"}}}
        )
    dynamodb.delete_item(TableName=TABLE, Key=key(1990), Expected={"plays": {"Value": {"N": "1"}}})
