using System.Text.Json;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Models;

namespace MediaAnalytics.Gateway.Verbs.Models;

/// <summary>Runs <c>gateway model</c>.</summary>
internal sealed class ModelAction(ModelArguments arguments, TimeProvider time, VerbConsole console)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromMinutes(2);

    public Task<int> RunAsync(CancellationToken cancellation) => console.RunAsync(
        async () =>
        {
            using var client = new GatewayClient(arguments.Server, time, ClientKey.Resolve(arguments.Key));
            if (arguments.Status)
            {
                await PrintAsync(await StatusAsync(client, cancellation));
                return ExitCodes.Done;
            }

            long sequence = (await OrderAsync(client, cancellation)).Sequence;
            ModelsJson status = await ServedAsync(client, sequence, cancellation);
            await PrintAsync(status);
            return Serves(status, sequence) ? ExitCodes.Done : ExitCodes.Failed;
        },
        () => "Stopped; what was sent stands, and 'gateway model --status' says what became of it.");

    private static bool Serves(ModelsJson status, long sequence) => status.Silos.Length > 0 && status.Silos.All(silo => silo.Sequence >= sequence);

    private async Task<ServingModelJson> OrderAsync(GatewayClient client, CancellationToken cancellation)
    {
        if (arguments.File is { } named && !File.Exists(named)) throw new ClientFault($"There is no file {named}.");
        using HttpResponseMessage response = await client.SendAsync(
            () => arguments.File is { } file ? new(HttpMethod.Put, "v1/models/serving") { Content = Content(file) } : new(HttpMethod.Delete, "v1/models/serving"),
            cancellation);
        return await client.ReadAsync<ServingModelJson>(response, cancellation);
    }

    private static StreamContent Content(string file)
    {
        try
        {
            return new(File.OpenRead(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ClientFault($"{file} can't be read: {fault.Message}", fault);
        }
    }

    /// <summary>Asks until every silo serves it or one says that it can't, or patience ends.</summary>
    private async Task<ModelsJson> ServedAsync(GatewayClient client, long sequence, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        while (true)
        {
            ModelsJson status = await StatusAsync(client, cancellation);
            bool refused = status.Silos.Any(silo => silo.Tried >= sequence && silo.Fault is not null);
            if (Serves(status, sequence) || refused || time.GetElapsedTime(began) > Patience) return status;
            await Task.Delay(Pause, time, cancellation);
        }
    }

    private static async Task<ModelsJson> StatusAsync(GatewayClient client, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await client.SendAsync(() => new(HttpMethod.Get, "v1/models"), cancellation);
        return await client.ReadAsync<ModelsJson>(response, cancellation);
    }

    private async Task PrintAsync(ModelsJson status)
    {
        if (arguments.Json)
        {
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(status, ClientJson.Options));
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
}
