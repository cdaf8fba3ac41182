namespace Oriel.Tour.Visit;

/// <summary>What the page itself knows of its loading, in milliseconds from its start.</summary>
internal sealed record PageTiming(double Connected, double FirstByte, double Received, double Parsed, double Loaded, long Bytes, int Resources)
{
    /// <summary>Runs in the page and returns one of these.</summary>
    internal const string Script = """
        (() => {
          const [page] = performance.getEntriesByType('navigation');
          const resources = performance.getEntriesByType('resource');
          return {
            connected: page.connectEnd, firstByte: page.responseStart, received: page.responseEnd, parsed: page.domContentLoadedEventEnd, loaded: page.loadEventStart,
            bytes: [page, ...resources].reduce((sum, { transferSize }) => sum + transferSize, 0), resources: resources.length,
          };
        })()
        """;
}
