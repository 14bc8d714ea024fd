/** A library in one table, with dynamodb-toolbox: books, readers, and which of them has which. */
import assert from 'node:assert/strict'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import {
  $add,
  $append,
  $delete,
  $remove,
  BatchGetCommand,
  BatchGetRequest,
  BatchWriteCommand,
  BatchPutRequest,
  ConditionCheck,
  DeleteItemCommand,
  Entity,
  GetItemCommand,
  GetTransaction,
  PutItemCommand,
  PutTransaction,
  QueryCommand,
  ScanCommand,
  Table,
  UpdateItemCommand,
  UpdateTransaction,
  boolean,
  executeBatchGet,
  executeBatchWrite,
  executeTransactGet,
  executeTransactWrite,
  item,
  list,
  map,
  number,
  set,
  string,
} from 'dynamodb-toolbox'
import { documents, dynamoDb, step } from './tarn.js'

const name = 'js-library'
const attribute = AttributeName => ({ AttributeName, AttributeType: 'S' })

await dynamoDb.send(
  new CreateTableCommand({
    TableName: name,
    AttributeDefinitions: ['pk', 'sk', 'reader'].map(attribute),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'lent',
        KeySchema: [
          { AttributeName: 'reader', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  }),
)

const library = new Table({
  documentClient: documents,
  name,
  partitionKey: { name: 'pk', type: 'string' },
  sortKey: { name: 'sk', type: 'string' },
  indexes: {
    lent: {
      type: 'global',
      partitionKey: { name: 'reader', type: 'string' },
      sortKey: { name: 'sk', type: 'string' },
    },
  },
})

const Book = new Entity({
  name: 'book',
  table: library,
  schema: item({
    shelf: string().key(),
    title: string().key(),
    pages: number().default(100),
    reader: string().optional(),
    marks: set(string()).optional(),
    notes: list(map({ page: number(), text: string() })).optional(),
    rare: boolean().default(false),
  }),
  computeKey: ({ shelf, title }) => ({ pk: `shelf#${shelf}`, sk: `book#${title}` }),
})

const Reader = new Entity({
  name: 'reader',
  table: library,
  schema: item({ name: string().key(), books: number().default(0) }),
  computeKey: ({ name: reader }) => ({ pk: `reader#${reader}`, sk: 'reader' }),
})

const title = i => `t${String(i).padStart(2, '0')}`
const book = i => ({ shelf: 'a', title: title(i) })

await step('a book is put once', async () => {
  const once = { condition: { attr: 'title', exists: false } }
  const put = () =>
    Book.build(PutItemCommand).item({ ...book(1), marks: new Set(['x', 'y']) }).options(once).send()
  await put()
  await assert.rejects(put(), { name: 'ConditionalCheckFailedException' })
  const { Item } = await Book.build(GetItemCommand).key(book(1)).send()
  assert.equal(Item.pages, 100)
  assert.deepEqual(Item.marks, new Set(['x', 'y']))
  assert.ok(Item.created)
})

await step('an update adds, appends and takes away', async () => {
  const { Attributes } = await Book.build(UpdateItemCommand)
    .item({
      ...book(1),
      pages: $add(11),
      notes: $append([{ page: 3, text: 'why?' }]),
      marks: $delete(new Set(['y'])),
      rare: true,
    })
    .options({ returnValues: 'ALL_NEW', condition: { attr: 'pages', lt: 101 } })
    .send()
  assert.equal(Attributes.pages, 111)
  assert.deepEqual(Attributes.notes, [{ page: 3, text: 'why?' }])
  assert.deepEqual(Attributes.marks, new Set(['x']))
  await Book.build(UpdateItemCommand).item({ ...book(1), notes: $remove() }).send()
  const { Item } = await Book.build(GetItemCommand).key(book(1)).send()
  assert.equal(Item.notes, undefined)
})

await step('books are put and read in batches', async () => {
  const puts = Array.from({ length: 20 }, (_, i) =>
    Book.build(BatchPutRequest).item({ ...book(i + 2), pages: i, rare: i % 2 === 0 }),
  )
  await executeBatchWrite(library.build(BatchWriteCommand).requests(...puts))
  const { Responses } = await executeBatchGet(
    library
      .build(BatchGetCommand)
      .requests(Book.build(BatchGetRequest).key(book(2)), Book.build(BatchGetRequest).key(book(99))),
  )
  assert.deepEqual(Responses[0].map(found => found?.pages), [0, undefined])
})

await step('a shelf is read page by page', async () => {
  const seen = []
  let exclusiveStartKey
  do {
    const page = await library
      .build(QueryCommand)
      .query({ partition: 'shelf#a', range: { beginsWith: 'book#' } })
      .entities(Book)
      .options({ limit: 8, exclusiveStartKey, filters: { book: { attr: 'rare', eq: true } } })
      .send()
    seen.push(...page.Items.map(found => found.title))
    exclusiveStartKey = page.LastEvaluatedKey
  } while (exclusiveStartKey)
  assert.equal(seen.length, 11)
  assert.deepEqual(seen, [...seen].sort())
})

await step('a book is lent in a transaction', async () => {
  await Reader.build(PutItemCommand).item({ name: 'ann' }).send()
  const lend = (i, reader) =>
    executeTransactWrite(
      Book.build(UpdateTransaction)
        .item({ ...book(i), reader })
        .options({ condition: { attr: 'reader', exists: false } }),
      Reader.build(UpdateTransaction).item({ name: reader, books: $add(1) }),
      Book.build(ConditionCheck).key(book(1)).condition({ attr: 'rare', eq: true }),
    )
  await lend(2, 'ann')
  await lend(3, 'ann')
  await assert.rejects(lend(2, 'ann'), error => {
    assert.equal(error.name, 'TransactionCanceledException')
    assert.equal(error.CancellationReasons[0].Code, 'ConditionalCheckFailed')
    return true
  })
  await executeTransactWrite(Reader.build(PutTransaction).item({ name: 'ben' }))
  const { Responses } = await executeTransactGet(
    Reader.build(GetTransaction).key({ name: 'ann' }),
    Reader.build(GetTransaction).key({ name: 'zoe' }),
  )
  assert.deepEqual(Responses.map(response => response.Item?.books), [2, undefined])
})

await step('an index knows who has what', async () => {
  const { Items } = await library
    .build(QueryCommand)
    .query({ index: 'lent', partition: 'ann' })
    .entities(Book)
    .options({ reverse: true })
    .send()
  assert.deepEqual(Items.map(found => found.title), [title(3), title(2)])
})

await step('a scan tells the kinds apart', async () => {
  const { Items } = await library.build(ScanCommand).entities(Reader).send()
  assert.deepEqual(Items.map(reader => reader.name).sort(), ['ann', 'ben'])
  const { Attributes } = await Reader.build(DeleteItemCommand)
    .key({ name: 'ben' })
    .options({ returnValues: 'ALL_OLD' })
    .send()
  assert.equal(Attributes.books, 0)
})
