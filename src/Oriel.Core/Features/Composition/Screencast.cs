using System;
using System.Diagnostics;
using System.Drawing;
using System.IO;
using System.Threading;
using Oriel.Client.Sessions;
using Oriel.Composition;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Composition;

/// <summary>
/// Brings a page's pictures to a target. Constraints: the target is called on the UI thread, and never with a picture when there is a newer one; nothing piles up, wherever somebody is slow; no
/// memory is taken for a picture that is like the last one; nothing happens while nothing changes.
/// </summary>
/// <remarks>
/// Scheme: the browser has one picture under way at a time; of what changes meanwhile it keeps the last, and sends it when the one before is acknowledged. The receive loop puts a picture down, the
/// thread pool unpacks it, the UI thread hands it on. It is acknowledged as soon as it is unpacked, so that all of them work at once; but when the target, or its thread, was slow the last time, only when
/// that is done: the next one is drawn after that. So there are at most two: one with the target, one that waits.
/// </remarks>
internal sealed class Screencast : ICallback, IThreadPoolWorkItem
{
    /// <summary>A target that takes longer would get a picture that was drawn long before.</summary>
    private static readonly TimeSpan s_quick = TimeSpan.FromMilliseconds(12);

    private readonly Lock _lock = new();
    private readonly View _view;
    private readonly CdpSession _page;
    private readonly IFrameTarget _target;
    private readonly PngDecoder _decoder = new();

    // Under the lock.
    private EncodedFrame _waiting = new();
    private bool _hasWaiting;
    private bool _isBusy;
    private bool _isOver;

    // Of whoever is busy.
    private EncodedFrame _taken = new();
    private PixelBuffer _next = new();
    private PixelBuffer _shown = new();
    private Rectangle _damage;
    private InvalidDataException? _failure;
    private long _posted;
    private bool _isQuick = true;
    private bool _isAcknowledged;

    internal Screencast(View view, CdpSession page, IFrameTarget target)
    {
        _view = view;
        _page = page;
        _target = target;
        Subscription = new ScreencastSubscription(OnFrame);
    }

    internal ScreencastSubscription Subscription { get; }

    /// <summary>Of the picture that the target got last; on the UI thread.</summary>
    internal Size LastSize { get; private set; }

    string ICallback.Name => "IFrameTarget.OnFrame";

    internal void Begin() => _page.Post(new Page.StartScreencastCommand { Format = Page.StartScreencastFormat.Png, MaxFramesInFlight = 1, SendLastFrame = true });

    /// <summary>The page has another renderer: what was under way is lost.</summary>
    internal void BeginAgain()
    {
        _page.Post(default(Page.StopScreencastCommand));
        Begin();
    }

    /// <summary>On the UI thread: the target is not called any more.</summary>
    internal void End()
    {
        lock (_lock)
        {
            _isOver = true;
        }

        if (!_page.IsDetached)
        {
            _page.Post(default(Page.StopScreencastCommand));
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        lock (_lock)
        {
            (_taken, _waiting) = (_waiting, _taken);
            _hasWaiting = false;
        }

        _isAcknowledged = false;
        if (_isQuick)
        {
            Acknowledge();
        }

        try
        {
            _decoder.Decode(_taken.Png, _next);
            _damage = _next.Compare(_shown);
        }
        catch (InvalidDataException none)
        {
            _failure = none;
        }

        if (_damage.IsEmpty && _failure is null)
        {
            Release();
        }
        else
        {
            _posted = Stopwatch.GetTimestamp();
            _view.Dispatcher.Post(this);
        }
    }

    void ICallback.Invoke()
    {
        if (_isOver || _view.IsClosed)
        {
            return;
        }

        try
        {
            Show();
        }
        finally
        {
            _isQuick = Stopwatch.GetElapsedTime(_posted) < s_quick;
            Release();
        }
    }

    private void Show()
    {
        if (_failure is { } failure)
        {
            _failure = null;
            throw new InvalidOperationException($"The browser sent a picture of the page that cannot be read: {failure.Message}", failure);
        }

        (_next, _shown) = (_shown, _next);
        double scale = _taken.PageWidth > 0 ? _shown.Size.Width / _taken.PageWidth : 1;
        LastSize = _shown.Size;
        _target.OnFrame(new ViewFrame(_shown.Pixels, _shown.Size, _damage, scale, _taken.Time));
    }

    /// <summary>On the receive loop.</summary>
    private void OnFrame(CdpSession session, ReadOnlySpan<byte> image, bool isText, int number, Page.ScreencastFrameMetadata metadata)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            // One that still waits was under way when the screencast was begun again, and is acknowledged by that.
            _waiting.Set(image, isText, number, metadata);
            _hasWaiting = true;
            if (_isBusy)
            {
                return;
            }

            _isBusy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Acknowledge()
    {
        if (!_isAcknowledged)
        {
            _isAcknowledged = true;
            _page.Post(new Page.ScreencastFrameAckCommand(_taken.Number));
        }
    }

    /// <summary>The next one's turn.</summary>
    private void Release()
    {
        Acknowledge();
        lock (_lock)
        {
            if (!_hasWaiting || _isOver)
            {
                _isBusy = false;
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
