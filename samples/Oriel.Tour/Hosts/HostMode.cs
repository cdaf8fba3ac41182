using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Oriel.Threading;

namespace Oriel.Tour.Hosts;

/// <summary>
/// A host process of the tour: a small WebView2 app that does what it is asked on standard input and says on standard output what came of it. It ends
/// when its input does, so that it never outlives the tour.
/// </summary>
internal static class HostMode
{
    internal static int Run(string userDataFolder)
    {
        using Interruption ignored = Interruption.Ignore();
        MessagePump.Run(() => ServeAsync(userDataFolder));
        return 0;
    }

    private static async Task ServeAsync(string userDataFolder)
    {
        using StreamReader input = new(Console.OpenStandardInput());
        await using StreamWriter output = new(Console.OpenStandardOutput()) { AutoFlush = true };
        HostSession session = new(userDataFolder, line => output.WriteLine(JsonSerializer.Serialize(line, HostJson.Default.HostLine)));
        while (await input.ReadLineAsync() is { } line)
        {
            if (JsonSerializer.Deserialize(line, HostJson.Default.HostRequest) is { } request)
            {
                await session.AnswerAsync(request);
            }
        }

        await session.EndAsync();
    }
}
