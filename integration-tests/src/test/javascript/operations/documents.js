import assert from 'node:assert/strict'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  NumberValue,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
  paginateScan,
} from '@aws-sdk/lib-dynamodb'
import { connect, documents, drive, dynamoDb } from '../tarn.js'

const TableName = 'js-documents'

await dynamoDb.send(
  new CreateTableCommand({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  }),
)

const stored = {
  id: 'one',
  count: 3,
  tags: new Set(['a', 'b']),
  nested: { entries: [1, 'two', null, { deep: true }], bytes: Uint8Array.of(9, 8) },
}

await drive('PutItem', async () => {
  await documents.send(new PutCommand({ TableName, Item: stored }))
})

await drive('GetItem', async () => {
  const { Item } = await documents.send(new GetCommand({ TableName, Key: { id: 'one' } }))
  assert.deepEqual(Item, stored)
})

await drive('UpdateItem', async () => {
  const precise = DynamoDBDocumentClient.from(connect(), {
    unmarshallOptions: { wrapNumbers: true },
  })
  const { Attributes } = await precise.send(
    new UpdateCommand({
      TableName,
      Key: { id: 'one' },
      UpdateExpression: 'SET nested.entries[1] = :v ADD #c :by',
      ExpressionAttributeNames: { '#c': 'count' },
      ExpressionAttributeValues: { ':v': 'zwei', ':by': NumberValue.from('0.00000000000000000001') },
      ReturnValues: 'UPDATED_NEW',
    }),
  )
  assert.equal(Attributes.count.toString(), '3.00000000000000000001')
})

await drive('BatchWriteItem', async () => {
  const puts = ['two', 'three', 'four'].map(id => ({ PutRequest: { Item: { id, count: 1 } } }))
  await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }))
})

await drive('BatchGetItem', async () => {
  const { Responses } = await documents.send(
    new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [{ id: 'two' }, { id: 'none' }] } } }),
  )
  assert.deepEqual(Responses[TableName], [{ id: 'two', count: 1 }])
})

await drive('Query', async () => {
  const { Items } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'id = :id',
      ExpressionAttributeValues: { ':id': 'three' },
    }),
  )
  assert.deepEqual(Items, [{ id: 'three', count: 1 }])
})

await drive('Scan', async () => {
  const ids = []
  for await (const page of paginateScan({ client: documents, pageSize: 1 }, { TableName })) {
    ids.push(...page.Items.map(item => item.id))
  }
  assert.deepEqual(ids.sort(), ['four', 'one', 'three', 'two'])
})

await drive('TransactWriteItems', async () => {
  await documents.send(
    new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item: { id: 'five' } } },
        { Delete: { TableName, Key: { id: 'four' } } },
      ],
    }),
  )
})

await drive('TransactGetItems', async () => {
  const { Responses } = await documents.send(
    new TransactGetCommand({
      TransactItems: [
        { Get: { TableName, Key: { id: 'five' } } },
        { Get: { TableName, Key: { id: 'four' } } },
      ],
    }),
  )
  assert.deepEqual(Responses, [{ Item: { id: 'five' } }, {}])
})

await drive('DeleteItem', async () => {
  const { Attributes } = await documents.send(
    new DeleteCommand({ TableName, Key: { id: 'five' }, ReturnValues: 'ALL_OLD' }),
  )
  assert.deepEqual(Attributes, { id: 'five' })
})
