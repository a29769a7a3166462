using System.CommandLine;
using MediaAnalytics.Silo.Verbs;

var root = new RootCommand("MediaAnalytics: the server, and the verbs of its genre model. Without a verb it serves.")
{
    ServeCommand.Create(),
    TrainVerb.Create(),
    AblateVerb.Create(),
    EvaluateVerb.Create(),
    ClassifyVerb.Create(),
    ModelsVerb.Create(),
    RecoverVerb.Create(),
};
foreach (Option option in ServeCommand.Options)
    root.Options.Add(option);
root.SetAction(ServeCommand.RunAsync);
return await root.Parse(args).InvokeAsync();
