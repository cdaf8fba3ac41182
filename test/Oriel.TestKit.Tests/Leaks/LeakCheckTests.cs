using System;
using System.IO;
using System.Net.Sockets;
using Oriel.TestKit.Leaks;
using Xunit;

namespace Oriel.TestKit.Tests.Leaks;

public sealed class LeakCheckTests
{
    [Fact]
    public void A_folder_that_was_not_disposed_of_is_found()
    {
        string path = Directory.CreateDirectory(Path.Combine(TestRun.Folder, "forgotten")).FullName;

        Assert.Contains($"not disposed of: the test folder {path}", LeakCheck.Files());

        Directory.Delete(path);
    }

    [Fact]
    public void A_broker_s_socket_is_found()
    {
        string folder = Directory.CreateDirectory(Path.Combine(TestRun.RuntimeFolder, "oriel")).FullName;
        string path = Path.Combine(folder, "0123.sock");
        using (Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            Assert.Contains($"not removed: the socket {path}", LeakCheck.Files());
        }

        File.Delete(path);
    }

    [Fact]
    public void What_a_browser_leaves_in_TMPDIR_is_found_and_what_the_SDK_leaves_there_is_not()
    {
        string chromium = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "org.chromium.Chromium.abc")).FullName;
        string dotnet = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "dotnet-sdk")).FullName;

        Assert.Contains($"not removed: {chromium}, in TMPDIR", LeakCheck.Files());
        Assert.DoesNotContain(LeakCheck.Files(), line => line.Contains(dotnet, StringComparison.Ordinal));

        Directory.Delete(chromium);
        Directory.Delete(dotnet);
    }

    [Fact]
    public void An_empty_file_of_Chromium_s_that_nobody_had_the_time_to_unlink_is_passed_over_and_one_with_something_in_it_is_not()
    {
        string path = Path.Combine(Path.GetTempPath(), ".org.chromium.Chromium.abcdef");
        File.WriteAllText(path, "");
        Assert.DoesNotContain(LeakCheck.Files(), line => line.Contains(path, StringComparison.Ordinal));

        File.WriteAllText(path, "something");
        Assert.Contains($"not removed: {path}, in TMPDIR", LeakCheck.Files());

        File.Delete(path);
        Directory.CreateDirectory(path);
        Assert.Contains($"not removed: {path}, in TMPDIR", LeakCheck.Files());

        Directory.Delete(path);
    }
}
