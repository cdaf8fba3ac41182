using System;
using Microsoft.Web.WebView2.Core;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Environments;

public sealed class BrowserVersionTests
{
    [Fact]
    public void The_installed_browser_tells_its_version_without_starting()
    {
        string version = CoreWebView2Environment.GetAvailableBrowserVersionString();

        Assert.Equal(0, CoreWebView2Environment.CompareBrowserVersions(version, version));
        Assert.True(CoreWebView2Environment.CompareBrowserVersions(version, "100.0.0.0") > 0, version);
        Assert.Equal(version, CoreWebView2Environment.GetAvailableBrowserVersionString(null));
    }

    [Fact, Behaviour(25)]
    public void A_folder_without_a_browser_has_no_version()
    {
        Assert.Throws<WebView2RuntimeNotFoundException>(
            () => CoreWebView2Environment.GetAvailableBrowserVersionString(AppContext.BaseDirectory));
    }

    [Fact, Behaviour(26)]
    public void What_is_no_version_is_not_compared()
    {
        Assert.Throws<ArgumentException>(() => CoreWebView2Environment.CompareBrowserVersions("156", "156.0.0.0"));
        Assert.Throws<ArgumentException>(() => CoreWebView2Environment.CompareBrowserVersions("156.0.0.0", null!));
    }
}
