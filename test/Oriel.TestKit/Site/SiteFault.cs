namespace Oriel.TestKit.Site;

/// <summary>How an answer goes wrong.</summary>
public enum SiteFault
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The connection is closed with no byte sent.</summary>
    Drop,

    /// <summary>The connection stays open and silent.</summary>
    Never,

    /// <summary>The headers promise the whole body, half of it comes, and the connection is closed.</summary>
    Truncate,
}
