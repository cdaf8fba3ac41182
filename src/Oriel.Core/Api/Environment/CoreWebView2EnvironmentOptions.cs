using System.Collections.Generic;
using Oriel.Client.Environments;

namespace Microsoft.Web.WebView2.Core;

/// <summary>What an app asks of the browser that an environment will run.</summary>
/// <remarks>
/// <para>
/// An environment takes a copy when it is created, and checks it then; later changes do not reach it. The object may be used on any thread.
/// </para>
/// <para>
/// All environments that use one user data folder at the same time must have equal options, in every app; a view of one that differs fails
/// with 0x8007139F, and the message names the option.
/// </para>
/// </remarks>
public partial class CoreWebView2EnvironmentOptions
{
    private const CoreWebView2ReleaseChannels AllChannels =
        CoreWebView2ReleaseChannels.Stable | CoreWebView2ReleaseChannels.Beta
        | CoreWebView2ReleaseChannels.Dev | CoreWebView2ReleaseChannels.Canary;

    /// <summary>Creates options that search all release channels, the most stable one first.</summary>
    /// <param name="additionalBrowserArguments">Switches for the browser's command line.</param>
    /// <param name="language">The language of the browser's own texts and of what it asks web sites for.</param>
    /// <param name="targetCompatibleBrowserVersion">The oldest browser that will do; null for any that this library works with.</param>
    /// <param name="allowSingleSignOnUsingOSPrimaryAccount">Kept and compared; Linux has no such account.</param>
    /// <param name="customSchemeRegistrations">The custom schemes; the list itself is kept, not a copy.</param>
    public CoreWebView2EnvironmentOptions(
        string? additionalBrowserArguments = null,
        string? language = null,
        string? targetCompatibleBrowserVersion = null,
        bool allowSingleSignOnUsingOSPrimaryAccount = false,
        List<CoreWebView2CustomSchemeRegistration>? customSchemeRegistrations = null)
        : this(
            additionalBrowserArguments,
            language,
            targetCompatibleBrowserVersion,
            allowSingleSignOnUsingOSPrimaryAccount,
            customSchemeRegistrations,
            AllChannels)
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="additionalBrowserArguments">Switches for the browser's command line.</param>
    /// <param name="language">The language of the browser's own texts and of what it asks web sites for.</param>
    /// <param name="targetCompatibleBrowserVersion">The oldest browser that will do; null for any that this library works with.</param>
    /// <param name="allowSingleSignOnUsingOSPrimaryAccount">Kept and compared; Linux has no such account.</param>
    /// <param name="customSchemeRegistrations">The custom schemes; the list itself is kept, not a copy.</param>
    /// <param name="releaseChannels">The channels in which an installed browser is searched.</param>
    /// <param name="channelSearchKind">The channel to begin with.</param>
    public CoreWebView2EnvironmentOptions(
        string? additionalBrowserArguments,
        string? language,
        string? targetCompatibleBrowserVersion,
        bool allowSingleSignOnUsingOSPrimaryAccount,
        List<CoreWebView2CustomSchemeRegistration>? customSchemeRegistrations,
        CoreWebView2ReleaseChannels releaseChannels = AllChannels,
        CoreWebView2ChannelSearchKind channelSearchKind = CoreWebView2ChannelSearchKind.MostStable)
    {
        AdditionalBrowserArguments = additionalBrowserArguments;
        Language = language;
        TargetCompatibleBrowserVersion = targetCompatibleBrowserVersion ?? EnvironmentOptions.DefaultTargetVersion;
        AllowSingleSignOnUsingOSPrimaryAccount = allowSingleSignOnUsingOSPrimaryAccount;
        CustomSchemeRegistrations = customSchemeRegistrations ?? [];
        ReleaseChannels = releaseChannels;
        ChannelSearchKind = channelSearchKind;
    }

    /// <summary>Switches for the browser's command line, separated by blanks; quotes keep a value with blanks together.</summary>
    /// <remarks>
    /// A switch given twice keeps its last value, except that the features of <c>--enable-features</c> and <c>--disable-features</c> are
    /// joined, and a disabled feature is not enabled. Switches on which this library depends, such as <c>--user-data-dir</c>, are ignored.
    /// The variable <c>WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS</c> is appended.
    /// </remarks>
    public string? AdditionalBrowserArguments { get; set; }

    /// <summary>Kept, and compared between environments, without further effect: Linux has no such account. False by default.</summary>
    public bool AllowSingleSignOnUsingOSPrimaryAccount { get; set; }

    /// <summary>
    /// A BCP 47 tag for the browser's own texts, <c>Accept-Language</c> and <c>navigator.language</c>; null or empty for the system's.
    /// </summary>
    public string? Language { get; set; }

    /// <summary>The oldest browser that will do; a channel name after the four numbers is ignored.</summary>
    /// <remarks>
    /// The default is the version that belongs to the assembly and shuts no browser out. An environment with any other value passes over
    /// older browsers. Only Edge counts as these versions do; of other browsers the first number is compared.
    /// </remarks>
    public string? TargetCompatibleBrowserVersion { get; set; }

    /// <summary>Whether apps other than this process are kept from creating views on the user data folder. False by default.</summary>
    public bool ExclusiveUserDataFolderAccess { get; set; }

    /// <summary>Whether crash dumps are left to the app alone. They are written either way. False by default.</summary>
    public bool IsCustomCrashReportingEnabled { get; set; }

    /// <summary>Kept, and compared between environments. True by default.</summary>
    public bool EnableTrackingPrevention { get; set; } = true;

    /// <summary>Whether extensions may be added to profiles and run. False by default.</summary>
    public bool AreBrowserExtensionsEnabled { get; set; }

    /// <summary>Kept, and compared between environments; Chromium on Linux has one style of scroll bars only.</summary>
    public CoreWebView2ScrollbarStyle ScrollBarStyle { get; set; }

    /// <summary>From which end installed release channels are tried. <c>WEBVIEW2_CHANNEL_SEARCH_KIND</c> overrides it.</summary>
    public CoreWebView2ChannelSearchKind ChannelSearchKind { get; set; }

    /// <summary>The release channels tried; all by default. <c>WEBVIEW2_RELEASE_CHANNELS</c> overrides them.</summary>
    /// <remarks>Without effect where a browser's folder is named.</remarks>
    public CoreWebView2ReleaseChannels ReleaseChannels { get; set; }

    /// <summary>The custom schemes. They stay registered as long as the browser lives.</summary>
    public List<CoreWebView2CustomSchemeRegistration> CustomSchemeRegistrations { get; }
}
