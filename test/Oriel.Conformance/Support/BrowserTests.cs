using System;

namespace Oriel.Conformance.Support;

/// <summary>Tests with the installed browser.</summary>
public abstract class BrowserTests(BrowserFixture browser) : ViewTests<BrowserFixture>(browser)
{
    /// <summary>No test waits longer, whatever it waits for. Generous: the machine may be busy.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
}
