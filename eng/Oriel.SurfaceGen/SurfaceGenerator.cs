using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Oriel.SurfaceGen;

/// <summary>Completes the official surface: every official member that nobody has written by hand is added as a partial declaration that
/// throws, naming itself. Writing the member by hand makes its stub vanish; nothing has to be removed anywhere.</summary>
/// <remarks>Inputs are two additional files: <c>*.cs.txt</c>, the official declarations as C# without bodies, and <c>windows-only.txt</c>, the
/// members that cannot exist on Linux with what to use instead.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class SurfaceGenerator : IIncrementalGenerator
{
    private const string SnapshotEnding = ".cs.txt";
    private const string WindowsOnlyFile = "windows-only.txt";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The compilation changes with every key stroke, what it declares of the surface hardly ever does: WrittenMembers compares by value,
        // so that generation runs again only when a declaration came, went or changed.
        IncrementalValueProvider<string> snapshot = Text(context, SnapshotEnding);
        IncrementalValueProvider<string> windowsOnly = Text(context, WindowsOnlyFile);
        IncrementalValueProvider<OfficialSurface> official = snapshot.Select(static (text, cancel) => OfficialSurface.Parse(text, cancel));
        IncrementalValueProvider<WrittenMembers> written = official.Combine(context.CompilationProvider)
            .Select(static (input, cancel) => WrittenMembers.Read(input.Left, input.Right, cancel));

        context.RegisterSourceOutput(official.Combine(written).Combine(windowsOnly), static (output, input) =>
        {
            ((OfficialSurface surface, WrittenMembers members), string table) = input;
            StubWriter writer = new(members, WindowsOnlyTable.Parse(table));
            foreach (OfficialType type in surface.Types)
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                if (writer.Write(type) is { } source)
                {
                    output.AddSource(type.Name + ".g.cs", SourceText.From(source, Encoding.UTF8));
                }
            }
        });
    }

    private static IncrementalValueProvider<string> Text(IncrementalGeneratorInitializationContext context, string ending) =>
        context.AdditionalTextsProvider
            .Where(file => Path.GetFileName(file.Path).EndsWith(ending, System.StringComparison.Ordinal))
            .Select(static (file, cancel) => file.GetText(cancel)?.ToString() ?? "")
            .Collect()
            .Select(static (texts, _) => string.Join("\n", texts));
}
