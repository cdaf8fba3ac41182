using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;

namespace Oriel.Core.Features.Responses;

/// <summary>The body of a response. It stays in the browser until it is asked for, and from then on as long as the app holds the response.</summary>
/// <param name="view">The view.</param>
/// <param name="exchange">Whose body; null for a response whose body nobody gets to see.</param>
/// <param name="uri">For people.</param>
internal sealed class ResponseContent(View view, Exchange? exchange, string uri)
{
    /// <summary>As documented: of what is larger, null is given.</summary>
    internal const int Limit = 123_000_000;

    private Task<byte[]?>? _reading;

    /// <summary>All that wait get it at the same time, and each a stream of its own.</summary>
    /// <returns>Null if there is none.</returns>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<Stream?> OpenAsync()
    {
        _reading ??= ReadAsync();
        byte[]? body = await _reading;
        return body is { Length: > 0 } ? Stream.Synchronized(new MemoryStream(body, writable: false)) : null;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<byte[]?> ReadAsync()
    {
        if (exchange is null)
        {
            return null;
        }

        exchange.IsWanted = true;
        view.Responses.BeginReading();
        try
        {
            return await ReadWhenEndedAsync(exchange);
        }
        finally
        {
            view.Responses.EndReading();
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<byte[]?> ReadWhenEndedAsync(Exchange asked)
    {
        LoadEnd end = await asked.Ended;
        if (end.Failure is not null)
        {
            throw end.Failure is SessionClosedException ? end.Failure : Unavailable(end.Failure.Message, end.Failure);
        }

        // A body that nobody saw come in has no length. Off the network that may be; on it, it may be a small one that would unpack to any size.
        bool isEmpty = asked.Length == 0 && uri.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return !end.HasContent || isEmpty || asked.Length > Limit ? null : await FetchAsync(asked);
    }

    /// <summary>What has gone over the network is kept by the network service for all of the page's sessions. What an app has answered is kept by the page, until it goes to another document.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<byte[]> FetchAsync(Exchange asked)
    {
        HashSet<CdpSession> sessions = [view.Page];
        if (asked.Session is { IsDetached: false } own)
        {
            sessions = [own, view.Page];
        }

        CdpException? refused = null;
        foreach (CdpSession session in sessions)
        {
            try
            {
                return await view.Dispatcher.Marshal(view.Link.Bodies.ReadAsync(session, new ResponseBodyCommand(asked.RequestId)));
            }
            catch (CdpException e)
            {
                refused = e;
            }
            catch (SessionClosedException) when (!view.IsClosed)
            {
                // An iframe that has gone; the page's own session may know.
            }
        }

        throw Unavailable(refused?.Error.Message ?? "its frame has gone", refused);
    }

    private Exception Unavailable(string why, Exception? cause) => OfficialErrors.FromHResult(
        HResults.NoData,
        $"The content of {Excerpt.Of(uri)} cannot be loaded: {why}. Call GetContentAsync in the handler of WebResourceResponseReceived: the browser keeps contents only so long.", cause);
}
