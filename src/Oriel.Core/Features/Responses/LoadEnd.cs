using System;

namespace Oriel.Core.Features.Responses;

/// <summary>How the loading of a body ended.</summary>
/// <param name="HasContent">False for what the browser handed on to somebody else, or did not want: a download, a 204 in place of a document.</param>
/// <param name="Failure">Why it did not come; null when it did.</param>
internal readonly record struct LoadEnd(bool HasContent, Exception? Failure)
{
    internal static LoadEnd Whole => new(HasContent: true, Failure: null);

    internal static LoadEnd Nothing => new(HasContent: false, Failure: null);

    internal static LoadEnd Failed(Exception cause) => new(HasContent: false, cause);
}
