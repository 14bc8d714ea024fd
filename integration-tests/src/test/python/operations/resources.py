"""boto3's own layer, which makes Python's objects of attribute values."""

from decimal import Decimal

from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from tarn import driving, equal, keyed_by, resource

table = resource.create_table(TableName="py-resources", **keyed_by("id"))
table.wait_until_exists()

STORED = {
    "id": "one",
    "price": Decimal("3.14"),
    "tags": {"a", "b"},
    "sizes": {Decimal(1), Decimal("2.5")},
    "nested": {"entries": [Decimal(1), "two", None, {"deep": True}], "raw": Binary(b"\x09")},
}

with driving("PutItem"):
    table.put_item(Item=STORED)

with driving("GetItem"):
    equal(table.get_item(Key={"id": "one"})["Item"], STORED)

with driving("UpdateItem"):
    answer = table.update_item(
        Key={"id": "one"},
        UpdateExpression="SET nested.entries[1] = :two ADD price :more",
        ConditionExpression=Attr("tags").contains("a") & Attr("price").between(3, 4),
        ExpressionAttributeValues={":two": "zwei", ":more": Decimal("1E-30")},
        ReturnValues="UPDATED_NEW",
    )
    equal(answer["Attributes"]["price"], Decimal("3.140000000000000000000000000001"))

with driving("BatchWriteItem"):
    with table.batch_writer(overwrite_by_pkeys=["id"]) as batch:
        for i in range(60):
            batch.put_item(Item={"id": f"b{i}", "v": i})
        batch.delete_item(Key={"id": "b59"})

with driving("BatchGetItem"):
    answer = resource.batch_get_item(
        RequestItems={table.name: {"Keys": [{"id": "b1"}, {"id": "b59"}]}}
    )
    equal(answer["Responses"][table.name], [{"id": "b1", "v": 1}])

with driving("Query"):
    answer = table.query(KeyConditionExpression=Key("id").eq("b7"))
    equal(answer["Items"], [{"id": "b7", "v": 7}])

with driving("Scan"):
    answer = table.scan(FilterExpression=Attr("v").lt(10) & ~Attr("v").is_in([3, 4]))
    equal(sorted(item["v"] for item in answer["Items"]), [0, 1, 2, 5, 6, 7, 8, 9])
    table.reload()
    equal(table.item_count, 60)

with driving("DeleteItem"):
    answer = table.delete_item(Key={"id": "b1"}, ReturnValues="ALL_OLD")
    equal(answer["Attributes"], {"id": "b1", "v": 1})
