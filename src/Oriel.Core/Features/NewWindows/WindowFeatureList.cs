using System;
using System.Collections.Generic;
using System.Globalization;

namespace Oriel.Core.Features.NewWindows;

/// <summary>What a page wishes of its new window, as the third argument of <c>window.open</c>.</summary>
internal sealed record WindowFeatureList(uint? Left, uint? Top, uint? Width, uint? Height, bool MenuBar, bool Status, bool Toolbar, bool ScrollBars)
{
    /// <summary>No window is smaller.</summary>
    private const uint LeastSize = 100;

    /// <param name="features">As Chromium has normalised them: <c>name</c> or <c>name=value</c>.</param>
    internal static WindowFeatureList Parse(IReadOnlyList<string> features)
    {
        Dictionary<string, string> values = [];
        foreach (string feature in features)
        {
            int equals = feature.IndexOf('=', StringComparison.Ordinal);
            values[equals < 0 ? feature : feature[..equals]] = equals < 0 ? "" : feature[(equals + 1)..];
        }

        return new WindowFeatureList(
            Number("left"), Number("top"), AtLeast(Number("width")), AtLeast(Number("height")),
            values.ContainsKey("menubar"), values.ContainsKey("status"), values.ContainsKey("toolbar"), values.ContainsKey("scrollbars"));

        uint? Number(string name) => values.TryGetValue(name, out string? value) && int.TryParse(value, CultureInfo.InvariantCulture, out int number) ? (uint)Math.Max(number, 0) : null;
    }

    private static uint? AtLeast(uint? size) => size is { } value ? Math.Max(value, LeastSize) : null;
}
