namespace Oriel.Analyzers.Tests.Harness;

/// <summary>What the rules know of UI toolkits, most of which do not exist on Linux: the same names and forms, and nothing behind them.</summary>
internal static class Toolkits
{
    public const string Source = """
        namespace System.Windows.Forms
        {
            public class Control : System.IDisposable
            {
                public event System.EventHandler Click { add { } remove { } }
                public event System.EventHandler Load { add { } remove { } }
                public void Invoke(System.Action action) { }
                public void Dispose() { }
            }
            public enum DialogResult { OK, Yes, No }
            public class Form : Control
            {
                public DialogResult DialogResult { get; set; }
                public DialogResult ShowDialog() => default;
                public DialogResult ShowDialog(object owner) => default;
                public void Show() { }
            }
            public abstract class CommonDialog { public DialogResult ShowDialog() => default; }
            public class OpenFileDialog : CommonDialog { public string FileName { get; set; } }
            public static class MessageBox { public static DialogResult Show(string text) => default; }
            public static class Application { public static void Run(Form form) { } public static void DoEvents() { } }
        }
        namespace System.Windows
        {
            public class Window { public virtual bool? ShowDialog() => default; }
            public static class MessageBox { public static int Show(string text) => 0; }
        }
        namespace System.Windows.Threading
        {
            public class DispatcherFrame { }
            public class Dispatcher { public static void PushFrame(DispatcherFrame frame) { } public static void Run() { } }
        }
        namespace Gtk
        {
            public class Dialog { public int Run() => 0; }
        }
        namespace Microsoft.Web.WebView2.WinForms
        {
            public class CoreWebView2CreationProperties
            {
                public string UserDataFolder { get; set; }
            }
            public class WebView2 : System.Windows.Forms.Control
            {
                public CoreWebView2CreationProperties CreationProperties { get; set; }
                public Microsoft.Web.WebView2.Core.CoreWebView2 CoreWebView2 => null;
                public System.Uri Source { get; set; }
                public System.Threading.Tasks.Task EnsureCoreWebView2Async(Microsoft.Web.WebView2.Core.CoreWebView2Environment environment = null) => null;
                public System.Threading.Tasks.Task<string> ExecuteScriptAsync(string script) => null;
                public event System.EventHandler<Microsoft.Web.WebView2.Core.CoreWebView2InitializationCompletedEventArgs> CoreWebView2InitializationCompleted { add { } remove { } }
                public event System.EventHandler<Microsoft.Web.WebView2.Core.CoreWebView2WebMessageReceivedEventArgs> WebMessageReceived { add { } remove { } }
            }
        }
        namespace Microsoft.Web.WebView2.Wpf
        {
            public class WebView2
            {
                public Microsoft.Web.WebView2.Core.CoreWebView2 CoreWebView2 => null;
            }
        }
        namespace Oriel.Gtk
        {
            public class WebView2
            {
                public Microsoft.Web.WebView2.Core.CoreWebView2 CoreWebView2 => null;
            }
        }
        """;
}
