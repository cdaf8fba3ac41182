using System.Text.Json.Serialization;

namespace Oriel.Tour.Hosts;

/// <summary>What the tour asks a host process to do, one line of JSON each.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "ask")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Script), "script")]
[JsonDerivedType(typeof(Post), "post")]
[JsonDerivedType(typeof(Exchange), "exchange")]
[JsonDerivedType(typeof(Map), "map")]
[JsonDerivedType(typeof(Capture), "capture")]
[JsonDerivedType(typeof(Clear), "clear")]
internal abstract record HostRequest
{
    public int Id { get; init; }

    /// <summary>Create a view and show a page in it.</summary>
    internal sealed record Open(string View, string Url, bool IsInPrivate, int Width, int Height) : HostRequest;

    /// <summary>Run script in the page.</summary>
    internal sealed record Script(string View, string Code) : HostRequest;

    /// <summary>Say something to the page.</summary>
    internal sealed record Post(string View, string Json) : HostRequest;

    /// <summary>Say something to the page and wait for its answer, that many times.</summary>
    internal sealed record Exchange(string View, int Count) : HostRequest;

    /// <summary>Take a process map.</summary>
    internal sealed record Map : HostRequest;

    /// <summary>Write a picture of the page.</summary>
    internal sealed record Capture(string View, string Path) : HostRequest;

    /// <summary>Clear the user data folder.</summary>
    internal sealed record Clear : HostRequest;
}
