using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>Where one can go from here.</summary>
[Behaviour(97)]
public sealed class HistoryTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task A_new_view_has_nowhere_to_go_and_going_does_nothing() => RunAsync(async view =>
    {
        view.Web.GoBack();
        view.Web.GoForward();
        await view.SettleAsync();

        Assert.Equal((false, false), (view.Web.CanGoBack, view.Web.CanGoForward));
        Assert.Empty(view.Log.Navigation);
        Assert.Equal("about:blank", view.Web.Source);
    });

    [Fact]
    public Task The_first_page_is_the_first_entry() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/history/first", "first"));
        Assert.Equal((false, false), (view.Web.CanGoBack, view.Web.CanGoForward));
        view.Log.Clear();

        view.Web.GoBack();
        await view.SettleAsync();

        Assert.Empty(view.Log.Navigation);
    });

    [Fact]
    public Task CanGoBack_and_CanGoForward_are_up_to_date_when_HistoryChanged_comes() => RunAsync(async view =>
    {
        string seen = "";
        view.Web.HistoryChanged += (_, _) => seen += $"{(view.Web.CanGoBack ? '<' : '-')}{(view.Web.CanGoForward ? '>' : '-')} ";

        await view.NavigateAsync(Site.Html("/history/1", "1"));
        await view.NavigateAsync(Site.Html("/history/2", "2"));
        await view.NavigateAsync(Site.Html("/history/3", "3"));
        await view.CompletionOfAsync(view.Web.GoBack);
        await view.CompletionOfAsync(view.Web.GoBack);
        await view.CompletionOfAsync(view.Web.GoForward);

        Assert.Equal("-- <- <- <> -> <> ", seen);
    });

    /// <summary>The browser knows of a new document a little later than the renderer that tells of it: on a busy machine, in one of some tens.</summary>
    [Fact]
    public Task It_is_never_behind_the_page() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/behind/1", "1"));
        await view.NavigateAsync(Site.Html("/behind/2", "2"));
        int changes = 0;
        view.Web.HistoryChanged += (_, _) => changes++;

        for (int i = 1; i <= 50; i++)
        {
            bool back = i % 2 == 1;
            await view.CompletionOfAsync(back ? view.Web.GoBack : view.Web.GoForward);

            Assert.Equal((i, !back, back), (changes, view.Web.CanGoBack, view.Web.CanGoForward));
        }
    });

    [Fact]
    public Task A_new_page_cuts_off_the_way_forward() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/cut/1", "1"));
        await view.NavigateAsync(Site.Html("/cut/2", "2"));
        await view.CompletionOfAsync(view.Web.GoBack);
        Assert.True(view.Web.CanGoForward);

        await view.NavigateAsync(Site.Html("/cut/3", "3"));

        Assert.Equal((true, false), (view.Web.CanGoBack, view.Web.CanGoForward));
    });

    [Fact]
    public Task A_replaced_page_makes_no_entry() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/replaced/1", "1"));
        await view.NavigateAsync(Site.Html("/replaced/2", "2"));
        string third = Site.Html("/replaced/3", "3");

        await view.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync($"location.replace('{third}')"));
        Assert.Equal(third, view.Web.Source);
        await view.CompletionOfAsync(view.Web.GoBack);

        Assert.EndsWith("/replaced/1", view.Web.Source, System.StringComparison.Ordinal);
    });

    [Fact]
    public Task Going_twice_without_waiting_goes_two_pages() => RunAsync(async view =>
    {
        string first = Site.Html("/twice/1", "1");
        await view.NavigateAsync(first);
        await view.NavigateAsync(Site.Html("/twice/2", "2"));
        await view.NavigateAsync(Site.Html("/twice/3", "3"));

        await view.Web.ExecuteScriptAsync("history.go(-2)");
        await view.Log.NextAsync("NavigationCompleted", logged => logged.Source == first);

        Assert.Equal((false, true), (view.Web.CanGoBack, view.Web.CanGoForward));
    });

    [Fact]
    public Task Text_and_blank_pages_are_entries_too() => RunAsync(async view =>
    {
        string first = Site.Html("/entries/1", "1");
        await view.NavigateAsync(first);
        await view.NavigateAsync("about:blank");
        Assert.True(view.Web.CanGoBack);
        await view.ShowAsync("text");
        Assert.True(view.Web.CanGoBack);

        await view.NavigateAsync(first + "?again");
        await view.CompletionOfAsync(view.Web.GoBack);

        Assert.Equal("about:blank", view.Web.Source);
        Assert.True(view.Web.CanGoForward);
    });
}
