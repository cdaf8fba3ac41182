using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Oriel.Core.Dispatching;
using Oriel.Core.Features;

namespace Microsoft.Web.WebView2.Core;

/// <summary>The headers of an HTTP request, in their order. Upper and lower case make no difference in names.</summary>
/// <remarks>Thread: the one they were made on.</remarks>
public class CoreWebView2HttpRequestHeaders : IEnumerable<KeyValuePair<string, string>>
{
    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2HttpRequestHeaders(HeaderList list)
    {
        List = list;
    }

    internal HeaderList List { get; }

    /// <summary>Gets the value of a header; the first one if there are several.</summary>
    /// <param name="name">The name of the header.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">There is no header of that name.</exception>
    public string GetHeader(string name) => Use().GetFirst(name);

    /// <summary>Gets all values of a header.</summary>
    /// <param name="name">The name of the header.</param>
    /// <returns>An iterator over the headers of that name; without any, it is empty.</returns>
    public CoreWebView2HttpHeadersCollectionIterator GetHeaders(string name) => new(Use().GetAll(name));

    /// <summary>Tells whether there is a header of this name.</summary>
    /// <param name="name">The name of the header.</param>
    /// <returns>True if there is at least one.</returns>
    public bool Contains(string name) => Use().Contains(name);

    /// <summary>Sets a header; whatever values it had before are replaced by this one.</summary>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">The value, one line.</param>
    /// <exception cref="ArgumentException">The name is no HTTP token, or the value has a line break or NUL in it.</exception>
    public void SetHeader(string name, string value) => Use().Set(name, value);

    /// <summary>Removes a header with all its values; does nothing if there is none.</summary>
    /// <param name="name">The name of the header.</param>
    public void RemoveHeader(string name) => Use().Remove(name);

    /// <summary>Gets an iterator over all headers.</summary>
    /// <returns>A new iterator.</returns>
    public CoreWebView2HttpHeadersCollectionIterator GetIterator() => new(Use().GetAll());

    /// <summary>Gets an iterator over all headers.</summary>
    /// <returns>A new iterator.</returns>
    public CoreWebView2HttpHeadersCollectionIterator GetEnumerator() => new(Use().GetAll());

    IEnumerator<KeyValuePair<string, string>> IEnumerable<KeyValuePair<string, string>>.GetEnumerator() => GetIterator();

    IEnumerator IEnumerable.GetEnumerator() => GetIterator();

    private HeaderList Use([CallerMemberName] string member = "")
    {
        _thread.Check(nameof(CoreWebView2HttpRequestHeaders), member);
        return List;
    }
}
