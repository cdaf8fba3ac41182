namespace Oriel.Recovery;

/// <summary>What is done about a page that hangs.</summary>
public enum UnresponsiveAction
{
    /// <summary>Nothing: the app decides.</summary>
    None,

    /// <summary>The script that runs is ended; the page stays.</summary>
    EndScript,

    /// <summary>The renderer is ended, and then recovered from as any that has ended.</summary>
    EndRenderer,
}
