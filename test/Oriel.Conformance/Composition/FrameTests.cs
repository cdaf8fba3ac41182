using System;
using System.Diagnostics;
using System.Drawing;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Composition;

/// <summary>The pictures of a view that the app shows itself.</summary>
public sealed class FrameTests(BrowserFixture browser) : CompositionTests(browser)
{
    [Fact]
    public Task A_page_is_seen_pixel_by_pixel() => RunComposedAsync(async (view, _, frames) =>
    {
        await view.ShowAsync(Plain(Green, """
            <i style="position:absolute;left:0;top:0;width:10px;height:10px;background:rgb(255,0,0)"></i>
            <i style="position:absolute;right:0;bottom:0;width:10px;height:10px;background:rgb(0,0,255)"></i>
            <i style="position:absolute;left:100px;top:100px;width:1px;height:1px;background:rgb(1,2,3)"></i>
            """));

        await frames.SeenAsync(log => log.Size == Small && log[100, 100].ToArgb() == Color.FromArgb(1, 2, 3).ToArgb());

        Assert.Equal(Red.ToArgb(), frames[0, 0].ToArgb());
        Assert.Equal(Red.ToArgb(), frames[9, 9].ToArgb());
        Assert.Equal(Green.ToArgb(), frames[10, 10].ToArgb());
        Assert.Equal(Blue.ToArgb(), frames[299, 199].ToArgb());
        Assert.Equal(Green.ToArgb(), frames[99, 100].ToArgb());
        Assert.Equal(1, frames.Scale);
        Assert.InRange(Stopwatch.GetElapsedTime(0) - frames.Time, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(60));
    });

    [Fact]
    public Task A_change_tells_where_it_is() => RunComposedAsync(async (view, _, frames) =>
    {
        await view.ShowAsync(Plain(Green, "<div id=d style='position:absolute;left:40px;top:50px;width:30px;height:20px'></div>"));
        await frames.ColorAsync(299, 199, Green);

        frames.Damages.Clear();
        await view.Web.ExecuteScriptAsync("d.style.background = 'rgb(255, 0, 0)'");
        await frames.ColorAsync(45, 55, Red);

        Assert.Equal([new Rectangle(40, 50, 30, 20)], frames.Damages);
    });

    [Fact]
    public Task While_nothing_changes_nothing_comes() => RunComposedAsync(async (view, _, frames) =>
    {
        await view.ShowAsync(Plain(Green));
        await frames.ColorAsync(0, 0, Green);
        await view.EvaluateAsync("0");
        int count = frames.Count;

        // A second of frames in which the page draws nothing.
        await AnimationFramesAsync(view, 60);
        Assert.Equal(count, frames.Count);

        await view.Web.ExecuteScriptAsync("document.documentElement.style.background = 'rgb(0, 0, 255)'");
        await frames.ColorAsync(0, 0, Blue);
    });

    [Fact]
    public Task The_last_of_many_quick_changes_is_always_seen() => RunComposedAsync(async (view, _, frames) =>
    {
        await view.ShowAsync(Plain(Green));
        await frames.ColorAsync(0, 0, Green);
        for (int burst = 1; burst <= 20; burst++)
        {
            await view.Web.ExecuteScriptAsync($$"""
                (() => { let i = 0; const next = () => {
                    document.documentElement.style.background = `rgb(${i % 2 * 200}, 0, {{burst}})`;
                    if (++i < {{(burst % 8) + 2}}) requestAnimationFrame(next); else document.documentElement.style.background = 'rgb(7, 7, {{burst}})' };
                  next() })()
                """);
            await frames.ColorAsync(150, 100, Color.FromArgb(7, 7, burst));
        }
    });

    [Fact]
    public Task A_slow_target_gets_the_newest_and_no_queue() => RunComposedAsync(async (view, _, frames) =>
    {
        // The page counts its frames in its color, and says when it has come to each.
        await view.ShowAsync(Plain(Green, """
            <script>let n = 0; const next = () => { n++; document.documentElement.style.background = `rgb(9, ${n >> 8}, ${n & 255})`; requestAnimationFrame(next) }; next()</script>
            """));
        await frames.SeenAsync(log => log[0, 0].R == 9);
        int before = frames.Count;
        int taken = 0;
        int drawn = 0;

        // What takes a quarter of a second, five times.
        frames.Taken = log =>
        {
            taken++;
            drawn = (log[0, 0].G << 8) + log[0, 0].B;
            SpinFor(TimeSpan.FromMilliseconds(250));
        };
        int first = (frames[0, 0].G << 8) + frames[0, 0].B;
        await frames.SeenAsync(_ => taken == 5);
        frames.Taken = null;
        int now = (await view.EvaluateAsync("n")).GetInt32();

        // One was under way when it became slow; each later one was drawn after the one before was done.
        Assert.True(frames.Count - before <= 6, $"{frames.Count - before} pictures");
        Assert.True(drawn - first > 3 * 8, $"the first was {first}, the fifth {drawn}, now it is {now}");
    });

    [Fact]
    public Task The_bounds_are_the_size_of_the_pictures() => RunComposedAsync(async (view, controller, frames) =>
    {
        await view.ShowAsync(Plain(Green));
        await frames.SeenAsync(log => log.Size == Small);

        foreach (Size size in new[] { new Size(501, 333), new Size(64, 48), new Size(1280, 720) })
        {
            controller.Bounds = new Rectangle(new Point(10, 20), size);
            await frames.SeenAsync(log => log.Size == size && log[size.Width - 1, size.Height - 1].ToArgb() == Green.ToArgb());
            Assert.Equal($"\"{size.Width}x{size.Height}\"", await view.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));
        }
    });

    [Fact]
    public Task A_transparent_background_is_transparent() => RunComposedAsync(async (view, controller, frames) =>
    {
        await view.ShowAsync("<!doctype html><body style='margin:0'><div style='width:50px;height:50px;background:rgba(255,0,0,.5)'></div>");
        await frames.ColorAsync(10, 10, Color.FromArgb(255, 255, 127, 127));
        Assert.Equal(Color.White.ToArgb(), frames[200, 100].ToArgb());

        controller.DefaultBackgroundColor = Color.Transparent;
        await frames.ColorAsync(200, 100, Color.FromArgb(0, 0, 0, 0));
        Assert.Equal(Color.FromArgb(128, 128, 0, 0).ToArgb(), frames[10, 10].ToArgb());

        controller.DefaultBackgroundColor = Blue;
        await frames.ColorAsync(200, 100, Blue);
    });

    [Fact]
    public Task A_hidden_view_is_still_and_a_shown_one_is_up_to_date() => RunComposedAsync(async (view, controller, frames) =>
    {
        await view.ShowAsync(Plain(Green, """
            <script>document.addEventListener('visibilitychange', () => chrome.webview.postMessage(document.visibilityState))</script>
            """));
        await frames.ColorAsync(0, 0, Green);

        controller.IsVisible = false;
        Assert.Equal("\"hidden\"", await view.NextMessageAsync());
        int count = frames.Count;
        await view.Web.ExecuteScriptAsync("document.documentElement.style.background = 'rgb(0, 0, 255)'");
        await view.SettleAsync();
        Assert.Equal(count, frames.Count);

        controller.IsVisible = true;
        await frames.ColorAsync(0, 0, Blue);
    });

    [Fact]
    public Task Pictures_go_on_after_the_renderer_has_died() => RunComposedAsync(async (view, _, frames) =>
    {
        string url = Site.Html("/composition/crash", Plain(Green));
        await view.NavigateAsync(url);
        await frames.ColorAsync(0, 0, Green);

        Task<CoreWebView2ProcessFailedEventArgs> failed = FailureOf(view);
        view.Web.Navigate("chrome://crash");
        Assert.Equal(CoreWebView2ProcessFailedKind.RenderProcessExited, (await failed).ProcessFailedKind);
        await view.NavigateAsync(Site.Html("/composition/after", Plain(Blue)));

        await frames.ColorAsync(0, 0, Blue);
        await view.Web.ExecuteScriptAsync("document.documentElement.style.background = 'rgb(255, 0, 0)'");
        await frames.ColorAsync(299, 199, Red);
    });

    [Fact]
    public Task Pictures_follow_the_page_to_another_process() => RunComposedAsync(async (view, _, frames) =>
    {
        await view.NavigateAsync(Site.Html("/composition/here", Plain(Green)));
        await frames.ColorAsync(0, 0, Green);
        await view.NavigateAsync(Site.Html("/composition/there", Plain(Blue), "b.localhost"));
        await frames.ColorAsync(0, 0, Blue);
    });

    [Fact]
    public Task A_target_that_is_taken_away_is_not_called_any_more_and_another_gets_everything() => RunComposedAsync(async (view, controller, frames) =>
    {
        await view.ShowAsync(Plain(Green, "<script>let n = 0; const next = () => { n = n + 1 & 255; document.body.style.cssText = `height:9px;background:rgb(5,5,${n})`; requestAnimationFrame(next) }; next()</script>"));
        await frames.SeenAsync(log => log[0, 0].R == 5);

        controller.RootVisualTarget = null;
        Assert.Null(controller.RootVisualTarget);
        int count = frames.Count;
        await AnimationFramesAsync(view, 10);
        Assert.Equal(count, frames.Count);

        FrameLog second = new();
        controller.RootVisualTarget = second;
        Assert.Same(second, controller.RootVisualTarget);
        await second.SeenAsync(log => log[0, 0].R == 5);
        Assert.Equal(new Rectangle(Point.Empty, Small), second.Damages[0]);
        Assert.Equal(count, frames.Count);
    });

    [Fact]
    public Task What_is_no_target_is_refused() => RunComposedAsync((_, controller, frames) =>
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => controller.RootVisualTarget = "a visual");
        Assert.Contains("IFrameTarget", refused.Message, StringComparison.Ordinal);
        Assert.Same(frames, controller.RootVisualTarget);
        return Task.CompletedTask;
    });

    [Fact]
    public Task A_view_can_be_closed_while_pictures_come() => RunComposedAsync(async (view, controller, frames) =>
    {
        await view.ShowAsync(Plain(Green, "<script>let n = 0; const next = () => { n = n + 1 & 255; document.body.style.cssText = `height:9px;background:rgb(5,5,${n})`; requestAnimationFrame(next) }; next()</script>"));
        int count = 0;
        TaskCompletionSource closed = new();

        // In the middle of one.
        frames.Taken = log =>
        {
            if (log[0, 0].R == 5 && !closed.Task.IsCompleted)
            {
                controller.Close();
                count = frames.Count;
                closed.SetResult();
            }
        };
        await closed.Task;
        TestView other = await TestView.OpenComposedAsync(view.Environment);
        await other.ShowAsync(Plain(Blue));
        other.Close();

        Assert.Equal(count, frames.Count);
        Assert.Throws<InvalidOperationException>(() => controller.RootVisualTarget);
        Assert.Throws<InvalidOperationException>(() => controller.SendMouseInput(CoreWebView2MouseEventKind.Move, CoreWebView2MouseEventVirtualKeys.None, 0, Point.Empty));
    });

    [Fact]
    public Task Two_views_have_pictures_of_their_own() => RunComposedAsync(async (view, _, frames) =>
    {
        TestView other = await TestView.OpenComposedAsync(view.Environment);
        FrameLog others = new();
        ((CoreWebView2CompositionController)other.Controller).RootVisualTarget = others;
        await Task.WhenAll(view.ShowAsync(Plain(Green)), other.ShowAsync(Plain(Blue)));

        await frames.ColorAsync(0, 0, Green);
        await others.ColorAsync(0, 0, Blue);
        Assert.Equal(new Size(1280, 720), others.Size);
        other.Close();
    });

    private static Task<string> AnimationFramesAsync(TestView view, int count) => view.Web.CallDevToolsProtocolMethodAsync(
        "Runtime.evaluate",
        $$"""{"expression":"new Promise(done => { let left = {{count}}; const next = () => --left ? requestAnimationFrame(next) : done(); requestAnimationFrame(next) })","awaitPromise":true}""");

    private static Task<CoreWebView2ProcessFailedEventArgs> FailureOf(TestView view)
    {
        TaskCompletionSource<CoreWebView2ProcessFailedEventArgs> failed = new();
        view.Web.ProcessFailed += (_, e) => failed.TrySetResult(e);
        return failed.Task;
    }

    /// <summary>A target that is slow does not sleep: it works.</summary>
    private static void SpinFor(TimeSpan time)
    {
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
        }
    }
}
