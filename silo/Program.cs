using System.CommandLine;
using MediaAnalytics.Silo.Verbs;

var root = new RootCommand("MediaAnalytics: recognises genres of music videos and follows how they spread.") { TrainVerb.Create(), EvaluateVerb.Create(), ClassifyVerb.Create() };
return await root.Parse(args).InvokeAsync();
