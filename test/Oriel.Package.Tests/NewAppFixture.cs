using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Threading.Tasks;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Package.Tests;

/// <summary>
/// The package in artifacts/packages, and a new console app that refers to it and is the README's first example. Its packages are restored into a
/// folder of its own: an earlier package of the same version must not be taken for this one.
/// </summary>
public sealed class NewAppFixture : IAsyncLifetime
{
    private static readonly TimeSpan s_sdkBound = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_runBound = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder = new("new-app");

    /// <summary>The package's file.</summary>
    public string PackageFile { get; } = Path.Combine(Packages, "Oriel.WebView2.0.1.0.nupkg");

    /// <summary>Where the app was built.</summary>
    public string Output => _folder.Combine("Hello", "bin", "Debug", "net10.0");

    /// <summary>What the build said.</summary>
    public string BuildOutput { get; private set; } = "";

    private static string Packages => Path.Combine(Readme.Root, "artifacts", "packages");

    private static string Configuration => typeof(NewAppFixture).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public async Task InitializeAsync()
    {
        await DotNet.SdkAsync(["pack", Path.Combine(Readme.Root, "src", "Oriel.WebView2"), "--configuration", Configuration, "--no-build", "--nologo"], s_sdkBound);
        await File.WriteAllTextAsync(_folder.Combine("NuGet.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{_folder.Combine("packages")}" />
              </config>
              <packageSources>
                <add key="oriel" value="{Packages}" />
              </packageSources>
            </configuration>
            """);
        await DotNet.SdkAsync(["new", "console", "--name", "Hello", "--framework", "net10.0", "--no-restore"], s_sdkBound, _folder.Path);
        string app = _folder.Combine("Hello");
        await DotNet.SdkAsync(["add", "package", "Oriel.WebView2"], s_sdkBound, app);
        await File.WriteAllTextAsync(Path.Combine(app, "Program.cs"), Readme.FirstExample());
        BuildOutput = await DotNet.SdkAsync(["build", "--nologo"], s_sdkBound, app);
    }

    public async Task DisposeAsync() => await _folder.DisposeAsync();

    /// <summary>Compiles the app with one more file, which is gone afterwards; what was built stays as it is.</summary>
    /// <returns>What the compiler said.</returns>
    public async Task<string> CompileAsync(string file, string source)
    {
        string path = _folder.Combine("Hello", file);
        await File.WriteAllTextAsync(path, source);
        try
        {
            return await DotNet.SdkAsync(["build", "--nologo", "--no-restore", "-target:Compile"], s_sdkBound, _folder.Combine("Hello"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <returns>What the app said.</returns>
    /// <param name="variables">Set for it.</param>
    public Task<string> RunAsync(params IEnumerable<KeyValuePair<string, string>> variables) =>
        DotNet.RunAppAsync(Path.Combine(Output, "Hello.dll"), [], s_runBound, variables);
}
