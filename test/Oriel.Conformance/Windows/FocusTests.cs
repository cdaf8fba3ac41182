using System.Drawing;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>Who has the keyboard.</summary>
public sealed class FocusTests(WindowFixture fixture) : WindowTests(fixture)
{
    private static readonly Rectangle s_place = new(20, 30, 300, 200);
    private const string Fields = """
        <input id="one" style="position: fixed; left: 50px; top: 40px; width: 100px"><input id="two" style="position: fixed; left: 50px; top: 90px; width: 100px">
        <script>
            for (const name of ['keydown', 'focusin']) {
                addEventListener(name, e => chrome.webview.postMessage(`${e.type} ${e.target.id} ${e.key ?? ''}`.trim()));
            }
        </script>
        """;

    [Fact]
    public Task A_click_into_the_page_gives_it_the_keyboard() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        TaskCompletionSource got = new();
        view.Controller.GotFocus += (sender, e) =>
        {
            Assert.Same(view.Controller, sender);
            Assert.Null(e);
            got.TrySetResult();
        };

        window.Click(s_place.Left + 100, s_place.Top + 50);

        await got.Task;
        Assert.Equal("\"focusin one\"", await view.NextMessageAsync());
        Screen.Point(1, 1);
        Screen.Key(38);
        Assert.Equal("\"keydown one a\"", await view.NextMessageAsync());
    });

    [Fact]
    public Task The_app_takes_the_keyboard_back_and_is_told_of_it() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        TaskCompletionSource lost = new();
        view.Controller.LostFocus += (_, _) => lost.TrySetResult();
        window.Click(s_place.Left + 100, s_place.Top + 50);
        await Screen.UntilAsync(() => window.Guests().Contains(Screen.FocusedWindow()), "the page has the keyboard");

        Screen.Focus(window.Id);

        await lost.Task;
    });

    private static async Task<TestView> OpenAsync(AppWindow window)
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners(Fields));
        await WholeAsync(window, s_place);
        return view;
    }
}
