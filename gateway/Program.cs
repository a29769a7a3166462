using System.CommandLine;
using MediaAnalytics.Gateway.Verbs;

var root = new RootCommand("MediaAnalytics: client of the server's API") { ImportCommand.Create(), ObserveCommand.Create(), SimulateCommand.Create() };
return await root.Parse(args).InvokeAsync();
