using System.Collections.Generic;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Diagnostics;

/// <summary>A process of the browser in a <see cref="ProcessMap"/>.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Description">For a utility, what it does, such as <c>Network Service</c>; otherwise empty.</param>
/// <param name="Frames">The frames that live in it, whichever host shows them.</param>
public sealed record BrowserProcess(int ProcessId, CoreWebView2ProcessKind Kind, string Description, IReadOnlyList<ProcessFrame> Frames);
