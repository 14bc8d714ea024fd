import assert from 'node:assert/strict'
import {
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeEndpointsCommand,
  DescribeLimitsCommand,
  DescribeTimeToLiveCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { drive, dynamoDb } from '../tarn.js'

const TableName = 'js-settings'

const { TableDescription } = await dynamoDb.send(
  new CreateTableCommand({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    Tags: [{ Key: 'team', Value: 'lakes' }],
  }),
)
const ResourceArn = TableDescription.TableArn

const tags = async () => {
  const { Tags } = await dynamoDb.send(new ListTagsOfResourceCommand({ ResourceArn }))
  return Object.fromEntries(Tags.map(tag => [tag.Key, tag.Value]))
}

await drive('TagResource', async () => {
  await dynamoDb.send(
    new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'stage', Value: 'test' }] }),
  )
})

await drive('ListTagsOfResource', async () => {
  assert.deepEqual(await tags(), { team: 'lakes', stage: 'test' })
})

await drive('UntagResource', async () => {
  await dynamoDb.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['team'] }))
  assert.deepEqual(await tags(), { stage: 'test' })
})

await drive('UpdateTimeToLive', async () => {
  const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' }
  const answer = await dynamoDb.send(
    new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }),
  )
  assert.deepEqual(answer.TimeToLiveSpecification, TimeToLiveSpecification)
  await assert.rejects(
    dynamoDb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification })),
    { name: 'ValidationException', message: 'TimeToLive is already enabled' },
  )
})

await drive('DescribeTimeToLive', async () => {
  const answer = await dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }))
  assert.deepEqual(answer.TimeToLiveDescription, {
    TimeToLiveStatus: 'ENABLED',
    AttributeName: 'expires',
  })
})

await drive('DescribeLimits', async () => {
  const limits = await dynamoDb.send(new DescribeLimitsCommand({}))
  assert.ok(limits.TableMaxReadCapacityUnits > 0)
  assert.ok(limits.AccountMaxWriteCapacityUnits >= limits.TableMaxWriteCapacityUnits)
})

await drive('DescribeEndpoints', async () => {
  const { Endpoints } = await dynamoDb.send(new DescribeEndpointsCommand({}))
  assert.equal(Endpoints.length, 1)
  assert.ok(Endpoints[0].Address.length > 0)
  assert.ok(Endpoints[0].CachePeriodInMinutes > 0)
})

await drive('DescribeContinuousBackups', async () => {
  const answer = await dynamoDb.send(new DescribeContinuousBackupsCommand({ TableName }))
  assert.deepEqual(answer.ContinuousBackupsDescription, {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
  })
})
