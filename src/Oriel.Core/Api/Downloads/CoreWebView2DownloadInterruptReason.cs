namespace Microsoft.Web.WebView2.Core;

/// <summary>Why a download has stopped before its end.</summary>
public enum CoreWebView2DownloadInterruptReason
{
    /// <summary>The download has not been interrupted.</summary>
    None = 0,

    /// <summary>Working with the file failed in a way that no other value describes.</summary>
    FileFailed = 1,

    /// <summary>The file or its folder may not be written.</summary>
    FileAccessDenied = 2,

    /// <summary>The disk is full.</summary>
    FileNoSpace = 3,

    /// <summary>The path of the file is longer than the file system allows.</summary>
    FileNameTooLong = 4,

    /// <summary>The file is larger than the file system allows.</summary>
    FileTooLarge = 5,

    /// <summary>A virus scanner found the file dangerous. Chromium on Linux asks no scanner, so this is not to be expected here.</summary>
    FileMalicious = 6,

    /// <summary>A passing shortage: the file was in use, too many files were open or memory was short.</summary>
    FileTransientError = 7,

    /// <summary>A policy of this machine forbids the file.</summary>
    FileBlockedByPolicy = 8,

    /// <summary>The file could not be checked for dangers.</summary>
    FileSecurityCheckFailed = 9,

    /// <summary>The part already on disk is shorter than the resumed download needs, or gone; the download starts over.</summary>
    FileTooShort = 10,

    /// <summary>The part already on disk is not what it should be and was deleted; the download starts over.</summary>
    FileHashMismatch = 11,

    /// <summary>The network failed in a way that no other value describes.</summary>
    NetworkFailed = 12,

    /// <summary>The network did not answer in time.</summary>
    NetworkTimeout = 13,

    /// <summary>The connection was lost.</summary>
    NetworkDisconnected = 14,

    /// <summary>The server is no longer there.</summary>
    NetworkServerDown = 15,

    /// <summary>
    /// The address, or one it redirected to, is invalid, has a scheme that cannot be downloaded or is forbidden by policy.
    /// </summary>
    NetworkInvalidRequest = 16,

    /// <summary>The server failed in a way that no other value describes.</summary>
    ServerFailed = 17,

    /// <summary>The server cannot send a part of the file, which resuming needs.</summary>
    ServerNoRange = 18,

    /// <summary>The server does not have the requested data.</summary>
    ServerBadContent = 19,

    /// <summary>The server asks for credentials.</summary>
    ServerUnauthorized = 20,

    /// <summary>The server's certificate is not acceptable.</summary>
    ServerCertificateProblem = 21,

    /// <summary>The server refuses access.</summary>
    ServerForbidden = 22,

    /// <summary>The response makes no sense here; something else than the intended server may have answered.</summary>
    ServerUnexpectedResponse = 23,

    /// <summary>The server sent fewer bytes than its <c>Content-Length</c> announced.</summary>
    ServerContentLengthMismatch = 24,

    /// <summary>The server redirected to another origin where that is not allowed.</summary>
    ServerCrossOriginRedirect = 25,

    /// <summary>The user or the app canceled the download.</summary>
    UserCanceled = 26,

    /// <summary>The view or its browser was closed; such a download cannot be resumed.</summary>
    UserShutdown = 27,

    /// <summary>The user or the app paused the download.</summary>
    UserPaused = 28,

    /// <summary>The process that was downloading crashed.</summary>
    DownloadProcessCrashed = 29,
}
