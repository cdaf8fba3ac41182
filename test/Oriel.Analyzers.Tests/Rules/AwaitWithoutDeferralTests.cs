using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using Oriel.Analyzers.CodeFixes;
using Oriel.Analyzers.Rules;
using Oriel.Analyzers.Tests.Harness;
using Xunit;

namespace Oriel.Analyzers.Tests.Rules;

public sealed class AwaitWithoutDeferralTests : RuleTests<AwaitWithoutDeferralAnalyzer, DeferralBeforeAwait>
{
    [Fact]
    public Task A_result_that_is_awaited_comes_too_late() => FixAsync(
        """
        private async void OnRequested(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            e.Response = [|await AnswerAsync(e.Request)|];
        }

        private Task<CoreWebView2WebResourceResponse> AnswerAsync(CoreWebView2WebResourceRequest request) => throw new InvalidOperationException();
        """,
        """
        private async void OnRequested(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            using CoreWebView2Deferral deferral = e.GetDeferral();
            e.Response = await AnswerAsync(e.Request);
        }

        private Task<CoreWebView2WebResourceResponse> AnswerAsync(CoreWebView2WebResourceRequest request) => throw new InvalidOperationException();
        """);

    [Fact]
    public Task So_does_what_is_set_afterwards_and_only_the_first_await_is_marked() => FixAsync(
        """
        private async void OnNewWindow(object? sender, CoreWebView2NewWindowRequestedEventArgs args)
        {
            // A window of our own.
            MainForm form = new();
            string deferral = args.Uri;
            [|await form.webView.EnsureCoreWebView2Async()|];
            await Task.Delay(1);
            args.NewWindow = form.webView.CoreWebView2;
        }
        """,
        """
        private async void OnNewWindow(object? sender, CoreWebView2NewWindowRequestedEventArgs args)
        {
            using CoreWebView2Deferral deferral2 = args.GetDeferral();
            // A window of our own.
            MainForm form = new();
            string deferral = args.Uri;
            await form.webView.EnsureCoreWebView2Async();
            await Task.Delay(1);
            args.NewWindow = form.webView.CoreWebView2;
        }
        """);

    [Fact]
    public Task Lambdas_and_expressions_get_a_body() => FixAsync(
        """
        public void Connect()
        {
            webView.CoreWebView2.PermissionRequested += async (sender, e) => e.State = [|await AskAsync()|];
            string deferral = "";
            webView.CoreWebView2.ScriptDialogOpening += async (_, e) =>
            {
                [|await Task.Delay(1)|];
                e.Accept();
            };
        }

        private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e) => e.State = [|await AskAsync()|];

        private Task<CoreWebView2PermissionState> AskAsync() => throw new InvalidOperationException();
        """,
        """
        public void Connect()
        {
            webView.CoreWebView2.PermissionRequested += async (sender, e) =>
            {
                using CoreWebView2Deferral deferral2 = e.GetDeferral();
                e.State = await AskAsync();
            };
            string deferral = "";
            webView.CoreWebView2.ScriptDialogOpening += async (_, e) =>
            {
                using CoreWebView2Deferral deferral2 = e.GetDeferral();
                await Task.Delay(1);
                e.Accept();
            };
        }

        private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            using CoreWebView2Deferral deferral = e.GetDeferral();
            e.State = await AskAsync();
        }

        private Task<CoreWebView2PermissionState> AskAsync() => throw new InvalidOperationException();
        """);

    [Fact]
    public Task Old_C_sharp_gets_a_using_statement() => FixAsync(
        """
        private async void OnDownload(object sender, CoreWebView2DownloadStartingEventArgs e)
        {
            [|await Task.Delay(1)|];
            e.Cancel = true;
        }
        """,
        """
        private async void OnDownload(object sender, CoreWebView2DownloadStartingEventArgs e)
        {
            using (CoreWebView2Deferral deferral = e.GetDeferral())
            {
                await Task.Delay(1);
                e.Cancel = true;
            }
        }
        """,
        LanguageVersion.CSharp7_3, isNullable: false);

    [Fact]
    public Task Parts_of_the_args_and_streams_that_are_read_at_the_end_belong_to_them() => CheckAsync(
        """
        private async void OnRequested(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            MemoryStream body = new();
            e.Response = webView.CoreWebView2.Environment.CreateWebResourceResponse(body, 200, "OK", "");
            [|await File.OpenRead("page.html").CopyToAsync(body)|];
            body.Position = 0;
        }

        private async void OnAuthentication(object? sender, CoreWebView2BasicAuthenticationRequestedEventArgs e)
        {
            CoreWebView2BasicAuthenticationResponse response = e.Response;
            [|await Task.Delay(1)|];
            response.UserName = "me";
        }
        """);

    [Fact]
    public Task A_deferral_after_the_await_is_too_late_and_left_to_the_author() => NoFixAsync(
        """
        private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            [|await Task.Delay(1)|];
            using CoreWebView2Deferral deferral = e.GetDeferral();
            e.State = CoreWebView2PermissionState.Deny;
        }
        """);

    [Fact]
    public Task A_branch_that_returns_does_not_hide_the_one_that_goes_on() => CheckAsync(
        """
        private async void OnPermission(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            if (e.IsUserInitiated)
            {
                await Task.Delay(1);
                return;
            }

            if (e.Uri.Length > 9)
            {
                [|await Task.Delay(1)|];
            }

            e.State = CoreWebView2PermissionState.Deny;
        }
        """);

    [Fact]
    public Task With_a_deferral_or_without_need_of_one_all_is_fine() => CheckAsync(
        """
        private async void OnUsing(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            using (e.GetDeferral())
            {
                await Task.Delay(1);
                e.Response = null;
            }
        }

        private async void OnDeclaration(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            if (e.Request.Method == "POST")
            {
                return;
            }

            CoreWebView2Deferral deferral = e.GetDeferral();
            await Task.Delay(1);
            e.Response = null;
            deferral.Complete();
        }

        private async void OnHandedOn(object? sender, CoreWebView2WebResourceRequestedEventArgs e)
        {
            await HandleAsync(e, e.GetDeferral());
            Console.WriteLine(e.Request.Uri);
        }

        private async Task HandleAsync(CoreWebView2WebResourceRequestedEventArgs e, CoreWebView2Deferral deferral)
        {
            using (deferral)
            {
                await Task.Delay(1);
                e.Response = null;
            }
        }

        private async void OnDone(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            e.State = CoreWebView2PermissionState.Deny;
            await Task.Delay(1);
            Show();
        }

        private async void OnNewWindow(object? sender, CoreWebView2NewWindowRequestedEventArgs e)
        {
            CoreWebView2 view = webView.CoreWebView2;
            e.NewWindow = view;
            await Task.Delay(1);
            view.Reload();
        }

        private async void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e)
        {
            await Task.Delay(1);
            Console.WriteLine(e.IsSuccess);
        }

        private void OnOther(object? sender, CoreWebView2PermissionRequestedEventArgs e)
        {
            Click += async (_, _) =>
            {
                await Task.Delay(1);
                Console.WriteLine(e.Uri);
            };
        }
        """);
}
