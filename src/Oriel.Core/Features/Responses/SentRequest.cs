using System;

namespace Oriel.Core.Features.Responses;

/// <summary>What an app let go out in place of a request of the page's.</summary>
/// <param name="PageUri">What the page asked for.</param>
/// <param name="Uri">What was asked for.</param>
/// <param name="Method">How.</param>
/// <param name="Body">Null for the page's own.</param>
internal sealed record SentRequest(string PageUri, string Uri, string Method, ReadOnlyMemory<byte>? Body);
