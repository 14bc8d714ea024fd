import assert from 'node:assert/strict'
import {
  CreateTableCommand,
  IdempotentParameterMismatchException,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import { drive, dynamoDb } from '../tarn.js'

const ACCOUNTS = 'js-accounts'
const TRANSFERS = 'js-transfers'

for (const TableName of [ACCOUNTS, TRANSFERS]) {
  await dynamoDb.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  )
}

const write = (TransactItems, more = {}) =>
  dynamoDb.send(new TransactWriteItemsCommand({ TransactItems, ...more }))

const change = (id, cents) => ({
  Update: {
    TableName: ACCOUNTS,
    Key: { id: { S: id } },
    UpdateExpression: 'SET cents = cents + :by',
    ConditionExpression: 'cents >= :least',
    ExpressionAttributeValues: { ':by': { N: `${cents}` }, ':least': { N: `${-cents}` } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
})

const transfer = (id, from, to, cents) => [
  change(from, -cents),
  change(to, cents),
  {
    Put: {
      TableName: TRANSFERS,
      Item: { id: { S: id } },
      ConditionExpression: 'attribute_not_exists(id)',
    },
  },
]

const balances = async () => {
  const { Responses } = await dynamoDb.send(
    new TransactGetItemsCommand({
      TransactItems: ['ann', 'ben'].map(id => ({
        Get: { TableName: ACCOUNTS, Key: { id: { S: id } }, ProjectionExpression: 'cents' },
      })),
    }),
  )
  return Responses.map(response => Number(response.Item.cents.N))
}

await drive('TransactWriteItems', async () => {
  await write(
    ['ann', 'ben'].map(id => ({
      Put: { TableName: ACCOUNTS, Item: { id: { S: id }, cents: { N: '100' } } },
    })),
  )
  const { ConsumedCapacity } = await write(transfer('t1', 'ann', 'ben', 30), {
    ReturnConsumedCapacity: 'TOTAL',
  })
  assert.deepEqual(
    Object.fromEntries(ConsumedCapacity.map(table => [table.TableName, table.CapacityUnits])),
    { [ACCOUNTS]: 4, [TRANSFERS]: 2 },
  )
})

await drive('TransactGetItems', async () => {
  assert.deepEqual(await balances(), [70, 130])
})

await drive('TransactWriteItems', async () => {
  await assert.rejects(write(transfer('t1', 'ann', 'ben', 71)), error => {
    assert.ok(error instanceof TransactionCanceledException)
    assert.deepEqual(
      error.CancellationReasons.map(reason => reason.Code),
      ['ConditionalCheckFailed', 'None', 'ConditionalCheckFailed'],
    )
    assert.equal(error.CancellationReasons[0].Item.cents.N, '70')
    assert.equal(error.CancellationReasons[2].Item, undefined)
    return true
  })
  const once = { ClientRequestToken: 'js-once' }
  await write(transfer('t2', 'ben', 'ann', 1), once)
  await write(transfer('t2', 'ben', 'ann', 1), once)
  await assert.rejects(
    write(transfer('t2', 'ben', 'ann', 2), once),
    IdempotentParameterMismatchException,
  )
  assert.deepEqual(await balances(), [71, 129])
  const check = {
    ConditionCheck: {
      TableName: TRANSFERS,
      Key: { id: { S: 't2' } },
      ConditionExpression: 'attribute_exists(id)',
    },
  }
  await write([check, { Delete: { TableName: ACCOUNTS, Key: { id: { S: 'nobody' } } } }])
  await assert.rejects(write([check, check]), { name: 'ValidationException' })
})
