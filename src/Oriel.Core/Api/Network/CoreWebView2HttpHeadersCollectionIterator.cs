using System;
using System.Collections;
using System.Collections.Generic;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Goes through HTTP headers, one name and value at a time.</summary>
/// <remarks>
/// It stands on the first header from the start, and the first <see cref="MoveNext"/> leaves it there, so that it works in
/// <c>foreach</c>: call <see cref="MoveNext"/> before each header. It goes through the headers as they were when it was made; changing
/// them does not disturb it.
/// </remarks>
public class CoreWebView2HttpHeadersCollectionIterator : IEnumerator<KeyValuePair<string, string>>
{
    private readonly KeyValuePair<string, string>[] _headers;
    private int _index;
    private bool _started;

    internal CoreWebView2HttpHeadersCollectionIterator(KeyValuePair<string, string>[] headers)
    {
        _headers = headers;
    }

    /// <summary>Whether there is a current header: false if there are no headers at all, and past the last one.</summary>
    public bool HasCurrentHeader => _index < _headers.Length;

    /// <summary>The name and value of the current header.</summary>
    /// <exception cref="InvalidOperationException">There is no current header.</exception>
    public KeyValuePair<string, string> Current => HasCurrentHeader
        ? _headers[_index]
        : throw new InvalidOperationException(
            $"There is no current header: the iterator has gone past the last of {_headers.Length}. "
            + "Read Current while MoveNext returns true.");

    object IEnumerator.Current => Current;

    /// <summary>Goes to the next header; for the first time, to the first one.</summary>
    /// <returns>Whether there is a current header now.</returns>
    public bool MoveNext()
    {
        if (_started && HasCurrentHeader)
        {
            _index++;
        }

        _started = true;
        return HasCurrentHeader;
    }

    /// <summary>Cannot be done; ask the collection for a new iterator instead.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Reset() =>
        throw new NotSupportedException("A header iterator cannot go back. Ask the headers for a new one: GetIterator, or GetHeaders.");

    /// <summary>Does nothing: the iterator holds nothing that has to be released.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}
