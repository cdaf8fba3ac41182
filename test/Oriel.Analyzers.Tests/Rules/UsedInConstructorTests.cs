using System.Threading.Tasks;
using Oriel.Analyzers.CodeFixes;
using Oriel.Analyzers.Rules;
using Oriel.Analyzers.Tests.Harness;
using Xunit;

namespace Oriel.Analyzers.Tests.Rules;

public sealed class UsedInConstructorTests : RuleTests<UsedInConstructorAnalyzer, RunWhenInitialized>
{
    [Fact]
    public Task A_statement_moves_to_the_event() => FixAsync(
        """
        public MainForm()
        {
            webView.EnsureCoreWebView2Async();
            // The first page.
            [|webView.CoreWebView2|].Navigate("https://example.org");
            [|this.webView.CoreWebView2|].Settings.IsScriptEnabled = false;
            [|webView.CoreWebView2|].NavigationCompleted += OnCompleted;
        }

        private void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e) => Show();
        """,
        """
        public MainForm()
        {
            webView.EnsureCoreWebView2Async();
            // The first page.
            webView.CoreWebView2InitializationCompleted += (sender, args) =>
            {
                if (args.IsSuccess)
                {
                    webView.CoreWebView2.Navigate("https://example.org");
                }
            };
            this.webView.CoreWebView2InitializationCompleted += (sender2, args2) =>
            {
                if (args2.IsSuccess)
                {
                    this.webView.CoreWebView2.Settings.IsScriptEnabled = false;
                }
            };
            webView.CoreWebView2InitializationCompleted += (sender3, args3) =>
            {
                if (args3.IsSuccess)
                {
                    webView.CoreWebView2.NavigationCompleted += OnCompleted;
                }
            };
        }

        private void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e) => Show();
        """);

    [Fact]
    public Task What_the_object_keeps_is_left_to_the_author() => NoFixAsync(
        """
        private readonly CoreWebView2 _view;
        private readonly Microsoft.Web.WebView2.Wpf.WebView2 _wpf = new();
        private readonly Oriel.Gtk.WebView2 _gtk;

        public MainForm()
        {
            _view = [|webView.CoreWebView2|];
            CoreWebView2 local = [|webView.CoreWebView2|];
            [|_wpf.CoreWebView2|].Reload();
            _gtk = new Oriel.Gtk.WebView2();
            [|_gtk.CoreWebView2|].Reload();
            WebView2 own = new WebView2();
            CoreWebView2 third = [|own.CoreWebView2|];
        }

        private class Control : WebView2
        {
            public Control(out string uri) => uri = [|CoreWebView2|].Source;
        }
        """);

    [Fact]
    public Task Later_and_given_and_questioned_ones_are_fine() => CheckAsync(
        """
        private readonly WebView2 _given;

        public MainForm(WebView2 given)
        {
            _given = given;
            _given.CoreWebView2.Reload();
            given.CoreWebView2.Reload();
            WebView2 same = given;
            same.CoreWebView2.Reload();
            Load += async (_, _) =>
            {
                await webView.EnsureCoreWebView2Async();
                webView.CoreWebView2.Reload();
            };
            webView.CoreWebView2InitializationCompleted += (_, _) => webView.CoreWebView2.Reload();
            Initialize();

            async void Initialize()
            {
                await webView.EnsureCoreWebView2Async();
                webView.CoreWebView2.Reload();
            }
        }

        private class Careful : Form
        {
            private readonly WebView2 _view = new();

            public Careful()
            {
                if (_view.CoreWebView2 != null)
                {
                    _view.CoreWebView2.Reload();
                }

                _view.CoreWebView2?.Reload();
            }
        }

        private void OnClick() => webView.CoreWebView2.Reload();
        """);
}
