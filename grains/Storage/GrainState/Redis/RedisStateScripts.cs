namespace MediaAnalytics.Storage.GrainState.Redis;

/// <summary>What grain state and work index do inside Redis. A state is a hash of etag and payload.</summary>
internal static class RedisStateScripts
{
    /// <summary>
    /// Stores a state with its due time where its etag is the one seen. KEYS: state, due times, claims. ARGV: etag seen, 1 where there is a payload, payload,
    /// due time or nothing, the grain's key, channel, the caller's mark. Answers the etag that was found.
    /// </summary>
    public const string Store =
        """
        local found = redis.call('HGET', KEYS[1], 'etag') or '0'
        if found ~= ARGV[1] then return found end
        redis.call('HINCRBY', KEYS[1], 'etag', 1)
        if ARGV[2] == '1' then redis.call('HSET', KEYS[1], 'payload', ARGV[3]) else redis.call('HDEL', KEYS[1], 'payload') end
        redis.call('HDEL', KEYS[3], ARGV[5])
        if ARGV[4] == '' then
          redis.call('ZREM', KEYS[2], ARGV[5])
        else
          redis.call('ZADD', KEYS[2], ARGV[4], ARGV[5])
          redis.call('PUBLISH', ARGV[6], ARGV[7])
        end
        return found
        """;

    /// <summary>
    /// Gives out due work. KEYS: due times, claims. ARGV: now, end of the claim, most keys, then the keys that the caller is at work on. A claim moves the
    /// due time and notes where to; a due time that stands elsewhere was stored since, and is no claim.
    /// </summary>
    public const string Due =
        """
        local now, mine, due = tonumber(ARGV[1]), {}, {}
        local function claim(key)
          redis.call('ZADD', KEYS[1], ARGV[2], key)
          redis.call('HSET', KEYS[2], key, ARGV[2])
        end
        for i = 4, #ARGV do
          mine[ARGV[i]] = true
          local at = redis.call('ZSCORE', KEYS[1], ARGV[i])
          if at and (tonumber(at) <= now or at == redis.call('HGET', KEYS[2], ARGV[i])) then claim(ARGV[i]) end
        end
        if ARGV[3] ~= '0' then
          for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
            if not mine[key] then
              claim(key)
              due[#due + 1] = key
            end
          end
        end
        return due
        """;
}
