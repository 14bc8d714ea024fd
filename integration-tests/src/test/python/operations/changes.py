"""DynamoDB Streams."""

from tarn import driving, dynamodb, equal, keyed_by, refused, streams

TABLE = "py-streams"

arn = dynamodb.create_table(
    TableName=TABLE,
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    **keyed_by("id"),
)["TableDescription"]["LatestStreamArn"]

key = {"id": {"S": "one"}}
dynamodb.put_item(TableName=TABLE, Item={**key, "v": {"N": "1"}})
dynamodb.put_item(TableName=TABLE, Item={**key, "v": {"N": "2"}})
dynamodb.delete_item(TableName=TABLE, Key=key)

with driving("ListStreams"):
    found = streams.list_streams(TableName=TABLE)["Streams"]
    equal([stream["StreamArn"] for stream in found], [arn])

with driving("DescribeStream"):
    description = streams.describe_stream(StreamArn=arn)["StreamDescription"]
    equal(description["StreamStatus"], "ENABLED")
    equal(description["KeySchema"], [{"AttributeName": "id", "KeyType": "HASH"}])
    shards = [shard["ShardId"] for shard in description["Shards"]]
    with refused(streams.exceptions.ResourceNotFoundException):
        streams.describe_stream(StreamArn=arn + "0")

with driving("GetShardIterator"):
    iterators = [
        streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        for shard in shards
    ]

with driving("GetRecords"):
    records = [
        record
        for iterator in iterators
        for record in streams.get_records(ShardIterator=iterator)["Records"]
    ]
    equal([record["eventName"] for record in records], ["INSERT", "MODIFY", "REMOVE"])
    inserted, modified, removed = (record["dynamodb"] for record in records)
    equal(inserted["Keys"], key)
    equal((modified["OldImage"]["v"], modified["NewImage"]["v"]), ({"N": "1"}, {"N": "2"}))
    assert "NewImage" not in removed
    assert int(inserted["SequenceNumber"]) < int(removed["SequenceNumber"])
