using System;
using Microsoft.Web.WebView2.Core;
using Xunit;

namespace Oriel.Core.Tests.Api;

public sealed class WebView2RuntimeNotFoundExceptionTests
{
    [Fact]
    public void Without_a_message_of_its_own_it_says_how_to_get_a_browser()
    {
        var inner = new InvalidOperationException();

        var caused = new WebView2RuntimeNotFoundException(inner);

        Assert.Contains("Install", new WebView2RuntimeNotFoundException().Message, StringComparison.Ordinal);
        Assert.Contains("WEBVIEW2_BROWSER_EXECUTABLE_FOLDER", caused.Message, StringComparison.Ordinal);
        Assert.Same(inner, caused.InnerException);
    }

    [Fact]
    public void A_message_of_its_own_is_kept()
    {
        Assert.Equal("why", new WebView2RuntimeNotFoundException("why", new InvalidOperationException()).Message);
    }
}
