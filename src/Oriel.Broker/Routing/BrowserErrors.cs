namespace Oriel.Broker.Routing;

/// <summary>The browser's own error codes, for what the broker answers in its place.</summary>
internal static class BrowserErrors
{
    public const int Refused = -32000;

    public const int NoSession = -32001;
}
