using System.CommandLine;
using MediaAnalytics.Silo.Verbs;

var root = new RootCommand("silo") { TrainVerb.Create() };
return await root.Parse(args).InvokeAsync();
