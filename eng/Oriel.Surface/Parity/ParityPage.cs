using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Oriel.Surface.Reading;

namespace Oriel.Surface.Parity;

/// <summary>Writes docs/parity.md.</summary>
internal sealed class ParityPage
{
    private readonly ParityInput _input;
    private readonly StringBuilder _text = new();
    private readonly ILookup<int, BehaviourTest> _tests;
    private readonly ILookup<string, int> _heldByMember;

    private ParityPage(ParityInput input)
    {
        _input = input;
        _tests = input.Tests.ToLookup(test => test.Statement);
        _heldByMember = input.Statements
            .Where(statement => _tests.Contains(statement.Number))
            .SelectMany(statement => statement.Members.Select(member => (Member: member, statement.Number)))
            .ToLookup(pair => pair.Member, pair => pair.Number);
    }

    public static string Write(ParityInput input)
    {
        ParityPage page = new(input);
        page.WriteHead();
        page.WriteTotals();
        page.WriteStatements();
        page.WriteMembers();
        return page._text.ToString();
    }

    private void WriteHead() => _text.Append("""
        # Parity with the official API

        <!-- Generated: dotnet run --project eng/Oriel.Surface parity. Edit eng/surface/statements.txt and differences.txt, or the code. -->

        Every public member of Microsoft.Web.WebView2.Core 1.0.4314.35 is in Oriel's assembly. This page says how far each one is:

        - **built**: it works.
        - **differs**: it works, but not in every respect as on Windows; the text says how.
        - **not yet**: it throws `NotImplementedException` with its own name; a text says how it will differ, or what happens in its place.
        - **Windows only**: it throws `PlatformNotSupportedException` and says what to use instead.

        Numbers are the statements below; one stands beside a member when a test holds it.


        """);

    private void WriteTotals()
    {
        SurfaceMember[] members = [.. _input.Types.SelectMany(type => type.Members).Where(member => member.IsVisible)];
        int built = Count(BuildStateKind.Built);
        int held = _input.Statements.Count(statement => _tests.Contains(statement.Number));
        _text.Append(CultureInfo.InvariantCulture, $"""
            | | |
            |---|---|
            | members built | {built} of {members.Length} |
            | not yet | {Count(BuildStateKind.NotBuilt)} |
            | Windows only | {Count(BuildStateKind.WindowsOnly)} |
            | statements held by tests | {held} of {_input.Statements.Count} |


            """);

        int Count(BuildStateKind kind) => members.Count(member => member.State.Kind == kind);
    }

    private void WriteStatements()
    {
        _text.Append("## Statements and the tests that hold them\n\n| | statement | tests |\n|---|---|---|\n");
        foreach (Statement statement in _input.Statements)
        {
            // Without line numbers: they would make the page stale with every edit of a test file.
            string tests = string.Join("<br>", _tests[statement.Number].Select(test => $"[{test.Name}](../{test.Path})"));
            _text.Append(CultureInfo.InvariantCulture, $"| {statement.Number} | {Cell(statement.Text)} | {tests} |\n");
        }

        _text.Append('\n');
    }

    private void WriteMembers()
    {
        _text.Append("## Members\n");
        foreach (SurfaceType type in _input.Types)
        {
            _text.Append("\n### ").Append(type.Name).Append("\n\n");
            if (_heldByMember[type.Name].Any())
            {
                _text.Append("Statements: ").Append(Held(type.Name)).Append("\n\n");
            }

            if (type.IsEnum)
            {
                _text.Append("Enum, built: ").AppendJoin(", ", type.Members.Select(member => $"`{member.Name}`")).Append('\n');
                continue;
            }

            SurfaceMember[] members = [.. type.Members.Where(member => member.IsVisible)];
            if (members.Length == 0)
            {
                _text.Append("No members of its own.\n");
                continue;
            }

            _text.Append("| member | state | statements |\n|---|---|---|\n");
            foreach (SurfaceMember member in members)
            {
                string name = $"{type.Name}.{member.Name}";
                _text.Append(CultureInfo.InvariantCulture, $"| `{Cell(Signature(member))}` | {Cell(State(name, member.State))} | {Held(name)} |\n");
            }
        }
    }

    private string Held(string member) => string.Join(", ", _heldByMember[member]);

    private string State(string name, BuildState state) => state.Kind switch
    {
        BuildStateKind.NotBuilt => _input.Differences.TryGetValue(name, out string? later) ? "not yet. " + later : "not yet",
        BuildStateKind.WindowsOnly => "Windows only. " + state.Instead,
        _ => _input.Differences.TryGetValue(name, out string? how) ? "differs: " + how : "built",
    };

    /// <summary>The declaration without what is the same for all: accessibility and namespaces.</summary>
    private static string Signature(SurfaceMember member)
    {
        StringBuilder text = new();
        foreach (string word in member.Declaration.TrimEnd(';').Split(' '))
        {
            if (word != "public")
            {
                text.Append(text.Length == 0 ? "" : " ").Append(Short(word));
            }
        }

        return text.ToString();
    }

    private static string Short(string word)
    {
        IEnumerable<string> parts = word.Split('<').Select(part =>
        {
            int open = part.IndexOf('(', StringComparison.Ordinal);
            (string head, string tail) = open < 0 ? (part, "") : (part[..(open + 1)], part[(open + 1)..]);
            return head[(head.LastIndexOf('.') + 1)..] + tail[(tail.LastIndexOf('.') + 1)..];
        });
        return string.Join('<', parts);
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
