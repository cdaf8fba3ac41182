using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Oriel.Core.Diagnostics;
using Oriel.Core.Tests.Architecture;
using Xunit;

namespace Oriel.Core.Tests.Diagnostics;

public sealed partial class WaitingMembersTests
{
    private const string Features = "src/Oriel.Core/Features";

    /// <summary>Events that no member of the API waits for, and what they are for.</summary>
    private static readonly Dictionary<string, string> s_ofNoMember = new(StringComparer.Ordinal)
    {
        ["Broker.windowChanged"] = "which window a page is in",
        ["Fetch.authRequired"] = "answered without the app",
        ["Page.frameAttached"] = "which frames there are",
        ["Page.frameDetached"] = "which frames there are",
        ["Page.frameRequestedNavigation"] = "who begins a navigation",
        ["Page.documentOpened"] = "when the content of NavigateToString begins",
        ["Target.detachedFromTarget"] = "which targets there are",
        ["Runtime.executionContextCreated"] = "which documents there are",
        ["Runtime.executionContextDestroyed"] = "which documents there are",
        ["Runtime.executionContextsCleared"] = "which documents there are",
        ["Inspector.targetCrashed"] = "what has ended with its process; the app is told by Broker.rendererExited",
        ["Target.targetCrashed"] = "likewise",
        ["Broker.rendererLost"] = "likewise",
        ["Inspector.targetReloadedAfterCrash"] = "when what was set up can be applied",
        ["Network.requestWillBeSent"] = "a part of what becomes a response",
        ["Network.requestWillBeSentExtraInfo"] = "a part of what becomes a response",
        ["Network.responseReceivedExtraInfo"] = "a part of what becomes a response",
        ["Network.dataReceived"] = "a part of what becomes a response",
        ["Broker.frameNumbered"] = "which frames there are",
        ["Broker.exitBegun"] = "when views are closed because an app asked for it",
        ["Broker.exitCancelled"] = "when they need not be",
    };

    [Theory]
    [InlineData("event Page.windowOpen", 1, "CoreWebView2.NewWindowRequested [event Page.windowOpen]")]
    [InlineData("answer to Page.captureScreenshot", 2, "CoreWebView2.CapturePreviewAsync [answer to Page.captureScreenshot] (2 times)")]
    [InlineData("CoreWebView2.ExecuteScriptAsync", 3, "CoreWebView2.ExecuteScriptAsync (3 times)")]
    [InlineData("answer to Some.command", 1, "answer to Some.command")]
    public void A_callback_is_named_by_the_member_that_waits_for_it(string callback, int count, string expected) => Assert.Equal(expected, WaitingMembers.Describe(callback, count));

    [Fact]
    public void Every_event_that_is_heard_is_named_by_its_member_or_known_to_have_none()
    {
        string[] heard = [.. SourceFiles.Written(Features).SelectMany(path => Heard().Matches(SourceFiles.Read(path))).Select(match => EventOf(match.Groups[1].Value)).OfType<string>().Distinct()];
        string[] named = [.. WaitingMembers.Callbacks.Where(static callback => callback.StartsWith("event ", StringComparison.Ordinal)).Select(static callback => callback["event ".Length..])];

        Assert.True(heard.Length > 30, "The pattern finds the subscriptions no longer.");
        Assert.Empty(heard.Except(named).Except(s_ofNoMember.Keys));
        Assert.Empty(named.Except(heard));
        Assert.Empty(s_ofNoMember.Keys.Except(heard));
        Assert.Empty(s_ofNoMember.Keys.Intersect(named));
    }

    [Fact]
    public void Every_answer_that_is_named_is_asked_for()
    {
        string sources = string.Concat(SourceFiles.Written(Features).Select(SourceFiles.Read));
        Assert.Empty(WaitingMembers.Callbacks
            .Where(static callback => callback.StartsWith("answer to ", StringComparison.Ordinal))
            .Select(static callback => callback["answer to ".Length..].Split('.'))
            .Where(name => !sources.Contains($"{(name[0] == "Broker" ? "BrokerDomain" : name[0])}.{char.ToUpperInvariant(name[1][0])}{name[1][1..]}Command", StringComparison.Ordinal)
                && !sources.Contains($"\"{name[0]}.{name[1]}\"u8", StringComparison.Ordinal))
            .Select(static name => string.Join('.', name)));
    }

    [GeneratedRegex(@"\b(?:Subscribe|Add)<([A-Za-z.]*Event)>\(")]
    private static partial Regex Heard();

    [GeneratedRegex("Method => \"([A-Za-z.]+)\"u8")]
    private static partial Regex Method();

    /// <param name="type">A generated one, in the class of its domain, or one of ours, which says what it reads.</param>
    /// <returns>Null for a type parameter.</returns>
    private static string? EventOf(string type)
    {
        const string Suffix = "Event";
        if (type.Split('.') is [var domain, var name])
        {
            return $"{(domain == "BrokerDomain" ? "Broker" : domain)}.{char.ToLowerInvariant(name[0])}{name[1..^Suffix.Length]}";
        }

        return SourceFiles.Written(Features).SingleOrDefault(path => path.EndsWith($"/{type}.cs", StringComparison.Ordinal)) is { } file
            ? Method().Match(SourceFiles.Read(file)).Groups[1].Value
            : null;
    }
}
