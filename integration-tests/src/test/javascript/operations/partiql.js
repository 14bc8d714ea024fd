import assert from 'node:assert/strict'
import {
  BatchExecuteStatementCommand,
  CreateTableCommand,
  DuplicateItemException,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import { drive, dynamoDb } from '../tarn.js'

const TableName = 'js-partiql'

await dynamoDb.send(
  new CreateTableCommand({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  }),
)

const execute = (Statement, Parameters, more = {}) =>
  dynamoDb.send(new ExecuteStatementCommand({ Statement, Parameters, ...more }))

const select = `SELECT * FROM "${TableName}"`

await drive('ExecuteStatement', async () => {
  const insert = `INSERT INTO "${TableName}" VALUE {'id': ?, 'name': ?, 'tags': ['a', 'b']}`
  for (let id = 1; id <= 5; id++) {
    await execute(insert, [{ N: `${id}` }, { S: `n${id}` }])
  }
  await assert.rejects(execute(insert, [{ N: '1' }, { S: 'again' }]), DuplicateItemException)
  const { Items } = await execute(`${select} WHERE id IN [2, 3] AND name >= ?`, [{ S: 'n3' }])
  assert.deepEqual(Items, [
    { id: { N: '3' }, name: { S: 'n3' }, tags: { L: [{ S: 'a' }, { S: 'b' }] } },
  ])
  const updated = await execute(
    `UPDATE "${TableName}" SET tags[1] = 'c' WHERE id = 1 RETURNING MODIFIED NEW *`,
  )
  assert.deepEqual(updated.Items, [{ tags: { L: [{ S: 'c' }] } }])
  await execute(`DELETE FROM "${TableName}" WHERE id = 5`)
})

await drive('ExecuteStatement', async () => {
  const ids = []
  let NextToken
  do {
    const page = await execute(select, undefined, { Limit: 1, NextToken })
    ids.push(...page.Items.map(item => Number(item.id.N)))
    NextToken = page.NextToken
  } while (NextToken)
  assert.deepEqual(ids.sort(), [1, 2, 3, 4])
})

await drive('BatchExecuteStatement', async () => {
  const { Responses } = await dynamoDb.send(
    new BatchExecuteStatementCommand({
      Statements: [
        { Statement: `SELECT name FROM "${TableName}" WHERE id = 1` },
        { Statement: `SELECT name FROM "${TableName}" WHERE id = ?`, Parameters: [{ N: '9' }] },
      ],
    }),
  )
  assert.deepEqual(Responses[0].Item, { name: { S: 'n1' } })
  assert.equal(Responses[1].Item, undefined)
  assert.equal(Responses[1].Error, undefined)
})

await drive('ExecuteTransaction', async () => {
  const transact = (...statements) =>
    dynamoDb.send(
      new ExecuteTransactionCommand({
        TransactStatements: statements.map(Statement => ({ Statement })),
      }),
    )
  await transact(
    `UPDATE "${TableName}" SET name = 'first' WHERE id = 1`,
    `DELETE FROM "${TableName}" WHERE id = 2`,
  )
  const { Responses } = await transact(
    `SELECT name FROM "${TableName}" WHERE id = 1`,
    `SELECT name FROM "${TableName}" WHERE id = 2`,
  )
  assert.deepEqual(Responses, [{ Item: { name: { S: 'first' } } }, {}])
  await assert.rejects(
    transact(`UPDATE "${TableName}" SET name = 'x' WHERE id = 1 AND name = 'n1'`),
    error =>
      error instanceof TransactionCanceledException &&
      error.CancellationReasons[0].Code === 'ConditionalCheckFailed',
  )
})
