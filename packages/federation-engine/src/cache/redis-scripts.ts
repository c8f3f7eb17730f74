/*
 * What happens inside Redis, each script in one step. Its keys:
 *
 * - an answer: a hash, expiring with the answer; `serial` tells it from what stood there before;
 * - `<prefix>tag:<tag>`: a sorted set of `<serial> <key>` of the answers that have the tag, by when they expire;
 * - `<prefix>changes`: a sorted set of `#<tag>` by the count of invalidations at the tag's last one. `@clock` is the
 *   count now, and `@floor` the count up to which tags were forgotten. When Redis loses the set, the count begins anew
 *   at the time in µs, beyond any it had: what was being made meanwhile is not kept.
 */

/** Reads the clock, or sets it when Redis has none. */
const clock = `
local function clock(changes)
  local now = redis.call('ZSCORE', changes, '@clock')
  if now and redis.call('ZSCORE', changes, '@floor') then return now end
  local time = redis.call('TIME')
  now = time[1] .. string.format('%06d', time[2])
  redis.call('ZADD', changes, now, '@clock', now, '@floor')
  redis.call('PEXPIRE', changes, 86400000)
  return now
end
`;

/**
 * KEYS: changes, then answers to try. ARGV: prefix, '1' to make sure that the answer's tags still lead to it (a Redis
 * that evicts may have dropped a tag's set before the answer).
 * Gives {body, etag, storedAt, expiresAt, scope, ms left}, or the clock.
 */
export const findScript = `${clock}
local function isIndexed(key, serial, tags)
  for _, tag in ipairs(cjson.decode(tags)) do
    if not redis.call('ZSCORE', ARGV[1] .. 'tag:' .. tag, serial .. ' ' .. key) then return false end
  end
  return true
end
for index = 2, #KEYS do
  local key = KEYS[index]
  local answer = redis.call('HMGET', key, 'body', 'etag', 'storedAt', 'expiresAt', 'scope', 'serial', 'tags')
  if answer[1] then
    if ARGV[2] ~= '1' or isIndexed(key, answer[6], answer[7]) then
      return {answer[1], answer[2], answer[3], answer[4], answer[5], redis.call('PTTL', key)}
    end
    redis.call('DEL', key)
  end
end
return clock(KEYS[1])
`;

/**
 * KEYS: changes, answer. ARGV: prefix, moment, ms to live, tags as JSON, serial, body, etag, storedAt, expiresAt, scope.
 * Gives 1 if it was kept. The answer is written first, each of its fields anew: a Redis that is full refuses that.
 */
export const setScript = `${clock}
local changes, key, moment, lifetime = KEYS[1], KEYS[2], tonumber(ARGV[2]), tonumber(ARGV[3])
local now, tags = clock(changes), cjson.decode(ARGV[4])
if moment < tonumber(redis.call('ZSCORE', changes, '@floor')) then return 0 end
if moment ~= tonumber(now) then
  for _, tag in ipairs(tags) do
    local at = redis.call('ZSCORE', changes, '#' .. tag)
    if at and tonumber(at) > moment then return 0 end
  end
end
redis.call('HSET', key, 'tags', ARGV[4], 'serial', ARGV[5], 'body', ARGV[6], 'etag', ARGV[7],
  'storedAt', ARGV[8], 'expiresAt', ARGV[9], 'scope', ARGV[10])
redis.call('PEXPIRE', key, lifetime)
local time = redis.call('TIME')
local present = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
for _, tag in ipairs(tags) do
  local set = ARGV[1] .. 'tag:' .. tag
  redis.call('ZREMRANGEBYSCORE', set, '-inf', string.format('(%.0f', present))
  redis.call('ZADD', set, string.format('%.0f', present + lifetime), ARGV[5] .. ' ' .. key)
  if redis.call('PTTL', set) < lifetime then redis.call('PEXPIRE', set, lifetime) end
end
return 1
`;

/**
 * KEYS: changes. ARGV: prefix, how many tags to remember, tags. Gives how many answers were dropped. It drops before it
 * adds anything: a Redis that is full lets a script go on that has begun so.
 */
export const invalidateScript = `${clock}
local changes, dropped = KEYS[1], 0
for index = 3, #ARGV do
  local set = ARGV[1] .. 'tag:' .. ARGV[index]
  local members = redis.call('ZRANGE', set, 0, -1)
  redis.call('UNLINK', set)
  for _, member in ipairs(members) do
    local gap = string.find(member, ' ', 1, true)
    local key = string.sub(member, gap + 1)
    if redis.call('HGET', key, 'serial') == string.sub(member, 1, gap - 1) then
      dropped = dropped + redis.call('UNLINK', key)
    end
  end
end
clock(changes)
local now = redis.call('ZINCRBY', changes, 1, '@clock')
for index = 3, #ARGV do redis.call('ZADD', changes, now, '#' .. ARGV[index]) end
local surplus = redis.call('ZCARD', changes) - 2 - tonumber(ARGV[2])
if surplus > 0 then
  local last = redis.call('ZRANGE', changes, surplus, surplus, 'WITHSCORES')
  redis.call('ZREMRANGEBYRANK', changes, 0, surplus)
  redis.call('ZADD', changes, last[2], '@floor')
end
redis.call('PEXPIRE', changes, 86400000)
return dropped
`;
