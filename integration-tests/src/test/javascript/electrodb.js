/** A help desk in one table: members and their tickets, and what is said about them. */
import assert from 'node:assert/strict'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { Entity, Service } from 'electrodb'
import { documents, dynamoDb, step } from './tarn.js'

const table = 'js-help-desk'
const named = ([hash, range]) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
]

await dynamoDb.send(
  new CreateTableCommand({
    TableName: table,
    AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map(AttributeName => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: named(['pk', 'sk']),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'gsi1',
        KeySchema: named(['gsi1pk', 'gsi1sk']),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  }),
)

const Member = new Entity(
  {
    model: { entity: 'member', version: '1', service: 'desk' },
    attributes: {
      team: { type: 'string', required: true },
      member: { type: 'string', required: true },
      name: { type: 'string', required: true },
      open: { type: 'number', default: 0 },
      skills: { type: 'set', items: 'string' },
    },
    indexes: {
      byTeam: {
        pk: { field: 'pk', composite: ['team'] },
        sk: { field: 'sk', composite: ['member'] },
      },
      work: {
        collection: 'workload',
        index: 'gsi1',
        pk: { field: 'gsi1pk', composite: ['member'] },
        sk: { field: 'gsi1sk', composite: [] },
      },
    },
  },
  { client: documents, table },
)

const Ticket = new Entity(
  {
    model: { entity: 'ticket', version: '1', service: 'desk' },
    attributes: {
      team: { type: 'string', required: true },
      ticket: { type: 'string', required: true },
      member: { type: 'string', default: 'nobody' },
      state: { type: ['open', 'closed'], default: 'open' },
      points: { type: 'number', default: 1 },
      comments: {
        type: 'list',
        items: { type: 'map', properties: { by: { type: 'string' }, text: { type: 'string' } } },
      },
      watchers: { type: 'set', items: 'string' },
    },
    indexes: {
      byTeam: {
        pk: { field: 'pk', composite: ['team'] },
        sk: { field: 'sk', composite: ['ticket'] },
      },
      work: {
        collection: 'workload',
        index: 'gsi1',
        pk: { field: 'gsi1pk', composite: ['member'] },
        sk: { field: 'gsi1sk', composite: ['state', 'ticket'] },
      },
    },
  },
  { client: documents, table },
)

const desk = new Service({ member: Member, ticket: Ticket }, { client: documents, table })
const number = i => `t-${String(i).padStart(3, '0')}`
const team = 'core'

await step('a member signs up once', async () => {
  const ann = { team, member: 'ann', name: 'Ann', skills: ['java'] }
  const { data } = await Member.create(ann).go()
  assert.equal(data.open, 0)
  await assert.rejects(Member.create(ann).go(), /The conditional request failed/)
  assert.deepEqual((await Member.get({ team, member: 'ann' }).go()).data, { ...ann, open: 0 })
  assert.equal((await Member.get({ team, member: 'zoe' }).go()).data, null)
})

await step('tickets are filed in a batch', async () => {
  const tickets = Array.from({ length: 60 }, (_, i) => ({
    team,
    ticket: number(i),
    member: i % 3 === 0 ? 'ann' : 'ben',
    points: i,
  }))
  const { unprocessed } = await Ticket.put(tickets).go()
  assert.deepEqual(unprocessed, [])
  const wanted = [number(1), number(59), 'none'].map(ticket => ({ team, ticket }))
  assert.equal((await Ticket.get(wanted).go()).data.length, 2)
})

await step('sort keys are compared and filtered', async () => {
  const some = await Ticket.query
    .byTeam({ team })
    .between({ ticket: number(10) }, { ticket: number(19) })
    .where(({ points, member }, { gte, eq }) => `${gte(points, 12)} AND ${eq(member, 'ann')}`)
    .go({ order: 'desc' })
  assert.deepEqual(some.data.map(ticket => ticket.points), [18, 15, 12])
  const begins = await Ticket.query.byTeam({ team }).begins({ ticket: 't-05' }).go()
  assert.equal(begins.data.length, 10)
})

await step('a cursor leads from page to page', async () => {
  const seen = []
  let cursor = null
  do {
    const page = await Ticket.query.byTeam({ team }).go({ cursor, limit: 25 })
    seen.push(...page.data.map(ticket => ticket.ticket))
    cursor = page.cursor
  } while (cursor)
  assert.deepEqual(seen, Array.from({ length: 60 }, (_, i) => number(i)))
})

await step('a collection has both entities', async () => {
  const { data } = await desk.collections.workload({ member: 'ann' }).go({ pages: 'all' })
  assert.deepEqual(data.member.map(member => member.name), ['Ann'])
  assert.equal(data.ticket.length, 20)
})

await step('a patch changes what is there', async () => {
  const { data } = await Ticket.patch({ team, ticket: number(2) })
    .set({ member: 'ann', state: 'closed' })
    .add({ points: 5, watchers: ['zoe', 'ben'] })
    .append({ comments: [{ by: 'ann', text: 'done' }] })
    .where(({ state }, { eq }) => eq(state, 'open'))
    .go({ response: 'all_new' })
  assert.equal(data.points, 7)
  assert.deepEqual([...data.watchers].sort(), ['ben', 'zoe'])
  const closed = await Ticket.query.work({ member: 'ann', state: 'closed' }).go()
  assert.deepEqual(closed.data.map(ticket => ticket.ticket), [number(2)])
  await assert.rejects(
    Ticket.patch({ team, ticket: number(2) })
      .set({ points: 0 })
      .where(({ state }, { eq }) => eq(state, 'open'))
      .go(),
    /The conditional request failed/,
  )
  await assert.rejects(
    Ticket.patch({ team, ticket: 'none' }).set({ points: 1 }).go(),
    /The conditional request failed/,
  )
})

await step('an upsert makes or changes', async () => {
  const ben = { team, member: 'ben', name: 'Ben' }
  await Member.upsert(ben).add({ open: 1 }).go()
  await Member.upsert({ ...ben, name: 'Benjamin' }).add({ open: 2 }).go()
  const { data } = await Member.get({ team, member: 'ben' }).go()
  assert.deepEqual(data, { ...ben, name: 'Benjamin', open: 3 })
})

await step('a ticket changes hands in a transaction', async () => {
  const take = member =>
    desk.transaction
      .write(({ ticket, member: members }) => [
        ticket
          .patch({ team, ticket: number(4) })
          .set({ member })
          .where((attributes, { eq }) => eq(attributes.member, 'ben'))
          .commit({ response: 'all_old' }),
        members.patch({ team, member }).add({ open: 1 }).commit(),
        members.check({ team, member: 'ben' }).where(({ open }, { gt }) => gt(open, 0)).commit(),
      ])
      .go({ token: `take-${member}` })
  assert.equal((await take('ann')).canceled, false)
  assert.equal((await take('ann')).canceled, false)
  const { data } = await desk.transaction
    .get(({ ticket, member }) => [
      ticket.get({ team, ticket: number(4) }).commit(),
      member.get({ team, member: 'ann' }).commit(),
      member.get({ team, member: 'zoe' }).commit(),
    ])
    .go()
  assert.equal(data[0].item.member, 'ann')
  assert.equal(data[1].item.open, 1)
  assert.equal(data[2].item, null)
  const again = await desk.transaction
    .write(({ ticket }) => [
      ticket
        .patch({ team, ticket: number(4) })
        .set({ member: 'zoe' })
        .where(({ member }, { eq }) => eq(member, 'ben'))
        .commit({ response: 'all_old' }),
      ticket.create({ team, ticket: 'new' }).commit(),
    ])
    .go()
  assert.equal(again.canceled, true)
  assert.deepEqual(again.data.map(part => part.code), ['ConditionalCheckFailed', 'None'])
  assert.equal(again.data[0].item.member, 'ann')
})

await step('what is removed is gone', async () => {
  const { data } = await Ticket.remove({ team, ticket: number(0) }).go({ response: 'all_old' })
  assert.equal(data.member, 'ann')
  const rest = Array.from({ length: 59 }, (_, i) => ({ team, ticket: number(i + 1) }))
  await Ticket.delete(rest).go({ concurrency: 2 })
  assert.deepEqual((await Ticket.scan.go()).data, [])
  assert.equal((await Member.scan.go()).data.length, 2)
  assert.equal((await desk.collections.workload({ member: 'ann' }).go()).data.ticket.length, 0)
})
