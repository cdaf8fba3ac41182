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

namespace Oriel.Core.Tests.Features.Script;

/// <summary>What the busiest call of an app costs the garbage collector: everything between the public member and the socket.</summary>
/// <remarks>
/// Counted on the two threads that a round trip passes, the app's and the one that receives, by counters of these threads alone: whatever else
/// runs in this process is not in the figure. `bench/run.sh allocation` counts the same with a browser, over the whole process.
/// </remarks>
public sealed class ScriptAllocationTests(ITestOutputHelper output)
{
    /// <summary>
    /// Measured: 232. No object is smaller than 24 bytes, so one more for each call goes over the limit. Raise it only together with the reason why
    /// the call needs that object.
    /// </summary>
    private const double Limit = 255;

    /// <summary>So that buffers that grow once, and a sample's own objects, come to less than a byte for each call.</summary>
    private const int Calls = 2000;

    /// <summary>Code that is not optimized yet allocates more, and when it is optimized depends on time: the best of some rounds counts.</summary>
    private const int Rounds = 10;

    [Fact]
    public async Task A_round_trip_allocates_less_than_256_bytes()
    {
        double least = double.MaxValue;
        await OnUiThreadAsync(async (view, connection) =>
        {
            for (int round = 0; round < Rounds && least > Limit; round++)
            {
                long before = await ReceiveLoop.CountAllocatedAsync(connection) + GC.GetAllocatedBytesForCurrentThread();
                string answer = "";
                for (int i = 0; i < Calls; i++)
                {
                    answer = await view.ExecuteScriptAsync("1+1");
                }

                long after = GC.GetAllocatedBytesForCurrentThread() + await ReceiveLoop.CountAllocatedAsync(connection);
                Assert.Equal("2", answer);
                least = Math.Min(least, (after - before) / (double)Calls);
                output.WriteLine($"Round {round}: {(after - before) / (double)Calls:0.00} bytes for each call");
            }
        });

        // The answer itself is a string: less than that means that something was not counted.
        Assert.InRange(least, 24, Limit);
    }

    /// <summary>Runs the body where an app would, with a view whose page is <see cref="PagePeer"/>.</summary>
    private static async Task OnUiThreadAsync(Func<CoreWebView2, BrokerConnection, Task> body)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                using PagePeer peer = new();
                BrokerConnection connection = new(peer.HostEnd, _ => { });
                connection.Start();
                MessagePump.Run(async () =>
                {
                    View view = Open(connection);
                    await body(view.WebView, connection);
                    view.Lose(new InvalidOperationException("The test is over."));
                });
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

    private static View Open(BrokerConnection connection)
    {
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("test");

        // Scripts need neither the browser's group nor its link.
        View view = new(null!, null!, new ViewIdentity("V1", "Default", false, "/nowhere", 1, ""), dispatcher);
        dispatcher.Observe(view.Target.ShowAsync(connection.AddSession("A1", "F1", dispatcher), "F1"));
        return view;
    }
}
