/** The server that a script is told of, and the lines that tell its test how far it came. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** What a client of this server is made with. One attempt: a second would hide the first answer. */
export const configuration = {
  endpoint: process.argv[2],
  region: 'us-east-1',
  credentials: { accessKeyId: 'anyone', secretAccessKey: 'anything' },
  maxAttempts: 1,
}

const answered = new Set()

export const dynamoDb = connect()
export const streams = recording(new DynamoDBStreamsClient(configuration))
export const documents = DynamoDBDocumentClient.from(dynamoDb)

/** A client of its own. */
export function connect() {
  return recording(new DynamoDBClient(configuration))
}

/** Notes each operation that is answered without an error. */
function recording(client) {
  client.middlewareStack.add(
    (next, context) => async request => {
      const result = await next(request)
      answered.add(context.commandName.replace(/Command$/, ''))
      return result
    },
    { step: 'initialize' },
  )
  return client
}

/** Runs a part of the script and says in a line that it went well, or ends the script. */
export async function step(name, body) {
  try {
    await body()
    console.log(`ok ${name}`)
  } catch (error) {
    console.log(`failed ${name}`)
    console.error(error)
    process.exit(1)
  }
}

/** A step that is named for the operation that it cannot do without. */
export async function drive(operation, body) {
  await step(operation, async () => {
    answered.delete(operation)
    await body()
    if (!answered.has(operation)) {
      throw new Error(`${operation} was never answered`)
    }
  })
}

/** Asks again until the answer is as wished. The test that runs the script sets the time limit. */
export async function until(isReady, ask) {
  for (;;) {
    const answer = await ask()
    if (isReady(answer)) {
      return answer
    }
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
