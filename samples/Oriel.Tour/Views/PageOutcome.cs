using Microsoft.Web.WebView2.Core;

namespace Oriel.Tour.Views;

/// <summary>How a navigation ended, and how long it took from the call to its completion.</summary>
internal sealed record PageOutcome(bool IsSuccess, int HttpStatus, CoreWebView2WebErrorStatus Error, int Milliseconds);
