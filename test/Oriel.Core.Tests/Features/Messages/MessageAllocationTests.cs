using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Connections;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Threading;
using Xunit;
using Xunit.Abstractions;

namespace Oriel.Core.Tests.Features.Messages;

/// <summary>What a message of a page costs the garbage collector, from the socket to the app's handler: its text and its arguments.</summary>
public sealed class MessageAllocationTests(ITestOutputHelper output)
{
    private const string Text = "0123456789012345678901234567890123456789";

    /// <summary>As many at a time as the queue keeps entries for.</summary>
    private const int Burst = 200;
    private const int Bursts = 20;

    /// <summary>Code that is not optimized yet allocates more, and when it is optimized depends on time: the best of some rounds counts.</summary>
    private const int Rounds = 10;

    [Fact]
    public Task A_message_allocates_its_text_and_its_arguments_and_nothing_else() => OnPumpAsync(async () =>
    {
        using PagePeer peer = new();
        BrokerConnection connection = new(peer.HostEnd, _ => { });
        connection.Start();
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("test");

        // Messages need neither the browser's group nor its link.
        View view = new(null!, null!, new ViewIdentity("V1", "Default", false, "/nowhere", 1, ""), dispatcher);
        dispatcher.Observe(view.Target.ShowAsync(connection.AddSession("A1", "F1", dispatcher), "F1"));
        byte[] message = await peer.WebMessageAsync(Text);
        peer.Begin();
        int heard = 0;
        TaskCompletionSource all = new();
        view.WebView.WebMessageReceived += (_, _) =>
        {
            if (++heard == Burst)
            {
                heard = 0;
                all.SetResult();
            }
        };
        double least = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = await CountAsync(connection);
            for (int burst = 0; burst < Bursts; burst++)
            {
                all = new TaskCompletionSource();
                for (int i = 0; i < Burst; i++)
                {
                    peer.Send(message);
                }

                await all.Task;
            }

            least = Math.Min(least, (await CountAsync(connection) - before) / (double)(Burst * Bursts));
            output.WriteLine($"Round {round}: {least:0.00} bytes for each message at the least");
        }

        long needed = Measure();
        output.WriteLine($"Needed: {needed}");

        // What each burst has of its own comes to a few bytes for each message; no object is smaller than 24.
        Assert.InRange(least, needed, needed + 12);
        view.Lose(new InvalidOperationException("The test is over."));
    });

    /// <summary>On the two threads that a message passes; what else runs in this process is not in it.</summary>
    private static async Task<long> CountAsync(BrokerConnection connection) => await ReceiveLoop.CountAllocatedAsync(connection) + GC.GetAllocatedBytesForCurrentThread();

    /// <summary>The text as JSON and the arguments.</summary>
    private static long Measure()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        object arguments = new CoreWebView2WebMessageReceivedEventArgs("", new string('x', Text.Length + 2), []);
        long after = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(arguments);
        return after - before;
    }

    private static async Task OnPumpAsync(Func<Task> body)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                MessagePump.Run(body);
                ended.SetResult();
            }
            catch (Exception failure)
            {
                ended.SetException(failure);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        await ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
