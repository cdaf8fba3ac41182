using System;
using Oriel.Hosting.Displays;

namespace Oriel.Hosting.Embedding;

/// <summary>
/// Gives the app its keys while the pointer is over a page. X hands a key to the window below the pointer if that is inside of the one that has the keyboard, so a page would get what is typed into its app.
/// Toolkits that embed foreign windows keep the keyboard on a window beside them for that reason; others, and windows made by hand, do not.
/// </summary>
/// <param name="connection">The host's.</param>
/// <param name="container">The window around the browser's.</param>
internal sealed class KeyRelay(XConnection connection, uint container)
{
    /// <summary>The page does not have the keyboard.</summary>
    public void Begin() => connection.GrabKeys(container);

    /// <summary>The page has the keyboard: what is typed is for it.</summary>
    public void End() => connection.UngrabKeys(container);

    /// <param name="e">A key that would have gone to the page.</param>
    /// <param name="guest">The page's window.</param>
    public void Pass(in XEvent e, uint guest)
    {
        const uint PointerRoot = 1;
        uint focus = connection.FindFocus();
        if (focus <= PointerRoot)
        {
            // Who has the pointer has the keyboard.
            focus = guest;
        }

        if (connection.FindOnScreen(focus) is { } corner)
        {
            Span<byte> key = stackalloc byte[XEvent.Size];
            e.Readdress(focus, corner, key);
            connection.Send(focus, e.Type == XEventType.KeyPress ? XEventMask.KeyPress : XEventMask.KeyRelease, key);
            connection.Flush();
        }
    }
}
