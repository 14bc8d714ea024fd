import assert from 'node:assert/strict'
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { drive, dynamoDb } from '../tarn.js'

const TableName = 'js-legacy'

await dynamoDb.send(
  new CreateTableCommand({
    TableName,
    AttributeDefinitions: [
      { AttributeName: 'song', AttributeType: 'S' },
      { AttributeName: 'year', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'song', KeyType: 'HASH' },
      { AttributeName: 'year', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  }),
)

const key = year => ({ song: { S: 'x' }, year: { N: `${year}` } })
const is = (ComparisonOperator, ...AttributeValueList) => ({
  ComparisonOperator,
  AttributeValueList,
})

await drive('PutItem', async () => {
  for (const year of [1990, 2000, 2010]) {
    const put = new PutItemCommand({
      TableName,
      Item: { ...key(year), plays: { N: '1' }, label: { S: `l${year}` } },
      Expected: { song: { Exists: false } },
    })
    await dynamoDb.send(put)
    await assert.rejects(dynamoDb.send(put), ConditionalCheckFailedException)
  }
})

await drive('UpdateItem', async () => {
  const { Attributes } = await dynamoDb.send(
    new UpdateItemCommand({
      TableName,
      Key: key(2000),
      AttributeUpdates: {
        plays: { Action: 'ADD', Value: { N: '4' } },
        label: { Action: 'DELETE' },
        genre: { Value: { S: 'folk' } },
      },
      Expected: { plays: is('GE', { N: '7' }), label: is('NOT_NULL') },
      ConditionalOperator: 'OR',
      ReturnValues: 'ALL_NEW',
    }),
  )
  assert.deepEqual(Attributes, { ...key(2000), plays: { N: '5' }, genre: { S: 'folk' } })
  await assert.rejects(
    dynamoDb.send(
      new UpdateItemCommand({
        TableName,
        Key: key(2000),
        AttributeUpdates: { plays: { Value: { N: '1' } } },
        ConditionExpression: 'attribute_exists(song)',
      }),
    ),
    /Can not use both expression and non-expression parameters in the same request/,
  )
})

await drive('GetItem', async () => {
  const { Item } = await dynamoDb.send(
    new GetItemCommand({ TableName, Key: key(2000), AttributesToGet: ['genre', 'none'] }),
  )
  assert.deepEqual(Item, { genre: { S: 'folk' } })
})

await drive('BatchGetItem', async () => {
  const { Responses } = await dynamoDb.send(
    new BatchGetItemCommand({
      RequestItems: { [TableName]: { Keys: [key(1990)], AttributesToGet: ['label'] } },
    }),
  )
  assert.deepEqual(Responses[TableName], [{ label: { S: 'l1990' } }])
})

await drive('Query', async () => {
  const { Items } = await dynamoDb.send(
    new QueryCommand({
      TableName,
      KeyConditions: { song: is('EQ', { S: 'x' }), year: is('GT', { N: '1990' }) },
      QueryFilter: { label: is('BEGINS_WITH', { S: 'l2' }) },
      AttributesToGet: ['year'],
    }),
  )
  assert.deepEqual(Items, [{ year: { N: '2010' } }])
})

await drive('Scan', async () => {
  const { Count, ScannedCount } = await dynamoDb.send(
    new ScanCommand({
      TableName,
      ScanFilter: { genre: is('NULL'), plays: is('IN', { N: '1' }, { N: '2' }) },
      ConditionalOperator: 'AND',
    }),
  )
  assert.equal(Count, 2)
  assert.equal(ScannedCount, 3)
})

await drive('DeleteItem', async () => {
  const remove = Value =>
    dynamoDb.send(
      new DeleteItemCommand({ TableName, Key: key(1990), Expected: { plays: { Value } } }),
    )
  await assert.rejects(remove({ N: '2' }), ConditionalCheckFailedException)
  await remove({ N: '1' })
})
