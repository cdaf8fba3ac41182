using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;
using Oriel.Client.Connections;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Core.Tests.Features;

namespace Oriel.Benchmarks.Questions;

/// <summary>
/// How long from an event on the wire to the app's handler, on a UI thread that has nothing else to do? Beside it the least that can be done to run anything on that thread: a bare
/// <see cref="SynchronizationContext.Post"/>. There is no browser in it, because nobody can tell when a browser has said something: the other end of the host's socket is another thread of this process.
/// </summary>
internal sealed class Dispatch : IQuestion
{
    private const string Posted = "Post";
    private const string Message = "0123456789012345678901234567890123456789";
    private const int Events = 100;
    private const int WarmUpRounds = 20;

    public static string Name => "dispatch";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("From an event on the wire to the handler entered, beside a bare Post to the same thread");
        using PagePeer peer = new();
        BrokerConnection connection = new(peer.HostEnd, _ => { });
        connection.Start();
        UiDispatcher dispatcher = UiDispatcher.ForCurrentThread("the benchmark");

        // As views are created: this thread's pump reads. Messages need neither the browser's group nor its link.
        connection.ReceiveOn(dispatcher.SourceLoop!);
        View view = new(null!, null!, new ViewIdentity("V1", "Default", false, "/nowhere", 1, ""), dispatcher);
        dispatcher.Observe(view.Target.ShowAsync(connection.AddSession("A1", "F1", dispatcher), "F1"));
        byte[] message = await peer.WebMessageAsync(Message);
        peer.Begin();

        using KernelThread sleeper = KernelThread.OfCurrent();
        using Sampler onWire = new(() => peer.Send(message));
        view.WebView.WebMessageReceived += (_, _) => onWire.OnEntered();
        SynchronizationContext pump = SynchronizationContext.Current!;
        Sampler posting = null!;
        SendOrPostCallback entered = _ => posting.OnEntered();
        using (posting = new Sampler(() => pump.Post(entered, null)))
        {
            report.Line("   The thread sleeps, as that of an app does most of the time:");
            Figures asleep = await MeasureAsync(setting, report, onWire, posting, sleeper);
            report.AddRatio("event on the wire to handler entered, UI thread asleep", asleep, "µs", Contender.Oriel.Name, Posted, 2);
            report.Line("   One right after the other, so that the thread does not get to sleep (a Post passes no kernel then, an event does):");
            Figures awake = await MeasureAsync(setting, report, onWire, posting, sleeper: null);
            report.Add(new Verdict(
                "the same, UI thread awake", "", Report.Text($"{awake.Median(Contender.Oriel.Name):0.0} to {awake.Median(Posted):0.0} µs"), null));
        }

        view.Lose(new InvalidOperationException("The benchmark is over."));
        connection.Close();
    }

    private static async Task<Figures> MeasureAsync(Setting setting, Report report, Sampler onWire, Sampler posting, KernelThread? sleeper)
    {
        Figures figures = new();
        for (int round = -WarmUpRounds; round < setting.Rounds; round++)
        {
            double wire = await onWire.SampleAsync(Events, sleeper);
            double post = await posting.SampleAsync(Events, sleeper);
            if (round >= 0)
            {
                figures.Add(Contender.Oriel.Name, wire);
                figures.Add(Posted, post);
            }
        }

        report.Figures(figures, [Posted, Contender.Oriel.Name], "µs");
        return figures;
    }

    /// <summary>A thread that does something, waits until it has had its effect on the UI thread, and does it again.</summary>
    private sealed class Sampler : IDisposable
    {
        private readonly Action _act;
        private readonly AutoResetEvent _isEntered = new(initialState: false);
        private long _enteredAt;

        public Sampler(Action act) => _act = act;

        /// <summary>The effect. On the UI thread.</summary>
        public void OnEntered()
        {
            _enteredAt = Stopwatch.GetTimestamp();
            _isEntered.Set();
        }

        /// <returns>The median, in microseconds.</returns>
        public Task<double> SampleAsync(int count, KernelThread? sleeper) => Task.Factory.StartNew(
            () =>
            {
                double[] samples = new double[count];
                for (int i = 0; i < count; i++)
                {
                    while (sleeper?.IsAsleep == false)
                    {
                    }

                    long begun = Stopwatch.GetTimestamp();
                    _act();
                    _isEntered.WaitOne();
                    samples[i] = Stopwatch.GetElapsedTime(begun, _enteredAt).TotalMicroseconds;
                }

                Array.Sort(samples);
                return samples[count / 2];
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public void Dispose() => _isEntered.Dispose();
    }
}
