using System.Drawing;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Controllers;

/// <summary>How large the page of a view without a window is.</summary>
public sealed class ZoomFactorTests(BrowserFixture fixture) : BrowserTests(fixture)
{
    [Fact]
    public Task A_page_that_nobody_sees_is_zoomed_too() => RunAsync(async view =>
    {
        await view.ShowAsync("zoom");
        view.Controller.Bounds = new Rectangle(0, 0, 600, 400);

        view.Controller.ZoomFactor = 2;

        await view.Web.CallDevToolsProtocolMethodAsync(
            "Runtime.evaluate", """{"expression":"new Promise(done => { const look = () => `${innerWidth}x${innerHeight} ${devicePixelRatio}` === '300x200 2' ? done() : setTimeout(look, 5); look(); })","awaitPromise":true}""");
        Assert.Equal(2, view.Controller.ZoomFactor);
    });
}
