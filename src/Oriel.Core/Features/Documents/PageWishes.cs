using System;
using Oriel.Core.Features.Views;

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

    internal void RequestClose() => View.Raise(CloseRequested, null!);

    internal override void Close()
    {
        FullScreenChanged = null;
        CloseRequested = null;
    }
}
