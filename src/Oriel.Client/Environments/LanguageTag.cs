using System.Collections.Generic;
using System.Linq;
using Oriel.Client.Errors;

namespace Oriel.Client.Environments;

/// <summary>The environment's language, a BCP 47 tag.</summary>
internal static class LanguageTag
{
    private const int LongestPart = 8;

    /// <summary>Null for none. An underscore, as POSIX locales have it, is taken for a hyphen.</summary>
    public static string? Normalize(string? language)
    {
        if (string.IsNullOrWhiteSpace(language))
        {
            return null;
        }

        string tag = language.Trim().Replace('_', '-');
        string[] parts = tag.Split('-');
        bool valid = parts[0].All(char.IsAsciiLetter)
            && parts.All(p => p.Length is > 0 and <= LongestPart && p.All(char.IsAsciiLetterOrDigit));
        return valid
            ? tag
            : throw OfficialErrors.InvalidArgument(
                $"'{Excerpt.Of(language)}' is not a language. Set Language to a BCP 47 tag such as 'de' or 'pt-BR', "
                + "or leave it empty for the system's.");
    }

    /// <summary>
    /// On Linux <c>--lang</c> alone reaches neither Accept-Language nor navigator.language, which the option promises; <c>--accept-lang</c>
    /// does (tried on Chromium 156).
    /// </summary>
    public static IReadOnlyList<BrowserSwitch> ToSwitches(string? tag)
    {
        return tag is null ? [] : [new BrowserSwitch("lang", tag), new BrowserSwitch("accept-lang", tag)];
    }
}
