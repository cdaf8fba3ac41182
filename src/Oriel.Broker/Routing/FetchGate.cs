using System;
using System.Collections.Generic;
using Oriel.Broker.Chromium;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Routing;

/// <summary>
/// Paused requests on their way to the host that owns the frame. The browser tells of a request and of its frame on different sessions, so the request may come first;
/// then it waits until the frame is known. Should that never be, it goes on as if nobody had asked: a page must not hang because we do not know it. Only the request for the address
/// that a page was opened at is the broker's own, and fails.
/// </summary>
internal sealed class FetchGate
{
    private readonly EventLoop _loop;
    private readonly ViewRegistry _views;
    private readonly BrowserCalls _calls;
    private readonly OpeningAddresses _addresses;
    private readonly TimeSpan _patience;
    private readonly Dictionary<HexId, List<byte[]>> _waiting = [];
    private readonly HashSet<HexId> _unowned = [];

    public FetchGate(EventLoop loop, ViewRegistry views, BrowserCalls calls, OpeningAddresses addresses, LifetimeBounds bounds)
    {
        _loop = loop;
        _views = views;
        _calls = calls;
        _addresses = addresses;
        _patience = bounds.UnknownFrame;
    }

    /// <summary>Called when a page or frame asks for a document.</summary>
    public required Action DocumentRequested { get; init; }

    /// <returns>The owner's link, or null if the request waits or has gone on.</returns>
    public IMessageSink? Route(in MessageHeader header, ReadOnlySpan<byte> message)
    {
        PausedRequest request = PausedRequest.Read(header.Params);
        if (request.IsDocument)
        {
            DocumentRequested();
        }

        if (_addresses.Contains(request.Url))
        {
            // Refused where the page was stopped before; both leave the page where it is.
            _calls.Send("", new Fetch.FailRequestCommand(request.RequestId, "Aborted"));
            return null;
        }

        HexId frame = request.Frame;
        if (_views.FindByFrame(frame) is { } view)
        {
            if (request.IsDocument || view.RequestPatterns.Count > 0)
            {
                return view.Owner;
            }

            // Held for another view's sake.
            GoOn(message);
            return null;
        }

        if (_unowned.Contains(frame) || !request.HasFrame)
        {
            GoOn(message);
            return null;
        }

        if (!_waiting.TryGetValue(frame, out List<byte[]>? messages))
        {
            _waiting.Add(frame, messages = []);
            _loop.Schedule(_patience, () => GiveUp(frame));
        }

        messages.Add(message.ToArray());
        return null;
    }

    /// <summary>The frame has an owner now.</summary>
    public void OnFrameKnown(HexId frame, IMessageSink owner)
    {
        if (_waiting.Remove(frame, out List<byte[]>? messages))
        {
            foreach (byte[] message in messages)
            {
                owner.Send(message);
            }
        }
    }

    /// <summary>Nobody will ever own the frame: its page is nobody's.</summary>
    public void OnFrameUnowned(HexId frame)
    {
        _unowned.Add(frame);
        GiveUp(frame);
    }

    /// <summary>The page is gone.</summary>
    public void OnFrameGone(HexId frame)
    {
        _unowned.Remove(frame);
        _waiting.Remove(frame);
    }

    /// <summary>The browser is gone.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _unowned.Clear();
    }

    private void GiveUp(HexId frame)
    {
        if (_waiting.Remove(frame, out List<byte[]>? messages))
        {
            foreach (byte[] message in messages)
            {
                GoOn(message);
            }
        }
    }

    private void GoOn(ReadOnlySpan<byte> message)
    {
        MessageHeader header = MessageHeader.Parse(message);
        string requestId = PausedRequest.Read(header.Params).RequestId;
        if (header.Method.SequenceEqual(Fetch.AuthRequiredEvent.Method))
        {
            _calls.Send("", new Fetch.ContinueWithAuthCommand(requestId, new Fetch.AuthChallengeResponse("Default")));
        }
        else
        {
            _calls.Send("", new Fetch.ContinueRequestCommand(requestId));
        }
    }
}
