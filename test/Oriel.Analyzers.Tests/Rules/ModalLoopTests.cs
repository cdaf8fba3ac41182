using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using Oriel.Analyzers.CodeFixes;
using Oriel.Analyzers.Rules;
using Oriel.Analyzers.Tests.Harness;
using Xunit;

namespace Oriel.Analyzers.Tests.Rules;

public sealed class ModalLoopTests : RuleTests<ModalLoopAnalyzer, PostInsteadOfNesting>
{
    [Fact]
    public Task A_dialog_and_what_follows_it_is_posted() => FixAsync(
        """
        private void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            if (e.TryGetWebMessageAsString() == "settings")
            {
                // A form with a view of its own.
                MainForm settings = new MainForm();
                [|settings.ShowDialog()|];
                settings.Dispose();
            }
        }
        """,
        """
        private void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            if (e.TryGetWebMessageAsString() == "settings")
            {
                // A form with a view of its own.
                MainForm settings = new MainForm();
                SynchronizationContext.Current!.Post(_ =>
                {
                    settings.ShowDialog();
                    settings.Dispose();
                }, null);
            }
        }
        """);

    [Fact]
    public Task What_a_using_holds_is_posted_with_it() => FixAsync(
        """
        private void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            using (MainForm first = new MainForm())
            {
                [|first.ShowDialog()|];
            }
        }

        private void OnTitle(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            using MainForm second = new MainForm();
            second.Show();
            [|second.ShowDialog()|];
        }
        """,
        """
        private void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            SynchronizationContext.Current!.Post(_ =>
            {
                using (MainForm first = new MainForm())
                {
                    first.ShowDialog();
                }
            }, null);
        }

        private void OnTitle(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            SynchronizationContext.Current!.Post(_ =>
            {
                using MainForm second = new MainForm();
                second.Show();
                second.ShowDialog();
            }, null);
        }
        """);

    [Fact]
    public Task Lambdas_switches_and_single_statements_are_fixed_too() => FixAsync(
        """
        public void Connect()
        {
            webView.CoreWebView2.NavigationCompleted += (_, _) => [|MessageBox.Show("loaded")|];
            webView.CoreWebView2.DocumentTitleChanged += (sender, e) => { if (sender != null) [|MessageBox.Show("title")|]; };
            webView.CoreWebView2.WebMessageReceived += (_, e) =>
            {
                switch (e.TryGetWebMessageAsString())
                {
                    case "about":
                        [|MessageBox.Show("about")|];
                        break;
                }
            };
        }
        """,
        """
        public void Connect()
        {
            webView.CoreWebView2.NavigationCompleted += (_, _) => SynchronizationContext.Current!.Post(state => MessageBox.Show("loaded"), null);
            webView.CoreWebView2.DocumentTitleChanged += (sender, e) => { if (sender != null) SynchronizationContext.Current!.Post(_ => MessageBox.Show("title"), null); };
            webView.CoreWebView2.WebMessageReceived += (_, e) =>
            {
                switch (e.TryGetWebMessageAsString())
                {
                    case "about":
                        SynchronizationContext.Current!.Post(state => MessageBox.Show("about"), null);
                        break;
                }
            };
        }
        """);

    [Fact]
    public Task Old_C_sharp_without_nullable_gets_no_exclamation_mark() => FixAsync(
        """
        private void OnMessage(object sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            [|MessageBox.Show("now")|];
        }
        """,
        """
        private void OnMessage(object sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            SynchronizationContext.Current.Post(_ => MessageBox.Show("now"), null);
        }
        """,
        LanguageVersion.CSharp7_3, isNullable: false);

    [Fact]
    public Task What_the_event_needs_while_the_handler_runs_is_left_to_the_author() => NoFixAsync(
        """
        private void OnStarting(object? sender, CoreWebView2NavigationStartingEventArgs e)
        {
            e.Cancel = [|MessageBox.Show("Leave?")|] == DialogResult.No;
        }

        private void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e)
        {
            if (!e.IsSuccess)
            {
                [|MessageBox.Show("failed")|];
            }

            Show();
        }

        private void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            for (int i = 0; i < 2; i++)
            {
                [|MessageBox.Show("again")|];
            }
        }

        private void OnSource(object? sender, CoreWebView2SourceChangedEventArgs e)
        {
            [|MessageBox.Show("moved")|];
            return;
        }

        private void OnFrame(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            switch (e.TryGetWebMessageAsString())
            {
                case "a":
                    DialogResult result = [|MessageBox.Show("a")|];
                    break;
                case "b":
                    result = DialogResult.OK;
                    break;
                case "c":
                    [|MessageBox.Show("c")|];
                    if (sender == null)
                    {
                        break;
                    }

                    Show();
                    break;
            }
        }

        private void OnLocal(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            Local();
            [|MessageBox.Show("moved")|];
            void Local() => Show();
        }
        """);

    [Fact]
    public Task Every_toolkit_s_loops_are_known() => CheckAsync(
        """
        private void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            [|new OpenFileDialog().ShowDialog()|];
            [|Application.DoEvents()|];
            [|Application.Run(new MainForm())|];
            [|new System.Windows.Window().ShowDialog()|];
            [|new Own().ShowDialog()|];
            [|System.Windows.MessageBox.Show("")|];
            [|System.Windows.Threading.Dispatcher.PushFrame(new System.Windows.Threading.DispatcherFrame())|];
            [|new Gtk.Dialog().Run()|];
        }

        private class Own : System.Windows.Window
        {
            public override bool? ShowDialog() => null;
        }
        """);

    [Fact]
    public async Task Our_own_pump_is_known()
    {
        const string Source = """
            using System;
            using Microsoft.Web.WebView2.Core;
            using Oriel.Threading;

            public static class App
            {
                public static void Connect(CoreWebView2 view) => view.HistoryChanged += (_, _) => [|MessagePump.PushFrame(MessagePump.CreateFrame())|];
            }
            """;
        using CodeUnderTest code = new(new ModalLoopAnalyzer(), Source, Library.Oriel);
        await code.CheckAsync();
    }

    [Fact]
    public Task A_method_that_is_added_to_an_event_is_a_handler_whatever_its_arguments() => CheckAsync(
        """
        public void Connect()
        {
            webView.CoreWebView2.DocumentTitleChanged += OnTitleChanged;
            webView.CoreWebView2.HistoryChanged += this.OnHistoryChanged;
            Click += OnClick;
        }

        private void OnTitleChanged(object? sender, object e) => [|MessageBox.Show("title")|];
        private void OnHistoryChanged(object? sender, object e) => [|MessageBox.Show("history")|];
        private void OnClick(object? sender, EventArgs e) => MessageBox.Show("click");
        """);

    [Fact]
    public Task Outside_of_handlers_after_them_and_posted_dialogs_are_fine() => CheckAsync(
        """
        public void Connect()
        {
            Click += (_, _) => MessageBox.Show("click");
            webView.CoreWebView2InitializationCompleted += (_, e) => MessageBox.Show(e.IsSuccess.ToString());
            webView.CoreWebView2InitializationCompleted += OnInitialized;
            MessageBox.Show("connected");
        }

        private void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs e)
        {
            string text = e.TryGetWebMessageAsString();
            SynchronizationContext.Current!.Post(_ =>
            {
                MainForm form = new MainForm();
                form.ShowDialog();
            }, null);
            new MainForm().Show();
        }

        private void OnInitialized(object? sender, CoreWebView2InitializationCompletedEventArgs e) => MessageBox.Show(e.IsSuccess.ToString());

        private static void Explain(Form owner, CoreWebView2NavigationCompletedEventArgs e) => MessageBox.Show(e.WebErrorStatus.ToString());

        private async void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e)
        {
            string title = await webView.ExecuteScriptAsync("document.title");
            MessageBox.Show(title);
        }
        """);
}
