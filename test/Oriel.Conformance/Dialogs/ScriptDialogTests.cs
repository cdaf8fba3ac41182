using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Dialogs;

/// <summary>Nobody sees a dialog of a view without a window, so each is answered as a user who closes it would, and the page goes on.</summary>
public sealed class ScriptDialogTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task Alert_returns_and_a_question_is_declined() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/dialogs", "dialogs"));

        Assert.Equal("[false,true,null]", await view.Web.ExecuteScriptAsync("[confirm('sure?'), alert('listen') === undefined, prompt('name?', 'nobody')]"));
    });

    [Fact]
    public Task A_page_that_asks_while_it_loads_completes() => RunAsync(async view =>
    {
        string url = Site.Html("/dialogs/loading", "<script>alert('first'); document.title = confirm('second') + ' ' + prompt('third')</script>");

        Assert.True((await view.NavigateAsync(url)).IsSuccess);
        Assert.Equal("false null", view.Web.DocumentTitle);
    });

    [Fact]
    public Task A_page_that_wants_to_keep_its_user_is_left() => RunAsync(async view =>
    {
        // Only a page that its user has touched may ask.
        await view.NavigateAsync(Site.Html("/dialogs/sticky", "<script>onbeforeunload = event => event.preventDefault()</script>sticky"));
        await view.ClickAsync(5, 5);
        string next = Site.Html("/dialogs/next", "next");

        Assert.True((await view.NavigateAsync(next)).IsSuccess);
        Assert.Equal(next, view.Web.Source);
    });
}
