using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.Core.Tests.Surface;
using Oriel.Surface;
using Oriel.Surface.Parity;
using Oriel.Surface.Reading;
using Xunit;

namespace Oriel.Core.Tests.Parity;

/// <summary>docs/parity.md and what it is made from.</summary>
public sealed class ParityPageTests
{
    private const string Remedy = "Run: dotnet run --project eng/Oriel.Surface parity";

    private static readonly ParityInput s_input = ParityInput.Read(SurfaceFixture.OrielPath);

    [Fact]
    public void The_page_is_up_to_date()
    {
        string expected = ParityPage.Write(s_input);
        string actual = File.Exists(Repository.ParityPage) ? File.ReadAllText(Repository.ParityPage) : "";

        string[] stale = [.. actual.Split('\n').Except(expected.Split('\n')).Select(line => "- " + line)];
        string[] fresh = [.. expected.Split('\n').Except(actual.Split('\n')).Select(line => "+ " + line)];
        Assert.True(actual == expected, $"docs/parity.md is stale. {Remedy}\n{string.Join('\n', stale.Concat(fresh).Take(40))}");
    }

    [Fact]
    public void Statements_are_numbered_without_gaps()
    {
        Assert.Equal(Enumerable.Range(1, 131), s_input.Statements.Select(statement => statement.Number));
    }

    [Fact]
    public void Statements_and_differences_name_members_that_exist()
    {
        HashSet<string> known = [.. s_input.Types.Select(type => type.Name), .. s_input.Types.SelectMany(type => type.Members.Select(member => $"{type.Name}.{member.Name}"))];

        Assert.Empty(s_input.Statements.SelectMany(statement => statement.Members).Concat(s_input.Differences.Keys).Except(known));
    }

    [Fact]
    public void Tests_name_statements_that_exist()
    {
        Assert.DoesNotContain(s_input.Tests, test => s_input.Statements.All(statement => statement.Number != test.Statement));
    }

    [Fact]
    public void A_test_holds_the_statements_of_itself_and_of_its_class()
    {
        IEnumerable<BehaviourTest> tests = BehaviourTests.Read("test/A.cs", """
            [Behaviour(1)]
            public class ATests
            {
                [Fact, Behaviour(2)] public void Holds_two() { }
                [Theory] [Oriel.TestKit.BehaviourAttribute(3)] [Behaviour(4)] public async Task Holds_three() { }
                [Fact(Skip = "later")] [Behaviour(5)] public void Is_skipped() { }
                [Behaviour(6)] public void Is_no_test() { }
            }
            """);

        Assert.Equal(
            [(1, "ATests.Holds_two"), (2, "ATests.Holds_two"), (1, "ATests.Holds_three"), (3, "ATests.Holds_three"), (4, "ATests.Holds_three")],
            tests.Select(test => (test.Statement, test.Name)));
    }

    [Fact]
    public void The_page_shows_states_statements_and_tests()
    {
        SurfaceMember go = new(MemberKind.Method, "Go", "public void Go(System.IO.Stream to);", true, BuildState.Built);
        SurfaceType view = new("View", "public class View", false,
        [
            go,
            go with { Name = "Stop", Declaration = "public void Stop();", State = BuildState.NotBuilt },
            go with { Name = "Com", Declaration = "public System.IntPtr Com { get; }", State = new BuildState(BuildStateKind.WindowsOnly, "Use it.") },
            go with { Name = "Odd", Declaration = "public void Odd();" },
            go with { Name = "Later", Declaration = "public void Later();", State = BuildState.NotBuilt },
        ]);

        string page = ParityPage.Write(new ParityInput(
            [view],
            [new Statement(7, "It goes", ["View.Go"]), new Statement(8, "It stops", ["View.Stop"])],
            [new BehaviourTest(7, "ViewTests.It_goes", "test/ViewTests.cs")],
            new Dictionary<string, string> { ["View.Odd"] = "Oddly.", ["View.Later"] = "Nothing is shown." }));

        string[] expected =
        [
            "| members built | 2 of 5 |",
            "| statements held by tests | 1 of 2 |",
            "| 7 | It goes | [ViewTests.It_goes](../test/ViewTests.cs) |",
            "| 8 | It stops |  |",
            "| `void Go(Stream to)` | built | 7 |",
            "| `void Stop()` | not yet |  |",
            "| `IntPtr Com { get; }` | Windows only. Use it. |  |",
            "| `void Odd()` | differs: Oddly. |  |",
            "| `void Later()` | not yet. Nothing is shown. |  |",
        ];
        Assert.Superset(expected.ToHashSet(), page.Split('\n').ToHashSet(StringComparer.Ordinal));
    }
}
