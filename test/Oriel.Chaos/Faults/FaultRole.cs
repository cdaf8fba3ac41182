namespace Oriel.Chaos.Faults;

/// <summary>What the process does that is hit.</summary>
internal enum FaultRole
{
    /// <summary>The renderer of a view's main frame.</summary>
    PageRenderer,

    /// <summary>A renderer that has child frames.</summary>
    FrameRenderer,

    Gpu,

    /// <summary>The GPU process, and the next, until the browser gives up and ends itself.</summary>
    LastGpu,

    NetworkService,
    StorageService,

    /// <summary>What renderers are forked from. A browser that has lost it is of no use any more.</summary>
    Zygote,

    Browser,
    Broker,
    Host,
}
