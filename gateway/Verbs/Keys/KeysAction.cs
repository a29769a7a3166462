using System.Globalization;
using System.Text.Json;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Keys.Management;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs.Keys;

/// <summary>Does what <c>gateway keys</c> was asked for.</summary>
internal sealed class KeysAction(Uri server, string? key, bool json, TimeProvider time, VerbConsole console)
{
    private const string Address = "v1/keys";

    private static readonly string[] Columns = ["id", "name", "scopes", "state", "by", "expires", "last used"];

    /// <summary>Makes a key: it alone goes to stdout, so that a script can take it from there.</summary>
    public Task<int> CreateAsync(NewKeyJson wanted, CancellationToken cancellation) => RunAsync(async client =>
    {
        CreatedKeyJson created = await SendAsync<CreatedKeyJson>(client, () => new(HttpMethod.Post, Address) { Content = JsonContent.Create(wanted, options: ClientJson.Options) }, cancellation);
        if (json)
        {
            await WriteAsync(created);
            return;
        }

        await console.Output.WriteLineAsync(created.Key);
        string end = created.Record.ExpiresAt is { } expires ? $"until {Day(expires)}" : "until it is revoked";
        await console.Error.WriteLineAsync(
            $"This key is shown now and never again. It opens {string.Join(", ", created.Record.Scopes)} {end}; 'gateway keys revoke {created.Record.Id}' ends it.");
    });

    /// <summary>Lists all keys.</summary>
    public Task<int> ListAsync(CancellationToken cancellation) => RunAsync(async client =>
    {
        KeysJson keys = await SendAsync<KeysJson>(client, () => new(HttpMethod.Get, Address), cancellation);
        if (json)
        {
            await WriteAsync(keys);
            return;
        }

        var table = new Table();
        foreach (string column in Columns)
            table.AddColumn(column, shown => shown.NoWrap = column is not ("name" or "by"));
        foreach (KeyJson one in keys.Keys)
        {
            table.AddRow(
                one.Id, Markup.Escape(one.Name), string.Join(", ", one.Scopes), one.State, Markup.Escape(one.CreatedBy),
                one.ExpiresAt is { } expires ? Day(expires) : "never", one.LastUsedAt is { } used ? used.ToString("u", CultureInfo.InvariantCulture)[..16] + "Z" : "–");
        }

        console.Write(table);
        if (keys.Keys.Length == 0)
            await console.Error.WriteLineAsync("There are no keys yet: gateway keys create --name NAME --scope read,ingest");
    });

    /// <summary>Revokes a key.</summary>
    public Task<int> RevokeAsync(string id, CancellationToken cancellation) => RunAsync(async client =>
    {
        // Whoever has a whole key at hand means its id; its secret goes nowhere.
        string named = ApiKey.TryParse(id, out string parsed, out _) ? parsed : id;
        KeyJson revoked = await SendAsync<KeyJson>(client, () => new(HttpMethod.Delete, $"{Address}/{Uri.EscapeDataString(named)}"), cancellation);
        if (json)
            await WriteAsync(revoked);
        else
            await console.Output.WriteLineAsync($"Revoked {revoked.Id} ({revoked.Name}). Every gateway refuses it within 5 seconds.");
    });

    private Task<int> RunAsync(Func<GatewayClient, Task> verb) => console.RunAsync(
        async () =>
        {
            using var client = new GatewayClient(server, time, ClientKey.Resolve(key));
            await verb(client);
            return ExitCodes.Done;
        },
        () => "Stopped. 'gateway keys list' shows what was done.");

    private static async Task<T> SendAsync<T>(GatewayClient client, Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await client.SendAsync(make, cancellation);
        return await client.ReadAsync<T>(response, cancellation);
    }

    private Task WriteAsync<T>(T answer) => console.Output.WriteLineAsync(JsonSerializer.Serialize(answer, ClientJson.Options));

    private static string Day(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
