using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Diagnostics;

namespace Oriel.Core.Dispatching;

/// <summary>What a deferral of the app's stands for. It has the finalizer, and not the public type, which has none in the official surface.</summary>
internal sealed class EventDeferral
{
    private readonly string _eventName;
    private readonly UiDispatcher _dispatcher;

    // Where it was taken, to be told when it is lost; without files and lines, which cost more than all the rest.
    private readonly StackTrace _taken = new(fNeedFileInfo: false);
    private Action? _complete;

    internal EventDeferral(string eventName, UiDispatcher dispatcher, Action complete)
    {
        _eventName = eventName;
        _dispatcher = dispatcher;
        _complete = complete;
    }

    /// <summary>The app has dropped it: the page must not wait for ever. On the finalizer's thread, so nothing is done here.</summary>
    ~EventDeferral()
    {
        if (Interlocked.Exchange(ref _complete, null) is { } complete)
        {
            OrielLog.DeferralLost(_eventName, PlaceInApp());
            _dispatcher.Post(new EnvironmentCallback(complete, $"end of {_eventName}"));
        }
    }

    /// <summary>The app's method that took it.</summary>
    private string PlaceInApp()
    {
        foreach (StackFrame frame in _taken.GetFrames())
        {
            if (frame.GetMethod() is { DeclaringType: { } type } method && type.Assembly != typeof(EventDeferral).Assembly)
            {
                return $"{type.FullName}.{method.Name}";
            }
        }

        return "an unknown place";
    }

    /// <summary>Completes it. Only the first time counts.</summary>
    /// <exception cref="InvalidOperationException">Wrong thread.</exception>
    [SuppressMessage("Usage", "CA1816:Dispose methods should call SuppressFinalize", Justification = "Complete is what Dispose is called here.")]
    internal void Complete(string member)
    {
        if (_complete is null)
        {
            return;
        }

        if (!_dispatcher.IsOwnThread)
        {
            throw ThreadErrors.WrongThread(nameof(CoreWebView2Deferral), member, _dispatcher.ThreadId);
        }

        Action? complete = Interlocked.Exchange(ref _complete, null);
        GC.SuppressFinalize(this);
        complete?.Invoke();
    }
}
