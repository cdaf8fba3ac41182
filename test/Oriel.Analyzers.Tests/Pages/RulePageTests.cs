using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Oriel.Analyzers.Tests.Harness;
using Xunit;

namespace Oriel.Analyzers.Tests.Pages;

/// <summary>Every rule has a page, and its examples are what the page says they are.</summary>
public sealed class RulePageTests
{
    private static readonly DiagnosticAnalyzer[] s_rules =
    [
        .. typeof(WebView2Analyzer).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Ids => [.. s_rules.SelectMany(rule => rule.SupportedDiagnostics).Select(descriptor => descriptor.Id).Order()];

    [Fact]
    public void There_is_a_page_for_every_rule_and_no_other()
    {
        Assert.Equal(
            s_rules.SelectMany(rule => rule.SupportedDiagnostics).Select(descriptor => descriptor.Id).Order(),
            Directory.EnumerateFiles(RulePage.Folder).Select(Path.GetFileNameWithoutExtension).Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_rule_s_title_and_severity_and_a_rule_names_its_page(string id)
    {
        RulePage page = new(id);
        DiagnosticDescriptor descriptor = Rule(id).SupportedDiagnostics.Single();

        Assert.Equal($"# {id}: {descriptor.Title}", page.Title);
        Assert.StartsWith(descriptor.DefaultSeverity == DiagnosticSeverity.Info ? "Information. Fix" : $"{descriptor.DefaultSeverity}. Fix", page.Summary, StringComparison.Ordinal);
        Assert.Equal(["## What", "## Why", "## Wrong", "## Right", "## When to suppress"], page.Headings);
        Assert.EndsWith($"See docs/rules/{id}.md.", descriptor.Description.ToString(), StringComparison.Ordinal);
        Assert.Equal("Threading", descriptor.Category);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_a_page_calls_wrong_is_reported_and_what_it_calls_right_is_not(string id)
    {
        RulePage page = new(id);

        foreach (Library library in new[] { Library.Official, Library.Oriel })
        {
            Assert.NotEmpty(await ReportedAsync(Rule(id), page.Example("## Wrong"), library));
            foreach (DiagnosticAnalyzer rule in s_rules)
            {
                Assert.Empty(await ReportedAsync(rule, page.Example("## Right"), library));
            }
        }
    }

    private static DiagnosticAnalyzer Rule(string id) => s_rules.Single(rule => rule.SupportedDiagnostics.Any(descriptor => descriptor.Id == id));

    private static async Task<IReadOnlyList<Diagnostic>> ReportedAsync(DiagnosticAnalyzer rule, string source, Library library)
    {
        using CodeUnderTest code = new(rule, source, library);
        return await code.ReportedAsync();
    }
}
