-- One operation of DynamoDB, drawn at random over the tables that scripts/bench makes.
--   wrk -s operation.lua URL -- OPERATION
-- The keys are "user#0" to "user#9999"; each of the first thousand has ten items, sk 0 to 9, the rest has one.

local KEYS, QUERIED_KEYS, BATCH = 10000, 1000, 25
local PAD = string.rep("0123456789abcdefghijklmnopqrstuvwxyz", 20):sub(1, 700)

local function name(key)
  return "user#" .. key
end

local function key(number)
  return string.format('{"pk":{"S":"%s"},"sk":{"N":"0"}}', name(number))
end

-- The age varies, as a put that changes nothing would be no write.
local function item(number, sort)
  return string.format(
    '{"pk":{"S":"%s"},"sk":{"N":"%d"},"name":{"S":"Ada"},"age":{"N":"%d"},"tags":{"SS":["a","b","c"]},'
      .. '"active":{"BOOL":true},"address":{"M":{"city":{"S":"London"},"zip":{"S":"E1"}}},"pad":{"S":"%s"}}',
    name(number), sort, math.random(18, 98), PAD)
end

local function any()
  return math.random(0, KEYS - 1)
end

-- Different keys in one batch, as the service asks for.
local function batch(entry)
  local first, entries = any(), {}
  for i = 1, BATCH do
    entries[i] = entry((first + i) % KEYS)
  end
  return table.concat(entries, ",")
end

local operations = {
  get = {"GetItem", function()
    return '{"TableName":"bench","Key":' .. key(any()) .. "}"
  end},
  put = {"PutItem", function()
    return '{"TableName":"bench","Item":' .. item(any(), math.random(0, 9)) .. "}"
  end},
  ["indexed-put"] = {"PutItem", function()
    return '{"TableName":"bench-indexed","Item":' .. item(any(), math.random(0, 9)) .. "}"
  end},
  ["transact-write"] = {"TransactWriteItems", function()
    local first = any()
    local function put(number)
      return '{"Put":{"TableName":"bench","Item":' .. item(number % KEYS, math.random(0, 9)) .. "}}"
    end
    return '{"TransactItems":[' .. put(first) .. "," .. put(first + 1) .. "]}"
  end},
  ["conditional-put"] = {"PutItem", function()
    return '{"TableName":"bench","Item":' .. item(any(), math.random(0, 9))
      .. ',"ConditionExpression":"attribute_not_exists(pk) OR age < :max","ExpressionAttributeValues":{":max":{"N":"99"}}}'
  end},
  update = {"UpdateItem", function()
    return '{"TableName":"bench","Key":' .. key(any())
      .. ',"UpdateExpression":"SET #n = :n ADD visits :one","ExpressionAttributeNames":{"#n":"name"},'
      .. '"ExpressionAttributeValues":{":n":{"S":"Grace"},":one":{"N":"1"}}}'
  end},
  query = {"Query", function()
    return '{"TableName":"bench","KeyConditionExpression":"pk = :p AND sk BETWEEN :a AND :b","ExpressionAttributeValues":{":p":{"S":"'
      .. name(math.random(0, QUERIED_KEYS - 1)) .. '"},":a":{"N":"0"},":b":{"N":"9"}}}'
  end},
  ["batch-get"] = {"BatchGetItem", function()
    return '{"RequestItems":{"bench":{"Keys":[' .. batch(key) .. "]}}}"
  end},
  ["batch-write"] = {"BatchWriteItem", function()
    return '{"RequestItems":{"bench":['
      .. batch(function(number) return '{"PutRequest":{"Item":' .. item(number, 0) .. "}}" end) .. "]}}"
  end},
}

local body

function init(arguments)
  local operation = operations[arguments[1]]
  body = operation[2]
  math.randomseed(tonumber(arguments[2]))
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/x-amz-json-1.0"
  wrk.headers["X-Amz-Target"] = "DynamoDB_20120810." .. operation[1]
  wrk.headers["X-Amz-Date"] = "20260101T000000Z"
  wrk.headers["Authorization"] = "AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/dynamodb/aws4_request, "
    .. "SignedHeaders=host;x-amz-date;x-amz-target, Signature=0"
end

function request()
  return wrk.format(nil, "/", nil, body())
end

-- operations per second, p50 and p99 in microseconds, failures
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %.0f %.0f %.0f %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
