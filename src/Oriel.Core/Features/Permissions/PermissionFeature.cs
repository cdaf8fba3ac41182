using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Diagnostics;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Messages;
using Oriel.Core.Features.Script;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Permissions;

/// <summary>
/// What pages ask their user to permit. Chromium tells nobody that it is about to ask, so a script in the page holds the call and tells us; the browser is told what the app has decided, and only then does the
/// call go on (docs/adr/0016). The page is hostile: who asks is the document the browser names for the message, whether it may ask is the browser's permissions policy for it, and what it may do is decided by the
/// browser when the call has gone on.
/// </summary>
internal sealed class PermissionFeature(View view) : Feature(view)
{
    private const string EventName = "CoreWebView2.PermissionRequested";

    private static readonly string s_script = EmbeddedScript.Read("Oriel.permissions.js");

    /// <summary>Neither is to be guessed by a page: the one is a global only until the script has run, the other one that cannot be listed.</summary>
    private readonly string _bindingName = "oriel_" + Guid.NewGuid().ToString("N");
    private readonly string _answerName = "oriel_" + Guid.NewGuid().ToString("N");
    private readonly Dictionary<(CdpSession Session, int ContextId), PermissionDocument> _documents = [];
    private EventHandler<CoreWebView2PermissionRequestedEventArgs>? _requested;
    private bool _isInstalled;

    /// <summary>A view whose app never listens has no script in its pages.</summary>
    internal EventHandler<CoreWebView2PermissionRequestedEventArgs>? Requested
    {
        get => _requested;
        set
        {
            _requested = value;
            if (value is not null && !_isInstalled)
            {
                _isInstalled = true;
                View.Target.Sessions.ForEach(Install);
            }
        }
    }

    /// <summary>The page itself; null while one follows the other.</summary>
    private PermissionDocument? Top => _documents.Values.FirstOrDefault(document => View.Frames.IsMain(document.FrameId));

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            Forget(static _ => true);
        }

        session.Subscribe<Runtime.ExecutionContextCreatedEvent>(OnContextCreated);
        session.Subscribe<Runtime.ExecutionContextDestroyedEvent>((s, e) => Forget(key => key == (s, e.ExecutionContextId)));
        session.Subscribe<Runtime.ExecutionContextsClearedEvent>((s, _) => Forget(key => key.Session == s));
        session.Subscribe<Inspector.TargetCrashedEvent>((s, _) => Forget(key => key.Session == s));
        session.Subscribe<Target.DetachedFromTargetEvent>((_, e) => Forget(key => key.Session.SessionId == e.SessionId));
        session.Post(default(Inspector.EnableCommand));
        if (_isInstalled)
        {
            Install(session);
        }
    }

    internal override void Close()
    {
        // What was lent to the view the broker takes back with it.
        _requested = null;
        foreach (PermissionDocument document in _documents.Values)
        {
            document.IsGone = true;
        }

        _documents.Clear();
    }

    /// <summary>Whether the documents around it, or the kind itself, shut the document out; then nobody is asked, and it fails as in Chromium.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private static async Task<PermissionVerdict?> IsShutOutAsync(PermissionDocument document, PermissionDocument top, PermissionName name)
    {
        if (name.PolicyFeature is null)
        {
            // A frame of another origin never gets these. The browser, told what its page may do, would let it.
            return document.Origin != top.Origin ? PermissionVerdict.Denied : null;
        }

        try
        {
            Page.GetPermissionsPolicyStateResult policy = await document.Session.SendAsync<Page.GetPermissionsPolicyStateCommand, Page.GetPermissionsPolicyStateResult>(
                new Page.GetPermissionsPolicyStateCommand(document.FrameId));
            if (!policy.States.Any(feature => feature.Feature == name.PolicyFeature && !feature.Allowed))
            {
                return null;
            }
        }
        catch (CdpException)
        {
            // The frame is going. If it stays after all, the browser decides alone.
            return PermissionVerdict.Leave;
        }

        // All others look at the policy themselves, and say so in words of their own.
        return name.Kind == CoreWebView2PermissionKind.WindowManagement ? PermissionVerdict.Denied : PermissionVerdict.Leave;
    }

    /// <summary>No member of the API waits for it, so a refusal goes to the log.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private static async Task<bool> TryAsync(Task change)
    {
        try
        {
            await change;
            return true;
        }
        catch (Exception refused) when (refused is COMException or ArgumentException)
        {
            OrielLog.PermissionRefused(refused.Message);
            return false;
        }
    }

    private void Install(CdpSession session)
    {
        session.Subscribe(Runtime.BindingCalledEvent.Method, new BindingSubscription("CoreWebView2.PermissionRequested", _bindingName, OnBindingCalled));
        session.Post(new Runtime.AddBindingCommand(_bindingName));
        session.Post(new Page.AddScriptToEvaluateOnNewDocumentCommand($"'use strict';const {_answerName}={s_script}('{_bindingName}')") { RunImmediately = true });
    }

    private void OnContextCreated(CdpSession session, Runtime.ExecutionContextCreatedEvent e)
    {
        (string? frameId, bool isDefault) = FrameTree.ReadOwner(e.Context.AuxData);
        if (frameId is not null && isDefault && e.Context.UniqueId is { } contextId)
        {
            // Of a process that has ended nothing is told, and the next one counts from the beginning.
            Forget(key => key == (session, e.Context.Id));
            _documents[(session, e.Context.Id)] = new PermissionDocument(session, contextId, frameId, e.Context.Origin);
        }
    }

    private void Forget(Func<(CdpSession Session, int ContextId), bool> isGone)
    {
        foreach ((CdpSession, int) key in _documents.Keys.Where(isGone).ToArray())
        {
            _ = _documents.Remove(key, out PermissionDocument? document);
            document!.IsGone = true;
            foreach ((string Origin, PermissionName Name) lent in document.Lent)
            {
                if (!_documents.Values.Any(other => other.Lent.Contains(lent)))
                {
                    View.ProfilePermissions.Return(lent.Origin, lent.Name);
                }
            }
        }
    }

    private void OnBindingCalled(CdpSession session, int contextId, char first, string rest)
    {
        if (_documents.TryGetValue((session, contextId), out PermissionDocument? document) && PermissionQuestion.Parse(first + rest) is { } question)
        {
            View.Dispatcher.Observe(ServeAsync(document, question));
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ServeAsync(PermissionDocument document, PermissionQuestion question)
    {
        PermissionVerdict verdict = PermissionVerdict.Go;
        if (question.Names.Count > 1 && Top is { } top)
        {
            // Of what cannot be had as a whole nobody is asked for a part.
            foreach (PermissionName name in question.Names)
            {
                verdict = await IsShutOutAsync(document, top, name) ?? verdict;
            }
        }

        for (int i = 0; i < question.Names.Count && verdict == PermissionVerdict.Go; i++)
        {
            verdict = await JoinAsync(document, question.Names[i], question.IsUserInitiated);
        }

        if (!document.IsGone)
        {
            string word = verdict switch
            {
                PermissionVerdict.Go or PermissionVerdict.Leave => "go",
                PermissionVerdict.Dismissed => "dismissed",
                _ => "denied",
            };
            document.Session.Post(new Runtime.EvaluateCommand($"'use strict';{_answerName}({question.Id},'{word}')") { Silent = true, UniqueContextId = document.ContextId });
        }
    }

    /// <summary>Two calls of a document for the same thing are one request.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<PermissionVerdict> JoinAsync(PermissionDocument document, PermissionName name, bool isUserInitiated)
    {
        if (document.Open.TryGetValue(name, out Task<PermissionVerdict>? open))
        {
            return await open;
        }

        Task<PermissionVerdict> decision = DecideAsync(document, name, isUserInitiated);
        document.Open.Add(name, decision);
        try
        {
            return await decision;
        }
        finally
        {
            document.Open.Remove(name);
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<PermissionVerdict> DecideAsync(PermissionDocument document, PermissionName name, bool isUserInitiated)
    {
        if (_requested is null || Top is not { } top || PermissionOrigin.IsOpaque(document.Origin) || PermissionOrigin.IsOpaque(top.Origin))
        {
            return PermissionVerdict.Leave;
        }

        Task toldBefore = document.Told;
        TaskCompletionSource told = new();
        document.Told = told.Task;
        CoreWebView2PermissionState state;
        PermissionRequest? request = null;
        try
        {
            if (await IsShutOutAsync(document, top, name) is { } refusal)
            {
                return refusal;
            }

            state = await View.ProfilePermissions.FindAsync(document.Origin, name);
            await toldBefore;
            if (state == CoreWebView2PermissionState.Default && !document.IsGone)
            {
                request = Raise(document, name, isUserInitiated);
            }
        }
        finally
        {
            // Also one that nobody is told of does not let those after it past those before it.
            await toldBefore;
            told.SetResult();
        }

        bool isSaved = request is null;
        if (request is not null)
        {
            await request.Decided;
            state = request.State;
            isSaved = !document.IsGone && state != CoreWebView2PermissionState.Default && request.SavesInProfile
                && await TryAsync(View.ProfilePermissions.SaveAsync(document.Origin, name, state == CoreWebView2PermissionState.Allow));
        }

        // The decision is about a document that is there; of another the app is asked again.
        if (document.IsGone || state == CoreWebView2PermissionState.Deny)
        {
            return PermissionVerdict.Denied;
        }

        if (state == CoreWebView2PermissionState.Default)
        {
            // Whether storage persists is a decision that Chromium takes without its user.
            return name.Kind == CoreWebView2PermissionKind.PersistentStorage ? PermissionVerdict.Go : PermissionVerdict.Dismissed;
        }

        // To the browser what a frame is allowed is its page's.
        if (!isSaved || document.Origin != top.Origin)
        {
            document.Lent.Add((top.Origin, name));
            await TryAsync(View.ProfilePermissions.LendAsync(top.Origin, name));
        }

        return PermissionVerdict.Go;
    }

    private PermissionRequest Raise(PermissionDocument document, PermissionName name, bool isUserInitiated)
    {
        PermissionRequest request = new(name.Kind, document.Origin + "/", isUserInitiated);
        request.Completion = new EventCompletion(EventName, View.Dispatcher, request.OnDecided);
        View.Raise(_requested, new CoreWebView2PermissionRequestedEventArgs(request), request.Completion);
        return request;
    }
}
