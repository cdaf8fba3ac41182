using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Oriel.Samples.ProcessEvents.Update;

/// <summary>An app that moves its pages to a new version of the browser while it runs.</summary>
internal static class UpdateApp
{
    public static async Task RunAsync(string userDataFolder, IReadOnlyList<string> uris)
    {
        List<UpdatingWindow> windows = [];
        foreach (string uri in uris)
        {
            windows.Add(await UpdatingWindow.OpenAsync(userDataFolder, uri));
        }

        // Every environment tells of the new version. The first is enough, because all windows have to move together.
        await await Task.WhenAny(windows.Select(static window => window.NewVersion));
        Console.WriteLine("A new version of the browser is installed. Do you want to move to it now? [y/n]");
        if (await Task.Run(Console.In.ReadLine) == "y")
        {
            // The browser goes on until the last of its pages is closed, those of other apps included; so all are closed before any is opened again.
            await Task.WhenAll([.. windows.Select(static window => window.MoveToNewVersionAsync())]);
        }

        windows.ForEach(static window => window.Close());
    }
}
