using System;
using System.Drawing;
using Microsoft.Web.WebView2.Core;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.Api.Environment;

public sealed class CoreWebView2ControllerOptionsTests
{
    [Fact]
    public void Defaults_are_the_default_profile_and_an_opaque_white_page()
    {
        var options = new CoreWebView2ControllerOptions();

        Assert.Equal("", options.ProfileName);
        Assert.False(options.IsInPrivateModeEnabled);
        Assert.False(options.AllowHostInputProcessing);
        Assert.Equal("", options.ScriptLocale);
        Assert.Equal(Color.White.ToArgb(), options.DefaultBackgroundColor.ToArgb());
    }

    [Fact, Behaviour(34)]
    public void An_invalid_profile_name_is_refused_when_set_and_the_old_one_kept()
    {
        var options = new CoreWebView2ControllerOptions { ProfileName = "Work" };

        Assert.Throws<ArgumentException>(() => options.ProfileName = "a/b");
        Assert.Equal("Work", options.ProfileName);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(255, true)]
    [InlineData(1, false)]
    [InlineData(254, false)]
    public void A_background_is_opaque_or_transparent_and_nothing_between(int alpha, bool allowed)
    {
        var options = new CoreWebView2ControllerOptions();
        Color color = Color.FromArgb(alpha, 1, 2, 3);

        Exception? failure = Record.Exception(() => options.DefaultBackgroundColor = color);

        Assert.Equal(allowed, failure is null);
        Assert.Equal(allowed ? color : Color.White, options.DefaultBackgroundColor);
    }
}
