namespace Microsoft.Web.WebView2.Core;

/// <summary>Why a process failed.</summary>
public enum CoreWebView2ProcessFailedReason
{
    /// <summary>For a reason that none of the values below describes.</summary>
    Unexpected = 0,

    /// <summary>The process lives but does not answer. Only the renderer of a main frame fails for this reason.</summary>
    Unresponsive = 1,

    /// <summary>The process was killed from outside.</summary>
    Terminated = 2,

    /// <summary>The process crashed. Most crashes leave a dump in the environment's failure report folder.</summary>
    Crashed = 3,

    /// <summary>The process could not be started.</summary>
    LaunchFailed = 4,

    /// <summary>The process ran out of memory.</summary>
    OutOfMemory = 5,

    /// <summary>The profile was deleted. No current browser reports this, so Oriel never produces it.</summary>
    ProfileDeleted = 6,

    /// <summary>The process exited with status 0.</summary>
    NormalExit = 7,

    /// <summary>The process exited with a status other than 0, neither crashed nor killed.</summary>
    AbnormalExit = 8,

    /// <summary>
    /// Windows found a module that fails its code integrity check. Linux has no such check, so Oriel never produces this.
    /// </summary>
    IntegrityFailure = 9,
}
