using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Oriel.Surface;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.OfficialApps;

/// <summary>An app that was compiled against the official assembly runs on ours, unchanged.</summary>
public sealed class OfficialAppTests(OfficialAppFixture app) : IClassFixture<OfficialAppFixture>
{
    [Fact]
    public async Task The_app_is_built_against_the_official_assembly()
    {
        Assert.Equal(await File.ReadAllBytesAsync(Repository.OfficialAssembly), app.OfficialBytes);
    }

    [Fact]
    public async Task It_loads_our_assembly_and_all_its_parts()
    {
        IReadOnlyDictionary<string, string> said = await app.RunAsync("identity");

        Assert.Equal("Microsoft.Web.WebView2.Core, Version=1.0.4314.35, Culture=neutral, PublicKeyToken=2a8ab48044d2601e", said["name"]);
        Assert.Equal("Oriel", said["product"]);
        Assert.Equal(["Oriel.Client", "Oriel.Ipc", "Oriel.Protocol"], [said["Oriel.Client"], said["Oriel.Ipc"], said["Oriel.Protocol"]]);
    }

    [Fact]
    public async Task Its_constants_mean_what_they_meant()
    {
        IReadOnlyDictionary<string, string> said = await app.RunAsync("enums");

        Assert.Equal("Stable, Canary", said["channels"]);
        Assert.Equal("OperationCanceled", said["status"]);
        Assert.Equal("GpuProcessExited", said["kind"]);
    }

    [Fact]
    public async Task A_member_not_built_yet_tells_it_so_by_name()
    {
        IReadOnlyDictionary<string, string> said = await app.RunAsync("not-built");

        Assert.StartsWith("CoreWebView2.OpenTaskManagerWindow is not built yet", said["message"], System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_for_Windows_only_tells_it_what_to_use_instead()
    {
        IReadOnlyDictionary<string, string> said = await app.RunAsync("windows-only");

        Assert.Contains("WEBVIEW2_BROWSER_EXECUTABLE_FOLDER", said["message"], System.StringComparison.Ordinal);
    }

    [Fact, Behaviour(11)]
    public async Task It_shows_a_page_runs_script_and_exchanges_messages()
    {
        IReadOnlyDictionary<string, string> said = await app.RunAsync("view");

        Assert.Equal(Path.Combine(app.AppFolder, "OfficialApp.WebView2"), said["folder"]);
        Assert.Equal(Path.Combine(app.AppFolder, "runtimes", "linux-x64", "native", "oriel-broker"), said["broker"]);
        Assert.Equal(("True", "True", "A page"), (said["starting"], said["success"], said["title"]));
        Assert.Equal("""{"sum":2,"bridge":"object"}""", said["script"]);
        Assert.Equal("""{"echo":"ping"}""", said["message"]);
        Assert.Equal("89504E47", said["picture"]);
        Assert.Equal("Normal", said["exit"]);
    }
}
