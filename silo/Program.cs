using System.CommandLine;
using MediaAnalytics.Silo.Verbs;

var root = new RootCommand("MediaAnalytics: the server, and its genre model's verbs. Without a verb it serves.") { ServeCommand.Create() };
foreach (Option option in ServeCommand.Options)
    root.Options.Add(option);
root.SetAction(ServeCommand.RunAsync);
return await root.Parse(args).InvokeAsync();
