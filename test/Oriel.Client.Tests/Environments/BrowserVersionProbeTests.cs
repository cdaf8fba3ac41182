using System;
using System.Diagnostics;
using System.IO;
using Oriel.Client.Environments;
using Xunit;

namespace Oriel.Client.Tests.Environments;

[Collection(ProgramsCollection.Name)]
public sealed class BrowserVersionProbeTests : IDisposable
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", "156.0.8078.79")]
    [InlineData("Google Chrome 157.0.1.2 beta", "157.0.1.2 beta")]
    [InlineData("Google Chrome 158.0.1.2 unstable", "158.0.1.2 dev")]
    [InlineData("Microsoft Edge 158.0.1.2 dev", "158.0.1.2 dev")]
    [InlineData("Google Chrome 159.0.1.2 canary", "159.0.1.2 canary")]
    [InlineData("Microsoft Edge 156.0.4314.35 ", "156.0.4314.35")]
    public void A_browser_tells_its_version_and_channel(string answer, string expected)
    {
        Assert.Equal(expected, BrowserVersionProbe.Ask(Browser(_folder.WriteBrowser("chrome", answer))).ToString());
    }

    [Fact]
    public void What_a_wrapper_says_on_stderr_is_not_the_answer_however_long_it_is()
    {
        string wrapper = _folder.WriteScript("chromium", "yes 'warning 1.2.3.4' | head -c 300000 >&2\necho 'Chromium 156.0.8078.79'");

        Assert.Equal("156.0.8078.79", BrowserVersionProbe.Ask(Browser(wrapper)).ToString());
    }

    [Theory]
    [InlineData("echo hello", "holds no version")]
    [InlineData("exit 3", "holds no version")]
    [InlineData("head -c 100000 /dev/zero", "more than")]
    [InlineData("yes", "more than")]
    public void A_program_that_is_no_browser_is_told_from_one(string body, string reason)
    {
        string program = _folder.WriteScript("chrome", body);

        var e = Assert.Throws<BrowserNotFoundException>(() => BrowserVersionProbe.Ask(Browser(program)));

        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains(program, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_run_is_told_from_a_browser()
    {
        string file = _folder.WriteFile("chrome", "\u007fELF nonsense");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Throws<BrowserNotFoundException>(() => BrowserVersionProbe.Ask(Browser(file)));
    }

    [Fact]
    public void A_program_that_never_answers_is_ended_with_its_children()
    {
        string pids = _folder["pids"];
        string program = _folder.WriteScript("chrome", $"sleep 1000 & echo $$ $! > '{pids}'; wait");

        var e = Assert.Throws<BrowserNotFoundException>(() => BrowserVersionProbe.Ask(Browser(program), s_short));

        Assert.Contains("did not answer", e.Message, StringComparison.Ordinal);
        foreach (string pid in File.ReadAllText(pids).Split(' ', StringSplitOptions.TrimEntries))
        {
            Assert.True(HasEnded(int.Parse(pid, System.Globalization.CultureInfo.InvariantCulture)), $"process {pid} is still there");
        }
    }

    [Fact]
    public void A_program_that_closes_its_output_and_stays_is_given_up_too()
    {
        string program = _folder.WriteScript("chrome", "echo 'Chromium 1.2.3.4'; exec sleep 1000 >/dev/null 2>&1");

        Assert.Throws<BrowserNotFoundException>(() => BrowserVersionProbe.Ask(Browser(program), s_short));
    }

    [Fact]
    public void A_browser_is_asked_again_only_after_it_changed()
    {
        string log = _folder["log"];
        string browser = _folder.WriteScript("chrome", $"echo asked >> '{log}'; echo 'Chromium 1.0.0.0'");
        var cache = new BrowserIdentityCache();

        Assert.Equal("1.0.0.0", cache.Get(Browser(browser)).ToString());
        Assert.Equal("1.0.0.0", cache.Get(Browser(browser)).ToString());
        Assert.Single(File.ReadAllLines(log));

        _folder.WriteScript("chrome", "echo 'Chromium 2.0.0.0'");
        Assert.Equal("2.0.0.0", cache.Get(Browser(browser)).ToString());
    }

    [Fact]
    public void A_browser_that_was_uninstalled_is_named()
    {
        var e = Assert.Throws<BrowserNotFoundException>(() => Browser("/nowhere/chrome").Identify());

        Assert.Contains("/nowhere/chrome", e.Message, StringComparison.Ordinal);
    }

    private static InstalledBrowser Browser(string path) => new(path, BrowserCatalogue.ChannelOf(path), IsFixedVersion: true);

    private static bool HasEnded(int pid)
    {
        try
        {
            // An orphan that nobody has collected yet has ended all the same.
            using Process process = Process.GetProcessById(pid);
            return process.WaitForExit(TimeSpan.FromSeconds(5))
                || File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return true;
        }
    }
}
