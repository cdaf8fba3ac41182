using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>The kinds of stored data that can be cleared from a profile; a bit field.</summary>
/// <remarks>
/// Wider kinds contain narrower ones: <see cref="AllProfile"/> contains <see cref="AllSite"/>, which contains <see cref="AllDomStorage"/>.
/// </remarks>
[Flags]
public enum CoreWebView2BrowsingDataKinds
{
    /// <summary>Files that sites keep in the origin private file system.</summary>
    FileSystems = 1,

    /// <summary>IndexedDB databases.</summary>
    IndexedDb = 2,

    /// <summary>Entries of <c>localStorage</c>.</summary>
    LocalStorage = 4,

    /// <summary>Web SQL databases. Chromium has removed that feature, so there is nothing left to clear.</summary>
    WebSql = 8,

    /// <summary>Entries of the Cache API (<c>caches</c>).</summary>
    CacheStorage = 16,

    /// <summary>Everything that script can store: all the kinds above, service workers, and what may be added in the future.</summary>
    AllDomStorage = 32,

    /// <summary>HTTP cookies.</summary>
    Cookies = 64,

    /// <summary>
    /// Everything that sites store: <see cref="AllDomStorage"/>, <see cref="Cookies"/>, and what may be added in the future.
    /// </summary>
    AllSite = 128,

    /// <summary>The HTTP cache on disk.</summary>
    DiskCache = 256,

    /// <summary>The list of past downloads. The downloaded files stay.</summary>
    DownloadHistory = 512,

    /// <summary>Remembered form input, such as names, addresses and payment data, without passwords.</summary>
    GeneralAutofill = 1024,

    /// <summary>Saved passwords.</summary>
    PasswordAutosave = 2048,

    /// <summary>The list of visited pages.</summary>
    BrowsingHistory = 4096,

    /// <summary>Settings of the profile and of sites.</summary>
    Settings = 8192,

    /// <summary>
    /// Everything that makes the profile different from a new one: all the kinds here, and what may be added in the future.
    /// </summary>
    AllProfile = 16384,

    /// <summary>Registered service workers; running ones are stopped and unregistered.</summary>
    ServiceWorkers = 32768,
}
