using System;
using System.Collections.Generic;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Environments;
using Oriel.Core.Features.Environments;
using Xunit;

namespace Oriel.Core.Tests.Api.Environment;

public sealed class CoreWebView2EnvironmentOptionsTests
{
    private const CoreWebView2ReleaseChannels AllChannels = (CoreWebView2ReleaseChannels)15;

    [Fact]
    public void Defaults_are_the_official_ones()
    {
        var options = new CoreWebView2EnvironmentOptions();

        Assert.Null(options.AdditionalBrowserArguments);
        Assert.Null(options.Language);
        Assert.Equal("156.0.4314.35", options.TargetCompatibleBrowserVersion);
        Assert.False(options.AllowSingleSignOnUsingOSPrimaryAccount);
        Assert.False(options.ExclusiveUserDataFolderAccess);
        Assert.False(options.IsCustomCrashReportingEnabled);
        Assert.True(options.EnableTrackingPrevention);
        Assert.False(options.AreBrowserExtensionsEnabled);
        Assert.Equal(CoreWebView2ScrollbarStyle.Default, options.ScrollBarStyle);
        Assert.Equal(CoreWebView2ChannelSearchKind.MostStable, options.ChannelSearchKind);
        Assert.Equal(AllChannels, options.ReleaseChannels);
        Assert.Empty(options.CustomSchemeRegistrations);
    }

    [Fact]
    public void Both_constructors_keep_what_they_are_given()
    {
        List<CoreWebView2CustomSchemeRegistration> schemes = [new("app")];
        var five = new CoreWebView2EnvironmentOptions("--a", "de", "100.0.0.0", true, schemes);
        var seven = new CoreWebView2EnvironmentOptions(
            "--a", "de", "100.0.0.0", true, schemes, CoreWebView2ReleaseChannels.Dev, CoreWebView2ChannelSearchKind.LeastStable);

        foreach (CoreWebView2EnvironmentOptions options in new[] { five, seven })
        {
            Assert.Equal("--a", options.AdditionalBrowserArguments);
            Assert.Equal("de", options.Language);
            Assert.Equal("100.0.0.0", options.TargetCompatibleBrowserVersion);
            Assert.True(options.AllowSingleSignOnUsingOSPrimaryAccount);
            Assert.Same(schemes, options.CustomSchemeRegistrations);
        }

        Assert.Equal(AllChannels, five.ReleaseChannels);
        Assert.Equal(CoreWebView2ReleaseChannels.Dev, seven.ReleaseChannels);
        Assert.Equal(CoreWebView2ChannelSearchKind.LeastStable, seven.ChannelSearchKind);
    }

    [Fact]
    public void A_snapshot_does_not_follow_later_changes()
    {
        var registration = new CoreWebView2CustomSchemeRegistration("app") { AllowedOrigins = ["https://a"] };
        var options = new CoreWebView2EnvironmentOptions(customSchemeRegistrations: [registration]);

        EnvironmentOptions snapshot = OptionsSnapshot.Of(options);
        registration.AllowedOrigins.Add("https://b");
        options.CustomSchemeRegistrations.Clear();

        Assert.Equal(["https://a"], Assert.Single(snapshot.CustomSchemes).AllowedOrigins);
    }

    [Fact]
    public void A_snapshot_holds_every_option()
    {
        var options = new CoreWebView2EnvironmentOptions(
            "--a", "de", "100.0.0.0", true, null, CoreWebView2ReleaseChannels.Beta, CoreWebView2ChannelSearchKind.LeastStable)
        {
            ExclusiveUserDataFolderAccess = true,
            IsCustomCrashReportingEnabled = true,
            EnableTrackingPrevention = false,
            AreBrowserExtensionsEnabled = true,
            ScrollBarStyle = CoreWebView2ScrollbarStyle.FluentOverlay,
        };

        var expected = new EnvironmentOptions
        {
            AdditionalBrowserArguments = "--a",
            Language = "de",
            TargetCompatibleBrowserVersion = "100.0.0.0",
            AllowSingleSignOn = true,
            ExclusiveUserDataFolderAccess = true,
            IsCustomCrashReportingEnabled = true,
            EnableTrackingPrevention = false,
            AreBrowserExtensionsEnabled = true,
            ScrollBarStyle = "FluentOverlay",
            Channels = new ChannelPreference(2, LeastStableFirst: true),
        };
        Assert.Equal(expected, OptionsSnapshot.Of(options) with { CustomSchemes = expected.CustomSchemes });
    }

    [Fact]
    public void Null_among_registrations_or_origins_is_refused()
    {
        var registrations = new CoreWebView2EnvironmentOptions(customSchemeRegistrations: [null!]);
        var origins = new CoreWebView2EnvironmentOptions(
            customSchemeRegistrations: [new CoreWebView2CustomSchemeRegistration("app") { AllowedOrigins = [null!] }]);

        Assert.Throws<ArgumentException>(() => OptionsSnapshot.Of(registrations));
        Assert.Contains("'app'", Assert.Throws<ArgumentException>(() => OptionsSnapshot.Of(origins)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scheme_begins_with_nothing_allowed()
    {
        var registration = new CoreWebView2CustomSchemeRegistration("app");

        Assert.Equal("app", registration.SchemeName);
        Assert.False(registration.TreatAsSecure);
        Assert.False(registration.HasAuthorityComponent);
        Assert.Empty(registration.AllowedOrigins);
    }
}
