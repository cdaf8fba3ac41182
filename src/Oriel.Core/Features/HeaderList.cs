using System;
using System.Buffers;
using System.Collections.Generic;
using Oriel.Client.Errors;

namespace Oriel.Core.Features;

/// <summary>
/// HTTP headers in the order they were added. Names are compared without regard to case; one name may occur several times.
/// </summary>
/// <remarks>What is in the list can be sent as it is: names are tokens, and no value can end its line and begin another header.</remarks>
internal sealed class HeaderList
{
    private static readonly SearchValues<char> s_tokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> s_forbiddenInValues = SearchValues.Create("\0\r\n");

    private readonly List<KeyValuePair<string, string>> _headers = [];

    /// <summary>Changes with every change of the list: tells whether it must be sent again.</summary>
    internal int Version { get; private set; }

    /// <summary>Reads headers from lines of <c>Name: value</c>, as an app hands them over to make a request or response.</summary>
    /// <remarks>Lines end in LF or CRLF. A line that is no header is left out, as Chromium does with one from the network.</remarks>
    internal static HeaderList Parse(string? lines)
    {
        var list = new HeaderList();
        foreach (ReadOnlySpan<char> line in (lines ?? "").AsSpan().EnumerateLines())
        {
            int colon = line.IndexOf(':');
            if (colon > 0 && IsToken(line[..colon]))
            {
                list.Append(line[..colon].ToString(), line[(colon + 1)..].Trim(" \t").ToString());
            }
        }

        return list;
    }

    /// <summary>Whether the text can be a header's name or a request's method.</summary>
    internal static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(s_tokenCharacters);

    internal bool Contains(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IndexOf(name) >= 0;
    }

    /// <summary>The first value under this name.</summary>
    internal string GetFirst(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int index = IndexOf(name);
        return index >= 0
            ? _headers[index].Value
            : throw new ArgumentException(
                $"There is no header named '{Excerpt.Of(name)}'. Ask Contains first, or use GetHeaders, which may be empty.", nameof(name));
    }

    /// <summary>A copy of the headers under this name: the caller may change the list while going through it.</summary>
    internal KeyValuePair<string, string>[] GetAll(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. _headers.FindAll(header => IsNamed(header, name))];
    }

    /// <summary>A copy of all headers: the caller may change the list while going through it.</summary>
    internal KeyValuePair<string, string>[] GetAll() => [.. _headers];

    internal void Append(string name, string value)
    {
        Check(name, value);
        Version++;
        _headers.Add(new(name, value));
    }

    /// <returns>False if it cannot be a header.</returns>
    internal bool TryAppend(string name, string value)
    {
        if (!IsToken(name) || value.AsSpan().ContainsAny(s_forbiddenInValues))
        {
            return false;
        }

        Append(name, value);
        return true;
    }

    /// <summary>Puts the value in the place of the first one under this name and removes the others; adds it if there is none.</summary>
    internal void Set(string name, string value)
    {
        Check(name, value);
        Version++;
        int index = IndexOf(name);
        if (index < 0)
        {
            _headers.Add(new(name, value));
            return;
        }

        _headers[index] = new(name, value);
        for (int i = _headers.Count - 1; i > index; i--)
        {
            if (IsNamed(_headers[i], name))
            {
                _headers.RemoveAt(i);
            }
        }
    }

    /// <summary>Removes every value under this name; it is no error if there is none.</summary>
    internal void Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Version++;
        _headers.RemoveAll(header => IsNamed(header, name));
    }

    private static void Check(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!IsToken(name))
        {
            throw new ArgumentException(
                $"'{Excerpt.Of(name)}' cannot be the name of a header: it needs at least one character, and all of them must be "
                + "letters, digits or !#$%&'*+-.^_`|~.",
                nameof(name));
        }

        int forbidden = value.AsSpan().IndexOfAny(s_forbiddenInValues);
        if (forbidden >= 0)
        {
            throw new ArgumentException(
                $"The value of header '{name}' has the character U+{(int)value[forbidden]:X4} at index {forbidden}. A value is one line: "
                + "remove CR, LF and NUL, or encode them.",
                nameof(value));
        }
    }

    private static bool IsNamed(KeyValuePair<string, string> header, string name) =>
        header.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private int IndexOf(string name) => _headers.FindIndex(header => IsNamed(header, name));
}
