using System.CommandLine;
using MediaAnalytics.Gateway.Verbs;

var root = new RootCommand("MediaAnalytics: client of a server's API. Each verb explains itself: gateway VERB --help")
{
    ImportCommand.Create(),
    ObserveCommand.Create(),
    SimulateCommand.Create(),
    VerifyCommand.Create(),
    KeysCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
