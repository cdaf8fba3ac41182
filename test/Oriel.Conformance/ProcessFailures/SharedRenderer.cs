using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit.Site;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>Two views whose pages live in one renderer, and one that has a renderer of its own.</summary>
internal sealed class SharedRenderer
{
    private readonly TestView _view;
    private readonly TestView _popup;
    private readonly TestView _bystander;
    private readonly FailureLog _failures;
    private readonly FailureLog _popupFailures;
    private readonly FailureLog _bystanderFailures;

    private SharedRenderer(TestView view, FailureLog failures, TestView popup, TestView bystander)
    {
        _view = view;
        _failures = failures;
        _popup = popup;
        _popupFailures = new FailureLog(popup.Web);
        _bystander = bystander;
        _bystanderFailures = new FailureLog(bystander.Web);
    }

    public static async Task<SharedRenderer> OpenAsync(TestView view, FailureLog failures, TestSite site)
    {
        site.Html("/inner", "inner");
        await view.NavigateAsync(site.Html("/opener", "<iframe src='/inner'></iframe>"));
        SharedRenderer shared = new(view, failures, await view.OpenAnotherAsync(), await view.OpenAnotherAsync());
        await shared._bystander.NavigateAsync(site.Html("/by", "bystander", "b.localhost"));
        view.Web.NewWindowRequested += (_, args) =>
        {
            using CoreWebView2Deferral deferral = args.GetDeferral();
            args.NewWindow = shared._popup.Web;
        };
        string opened = site.Html("/opened", "opened");
        await shared._popup.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync($"window.child = open('{opened}')"));
        return shared;
    }

    /// <summary>The renderer dies; both views that it served are told of the same failure, once, and the third of none.</summary>
    public async Task DieAsync(Death death, int renderer)
    {
        int before = _failures.All.Count;
        death.Strike(renderer);
        string folder = _view.Environment.FailureReportFolderPath;
        CoreWebView2ProcessFailedEventArgs told = await _failures.ExpectAsync(Kind.RenderProcessExited, death, renderer, folder);
        CoreWebView2ProcessFailedEventArgs popupTold = await _popupFailures.ExpectAsync(Kind.RenderProcessExited, death, renderer, folder);
        Assert.Equal(told.CrashReport?.CrashReportId, popupTold.CrashReport?.CrashReportId);
        Assert.Equal("\"bystander\"", await _bystander.Web.ExecuteScriptAsync("document.body.innerText"));
        Assert.Equal((before + 1, before + 1, 0), (_failures.All.Count, _popupFailures.All.Count, _bystanderFailures.All.Count));
    }

    /// <summary>Both are shown again by Reload, in one renderer as before.</summary>
    public async Task RecoverAsync()
    {
        Assert.True((await _popup.CompletionOfAsync(_popup.Web.Reload)).IsSuccess);
        Assert.True((await _view.CompletionOfAsync(_view.Web.Reload)).IsSuccess);
    }
}
