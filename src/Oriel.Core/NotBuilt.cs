using System;

namespace Oriel.Core;

/// <summary>The one place where "not built yet" is said.</summary>
internal static class NotBuilt
{
    /// <param name="member">As an app's author knows it: <c>CoreWebView2.PrintAsync</c>.</param>
    public static NotImplementedException Member(string member) => new(
        $"{member} is not built yet in this version of Oriel. docs/parity.md in Oriel's repository lists every member and its state.");
}
