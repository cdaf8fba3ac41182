using System.Text.Json.Serialization;
using Oriel.Diagnostics;

namespace Oriel.Tour.Hosts;

/// <summary>What a host process says, one line of JSON each: an answer to the request of the same id, or (id 0) something that happened.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "say")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Result), "result")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Exchanged), "exchanged")]
[JsonDerivedType(typeof(Mapped), "mapped")]
[JsonDerivedType(typeof(Captured), "captured")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(PageMessage), "message")]
[JsonDerivedType(typeof(BrowserExited), "browserExited")]
[JsonDerivedType(typeof(ProcessFailed), "processFailed")]
[JsonDerivedType(typeof(Recovered), "recovered")]
internal abstract record HostLine
{
    public int Id { get; init; }

    /// <summary>The page is loaded; with the time from the environment's creation to the view, and from there to the loaded page.</summary>
    internal sealed record Opened(int BrowserProcessId, string BrowserVersion, string Title, int ViewMilliseconds, int PageMilliseconds) : HostLine;

    /// <summary>What a script returned.</summary>
    internal sealed record Result(string Json) : HostLine;

    internal sealed record Done : HostLine;

    internal sealed record Exchanged(double Milliseconds) : HostLine;

    internal sealed record Mapped(ProcessMap Map) : HostLine;

    internal sealed record Captured(long Bytes) : HostLine;

    /// <summary>The request failed.</summary>
    internal sealed record Refused(string Message) : HostLine;

    /// <summary>A page said something.</summary>
    internal sealed record PageMessage(string View, string Json) : HostLine;

    /// <summary>A view was told that a process has failed.</summary>
    /// <param name="View">Which view.</param>
    /// <param name="What">Which process, by its kind and, if it is a utility, what it does.</param>
    /// <param name="Why">The reason and the exit code.</param>
    /// <param name="Report">What the dump says, if there is one.</param>
    internal sealed record ProcessFailed(string View, string What, string Why, string? Report) : HostLine;

    /// <summary>A view is back after a failure, or after a restart of its browser.</summary>
    internal sealed record Recovered(string View, int BrowserProcessId, string Url, bool IsPageLoaded) : HostLine;

    /// <summary>The browser and all its processes are gone.</summary>
    internal sealed record BrowserExited(int ProcessId, bool IsNormal) : HostLine;
}
