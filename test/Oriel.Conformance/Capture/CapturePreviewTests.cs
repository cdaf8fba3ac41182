using System;
using System.Buffers.Binary;
using System.Drawing;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Capture;

/// <summary>Pictures of the view.</summary>
[Behaviour(110)]
public sealed class CapturePreviewTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task Before_the_first_content_there_is_nothing_to_capture() => RunAsync(async view =>
    {
        await AssertFailsAsync(view);

        Held slow = Site.Hold("/capture/slow");
        Task? inHandler = null;
        view.Web.NavigationStarting += (_, _) => inHandler = AssertFailsAsync(view);
        view.Web.Navigate(slow.Url);
        await slow.Arrived;
        await inHandler!;
        await AssertFailsAsync(view);

        slow.Release();
        await view.Log.NextAsync("ContentLoading");
        using MemoryStream stream = new();
        await view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, stream);
        Assert.NotEqual(0, stream.Length);
    });

    [Fact]
    public Task A_PNG_is_as_large_as_the_bounds() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/capture/png", "<body style='margin:0; background:#f00'>"));

        foreach (Size size in new[] { new Size(400, 300), new Size(801, 603) })
        {
            await ResizeAsync(view, size);
            using MemoryStream stream = new();
            await view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, stream);

            byte[] png = stream.ToArray();
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], png[..8]);
            Assert.Equal(size, new Size(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
            Assert.Equal("IEND", System.Text.Encoding.ASCII.GetString(png[^8..^4]));
        }
    });

    [Fact]
    public Task A_JPEG_is_as_large_as_the_bounds() => RunAsync(async view =>
    {
        Size size = new(500, 320);
        await view.NavigateAsync(Site.Html("/capture/jpeg", "<body style='background:linear-gradient(red, blue)'>"));
        await ResizeAsync(view, size);
        using MemoryStream stream = new();

        await view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Jpeg, stream);

        byte[] jpeg = stream.ToArray();
        Assert.Equal([0xff, 0xd8, 0xff], jpeg[..3]);
        Assert.Equal([0xff, 0xd9], jpeg[^2..]);
        Assert.Equal(size, SizeOfJpeg(jpeg));
    });

    [Fact]
    public Task The_picture_is_written_where_the_stream_stands_and_the_stream_stays_open() => RunAsync(async view =>
    {
        await view.ShowAsync("<p>picture");
        using MemoryStream stream = new();
        stream.WriteByte(1);

        await view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, stream);
        await view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, stream);

        Assert.Equal(0x89, stream.GetBuffer()[1]);
        Assert.True(stream.CanWrite);
        Assert.Equal(stream.Length, stream.Position);
    });

    [Fact]
    public Task What_cannot_be_written_to_or_is_no_format_is_refused() => RunAsync(async view =>
    {
        await view.ShowAsync("<p>picture");

        await Assert.ThrowsAsync<ArgumentNullException>(() => view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, null!));
        using MemoryStream readOnly = new([], writable: false);
        await Assert.ThrowsAsync<ArgumentException>(() => view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, readOnly));
        using MemoryStream stream = new();
        await Assert.ThrowsAsync<ArgumentException>(() => view.Web.CapturePreviewAsync((CoreWebView2CapturePreviewImageFormat)7, stream));
    });

    [Fact]
    public Task A_stream_that_throws_fails_the_call_and_nothing_else() => RunAsync(async view =>
    {
        await view.ShowAsync("<p>picture");
        await using TempFolder folder = new();

        // A full disk.
        using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await Assert.ThrowsAsync<IOException>(() => view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, full));

        Assert.Equal("2", await view.Web.ExecuteScriptAsync("1 + 1"));
    });

    [Fact]
    public Task Pictures_asked_for_at_once_all_come() => RunAsync(async view =>
    {
        await view.ShowAsync("<p>picture");
        MemoryStream[] streams = [new(), new(), new(), new()];

        await Task.WhenAll(Array.ConvertAll(streams, stream => view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, stream)));

        Assert.All(streams, stream => Assert.Equal(0x89, stream.GetBuffer()[0]));
    });

    [Fact]
    public Task An_error_page_can_be_captured() => RunAsync(async view =>
    {
        await view.NavigateAsync("http://no-such-host.invalid/");
        using MemoryStream stream = new();

        await view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, stream);

        Assert.NotEqual(0, stream.Length);
    });

    private static async Task AssertFailsAsync(TestView view)
    {
        using MemoryStream stream = new();
        await Assert.ThrowsAnyAsync<ExternalException>(() => view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, stream));
        Assert.Equal(0, stream.Length);
    }

    private static async Task ResizeAsync(TestView view, Size size)
    {
        await view.Web.ExecuteScriptAsync(
            $"(() => {{ const tell = () => innerWidth === {size.Width} && innerHeight === {size.Height} && chrome.webview.postMessage('{size.Width}'); onresize = tell; tell() }})()");
        view.Controller.Bounds = new Rectangle(Point.Empty, size);
        await view.Log.NextAsync("WebMessageReceived", logged => logged.Text == $"\"{size.Width}\"");
    }

    private static Size SizeOfJpeg(byte[] jpeg)
    {
        for (int i = 2; i < jpeg.Length;)
        {
            int marker = jpeg[i + 1];
            if (marker is >= 0xc0 and <= 0xc2)
            {
                return new Size(BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(i + 7)), BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(i + 5)));
            }

            i += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(i + 2));
        }

        return Size.Empty;
    }
}
