using System.Text;
using CsCheck;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class LogEventCodecTests
{
    private static readonly Guid Id = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly BatchHeader Batch = new(Id, Tick(300), 2, 1);

    private static readonly string[] Unusual = ["愛", "😀 é", "", "\0"];

    private static readonly Gen<DateTimeOffset> GenTime = Gen.Long[0, DateTime.MaxValue.Ticks].Select(Tick);

    private static readonly Gen<BatchHeader> GenBatch =
        Gen.Select(Gen.Guid, GenTime, Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], static (id, at, a, q) => new BatchHeader(id, at, a, q));

    private static readonly Gen<long> GenCounter = Gen.Frequency((1, Gen.Const(Counters.Absent)), (3, Gen.Long[0, long.MaxValue]));

    private static readonly Gen<string> GenText = Gen.Frequency((3, Gen.String[Gen.Char.AlphaNumeric, 0, 12]), (1, Gen.Int[0, 3].Select(static i => Unusual[i])));

    private static readonly Gen<Reading> GenReading = Gen.Select(
        Gen.Select(GenText, GenText, GenText, GenTime),
        Gen.Select(GenCounter, GenCounter, GenCounter, GenCounter, GenCounter, GenCounter),
        static (id, c) => new Reading
        {
            Mv = id.Item1,
            Platform = id.Item2,
            Source = id.Item3,
            ObservedAt = id.Item4,
            Counters = new Counters(c.Item1, c.Item2, c.Item3, c.Item4, c.Item5, c.Item6),
        });

    private static readonly Gen<QuarantinedRow> GenRow =
        Gen.Select(Gen.Long, GenText, GenText, GenText, GenText, static (l, c, v, k, r) => new QuarantinedRow(l, c, v, k, r));

    [Fact]
    public void Readings_have_these_bytes_for_ever()
    {
        var observed = new LogEvent.CountersObserved(
            Batch,
            [
                new Reading { Mv = "mv", Platform = "yt", Source = "s", ObservedAt = Tick(305), Counters = Counters.None with { Views = 1, Likes = 300 } },
                new Reading { Mv = "mv", Platform = "yt", Source = "s", ObservedAt = Tick(304), Counters = Counters.None with { Impressions = 0 } },
            ]);
        const string Golden =
            "0101" + "00112233445566778899AABBCCDDEEFF" + "AC02" + "02" + "01" // version, kind, batch, received at tick 300, appended, quarantined
            + "03" + "026D76" + "027974" + "0173" // three texts
            + "02" + "000102" + "0A" + "0C" + "01" + "AC02" // two readings; the first 5 ticks later, views and likes
            + "000102" + "01" + "01" + "00"; // the second a tick before it, impressions
        Assert.Equal(Golden, Convert.ToHexString(LogEventCodec.Encode(observed)));
        var decoded = Assert.IsType<LogEvent.CountersObserved>(LogEventCodec.Decode(Convert.FromHexString(Golden)));
        Assert.Equal(observed.Batch, decoded.Batch);
        Assert.Equal(observed.Readings, decoded.Readings);
    }

    [Fact]
    public void Quarantined_rows_have_these_bytes_for_ever()
    {
        var quarantined = new LogEvent.RowsQuarantined(Batch with { Appended = 0 }, [new QuarantinedRow(7, "views", "-1", "c", "r")]);
        const string Golden =
            "0102" + "00112233445566778899AABBCCDDEEFF" + "AC02" + "00" + "01"
            + "04" + "057669657773" + "022D31" + "0163" + "0172"
            + "01" + "0E" + "00010203";
        Assert.Equal(Golden, Convert.ToHexString(LogEventCodec.Encode(quarantined)));
        var decoded = Assert.IsType<LogEvent.RowsQuarantined>(LogEventCodec.Decode(Convert.FromHexString(Golden)));
        Assert.Equal(quarantined.Batch, decoded.Batch);
        Assert.Equal(quarantined.Rows, decoded.Rows);
    }

    [Fact]
    public void A_record_has_this_form_for_ever()
    {
        var record = new MvRecord
        {
            Entry = new CatalogueEntry { Id = "m1", Title = "愛 & <b>", PlatformIds = [new("yt", "x")], ReleaseDate = new DateOnly(2024, 2, 29) },
            Version = 3,
            Stage = MvStage.Classified,
            Posterior = new GenrePosterior("v1", ["pop", "rock"], [400_000, 600_000]),
            MediaSeconds = 30.5,
            UpdatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };
        const string Golden =
            """
            {"entry":{"id":"m1","title":"愛 & <b>","creators":[],"releaseDate":"2024-02-29","platformIds":[{"platform":"yt","id":"x"}],"story":{},"extra":{}},"version":3,"stage":4,"posterior":{"model":"v1","labels":["pop","rock"],"weights":[400000,600000]},"mediaSeconds":30.5,"updatedAt":"2026-01-02T03:04:05+00:00"}
            """;
        byte[] bytes = LogEventCodec.Encode(new LogEvent.MvRecorded(record));
        Assert.Equal([1, 3], bytes[..2]);
        Assert.Equal(Golden, Encoding.UTF8.GetString(bytes[2..]));
        Assert.Equal(bytes, LogEventCodec.Encode(LogEventCodec.Decode(bytes)));
    }

    [Fact]
    public void A_withdrawn_record_has_this_form_for_ever()
    {
        var record = new MvRecord
        {
            Entry = new CatalogueEntry { Id = "m1", Title = "t" },
            Version = 2,
            UpdatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            WithdrawnAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1_230_000),
        };
        const string Golden =
            """
            {"entry":{"id":"m1","title":"t","creators":[],"platformIds":[],"story":{},"extra":{}},"version":2,"stage":0,"updatedAt":"2026-01-02T03:04:05+00:00","withdrawnAt":"2026-01-02T03:04:05.123+00:00"}
            """;
        byte[] bytes = LogEventCodec.Encode(new LogEvent.MvRecorded(record));
        Assert.Equal(Golden, Encoding.UTF8.GetString(bytes[2..]));
        Assert.Equal(record.WithdrawnAt, ((LogEvent.MvRecorded)LogEventCodec.Decode(bytes)).Record.WithdrawnAt);

        // Before there were withdrawals, records had the same form without the field.
        string before = Golden.Replace(",\"withdrawnAt\":\"2026-01-02T03:04:05.123+00:00\"", "", StringComparison.Ordinal);
        Assert.Equal(before, Encoding.UTF8.GetString(LogEventCodec.Encode(new LogEvent.MvRecorded(record with { WithdrawnAt = null }))[2..]));
        Assert.Null(((LogEvent.MvRecorded)LogEventCodec.Decode((byte[])[1, 3, .. Encoding.UTF8.GetBytes(before)])).Record.WithdrawnAt);
    }

    [Fact]
    public void An_epoch_has_these_bytes_for_ever()
    {
        var epoch = new DefinitionEpoch { Id = Id, Platform = "yt", Counters = [Counter.Views, Counter.Shares], At = Tick(300), Note = "é", DeclaredAt = Tick(305) };
        const string Golden =
            "0104" + "00112233445566778899AABBCCDDEEFF" + "027974" // version, kind, id, platform
            + "24" + "AC02" + "02C3A9" + "B102"; // counters 2 and 5, from tick 300, note, declared at tick 305
        Assert.Equal(Golden, Convert.ToHexString(LogEventCodec.Encode(new LogEvent.EpochDeclared(epoch))));
        var decoded = Assert.IsType<LogEvent.EpochDeclared>(LogEventCodec.Decode(Convert.FromHexString(Golden))).Epoch;
        Assert.Equal(epoch.Counters, decoded.Counters);
        Assert.Equal(epoch with { Counters = decoded.Counters }, decoded);
    }

    [Fact]
    public void An_epoch_that_no_partition_could_read_is_not_written()
    {
        var epoch = new DefinitionEpoch { Id = Id, Platform = "yt", Counters = [], At = Tick(1), DeclaredAt = Tick(1) };
        Assert.Throws<ArgumentException>(() => LogEventCodec.Encode(new LogEvent.EpochDeclared(epoch)));
        Assert.Throws<ArgumentException>(() => LogEventCodec.Encode(new LogEvent.EpochDeclared(epoch with { Counters = [Counter.Views, (Counter)6] })));
        Assert.Throws<ArgumentException>(() => LogEventCodec.Encode(new LogEvent.EpochDeclared(epoch with { Counters = [(Counter)(-1)] })));
    }

    [Fact]
    public void A_record_of_a_later_version_is_read_without_what_it_adds()
    {
        const string Json = """{"entry":{"id":"m1","title":"t","mood":"sad","story":{"hasStory":true,"arc":2}},"version":9,"added":[1,2]}""";
        var decoded = Assert.IsType<LogEvent.MvRecorded>(LogEventCodec.Decode((byte[])[1, 3, .. Encoding.UTF8.GetBytes(Json)]));
        Assert.Equal("m1", decoded.Record.Entry.Id);
        Assert.True(decoded.Record.Entry.Story.HasStory);
        Assert.Equal(9, decoded.Record.Version);
        Assert.Empty(decoded.Record.Entry.Creators);
    }

    [Fact]
    public void Readings_come_back_as_they_went() => Gen.Select(GenBatch, GenReading.Array[0, 20]).Sample(
        static (batch, readings) =>
        {
            var decoded = (LogEvent.CountersObserved)LogEventCodec.Decode(LogEventCodec.Encode(new LogEvent.CountersObserved(batch, readings)));
            return decoded.Batch == batch && decoded.Readings.SequenceEqual(readings);
        },
        iter: 1_000);

    [Fact]
    public void Quarantined_rows_come_back_as_they_went() => Gen.Select(GenBatch, GenRow.Array[0, 20]).Sample(
        static (batch, rows) =>
        {
            var decoded = (LogEvent.RowsQuarantined)LogEventCodec.Decode(LogEventCodec.Encode(new LogEvent.RowsQuarantined(batch, rows)));
            return decoded.Batch == batch && decoded.Rows.SequenceEqual(rows);
        },
        iter: 1_000);

    [Fact]
    public void A_time_keeps_its_instant_whatever_its_zone()
    {
        var at = new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.FromHours(5.5)).AddTicks(1234567);
        var decoded = (LogEvent.CountersObserved)LogEventCodec.Decode(LogEventCodec.Encode(new LogEvent.CountersObserved(
            Batch, [new Reading { Mv = "m", Platform = "p", Source = "s", ObservedAt = at, Counters = Counters.None with { Views = 1 } }])));
        Assert.Equal(at.UtcTicks, decoded.Readings[0].ObservedAt.UtcTicks);
        Assert.Equal(TimeSpan.Zero, decoded.Readings[0].ObservedAt.Offset);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] bytes = LogEventCodec.Encode(new LogEvent.CountersObserved(
            Batch, [new Reading { Mv = "mv", Platform = "yt", Source = "s", ObservedAt = Tick(1), Counters = new(1, 2, 3, 4, 5, 6) }]));
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => LogEventCodec.Decode(bytes.AsMemory(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => LogEventCodec.Decode((byte[])[.. bytes, 0]));
    }

    [Theory]
    [InlineData("02")]
    [InlineData("0100")]
    [InlineData("01FF")]
    [InlineData("0103")]
    [InlineData("01036E756C6C")]
    [InlineData("01037B7D")]
    [InlineData("010100112233445566778899AABBCCDDEEFF00000000FFFFFFFF0F")]
    [InlineData("010100112233445566778899AABBCCDDEEFF000000FFFFFFFFFFFFFFFF7F")]
    [InlineData("010100112233445566778899AABBCCDDEEFF000000FFFFFFFFFFFFFFFFFF7F")]
    [InlineData("010100112233445566778899AABBCCDDEEFF00000001FFFFFFFF07")]
    [InlineData("010100112233445566778899AABBCCDDEEFF0000000101FF00")]
    [InlineData("010100112233445566778899AABBCCDDEEFF00000001006300")]
    [InlineData("010400112233445566778899AABBCCDDEEFF02797400AC020001")]
    [InlineData("010400112233445566778899AABBCCDDEEFF02797440AC020001")]
    [InlineData("010400112233445566778899AABBCCDDEEFF02797404AC0201FF01")]
    [InlineData("010400112233445566778899AABBCCDDEEFF02797404FFFFFFFFFFFFFFFF7F0001")]
    [InlineData("010400112233445566778899AABBCCDDEEFF02797404AC0200010A")]
    public void Hostile_bytes_are_refused(string hex) =>
        Assert.Throws<InvalidDataException>(() => LogEventCodec.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void Garbage_is_read_or_refused_and_never_worse()
    {
        byte[][] seeds =
        [
            LogEventCodec.Encode(new LogEvent.CountersObserved(
                Batch, [new Reading { Mv = "mv", Platform = "yt", Source = "s", ObservedAt = Tick(1), Counters = new(1, 2, 3, 4, 5, 6) }])),
            LogEventCodec.Encode(new LogEvent.RowsQuarantined(Batch, [new QuarantinedRow(7, "views", "-1", "c", "r")])),
            LogEventCodec.Encode(new LogEvent.EpochDeclared(new DefinitionEpoch
            {
                Id = Id, Platform = "yt", Counters = [Counter.Views], At = Tick(1), Note = "n", DeclaredAt = Tick(2),
            })),
            LogEventCodec.Encode(new LogEvent.MvRecorded(new MvRecord { Entry = new CatalogueEntry { Id = "m1", Title = "t", Extra = new() { ["a"] = "b" } } })),
        ];
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 200], Gen.Byte).Array[1, 6]).Sample(
            (seed, edits) =>
            {
                byte[] bytes = [.. seeds[seed]];
                foreach (var (place, value) in edits)
                {
                    bytes[2 + (place % (bytes.Length - 2))] = value;
                }

                try
                {
                    LogEventCodec.Decode(bytes);
                }
                catch (InvalidDataException)
                {
                    // Refused: as good as read.
                }

                return true;
            },
            iter: 20_000);
    }

    private static DateTimeOffset Tick(long ticks) => new(ticks, TimeSpan.Zero);
}
