using System.Threading.Tasks;
using Oriel.Analyzers.CodeFixes;
using Oriel.Analyzers.Rules;
using Oriel.Analyzers.Tests.Harness;
using Xunit;

namespace Oriel.Analyzers.Tests.Rules;

public sealed class BlockingWaitTests : RuleTests<BlockingWaitAnalyzer, AwaitInsteadOfBlocking>
{
    [Fact]
    public Task Result_in_an_event_handler_is_awaited_and_the_handler_becomes_async() => FixAsync(
        """
        private void OnClick(object? sender, EventArgs e)
        {
            string answer = [|webView.CoreWebView2.ExecuteScriptAsync("1 + 1").Result|];
            MessageBox.Show(answer);
        }
        """,
        """
        private async void OnClick(object? sender, EventArgs e)
        {
            string answer = await webView.CoreWebView2.ExecuteScriptAsync("1 + 1");
            MessageBox.Show(answer);
        }
        """);

    [Fact]
    public Task All_ways_of_blocking_in_an_async_method_are_awaited() => FixAsync(
        """
        public async Task LoadAsync()
        {
            await Task.Delay(1);
            [|webView.EnsureCoreWebView2Async().Wait()|]; // the view
            int length = [|webView.CoreWebView2.ExecuteScriptAsync("a").Result|].Length;
            string text = "" + [|webView.CoreWebView2.ExecuteScriptAsync("b").GetAwaiter().GetResult()|];
            text = [|webView.CoreWebView2.ExecuteScriptAsync("c").ConfigureAwait(false).GetAwaiter().GetResult()|];
            [|Task.WaitAll(webView.ExecuteScriptAsync("d"), Task.Delay(1))|];
            [|Task.WaitAny(Task.Delay(1), webView.ExecuteScriptAsync("e"))|];
            [|Task.WhenAll(webView.ExecuteScriptAsync("f"), Task.Delay(1)).Wait()|];
        }
        """,
        """
        public async Task LoadAsync()
        {
            await Task.Delay(1);
            await webView.EnsureCoreWebView2Async(); // the view
            int length = (await webView.CoreWebView2.ExecuteScriptAsync("a")).Length;
            string text = "" + await webView.CoreWebView2.ExecuteScriptAsync("b");
            text = await webView.CoreWebView2.ExecuteScriptAsync("c");
            await Task.WhenAll(webView.ExecuteScriptAsync("d"), Task.Delay(1));
            await Task.WhenAny(Task.Delay(1), webView.ExecuteScriptAsync("e"));
            await Task.WhenAll(webView.ExecuteScriptAsync("f"), Task.Delay(1));
        }
        """);

    [Fact]
    public Task Handlers_that_are_lambdas_or_local_functions_become_async_too() => FixAsync(
        """
        public void Connect()
        {
            Click += (sender, e) => MessageBox.Show([|webView.ExecuteScriptAsync("a").Result|]);
            Click += delegate (object? sender, EventArgs e)
            {
                [|webView.ExecuteScriptAsync("b").Wait()|];
            };
            Click += static (sender, e) => MessageBox.Show([|((MainForm)sender!).webView.ExecuteScriptAsync("s").Result|]);
            Click += OnClick;
            void OnClick(object? sender, EventArgs e) => MessageBox.Show([|webView.ExecuteScriptAsync("c").Result|]);
        }

        // With a comment.
        void OnLoad(object? sender, EventArgs e) => MessageBox.Show([|webView.ExecuteScriptAsync("d").Result|]);
        """,
        """
        public void Connect()
        {
            Click += async (sender, e) => MessageBox.Show(await webView.ExecuteScriptAsync("a"));
            Click += async delegate (object? sender, EventArgs e)
            {
                await webView.ExecuteScriptAsync("b");
            };
            Click += static async (sender, e) => MessageBox.Show(await ((MainForm)sender!).webView.ExecuteScriptAsync("s"));
            Click += OnClick;
            async void OnClick(object? sender, EventArgs e) => MessageBox.Show(await webView.ExecuteScriptAsync("c"));
        }

        // With a comment.
        async void OnLoad(object? sender, EventArgs e) => MessageBox.Show(await webView.ExecuteScriptAsync("d"));
        """);

    [Fact]
    public async Task All_can_be_fixed_at_once()
    {
        const string Members = """
            public async Task LoadAsync()
            {
                await Task.Delay(1);
                [|webView.EnsureCoreWebView2Async().Wait()|];
                int length = [|webView.ExecuteScriptAsync("a").Result|].Length;
                string text = [|webView.ExecuteScriptAsync("b").GetAwaiter().GetResult()|];
            }
            """;
        const string Expected = """
            public async Task LoadAsync()
            {
                await Task.Delay(1);
                await webView.EnsureCoreWebView2Async();
                int length = (await webView.ExecuteScriptAsync("a")).Length;
                string text = await webView.ExecuteScriptAsync("b");
            }
            """;
        using CodeUnderTest code = new(new BlockingWaitAnalyzer(), Form.With(Members), Library.Oriel);

        Assert.Equal(Form.With(Expected), await code.FixAllAsync(new AwaitInsteadOfBlocking()));
    }

    [Fact]
    public Task A_task_in_a_local_is_followed_to_where_it_comes_from() => FixAsync(
        """
        public async Task<string> TitleAsync()
        {
            await Task.Yield();
            Task<string> title = webView.CoreWebView2.ExecuteScriptAsync("document.title");
            return [|title.Result|];
        }
        """,
        """
        public async Task<string> TitleAsync()
        {
            await Task.Yield();
            Task<string> title = webView.CoreWebView2.ExecuteScriptAsync("document.title");
            return await title;
        }
        """);

    [Fact]
    public Task What_would_change_for_the_callers_is_reported_and_left_to_the_author() => NoFixAsync(
        """
        private readonly object _gate = new();

        public MainForm()
        {
            [|webView.EnsureCoreWebView2Async().Wait()|];
        }

        public string Title => [|webView.ExecuteScriptAsync("document.title").Result|];

        public string Read() => [|webView.ExecuteScriptAsync("a").Result|];

        public void Run() => Task.Run(() => { [|webView.ExecuteScriptAsync("b").Wait()|]; });

        public Task<string> ReadAsync() => Task.FromResult([|webView.ExecuteScriptAsync("c").Result|]);

        public async Task LockedAsync()
        {
            await Task.Yield();
            lock (_gate)
            {
                [|webView.ExecuteScriptAsync("d").Wait()|];
            }

            bool isDone = [|webView.ExecuteScriptAsync("e").Wait(1000)|];
            string? maybe = webView?[|.ExecuteScriptAsync("f").Result|];
        }
        """);

    [Fact]
    public Task Static_members_that_create_count_as_well() => CheckAsync(
        """
        public CoreWebView2Environment Create() => [|CoreWebView2Environment.CreateAsync().GetAwaiter().GetResult()|];
        """);

    [Fact]
    public Task Tasks_that_are_awaited_or_complete_or_somebody_else_s_are_fine() => CheckAsync(
        """
        private Task<int> _count = Task.FromResult(1);

        public async Task<string> BothAsync()
        {
            Task<string> one = webView.ExecuteScriptAsync("1");
            Task<string> two = webView.ExecuteScriptAsync("2");
            await Task.WhenAll(one, two);
            return one.Result + two.Result;
        }

        public string? Peek()
        {
            Task<string> one = webView.ExecuteScriptAsync("1");
            return one.IsCompletedSuccessfully ? one.Result : null;
        }

        public Task<string> Then() => webView.ExecuteScriptAsync("1").ContinueWith(task => task.Result, TaskScheduler.Current);

        public void Others()
        {
            Task.Delay(1).Wait();
            int count = _count.Result + Task.Run(() => 1).GetAwaiter().GetResult();
            Task.WaitAll(Task.Delay(1), _count);
            Lazy<int> result = new(() => 1);
        }

        public void Ask() => webView.ExecuteScriptAsync("1").Wait(0);
        """);

    [Fact]
    public async Task The_top_level_of_a_program_may_await()
    {
        const string Source = """
            using System;
            using Microsoft.Web.WebView2.Core;

            CoreWebView2Environment environment = [|CoreWebView2Environment.CreateAsync().Result|];
            Console.WriteLine(environment.BrowserVersionString);
            """;
        using CodeUnderTest code = new(new BlockingWaitAnalyzer(), Source, Library.Oriel, isProgram: true);
        await code.CheckAsync();

        Assert.Contains("environment = await CoreWebView2Environment.CreateAsync();", await code.FixAsync(new AwaitInsteadOfBlocking()), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_code_is_left_alone()
    {
        const string Source = """
            // <auto-generated/>
            using Microsoft.Web.WebView2.Core;

            public static class App
            {
                public static string Title(CoreWebView2 view) => view.ExecuteScriptAsync("document.title").Result;
            }
            """;
        using CodeUnderTest code = new(new BlockingWaitAnalyzer(), Source, Library.Official);
        await code.CheckAsync();
    }

    [Fact]
    public async Task Without_WebView2_the_rule_is_silent()
    {
        const string Source = """
            using System.Threading.Tasks;

            namespace Microsoft.Web.WebView2.Other
            {
                public class View { public Task<string> ReadAsync() => Task.FromResult(""); public string Read() => ReadAsync().Result; }
            }
            """;
        using CodeUnderTest code = new(new BlockingWaitAnalyzer(), Source, Library.None);
        await code.CheckAsync();
    }
}
