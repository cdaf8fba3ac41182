namespace Oriel.Recovery;

/// <summary>What the browser of a user data folder is to end for.</summary>
public enum BrowserExitPurpose
{
    /// <summary>What the browser keeps in the folder is to be removed.</summary>
    ClearUserDataFolder = 1,

    /// <summary>Another version of the browser was installed.</summary>
    MoveToNewVersion,

    /// <summary>The browser is to come back with other options.</summary>
    RestartWithOptions,

    /// <summary>Credentials and choices of certificates, which last as long as the browser, are to be forgotten.</summary>
    ClearAuthCache,
}
