using System.CommandLine;
using System.Globalization;
using MediaAnalytics.Silo.Verbs;

// Figures and settings are written one way, wherever the machine is.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

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
