using System.Collections.Generic;
using System.Drawing;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>Windows that the pages of views in windows open.</summary>
public sealed class PopupTests(WindowFixture fixture) : WindowTests(fixture)
{
    private static readonly Rectangle s_place = new(20, 30, 250, 200);
    private static readonly Rectangle s_other = new(300, 30, 250, 200);

    [Theory]
    [InlineData("popup")]
    [InlineData("")]
    public Task The_view_that_adopts_a_window_shows_it_and_nothing_else_is_seen(string features) => RunAsync(async window =>
    {
        TestView opener = await window.OpenViewAsync(s_place);
        TestView shown = await window.OpenViewAsync(s_other);
        await opener.NavigateAsync(Site.Html("/windows/opener", Corners()));
        await WholeAsync(window, s_place);
        opener.Web.NewWindowRequested += (_, args) => args.NewWindow = shown.Web;
        string url = Site.Html("/windows/adopted", Corners());
        IReadOnlyList<uint> managed = Screen.WindowList();
        _ = Screen.TakeShown();

        await opener.Web.ExecuteScriptAsync($"child = open('{url}', '', '{features}')");

        await WholeAsync(window, s_other);
        Assert.Equal("\"250x200\"", await shown.Web.ExecuteScriptAsync("`${innerWidth}x${innerHeight}`"));
        Assert.Equal(managed, Screen.WindowList());
        Assert.Empty(Screen.TakeShown());
        shown.Controller.Bounds = s_other with { Width = 100 };
        await WholeAsync(window, s_other with { Width = 100 });
    });

    [Fact]
    public Task A_window_that_the_app_leaves_alone_is_shown_on_its_own() => RunAsync(async window =>
    {
        TestView opener = await window.OpenViewAsync(s_place);
        await opener.NavigateAsync(Site.Html("/windows/leaves", Corners()));
        IReadOnlyList<uint> managed = Screen.WindowList();
        string url = Site.Html("/windows/alone", Corners());

        await opener.Web.ExecuteScriptAsync($"child = open('{url}', '', 'popup,left=800,top=100,width=300,height=200')");

        await Screen.UntilAsync(() => Screen.WindowList().Count == managed.Count + 1, "the popup is shown");
        uint popup = Assert.Single(Screen.WindowList().Except(managed));
        await Screen.ColorAsync(Screen.PlaceOf(popup).X + 5, Screen.PlaceOf(popup).Y + 5, Red);
        await opener.Web.ExecuteScriptAsync("child.close()");
        await Screen.UntilAsync(() => Screen.WindowList().Count == managed.Count, "the popup is gone");
    });

    [Fact]
    public Task A_window_that_is_denied_is_never_seen() => RunAsync(async window =>
    {
        TestView opener = await window.OpenViewAsync(s_place);
        await opener.NavigateAsync(Site.Html("/windows/denies", Corners()));
        await WholeAsync(window, s_place);
        opener.Web.NewWindowRequested += (_, args) => args.Handled = true;
        _ = Screen.TakeShown();

        await opener.Web.ExecuteScriptAsync($"child = open('{Site.Html("/windows/denied", "denied")}')");
        while (await opener.Web.ExecuteScriptAsync("child.closed") != "true")
        {
            await opener.SettleAsync();
        }

        Assert.Empty(Screen.TakeShown());
    });
}
