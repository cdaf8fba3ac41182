namespace Oriel.Client.Environments;

/// <summary>The documented variables by which a user or a test overrides what an app asked for.</summary>
internal static class EnvironmentVariables
{
    public const string BrowserExecutableFolder = "WEBVIEW2_BROWSER_EXECUTABLE_FOLDER";
    public const string UserDataFolder = "WEBVIEW2_USER_DATA_FOLDER";
    public const string AdditionalBrowserArguments = "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS";
    public const string ChannelSearchKind = "WEBVIEW2_CHANNEL_SEARCH_KIND";
    public const string ReleaseChannels = "WEBVIEW2_RELEASE_CHANNELS";
}
