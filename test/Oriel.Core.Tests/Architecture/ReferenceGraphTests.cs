using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Oriel.Surface;
using Xunit;

namespace Oriel.Core.Tests.Architecture;

/// <summary>The projects refer to each other in the direction of a call: Gtk → Core → Client → Ipc → Protocol, Broker → Ipc → Protocol.</summary>
public sealed class ReferenceGraphTests
{
    /// <summary>Every shipping project with all it may refer to. Whoever adds a project decides here where it stands.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Oriel.Protocol"] = [],
        ["Oriel.Ipc"] = ["Oriel.Protocol"],
        ["Oriel.Client"] = ["Oriel.Ipc"],
        ["Oriel.Core"] = ["Oriel.Client", "Oriel.Hosting"],
        ["Oriel.Broker"] = ["Oriel.Ipc", "Oriel.Hosting"],
        ["Oriel.Hosting"] = [],
        ["Oriel.Gtk"] = ["Oriel.Core"],
        ["Oriel.Analyzers"] = [],
        ["Oriel.Analyzers.CodeFixes"] = ["Oriel.Analyzers"],
        ["Oriel.WebView2"] = ["Oriel.Core", "Oriel.Gtk"],
        ["Oriel.Tool"] = ["Oriel.Core", "Oriel.Client"],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_the_one_below(string project)
    {
        Assert.True(s_allowed.TryGetValue(project, out string[]? allowed), $"{project} has no place in the reference graph yet: add it to {nameof(s_allowed)}.");

        Assert.Empty(References(project).Except(allowed));
    }

    [Fact]
    public void Words_and_bytes_need_no_package()
    {
        Assert.Empty(new[] { "Oriel.Protocol", "Oriel.Ipc" }.SelectMany(project => Items(project, "PackageReference")));
    }

    /// <summary>What the compiler gets; a project that is only run at compile time or built beforehand is no reference.</summary>
    private static IEnumerable<string> References(string project) => Items(project, "ProjectReference")
        .Where(item => (string?)item.Attribute("ReferenceOutputAssembly") != "false")
        .Select(item => Path.GetFileNameWithoutExtension(((string)item.Attribute("Include")!).Replace('\\', '/')));

    private static IEnumerable<XElement> Items(string project, string name) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj")).Descendants(name);
}
