import assert from 'node:assert/strict'
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb'
import { drive, dynamoDb } from '../tarn.js'

const TableName = 'js-items'

await dynamoDb.send(
  new CreateTableCommand({
    TableName,
    AttributeDefinitions: [
      { AttributeName: 'lake', AttributeType: 'S' },
      { AttributeName: 'day', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'lake', KeyType: 'HASH' },
      { AttributeName: 'day', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  }),
)

const key = (lake, day) => ({ lake: { S: lake }, day: { N: `${day}` } })

/** An item with an attribute of each type. */
const measured = {
  ...key('tarn', 1),
  depth: { N: '12345678901234567890.123456789' },
  photo: { B: Uint8Array.of(0, 127, 255) },
  frozen: { BOOL: false },
  comment: { NULL: true },
  fish: { SS: ['char', 'trout'] },
  levels: { NS: ['-1.5', '2'] },
  samples: { BS: [Uint8Array.of(1), Uint8Array.of(2)] },
  readings: { L: [{ S: 'ä€😀' }, { N: '1E-130' }, { L: [] }] },
  place: { M: { north: { N: '47.1' }, empty: { M: {} }, name: { S: '' } } },
}

/** Sets have no order of their own. */
const sorted = item => ({
  ...item,
  fish: { SS: [...item.fish.SS].sort() },
  levels: { NS: [...item.levels.NS].sort() },
  samples: { BS: [...item.samples.BS].sort() },
  readings: { L: item.readings.L.map(value => (value.N ? { N: `${Number(value.N)}` } : value)) },
})

await drive('PutItem', async () => {
  const first = await dynamoDb.send(
    new PutItemCommand({ TableName, Item: measured, ReturnConsumedCapacity: 'TOTAL' }),
  )
  assert.deepEqual(first.ConsumedCapacity, { TableName, CapacityUnits: 1 })
  const again = await dynamoDb.send(
    new PutItemCommand({ TableName, Item: measured, ReturnValues: 'ALL_OLD' }),
  )
  assert.deepEqual(sorted(again.Attributes), sorted(measured))
  await assert.rejects(
    dynamoDb.send(
      new PutItemCommand({
        TableName,
        Item: key('tarn', 1),
        ConditionExpression: 'attribute_not_exists(lake)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
    error => error instanceof ConditionalCheckFailedException && error.Item.frozen.BOOL === false,
  )
})

await drive('GetItem', async () => {
  const found = await dynamoDb.send(
    new GetItemCommand({ TableName, Key: key('tarn', 1), ConsistentRead: true }),
  )
  assert.deepEqual(sorted(found.Item), sorted(measured))
  const part = await dynamoDb.send(
    new GetItemCommand({
      TableName,
      Key: key('tarn', 1),
      ProjectionExpression: 'place.#n, readings[0]',
      ExpressionAttributeNames: { '#n': 'north' },
    }),
  )
  assert.deepEqual(part.Item, {
    place: { M: { north: { N: '47.1' } } },
    readings: { L: [{ S: 'ä€😀' }] },
  })
  const none = await dynamoDb.send(new GetItemCommand({ TableName, Key: key('tarn', 99) }))
  assert.equal(none.Item, undefined)
})

await drive('UpdateItem', async () => {
  const { Attributes } = await dynamoDb.send(
    new UpdateItemCommand({
      TableName,
      Key: key('tarn', 1),
      UpdateExpression:
        'SET visits = if_not_exists(visits, :none) + :one, readings = list_append(readings, :more)' +
        ' REMOVE #c ADD levels :levels DELETE fish :fish',
      ConditionExpression: 'size(fish) = :two AND attribute_type(photo, :binary)',
      ExpressionAttributeNames: { '#c': 'comment' },
      ExpressionAttributeValues: {
        ':none': { N: '0' },
        ':one': { N: '1' },
        ':two': { N: '2' },
        ':binary': { S: 'B' },
        ':more': { L: [{ BOOL: true }] },
        ':levels': { NS: ['7'] },
        ':fish': { SS: ['trout'] },
      },
      ReturnValues: 'ALL_NEW',
    }),
  )
  assert.equal(Attributes.visits.N, '1')
  assert.equal(Attributes.comment, undefined)
  assert.deepEqual(Attributes.fish, { SS: ['char'] })
  assert.equal(Attributes.levels.NS.length, 3)
  assert.deepEqual(Attributes.readings.L.at(-1), { BOOL: true })
})

await drive('DeleteItem', async () => {
  const { Attributes } = await dynamoDb.send(
    new DeleteItemCommand({ TableName, Key: key('tarn', 1), ReturnValues: 'ALL_OLD' }),
  )
  assert.equal(Attributes.visits.N, '1')
  await dynamoDb.send(new DeleteItemCommand({ TableName, Key: key('tarn', 1) }))
})

await drive('BatchWriteItem', async () => {
  const puts = Array.from({ length: 25 }, (_, i) => ({
    PutRequest: { Item: { ...key('lake', i - 5), even: { BOOL: i % 2 === 1 } } },
  }))
  const { UnprocessedItems } = await dynamoDb.send(
    new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }),
  )
  assert.deepEqual(UnprocessedItems, {})
  await dynamoDb.send(
    new BatchWriteItemCommand({
      RequestItems: { [TableName]: [{ DeleteRequest: { Key: key('lake', 19) } }] },
    }),
  )
})

await drive('BatchGetItem', async () => {
  const { Responses, UnprocessedKeys } = await dynamoDb.send(
    new BatchGetItemCommand({
      RequestItems: {
        [TableName]: {
          Keys: [key('lake', -5), key('lake', 18), key('lake', 19)],
          ProjectionExpression: '#d',
          ExpressionAttributeNames: { '#d': 'day' },
        },
      },
    }),
  )
  assert.deepEqual(Responses[TableName].map(item => Number(item.day.N)).sort((a, b) => a - b), [-5, 18])
  assert.deepEqual(UnprocessedKeys, {})
})

const query = {
  TableName,
  KeyConditionExpression: 'lake = :lake AND #d BETWEEN :from AND :to',
  FilterExpression: 'even = :yes',
  ExpressionAttributeNames: { '#d': 'day' },
  ExpressionAttributeValues: {
    ':lake': { S: 'lake' },
    ':from': { N: '-2' },
    ':to': { N: '6' },
    ':yes': { BOOL: true },
  },
  ScanIndexForward: false,
}

await drive('Query', async () => {
  const days = []
  for await (const page of paginateQuery({ client: dynamoDb, pageSize: 2 }, { ...query })) {
    assert.ok(page.ScannedCount <= 2)
    days.push(...page.Items.map(item => item.day.N))
  }
  assert.deepEqual(days, ['6', '4', '2', '0', '-2'])
  const counted = await dynamoDb.send(new QueryCommand({ ...query, Select: 'COUNT' }))
  assert.equal(counted.Count, 5)
  assert.equal(counted.ScannedCount, 9)
  assert.equal(counted.Items, undefined)
})

await drive('Scan', async () => {
  const segments = await Promise.all(
    [0, 1, 2].map(Segment =>
      dynamoDb.send(new ScanCommand({ TableName, Segment, TotalSegments: 3 })),
    ),
  )
  assert.equal(segments.reduce((sum, page) => sum + page.Count, 0), 24)
})
