using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using Oriel.Analyzers.CodeFixes;
using Oriel.Analyzers.Rules;
using Oriel.Analyzers.Tests.Harness;
using Xunit;

namespace Oriel.Analyzers.Tests.Rules;

public sealed class DeferralWithoutUsingTests : RuleTests<DeferralWithoutUsingAnalyzer, UsingForDeferral>
{
    [Fact]
    public Task Complete_at_the_end_goes() => FixAsync(
        """
        private async void OnRequested(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            // The answer takes a while.
            var deferral = [|e.GetDeferral()|];
            e.Response = await AnswerAsync(e.Request);
            deferral.Complete();
        }

        private Task<CoreWebView2WebResourceResponse> AnswerAsync(CoreWebView2WebResourceRequest request) => throw new InvalidOperationException();
        """,
        """
        private async void OnRequested(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            // The answer takes a while.
            using var deferral = e.GetDeferral();
            e.Response = await AnswerAsync(e.Request);
        }

        private Task<CoreWebView2WebResourceResponse> AnswerAsync(CoreWebView2WebResourceRequest request) => throw new InvalidOperationException();
        """);

    [Fact]
    public Task Complete_before_the_end_becomes_the_end_of_a_block() => FixAsync(
        """
        private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            CoreWebView2Deferral deferral = [|e.GetDeferral()|];
            await Task.Delay(1);
            e.State = CoreWebView2PermissionState.Allow;
            deferral.Complete();
            await Task.Delay(1000);
        }
        """,
        """
        private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            using (CoreWebView2Deferral deferral = e.GetDeferral())
            {
                await Task.Delay(1);
                e.State = CoreWebView2PermissionState.Allow;
            }

            await Task.Delay(1000);
        }
        """);

    [Fact]
    public Task Complete_stays_where_a_block_would_hide_what_is_needed_later() => FixAsync(
        """
        private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            CoreWebView2Deferral deferral = [|e.GetDeferral()|];
            string uri = e.Uri;
            deferral.Complete();
            await webView.ExecuteScriptAsync(uri);
        }
        """,
        """
        private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            using CoreWebView2Deferral deferral = e.GetDeferral();
            string uri = e.Uri;
            deferral.Complete();
            await webView.ExecuteScriptAsync(uri);
        }
        """);

    [Fact]
    public Task Complete_in_branches_stays() => FixAsync(
        """
        private async void OnDialog(object? sender, CoreWebView2ScriptDialogOpeningEventArgs e)
        {
            CoreWebView2Deferral? deferral = [|e.GetDeferral()|];
            if (e.Kind == CoreWebView2ScriptDialogKind.Alert)
            {
                deferral.Complete();
                return;
            }

            await Task.Delay(1);
            e.Accept();
            deferral?.Complete();
        }
        """,
        """
        private async void OnDialog(object? sender, CoreWebView2ScriptDialogOpeningEventArgs e)
        {
            using CoreWebView2Deferral? deferral = e.GetDeferral();
            if (e.Kind == CoreWebView2ScriptDialogKind.Alert)
            {
                deferral.Complete();
                return;
            }

            await Task.Delay(1);
            e.Accept();
            deferral?.Complete();
        }
        """);

    [Fact]
    public Task A_deferral_that_nobody_keeps_is_kept() => FixAsync(
        """
        private async void OnDownload(object? sender, CoreWebView2DownloadStartingEventArgs e)
        {
            [|e.GetDeferral()|];
            await Task.Delay(1);
            e.Cancel = true;
        }
        """,
        """
        private async void OnDownload(object? sender, CoreWebView2DownloadStartingEventArgs e)
        {
            using CoreWebView2Deferral deferral = e.GetDeferral();
            await Task.Delay(1);
            e.Cancel = true;
        }
        """);

    [Fact]
    public Task Old_C_sharp_gets_a_using_statement() => FixAsync(
        """
        private async void OnDownload(object sender, CoreWebView2DownloadStartingEventArgs e)
        {
            var deferral = [|e.GetDeferral()|];
            await Task.Delay(1);
            e.Cancel = true;
            deferral.Complete();
        }
        """,
        """
        private async void OnDownload(object sender, CoreWebView2DownloadStartingEventArgs e)
        {
            using (var deferral = e.GetDeferral())
            {
                await Task.Delay(1);
                e.Cancel = true;
            }
        }
        """,
        LanguageVersion.CSharp7_3, isNullable: false);

    [Fact]
    public Task Where_no_declaration_fits_the_author_decides() => NoFixAsync(
        """
        private async void OnDownload(object? sender, CoreWebView2DownloadStartingEventArgs e)
        {
            CoreWebView2Deferral deferral;
            deferral = [|e.GetDeferral()|];
            await Task.Delay(1);
            deferral.Complete();
            _ = [|e.GetDeferral()|];
        }

        private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            CoreWebView2Deferral? deferral = [|e.GetDeferral()|];
            await Task.Delay(1);
            deferral.Complete();
            deferral = null;
        }
        """);

    [Fact]
    public Task Deferrals_that_are_held_or_handed_on_are_fine() => CheckAsync(
        """
        private CoreWebView2Deferral? _deferral;

        private async void OnStatement(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            using (e.GetDeferral())
            {
                await Task.Delay(1);
            }
        }

        private async void OnDeclaration(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            using CoreWebView2Deferral deferral = e.GetDeferral();
            await Task.Delay(1);
        }

        private async void OnFinally(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            CoreWebView2Deferral deferral = e.GetDeferral();
            try
            {
                await Task.Delay(1);
            }
            finally
            {
                deferral.Complete();
            }
        }

        private void OnField(object? sender, CoreWebView2WebResourceRequestedEventArgs e) => _deferral = e.GetDeferral();

        private void OnPosted(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            CoreWebView2Deferral deferral = e.GetDeferral();
            SynchronizationContext.Current!.Post(_ =>
            {
                using (deferral)
                {
                    new MainForm().ShowDialog();
                }
            }, null);
        }

        private void OnArgument(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            CoreWebView2Deferral deferral = e.GetDeferral();
            Answer(deferral);
            Answer(e.GetDeferral());
        }

        private CoreWebView2Deferral Take(CoreWebView2WebResourceRequestedEventArgs e) => e.GetDeferral();

        private void OnNothing(object? sender, CoreWebView2WebResourceRequestedEventArgs e) => e.GetDeferral().Complete();

        private async void Answer(CoreWebView2Deferral deferral)
        {
            using (deferral)
            {
                await Task.Delay(1);
            }
        }
        """);
}
