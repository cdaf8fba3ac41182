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
    /// <summary>Everything that has to lie in the official assembly's place for it to work, and nothing else.</summary>
    private static readonly string[] s_ours =
    [
        "Microsoft.Web.WebView2.Core.dll",
        "Oriel.Client.dll",
        "Oriel.Ipc.dll",
        "Oriel.Protocol.dll",
        "Microsoft.Extensions.Logging.Abstractions.dll",
        "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
    ];

    private static readonly TimeSpan s_buildBound = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_runBound = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oriel-official-app-");

    private string App => Path.Combine(_folder.FullName, "app", "OfficialApp.dll");

    /// <summary>The assembly in the app's folder before ours took its place.</summary>
    public byte[] OfficialBytes { get; private set; } = [];

    public async Task InitializeAsync()
    {
        string app = Path.GetDirectoryName(App)!;
        await DotNet.SdkAsync(
            [
                "build", Path.Combine(Repository.Root, "test", "apps", "OfficialApp", "OfficialApp.csproj"),
                "--artifacts-path", Path.Combine(_folder.FullName, "build"), "--output", app, "--nologo", "--verbosity", "quiet",
                "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:OfficialAssembly=" + Repository.OfficialAssembly,
            ],
            s_buildBound);
        OfficialBytes = await File.ReadAllBytesAsync(Path.Combine(app, s_ours[0]));
        foreach (string file in s_ours.Select(name => Path.Combine(AppContext.BaseDirectory, name)).Concat(Broker()))
        {
            File.Copy(file, Path.Combine(app, Path.GetFileName(file)), overwrite: true);
        }
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <returns>What the scenario said, by name.</returns>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(string scenario)
    {
        string output = await DotNet.RunAppAsync(App, [scenario], s_runBound);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    private static IEnumerable<string> Broker() => Directory.EnumerateFiles(AppContext.BaseDirectory, "oriel-broker*", SearchOption.AllDirectories);
}
