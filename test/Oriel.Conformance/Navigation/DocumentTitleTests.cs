using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Navigation;

/// <summary>The title follows the top document.</summary>
[Behaviour(98)]
public sealed class DocumentTitleTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task A_page_has_its_title_and_the_change_is_told_once() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/title", "<title> Ein  Titel – 題 </title>"));
        await view.SettleAsync();

        Assert.Equal("Ein Titel – 題", view.Web.DocumentTitle);
        Assert.Equal(1, view.Log.Count("DocumentTitleChanged"));
    });

    [Theory]
    [InlineData("document.title = 'changed'")]
    [InlineData("document.querySelector('title').textContent = 'changed'")]
    [InlineData("document.querySelector('title').firstChild.data = 'changed'")]
    [InlineData("document.head.innerHTML = '<title>changed</title>'")]
    [InlineData("document.querySelector('title').outerHTML = '<title>changed</title>'")]
    [InlineData("document.documentElement.replaceChildren(); document.documentElement.innerHTML = '<head><title>changed</title></head>'")]
    public Task A_script_changes_it(string script) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/title/script", "<title>first</title>"));
        await view.SettleAsync();
        Assert.Equal("first", view.Web.DocumentTitle);
        view.Log.Clear();

        await view.Web.ExecuteScriptAsync(script);
        await view.Log.NextAsync("DocumentTitleChanged", logged => view.Web.DocumentTitle == "changed");
    });

    [Fact]
    public Task A_document_without_a_title_gets_one_by_script() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/title/none", "<p>none"));

        await view.Web.ExecuteScriptAsync("document.title = 'late'");
        await view.Log.NextAsync("DocumentTitleChanged", logged => view.Web.DocumentTitle == "late");
    });

    [Fact]
    public Task The_title_of_the_last_page_is_not_that_of_the_next() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/title/with", "<title>with</title>"));
        await view.NavigateAsync(Site.Html("/title/without", "<p>without"));
        await view.SettleAsync();

        Assert.NotEqual("with", view.Web.DocumentTitle);
    });

    [Fact]
    public Task A_page_may_try_many_titles_and_the_last_one_stays() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/title/many", "<title>0</title>"));

        await view.Web.ExecuteScriptAsync("for (let i = 0; i < 100; i++) document.title = 'title ' + i; 1");
        await view.Log.NextAsync("DocumentTitleChanged", logged => view.Web.DocumentTitle == "title 99");
    });

    [Fact]
    public Task The_title_of_a_frame_is_not_that_of_the_page() => RunAsync(async view =>
    {
        string frame = Site.Html("/title/frame", "<title>frame</title>", "b.localhost");
        string same = Site.Html("/title/same", "<title>same</title>");

        await view.NavigateAsync(Site.Html("/title/page", $"<title>page</title><iframe src='{frame}'></iframe><iframe src='{same}'></iframe>"));
        await view.SettleAsync();

        Assert.Equal("page", view.Web.DocumentTitle);
        Assert.Equal(1, view.Log.Count("DocumentTitleChanged"));
    });

    [Fact]
    public Task Going_back_brings_the_title_back() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/title/1", "<title>one</title>"));
        await view.NavigateAsync(Site.Html("/title/2", "<title>two</title>"));

        await view.CompletionOfAsync(view.Web.GoBack);
        await view.SettleAsync();

        Assert.Equal("one", view.Web.DocumentTitle);
    });

    [Fact]
    public Task A_page_without_script_has_its_title() => RunAsync(async view =>
    {
        view.Web.Settings.IsScriptEnabled = false;

        await view.NavigateAsync(Site.Html("/title/no-script", "<title>no script</title>"));
        await view.SettleAsync();

        Assert.Equal("no script", view.Web.DocumentTitle);
    });
}
