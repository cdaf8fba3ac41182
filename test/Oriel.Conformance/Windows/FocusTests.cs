using System.Drawing;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>Who has the keyboard.</summary>
public sealed class FocusTests(WindowFixture fixture) : WindowTests(fixture)
{
    private static readonly Rectangle s_place = new(20, 30, 300, 200);

    [Fact]
    public Task A_click_into_the_page_gives_it_the_keyboard_and_the_app_takes_it_back() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners());
        await WholeAsync(window, s_place);
        TaskCompletionSource<(object? Sender, object Args)> got = new();
        TaskCompletionSource lost = new();
        view.Controller.GotFocus += (sender, e) => got.TrySetResult((sender, e));
        view.Controller.LostFocus += (_, _) => lost.TrySetResult();

        window.Click(s_place.Left + 100, s_place.Top + 50);

        Assert.Equal((view.Controller, null), await got.Task);
        Assert.Contains(Screen.FocusedWindow(), window.Guests());
        Screen.Focus(window.Id);
        await lost.Task;
    });
}
