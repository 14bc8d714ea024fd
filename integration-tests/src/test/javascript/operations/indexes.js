import assert from 'node:assert/strict'
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DescribeTableCommand,
  QueryCommand,
  ScanCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb'
import { drive, dynamoDb, until } from '../tarn.js'

const TableName = 'js-indexes'
const string = AttributeName => ({ AttributeName, AttributeType: 'S' })
const key = (hash, range) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
]

const describe = async () => {
  const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName }))
  return Table
}

/** Waits, as a deployment does, until no index is on its way. */
const settled = () =>
  until(
    table => (table.GlobalSecondaryIndexes ?? []).every(index => index.IndexStatus === 'ACTIVE'),
    describe,
  )

await drive('CreateTable', async () => {
  await dynamoDb.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: ['order', 'line', 'customer', 'state'].map(string),
      KeySchema: key('order', 'line'),
      LocalSecondaryIndexes: [
        {
          IndexName: 'by-state',
          KeySchema: key('order', 'state'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-customer',
          KeySchema: key('customer', 'order'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['price'] },
        },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  )
})

await drive('BatchWriteItem', async () => {
  const puts = Array.from({ length: 12 }, (_, i) => ({
    PutRequest: {
      Item: {
        order: { S: `o${i % 3}` },
        line: { S: `l${i}` },
        state: { S: i % 2 === 0 ? 'open' : 'sent' },
        price: { N: `${i}` },
        note: { S: 'fragile' },
        ...(i < 6 && { customer: { S: 'ann' } }),
      },
    },
  }))
  await dynamoDb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }))
})

const lines = async (IndexName, hash, value, more = {}) => {
  const { Items } = await dynamoDb.send(
    new QueryCommand({
      TableName,
      IndexName,
      KeyConditionExpression: '#h = :h',
      ExpressionAttributeNames: { '#h': hash },
      ExpressionAttributeValues: { ':h': { S: value } },
      ...more,
    }),
  )
  return Items
}

await drive('Query', async () => {
  const open = await lines('by-state', 'order', 'o0')
  assert.deepEqual(open.map(item => item.state.S), ['open', 'open', 'sent', 'sent'])
  assert.deepEqual(Object.keys(open[0]).sort(), ['line', 'order', 'state'])
  const ofAnn = await lines('by-customer', 'customer', 'ann')
  assert.deepEqual(ofAnn.map(item => item.order.S), ['o0', 'o0', 'o1', 'o1', 'o2', 'o2'])
  assert.deepEqual(Object.keys(ofAnn[0]).sort(), ['customer', 'line', 'order', 'price'])
})

await drive('Scan', async () => {
  const { Count } = await dynamoDb.send(new ScanCommand({ TableName, IndexName: 'by-customer' }))
  assert.equal(Count, 6)
})

await drive('UpdateTable', async () => {
  await dynamoDb.send(
    new UpdateTableCommand({
      TableName,
      AttributeDefinitions: ['order', 'line', 'customer', 'state'].map(string),
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: 'by-state-and-line',
            KeySchema: key('state', 'line'),
            Projection: { ProjectionType: 'ALL' },
          },
        },
      ],
    }),
  )
  await settled()
  const open = await lines('by-state-and-line', 'state', 'open', { Limit: 4 })
  assert.deepEqual(open.map(item => item.line.S), ['l0', 'l10', 'l2', 'l4'])
  await dynamoDb.send(
    new UpdateTableCommand({
      TableName,
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-state-and-line' } }],
    }),
  )
  await settled()
})

await drive('DescribeTable', async () => {
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes } = await describe()
  assert.deepEqual(GlobalSecondaryIndexes.map(index => index.IndexName), ['by-customer'])
  assert.equal(GlobalSecondaryIndexes[0].ItemCount, 6)
  assert.equal(LocalSecondaryIndexes[0].ItemCount, 12)
})
