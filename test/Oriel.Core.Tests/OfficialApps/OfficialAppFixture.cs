using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Surface;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.OfficialApps;

/// <summary>An app (test/apps/OfficialApp) built against the official assembly, with our files copied over it afterwards.</summary>
public sealed class OfficialAppFixture : IAsyncLifetime
{
    private const string Core = "Microsoft.Web.WebView2.Core.dll";

    /// <summary>Everything that has to lie in the official assembly's place for it to work, and nothing else: what README.md tells the user of an existing app.</summary>
    private static readonly string[] s_ours =
    [
        Core,
        "Oriel.Client.dll",
        "Oriel.Hosting.dll",
        "Oriel.Ipc.dll",
        "Oriel.Protocol.dll",
        "Microsoft.Extensions.Logging.Abstractions.dll",
        "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
        "runtimes/linux-x64/native/oriel-broker",
    ];

    private static readonly TimeSpan s_buildBound = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_runBound = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder = new("official-app");

    /// <summary>Where the app lies.</summary>
    public string AppFolder => _folder.Combine("app");

    private string App => Path.Combine(AppFolder, "OfficialApp.dll");

    /// <summary>The assembly in the app's folder before ours took its place.</summary>
    public byte[] OfficialBytes { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await DotNet.SdkAsync(
            [
                "build", Path.Combine(Repository.Root, "test", "apps", "OfficialApp", "OfficialApp.csproj"),
                "--artifacts-path", _folder.Combine("build"), "--output", AppFolder, "--nologo", "--verbosity", "quiet",
                "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:OfficialAssembly=" + Repository.OfficialAssembly,
            ],
            s_buildBound);
        OfficialBytes = await File.ReadAllBytesAsync(Path.Combine(AppFolder, Core));
        foreach (string file in s_ours)
        {
            string place = Path.Combine(AppFolder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), place, overwrite: true);
        }
    }

    public async Task DisposeAsync() => await _folder.DisposeAsync();

    /// <returns>What the scenario said, by name.</returns>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(string scenario)
    {
        string output = await DotNet.RunAppAsync(App, [scenario], s_runBound);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
