using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.PortableExecutable;
using System.Threading.Tasks;
using Xunit;

namespace Oriel.Package.Tests;

public sealed class PackageTests(NewAppFixture app) : IClassFixture<NewAppFixture>
{
    private const int MostLinesOfTheExample = 25;

    [Fact]
    public void The_package_holds_the_library_with_its_documentation_both_brokers_the_README_and_the_licence()
    {
        using ZipArchive package = ZipFile.OpenRead(app.PackageFile);
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        string[] assemblies = ["Microsoft.Web.WebView2.Core", "Oriel.Client", "Oriel.Gtk", "Oriel.Hosting", "Oriel.Ipc", "Oriel.Protocol"];

        Assert.Equal(
            assemblies.SelectMany(name => new[] { $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml" }).Order(),
            files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).Order());
        Assert.Superset(
            new HashSet<string>
            {
                "README.md", "LICENSE", "runtimes/linux-x64/native/oriel-broker", "buildTransitive/Oriel.WebView2.targets",
                "broker/oriel-broker.dll", "broker/oriel-broker.runtimeconfig.json", "broker/oriel-broker.deps.json", "broker/Oriel.Hosting.dll", "broker/Oriel.Ipc.dll", "broker/Oriel.Protocol.dll",
                "analyzers/dotnet/cs/Oriel.Analyzers.dll", "analyzers/dotnet/cs/Oriel.Analyzers.CodeFixes.dll", "docs/rules/ORIEL0001.md", "docs/rules/ORIEL0006.md",
            },
            files.ToHashSet());
    }

    [Fact]
    public void What_any_architecture_loads_is_IL_and_what_x64_loads_is_compiled_ahead_of_time()
    {
        using ZipArchive package = ZipFile.OpenRead(app.PackageFile);
        string[] Assemblies(bool isCompiled) =>
            [.. package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal) && IsCompiled(entry) == isCompiled).Select(entry => entry.FullName).Order()];

        Assert.Equal(
            ["Microsoft.Web.WebView2.Core.dll", "Oriel.Client.dll", "Oriel.Gtk.dll", "Oriel.Hosting.dll", "Oriel.Ipc.dll", "Oriel.Protocol.dll"],
            Assemblies(isCompiled: true).Select(file => Path.GetRelativePath("runtimes/linux-x64/lib/net10.0", file)));
        Assert.Equal(
            [
                "analyzers/dotnet/cs/Oriel.Analyzers.CodeFixes.dll", "analyzers/dotnet/cs/Oriel.Analyzers.dll",
                "broker/oriel-broker.dll", "broker/Oriel.Hosting.dll", "broker/Oriel.Ipc.dll", "broker/Oriel.Protocol.dll",
                "lib/net10.0/Microsoft.Web.WebView2.Core.dll", "lib/net10.0/Oriel.Client.dll", "lib/net10.0/Oriel.Gtk.dll", "lib/net10.0/Oriel.Hosting.dll", "lib/net10.0/Oriel.Ipc.dll", "lib/net10.0/Oriel.Protocol.dll",
            ],
            Assemblies(isCompiled: false).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void An_app_s_output_has_the_native_broker_ready_to_run_and_the_one_for_other_architectures()
    {
        string native = Path.Combine(app.Output, "runtimes", "linux-x64", "native", "oriel-broker");

        Assert.True(File.GetUnixFileMode(native).HasFlag(UnixFileMode.UserExecute), $"{native} has mode {File.GetUnixFileMode(native)}.");
        Assert.True(File.Exists(Path.Combine(app.Output, "oriel-broker", "oriel-broker.dll")));
    }

    [Fact]
    public void The_README_s_first_example_is_short()
    {
        Assert.InRange(Readme.FirstExample().Count(character => character == '\n'), 1, MostLinesOfTheExample);
    }

    [Fact]
    public async Task A_new_app_runs_the_README_s_first_example()
    {
        Assert.Equal("\"Hello from Linux\"\n", await app.RunAsync());
    }

    [Fact]
    public async Task It_runs_as_well_with_the_broker_for_other_architectures()
    {
        string hosted = Path.Combine(app.Output, "oriel-broker", "oriel-broker.dll");

        Assert.Equal("\"Hello from Linux\"\n", await app.RunAsync(KeyValuePair.Create("ORIEL_BROKER", hosted)));
    }

    [Fact]
    public async Task An_app_s_compiler_applies_the_threading_rules()
    {
        const string Blocking = """
            using Microsoft.Web.WebView2.Core;

            internal static class Careless
            {
                public static string Title(CoreWebView2 view) => view.ExecuteScriptAsync("document.title").Result;
            }
            """;

        Assert.Contains("Careless.cs(5,54): warning ORIEL0001:", await app.CompileAsync("Careless.cs", Blocking), StringComparison.Ordinal);
        Assert.DoesNotContain("ORIEL", app.BuildOutput, StringComparison.Ordinal);
    }

    /// <summary>ReadyToRun: beside the IL there is native code, which makes the file one for its architecture.</summary>
    private static bool IsCompiled(ZipArchiveEntry entry)
    {
        using Stream compressed = entry.Open();
        MemoryStream image = new();
        compressed.CopyTo(image);
        image.Position = 0;
        using PEReader reader = new(image);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
