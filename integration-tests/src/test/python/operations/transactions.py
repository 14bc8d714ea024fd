from tarn import driving, dynamodb, equal, keyed_by, refused

ACCOUNTS = "py-accounts"
TRANSFERS = "py-transfers"

for name in (ACCOUNTS, TRANSFERS):
    dynamodb.create_table(TableName=name, **keyed_by("id"))


def change(account, cents):
    return {
        "Update": {
            "TableName": ACCOUNTS,
            "Key": {"id": {"S": account}},
            "UpdateExpression": "SET cents = cents + :by",
            "ConditionExpression": "cents >= :least",
            "ExpressionAttributeValues": {":by": {"N": str(cents)}, ":least": {"N": str(-cents)}},
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
    }


def transfer(number, source, target, cents, **more):
    record = {
        "Put": {
            "TableName": TRANSFERS,
            "Item": {"id": {"S": number}},
            "ConditionExpression": "attribute_not_exists(id)",
        }
    }
    actions = [change(source, -cents), change(target, cents), record]
    return dynamodb.transact_write_items(TransactItems=actions, **more)


def balances():
    gets = [
        {"Get": {"TableName": ACCOUNTS, "Key": {"id": {"S": account}}}}
        for account in ("ann", "ben", "nobody")
    ]
    responses = dynamodb.transact_get_items(TransactItems=gets)["Responses"]
    return [int(r["Item"]["cents"]["N"]) if "Item" in r else None for r in responses]


with driving("TransactWriteItems"):
    puts = [
        {"Put": {"TableName": ACCOUNTS, "Item": {"id": {"S": account}, "cents": {"N": "100"}}}}
        for account in ("ann", "ben")
    ]
    dynamodb.transact_write_items(TransactItems=puts)
    answer = transfer("t1", "ann", "ben", 30, ReturnConsumedCapacity="TOTAL")
    units = {table["TableName"]: table["CapacityUnits"] for table in answer["ConsumedCapacity"]}
    equal(units, {ACCOUNTS: 4.0, TRANSFERS: 2.0})

with driving("TransactGetItems"):
    equal(balances(), [70, 130, None])

with driving("TransactWriteItems"):
    try:
        transfer("t1", "ann", "ben", 71)
        raise AssertionError("paid what was not there")
    except dynamodb.exceptions.TransactionCanceledException as error:
        reasons = error.response["CancellationReasons"]
        codes = [reason["Code"] for reason in reasons]
        equal(codes, ["ConditionalCheckFailed", "None", "ConditionalCheckFailed"])
        equal(reasons[0]["Item"]["cents"], {"N": "70"})
        assert "[ConditionalCheckFailed, None, ConditionalCheckFailed]" in str(error)
    for _ in range(2):
        transfer("t2", "ben", "ann", 1, ClientRequestToken="py-once")
    with refused(dynamodb.exceptions.IdempotentParameterMismatchException):
        transfer("t2", "ben", "ann", 2, ClientRequestToken="py-once")
    equal(balances(), [71, 129, None])
    check = {
        "ConditionCheck": {
            "TableName": TRANSFERS,
            "Key": {"id": {"S": "t2"}},
            "ConditionExpression": "attribute_exists(id)",
        }
    }
    delete = {"Delete": {"TableName": ACCOUNTS, "Key": {"id": {"S": "ben"}}}}
    dynamodb.transact_write_items(TransactItems=[check, delete])
    equal(balances(), [71, None, None])
    with refused(dynamodb.exceptions.ClientError, "multiple operations on one item"):
        dynamodb.transact_write_items(TransactItems=[check, check])
