using System;
using System.Threading.Tasks;

namespace Oriel.Benchmarks.Pages;

/// <summary>One page of a browser of its own, as one contender drives it. Disposing it ends the browser.</summary>
internal interface IPage : IAsyncDisposable
{
    /// <summary>Evaluates an expression and gives its value as JSON.</summary>
    public Task<string> EvaluateAsync(string expression);

    /// <summary>The page sends so many messages of 100 bytes as fast as it can; completes when the host has read the last.</summary>
    public Task ReceiveMessagesAsync(int count);

    /// <summary>The host sends so many messages of 100 bytes as fast as it can; completes when the page has said that it has the last.</summary>
    public Task SendMessagesAsync(int count);

    /// <summary>Navigates, and completes when the page is there.</summary>
    public Task NavigateAsync(string url);

    /// <summary>From now on asks the host about every request of the page; the host lets each go on as it is.</summary>
    public Task InterceptAsync();
}
