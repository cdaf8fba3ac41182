using System;

namespace Oriel.Hosting.Displays;

/// <summary>What a window manager says to a window of its state; said by us to those that have none.</summary>
internal static class WindowStates
{
    private const uint NormalState = 1;
    private const uint IconicState = 3;
    private const uint AtomType = 4;

    /// <summary>A browser stops to draw a page whose window is hidden; that it is not mapped makes no difference to it.</summary>
    public static void SetHidden(XConnection display, uint window, bool isHidden)
    {
        uint state = display.Atom("WM_STATE");
        SetNetState(display, window, "_NET_WM_STATE_HIDDEN", isHidden);
        display.SetProperty(window, state, state, isHidden ? IconicState : NormalState, 0);
    }

    /// <summary>Whether a window asks its manager, by a message of _NET_WM_STATE, to fill the screen, or no longer to.</summary>
    /// <returns>Null if it asks for something else.</returns>
    public static bool? ReadFullScreen(XConnection display, in XEvent message)
    {
        uint fullScreen = display.Atom("_NET_WM_STATE_FULLSCREEN");
        return message.SecondWord == fullScreen || message.ThirdWord == fullScreen ? message.FirstWord != 0 : null;
    }

    public static void SetFullScreen(XConnection display, uint window, bool isFull) => SetNetState(display, window, "_NET_WM_STATE_FULLSCREEN", isFull);

    /// <summary>A window is in this state and no other, or in none.</summary>
    private static void SetNetState(XConnection display, uint window, string name, bool isSet)
    {
        ReadOnlySpan<uint> states = isSet ? [display.Atom(name)] : [];
        display.SetProperty(window, display.Atom("_NET_WM_STATE"), AtomType, states);
    }
}
