namespace Oriel.Client.Environments;

/// <summary>From most to least stable; the numbers are the ones <c>WEBVIEW2_RELEASE_CHANNELS</c> uses.</summary>
internal enum ReleaseChannel
{
    Stable = 0,
    Beta = 1,
    Dev = 2,
    Canary = 3,
}
