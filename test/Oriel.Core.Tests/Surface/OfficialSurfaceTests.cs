using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.Surface;
using Oriel.Surface.Comparison;
using Oriel.Surface.Reading;
using Oriel.Surface.Snapshot;
using Xunit;

namespace Oriel.Core.Tests.Surface;

/// <summary>What an app compiled against the official assembly finds in ours.</summary>
public sealed class OfficialSurfaceTests(SurfaceFixture fixture) : IClassFixture<SurfaceFixture>
{
    [Fact]
    public void The_identity_is_the_official_one()
    {
        Assert.Equal(fixture.Official.FullName, fixture.Oriel.FullName);
        Assert.Equal(fixture.Official.GetName().GetPublicKey(), fixture.Oriel.GetName().GetPublicKey());
    }

    [Fact]
    public void Every_public_declaration_is_the_official_one()
    {
        IReadOnlyList<string> differences = SurfaceComparison.Differences(fixture.OfficialTypes, fixture.OrielTypes);

        Assert.True(differences.Count == 0, $"""
            Our surface differs from Microsoft.Web.WebView2.Core {fixture.Official.GetName().Version} (- official, + ours).
            Give the hand-written declaration under src/Oriel.Core/Api exactly the official form:
            {string.Join('\n', differences)}
            """);
    }

    /// <remarks>The official assembly has one more, the finalizer of CoreWebView2WebMessageReceivedEventArgs: nobody can call it.</remarks>
    [Fact]
    public void There_are_139_types_with_955_members()
    {
        Assert.Equal(139, fixture.OrielTypes.Count);
        Assert.Equal(955, fixture.OrielTypes.Sum(type => type.Members.Count(member => member.IsVisible)));
    }

    [Fact]
    public void Public_types_of_our_own_live_in_namespaces_of_our_own()
    {
        IEnumerable<string?> strangers = fixture.Oriel.GetTypes()
            .Where(type => type.IsVisible && type.Namespace != TypeNames.SurfaceNamespace)
            .Where(type => type.Namespace?.Split('.')[0] != "Oriel")
            .Select(type => type.FullName);

        Assert.Empty(strangers);
    }

    [Fact]
    public void The_snapshot_the_stubs_are_made_from_is_the_official_surface()
    {
        string expected = SnapshotFile.Write(fixture.Official.FullName!, fixture.OfficialTypes);

        Assert.True(
            File.ReadAllText(Repository.Snapshot) == expected,
            $"{Repository.Snapshot} is not what the official assembly declares. Run: dotnet run --project eng/Oriel.Surface snapshot");
    }

    [Fact]
    public void A_difference_is_told_as_a_diff()
    {
        SurfaceMember close = new(MemberKind.Method, "Close", "public void Close();", true, BuildState.Built);
        SurfaceMember renamed = close with { Declaration = "public void Close(bool force);" };
        SurfaceMember hidden = close with { IsVisible = false, Declaration = "void System.IDisposable.Dispose();" };
        SurfaceType view = new("View", "public class View", false, [close]);
        SurfaceType gone = new("Gone", "public class Gone", false, []);

        IReadOnlyList<string> lines = SurfaceComparison.Differences(
            [view, gone],
            [view with { Header = "public sealed class View", Members = [renamed, hidden] }, gone with { Name = "New", Header = "public class New" }]);

        Assert.Equal(
            [
                "  View",
                "-   public class View",
                "+   public sealed class View",
                "-   public void Close();",
                "+   public void Close(bool force);",
                "- public class Gone",
                "+ public class New",
            ],
            lines);
    }

    [Fact]
    public void Fields_in_another_order_are_a_difference()
    {
        SurfaceMember[] fields = [.. new[] { "A", "B" }.Select(name => new SurfaceMember(MemberKind.Field, name, $"public byte {name};", true, BuildState.Built))];
        SurfaceType color = new("Color", "public struct Color", false, fields);

        IReadOnlyList<string> lines = SurfaceComparison.Differences([color], [color with { Members = [fields[1], fields[0]] }]);

        Assert.Equal(["  Color", "-   fields in the order A, B", "+   fields in the order B, A"], lines);
    }
}
