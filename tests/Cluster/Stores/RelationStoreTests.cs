using MediaAnalytics.Tests.Cluster.Stores.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

public sealed class SqliteRelationStoreTests() : RelationStoreContract(new SqliteStateRig());

public sealed class RedisRelationStoreTests(RedisFixture redis) : RelationStoreContract(new RedisStateRig(redis.Space())), IClassFixture<RedisFixture>;
