using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Oriel.Client.Errors;

namespace Oriel.Client.Environments;

/// <summary>Four numbers, compared in order. A channel name after them says where a version comes from; it is never compared.</summary>
internal readonly record struct BrowserVersion(uint Major, uint Minor, uint Build, uint Patch) : IComparable<BrowserVersion>
{
    private const int Parts = 4;

    public static bool TryParse([NotNullWhen(true)] string? text, out BrowserVersion version)
    {
        version = default;
        if (text is null)
        {
            return false;
        }

        int space = text.IndexOf(' ', StringComparison.Ordinal);
        ReadOnlySpan<char> numbers = space < 0 ? text : text.AsSpan(0, space);
        Span<uint> values = stackalloc uint[Parts];
        Span<Range> ranges = stackalloc Range[Parts + 1];
        if (numbers.Split(ranges, '.') != Parts)
        {
            return false;
        }

        for (int i = 0; i < Parts; i++)
        {
            if (!uint.TryParse(numbers[ranges[i]], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]))
            {
                return false;
            }
        }

        version = new BrowserVersion(values[0], values[1], values[2], values[3]);
        return true;
    }

    public static BrowserVersion Parse(string? text, string parameter)
    {
        if (TryParse(text, out BrowserVersion version))
        {
            return version;
        }

        string found = text is null ? "null" : $"'{Excerpt.Of(text)}'";
        throw OfficialErrors.InvalidArgument(
            $"{found} is not a browser version. Pass four numbers, such as '156.0.4314.35', with or without a channel name after a space.",
            parameter);
    }

    /// <summary>-1, 0 or 1.</summary>
    public static int Compare(string? version1, string? version2)
    {
        return Parse(version1, nameof(version1)).CompareTo(Parse(version2, nameof(version2)));
    }

    public int CompareTo(BrowserVersion other)
    {
        return (Major, Minor, Build, Patch).CompareTo((other.Major, other.Minor, other.Build, other.Patch));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Build}.{Patch}");
}
