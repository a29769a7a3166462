using System.CommandLine;
using MediaAnalytics.Gateway.Verbs;

var root = new RootCommand("MediaAnalytics: the gateway of a cluster, and the client of a server's API. Each verb explains itself: gateway VERB --help")
{
    ServeCommand.Create(),
    ImportCommand.Create(),
    ObserveCommand.Create(),
    SimulateCommand.Create(),
    VerifyCommand.Create(),
    ModelCommand.Create(),
    ModelsCommand.Create("gateway"),
    KeysCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
