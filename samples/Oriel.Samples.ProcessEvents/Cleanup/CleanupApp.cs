using System;
using System.Threading.Tasks;

namespace Oriel.Samples.ProcessEvents.Cleanup;

/// <summary>An app that leaves nothing behind. It does what it is told by lines of its input.</summary>
internal static class CleanupApp
{
    public static async Task RunAsync(string userDataFolder)
    {
        AppWindow window = await AppWindow.OpenAsync(userDataFolder);
        while (!window.Removed.IsCompleted)
        {
            // Read elsewhere: what the browser has to say comes on this thread.
            Task<string?> line = Task.Run(Console.In.ReadLine);
            if (await Task.WhenAny(line, window.Removed) == line)
            {
                await ObeyAsync(window, await line);
            }
        }
    }

    private static async Task ObeyAsync(AppWindow window, string? word)
    {
        switch (word)
        {
            case "open":
                Console.WriteLine("Opening.");
                await window.OpenPageAsync();
                break;
            case "close" or null:
                window.ClosePage();
                await (word is null ? window.Removed : Task.CompletedTask);
                break;
            default:
                Console.WriteLine($"'{word}' is neither \"open\" nor \"close\".");
                break;
        }
    }
}
