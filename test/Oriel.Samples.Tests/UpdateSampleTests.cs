using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Samples.Tests;

/// <summary>samples/Oriel.Samples.ProcessEvents/Update. The installed browser is a script that names a version and runs the real one.</summary>
public sealed class UpdateSampleTests
{
    [Theory, Behaviour(130)]
    [InlineData("y")]
    [InlineData("n")]
    public async Task All_pages_move_to_the_new_version_together_if_the_user_wants_it(string answer)
    {
        await using TempFolder folder = new();
        await using TestSite site = new();
        string[] pages = [site.Page("/one", "one").Url("/one"), site.Page("/two", "two").Url("/two")];
        string installed = folder.Combine("bin");
        Install(installed, "156.0.1.1");
        await using ProgramRun sample = SampleProgram.Start(installed, ["update", folder.Combine("data"), .. pages]);
        string[] before = [await sample.ReadAsync(), await sample.ReadAsync()];
        Assert.Equal(pages.Select(static page => $"Shows {page} in version 156.0.1.1, browser "), before.Select(static line => line[..(line.LastIndexOf(' ') + 1)]));
        string browser = before[0][before[0].LastIndexOf(' ')..];
        Assert.EndsWith(browser, before[1], StringComparison.Ordinal);

        Install(installed, "157.0.2.2");
        Assert.StartsWith("A new version of the browser is installed.", await sample.ReadAsync(), StringComparison.Ordinal);
        await sample.AnswerAsync(answer);

        if (answer == "y")
        {
            string[] after = [await sample.ReadAsync(), await sample.ReadAsync()];
            Assert.Equal(pages.Select(static page => $"Shows {page} in version 157.0.2.2, browser "), after.Select(static line => line[..(line.LastIndexOf(' ') + 1)]).Order());
            Assert.DoesNotContain(after, line => line.EndsWith(browser, StringComparison.Ordinal));
        }

        await sample.AssertEndsWellAsync();
    }

    /// <summary>As packages are: written beside, and then moved into place.</summary>
    private static void Install(string folder, string version)
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, "chromium");
        File.WriteAllText(path + ".new", $"#!/bin/sh\n[ \"$1\" = --version ] && {{ echo 'Chromium {version}'; exit 0; }}\nexec /usr/bin/chromium \"$@\"\n");
        File.SetUnixFileMode(path + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Move(path + ".new", path, overwrite: true);
    }
}
