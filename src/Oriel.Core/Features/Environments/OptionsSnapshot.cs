using System.Collections.Generic;
using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Environments;
using Oriel.Client.Errors;

namespace Oriel.Core.Features.Environments;

/// <summary>Copies the public options, which stay the app's to change, at the moment an environment is created.</summary>
internal static class OptionsSnapshot
{
    public static EnvironmentOptions Of(CoreWebView2EnvironmentOptions? options)
    {
        options ??= new CoreWebView2EnvironmentOptions();
        return new EnvironmentOptions
        {
            AdditionalBrowserArguments = options.AdditionalBrowserArguments,
            Language = options.Language,
            TargetCompatibleBrowserVersion = options.TargetCompatibleBrowserVersion,
            AllowSingleSignOn = options.AllowSingleSignOnUsingOSPrimaryAccount,
            ExclusiveUserDataFolderAccess = options.ExclusiveUserDataFolderAccess,
            IsCustomCrashReportingEnabled = options.IsCustomCrashReportingEnabled,
            EnableTrackingPrevention = options.EnableTrackingPrevention,
            AreBrowserExtensionsEnabled = options.AreBrowserExtensionsEnabled,
            ScrollBarStyle = options.ScrollBarStyle.ToString(),
            Channels = new ChannelPreference(
                (int)options.ReleaseChannels & ChannelPreference.AllChannels,
                options.ChannelSearchKind == CoreWebView2ChannelSearchKind.LeastStable),
            CustomSchemes = [.. options.CustomSchemeRegistrations.Select(Copy)],
        };
    }

    private static CustomScheme Copy(CoreWebView2CustomSchemeRegistration? registration)
    {
        if (registration is null)
        {
            throw OfficialErrors.InvalidArgument("CustomSchemeRegistrations holds null. Remove it, or put a registration there.");
        }

        List<string?> origins = [.. registration.AllowedOrigins ?? []];
        if (origins.Contains(null))
        {
            throw OfficialErrors.InvalidArgument(
                $"AllowedOrigins of the custom scheme '{Excerpt.Of(registration.SchemeName ?? "")}' holds null. "
                + "Remove it, or name an origin.");
        }

        return new CustomScheme(
            registration.SchemeName ?? "", registration.TreatAsSecure, registration.HasAuthorityComponent, [.. origins.OfType<string>()]);
    }
}
