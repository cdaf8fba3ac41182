using System.Collections.Generic;
using Oriel.Surface.Reading;

namespace Oriel.Surface.Parity;

/// <summary>All that docs/parity.md is made from.</summary>
/// <param name="Types">Oriel's own surface.</param>
/// <param name="Statements">eng/surface/statements.txt.</param>
/// <param name="Tests">The tests that hold them.</param>
/// <param name="Differences">eng/surface/differences.txt: member and how it differs.</param>
internal sealed record ParityInput(
    IReadOnlyList<SurfaceType> Types,
    IReadOnlyList<Statement> Statements,
    IReadOnlyList<BehaviourTest> Tests,
    IReadOnlyDictionary<string, string> Differences)
{
    /// <param name="orielAssembly">Oriel's Microsoft.Web.WebView2.Core.dll.</param>
    public static ParityInput Read(string orielAssembly)
    {
        using MetadataAssembly oriel = MetadataAssembly.Open(orielAssembly);
        return new ParityInput(
            SurfaceReader.Read(oriel.Assembly),
            Statement.ReadAll(Repository.Statements),
            BehaviourTests.Find(Repository.Root),
            TableFile.Pairs(Repository.Differences));
    }
}
