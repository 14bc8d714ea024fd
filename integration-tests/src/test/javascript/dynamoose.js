/** A shop: its models make their own tables, sessions end by themselves, orders are paid at once. */
import assert from 'node:assert/strict'
import { DescribeTimeToLiveCommand, DynamoDB } from '@aws-sdk/client-dynamodb'
import dynamoose from 'dynamoose'
import { configuration, dynamoDb, step, until } from './tarn.js'

dynamoose.aws.ddb.set(new DynamoDB(configuration))
dynamoose.Table.defaults.set({
  prefix: 'js-shop-',
  throughput: 'ON_DEMAND',
  waitForActive: { enabled: true, check: { timeout: 20_000, frequency: 20 } },
})

const Customer = dynamoose.model(
  'customer',
  new dynamoose.Schema(
    {
      id: { type: String, hashKey: true },
      email: {
        type: String,
        required: true,
        index: { name: 'by-email', type: 'global', project: true },
      },
      credit: { type: Number, default: 0 },
      born: Date,
      address: { type: Object, schema: { street: String, town: String } },
      likes: { type: Set, schema: [String] },
    },
    { timestamps: true },
  ),
)

const Order = dynamoose.model(
  'order',
  new dynamoose.Schema({
    customer: { type: String, hashKey: true },
    number: { type: Number, rangeKey: true },
    state: {
      type: String,
      enum: ['open', 'paid', 'sent'],
      default: 'open',
      index: { name: 'by-state', type: 'global', rangeKey: 'number' },
    },
    total: Number,
    lines: {
      type: Array,
      schema: [{ type: Object, schema: { what: String, count: Number } }],
    },
  }),
)

const Session = dynamoose.model('session', { id: String, user: String })

new dynamoose.Table('customers', [Customer], { tags: { team: 'shop' } })
new dynamoose.Table('orders', [Order])
const sessions = new dynamoose.Table('sessions', [Session], {
  expires: { ttl: 3_600_000, attribute: 'endsAt' },
  initialize: false,
})

await step('a model is made and read', async () => {
  const ann = await Customer.create({
    id: 'ann',
    email: 'ann@example.org',
    born: new Date(86_400_000),
    address: { street: 'Seeweg 1', town: 'Uri' },
    likes: new Set(['tea', 'rope']),
  })
  assert.ok(new Date(ann.createdAt) <= new Date())
  const found = await Customer.get('ann')
  assert.equal(found.credit, 0)
  assert.equal(found.address.town, 'Uri')
  assert.deepEqual(found.likes, new Set(['rope', 'tea']))
  assert.equal(found.born.getTime(), 86_400_000)
  assert.equal(await Customer.get('zoe'), undefined)
  await assert.rejects(
    Customer.create({ id: 'ann', email: 'other@example.org' }),
    { name: 'ConditionalCheckFailedException' },
  )
})

await step('an item is changed and saved', async () => {
  const changed = await Customer.update(
    { id: 'ann' },
    { $ADD: { credit: 100 }, $SET: { address: { town: 'Chur' } }, $REMOVE: ['born'] },
  )
  assert.equal(changed.credit, 100)
  assert.equal(changed.address.town, 'Chur')
  assert.equal(changed.born, undefined)
  const ann = await Customer.get('ann')
  ann.likes = new Set(['ice'])
  await ann.save()
  assert.deepEqual((await Customer.get('ann')).likes, new Set(['ice']))
  await assert.rejects(
    Customer.update({ id: 'ann' }, { credit: 0 }, {
      condition: new dynamoose.Condition().where('credit').lt(50),
    }),
    { name: 'ConditionalCheckFailedException' },
  )
})

await step('an index finds by another attribute', async () => {
  const found = await Customer.query('email').eq('ann@example.org').using('by-email').exec()
  assert.deepEqual(found.map(customer => customer.id), ['ann'])
})

await step('orders are put in batches', async () => {
  const made = Array.from({ length: 40 }, (_, i) => ({
    customer: i < 30 ? 'ann' : 'ben',
    number: i,
    state: i % 4 === 0 ? 'paid' : 'open',
    total: i * 1.5,
    lines: [{ what: 'rope', count: i }],
  }))
  await Order.batchPut(made.slice(0, 25))
  await Order.batchPut(made.slice(25))
  const got = await Order.batchGet([1, 2, 99].map(number => ({ customer: 'ann', number })))
  assert.deepEqual(got.map(order => order.number).sort(), [1, 2])
})

await step('queries and scans are filtered and paged', async () => {
  const dear = await Order.query('customer').eq('ann').where('number').between(10, 20)
    .filter('total').gt(24).sort('descending').exec()
  assert.deepEqual(dear.map(order => order.number), [20, 19, 18, 17])
  let page = await Order.query('customer').eq('ann').limit(12).exec()
  const seen = [...page]
  while (page.lastKey) {
    page = await Order.query('customer').eq('ann').limit(12).startAt(page.lastKey).exec()
    seen.push(...page)
  }
  assert.deepEqual(seen.map(order => order.number), Array.from({ length: 30 }, (_, i) => i))
  const { count } = await Order.query('state').eq('paid').using('by-state').count().exec()
  assert.equal(count, 10)
  assert.equal((await Order.scan('total').in([1.5, 3]).exec()).length, 2)
  assert.equal((await Order.scan().parallel(3).all().exec()).length, 40)
})

await step('an order is paid in a transaction', async () => {
  const pay = number =>
    dynamoose.transaction([
      Customer.transaction.update(
        { id: 'ann' },
        { $ADD: { credit: -60 } },
        { condition: new dynamoose.Condition().where('credit').ge(60) },
      ),
      Order.transaction.update({ customer: 'ann', number }, { state: 'paid' }),
      Order.transaction.condition(
        { customer: 'ben', number: 30 },
        new dynamoose.Condition().where('state').exists(),
      ),
    ])
  await pay(1)
  await assert.rejects(pay(2), error => {
    assert.equal(error.name, 'TransactionCanceledException')
    assert.equal(error.CancellationReasons[0].Code, 'ConditionalCheckFailed')
    return true
  })
  const [ann, paid, open] = await dynamoose.transaction([
    Customer.transaction.get('ann'),
    Order.transaction.get({ customer: 'ann', number: 1 }),
    Order.transaction.get({ customer: 'ann', number: 2 }),
  ])
  assert.deepEqual([ann.credit, paid.state, open.state], [40, 'paid', 'open'])
})

await step('a session ends by itself', async () => {
  await sessions.initialize()
  const described = await until(
    answer => answer.TimeToLiveDescription.TimeToLiveStatus === 'ENABLED',
    () => dynamoDb.send(new DescribeTimeToLiveCommand({ TableName: 'js-shop-sessions' })),
  )
  assert.equal(described.TimeToLiveDescription.AttributeName, 'endsAt')
  await Session.create({ id: 'long', user: 'ann' })
  await Session.create({ id: 'over', user: 'ann', endsAt: new Date(Date.now() - 60_000) })
  await until(session => session === undefined, () => Session.get('over'))
  const lasting = await Session.get('long')
  assert.equal(lasting.user, 'ann')
  assert.ok(lasting.endsAt > new Date())
})

await step('what is deleted is gone', async () => {
  await Customer.delete('ann')
  assert.equal(await Customer.get('ann'), undefined)
  await Order.batchDelete([{ customer: 'ann', number: 1 }, { customer: 'ann', number: 2 }])
  assert.equal((await Order.query('customer').eq('ann').count().exec()).count, 28)
})
