using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Diagnostics;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Processes;

/// <summary>
/// Sees whether the renderer of the main frame answers. Chromium notices a hang by input that is not handled; a view may get none, so the renderer's main thread is asked to evaluate nothing, now and then, as
/// long as somebody listens. One timer a view: it runs until the next question, and then until its answer is late.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Disposed of when nobody listens any more, and with the view.")]
internal sealed class ResponsivenessFeature(View view) : Feature(view)
{
    /// <summary>A check that comes this late says that this process could not do anything either, and then all get the time again.</summary>
    private static readonly TimeSpan s_usualDelay = TimeSpan.FromSeconds(1);

    /// <summary>A timer may come a little early.</summary>
    private static readonly TimeSpan s_earliness = TimeSpan.FromMilliseconds(50);

    private Timer? _timer;
    private long _due;

    /// <summary>What the renderer has not answered yet.</summary>
    private Task? _question;
    private bool _isPaused;
    private bool _isTold;

    internal RendererControl Public { get; } = new(view);

    internal EventHandler<EventArgs>? Responsive
    {
        get;
        set
        {
            field = value;
            OnListenersChanged();
        }
    }

    internal TimeSpan Limit
    {
        get;
        set
        {
            if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The limit must be positive, or Timeout.InfiniteTimeSpan for never.");
            }

            field = value;
            Stop();
            OnListenersChanged();
        }
    } = TimeSpan.FromSeconds(15);

    private bool IsListenedTo => !View.IsClosed && Limit != Timeout.InfiniteTimeSpan && (Responsive is not null || View.Failures.Failed is not null);

    /// <summary>Begins to ask, or does so no more.</summary>
    internal void OnListenersChanged()
    {
        if (!IsListenedTo)
        {
            Stop();
        }
        else if (_timer is null)
        {
            _timer = new Timer(_ => View.Dispatcher.Post(new ViewCallback(View, OnDue)), null, Timeout.Infinite, Timeout.Infinite);
            AskLater();
        }
    }

    internal Task EndScriptAsync() => EndScriptAsync(View.Page);

    internal Task EndRendererAsync() => EndRendererAsync(View.Page);

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _isPaused = false;
            session.SubscribeRaw("Debugger.paused", (_, _, _) => _isPaused = true);
            session.SubscribeRaw("Debugger.resumed", (_, _, _) => _isPaused = false);
        }
    }

    internal override void Close()
    {
        Responsive = null;
        Stop();
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private static async Task EndScriptAsync(CdpSession page)
    {
        try
        {
            _ = await page.SendAsync<Runtime.TerminateExecutionCommand, EmptyResult>(default);
        }
        catch (CdpException refused)
        {
            throw OfficialErrors.FromHResult(HResults.Fail, $"The script could not be ended: {refused.Error.Message}", refused);
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private static async Task EndRendererAsync(CdpSession page)
    {
        try
        {
            _ = await page.SendAsync<Page.CrashCommand, EmptyResult>(default);
        }
        catch (CdpException refused)
        {
            if (!page.HasLostRenderer)
            {
                // A renderer that does as it is told answers nothing, and the browser fails the call; perhaps before it tells of the crash, but not before it answers this.
                await ViewTarget.HearFromBrowserAsync(page);
            }

            if (!page.HasLostRenderer)
            {
                throw OfficialErrors.FromHResult(HResults.Fail, $"The renderer could not be ended: {refused.Error.Message}. While a navigation waits for its server, stop that first; a script is ended by EndScriptAsync.", refused);
            }
        }
    }

    private void Stop()
    {
        _timer?.Dispose();
        _timer = null;
        _question = null;
        _isTold = false;
    }

    private void AskLater() => Set(Limit * (2.0 / 3));

    private void Set(TimeSpan after)
    {
        _due = Stopwatch.GetTimestamp() + (long)(after.TotalSeconds * Stopwatch.Frequency);
        _timer?.Change(after, Timeout.InfiniteTimeSpan);
    }

    /// <summary>In its turn on the view's thread: an answer that has come has been taken note of.</summary>
    private void OnDue()
    {
        TimeSpan late = Stopwatch.GetElapsedTime(_due);
        if (_timer is null || late < -s_earliness)
        {
            // Of a timer that has been set anew meanwhile.
            return;
        }

        bool isHeldUp = View.TakeHeldUp() || _isPaused || View.Navigation.IsHoldingBack || late > s_usualDelay;
        if (_question is not null)
        {
            Set(Limit);
            if (!isHeldUp)
            {
                _isTold = true;
                View.Failures.Raise(ProcessFailures.OfUnresponsive());
            }
        }
        else if (isHeldUp || View.Failures.IsPageLost)
        {
            AskLater();
        }
        else
        {
            Set(Limit);
            _question = View.Page.SendAsync<Runtime.EvaluateCommand, Runtime.EvaluateResult>(new Runtime.EvaluateCommand("0") { Silent = true });
            View.Dispatcher.Observe(HearAsync(_question));
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task HearAsync(Task question)
    {
        try
        {
            await question;
        }
        catch (Exception e) when (e is CdpException or SessionClosedException or ConnectionClosedException)
        {
            // Its document or its renderer has gone: nobody waits for that one any more.
        }

        if (question == _question && !View.IsClosed)
        {
            bool wasTold = _isTold;
            _question = null;
            _isTold = false;
            AskLater();
            if (wasTold && !View.Failures.IsPageLost)
            {
                EventRaiser.Raise(Responsive, View.WebView, EventArgs.Empty, View.Dispatcher, () => View.IsClosed);
            }
        }
    }
}
