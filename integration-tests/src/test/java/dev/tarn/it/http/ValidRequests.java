package dev.tarn.it.http;

import java.util.List;
import java.util.Map;

/**
 * A request to each operation, by its name. Apostrophes stand for quotes, names in angle brackets
 * for what is there.
 */
final class ValidRequests {
  static final List<Map.Entry<String, String>> ALL =
      List.of(
          Map.entry(
              "CreateTable",
              "{'TableName':'other','KeySchema':[{'AttributeName':'a','KeyType':'HASH'}],"
                  + "'AttributeDefinitions':[{'AttributeName':'a','AttributeType':'S'}],"
                  + "'BillingMode':'PAY_PER_REQUEST','StreamSpecification':{'StreamEnabled':true,"
                  + "'StreamViewType':'NEW_IMAGE'}}"),
          Map.entry("DescribeTable", "{'TableName':'<table>'}"),
          Map.entry("ListTables", "{'Limit':10,'ExclusiveStartTableName':'abc'}"),
          Map.entry("UpdateTable", "{'TableName':'other','DeletionProtectionEnabled':false}"),
          Map.entry("DeleteTable", "{'TableName':'other'}"),
          Map.entry(
              "PutItem",
              "{'TableName':'<table>','Item':{'pk':{'S':'a'},'sk':{'N':'1.5'},'b':{'B':'YWJj'},"
                  + "'l':{'L':[{'NULL':true},{'BOOL':false},{'M':{'x':{'SS':['a','b']}}}]},"
                  + "'ns':{'NS':['1','2']},'bs':{'BS':['YQ==']}},'ReturnValues':'ALL_OLD',"
                  + "'ConditionExpression':'attribute_not_exists(#x) OR size(l) > :v',"
                  + "'ExpressionAttributeNames':{'#x':'x'},"
                  + "'ExpressionAttributeValues':{':v':{'N':'0'}}}"),
          Map.entry(
              "GetItem",
              "{'TableName':'<table>','Key':{'pk':{'S':'a'},'sk':{'N':'1.5'}},"
                  + "'ProjectionExpression':'#x, l[2].x, ns','ConsistentRead':true,"
                  + "'ExpressionAttributeNames':{'#x':'b'},'ReturnConsumedCapacity':'TOTAL'}"),
          Map.entry(
              "UpdateItem",
              "{'TableName':'<table>','Key':{'pk':{'S':'a'},'sk':{'N':'1.5'}},'UpdateExpression':"
                  + "'SET v = if_not_exists(v, :v) + :v, l = list_append(l, :l) REMOVE b"
                  + " ADD n :v DELETE ns :s','ExpressionAttributeValues':{':v':{'N':'1'},"
                  + "':l':{'L':[{'S':'x'}]},':s':{'NS':['1']}},'ReturnValues':'UPDATED_NEW'}"),
          Map.entry(
              "DeleteItem",
              "{'TableName':'<table>','Key':{'pk':{'S':'a'},'sk':{'N':'1.5'}},"
                  + "'ReturnValues':'ALL_OLD'}"),
          Map.entry(
              "BatchGetItem",
              "{'RequestItems':{'<table>':{'Keys':[{'pk':{'S':'a'},'sk':{'N':'1'}},"
                  + "{'pk':{'S':'b'},'sk':{'N':'2'}}],'ConsistentRead':true}}}"),
          Map.entry(
              "BatchWriteItem",
              "{'RequestItems':{'<table>':[{'PutRequest':{'Item':{'pk':{'S':'a'},'sk':{'N':'3'}}}},"
                  + "{'DeleteRequest':{'Key':{'pk':{'S':'a'},'sk':{'N':'4'}}}}]}}"),
          Map.entry(
              "Query",
              "{'TableName':'<table>','KeyConditionExpression':'pk = :p AND sk BETWEEN :l AND :h',"
                  + "'FilterExpression':'contains(l, :p) OR v IN (:l, :h)','Limit':5,"
                  + "'ExpressionAttributeValues':{':p':{'S':'a'},':l':{'N':'0'},':h':{'N':'9'}},"
                  + "'ScanIndexForward':false,"
                  + "'ExclusiveStartKey':{'pk':{'S':'a'},'sk':{'N':'5'}}}"),
          Map.entry(
              "Scan", "{'TableName':'<table>','Segment':1,'TotalSegments':4,'Select':'COUNT'}"),
          Map.entry(
              "TransactGetItems",
              "{'TransactItems':[{'Get':{'TableName':'<table>','Key':{'pk':{'S':'a'},'sk':{'N':'1'}},'ProjectionExpression':'v,"
                  + " l[0]'}}]}"),
          Map.entry(
              "TransactWriteItems",
              "{'ClientRequestToken':'t','TransactItems':[{'Put':{'TableName':'<table>',"
                  + "'Item':{'pk':{'S':'t'},'sk':{'N':'1'}}}},{'Update':{'TableName':'<table>',"
                  + "'Key':{'pk':{'S':'t'},'sk':{'N':'2'}},'UpdateExpression':'SET v = :v',"
                  + "'ExpressionAttributeValues':{':v':{'N':'1'}}}},{'ConditionCheck':{"
                  + "'TableName':'<table>','Key':{'pk':{'S':'t'},'sk':{'N':'3'}},"
                  + "'ConditionExpression':'attribute_not_exists(pk)'}}]}"),
          Map.entry(
              "ExecuteStatement",
              "{'Statement':'SELECT * FROM \\'<table>\\' WHERE pk = ? AND sk > 1',"
                  + "'Parameters':[{'S':'a'}],'ConsistentRead':true,'Limit':3}"),
          Map.entry("DynamoDBStreams_20120810.ListStreams", "{'TableName':'<table>','Limit':5}"),
          Map.entry(
              "DynamoDBStreams_20120810.DescribeStream", "{'StreamArn':'<stream>','Limit':9}"),
          Map.entry(
              "DynamoDBStreams_20120810.GetShardIterator",
              "{'StreamArn':'<stream>','ShardId':'<shard>','ShardIteratorType':'AT_SEQUENCE_NUMBER',"
                  + "'SequenceNumber':'<number>'}"),
          Map.entry(
              "DynamoDBStreams_20120810.GetRecords", "{'ShardIterator':'<iterator>','Limit':10}"));

  private ValidRequests() {}
}
