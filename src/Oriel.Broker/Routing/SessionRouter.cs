using System;
using Oriel.Broker.Clients;
using Oriel.Broker.Frames;
using Oriel.Broker.Monitoring;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Routing;

/// <summary>
/// Finds for every message from the browser the host it belongs to: a response by its id, an event by its session, a paused request by its frame. On the way it learns
/// which sessions and frames a view has come to own.
/// </summary>
internal sealed class SessionRouter
{
    private readonly ClientDirectory _clients;
    private readonly ViewRegistry _views;
    private readonly BrowserCalls _calls;
    private readonly FetchGate _gate;
    private readonly PageTracker _pages;
    private readonly RendererDeaths _deaths;
    private readonly FrameSurvey _survey;

    public SessionRouter(ClientDirectory clients, ViewRegistry views, BrowserCalls calls, FetchGate gate, PageTracker pages, RendererDeaths deaths, FrameSurvey survey)
    {
        _clients = clients;
        _views = views;
        _calls = calls;
        _gate = gate;
        _pages = pages;
        _deaths = deaths;
        _survey = survey;
    }

    public IMessageSink? FindReceiver(int id) => _clients.Find(MessageIds.SlotOf(id));

    public IMessageSink? Route(ReadOnlySpan<byte> message)
    {
        MessageHeader header = MessageHeader.Parse(message);
        if (header.Id is { } id)
        {
            if (MessageIds.SlotOf(id) != MessageIds.BrokerSlot)
            {
                return FindReceiver(id);
            }

            _calls.Complete(id, header);
            return null;
        }

        if (header.Method.IsEmpty)
        {
            // The browser could not even read the id of a command. Hosts' commands are checked before, so it was none that anyone waits for.
            return null;
        }

        return header.SessionId.IsEmpty ? RouteBrowserEvent(header, message) : RouteSessionEvent(header);
    }

    /// <summary>Whether a host may send this to the browser; if not, it has been told.</summary>
    public bool Admit(ClientLink link, in MessageHeader header)
    {
        int id = header.Id ?? 0;
        if (header.SessionId.IsEmpty)
        {
            if (!IsBrokersOwn(header.Method))
            {
                return true;
            }

            link.SendError(id, BrowserErrors.Refused, $"'{System.Text.Encoding.UTF8.GetString(header.Method)}' at browser level belongs to the broker, because it concerns every host.");
            return false;
        }

        if (_views.FindBySession(HexId.Parse(header.SessionId))?.Owner == link)
        {
            return true;
        }

        link.SendError(id, BrowserErrors.NoSession, "Session with given id not found.");
        return false;
    }

    private ClientLink? RouteSessionEvent(in MessageHeader header)
    {
        View? view = _views.FindBySession(HexId.Parse(header.SessionId));
        if (view is null)
        {
            _survey.OnEvent(header);
            return null;
        }

        Observe(view, header);
        return view.Owner;
    }

    private IMessageSink? RouteBrowserEvent(in MessageHeader header, ReadOnlySpan<byte> message)
    {
        CborReader reader = new(header.Params);
        if (header.Method.SequenceEqual(Fetch.RequestPausedEvent.Method) || header.Method.SequenceEqual(Fetch.AuthRequiredEvent.Method))
        {
            return _gate.Route(header, message);
        }

        if (header.Method.SequenceEqual(Target.AttachedToTargetEvent.Method))
        {
            return _pages.OnAttached(Target.AttachedToTargetEvent.Read(ref reader));
        }

        if (header.Method.SequenceEqual(Target.TargetCrashedEvent.Method))
        {
            Target.TargetCrashedEvent crashed = Target.TargetCrashedEvent.Read(ref reader);
            HexId frame = HexId.Parse(crashed.TargetId);
            View? view = _views.FindByFrame(frame);
            if (view is not null)
            {
                view.FrameChanges++;
                _deaths.OnTargetCrashed(view, crashed, _views.FramesIn(view, frame));
            }

            return view?.Owner;
        }

        if (header.Method.SequenceEqual(Target.DetachedFromTargetEvent.Method))
        {
            Target.DetachedFromTargetEvent detached = Target.DetachedFromTargetEvent.Read(ref reader);
            _survey.OnDetached(detached.SessionId);
            return _pages.OnDetached(detached);
        }

        return null;
    }

    private void Observe(View view, in MessageHeader header)
    {
        ReadOnlySpan<byte> method = header.Method;
        if (method[0] is not ((byte)'P' or (byte)'T' or (byte)'I'))
        {
            return;
        }

        CborReader reader = new(header.Params);
        if (method.SequenceEqual(Page.FrameAttachedEvent.Method))
        {
            Page.FrameAttachedEvent attached = Page.FrameAttachedEvent.Read(ref reader);
            AddFrame(view, attached.FrameId, attached.ParentFrameId, header.SessionId);
        }
        else if (method.SequenceEqual(Page.FrameDetachedEvent.Method))
        {
            Page.FrameDetachedEvent detached = Page.FrameDetachedEvent.Read(ref reader);
            view.FrameChanges++;
            if (detached.Reason != "swap")
            {
                HexId frame = HexId.Parse(detached.FrameId);
                _views.RemoveFrame(frame);
                _gate.OnFrameGone(frame);
            }
        }
        else if (method.SequenceEqual(Page.FrameNavigatedEvent.Method) || method.SequenceEqual(Page.NavigatedWithinDocumentEvent.Method))
        {
            view.FrameChanges++;
        }
        else if (method.SequenceEqual(Target.AttachedToTargetEvent.Method))
        {
            Target.AttachedToTargetEvent attached = Target.AttachedToTargetEvent.Read(ref reader);
            _views.AddSession(view, HexId.Parse(attached.SessionId));
            if (attached.TargetInfo.Type == "iframe")
            {
                AddFrame(view, attached.TargetInfo.TargetId, attached.TargetInfo.ParentFrameId, header.SessionId);
            }
        }
        else if (method.SequenceEqual(Inspector.DetachedEvent.Method))
        {
            if (Inspector.DetachedEvent.Read(ref reader).Reason == "Render process gone.")
            {
                view.FrameChanges++;
                _deaths.OnRendererGone(view, System.Text.Encoding.ASCII.GetString(header.SessionId));
            }
        }
        else if (method.SequenceEqual(Target.DetachedFromTargetEvent.Method))
        {
            _views.RemoveSession(HexId.Parse(Target.DetachedFromTargetEvent.Read(ref reader).SessionId));
        }
    }

    /// <param name="view">Whose it is.</param>
    /// <param name="frameId">The frame.</param>
    /// <param name="parentFrameId">The one around it, if it is told.</param>
    /// <param name="sessionId">Where the browser tells of it, as it does next; the host knows the frame's number by then.</param>
    private void AddFrame(View view, string frameId, string? parentFrameId, ReadOnlySpan<byte> sessionId)
    {
        HexId id = HexId.Parse(frameId);
        view.FrameChanges++;
        if (_views.AddFrame(view, id, parentFrameId is { } parent ? HexId.Parse(parent) : null) is { } frame)
        {
            view.Owner.SendEvent(new BrokerDomain.FrameNumberedEvent(frameId, frame.Number, parentFrameId), sessionId);
        }

        _gate.OnFrameKnown(id, view.Owner);
    }

    private static bool IsBrokersOwn(ReadOnlySpan<byte> method) =>
        method.SequenceEqual(Target.SetAutoAttachCommand.Method)
        || method.SequenceEqual(Target.SetDiscoverTargetsCommand.Method)
        || method.SequenceEqual(Fetch.EnableCommand.Method)
        || method.SequenceEqual(Fetch.DisableCommand.Method)
        || method.SequenceEqual(Browser.CloseCommand.Method);
}
