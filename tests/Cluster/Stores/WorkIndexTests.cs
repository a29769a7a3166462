using MediaAnalytics.Tests.Cluster.Stores.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

public sealed class SqliteWorkIndexTests() : WorkIndexContract(new SqliteStateRig());

public sealed class RedisWorkIndexTests(RedisFixture redis) : WorkIndexContract(new RedisStateRig(redis.Space())), IClassFixture<RedisFixture>;
