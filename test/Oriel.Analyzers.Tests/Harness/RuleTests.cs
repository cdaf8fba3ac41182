using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Oriel.Analyzers.Tests.Harness;

/// <summary>Tests of one rule, in the members of a form that shows a view, against both libraries.</summary>
public abstract class RuleTests<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private static readonly Library[] s_libraries = [Library.Official, Library.Oriel];

    /// <summary>The members stand in a form; what the rule must report is marked.</summary>
    protected static async Task CheckAsync(string members)
    {
        foreach (Library library in s_libraries)
        {
            using CodeUnderTest code = new(new TAnalyzer(), Form.With(members), library);
            await code.CheckAsync();
        }
    }

    /// <summary>As <see cref="CheckAsync"/>; applying the fix as often as it is offered leaves <paramref name="expected"/>.</summary>
    protected static async Task FixAsync(string members, string expected, LanguageVersion version = LanguageVersion.Latest, bool isNullable = true)
    {
        foreach (Library library in s_libraries)
        {
            using CodeUnderTest code = new(new TAnalyzer(), Form.With(members), library, version, isNullable);
            await code.CheckAsync();
            Assert.Equal(Form.With(expected), await code.FixAsync(new TFix()));
        }
    }

    /// <summary>As <see cref="CheckAsync"/>, and the fix is not offered.</summary>
    protected static Task NoFixAsync(string members) =>
        FixAsync(members, members.Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal));
}
