using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Oriel.Analyzers.CodeFixes;

/// <summary>A fix for one rule: finds what to put in a node's place, or that there is nothing right to put there.</summary>
public abstract class WebView2CodeFix : CodeFixProvider
{
    private protected WebView2CodeFix(string rule, string title)
    {
        FixableDiagnosticIds = [rule];
        Title = title;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <summary>What an editor shows.</summary>
    private string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!CanFix(diagnostic))
            {
                continue;
            }

            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Change(node, model) is { } changed)
            {
                Document document = context.Document.WithSyntaxRoot(changed);
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(document), FixableDiagnosticIds[0]), diagnostic);
            }
        }
    }

    /// <summary>Whether the rule has found something that its fix is for.</summary>
    private protected virtual bool CanFix(Diagnostic diagnostic) => true;

    /// <returns>The file's root with the fix, or null where none is right.</returns>
    /// <param name="node">What the diagnostic marks.</param>
    /// <param name="model">The meaning of its file.</param>
    private protected abstract SyntaxNode? Change(SyntaxNode node, SemanticModel model);
}
