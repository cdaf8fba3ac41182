namespace Oriel.Client.Environments;

/// <summary>What a browser says it is.</summary>
internal readonly record struct BrowserIdentity(BrowserVersion Version, ReleaseChannel Channel)
{
    /// <summary>The documented form: the version, then the channel in small letters unless it is the stable one.</summary>
    public override string ToString() => Channel switch
    {
        ReleaseChannel.Beta => $"{Version} beta",
        ReleaseChannel.Dev => $"{Version} dev",
        ReleaseChannel.Canary => $"{Version} canary",
        _ => Version.ToString(),
    };
}
