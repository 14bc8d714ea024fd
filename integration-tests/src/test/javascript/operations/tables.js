import assert from 'node:assert/strict'
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  ListTablesCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTableCommand,
  paginateListTables,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb'
import { drive, dynamoDb } from '../tarn.js'

const NAMES = ['js-tables-a', 'js-tables-b', 'js-tables-c']
const waiter = { client: dynamoDb, maxWaitTime: 20, minDelay: 0.02, maxDelay: 1 }

const table = name => ({
  TableName: name,
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
})

const protect = DeletionProtectionEnabled =>
  dynamoDb.send(new UpdateTableCommand({ TableName: NAMES[0], DeletionProtectionEnabled }))

await drive('CreateTable', async () => {
  for (const name of NAMES) {
    const { TableDescription } = await dynamoDb.send(new CreateTableCommand(table(name)))
    assert.equal(TableDescription.TableName, name)
    assert.ok(TableDescription.CreationDateTime instanceof Date)
    await waitUntilTableExists(waiter, { TableName: name })
  }
  await assert.rejects(
    dynamoDb.send(new CreateTableCommand(table(NAMES[0]))),
    error => error instanceof ResourceInUseException && /js-tables-a/.test(error.message),
  )
})

await drive('ListTables', async () => {
  const { TableNames, LastEvaluatedTableName } = await dynamoDb.send(
    new ListTablesCommand({ ExclusiveStartTableName: 'js-tables-', Limit: 2 }),
  )
  assert.deepEqual(TableNames, NAMES.slice(0, 2))
  assert.equal(LastEvaluatedTableName, NAMES[1])
  const all = []
  for await (const page of paginateListTables({ client: dynamoDb, pageSize: 1 }, {})) {
    all.push(...page.TableNames)
  }
  assert.deepEqual(all.filter(name => name.startsWith('js-tables-')), NAMES)
})

await drive('UpdateTable', async () => {
  const { TableDescription } = await dynamoDb.send(
    new UpdateTableCommand({
      TableName: NAMES[0],
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 4 },
    }),
  )
  assert.equal(TableDescription.TableStatus, 'UPDATING')
  await waitUntilTableExists(waiter, { TableName: NAMES[0] })
  await protect(true)
})

await drive('DescribeTable', async () => {
  const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName: NAMES[0] }))
  assert.equal(Table.TableStatus, 'ACTIVE')
  assert.equal(Table.ItemCount, 0)
  assert.equal(Table.DeletionProtectionEnabled, true)
  assert.deepEqual(Table.KeySchema, table(NAMES[0]).KeySchema)
  assert.equal(Table.ProvisionedThroughput.ReadCapacityUnits, 5)
  const byArn = await dynamoDb.send(new DescribeTableCommand({ TableName: Table.TableArn }))
  assert.deepEqual(byArn.Table, Table)
})

await drive('DeleteTable', async () => {
  await assert.rejects(
    dynamoDb.send(new DeleteTableCommand({ TableName: NAMES[0] })),
    /deletion protection/i,
  )
  await protect(false)
  for (const name of NAMES) {
    const { TableDescription } = await dynamoDb.send(new DeleteTableCommand({ TableName: name }))
    assert.equal(TableDescription.TableStatus, 'DELETING')
    await waitUntilTableNotExists(waiter, { TableName: name })
  }
  await assert.rejects(
    dynamoDb.send(new DeleteTableCommand({ TableName: NAMES[0] })),
    ResourceNotFoundException,
  )
})
