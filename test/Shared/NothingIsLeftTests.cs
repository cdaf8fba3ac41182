using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.TestKit;
using Oriel.TestKit.Leaks;
using Xunit;

[assembly: TestCollectionOrderer("Oriel.TestKit.Leaks." + nameof(NothingIsLeftLast), "Oriel.TestKit")]

namespace Oriel.Tests.Shared;

/// <summary>Part of every test project: runs after all its other tests and looks for what they left.</summary>
[Collection(NothingIsLeftLast.Collection)]
public sealed class NothingIsLeftTests
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "A test project is a program.")]
    internal static void BeginRun() => TestRun.Begin();

    [Fact]
    public async Task Nothing_is_left()
    {
        IReadOnlyList<string> left = await LeakCheck.FindAsync();

        Assert.True(left.Count == 0, string.Join('\n', left));
        TestRun.End();
    }

    [CollectionDefinition(NothingIsLeftLast.Collection, DisableParallelization = true)]
    public sealed class Definition;
}
