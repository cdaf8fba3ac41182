using System;

namespace Oriel.Broker.Chromium;

/// <summary>How long things may take before they count as failed.</summary>
internal sealed record LifetimeBounds
{
    /// <summary>From the start of the process to its first answer; a cold start on a slow disk takes seconds.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From closing its pipe to the end of a browser that never answered.</summary>
    public TimeSpan Refusal { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From the request to close to the end of the process.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the end of its pipe to that of a browser that ran, before its views are told without knowing how it ended.</summary>
    public TimeSpan Status { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From the end of the browser process to that of its last child.</summary>
    public TimeSpan Group { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the request for a view to the view.</summary>
    public TimeSpan View { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From refusing a window to the end of the browser, if it refused because it ends.</summary>
    public TimeSpan Unnoticed { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From closing a page to its end; a page can spend half a second in its unload handlers.</summary>
    public TimeSpan Page { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From the broker's own start to its first host.</summary>
    public TimeSpan FirstHost { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From a request of a frame that nobody knows to its going on without asking anyone.</summary>
    public TimeSpan UnknownFrame { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the last that a renderer said of its frames to giving up those that have said nothing.</summary>
    public TimeSpan Survey { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The same of those whose frames have not changed since they were asked last.</summary>
    public TimeSpan KnownSurvey { get; init; } = TimeSpan.FromMilliseconds(250);
}
