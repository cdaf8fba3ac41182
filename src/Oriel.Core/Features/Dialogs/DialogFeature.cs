using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Dialogs;

/// <summary>
/// Script dialogs. The app is asked when it has switched off the default ones and listens. Others of a view without a window nobody could see or answer, and the
/// page's script would wait for ever, so they are answered as a user who closes them would: an alert is taken note of, a question declined, and a page that
/// wants to keep its user is left.
/// </summary>
internal sealed class DialogFeature(View view) : Feature(view)
{
    internal EventHandler<CoreWebView2ScriptDialogOpeningEventArgs>? Opening { get; set; }

    /// <summary>Complete when no answer is on its way, and the renderer goes on.</summary>
    internal Task Answered { get; private set; } = Task.CompletedTask;

    internal override void Attach(CdpSession session, bool isPage) => session.Subscribe<Page.JavascriptDialogOpeningEvent>(OnOpening);

    internal override void Close() => Opening = null;

    /// <summary>The answer of a user who closes it.</summary>
    internal static bool IsAcceptedUnseen(Page.JavascriptDialogOpeningEvent dialog) => dialog.Type is "alert" or "beforeunload";

    private static CoreWebView2ScriptDialogKind KindOf(string type) => type switch
    {
        "alert" => CoreWebView2ScriptDialogKind.Alert,
        "confirm" => CoreWebView2ScriptDialogKind.Confirm,
        "prompt" => CoreWebView2ScriptDialogKind.Prompt,
        _ => CoreWebView2ScriptDialogKind.Beforeunload,
    };

    private void Answer(CdpSession session, bool accept, string? text = null)
    {
        View.OnHeldUp();
        Task answer = session.SendAsync<Page.HandleJavaScriptDialogCommand, EmptyResult>(new Page.HandleJavaScriptDialogCommand(accept) { PromptText = text });
        View.Dispatcher.Observe(answer);
        Answered = SettleAsync(answer);
    }

    /// <summary>
    /// The browser gives a navigation up when its user stays, and the renderer tells it only then that its page has been asked. A navigation that is begun in between would be given up for that.
    /// </summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task SettleAsync(Task answer)
    {
        // A page that goes away with its dialog refuses the answer, which is as good.
        await Task.WhenAny(answer);
        if (!View.IsClosed)
        {
            await View.Target.HearFromRendererAsync();
        }
    }

    private void OnOpening(CdpSession session, Page.JavascriptDialogOpeningEvent e)
    {
        CoreWebView2ScriptDialogKind kind = KindOf(e.Type);
        if (View.Settings.DocumentHasDefaultDialogs || Opening is null)
        {
            Answer(session, accept: IsAcceptedUnseen(e));
            return;
        }

        // What Chromium says to users who leave is not the page's.
        string message = kind == CoreWebView2ScriptDialogKind.Beforeunload ? "" : e.Message;
        ScriptDialog dialog = new(kind, e.Url, message, e.DefaultPrompt ?? "");
        dialog.Completion = new EventCompletion("CoreWebView2.ScriptDialogOpening", View.Dispatcher, () => Close(session, dialog));
        View.Raise(Opening, new CoreWebView2ScriptDialogOpeningEventArgs(dialog), dialog.Completion);
    }

    private void Close(CdpSession session, ScriptDialog dialog)
    {
        // A closed view takes its dialog along.
        if (!View.IsClosed)
        {
            Answer(session, dialog.IsAccepted, dialog is { Kind: CoreWebView2ScriptDialogKind.Prompt, IsAccepted: true } ? dialog.ResultText : null);
        }
    }
}
