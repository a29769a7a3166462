using MediaAnalytics.Tests.Cluster.Stores.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

public sealed class SqliteLogTrimTests() : LogTrimContract(new SqliteLogRig());

public sealed class RedisLogTrimTests(RedisFixture redis) : LogTrimContract(new RedisLogRig(redis.Space())), IClassFixture<RedisFixture>;
