using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Diagnostics;
using Oriel.Analyzers.Rules;
using Oriel.Analyzers.Tests.Harness;
using Xunit;

namespace Oriel.Analyzers.Tests.Rules;

/// <summary>What a rule says: what is wrong, with what, and what to do.</summary>
public sealed class MessageTests
{
    public static TheoryData<DiagnosticAnalyzer, string, string> Messages => new()
    {
        {
            new BlockingWaitAnalyzer(),
            "public string Title => webView.ExecuteScriptAsync(\"document.title\").Result;",
            "'Result' stops the message pump that has to complete 'ExecuteScriptAsync': await the task"
        },
        {
            new ModalLoopAnalyzer(),
            "private void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs e) => new MainForm().ShowDialog();",
            "'Form.ShowDialog' runs a message loop inside a WebView2 event handler, and no WebView2 in it gets an event or a completion until it ends: post it to SynchronizationContext.Current"
        },
        {
            new DeferralWithoutUsingAnalyzer(),
            "private void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e) { CoreWebView2Deferral deferral = e.GetDeferral(); }",
            "An exception before Complete leaves the event open until the garbage collector finds this deferral, and the page waits: hold it with a using"
        },
        {
            new WrongThreadAnalyzer(),
            "public Task StopAsync(CoreWebView2 view) => Task.Run(() => view.Stop());",
            "'CoreWebView2.Stop' belongs to the UI thread, and Task.Run runs this on another thread: use it before, or go back to that thread first"
        },
        {
            new WrongThreadAnalyzer(),
            "public Task StopAsync() => Task.Run(Stop); private void Stop() => webView.Source = null!;",
            "'WebView2.Source' belongs to the UI thread, and Task.Run runs 'Stop', which uses it, on another thread: use it before, or go back to that thread first"
        },
        {
            new WrongThreadAnalyzer(),
            "public void Stop(CoreWebView2 view) => new Thread(() => view.Stop()).Start();",
            "'CoreWebView2.Stop' belongs to the UI thread, and this runs on a thread of its own: use it before, or go back to that thread first"
        },
        {
            new WrongThreadAnalyzer(),
            "public async Task StopAsync(CoreWebView2 view) { await Task.Delay(1).ConfigureAwait(false); view.Stop(); }",
            "'CoreWebView2.Stop' belongs to the UI thread, and this may run on another thread after ConfigureAwait(false): use it before, or go back to that thread first"
        },
        {
            new AwaitWithoutDeferralAnalyzer(),
            "private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs args) { await Task.Delay(1); args.State = default; }",
            "For WebView2 the event is over at this await, and what is done with 'args' afterwards comes too late: take a deferral before it with a using"
        },
        {
            new UsedInConstructorAnalyzer(),
            "public MainForm() => webView.CoreWebView2.Reload();",
            "'webView.CoreWebView2' is null until EnsureCoreWebView2Async has completed, which cannot have happened in a constructor: "
                + "use it after an await of that task, or in CoreWebView2InitializationCompleted"
        },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task It_says_what_is_wrong_and_what_to_do(DiagnosticAnalyzer rule, string member, string message)
    {
        using CodeUnderTest code = new(rule, Form.With(member), Library.Oriel);

        Assert.Equal([message], (await code.ReportedAsync()).Select(diagnostic => diagnostic.GetMessage(null)));
    }
}
