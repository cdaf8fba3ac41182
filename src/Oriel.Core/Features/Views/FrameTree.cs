using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Navigation;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Views;

/// <summary>
/// The frames of the page, whichever process they live in, and which script context is whose. A message from the page is believed to come
/// from the frame its context belongs to, and from nothing it says itself.
/// </summary>
internal sealed class FrameTree(View view) : Feature(view)
{
    private readonly Dictionary<string, FrameState> _frames = [];
    private readonly Dictionary<CdpSession, Dictionary<int, FrameState>> _contexts = [];

    internal IReadOnlyCollection<FrameState> All => _frames.Values;

    /// <summary>The top frame. Its id is the target's, and stays the same over navigations and processes.</summary>
    internal FrameState Main => GetOrAdd(View.Target.TargetId, parentId: null);

    /// <summary>The number of the top frame; 0 while it is not known which window the view shows.</summary>
    internal uint MainNumber
    {
        get;
        set
        {
            field = value;
            if (_frames.TryGetValue(View.Target.TargetId, out FrameState? main))
            {
                main.Number = value;
            }
        }
    }

    /// <summary>The script context of the top document, by the name only it ever has; null while one document follows the other.</summary>
    internal string? MainContext { get; private set; }

    internal bool IsMain(string frameId) => frameId == View.Target.TargetId;

    internal FrameState GetOrAdd(string frameId, string? parentId)
    {
        if (!_frames.TryGetValue(frameId, out FrameState? frame))
        {
            frame = new FrameState(frameId, parentId) { Number = IsMain(frameId) ? MainNumber : 0 };
            _frames.Add(frameId, frame);
        }

        return frame;
    }

    internal bool TryFind(string frameId, [NotNullWhen(true)] out FrameState? frame) => _frames.TryGetValue(frameId, out frame);

    /// <summary>What a frame is at the moment, with those around it.</summary>
    internal CoreWebView2FrameInfo Describe(FrameState frame)
    {
        // From the outside in; a frame is numbered after the one around it, and a page that makes us believe otherwise shall not keep us here.
        Stack<FrameState> around = [];
        FrameState? next = frame;
        while (next is not null)
        {
            around.Push(next);
            next = next.ParentId is { } id && TryFind(id, out FrameState? parent) && parent.Number < next.Number ? parent : null;
        }

        CoreWebView2FrameInfo? info = null;
        foreach (FrameState state in around)
        {
            CoreWebView2FrameKind kind = IsMain(state.Id) ? CoreWebView2FrameKind.MainFrame : CoreWebView2FrameKind.Iframe;
            info = new CoreWebView2FrameInfo(state.Name, state.Url, state.Number, kind, info);
        }

        return info!;
    }

    internal FrameState? FindOpen(NavigationState state) => _frames.Values.FirstOrDefault(frame => frame.IsOpen(state));

    internal bool TryFindContext(CdpSession session, int contextId, [NotNullWhen(true)] out FrameState? frame)
    {
        frame = null;
        return _contexts.TryGetValue(session, out Dictionary<int, FrameState>? contexts) && contexts.TryGetValue(contextId, out frame);
    }

    /// <summary>Which frame a script context belongs to, and whether it is the world of the page's own scripts.</summary>
    internal static (string? FrameId, bool IsDefault) ReadOwner(CborValue? auxData)
    {
        string? frameId = null;
        bool isDefault = false;
        if (auxData is not null)
        {
            CborReader reader = auxData.Read();
            CborScope scope = reader.ReadStartMap();
            while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
            {
                if (key.SequenceEqual("frameId"u8))
                {
                    frameId = reader.ReadString();
                }
                else if (key.SequenceEqual("isDefault"u8))
                {
                    isDefault = reader.ReadBoolean();
                }
                else
                {
                    reader.SkipValue();
                }
            }
        }

        return (frameId, isDefault);
    }

    /// <summary>The renderer of the top frame is gone: so are all scripts and all frames in it.</summary>
    internal void OnPageLost()
    {
        _ = TakeLost(Main);
        Forget(View.Page);
    }

    /// <summary>The renderer of a frame is gone, and with it all that was in the frame; what lived elsewhere has been told detached before.</summary>
    /// <returns>The frame, and those that were inside it.</returns>
    internal List<FrameState> TakeLost(FrameState root)
    {
        List<FrameState> lost = [root];
        for (int i = 0; i < lost.Count; i++)
        {
            lost.AddRange(_frames.Values.Where(frame => frame.ParentId == lost[i].Id));
        }

        foreach (FrameState inner in lost.Skip(1))
        {
            _frames.Remove(inner.Id);
        }

        return lost;
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _frames.Clear();
            _contexts.Clear();
            MainContext = null;
        }

        session.Subscribe<BrokerDomain.FrameNumberedEvent>((_, e) => GetOrAdd(e.FrameId, e.ParentFrameId).Number = (uint)e.Number);
        session.Subscribe<Page.FrameAttachedEvent>((_, e) => GetOrAdd(e.FrameId, e.ParentFrameId));
        session.Subscribe<Page.FrameNavigatedEvent>(OnNavigated);
        session.Subscribe<Page.NavigatedWithinDocumentEvent>((_, e) => GetOrAdd(e.FrameId, parentId: null).Url = e.Url);
        session.Subscribe<Page.FrameDetachedEvent>(OnDetached);
        session.Subscribe<Runtime.ExecutionContextCreatedEvent>(OnContextCreated);
        session.Subscribe<Runtime.ExecutionContextDestroyedEvent>(OnContextDestroyed);
        session.Subscribe<Runtime.ExecutionContextsClearedEvent>((s, _) => Forget(s));
        session.Post(default(Page.EnableCommand));
        session.Post(default(Runtime.EnableCommand));
    }

    private void OnNavigated(CdpSession session, Page.FrameNavigatedEvent e)
    {
        FrameState frame = GetOrAdd(e.Frame.Id, e.Frame.ParentId);
        frame.Name = e.Frame.Name ?? "";
        frame.Url = (e.Frame.UnreachableUrl ?? e.Frame.Url) + e.Frame.UrlFragment;
    }

    private void OnDetached(CdpSession session, Page.FrameDetachedEvent e)
    {
        // A frame that moves to another process is told detached as well, with the reason "swap".
        if (e.Reason == "remove")
        {
            _frames.Remove(e.FrameId);
        }
    }

    private void OnContextCreated(CdpSession session, Runtime.ExecutionContextCreatedEvent e)
    {
        (string? frameId, bool isDefault) = ReadOwner(e.Context.AuxData);
        if (frameId is not null)
        {
            if (!_contexts.TryGetValue(session, out Dictionary<int, FrameState>? contexts))
            {
                contexts = [];
                _contexts.Add(session, contexts);
            }

            contexts[e.Context.Id] = GetOrAdd(frameId, parentId: null);
            if (isDefault && IsMain(frameId))
            {
                MainContext = e.Context.UniqueId;
            }
        }
    }

    private void OnContextDestroyed(CdpSession session, Runtime.ExecutionContextDestroyedEvent e)
    {
        if (_contexts.TryGetValue(session, out Dictionary<int, FrameState>? contexts))
        {
            _ = contexts.Remove(e.ExecutionContextId);
        }

        if (e.ExecutionContextUniqueId == MainContext)
        {
            MainContext = null;
        }
    }

    private void Forget(CdpSession session)
    {
        if (session.Parent is null)
        {
            MainContext = null;
        }

        _ = _contexts.Remove(session);
    }
}
