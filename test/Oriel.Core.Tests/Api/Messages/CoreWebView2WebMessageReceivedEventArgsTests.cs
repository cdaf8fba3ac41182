using System;
using System.Reflection;
using Microsoft.Web.WebView2.Core;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.Api;

public sealed class CoreWebView2WebMessageReceivedEventArgsTests
{
    [Fact, Behaviour(105)]
    public void A_string_is_handed_out_as_string_and_as_json()
    {
        CoreWebView2WebMessageReceivedEventArgs message = Message("\"example\"");

        Assert.Equal("example", message.TryGetWebMessageAsString());
        Assert.Equal("\"example\"", message.WebMessageAsJson);
    }

    [Theory, Behaviour(105)]
    [InlineData("{\"a\":\"b\"}")]
    [InlineData("1.2")]
    [InlineData("null")]
    public void Anything_else_is_no_string_and_the_exception_says_what_it_is(string json)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Message(json).TryGetWebMessageAsString());

        Assert.Contains(json, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("https://example.org/", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(unchecked((int)0x80070057), thrown.HResult);
    }

    [Fact]
    public void The_exception_quotes_only_the_beginning_of_a_long_message()
    {
        string json = $"[{new string('1', 1_000_000)}]";

        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Message(json).TryGetWebMessageAsString());

        Assert.InRange(thrown.Message.Length, 1, 300);
    }

    [Fact]
    public void Messages_do_not_pass_through_the_finalizer_queue()
    {
        MethodInfo declared = typeof(CoreWebView2WebMessageReceivedEventArgs).GetMethod(
            "Finalize", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)!;

        Assert.Equal(typeof(CoreWebView2WebMessageReceivedEventArgs), declared.GetBaseDefinition().DeclaringType);
    }

    private static CoreWebView2WebMessageReceivedEventArgs Message(string json) => new("https://example.org/", json, []);
}
