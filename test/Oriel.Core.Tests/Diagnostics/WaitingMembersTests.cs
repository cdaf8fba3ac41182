using Oriel.Core.Diagnostics;
using Xunit;

namespace Oriel.Core.Tests.Diagnostics;

public sealed class WaitingMembersTests
{
    [Theory]
    [InlineData("event Runtime.bindingCalled", 1, "CoreWebView2.WebMessageReceived [event Runtime.bindingCalled]")]
    [InlineData("answer to Page.captureScreenshot", 2, "CoreWebView2.CapturePreviewAsync [answer to Page.captureScreenshot] (2 times)")]
    [InlineData("CoreWebView2.ExecuteScriptAsync", 3, "CoreWebView2.ExecuteScriptAsync (3 times)")]
    [InlineData("answer to Some.command", 1, "answer to Some.command")]
    public void A_callback_is_named_by_the_member_that_waits_for_it(string callback, int count, string expected) => Assert.Equal(expected, WaitingMembers.Describe(callback, count));
}
