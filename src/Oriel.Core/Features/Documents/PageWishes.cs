using System;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Documents;

/// <summary>What a page wants of its window, which is the app's: that an element of it fills the screen, that it is closed. The bridge script tells of it.</summary>
internal sealed class PageWishes(View view) : Feature(view)
{
    internal EventHandler<object>? FullScreenChanged { get; set; }

    internal EventHandler<object>? CloseRequested { get; set; }

    internal bool ContainsFullScreenElement { get; private set; }

    internal void SetFullScreen(bool isFull)
    {
        if (isFull != ContainsFullScreenElement)
        {
            ContainsFullScreenElement = isFull;
            View.Raise(FullScreenChanged, null!);
        }
    }

    /// <summary>
    /// The browser has left it, as for the Escape key. The page is to learn of that with its next size, which the browser expects to be another one; in a view it is the same, so the page is told.
    /// </summary>
    internal void LeaveFullScreen()
    {
        if (ContainsFullScreenElement)
        {
            View.Page.Post(new Runtime.EvaluateCommand("chrome.webview['oriel.leaveFullScreen']()") { Silent = true, UniqueContextId = View.Frames.MainContext });
        }
    }

    internal void RequestClose() => View.Raise(CloseRequested, null!);

    internal override void Close()
    {
        FullScreenChanged = null;
        CloseRequested = null;
    }
}
