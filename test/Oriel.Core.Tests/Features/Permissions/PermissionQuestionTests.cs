using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Permissions;
using Xunit;

namespace Oriel.Core.Tests.Features.Permissions;

public sealed class PermissionQuestionTests
{
    [Fact]
    public void It_has_a_number_kinds_and_a_gesture()
    {
        PermissionQuestion question = PermissionQuestion.Parse("12 microphone+camera 1")!;
        Assert.Equal(12, question.Id);
        Assert.Equal([CoreWebView2PermissionKind.Microphone, CoreWebView2PermissionKind.Camera], question.Names.Select(static name => name.Kind));
        Assert.True(question.IsUserInitiated);
        Assert.False(PermissionQuestion.Parse("1 geolocation 0")!.IsUserInitiated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 camera")]
    [InlineData("1 camera 2")]
    [InlineData("1 camera 1 ")]
    [InlineData("1 camera 1 https://bank.example")]
    [InlineData("1 camera+camera 1")]
    [InlineData("1 camera+microphone+geolocation 1")]
    [InlineData("1 camera+ 1")]
    [InlineData("1  1")]
    [InlineData("-1 camera 1")]
    [InlineData("+1 camera 1")]
    [InlineData("99999999999 camera 1")]
    [InlineData("1 nothing 1")]
    [InlineData("1 sensors 1")]
    [InlineData("1 CAMERA 1")]
    public void Anything_else_is_none(string payload) => Assert.Null(PermissionQuestion.Parse(payload));
}
