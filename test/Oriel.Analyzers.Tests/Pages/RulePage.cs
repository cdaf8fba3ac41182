using System;
using System.IO;
using System.Linq;
using Oriel.Analyzers.Tests.Harness;

namespace Oriel.Analyzers.Tests.Pages;

/// <summary>A page of docs/rules.</summary>
internal sealed class RulePage(string id)
{
    /// <summary>What the examples take for granted.</summary>
    private const string Surroundings = """
        private readonly MainForm titleLabel = null!;
        private string Text = "";
        private void InitializeComponent() { }
        private Task<bool> AskAsync(string uri) => Task.FromResult(uri.Length > 0);
        private Task<CoreWebView2WebResourceResponse> FindAsync(string uri) => throw new InvalidOperationException(uri);
        private class SettingsForm : Form { }
        """;

    private readonly string[] _lines = File.ReadAllLines(Path.Combine(Folder, id + ".md"));

    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "rules");

    public string Title => _lines[0];

    /// <summary>Severity and fix.</summary>
    public string Summary => _lines[2];

    public string[] Headings => [.. _lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal))];

    /// <returns>The example below a heading, in a form.</returns>
    public string Example(string heading)
    {
        string[] code = [.. _lines.SkipWhile(line => line != heading).SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```")];
        return Form.With(string.Join('\n', code) + "\n" + Surroundings);
    }
}
