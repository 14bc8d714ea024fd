from tarn import driving, dynamodb, equal, keyed_by, refused

NAMES = ["py-tables-a", "py-tables-b", "py-tables-c"]
QUICKLY = {"Delay": 1, "MaxAttempts": 20}


def protect(enabled):
    dynamodb.update_table(TableName=NAMES[0], DeletionProtectionEnabled=enabled)


with driving("CreateTable"):
    for name in NAMES:
        created = dynamodb.create_table(TableName=name, **keyed_by("id"))["TableDescription"]
        equal(created["TableStatus"], "CREATING")
        dynamodb.get_waiter("table_exists").wait(TableName=name, WaiterConfig=QUICKLY)
    with refused(dynamodb.exceptions.ResourceInUseException, NAMES[0]):
        dynamodb.create_table(TableName=NAMES[0], **keyed_by("id"))
    with refused(dynamodb.exceptions.ClientError, "ValidationException", "AttributeDefinitions"):
        dynamodb.create_table(TableName="py-wrong", **{**keyed_by("id"), "AttributeDefinitions": []})

with driving("ListTables"):
    page = dynamodb.list_tables(ExclusiveStartTableName="py-tables-", Limit=2)
    equal(page["TableNames"], NAMES[:2])
    equal(page["LastEvaluatedTableName"], NAMES[1])
    pages = dynamodb.get_paginator("list_tables").paginate(PaginationConfig={"PageSize": 1})
    names = [name for page in pages for name in page["TableNames"]]
    equal([name for name in names if name.startswith("py-tables-")], NAMES)

with driving("UpdateTable"):
    dynamodb.update_table(
        TableName=NAMES[0],
        BillingMode="PROVISIONED",
        ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 4},
    )
    dynamodb.get_waiter("table_exists").wait(TableName=NAMES[0], WaiterConfig=QUICKLY)
    protect(True)

with driving("DescribeTable"):
    table = dynamodb.describe_table(TableName=NAMES[0])["Table"]
    equal(table["TableStatus"], "ACTIVE")
    equal(table["DeletionProtectionEnabled"], True)
    equal(table["ProvisionedThroughput"]["WriteCapacityUnits"], 4)
    equal(dynamodb.describe_table(TableName=table["TableArn"])["Table"], table)
    with refused(dynamodb.exceptions.ResourceNotFoundException, "Table: py-none not found"):
        dynamodb.describe_table(TableName="py-none")

with driving("DeleteTable"):
    with refused(dynamodb.exceptions.ClientError, "ValidationException", "deletion protection"):
        dynamodb.delete_table(TableName=NAMES[0])
    protect(False)
    for name in NAMES:
        deleted = dynamodb.delete_table(TableName=name)["TableDescription"]
        equal(deleted["TableStatus"], "DELETING")
        dynamodb.get_waiter("table_not_exists").wait(TableName=name, WaiterConfig=QUICKLY)
