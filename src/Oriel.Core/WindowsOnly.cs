using System;

namespace Oriel.Core;

/// <summary>The one place where "not on Linux" is said.</summary>
internal static class WindowsOnly
{
    /// <param name="member">As an app's author knows it: <c>CoreWebView2.GetComICoreWebView2</c>.</param>
    /// <param name="instead">A whole sentence that says what to use instead.</param>
    public static PlatformNotSupportedException Member(string member, string instead) => new($"{member} exists on Windows only. {instead}");
}
