using System.Text.Json;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Models;

namespace MediaAnalytics.Gateway.Verbs.Models;

/// <summary>Does what <c>gateway model</c> and <c>models</c> were asked for.</summary>
internal sealed class ModelsAction(Uri server, string? key, bool json, TimeProvider time, VerbConsole console)
{
    private const string Address = "v1/models", Serving = $"{Address}/serving";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromMinutes(2);

    /// <summary>Says which model serves where, and how far the catalogue has been scored anew.</summary>
    public Task<int> StatusAsync(CancellationToken cancellation) => RunAsync(async client =>
    {
        await PrintAsync(await GetAsync(client, cancellation));
        return ExitCodes.Done;
    });

    /// <summary>Lists the registered models.</summary>
    public Task<int> ListAsync(CancellationToken cancellation) => RunAsync(async client =>
    {
        ModelsJson models = await GetAsync(client, cancellation);
        if (json)
        {
            await WriteAsync(models);
            return ExitCodes.Done;
        }

        console.Write(ModelTable.Of(models));
        await console.Error.WriteLineAsync(ModelTable.Below(models));
        return ExitCodes.Done;
    });

    /// <summary>Registers a file, to be promoted later.</summary>
    public Task<int> RegisterAsync(string file, CancellationToken cancellation) => RunAsync(async client =>
    {
        ModelVersionJson model = await SendAsync<ModelVersionJson>(client, () => new(HttpMethod.Post, Address) { Content = Content(file) }, cancellation);
        if (json)
            await WriteAsync(model);
        else
            await console.Output.WriteLineAsync($"Registered {model.Version}, {(model.Checked ? "checked" : "unchecked")}. 'models promote {model.Version}' has it serve.");
        return ExitCodes.Done;
    });

    /// <summary>Takes a model out of the registry.</summary>
    public Task<int> RemoveAsync(string version, CancellationToken cancellation) => RunAsync(async client =>
    {
        ModelVersionJson model = await SendAsync<ModelVersionJson>(client, () => new(HttpMethod.Delete, $"{Address}/versions/{Uri.EscapeDataString(version)}"), cancellation);
        if (json)
            await WriteAsync(model);
        else
            await console.Output.WriteLineAsync($"Took {model.Version} out. Its file stays in the artifact store: models/{model.Sha256}");
        return ExitCodes.Done;
    });

    /// <summary>Registers a file and has it serve.</summary>
    public Task<int> ServeAsync(string file, CancellationToken cancellation) =>
        OrderAsync(() => new(HttpMethod.Put, Serving) { Content = Content(file) }, cancellation);

    /// <summary>Has the silos' own model serve.</summary>
    public Task<int> ServeOwnAsync(CancellationToken cancellation) => OrderAsync(() => new(HttpMethod.Delete, Serving), cancellation);

    /// <summary>Has a registered model serve.</summary>
    public Task<int> PromoteAsync(string version, CancellationToken cancellation) =>
        OrderAsync(() => new(HttpMethod.Put, $"{Serving}/{Uri.EscapeDataString(version)}"), cancellation);

    /// <summary>Has the model of the order before serve again.</summary>
    public Task<int> RollBackAsync(CancellationToken cancellation) => RunAsync(async client =>
    {
        long from = (await GetAsync(client, cancellation)).Serving.Sequence;
        return await OrderAsync(client, () => new(HttpMethod.Post, $"{Serving}/rollback?from={from}"), cancellation);
    });

    private static bool Serves(ModelsJson status, long sequence) => status.Silos.Length > 0 && status.Silos.All(silo => silo.Sequence >= sequence);

    private static StreamContent Content(string file)
    {
        if (!File.Exists(file)) throw new ClientFault($"There is no file {file}.");
        try
        {
            return new(File.OpenRead(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ClientFault($"{file} can't be read: {fault.Message}", fault);
        }
    }

    private static async Task<T> SendAsync<T>(GatewayClient client, Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await client.SendAsync(make, cancellation);
        return await client.ReadAsync<T>(response, cancellation);
    }

    private static Task<ModelsJson> GetAsync(GatewayClient client, CancellationToken cancellation) =>
        SendAsync<ModelsJson>(client, () => new(HttpMethod.Get, Address), cancellation);

    private Task<int> OrderAsync(Func<HttpRequestMessage> make, CancellationToken cancellation) => RunAsync(client => OrderAsync(client, make, cancellation));

    /// <summary>Gives an order, and waits until every silo serves it or one says that it can't, or patience ends.</summary>
    private async Task<int> OrderAsync(GatewayClient client, Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        long sequence = (await SendAsync<ServingModelJson>(client, make, cancellation)).Sequence;
        long began = time.GetTimestamp();
        while (true)
        {
            ModelsJson status = await GetAsync(client, cancellation);
            bool refused = status.Silos.Any(silo => silo.Tried >= sequence && silo.Fault is not null);
            if (Serves(status, sequence) || refused || time.GetElapsedTime(began) > Patience)
            {
                await PrintAsync(status);
                return Serves(status, sequence) ? ExitCodes.Done : ExitCodes.Failed;
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private Task<int> RunAsync(Func<GatewayClient, Task<int>> verb) => console.RunAsync(
        async () =>
        {
            using var client = new GatewayClient(server, time, ClientKey.Resolve(key));
            return await verb(client);
        },
        () => "Stopped; what was sent stands, and 'models list' says what became of it.");

    private async Task PrintAsync(ModelsJson status)
    {
        if (json)
        {
            await WriteAsync(status);
            return;
        }

        ServingModelJson serving = status.Serving;
        string who = serving.Since is { } since ? $" (order {serving.Sequence} by {serving.By}, {since:u})" : "";
        await console.Output.WriteLineAsync($"to serve: {serving.Version ?? "each silo's own model"}{who}");
        foreach (ModelSiloJson silo in status.Silos)
            await console.Output.WriteLineAsync($"{silo.Silo} on {silo.Device}: {silo.Version}{(silo.Fault is { } fault ? $"; {fault}" : "")}");
        if (status.Silos.Length == 0) await console.Output.WriteLineAsync("no accelerator silo is up; one that comes loads it");
        if (status.Rescoring is { } run)
        {
            string end = run.EndedAt is { } ended ? $"ended {ended:u}" : run.Waiting is { } waiting ? $"waits: {waiting}" : "goes on";
            await console.Output.WriteLineAsync($"catalogue scored anew by {run.Version}: {run.Done} of {run.Total} MVs, {run.Failed} failed; {end}");
        }
    }

    private Task WriteAsync<T>(T answer) => console.Output.WriteLineAsync(JsonSerializer.Serialize(answer, ClientJson.Options));
}
