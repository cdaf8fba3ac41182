using System;
using System.Threading;

namespace Oriel.TestHost;

/// <summary>
/// A host app driven by a test: it takes commands as lines of JSON on standard input and says results and events as lines of JSON on standard
/// output. It uses the official surface, the process map beside it, and a message loop of its own. It ends when its input ends, so never later than the test.
/// </summary>
/// <remarks>
/// <code>
/// → {"id":1,"do":"view.navigate","view":"v","url":"https://…"}
/// ← {"id":1,"result":{…}}        or  {"id":1,"error":{"type":"…","hresult":-2147019873,"message":"…"}}
/// ← {"event":"NavigationCompleted","view":"v","args":{…}}
/// </code>
/// </remarks>
internal static class Program
{
    private static int Main()
    {
        using MessageLoop loop = new();
        SynchronizationContext.SetSynchronizationContext(loop);
        Wire wire = new(Console.Out);
        CommandTable commands = new(wire);
        Thread reader = new(() => ReadCommands(loop, commands)) { IsBackground = true, Name = "commands" };
        reader.Start();
        loop.Run();
        return 0;
    }

    private static void ReadCommands(MessageLoop loop, CommandTable commands)
    {
        while (Console.In.ReadLine() is { } line)
        {
            loop.Post(_ => commands.Begin(line), null);
        }

        loop.End();
    }
}
