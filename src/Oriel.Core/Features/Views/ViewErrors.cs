using System;
using Oriel.Client.Errors;

namespace Oriel.Core.Features.Views;

/// <summary>What the members of a view say when the view is gone: the official exception, with the cause inside.</summary>
internal static class ViewErrors
{
    internal static InvalidOperationException Closed(string type, string member, Exception cause) =>
        new($"{type} members cannot be accessed after the WebView2 control is disposed. {type}.{member} was called on a view that is closed: {cause.Message}",
            OfficialErrors.FromHResult(HResults.InvalidState, cause.Message));

    internal static Exception ClosedByApp() =>
        new InvalidOperationException("Close was called on its controller. Create a new controller for a new view.");
}
