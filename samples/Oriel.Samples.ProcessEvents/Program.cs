using System;
using System.Threading.Tasks;
using Oriel.Samples.ProcessEvents.Cleanup;
using Oriel.Samples.ProcessEvents.Update;
using Oriel.Threading;

namespace Oriel.Samples.ProcessEvents;

/// <summary>Two small apps, each about what an app does when its browser process has ended.</summary>
internal static class Program
{
    private const string Usage = """
        usage: cleanup FOLDER         opens a page on the user data folder; on the words "open" and "close" opens it anew and closes it; removes the folder in the end
               update FOLDER URL...   opens the pages, and moves them to a new version of the browser when one is installed
        """;

    private static int Main(string[] arguments)
    {
        Func<Task>? app = arguments switch
        {
            ["cleanup", var folder] => () => CleanupApp.RunAsync(folder),
            ["update", var folder, _, ..] => () => UpdateApp.RunAsync(folder, arguments[2..]),
            _ => null,
        };
        if (app is null)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        MessagePump.Run(app);
        return 0;
    }
}
