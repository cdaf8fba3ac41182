using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;
using Xunit;

namespace Oriel.Protocol.Tests.Cdp;

public class ChromiumMessagesTests
{
    public static TheoryData<string> EventsSeen() => new(s_readers.Keys);

    private static readonly Dictionary<string, Func<byte[], object>> s_readers = new(StringComparer.Ordinal)
    {
        ["Fetch.requestPaused"] = Event<Fetch.RequestPausedEvent>,
        ["Network.loadingFinished"] = Event<Network.LoadingFinishedEvent>,
        ["Network.requestWillBeSent"] = Event<Network.RequestWillBeSentEvent>,
        ["Network.responseReceived"] = Event<Network.ResponseReceivedEvent>,
        ["Page.documentOpened"] = Event<Page.DocumentOpenedEvent>,
        ["Page.domContentEventFired"] = Event<Page.DomContentEventFiredEvent>,
        ["Page.frameAttached"] = Event<Page.FrameAttachedEvent>,
        ["Page.frameDetached"] = Event<Page.FrameDetachedEvent>,
        ["Page.frameNavigated"] = Event<Page.FrameNavigatedEvent>,
        ["Page.frameRequestedNavigation"] = Event<Page.FrameRequestedNavigationEvent>,
        ["Page.frameStartedLoading"] = Event<Page.FrameStartedLoadingEvent>,
        ["Page.frameStartedNavigating"] = Event<Page.FrameStartedNavigatingEvent>,
        ["Page.frameStoppedLoading"] = Event<Page.FrameStoppedLoadingEvent>,
        ["Page.lifecycleEvent"] = Event<Page.LifecycleEventEvent>,
        ["Page.loadEventFired"] = Event<Page.LoadEventFiredEvent>,
        ["Runtime.bindingCalled"] = Event<Runtime.BindingCalledEvent>,
        ["Runtime.consoleAPICalled"] = Event<Runtime.ConsoleAPICalledEvent>,
        ["Runtime.exceptionThrown"] = Event<Runtime.ExceptionThrownEvent>,
        ["Runtime.executionContextCreated"] = Event<Runtime.ExecutionContextCreatedEvent>,
        ["Runtime.executionContextDestroyed"] = Event<Runtime.ExecutionContextDestroyedEvent>,
        ["Runtime.executionContextsCleared"] = Event<Runtime.ExecutionContextsClearedEvent>,
        ["Security.visibleSecurityStateChanged"] = Event<Security.VisibleSecurityStateChangedEvent>,
        ["Target.attachedToTarget"] = Event<Target.AttachedToTargetEvent>,
    };

    [Theory]
    [MemberData(nameof(EventsSeen))]
    public void Every_event_that_chromium_sent_reads_as_its_type(string method)
    {
        List<byte[]> messages = CapturedMessages.Events(method).ToList();
        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.NotNull(s_readers[method](message)));
    }

    [Fact]
    public void What_a_page_said_in_utf16_arrives_unharmed()
    {
        List<string> payloads = CapturedMessages.Events("Runtime.bindingCalled").Select(message => Event<Runtime.BindingCalledEvent>(message).Payload).ToList();
        Assert.Equal(["p😀", "\uD800"], payloads);
    }

    [Fact]
    public void Results_read_as_their_types()
    {
        Page.GetFrameTreeResult tree = Result<Page.GetFrameTreeCommand, Page.GetFrameTreeResult>(115);
        Assert.Equal("about:srcdoc", Assert.Single(tree.FrameTree.ChildFrames ?? []).Frame.Url);

        Page.GetNavigationHistoryResult history = Result<Page.GetNavigationHistoryCommand, Page.GetNavigationHistoryResult>(116);
        Assert.Equal("tïtle", history.Entries[history.CurrentIndex].Title);

        Page.GetLayoutMetricsResult metrics = Result<Page.GetLayoutMetricsCommand, Page.GetLayoutMetricsResult>(117);
        Assert.Equal(640, metrics.CssLayoutViewport.ClientWidth);

        Runtime.EvaluateResult thrown = Result<Runtime.EvaluateCommand, Runtime.EvaluateResult>(119);
        Assert.NotNull(thrown.ExceptionDetails?.Exception);

        Network.Cookie cookie = Assert.Single(Result<Storage.GetCookiesCommand, Storage.GetCookiesResult>(132).Cookies);
        Assert.Equal("n", cookie.Name);

        Runtime.EvaluateResult value = Result<Runtime.EvaluateCommand, Runtime.EvaluateResult>(137);
        Assert.Equal("""{"é":1,"nested":[[{}]],"n":null,"big":1e+300,"u":"漢"}""", value.Result.Value?.ToJson());
    }

    [Fact]
    public void A_screenshot_comes_as_the_bytes_of_the_picture()
    {
        Page.CaptureScreenshotResult shot = Result<Page.CaptureScreenshotCommand, Page.CaptureScreenshotResult>(122);
        Assert.Equal("\u0089PNG\r\n", Encoding.Latin1.GetString(shot.Data.Span[..6]));
    }

    [Fact]
    public void A_refusal_reads_as_an_error()
    {
        CdpError error = CdpMessage.ReadError(MessageHeader.Parse(CapturedMessages.Response(124)));
        Assert.Equal(new CdpError(-32602, "Invalid InterceptionId."), error);
    }

    [Fact]
    public void Every_message_has_a_header_and_good_json_that_comes_back()
    {
        Assert.All(CapturedMessages.All, message =>
        {
            Assert.True(MessageHeader.Parse(message) is { IsEvent: true } or { IsResponse: true });
            string json = CborJson.ToJson(message);
            using JsonDocument document = JsonDocument.Parse(json);
            using MessageBuffer back = new();
            CborJson.WriteCbor(json, back);
            Assert.Equal(json, CborJson.ToJson(back.WrittenSpan));
        });
    }

    private static TEvent Event<TEvent>(byte[] message)
        where TEvent : class, ICdpEvent<TEvent>
    {
        MessageHeader header = MessageHeader.Parse(message);
        Assert.Equal(Encoding.UTF8.GetString(TEvent.Method), Encoding.UTF8.GetString(header.Method));
        return Assert.IsType<TEvent>(CdpMessage.ReadEvent<TEvent>(header));
    }

    private static TResult Result<TCommand, TResult>(int id)
        where TCommand : ICdpCommand<TResult> =>
        CdpMessage.ReadResult<TCommand, TResult>(MessageHeader.Parse(CapturedMessages.Response(id)));
}
