using System.Collections.Generic;
using System.Linq;
using Oriel.Broker.Clients;

namespace Oriel.Broker.Routing;

/// <summary>Who owns what: views by name, and by every session, target and frame that belongs to them.</summary>
internal sealed class ViewRegistry
{
    private readonly Dictionary<string, View> _views = [];
    private readonly Dictionary<HexId, View> _bySession = [];
    private readonly Dictionary<HexId, View> _byTarget = [];
    private readonly Dictionary<HexId, Frame> _byFrame = [];
    private int _lastFrame;

    public int Count => _views.Count;

    public IReadOnlyCollection<View> All => _views.Values;

    public void Add(View view)
    {
        _views.Add(view.ViewId, view);
        _byTarget[HexId.Parse(view.TargetId)] = view;
        AddSession(view, HexId.Parse(view.SessionId));
        AddFrame(view, HexId.Parse(view.TargetId), parent: null);
    }

    public View? Find(string viewId) => _views.GetValueOrDefault(viewId);

    public View? FindBySession(HexId session) => _bySession.GetValueOrDefault(session);

    public View? FindByTarget(string targetId) => _byTarget.GetValueOrDefault(HexId.Parse(targetId));

    public View? FindByFrame(HexId frame) => _byFrame.GetValueOrDefault(frame)?.View;

    public Frame? FindFrame(HexId frame) => _byFrame.GetValueOrDefault(frame);

    public View[] OwnedBy(ClientLink owner) => [.. _views.Values.Where(view => view.Owner == owner)];

    public void AddPopup(View view, string targetId, string sessionId)
    {
        view.Popups.Add(targetId, sessionId);
        _byTarget[HexId.Parse(targetId)] = view;
        AddSession(view, HexId.Parse(sessionId));
        AddFrame(view, HexId.Parse(targetId), parent: null);
    }

    public void RemovePopup(View view, string targetId, HexId session)
    {
        view.Popups.Remove(targetId);
        _byTarget.Remove(HexId.Parse(targetId));
        RemoveSession(session);
        RemoveFrame(HexId.Parse(targetId));
    }

    /// <summary>A view shows a popup of another one instead of its own target.</summary>
    /// <returns>Its main frame.</returns>
    public Frame Adopt(View view, View opener, string popupTargetId)
    {
        string popupSessionId = opener.Popups[popupTargetId];
        HexId popupFrame = HexId.Parse(popupTargetId);
        Frame frame = _byFrame[popupFrame];
        RemovePopup(opener, popupTargetId, HexId.Parse(popupSessionId));
        _byTarget.Remove(HexId.Parse(view.TargetId));
        RemoveSession(HexId.Parse(view.SessionId));
        RemoveFrame(HexId.Parse(view.TargetId));
        view.TargetId = popupTargetId;
        view.SessionId = popupSessionId;
        _byTarget[HexId.Parse(popupTargetId)] = view;
        AddSession(view, HexId.Parse(popupSessionId));

        // Another view's, and the same frame.
        frame.View = view;
        view.Frames.Add(popupFrame);
        _byFrame.Add(popupFrame, frame);
        return frame;
    }

    public void AddSession(View view, HexId session)
    {
        view.Sessions.Add(session);
        _bySession[session] = view;
    }

    public void RemoveSession(HexId session)
    {
        if (_bySession.Remove(session, out View? view))
        {
            view.Sessions.Remove(session);
        }
    }

    /// <param name="view">Whose it is.</param>
    /// <param name="id">The frame.</param>
    /// <param name="parent">The one around it.</param>
    /// <returns>The frame, if it was not known; null if it was.</returns>
    public Frame? AddFrame(View view, HexId id, HexId? parent)
    {
        view.Frames.Add(id);
        if (_byFrame.TryGetValue(id, out Frame? known))
        {
            known.View = view;
            return null;
        }

        Frame frame = new() { Number = ++_lastFrame, View = view, Parent = parent };
        _byFrame.Add(id, frame);
        return frame;
    }

    /// <summary>The frames in a frame of a view, and in those.</summary>
    public HexId[] FramesIn(View view, HexId id)
    {
        HashSet<HexId> around = [id];
        return
        [
            .. from frame in view.Frames
               let known = _byFrame.GetValueOrDefault(frame)
               where known is not null

               // A child became known after the frame around it.
               orderby known.Number
               where known.Parent is { } parent && around.Contains(parent) && around.Add(frame)
               select frame,
        ];
    }

    public void RemoveFrame(HexId id)
    {
        if (_byFrame.Remove(id, out Frame? frame))
        {
            frame.View.Frames.Remove(id);
        }
    }

    public void Remove(View view)
    {
        _views.Remove(view.ViewId);
        _byTarget.Remove(HexId.Parse(view.TargetId));
        foreach (string popup in view.Popups.Keys)
        {
            _byTarget.Remove(HexId.Parse(popup));
        }

        foreach (HexId session in view.Sessions)
        {
            _bySession.Remove(session);
        }

        foreach (HexId frame in view.Frames)
        {
            _byFrame.Remove(frame);
        }
    }
}
