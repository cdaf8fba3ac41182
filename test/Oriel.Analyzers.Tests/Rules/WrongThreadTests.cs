using System.Threading.Tasks;
using Oriel.Analyzers.CodeFixes;
using Oriel.Analyzers.Rules;
using Oriel.Analyzers.Tests.Harness;
using Xunit;

namespace Oriel.Analyzers.Tests.Rules;

public sealed class WrongThreadTests : RuleTests<WrongThreadAnalyzer, StayOnTheThread>
{
    [Fact]
    public Task Everything_that_runs_on_the_pool_is_reported_once_for_each_chain_of_members() => NoFixAsync(
        """
        private CoreWebView2? _view;

        public void Start()
        {
            Task.Run(() => [|webView.CoreWebView2|].Settings.IsScriptEnabled = false);
            Task.Run(async () =>
            {
                CoreWebView2 view = [|webView.CoreWebView2|];
                string title = await [|view.ExecuteScriptAsync("document.title")|];
                [|view.NavigationCompleted|] += (_, _) => { };
            });
            ThreadPool.QueueUserWorkItem(_ => [|_view!.Navigate("about:blank")|]);
            Parallel.For(0, 3, i => [|_view!.PostWebMessageAsString("a")|]);
            Parallel.Invoke(() => [|_view!.Reload()|], () => { });
            new Thread(() => [|_view!.Reload()|]).Start();
            using System.Threading.Timer timer = new(_ => [|_view!.Stop()|]);
            System.Timers.Timer other = new();
            other.Elapsed += (_, _) => [|_view!.Stop()|];
        }
        """);

    [Fact]
    public Task A_method_that_is_handed_over_runs_there_too_and_is_marked_where_it_is_named() => NoFixAsync(
        """
        private CoreWebView2? _view;

        public void Start()
        {
            Task.Run([|Load|]);
            Task.Run([|this.Load|]);
            ThreadPool.QueueUserWorkItem([|Queued|]!);
            Task.Run([|Local|]);
            Task.Run(Harmless);

            void Local() => _view!.Stop();
        }

        private void Load()
        {
            _view!.Reload();
            _view!.Reload();
        }

        private void Queued(object state) => _view!.Reload();
        private void Harmless() => Console.WriteLine();
        """);

    [Fact]
    public Task A_use_that_two_reasons_make_wrong_is_reported_once() => CheckAsync(
        """
        public Task RunAsync(CoreWebView2 view) => Task.Run(async () =>
        {
            await Task.Delay(1).ConfigureAwait(false);
            [|view.Reload()|];
        });

        public async Task LoadAsync(CoreWebView2 view)
        {
            await Task.Delay(1).ConfigureAwait(false);
            await Task.Delay(2).ConfigureAwait(false);
            [|view.Reload()|];
        }
        """);

    [Fact]
    public Task A_cookie_s_properties_belong_to_the_thread_as_well() => CheckAsync(
        """
        public Task<string> DomainAsync(CoreWebView2CookieManager manager) => Task.Run(async () =>
        {
            List<CoreWebView2Cookie> cookies = await manager.GetCookiesAsync(null!);
            string names = string.Join(", ", cookies.Select(cookie => [|cookie.Name|]));
            return [|cookies[0].Domain|];
        });
        """);

    [Fact]
    public Task After_ConfigureAwait_false_the_thread_is_gone() => FixAsync(
        """
        public async Task LoadAsync(CoreWebView2 view)
        {
            string url = await File.ReadAllTextAsync("url").ConfigureAwait(false);
            if (url.Length > 0)
            {
                [|view.Navigate(url)|];
            }

            using (new MemoryStream())
            {
                await Task.Delay(1).ConfigureAwait(continueOnCapturedContext: false);
            }

            [|view.Settings|].IsScriptEnabled = false;
            await [|view.ExecuteScriptAsync("a")|].ConfigureAwait(false);
        }
        """,
        """
        public async Task LoadAsync(CoreWebView2 view)
        {
            string url = await File.ReadAllTextAsync("url");
            if (url.Length > 0)
            {
                view.Navigate(url);
            }

            using (new MemoryStream())
            {
                await Task.Delay(1);
            }

            view.Settings.IsScriptEnabled = false;
            await view.ExecuteScriptAsync("a").ConfigureAwait(false);
        }
        """);

    [Fact]
    public Task A_call_is_made_after_its_arguments_have_been_awaited() => FixAsync(
        """
        public async Task LoadAsync()
        {
            [|webView.CoreWebView2.Navigate(await File.ReadAllTextAsync("url").ConfigureAwait(false))|];
            [|webView.Source|] = new Uri(await File.ReadAllTextAsync("url").ConfigureAwait(ConfigureAwaitOptions.None));
        }
        """,
        """
        public async Task LoadAsync()
        {
            webView.CoreWebView2.Navigate(await File.ReadAllTextAsync("url"));
            webView.Source = new Uri(await File.ReadAllTextAsync("url"));
        }
        """);

    [Fact]
    public Task Loops_and_tries_and_branches_that_are_left_go_on_without_the_thread() => CheckAsync(
        """
        public async Task LoadAsync(CoreWebView2 view, bool isSlow)
        {
            if (isSlow)
            {
                await Task.Delay(1).ConfigureAwait(false);
            }

            try
            {
                [|view.Reload()|];
            }
            finally
            {
                [|view.Stop()|];
            }
        }

        public async Task SwitchAsync(CoreWebView2 view, int kind)
        {
            switch (kind)
            {
                case 1:
                    await Task.Delay(1).ConfigureAwait(false);
                    break;
            }

            [|view.Reload()|];
        }
        """);

    [Fact]
    public Task Other_branches_and_what_comes_before_keep_it() => CheckAsync(
        """
        public async Task LoadAsync(CoreWebView2 view, bool isSlow)
        {
            view.Stop();
            if (isSlow)
            {
                await Task.Delay(1).ConfigureAwait(false);
                return;
            }
            else
            {
                view.Reload();
            }

            view.Reload();
            await Task.Delay(1).ConfigureAwait(true);
            view.Reload();
            string uri = isSlow ? await File.ReadAllTextAsync("a").ConfigureAwait(false) : view.Source;
        }

        public async Task SwitchAsync(CoreWebView2 view, int kind)
        {
            switch (kind)
            {
                case 1:
                    await Task.Delay(1).ConfigureAwait(false);
                    return;
                case 2:
                    view.Reload();
                    break;
            }

            view.Reload();
        }

        public async Task BackAsync(CoreWebView2 view)
        {
            await Task.Delay(1).ConfigureAwait(false);
            Invoke(() => view.Reload());
            string name = nameof(view.Source);
            await new UiThread();
            view.Reload();
        }

        private class UiThread : System.Runtime.CompilerServices.INotifyCompletion
        {
            public bool IsCompleted => true;
            public UiThread GetAwaiter() => this;
            public void GetResult() { }
            public void OnCompleted(Action action) { }
        }
        """);

    [Fact]
    public Task What_the_documentation_exempts_is_fine() => CheckAsync(
        """
        public void Start(CoreWebView2WebResourceRequest request, CoreWebView2WebResourceResponse response, CoreWebView2CookieManager manager, CoreWebView2EnvironmentOptions options)
        {
            Task.Run(() => request.Content!.CopyTo(response.Content!));
            Task.Run(() => manager.GetCookiesAsync("https://example.org"));
            Task.Run(() => CoreWebView2Environment.GetAvailableBrowserVersionString());
            Task.Run(() => CoreWebView2Environment.CompareBrowserVersions("1", "2"));
            Task.Run(() => options.Language = "en");
            new Thread(() => Console.WriteLine(webView.CreationProperties.UserDataFolder)).Start();
        }
        """);

    [Fact]
    public Task Going_back_to_the_thread_is_fine() => CheckAsync(
        """
        private CoreWebView2? _view;

        public void Start(SynchronizationContext context)
        {
            Task.Run(() => context.Post(_ => _view!.Reload(), null));
            Task.Run(() => Invoke(() => webView.CoreWebView2.Reload()));
            string url = "";
            Task.Run(() => url + nameof(webView.CoreWebView2));
            System.Timers.Timer timer = new() { SynchronizingObject = null };
            timer.Elapsed += (_, _) => _view!.Stop();
        }
        """);

    [Fact]
    public Task A_UI_thread_of_its_own_may_use_its_own_views() => CheckAsync(
        """
        public void Start()
        {
            new Thread(() =>
            {
                MainForm form = new();
                form.webView.CoreWebView2.Reload();
                Application.Run(form);
            }).Start();
            new Thread(() =>
            {
                WebView2 own = new();
                own.CoreWebView2.Reload();
            }).Start();
            new Thread(RunLoop).Start();
        }

        private CoreWebView2? _own;

        private void RunLoop()
        {
            _own = Make();
            _own.Reload();
        }

        private static CoreWebView2 Make() => throw new InvalidOperationException();
        """);

    [Fact]
    public async Task A_pump_inside_a_worker_is_its_UI_thread()
    {
        const string Source = """
            using System;
            using System.Threading.Tasks;
            using Microsoft.Web.WebView2.Core;
            using Oriel.Threading;

            public static class App
            {
                public static Task RunAsync() => Task.Run(() => MessagePump.Run(async () =>
                {
                    CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync();
                    CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(new IntPtr(-3));
                    controller.CoreWebView2.Reload();
                }));
            }
            """;
        using CodeUnderTest code = new(new WrongThreadAnalyzer(), Source, Library.Oriel);
        await code.CheckAsync();
    }
}
