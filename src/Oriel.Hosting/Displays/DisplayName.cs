using System;

namespace Oriel.Hosting.Displays;

/// <summary>Names of displays as in DISPLAY: <c>host:number.screen</c>.</summary>
internal static class DisplayName
{
    /// <summary>Whether two names mean the same display; the screen does not matter, because a window belongs to the display.</summary>
    public static bool AreSame(string one, string other) => Shorten(one) == Shorten(other);

    private static string Shorten(string name)
    {
        int colon = name.LastIndexOf(':');
        int dot = colon < 0 ? -1 : name.IndexOf('.', colon);
        string display = dot < 0 ? name : name[..dot];
        return display.StartsWith("unix:", StringComparison.Ordinal) ? display["unix".Length..] : display;
    }
}
