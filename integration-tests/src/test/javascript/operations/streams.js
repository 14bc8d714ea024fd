import assert from 'node:assert/strict'
import {
  CreateTableCommand,
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb-streams'
import { drive, dynamoDb, streams } from '../tarn.js'

const TableName = 'js-streams'

const { TableDescription } = await dynamoDb.send(
  new CreateTableCommand({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  }),
)
const StreamArn = TableDescription.LatestStreamArn
const Key = { id: { S: 'one' } }

await dynamoDb.send(new PutItemCommand({ TableName, Item: { ...Key, v: { N: '1' } } }))
await dynamoDb.send(
  new UpdateItemCommand({
    TableName,
    Key,
    UpdateExpression: 'SET v = :v',
    ExpressionAttributeValues: { ':v': { N: '2' } },
  }),
)
await dynamoDb.send(new DeleteItemCommand({ TableName, Key }))

await drive('ListStreams', async () => {
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName }))
  assert.deepEqual(Streams.map(stream => stream.StreamArn), [StreamArn])
})

const shards = []

await drive('DescribeStream', async () => {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }))
  assert.equal(StreamDescription.StreamStatus, 'ENABLED')
  assert.equal(StreamDescription.StreamViewType, 'NEW_AND_OLD_IMAGES')
  shards.push(...StreamDescription.Shards)
  assert.ok(shards.length > 0)
  await assert.rejects(
    streams.send(new DescribeStreamCommand({ StreamArn: `${StreamArn}0` })),
    ResourceNotFoundException,
  )
})

const iterators = []

await drive('GetShardIterator', async () => {
  for (const { ShardId } of shards) {
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    )
    assert.ok(ShardIterator)
    iterators.push(ShardIterator)
  }
})

await drive('GetRecords', async () => {
  const records = []
  for (const ShardIterator of iterators) {
    const page = await streams.send(new GetRecordsCommand({ ShardIterator }))
    records.push(...page.Records)
    assert.ok(page.NextShardIterator)
  }
  assert.deepEqual(records.map(record => record.eventName), ['INSERT', 'MODIFY', 'REMOVE'])
  const [inserted, modified, removed] = records.map(record => record.dynamodb)
  assert.deepEqual(inserted.Keys, Key)
  assert.ok(inserted.ApproximateCreationDateTime instanceof Date)
  assert.deepEqual([modified.OldImage.v.N, modified.NewImage.v.N], ['1', '2'])
  assert.equal(removed.NewImage, undefined)
  assert.ok(BigInt(removed.SequenceNumber) > BigInt(modified.SequenceNumber))
})
