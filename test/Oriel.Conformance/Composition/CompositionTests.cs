using System;
using System.Drawing;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;

namespace Oriel.Conformance.Composition;

/// <summary>Tests of views that the app shows itself.</summary>
public abstract class CompositionTests(BrowserFixture browser) : BrowserTests(browser)
{
    private protected static readonly Color Green = Color.FromArgb(0, 160, 0);
    private protected static readonly Color Red = Color.FromArgb(255, 0, 0);
    private protected static readonly Color Blue = Color.FromArgb(0, 0, 255);
    private protected static readonly Size Small = new(300, 200);

    /// <summary>Runs the body of a test with a small view, whose pictures are kept from the beginning.</summary>
    private protected Task RunComposedAsync(Func<TestView, CoreWebView2CompositionController, FrameLog, Task> body) => RunAsync(async keeper =>
    {
        TestView view = await TestView.OpenComposedAsync(keeper.Environment);
        CoreWebView2CompositionController controller = (CoreWebView2CompositionController)view.Controller;
        FrameLog frames = new();
        controller.RootVisualTarget = frames;
        controller.Bounds = new Rectangle(Point.Empty, Small);
        try
        {
            await body(view, controller, frames).WaitAsync(Deadline / 2);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} It has got {frames.Count} pictures. {view.Log}", late);
        }
        finally
        {
            view.Close();
        }
    });

    /// <summary>A page of one color.</summary>
    private protected static string Plain(Color color, string body = "") =>
        $"<!doctype html><style>html {{ background: rgb({color.R}, {color.G}, {color.B}) }} body {{ margin: 0 }}</style><body>{body}";
}
