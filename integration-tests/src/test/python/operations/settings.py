from tarn import driving, dynamodb, equal, keyed_by, refused

TABLE = "py-settings"

arn = dynamodb.create_table(
    TableName=TABLE, Tags=[{"Key": "team", "Value": "lakes"}], **keyed_by("id")
)["TableDescription"]["TableArn"]


def tags():
    found = dynamodb.list_tags_of_resource(ResourceArn=arn)["Tags"]
    return {tag["Key"]: tag["Value"] for tag in found}


with driving("TagResource"):
    dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": "stage", "Value": "test"}])

with driving("ListTagsOfResource"):
    equal(tags(), {"team": "lakes", "stage": "test"})

with driving("UntagResource"):
    dynamodb.untag_resource(ResourceArn=arn, TagKeys=["team"])
    equal(tags(), {"stage": "test"})

with driving("UpdateTimeToLive"):
    wished = {"Enabled": True, "AttributeName": "expires"}
    answer = dynamodb.update_time_to_live(TableName=TABLE, TimeToLiveSpecification=wished)
    equal(answer["TimeToLiveSpecification"], wished)
    with refused(dynamodb.exceptions.ClientError, "TimeToLive is already enabled"):
        dynamodb.update_time_to_live(TableName=TABLE, TimeToLiveSpecification=wished)

with driving("DescribeTimeToLive"):
    description = dynamodb.describe_time_to_live(TableName=TABLE)["TimeToLiveDescription"]
    equal(description, {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"})

with driving("DescribeLimits"):
    limits = dynamodb.describe_limits()
    assert 0 < limits["TableMaxReadCapacityUnits"] <= limits["AccountMaxReadCapacityUnits"]

with driving("DescribeEndpoints"):
    (endpoint,) = dynamodb.describe_endpoints()["Endpoints"]
    assert endpoint["Address"] and endpoint["CachePeriodInMinutes"] > 0

with driving("DescribeContinuousBackups"):
    backups = dynamodb.describe_continuous_backups(TableName=TABLE)
    description = backups["ContinuousBackupsDescription"]
    equal(description["ContinuousBackupsStatus"], "ENABLED")
    recovery = description["PointInTimeRecoveryDescription"]
    equal(recovery, {"PointInTimeRecoveryStatus": "DISABLED"})
