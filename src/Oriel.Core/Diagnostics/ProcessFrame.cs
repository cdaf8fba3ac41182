namespace Oriel.Diagnostics;

/// <summary>A frame in a <see cref="BrowserProcess"/>.</summary>
/// <param name="Uri">The URI of its document.</param>
/// <param name="IsMainFrame">Whether it is the page itself, not a frame inside it.</param>
/// <param name="ViewId">The <see cref="HostView.Id"/> of the view it belongs to; of a frame in a window that a page has opened and no view shows, that page's view.</param>
public sealed record ProcessFrame(string Uri, bool IsMainFrame, string ViewId);
