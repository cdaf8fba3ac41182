using System;

namespace Oriel.Core.Features.Requests;

/// <summary>
/// The wildcards of a resource filter: <c>*</c> is any number of characters, <c>?</c> exactly one, and a backslash takes the meaning from the wildcard behind it. The whole URI must match.
/// </summary>
internal static class UriGlob
{
    internal static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> uri)
    {
        int p = 0;
        int u = 0;
        int star = -1;
        int starUri = 0;
        while (u < uri.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starUri = u;
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, uri[u], out int width))
            {
                p += width;
                u++;
            }
            else if (star >= 0)
            {
                // The last star takes one more; what an earlier one took need never be changed.
                p = star + 1;
                u = ++starUri;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, int index, char character, out int width)
    {
        bool isEscaped = pattern[index] == '\\' && index + 1 < pattern.Length && pattern[index + 1] is '*' or '?';
        width = isEscaped ? 2 : 1;
        return isEscaped ? pattern[index + 1] == character : pattern[index] == '?' || pattern[index] == character;
    }
}
