using Oriel.Client.Sessions;
using Oriel.Core.Features.Dialogs;
using Oriel.Core.Features.Requests;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.NewWindows;

/// <summary>
/// A window that no view shows: it lives as long as its opener's view, and its pages go where they like. It is watched only so that nothing of it waits: the browser holds its requests for
/// documents as it does everybody's, and nobody could answer its dialogs.
/// </summary>
internal static class LooseWindow
{
    /// <summary>Nobody shows it. It is for the caller to let it run.</summary>
    internal static void LetGo(CdpSession popup, string targetId)
    {
        CdpSession browser = popup.Connection.BrowserSession;
        popup.Subscribe<Fetch.RequestPausedEvent>((_, e) => browser.Post(new Fetch.ContinueRequestCommand(e.RequestId)));
        popup.Subscribe<Fetch.AuthRequiredEvent>(ResourceRequestFeature.OnAuthRequired);
        Watch(popup);

        // Not before it is listened to: what came up to here came to its opener.
        popup.Connection.ReleasePopup(popup, targetId);
        browser.Post(new BrokerDomain.ShowPopupCommand(targetId));
    }

    private static void Watch(CdpSession session)
    {
        session.Subscribe<Page.JavascriptDialogOpeningEvent>((s, e) => s.Post(new Page.HandleJavaScriptDialogCommand(DialogFeature.IsAcceptedUnseen(e))));
        session.Subscribe<Target.AttachedToTargetEvent>(OnAttached);

        // The broker learns from this which frames are its own.
        session.Post(default(Page.EnableCommand));
        session.Post(new Target.SetAutoAttachCommand(AutoAttach: true, WaitForDebuggerOnStart: false) { Flatten = true });
    }

    private static void OnAttached(CdpSession parent, Target.AttachedToTargetEvent attached)
    {
        if (parent.Connection.FindSession(attached.SessionId) is not { } child)
        {
            return;
        }

        switch (attached.TargetInfo.Type)
        {
            case "page":
                LetGo(child, attached.TargetInfo.TargetId);
                child.Post(default(Runtime.RunIfWaitingForDebuggerCommand));
                break;
            case "iframe":
                Watch(child);
                break;
            default:
                parent.Post(new Target.DetachFromTargetCommand { SessionId = attached.SessionId });
                break;
        }
    }
}
