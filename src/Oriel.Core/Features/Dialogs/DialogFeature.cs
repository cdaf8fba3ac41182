using Oriel.Client.Sessions;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Dialogs;

/// <summary>
/// Script dialogs of a view without a window. Nobody could see or answer them and the page's script would wait for ever, so they are
/// answered as a user who closes them would: an alert is taken note of, a question declined, and a page that wants to keep its user is left.
/// </summary>
internal sealed class DialogFeature(View view) : Feature(view)
{
    internal override void Attach(CdpSession session, bool isPage) =>
        session.Subscribe<Page.JavascriptDialogOpeningEvent>((s, e) => s.Post(new Page.HandleJavaScriptDialogCommand(e.Type is "alert" or "beforeunload")));
}
