using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Users;
using Xunit;

namespace Oriel.TestKit.Tests.Users;

public sealed class UnprivilegedUserTests
{
    [RootFact]
    public async Task A_program_runs_as_the_user_in_folders_of_its_own()
    {
        await using UnprivilegedUser user = await UnprivilegedUser.CreateAsync();

        string said = await RunAsync(user, "id -un; pwd; touch file \"$TMPDIR/x\" && rm \"$TMPDIR/x\" && echo \"$XDG_RUNTIME_DIR\"");

        Assert.Equal($"{user.Name}\n{user.Home}\n{user.RuntimeFolder}\n", said);
    }

    [RootFact]
    public async Task A_host_app_runs_as_the_user()
    {
        await using UnprivilegedUser user = await UnprivilegedUser.CreateAsync();
        await using HostApp app = HostApp.Start(new HostOptions { User = user });

        await app.CallAsync("thread");

        Assert.StartsWith(user.Id.ToString(CultureInfo.InvariantCulture) + "\t", ProcessTable.ReadStatus(app.ProcessId, "Uid"), StringComparison.Ordinal);
    }

    [RootFact]
    public async Task The_user_is_gone_at_the_end()
    {
        UnprivilegedUser user = await UnprivilegedUser.CreateAsync();

        await user.DisposeAsync();

        Assert.DoesNotContain(user.Name, await File.ReadAllTextAsync("/etc/passwd"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(user.Home));
    }

    [RootFact]
    public async Task What_a_program_has_left_in_TMPDIR_is_told_and_the_user_is_gone_all_the_same()
    {
        UnprivilegedUser user = await UnprivilegedUser.CreateAsync();
        await RunAsync(user, "mkdir \"$TMPDIR/org.chromium.Chromium.abcdef\"");

        InvalidOperationException left = await Assert.ThrowsAsync<InvalidOperationException>(async () => await user.DisposeAsync());

        Assert.Contains("org.chromium.Chromium.abcdef", left.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(user.Name, await File.ReadAllTextAsync("/etc/passwd"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(user.Home));
    }

    private static async Task<string> RunAsync(UnprivilegedUser user, string script)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", script]) { RedirectStandardOutput = true };
        user.Apply(start);
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
