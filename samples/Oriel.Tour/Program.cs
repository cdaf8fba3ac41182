using System;
using System.CommandLine;
using System.Threading;
using Oriel.Threading;
using Oriel.Tour.Drawing;
using Oriel.Tour.Hosts;
using Oriel.Tour.Steps;
using Oriel.Tour.Visit;

namespace Oriel.Tour;

/// <summary>The command line.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    private static int Main(string[] arguments)
    {
        Argument<string?> url = new("url") { Description = "A page to open and report on. Without it, the tour is shown.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> output = new("--output", "-o") { Description = "Where the picture of the page goes; artifacts/page.png if not said." };
        Option<string> artifacts = new("--artifacts") { Description = "The folder for pictures.", DefaultValueFactory = static _ => "artifacts" };
        Option<int> timeout = new("--timeout") { Description = "How many seconds a page may take to load.", DefaultValueFactory = static _ => 30 };
        timeout.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3600)
            {
                result.AddError("--timeout is a number of seconds from 1 to 3600.");
            }
        });
        RootCommand root = new("Shows what Oriel, WebView2 for Linux, does: a tour of its processes, pages and messages, or a report on one page.") { url, output, artifacts, timeout };
        root.SetAction(parsed => parsed.GetValue(url) is { } text
            ? Guard(cancellation => MessagePump.Run(() => PageVisit.RunAsync(
                Stage.Open(), PageAddress.Parse(text), parsed.GetValue(output) ?? $"{parsed.GetValue(artifacts)}/page.png", TimeSpan.FromSeconds(parsed.GetValue(timeout)), cancellation)))
            : Guard(cancellation => TourRunner.RunAsync(Stage.Open(), parsed.GetValue(artifacts)!, cancellation).GetAwaiter().GetResult()));

        Argument<string> folder = new("folder");
        Command host = new("host", "A host process of the tour.") { folder };
        host.Hidden = true;
        host.SetAction(parsed => HostMode.Run(parsed.GetValue(folder)!));
        root.Add(host);
        return root.Parse(arguments).Invoke();
    }

    /// <summary>Every failure ends in a sentence and a status; Ctrl+C too, after everything was closed.</summary>
    private static int Guard(Action<CancellationToken> work)
    {
        using Interruption interruption = Interruption.Watch();
        try
        {
            work(interruption.Token);
            return 0;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Stage.Fail("It was interrupted. Everything that was started has been ended.");
            return Interrupted;
        }
        catch (TourException failure)
        {
            Stage.Fail(failure.Message);
            return Failed;
        }
    }
}
