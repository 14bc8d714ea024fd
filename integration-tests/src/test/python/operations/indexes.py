from tarn import driving, dynamodb, equal, until

TABLE = "py-indexes"
ATTRIBUTES = [
    {"AttributeName": name, "AttributeType": "S"} for name in ("order", "line", "customer", "state")
]


def keys(hash_name, range_name):
    return [
        {"AttributeName": hash_name, "KeyType": "HASH"},
        {"AttributeName": range_name, "KeyType": "RANGE"},
    ]


def describe():
    return dynamodb.describe_table(TableName=TABLE)["Table"]


def settled():
    """Waits, as a deployment does, until no index is on its way."""
    return until(
        lambda table: all(
            index["IndexStatus"] == "ACTIVE" for index in table.get("GlobalSecondaryIndexes", [])
        ),
        describe,
    )


def lines(index, name, value, **more):
    return dynamodb.query(
        TableName=TABLE,
        IndexName=index,
        KeyConditionExpression="#h = :h",
        ExpressionAttributeNames={"#h": name},
        ExpressionAttributeValues={":h": {"S": value}},
        **more,
    )["Items"]


with driving("CreateTable"):
    dynamodb.create_table(
        TableName=TABLE,
        AttributeDefinitions=ATTRIBUTES,
        KeySchema=keys("order", "line"),
        LocalSecondaryIndexes=[
            {
                "IndexName": "by-state",
                "KeySchema": keys("order", "state"),
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-customer",
                "KeySchema": keys("customer", "order"),
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["price"]},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
    )

with driving("PutItem"):
    for i in range(12):
        item = {
            "order": {"S": f"o{i % 3}"},
            "line": {"S": f"l{i}"},
            "state": {"S": "sent" if i % 2 else "open"},
            "price": {"N": str(i)},
            "note": {"S": "fragile"},
        }
        if i < 6:
            item["customer"] = {"S": "ann"}
        dynamodb.put_item(TableName=TABLE, Item=item)

with driving("Query"):
    by_state = lines("by-state", "order", "o0")
    equal([item["state"]["S"] for item in by_state], ["open", "open", "sent", "sent"])
    equal(sorted(by_state[0]), ["line", "order", "state"])
    whole = lines("by-state", "order", "o0", Select="ALL_ATTRIBUTES")
    equal(whole[0]["note"], {"S": "fragile"})
    of_ann = lines("by-customer", "customer", "ann")
    equal([item["order"]["S"] for item in of_ann], ["o0", "o0", "o1", "o1", "o2", "o2"])
    equal(sorted(of_ann[0]), ["customer", "line", "order", "price"])

with driving("Scan"):
    equal(dynamodb.scan(TableName=TABLE, IndexName="by-customer")["Count"], 6)

with driving("UpdateTable"):
    dynamodb.update_table(
        TableName=TABLE,
        AttributeDefinitions=ATTRIBUTES,
        GlobalSecondaryIndexUpdates=[
            {
                "Create": {
                    "IndexName": "by-state-and-line",
                    "KeySchema": keys("state", "line"),
                    "Projection": {"ProjectionType": "ALL"},
                }
            }
        ],
    )
    settled()
    first = lines("by-state-and-line", "state", "open", Limit=4)
    equal([item["line"]["S"] for item in first], ["l0", "l10", "l2", "l4"])
    delete = {"Delete": {"IndexName": "by-state-and-line"}}
    dynamodb.update_table(TableName=TABLE, GlobalSecondaryIndexUpdates=[delete])
    settled()

with driving("DescribeTable"):
    described = describe()
    equal([i["IndexName"] for i in described["GlobalSecondaryIndexes"]], ["by-customer"])
    equal(described["GlobalSecondaryIndexes"][0]["ItemCount"], 6)
    equal(described["LocalSecondaryIndexes"][0]["ItemCount"], 12)
